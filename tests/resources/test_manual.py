"""The manual's page of documents: it shows every sample, by pictures that are there."""

import re

from PIL import Image

from desk.samples import SAMPLES
from resources.manual import draw

_LARGEST = 60_000
"""Bytes of a picture: a page of the manual shall open at once."""

NAMES = sorted(path.name for path in draw.PICTURES.iterdir())


def test_the_page_is_what_would_be_made_of_the_table_today() -> None:
    said = draw.PAGE.read_text(encoding="utf-8")
    assert said == draw.page(NAMES), "make pictures draws the page anew"


def test_every_sample_is_named_and_its_first_page_is_shown() -> None:
    said = draw.PAGE.read_text(encoding="utf-8")
    assert [one.label for one in SAMPLES if f"### {one.label}\n" not in said] == []
    assert [one.name for one in SAMPLES if f"{one.name}-1.png" not in NAMES] == []


def test_every_picture_is_shown_once_and_no_other_file_lies_there() -> None:
    said = draw.PAGE.read_text(encoding="utf-8")
    assert sorted(re.findall(r"\(pictures/([^)]+)\)", said)) == NAMES


def test_pictures_are_small_and_have_something_to_show() -> None:
    for path in draw.PICTURES.iterdir():
        assert path.stat().st_size <= _LARGEST, path.name
        with Image.open(path) as picture:
            assert min(picture.size) > 500, path.name
            assert len(picture.getcolors() or []) > 2, path.name
