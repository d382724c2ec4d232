"""Pictures of pages for the preview."""

import pytest

from reports.pages import pictures


def test_each_page_becomes_a_picture_of_its_size(bulletin_pdf: bytes) -> None:
    made = list(pictures(bulletin_pdf, 0.5))
    assert len(made) > 3
    for picture in made:
        assert (picture.width, picture.height) == pytest.approx((298, 421), abs=1)
        assert len(picture.pixels) == picture.stride * picture.height


def test_the_first_page_shows_a_red_name_on_white(bulletin_pdf: bytes) -> None:
    first = next(iter(pictures(bulletin_pdf, 1)))
    pixels = {first.pixels[start : start + 3] for start in range(0, len(first.pixels), 4)}
    assert b"\xff\xff\xff" in pixels
    assert b"\x00\x00\xff" in pixels  # blue, green, red
