"""操作记录: whatever is written, Ctrl+H where it is seen shows who wrote it and when."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from desk import notices
from desk.belongings import PARTS
from desk.book.casebook import Book
from desk.common_problems import put_under
from desk.deadline_rules import NEEDED, Draft, add_version
from desk.history import Entry, Touched, written
from desk.records import add
from desk.references import find
from desk.rhythm import duties
from desk.rhythm.owing import owed
from desk.rhythm.recording import record
from models.base import logged_models
from models.deadlines import Term, Unit
from models.tables import ListLayout
from tests.sitting import Sitting, until
from tests.stories.conftest import SitDown
from ui.actions import ACTIONS
from ui.deadlines import DeadlinesDialog
from ui.pages.bulletins import BulletinsPage
from ui.pages.dossier import DossierPage
from ui.pages.issues import IssuesPage
from ui.pages.issues.heads import HeadsDialog
from ui.pages.listpage import ListPage
from ui.pages.rhythm import RhythmPage
from ui.pages.rhythm.settings import DutiesDialog
from ui.pages.search import SearchPage
from ui.pages.supervision import SupervisionPage
from ui.record import NOTHING_CHOSEN, RecordDialog

ACTOR, CLERK = "周安一", "记录员"
FIRM, UNIT = "澜津星槎环保材料有限公司", "渤海新区供电公司"
DAY = date(2018, 7, 27)
NOTICE = """2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
"""
RULE = Draft("试办规则", {NEEDED: Term(5, Unit.WORKING)}, date(2018, 8, 1))


def prepare(book: Book) -> None:
    """Write what the demo has none of."""
    add(book, "plans", {"subject": FIRM, "planned_on": "2018-07-31"}, CLERK)
    add(book, "figures", {"subject": FIRM, "month": "2018-06", "revenue": "310.5"}, CLERK)
    add_version(book, RULE, CLERK)
    notices.add(book, notices.read_text(NOTICE), CLERK)
    with book.read() as connection:
        debt = owed(connection, DAY, DAY, DAY, ["liaison-report"])[0]
        duty = duties.duties(connection).on("liaison-report", DAY)
        assert duty is not None
    record(book, debt, {"text": "两件办结", "done_on": DAY, "by": "吴安五"}, [], CLERK)
    with book.change("记下名单格式", CLERK) as session:
        session.create(ListLayout, kind="enterprises", sender="试办来单", headings="[]")


def listed(name: str) -> Callable[[Sitting], QWidget]:
    """The first record of a list."""

    def shown(me: Sitting) -> QWidget:
        page = cast("ListPage", me.page(name))
        page.table.setFocus()
        page.table.selectRow(0)
        return page

    return shown


def found(text: str, kind: str) -> Callable[[Sitting], QWidget]:
    """What a search finds of a kind."""

    def shown(me: Sitting) -> QWidget:
        page = cast("SearchPage", me.page("search"))
        page.look_for(text, kind)
        until(lambda: page.list.current() is not None and not page.finder.looking)
        page.list.setFocus()
        return page

    return shown


def story(kind: str) -> Callable[[Sitting], QWidget]:
    """An entry on the time line of the firm."""

    def shown(me: Sitting) -> QWidget:
        workspace = me.window.workspace
        assert workspace is not None
        with workspace.book.read() as connection:
            firm = find(connection, "subjects", FIRM)
        me.window.show_page("dossier", firm or "")
        page = cast("DossierPage", me.window.page)
        page.filter_by(kind)
        page.timeline.go_to(0)
        page.timeline.setFocus()
        return page

    return shown


def inspection(me: Sitting) -> QWidget:
    page = cast("SupervisionPage", me.page("supervision"))
    page.turn_to("inspections")
    return page.inspections


def planned(me: Sitting) -> QWidget:
    page = cast("RhythmPage", me.page("rhythm"))
    page.turn_to("plan")
    page.plan.table.setFocus()
    page.plan.table.selectRow(0)
    return page


def entered(me: Sitting) -> QWidget:
    page = cast("RhythmPage", me.page("rhythm"))
    page.turn_to("owed")
    proofs = [debt.proof.kind if debt.proof else "" for debt in page.owed.source.things]
    page.owed.table.setFocus()
    page.owed.table.selectRow(proofs.index("entries"))
    return page


def bulletin(me: Sitting) -> QWidget:
    page = cast("BulletinsPage", me.page("bulletins"))
    page.open("2018-06")
    if page.written or not page.fixed:
        page.save()
    return page


def heads(me: Sitting) -> QWidget:
    page = cast("IssuesPage", me.page("issues"))
    page.table.selectRow(0)
    (line,) = page.in_hand()
    put_under(page.workspace.book, "企业用电成本高", [line.shown["number"]], CLERK)
    page.show_heads()
    dialog: HeadsDialog = page.heads
    dialog.activateWindow()
    return dialog


def deadlines(tab: str) -> Callable[[Sitting], QWidget]:
    def shown(me: Sitting) -> QWidget:
        me.page("today")
        me.window.actions_["deadlines"].trigger()
        dialog = me.window.findChildren(DeadlinesDialog)[-1]
        part = getattr(dialog, tab)
        dialog.tabs.setCurrentWidget(part)
        last = part.table.count() - 1
        part.table.selectRow(last if tab == "rules" else 0)
        part.table.setFocus()
        return dialog

    return shown


def rhythm_settings(me: Sitting) -> QWidget:
    workspace = me.page("rhythm").workspace
    dialog = DutiesDialog(workspace, me.window)
    dialog.most.setValue(2)
    dialog.save()
    again = DutiesDialog(workspace, me.window)
    again.open()
    return again


#: Where the operation record of a row of each table is seen: what is in hand when Ctrl+H is
#: pressed. What is not here belongs to a record that is (`desk.belongings.PARTS`).
SHOWN: Mapping[str, Callable[[Sitting], QWidget]] = {
    "subject": listed("subjects"),
    "visit": listed("visits"),
    "card": listed("cards"),
    "issue": listed("issues"),
    "meeting": listed("meetings"),
    "campaign": listed("campaigns"),
    "inspection": inspection,
    "planned_visit": planned,
    "rhythm_entry": entered,
    "bulletin": bulletin,
    "common_problem": heads,
    "operating_figure": story("operating_figure"),
    "organization": found(UNIT, "organizations"),
    "person": found("吴安六", "people"),
    "own_rule": deadlines("rules"),
    "calendar_day": deadlines("days"),
    "setting": rhythm_settings,
    "list_layout": lambda me: me.page("today"),
}


def test_every_table_that_is_logged_has_a_place_where_its_record_is_seen() -> None:
    parts = {table for belonging in PARTS.values() for table, _ in belonging}
    assert logged_models().keys() - parts == SHOWN.keys()
    assert {table for table in PARTS if table not in SHOWN} <= parts


def told_of(me: Sitting, entry: Entry) -> tuple[Touched, ...]:
    """What a change wrote: with the entry, or read when it is opened."""
    assert me.window.workspace is not None
    with me.window.workspace.book.read() as connection:
        return entry.touched or written(connection, entry.uid)


def touched(me: Sitting, owner: QWidget) -> set[str]:
    """The tables that the record of what is in hand tells of; it is put away again."""
    buttons = [b for b in owner.findChildren(QPushButton) if b.accessibleName() == "操作记录"]
    assert any(button.isVisible() for button in buttons), "the button with the clock"
    me.press(ACTIONS["log"].shortcuts[0])
    (dialog,) = [one for one in me.window.findChildren(RecordDialog) if one.isVisible()]
    told = {row.table for entry in dialog.entries for row in told_of(me, entry)}
    dialog.reject()
    QApplication.processEvents()
    return told


@pytest.mark.usefixtures("qapp")
def test_ctrl_h_shows_who_wrote_what_is_in_hand_wherever_it_is_seen(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    with Book.open(demo_book_folder) as book:
        prepare(book)
    me = sit_down(demo_book_folder)
    missing = {}
    for table, shown in SHOWN.items():
        me.window.activateWindow()
        QApplication.processEvents()
        owner = shown(me)
        QApplication.processEvents()
        told = touched(me, owner)
        if table not in told:
            missing[table] = told
        if isinstance(owner, QDialog):
            owner.reject()
            QApplication.processEvents()
    assert missing == {}


@pytest.mark.parametrize("name", ["coverage", "dossier", "search"])
def test_ctrl_h_with_nothing_in_hand_says_to_choose_something(
    demo_book_folder: Path, sit_down: SitDown, name: str
) -> None:
    me = sit_down(demo_book_folder)
    page = me.page(name)
    me.press("Ctrl+H")
    assert me.said() == NOTHING_CHOSEN
    assert not page.findChildren(RecordDialog)


def test_the_latest_changes_of_the_casebook_tell_what_they_wrote_when_they_are_opened(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    with Book.open(demo_book_folder) as book:
        add(book, "people", {"name": "冯安六"}, "吴安五")
    me = sit_down(demo_book_folder)
    page = me.page("today")
    me.press("Ctrl+H")
    (dialog,) = page.findChildren(RecordDialog)
    newest = dialog.tree.topLevelItem(0)
    assert newest is not None
    assert (newest.text(2), newest.childCount()) == ("新增人员“冯安六”", 0)
    dialog.tree.setFocus()
    dialog.tree.setCurrentItem(newest)
    QTest.keyClick(dialog.tree, Qt.Key.Key_Right)
    (written_down,) = [newest.child(row) for row in range(newest.childCount())]
    assert "冯安六" in written_down.text(2)
    dialog.accept()
