from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from desk.lists import Line, Query, lines
from models.steps import OPEN_STATES, STEPS
from models.workflow import StepChoice
from tests.sitting import Sitting
from ui.pages.issues import IssuesPage
from ui.pages.issues.stepping import NEXT, Wanted, step_form
from ui.results import ResultsDialog


@pytest.fixture
def me(demo_book_folder: Path, tmp_path: Path) -> Iterator[Sitting]:
    """A person before the ledger of the demo."""
    sitting = Sitting(tmp_path)
    sitting.open(demo_book_folder)
    sitting.page("issues")
    yield sitting
    sitting.leave()


@pytest.fixture
def page(me: Sitting) -> IssuesPage:
    return cast("IssuesPage", me.window.pages["issues"])


def found(page: IssuesPage, **where: str) -> list[Line]:
    book = page.workspace.book
    with book.read() as connection:
        return lines(connection, Query("issues", where), book.clock.today())


def pick(page: IssuesPage, *rows: int) -> None:
    """Pick rows, the first by a click, the others with Ctrl."""
    page.table.selectRow(rows[0])
    flags = page.table.selectionModel().SelectionFlag
    for row in rows[1:]:
        index = page.table.model().index(row, 0)
        page.table.selectionModel().select(index, flags.Select | flags.Rows)
    QApplication.processEvents()


def menu_actions(menu: QMenu) -> dict[str, QAction]:
    submenus = menu.findChildren(QMenu)
    return {a.text(): a for m in [menu, *submenus] for a in m.actions() if a.text()}


def press(page: IssuesPage, text: str) -> None:
    """Press a button of the pane, or choose from its menu."""
    buttons = {b.text(): b for b in page.issue.findChildren(QPushButton)}
    if text in buttons:
        buttons[text].click()
    else:
        menu_actions(page.issue.more)[text].trigger()
    QApplication.processEvents()


# --- filters ------------------------------------------------------------------------------------


def test_each_chip_counts_the_rows_that_it_lists(page: IssuesPage) -> None:
    for chip in page.chips:
        page.filter_by(chip.name)
        shown = {b.text() for b in page.chip_bar.findChildren(QPushButton)}
        label = f"{chip.label} {page.source.count()}" if chip.counted else chip.label
        assert label in shown


def test_what_awaits_closing_is_not_among_what_awaits_the_follow_up(page: IssuesPage) -> None:
    page.filter_by("awaiting")
    awaiting = {page.source.uid(row) for row in range(page.source.count())}
    page.filter_by("verified")
    asked = {page.source.uid(row) for row in range(page.source.count())}
    assert awaiting
    assert asked
    assert not awaiting & asked
    assert len(found(page, state="verified")) == len(awaiting | asked)


def test_what_is_open_is_every_issue_that_is_not_in_a_final_state(page: IssuesPage) -> None:
    page.filter_by("open")
    open_ones = [line for line in found(page) if line.values["state"] in OPEN_STATES]
    assert page.source.count() == len(open_ones)


# --- columns ------------------------------------------------------------------------------------


def test_unit_and_category_are_shown_where_the_list_is_wide_enough(
    me: Sitting, page: IssuesPage
) -> None:
    spare = [page.columns.index(name) for name in ("lead_unit", "category")]
    QApplication.processEvents()
    assert all(page.table.isColumnHidden(place) for place in spare)
    me.press("F4")
    assert not page.pane.isVisible()
    assert not any(page.table.isColumnHidden(place) for place in spare)
    assert page.table.horizontalScrollBar().maximum() == 0


def test_columns_that_the_person_arranged_stay_as_they_are(me: Sitting, page: IssuesPage) -> None:
    unit = page.columns.index("lead_unit")
    menu = page.choose_columns.menu()
    menu.aboutToShow.emit()
    menu_actions(menu)["牵头单位"].trigger()
    me.window.resize(1100, 700)
    QApplication.processEvents()
    assert not page.table.isColumnHidden(unit)
    again = IssuesPage(page.workspace)
    assert again.table.isColumnHidden(unit)
    again.deleteLater()
    page.may_close()
    arranged = IssuesPage(page.workspace)
    assert not arranged.table.isColumnHidden(unit)
    arranged.deleteLater()


# --- steps --------------------------------------------------------------------------------------


def test_every_open_state_has_a_next_step_that_may_begin_there() -> None:
    assert set(NEXT) == set(OPEN_STATES)
    for state, step in NEXT.items():
        assert state in STEPS[step].from_states


def test_a_step_that_is_not_open_is_grey_and_says_why(page: IssuesPage) -> None:
    page.filter_by("registered")
    pick(page, 0)
    closing = menu_actions(page.issue.more)["销号"]
    assert not closing.isEnabled()
    assert "“销号”只能在“待回访”时办理" in closing.toolTip()
    assert "责任不落实不放过（没有牵头单位" in closing.toolTip()
    withdrawing = menu_actions(page.issue.more)["撤销…"]
    assert withdrawing.isEnabled()


def test_closing_past_unmet_gates_asks_for_the_leaders_reason(
    me: Sitting, page: IssuesPage
) -> None:
    page.filter_by("red")
    row = next(row for row in range(page.source.count()) if _state(page, row) == "in_progress")
    pick(page, row)
    uid = page.current()
    me.ask.answers.append({"override": "企业已迁出本区，领导批示销号", "by": "钱安二"})
    press(page, "销号（领导批准）…")
    closed = next(line for line in found(page, state="closed") if line.uid == uid)
    assert closed.shown["override"] == "企业已迁出本区，领导批示销号"


def _state(page: IssuesPage, row: int) -> str:
    uid = page.source.uid(row)
    return next(str(line.values["state"]) for line in found(page) if line.uid == uid)


def test_a_closing_that_is_open_does_not_ask_for_a_reason(page: IssuesPage) -> None:
    page.filter_by("awaiting")
    pick(page, 0)
    choice = next(c for c in page.issue.choices if c.name == "close")
    form = step_form(page.workspace, Wanted(choice, tuple(page.in_hand())))
    assert list(form.rows) == ["on", "by"]
    form.deleteLater()


def test_an_issue_that_a_step_takes_out_of_the_filter_stays_in_hand(
    me: Sitting, page: IssuesPage
) -> None:
    page.filter_by("resolved")
    pick(page, 0)
    number = page.in_hand()[0].shown["number"]
    me.ask.answers.append({})
    press(page, "核实")
    assert page.in_hand()[0].shown["number"] == number
    assert "待回访" in me.reads(page.issue)


def test_a_merge_leads_only_to_open_issues_of_the_same_subject(page: IssuesPage) -> None:
    of_subject: dict[str, list[Line]] = {}
    for line in found(page, state="、".join(OPEN_STATES)):
        of_subject.setdefault(line.refers["subject"], []).append(line)
    first, *others = max(of_subject.values(), key=len)
    choice = next(c for c in _choices(page, first.uid) if c.name == "merge")
    form = step_form(page.workspace, Wanted(choice, (first,)))
    editor = form.rows["into"].editor
    for other in others:
        editor.set_value(other.uid)
        assert editor.value() == other.uid
    assert not form.problems()
    form.deleteLater()


def _choices(page: IssuesPage, uid: str) -> tuple[StepChoice, ...]:
    page.open(uid)
    return page.issue.choices


def test_steps_go_on_by_keyboard_alone(me: Sitting, page: IssuesPage) -> None:
    page.filter_by("resolved")
    page.table.setFocus()
    me.press("Down", "Return")
    assert page.issue.primary.hasFocus()
    me.ask.answers += [{}, {"satisfaction": "满意"}]
    me.press("Space")
    assert page.issue.primary.text() == "回访"
    me.press("Space")
    assert page.issue.primary.text() == "销号"
    me.press("Esc")
    assert page.table.hasFocus()


# --- several ------------------------------------------------------------------------------------


def test_a_step_of_several_issues_is_one_change(me: Sitting, page: IssuesPage) -> None:
    page.filter_by("resolved")
    pick(page, 0, 1)
    assert "已选 2 条" in me.reads(page.issue)
    chosen = [line.uid for line in page.in_hand()]
    me.ask.answers.append({})
    press(page, "核实")
    states = {line.uid: line.values["state"] for line in found(page)}
    assert [states[uid] for uid in chosen] == ["verified", "verified"]
    me.window.actions_["undo"].trigger()
    states = {line.uid: line.values["state"] for line in found(page)}
    assert [states[uid] for uid in chosen] == ["resolved", "resolved"]


def test_several_issues_offer_what_is_open_for_one_of_them(page: IssuesPage) -> None:
    states = [line.values["state"] for line in found(page)]
    pick(page, states.index("registered"), states.index("in_progress"))
    actions = menu_actions(page.issue.more)
    assert not actions["签收"].isEnabled()
    assert actions["签收"].toolTip().startswith("渤新A-2018-")
    choices = {choice.name: choice for choice in page.issue.choices}
    assert not choices["withdraw"].reason
    assert choices["resolve"].open
    assert choices["resolve"].reason.startswith("1 条不能办。渤新A-2018-")


def test_of_several_issues_those_that_are_barred_are_left_and_listed(
    me: Sitting, page: IssuesPage
) -> None:
    lines = found(page)
    states = [line.values["state"] for line in lines]
    new, working = states.index("registered"), states.index("in_progress")
    pick(page, new, working)
    me.ask.answers.append({})
    page.take_step(next(c for c in page.issue.choices if c.name == "urge"))
    (dialog,) = page.findChildren(ResultsDialog)
    assert "已办 1 条，1 条没有动" in me.reads(dialog)
    left, done = dialog.source.outcomes
    assert (left.number, left.result) == (lines[new].shown["number"], "left")
    assert (done.number, done.reason) == (lines[working].shown["number"], "")
    undoing = me.window.actions_["undo"].text()
    assert lines[working].shown["number"] in undoing


def test_more_issues_than_one_step_takes_offer_none(me: Sitting, page: IssuesPage) -> None:
    page.most_at_once = 2
    pick(page, 0, 1, 2)
    assert "一次最多办理 2 条" in me.reads(page.issue)
    assert page.issue.choices == ()


# --- registering and mending --------------------------------------------------------------------


def test_an_issue_is_registered_without_a_visit(me: Sitting, page: IssuesPage) -> None:
    subject = found(page)[0].refers["subject"]
    me.ask.answers.append(
        {"subject": subject, "title": "厂区积水", "category": "基础设施", "source": "来电来函"}
    )
    me.press("Ctrl+N")
    made = found(page)[0]
    assert (made.shown["title"], made.shown["state"]) == ("厂区积水", "已登记")
    assert made.shown["registered_on"] == "2018-07-31"
    assert page.current() == made.uid
    assert f"已登记问题 {made.shown['number']}" in me.said()


def test_what_was_registered_can_be_mended(me: Sitting, page: IssuesPage) -> None:
    pick(page, 0)
    before = page.in_hand()[0]
    me.ask.answers.append({"title": "换过的题目"})
    me.press("F2")
    after = page.in_hand()[0]
    assert after.shown["title"] == "换过的题目"
    assert after.refers == before.refers


def test_the_operation_record_names_who_did_what(me: Sitting, page: IssuesPage) -> None:
    pick(page, 0)
    me.ask.answers.append({"title": "换过的题目"})
    me.press("F2", "Ctrl+H")
    changes = [page.log.tree.topLevelItem(row) for row in range(page.log.tree.topLevelItemCount())]
    told = [(change.text(1), change.text(2)) for change in changes if change is not None]
    newest = changes[0]
    assert newest is not None
    assert told[0] == (page.workspace.actor, f"修改问题“{page.in_hand()[0].shown['number']}”")
    assert "换过的题目" in newest.child(0).text(2)
    page.log.close()
