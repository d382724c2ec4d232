"""The manual: every page in the contents is there, made pages are up to date, nothing dangles."""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from PIL import Image
from PySide6.QtWidgets import QDialog

import ui
from desk.cli.every import COMMANDS
from desk.cli.later import COMMANDS as LATER
from resources.manual import tables, views
from ui import topics
from ui.pages import PAGES

_LARGEST = 80_000  # bytes of a picture: a page shall open at once
#: Dialogs of which F1 tells nothing of its own, and why.
WITHOUT_TOPIC = {
    "FormDialog": "asks for what the page or the dialog below it is about; F1 tells of that",
    "JobDialog": "says how far the work is that the page began; there is nothing to choose in it",
    "ManualWindow": "is the manual",
}
_LINK = re.compile(r"\]\(([^)#]+)\)")


def links(text: str) -> list[str]:
    return [link for link in _LINK.findall(text) if "://" not in link]


def test_the_contents_name_every_page_that_is_there_once() -> None:
    listed = [topic for pages in topics.CONTENTS.values() for topic in pages]
    assert sorted(listed) == sorted(path.stem for path in topics.MANUAL.glob("*.md"))


@pytest.mark.parametrize("name", tables.PAGES)
def test_a_made_page_is_what_would_be_made_today(name: str) -> None:
    said = topics.path(name).read_text("utf-8")
    assert said == tables.PAGES[name](), "make pictures makes it anew"


@pytest.mark.parametrize("topic", topics.TITLES)
def test_every_link_and_picture_of_a_page_leads_somewhere(topic: str) -> None:
    text = topics.path(topic).read_text("utf-8")
    assert [link for link in links(text) if not (topics.MANUAL / link).is_file()] == []
    assert text.startswith("# ")


def test_every_page_of_the_window_has_a_page_of_the_manual() -> None:
    assert [page.name for page in PAGES if page.name not in topics.TOPICS] == []
    assert set(topics.TOPICS.values()) <= set(topics.TITLES)


def dialogs(of: type[QDialog] = QDialog) -> Iterator[str]:
    """The name of each dialog that the window has."""
    for made in of.__subclasses__():
        if made.__module__.startswith("ui."):
            yield made.__name__
            yield from dialogs(made)


def test_every_dialog_has_a_topic_and_no_other_name_has() -> None:
    for found in walk_packages(ui.__path__, "ui."):
        import_module(found.name)
    known = {name for name in topics.TOPICS if name[0].isupper()}
    assert set(dialogs()) - known == WITHOUT_TOPIC.keys()
    assert known <= set(dialogs())


def test_pictures_of_the_window_are_small_and_all_are_shown() -> None:
    names = sorted(path.stem for path in views.PICTURES.iterdir())
    assert names == sorted(views.VIEWS)
    texts = "\n".join(topics.texts().values())
    for name in names:
        path = views.PICTURES / f"{name}.png"
        assert path.stat().st_size <= _LARGEST, name
        assert f"(window/{name}.png)" in texts, name
        with Image.open(path) as picture:
            assert 500 < picture.width <= 900, name


def test_every_command_stands_on_the_page_of_commands() -> None:
    said = topics.path("commands").read_text("utf-8")
    later = {command.name for command in LATER}
    assert [c.name for c in COMMANDS if c.name not in later and f"`{c.name}`" not in said] == []


def test_a_search_finds_pages_that_hold_every_word_titles_first() -> None:
    pages = {"start": "先看备份", "backups": "备份与恢复", "cards": "反馈"}
    assert topics.found("备份", pages) == ["backups", "start"]
    assert topics.found("备份 恢复", pages) == ["backups"]
    assert topics.found("", pages) == list(pages)
