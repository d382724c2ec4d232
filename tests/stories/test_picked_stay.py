"""What is picked in a list stays picked while its rows come anew, whoever changed them."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QItemSelection
from PySide6.QtWidgets import QApplication

from desk.book.casebook import AS_OF
from desk.book.place import Place
from desk.records import edit
from desk.settings import save
from desk.several import MOST
from models.fields import KINDS
from tests.desk import office
from tests.desk.office import CLOUD, COLD, GRAIN, TIDE
from tests.sitting import Sitting, until
from tests.stories.conftest import SitDown
from tests.stories.test_many_at_once import DAY, ledger, opened, shown, subjects
from tests.ui.test_issue_page import press
from ui import kept
from ui.editors import NewRecord
from ui.pages.listpage import ListPage
from ui.sources import ListSource

COLLEAGUE = "郑安八"
ISSUES = 40


@pytest.fixture
def book(place: Place) -> Place:
    """A small office with forty issues."""
    with office.new_book(place) as book:
        office.with_subjects(book)
        for number in range(ISSUES):
            subject = (CLOUD, GRAIN, TIDE, COLD)[number % 4]
            office.issue(book, subject, "2018-07-02", f"园区旺季停电{number:02}")
        save(book, {AS_OF: DAY}, office.ACTOR)
    return office.casebook_at(place)


@pytest.fixture
def me(book: Place, sit_down: SitDown) -> Sitting:
    return sit_down(book)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every list is asked for beside the window, its first ten rows first."""
    monkeypatch.setattr(ListSource, "at_once", 0)
    monkeypatch.setattr(ListSource, "first_rows", 10)


def tick(page: ListPage, rows: Sequence[int]) -> list[str]:
    """Pick rows one by one, as with Ctrl held; their records."""
    until(lambda: page.source.whole)
    flags = page.table.selectionModel().SelectionFlag
    page.table.clearSelection()
    for row in rows:
        index = page.table.model().index(row, 0)
        page.table.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        page.table.selectionModel().select(index, flags.Toggle | flags.Rows)
    QApplication.processEvents()
    return picked(page)


def picked(page: ListPage) -> list[str]:
    return sorted(page.table.selected_uids())


def come_anew(page: ListPage) -> None:
    until(lambda: page.source.whole)
    QApplication.processEvents()


def colleague_edits(me: Sitting, kind: str, uid: str, **values: str) -> None:
    edit(opened(me), KINDS[kind], uid, values, COLLEAGUE)


def colleague_registers(me: Sitting, title: str = "道口限高") -> str:
    return office.issue(opened(me), COLD, "2018-07-20", title)


# --- by record -----------------------------------------------------------------------------------


def test_fourteen_issues_stay_ticked_when_a_colleague_saves(me: Sitting) -> None:
    page = ledger(me)
    ticked = tick(page, range(3, 31, 2))
    current = page.current()
    colleague_registers(me)
    colleague_edits(me, "issues", ticked[5], title="道路积水")
    assert picked(page) == ticked
    assert page.current() == current
    assert "已选 14 条" in me.reads(page.issue)
    me.ask.answers.append({"lead_unit": NewRecord(office.LAND), "on": "2018-07-30"})
    press(page, "交办")
    dispatched = [line.uid for line in shown(me, "issues") if line.shown["state"] == "已交办"]
    assert sorted(dispatched) == ticked


def test_f5_keeps_what_is_ticked_and_where_one_has_scrolled_to(me: Sitting) -> None:
    page = ledger(me)
    ticked = tick(page, (1, 4, 6))
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    me.press("F5")
    assert picked(page) == ticked
    assert bar.value() == bar.maximum() > 0


def test_what_a_filter_strikes_off_is_ticked_no_more(me: Sitting) -> None:
    page = ledger(me)
    ticked = tick(page, (0, 2, 3, 5))
    gone, *stay = ticked
    colleague_edits(me, "issues", gone, title="道路积水")
    page.search_box.setText("停电")
    page.ask(search="停电")
    assert picked(page) == stay
    assert "已选 3 条" in me.reads(page.issue)
    page.ask(search="")
    assert picked(page) == stay


def test_where_the_current_row_goes_another_that_is_ticked_takes_its_place(me: Sitting) -> None:
    page = ledger(me)
    ticked = tick(page, (0, 2, 3, 5))
    current = page.current()
    colleague_edits(me, "issues", current, title="道路积水")
    page.ask(search="停电")
    assert picked(page) == [uid for uid in ticked if uid != current]
    assert page.current() in picked(page)


def test_ticks_stay_through_another_order(me: Sitting) -> None:
    page = ledger(me)
    ticked = tick(page, (0, 2, 3, 5))
    page.table.sort_requested.emit("subject", False)
    assert picked(page) == ticked


def test_one_row_alone_stays_the_one_in_hand(me: Sitting) -> None:
    page = ledger(me)
    page.table.selectRow(4)
    uid = page.current()
    colleague_registers(me)
    assert page.current() == uid
    assert picked(page) == [uid]


def test_the_keyboard_stays_on_the_button_for_several(me: Sitting) -> None:
    page = subjects(me)
    ticked = tick(page, (0, 1, 2))
    page.several.amend.setFocus()
    colleague_edits(me, "enterprises", uid_of_enterprise(me), park="临港园")
    assert picked(page) == ticked
    assert "已选 3 条" in me.reads(page.several)
    assert page.several.amend.hasFocus()


def uid_of_enterprise(me: Sitting) -> str:
    return shown(me, "enterprises")[0].uid


# --- what was just done --------------------------------------------------------------------------


def change_three(me: Sitting) -> None:
    page = subjects(me)
    tick(page, (0, 1, 2))
    me.ask.answers.append({"what": "所属园区", "park": "东园"})
    page.several.amend.click()
    come_anew(page)


@pytest.mark.usefixtures("large")
def test_what_was_just_done_stays_in_hand_when_a_large_list_comes_anew(me: Sitting) -> None:
    change_three(me)
    page = subjects(me)
    assert "刚办的 3 条" in me.reads(page.several)
    colleague_edits(me, "enterprises", uid_of_enterprise(me), phone="03170000008")
    come_anew(page)
    assert "刚办的 3 条" in me.reads(page.several)


def test_what_was_just_done_and_taken_back_is_not_in_hand_any_more(me: Sitting) -> None:
    change_three(me)
    page = subjects(me)
    colleague_edits(me, "enterprises", uid_of_enterprise(me), phone="03170000008")
    assert "刚办的 3 条" in me.reads(page.several)
    me.window.actions_["undo"].trigger()
    assert page.several.isHidden()


@pytest.mark.usefixtures("large")
def test_issues_just_dispatched_stay_in_hand_when_all_have_left_a_large_list(me: Sitting) -> None:
    page = ledger(me)
    until(lambda: page.source.whole)
    page.ask(where={"state": "registered"})
    tick(page, (0, 1, 2))
    page.table.setFocus()
    me.ask.answers.append({"lead_unit": NewRecord(office.LAND), "on": "2018-07-30"})
    press(page, "交办")
    come_anew(page)
    assert page.source.count() == ISSUES - 3
    assert "已选 3 条" in me.reads(page.issue)
    assert len(page.in_hand()) == 3


# --- large lists ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("large")
def test_ticks_stay_in_a_list_that_comes_beside_the_window(me: Sitting) -> None:
    page = ledger(me)
    ticked = tick(page, range(0, 28, 2))
    colleague_registers(me)
    assert picked(page) == ticked, "the old rows stay until the new ones have come"
    come_anew(page)
    assert picked(page) == ticked
    assert "已选 14 条" in me.reads(page.issue)


@pytest.mark.usefixtures("large")
def test_ticks_wait_for_the_rest_of_the_rows_in_another_order(me: Sitting) -> None:
    page = ledger(me)
    ticked = tick(page, (0, 2, 3, 25))
    page.table.setFocus()
    current = page.current()
    page.table.sort_requested.emit("number", False)
    come_anew(page)
    assert picked(page) == ticked
    assert page.current() == current


@pytest.mark.usefixtures("large")
def test_who_picks_another_row_while_the_rest_is_on_its_way_means_that_row(me: Sitting) -> None:
    page = ledger(me)
    tick(page, (0, 2, 3, 25))
    meant: list[str] = []

    def pick_the_fifth() -> None:
        if not page.source.whole:
            page.table.selectRow(4)
            meant.append(page.current())

    page.source.arrived.connect(pick_the_fifth)
    page.table.sort_requested.emit("number", False)
    come_anew(page)
    assert picked(page) == meant


@pytest.mark.usefixtures("large")
def test_more_rows_than_are_kept_are_said_to_be_let_go(
    me: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_KEPT", 20)
    page = ledger(me)
    until(lambda: page.source.whole)
    model, flags = page.table.model(), page.table.selectionModel().SelectionFlag
    many = QItemSelection(model.index(0, 0), model.index(29, model.columnCount() - 1))
    page.table.selectionModel().select(many, flags.ClearAndSelect)
    current = page.current()
    colleague_edits(me, "issues", picked(page)[0], title="道路积水")
    come_anew(page)
    assert len(picked(page)) == 30, "no row has moved"
    colleague_registers(me)
    come_anew(page)
    assert picked(page) == [current]
    assert me.said() == "选中的 30 条没有保留：名单有了变化，这时最多保留 20 条；请重新选择。"


@pytest.mark.usefixtures("large")
def test_all_rows_of_a_very_long_list_stay_all(
    me: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_KEPT", 20)
    page = ledger(me)
    page.most_at_once = 20
    until(lambda: page.source.whole)
    page.table.selectAll()
    assert "最多保留选中的 20 条；全选的仍是全选" in me.reads(page.issue)
    me.picture("问题台账-全选")
    colleague_registers(me)
    come_anew(page)
    assert page.table.selected_ranges() == [range(ISSUES + 1)]
    page.table.sort_requested.emit("number", False)
    come_anew(page)
    assert page.table.selected_ranges() == [range(ISSUES + 1)]
    page.ask(search="停电")
    come_anew(page)
    page.ask(search="")
    come_anew(page)
    assert len(picked(page)) < 2, "all of what was found are not all that there is"


def test_all_of_a_short_list_are_those_that_one_saw(me: Sitting) -> None:
    page = ledger(me)
    page.table.selectAll()
    seen = picked(page)
    colleague_registers(me)
    assert picked(page) == seen


def test_as_many_stay_picked_as_are_changed_together() -> None:
    assert kept.MOST_KEPT >= MOST
