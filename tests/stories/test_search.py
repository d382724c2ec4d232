"""查找: what is typed is found in all that is written, and opened."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk.looking import Found
from desk.search import LABELS
from tests.sitting import Sitting
from tests.stories.cards import FIRM
from tests.stories.conftest import SitDown
from ui import style
from ui.leading import ICON_OF, NAMED_IN, PAGE_OF
from ui.pages.search import SearchPage
from ui.pages.supervision import SupervisionPage

_PATIENCE = 10_000  # milliseconds for work beside the window on a busy machine


class Searching:
    """A person on the page of search."""

    def __init__(self, me: Sitting, qtbot: QtBot) -> None:
        self.me, self._qtbot = me, qtbot
        me.press("Ctrl+Shift+F")
        page = me.window.page
        assert isinstance(page, SearchPage)
        self.page = page

    def until(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds, timeout=_PATIENCE)

    def write(self, text: str) -> None:
        """Write words in place of those before, and wait for what comes of them."""
        self.me.press("Ctrl+A")
        self.me.write(text)
        self.settled(text)

    def settled(self, text: str) -> None:
        finder = self.page.finder
        self.until(lambda: finder.asked.text == text and not finder.looking)
        self.until(lambda: "找到" in self.page.count.text())

    @property
    def rows(self) -> list[Found]:
        return self.page.list.hits.rows

    @property
    def current(self) -> Found:
        found = self.page.list.current()
        assert found is not None
        return found

    def chip(self, kind: str) -> QPushButton:
        chips = self.page.chips.findChildren(QPushButton)
        return next(chip for chip in chips if chip.text().startswith(LABELS[kind]))

    def choice(self, beginning: str) -> QPushButton:
        self.until(lambda: any(one.startswith(beginning) for one in self._choices()))
        return self._choices()[next(c for c in self._choices() if c.startswith(beginning))]

    def _choices(self) -> dict[str, QPushButton]:
        return {one.text(): one for one in self.page.blank.findChildren(QPushButton)}


@pytest.fixture
def at(demo_book_folder: Path, sit_down: SitDown, qtbot: QtBot) -> Searching:
    return Searching(sit_down(demo_book_folder), qtbot)


def test_a_word_of_two_characters_is_found_while_it_is_typed(at: Searching) -> None:
    at.write("用电")
    assert all("用电" in row.hit.title + row.hit.excerpt for row in at.rows)
    assert at.page.count.text() == f"找到 {len(at.rows):,} 条"
    assert at.chip("issues").text() != LABELS["issues"]
    at.me.picture("查找-用电")


def test_the_arrows_walk_in_the_list_and_enter_opens_the_record(at: Searching) -> None:
    at.write("用电")
    at.me.press("Down", "Down", "Up")
    assert at.me.focused is at.page.line
    assert at.page.list.currentIndex().row() == 1
    at.chip("issues").click()
    at.until(lambda: {row.hit.kind for row in at.rows} == {"issues"})
    title = at.current.hit.title
    at.me.press("Return")
    page = at.me.window.page
    assert page is at.me.window.pages["issues"]
    assert title in at.me.reads(page)


def test_who_comes_back_finds_what_was_typed_and_what_was_in_hand(at: Searching) -> None:
    at.write("用电")
    at.me.press("Down", "Down")
    before = at.current
    at.page.open_hit(before)
    assert at.me.window.page is not at.page
    at.me.press("Alt+Left")
    assert at.me.window.page is at.page
    assert at.page.line.text() == "用电"
    assert at.current.hit.key == before.hit.key


def test_an_enterprise_is_found_by_its_initials(at: Searching) -> None:
    at.me.letters("ljxc")
    at.settled("ljxc")
    assert "enterprises" in {row.hit.kind for row in at.rows}
    assert at.rows[0].hit.in_title
    at.me.picture("查找-首字母")


def test_enter_before_the_answer_opens_the_first_that_comes(at: Searching) -> None:
    at.me.write(FIRM)
    at.me.press("Return")
    at.until(lambda: at.me.window.page is at.me.window.pages["subjects"])
    assert FIRM in at.me.reads(at.me.window.pages["subjects"])


def test_of_a_unit_the_issues_that_name_it_are_listed(at: Searching) -> None:
    at.write("供电公司")
    at.chip("organizations").click()
    at.until(lambda: {row.hit.kind for row in at.rows} == {"organizations"})
    unit = at.current.hit.title
    at.me.press("Return")
    at.until(lambda: {row.hit.kind for row in at.rows} == {"issues"})
    assert at.page.line.text() == unit


def test_where_nothing_is_found_less_is_offered_and_found_by_a_click(at: Searching) -> None:
    at.write("用电增容没有的事")
    assert at.page.stack.currentWidget() is at.page.blank
    assert "没有找到“用电增容没有的事”" in at.me.reads(at.page.blank)
    less = at.choice("用电")
    at.me.picture("查找-没有找到")
    less.click()
    at.until(lambda: bool(at.rows))
    assert at.page.line.text().startswith("用电")


def test_an_inspection_leads_to_its_page(at: Searching) -> None:
    at.write("超期问题跟踪督查")
    at.chip("inspections").click()
    at.until(lambda: {row.hit.kind for row in at.rows} == {"inspections"})
    at.until(lambda: not at.page.finder.looking)
    at.me.picture("查找-督查")
    title = at.current.hit.title
    at.me.press("Return")
    page = at.me.window.page
    assert isinstance(page, SupervisionPage)
    assert page.current is page.inspections
    assert title in page.inspections.heading.text()


@pytest.mark.parametrize("kind", LABELS)
def test_what_can_be_found_has_a_picture_and_leads_somewhere(kind: str) -> None:
    led = kind in PAGE_OF or kind in NAMED_IN
    assert kind in ICON_OF
    assert led or kind in ("assignments", "attachments")  # shown by what they belong to


def test_a_kind_without_hits_offers_all_kinds(at: Searching) -> None:
    at.write("用电")
    at.chip("people").click()
    at.choice("全部类别").click()
    at.until(lambda: bool(at.rows))


def test_what_led_to_something_is_offered_again(at: Searching) -> None:
    assert "拼音首字母" in at.me.reads(at.page.blank)
    at.me.picture("查找-开始")
    at.write("用电")
    at.me.press("Return", "Alt+Left")
    at.write("用地")
    at.me.press("Esc")
    at.until(lambda: at.page.stack.currentWidget() is at.page.blank)
    at.me.picture("查找-最近找过")
    at.choice("用电").click()
    at.until(lambda: bool(at.rows))


def test_more_comes_as_the_list_is_walked_down(at: Searching) -> None:
    at.write("有限公司")
    first = len(at.rows)
    at.page.list.setFocus()
    at.me.press("End")
    at.until(lambda: len(at.rows) > first)
    keys = {row.hit.key for row in at.rows}
    assert len(keys) == len(at.rows)


def test_what_is_changed_is_found_as_it_is_now(at: Searching) -> None:
    at.write("用电")
    before = at.current.hit
    workspace = at.me.window.workspace
    assert workspace is not None
    with workspace.book.change("改名", "周安一") as session:
        from models.tables import Subject

        session.create(Subject, name="用电新企业", kind="enterprise")
    at.until(lambda: at.rows[0].hit.title == "用电新企业")
    assert at.current.hit.key == before.key


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_right_in_a_small_window(
    at: Searching, dressed: QApplication, theme: style.Theme
) -> None:
    at.me.window.resize(1024, 640)
    style.apply(dressed, theme)
    at.write("公司 用电")
    at.me.picture(f"查找-小窗-{theme}")
    assert at.page.rect().contains(at.page.stack.geometry())
