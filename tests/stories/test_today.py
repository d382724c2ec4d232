"""The day begins at 今日: what is due is seen, opened, done, and gone from the page."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem
from pytestqt.qtbot import QtBot
from shiboken6 import getAllValidWrappers

from desk.agenda import GROUPS
from desk.book.place import Place
from desk.clock import Clock
from models.tables import Visit
from tests.desk import office
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui import style
from ui.pages.issues import IssuesPage
from ui.pages.today import MORE, SHOWN, TodayPage
from ui.parts import SMALLEST


def today_page(me: Sitting) -> TodayPage:
    return cast("TodayPage", me.window.pages["today"])


def counts(me: Sitting) -> dict[str, int]:
    return {name: card.group.count for name, card in today_page(me).cards.items()}


def test_the_window_begins_at_today_with_what_has_to_be_done(
    demo: Place, sit_down: SitDown, dressed: QApplication
) -> None:
    me = sit_down(demo)
    assert me.window.page is today_page(me)
    assert today_page(me).count.text() == "2018年7月31日　星期二"
    assert list(today_page(me).cards) == list(GROUPS)
    assert today_page(me).cards["overdue"].heading.text() == "超期 7"
    assert "2018-06-02" in me.reads(today_page(me).cards["overdue"])
    me.press("Ctrl+F")
    me.picture("今日")
    style.apply(dressed, "dark")
    today_page(me).refresh()
    me.picture("今日-深色")


def test_a_line_leads_to_its_issue_and_what_is_done_there_is_gone_from_the_page(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo, {})
    before = counts(me)
    me.press("Ctrl+F")
    while me.focused is not today_page(me).cards["to_verify"].links[0]:
        me.press("Tab")
    uid = today_page(me).cards["to_verify"].group.rows[0].uid
    me.press("Return")
    ledger = cast("IssuesPage", me.window.page)
    assert ledger.name == "issues"
    assert ledger.current() == uid
    assert ledger.issue.primary.text() == "核实"
    ledger.issue.primary.click()
    me.press("Ctrl+1")
    moved = {"to_verify": before["to_verify"] - 1, "to_follow_up": before["to_follow_up"] + 1}
    assert counts(me) == before | moved


def test_an_unvisited_subject_leads_to_its_page(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    unvisited = today_page(me).cards["unvisited"]
    assert "还没有走访过" in me.reads(unvisited)
    unvisited.links[0].click()
    assert me.window.page is me.window.pages["subjects"]
    assert unvisited.group.rows[0].subject in me.reads(me.window.pages["subjects"])


def test_a_firm_that_was_called_this_week_is_no_longer_owed_a_contact(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    workspace = me.window.workspace
    assert workspace is not None
    owed = counts(me)["uncontacted"]
    first = today_page(me).cards["uncontacted"].group.rows[0]
    with workspace.book.change("登记走访", office.ACTOR) as session:
        called = {"visited_on": date(2018, 7, 30), "way": "phone"}
        session.create(Visit, subject=first.uid, **called)
    me.press("Ctrl+1")
    assert counts(me)["uncontacted"] == owed - 1
    assert first.subject not in me.reads(today_page(me).cards["uncontacted"])


def test_a_narrow_window_has_one_column_and_a_wide_one_two(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    cards = today_page(me).cards
    assert len({card.x() for card in cards.values()}) == 2
    me.window.resize(SMALLEST)
    QApplication.processEvents()
    cards = today_page(me).cards
    assert len({card.x() for card in cards.values()}) == 1
    assert list(cards) == sorted(cards, key=lambda name: cards[name].y())


def test_columns_set_anew_leave_nothing_that_stands_for_what_is_gone(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    wide = me.window.size()

    def turned(size: QSize) -> int:
        me.window.resize(size)
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return items_known()

    before = [turned(SMALLEST), turned(wide)]
    assert [turned(SMALLEST), turned(wide), turned(SMALLEST), turned(wide)] == before * 2


def items_known() -> int:
    """The items of layouts for which Python holds something: it is never told of their end."""
    known = getAllValidWrappers()
    return sum(isinstance(one, QLayoutItem) and not isinstance(one, QLayout) for one in known)


def test_more_of_a_long_group_is_a_press_away_and_keeps_the_keyboard(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    whole = counts(me)["unvisited"]
    card = today_page(me).cards["unvisited"]
    assert len(card.links) == SHOWN
    assert card.further.text() == f"还有 {whole - SHOWN} 条"
    card.further.setFocus()
    me.press("Return")
    longer = today_page(me).cards["unvisited"]
    assert len(longer.links) == SHOWN + MORE
    assert me.focused is longer.links[SHOWN]
    assert counts(me)["unvisited"] == whole


def test_undo_brings_a_line_back_while_one_looks_and_the_keyboard_stays(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo, {})
    today_page(me).cards["to_verify"].links[0].click()
    cast("IssuesPage", me.window.page).issue.primary.click()
    me.press("Ctrl+1")
    after = counts(me)
    today_page(me).cards["due_soon"].links[1].setFocus()
    me.press("Ctrl+Z")
    assert counts(me)["to_verify"] == after["to_verify"] + 1
    assert me.focused is today_page(me).cards["due_soon"].links[1]


def test_a_new_day_is_seen_without_a_key(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    late = counts(me)["overdue"]
    workspace = me.window.workspace
    assert workspace is not None
    workspace.book.clock = Clock(date(2018, 8, 2))
    (watch,) = today_page(me).findChildren(QTimer)
    watch.timeout.emit()
    assert today_page(me).count.text() == "2018年8月2日　星期四"
    assert counts(me)["overdue"] > late


def test_an_empty_office_has_nothing_to_do(tmp_path: Path, sit_down: SitDown) -> None:
    office.new_book(tmp_path).close()
    me = sit_down(tmp_path / "casebook")
    me.window.actions_["find"].trigger()
    assert counts(me) == {}
    assert "还没有帮扶对象。先用“文件”菜单的“导入名单…”" in me.reads(today_page(me))
    assert [one.text() for one in today_page(me).ways] == ["导入名单…", "帮扶对象"]
    today_page(me).ways[1].click()
    assert me.window.page is me.window.pages["subjects"]


def test_a_large_casebook_is_looked_through_beside_the_window(
    demo: Place, sit_down: SitDown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TodayPage, "at_once", 0)
    me = sit_down(demo)
    page = today_page(me)
    qtbot.waitUntil(lambda: list(page.cards) == list(GROUPS))
    assert "正在统计…" not in me.reads(page)
    assert me.focused is page.cards["overdue"].links[0]
    page.cards["unvisited"].more.emit()
    qtbot.waitUntil(lambda: len(page.cards["unvisited"].links) > SHOWN)
    assert me.focused is page.cards["unvisited"].links[SHOWN]
