"""What is asked beside the window and fails: the page says so, and asks again when it is told to.

The failures are real ones: what another hand damaged, and mends, or a question that is none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
import sqlcipher3.dbapi2 as sqlite
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.book.casebook import DATABASE
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.issues import IssuesPage
from ui.pages.supervision import SupervisionPage
from ui.pages.supervision.drafts import DraftsPanel
from ui.pages.today import TodayPage
from ui.sources import ListSource


@pytest.fixture(autouse=True)
def all_is_asked_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (ListSource, TodayPage, DraftsPanel):
        monkeypatch.setattr(kind, "at_once", 0)


@contextmanager
def damaged(folder: Path, column: str = "title") -> Iterator[None]:
    """What issues have there is no text meanwhile."""
    database = sqlite.connect(str(folder / DATABASE), isolation_level=None)
    try:
        texts = database.execute(f"SELECT {column}, id FROM issue").fetchall()
        database.execute(f"UPDATE issue SET {column} = CAST(x'ff' AS TEXT)")
        yield
        database.executemany(f"UPDATE issue SET {column} = ? WHERE id = ?", texts)
    finally:
        database.close()


def says(me: Sitting, shown: QWidget, sentence: str) -> bool:
    return sentence in me.reads(shown)


def test_today_says_that_it_could_not_count_and_counts_again(
    demo_book_folder: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    with damaged(demo_book_folder):
        me = sit_down(demo_book_folder)
        page = cast("TodayPage", me.page("today"))
        qtbot.waitUntil(lambda: says(me, page, "统计没有成功，按 F5 再试。"))
        assert not says(me, page, "正在统计")
    me.press("F5")
    qtbot.waitUntil(lambda: bool(page.cards))
    assert not says(me, page, "没有成功")


def test_a_list_says_that_it_could_not_be_ordered_and_is_ordered_again(
    demo_book_folder: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder)
    page = cast("IssuesPage", me.page("issues"))
    qtbot.waitUntil(lambda: page.source.whole)
    page.table.sort_requested.emit("没有这一列", False)
    qtbot.waitUntil(lambda: "排列没有成功，按 F5 再试。" in page.count.text())
    assert page.table.count() == page.source.total(), "what was there before stays in sight"
    page.table.sort_requested.emit("title", False)
    qtbot.waitUntil(lambda: page.source.whole)
    assert "没有成功" not in page.count.text()


def test_notices_that_could_not_be_reckoned_are_not_said_to_be_on_their_way(
    demo_book_folder: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder)
    with damaged(demo_book_folder):
        page = cast("SupervisionPage", me.page("supervision"))
        qtbot.waitUntil(lambda: page.count.text() == "推算没有成功，按 F5 再试。")
        assert page.drafts.hint.text() == page.drafts.table.nothing == page.count.text()
        assert not page.drafts.every.isEnabled()
    me.press("F5")
    qtbot.waitUntil(lambda: page.count.text().startswith("待发 10 份"))


def test_the_values_of_a_condition_that_do_not_come_leave_the_list_as_it_is(
    demo_book_folder: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder)
    page = cast("IssuesPage", me.page("issues"))
    qtbot.waitUntil(lambda: page.source.whole)
    page.table.selectRow(0)
    page.table.grab()  # the rows are read when they are painted
    with damaged(demo_book_folder, "category"):
        page.conditions.change("category")
        assert page.conditions.line.isVisible()
        qtbot.waitUntil(lambda: not page.conditions.line.isVisible())
    page.conditions.change("category")
    qtbot.waitUntil(lambda: "类别" in page.conditions.line.placeholderText())
