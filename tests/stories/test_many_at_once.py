"""Many records are changed at once: the same field of all, a result for each, one undo."""

from typing import cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from desk.book.casebook import AS_OF, Book
from desk.book.place import Place
from desk.details import uid_of
from desk.issues import Act, step
from desk.lists import Line, Query, lines
from desk.records import edit
from desk.settings import save
from models.fields import KINDS
from tests.desk import office
from tests.desk.office import CLOUD, COLD, GRAIN, TIDE
from tests.desk.test_several import MANY, with_many_visits
from tests.sitting import Sitting, keep_picture, until
from tests.stories.conftest import SitDown
from tests.stories.test_found_again import dialog, in_dialogs, type_into
from tests.ui.test_issue_page import press
from ui.ask import WindowAsk
from ui.editors import NewRecord
from ui.jobdialog import JobDialog
from ui.manual import ManualWindow
from ui.pages.cards import CardsPage
from ui.pages.issues import IssuesPage
from ui.pages.listpage import ListPage
from ui.pages.subjects import SubjectsPage
from ui.pages.visits import VisitsPage
from ui.results import ResultsDialog

DAY = "2018-07-31"


@pytest.fixture
def book(place: Place) -> Place:
    """A small office: four subjects, their visits, cards and issues of July."""
    with office.new_book(place) as book:
        office.with_subjects(book)
        for subject in (CLOUD, GRAIN, TIDE):
            office.visit(book, subject, "2018-07-05")
            office.issue(book, subject, "2018-07-02", "园区旺季停电")
        for subject, period in ((CLOUD, "2018-07"), (CLOUD, "2018-06"), (GRAIN, "2018-06")):
            office.card(book, subject, period)
        save(book, {AS_OF: DAY}, office.ACTOR)
    return office.casebook_at(place)


@pytest.fixture
def me(book: Place, sit_down: SitDown) -> Sitting:
    return sit_down(book)


def opened(me: Sitting) -> Book:
    assert me.window.workspace is not None
    return me.window.workspace.book


def pick(page: ListPage, *names: str) -> None:
    """Pick the rows of these subjects."""
    flags = page.table.selectionModel().SelectionFlag
    page.table.clearSelection()
    column = page.columns.index("name" if "name" in page.columns else "subject")
    for row in range(page.source.count()):
        index = page.table.model().index(row, column)
        if index.data() in names:
            page.table.selectionModel().select(index, flags.Select | flags.Rows)
    QApplication.processEvents()


def subjects(me: Sitting) -> SubjectsPage:
    return cast("SubjectsPage", me.page("subjects"))


def shown(me: Sitting, listed: str) -> list[Line]:
    book = opened(me)
    with book.read() as connection:
        return lines(connection, Query(listed), book.clock.today())


def values(me: Sitting, listed: str, field: str) -> list[tuple[str, str]]:
    """By subject, what stands in a field."""
    name = "name" if listed == "subjects" else "subject"
    return sorted((line.shown[name], line.shown[field]) for line in shown(me, listed))


def results(page: ListPage) -> ResultsDialog:
    QApplication.processEvents()
    (dialog,) = [one for one in page.findChildren(ResultsDialog) if one.isVisible()]
    until(dialog.isActiveWindow)  # a screen gives it the keyboard in its own time
    return dialog


def cells(dialog: ResultsDialog) -> list[tuple[str, ...]]:
    """The rows as they are read: number, name, result, reason."""
    model = dialog.table.model()
    places = range(model.rowCount())
    return [tuple(model.index(row, column).data() for column in range(4)) for row in places]


def undoing(me: Sitting) -> str:
    return me.window.actions_["undo"].text()


# --- subjects -----------------------------------------------------------------------------------


def test_three_subjects_get_a_park_and_one_has_it_already(me: Sitting) -> None:
    page = subjects(me)
    pick(page, CLOUD, GRAIN, TIDE)
    me.picture("帮扶对象-几条")
    assert page.several.amend.text() == "修改选中的 3 条…"
    me.ask.answers.append({"what": "所属园区", "park": "东园"})
    page.several.amend.click()
    assert me.ask.asked == ["修改选中的 3 个帮扶对象"]
    assert me.said() == "已办 2 条，1 条没有变化"
    assert not page.findChildren(ResultsDialog), "nothing was left: a sentence is enough"
    assert set(values(me, "subjects", "park")) == {(n, "东园") for n in (CLOUD, GRAIN, TIDE, COLD)}
    assert "刚办的 3 条" in me.reads(page.several)
    page.several.results.click()
    came = [row[1:3] for row in cells(results(page))]
    assert came[0] == (CLOUD, "没有变化")
    assert sorted(came[1:]) == sorted([(GRAIN, "已办"), (TIDE, "已办")])
    assert "修改 2 个帮扶对象的所属园区" in undoing(me)
    results(page).reject()
    me.window.actions_["undo"].trigger()
    assert dict(values(me, "subjects", "park"))[TIDE] == "西园"


def test_a_filter_that_finds_none_leaves_none_in_hand(me: Sitting) -> None:
    page = subjects(me)
    pick(page, CLOUD, GRAIN, TIDE)
    page.filter_by("platform")
    assert page.source.count() == 0
    assert page.several.isHidden()


def test_what_was_changed_stays_in_hand_for_the_next_field(me: Sitting) -> None:
    page = subjects(me)
    pick(page, CLOUD, GRAIN)
    me.ask.answers += [
        {"what": "所属园区", "park": "南园"},
        {"what": "所属行业", "industry": "食品"},
    ]
    page.several.amend.click()
    page.table.setFocus()
    me.press("F2")
    changed = [line.shown["name"] for line in shown(me, "enterprises") if line.shown["industry"]]
    assert sorted(changed) == sorted([CLOUD, GRAIN])
    assert "刚办的 2 条" in me.reads(page.several)
    page.table.selectRow(0)
    assert page.several.isHidden()


def test_the_same_people_answer_for_several_subjects_but_not_past_a_later_assignment(
    me: Sitting,
) -> None:
    office.assign(opened(me), TIDE, "2018-07-20", unit="试办区工信局")
    page = subjects(me)
    pick(page, CLOUD, GRAIN, TIDE)
    (assign,) = [one for one in page.several.findChildren(QPushButton) if one.text() == "落实包联…"]
    me.ask.answers.append({"leader": NewRecord("赵安七"), "from_on": "2018-07-10"})
    assign.click()
    dialog = results(page)
    assert me.said() == "已办 2 条，1 条没有动；已新建人员“赵安七”"
    first = cells(dialog)[0]
    assert first[1:3] == (TIDE, "没有动")
    assert "自 2018-07-20 起已有另一条包联" in dialog.reason.text()
    keep_picture(dialog, "逐条结果")
    assert "落实 2 个帮扶对象的包联" in undoing(me)
    me.press("F1")
    (manual,) = dialog.findChildren(ManualWindow)
    assert manual.topic() == "issues"
    manual.close()
    dialog.activateWindow()
    QApplication.processEvents()
    dialog.table.setFocus()
    me.press("Return")
    assert page.current() == dialog.source.outcomes[0].uid
    assert dialog.isVisible(), "the next one can be looked at"
    dialog.table.setFocus()
    me.press("Esc")
    QApplication.processEvents()
    assert not page.findChildren(ResultsDialog)


def test_what_somebody_else_changed_while_the_form_stood_open_is_left(me: Sitting) -> None:
    page = subjects(me)
    pick(page, CLOUD, GRAIN)

    def meanwhile() -> dict[str, object]:
        with opened(me).read() as connection:
            uid = uid_of(connection, "subjects", GRAIN)
        edit(opened(me), KINDS["enterprises"], uid, {"contact": "吴安五"}, "郑安八")
        return {"what": "联系人", "contact": "冯安六"}

    me.ask.answers.append(meanwhile)
    page.several.amend.click()
    row = cells(results(page))[0]
    assert row[1:3] == (GRAIN, "没有动")
    assert "郑安八" in row[3]
    assert dict(values(me, "subjects", "contact")) == {
        CLOUD: "冯安六",
        GRAIN: "吴安五",
    } | dict.fromkeys((TIDE, COLD), "")


def test_the_results_are_copied_to_excel(me: Sitting) -> None:
    page = subjects(me)
    pick(page, CLOUD, COLD)
    me.ask.answers.append({"what": "所属行业", "industry": "装备制造"})
    page.several.amend.click()
    dialog = results(page)
    dialog.table.selectAll()
    dialog.table.setFocus()
    me.press("Ctrl+C")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].split("\t") == ["代码", "名称", "结果", "原因"]
    assert copied[1].split("\t")[1:] == [COLD, "没有动", "项目没有这一项，不必改。"]
    assert copied[2].split("\t")[1:] == [CLOUD, "已办", ""]


def test_what_was_half_typed_for_many_is_found_again(me: Sitting) -> None:
    page = subjects(me)
    page.workspace.ask = WindowAsk(me.window)
    pick(page, CLOUD, COLD)
    in_dialogs(type_into("what", "项目级别"))
    page.several.amend.click()
    assert page.several.amend.text() == "继续修改选中的 2 条…"
    assert page.has_draft()
    read: list[str] = []

    def look() -> None:
        keep_picture(dialog(), "修改选中的")
        read.append(me.reads(dialog()))

    in_dialogs(look)
    page.several.amend.click()
    assert "项目级别" in read[0]
    assert "留空就是清除" in read[0]
    assert "已找回" in read[0]
    assert "所属园区" not in read[0]


# --- visits and cards ---------------------------------------------------------------------------


def test_the_visitors_of_several_visits_are_changed(me: Sitting) -> None:
    page = cast("VisitsPage", me.page("visits"))
    pick(page, CLOUD, GRAIN)
    visitors = (NewRecord("吴安九"),)
    me.ask.answers.append({"what": "走访人员", "visitors": visitors})
    page.table.setFocus()
    me.press("F2")
    assert me.said() == "已办 2 条；已新建人员“吴安九”"
    assert values(me, "visits", "visitors") == sorted(
        [(CLOUD, "吴安九"), (GRAIN, "吴安九"), (TIDE, "钱安二、孙安三")]
    )
    assert "修改 2 次走访的走访人员" in undoing(me)


def test_f2_changes_the_one_visit_in_hand_where_it_is_one(me: Sitting) -> None:
    page = cast("VisitsPage", me.page("visits"))
    page.table.selectRow(0)
    page.table.setFocus()
    me.ask.answers.append({"met": "冯安六"})
    me.press("F2")
    assert shown(me, "visits")[0].shown["met"] == "冯安六"


def test_two_thousand_visits_are_changed_beside_the_window_and_may_be_stopped(
    book: Place, sit_down: SitDown
) -> None:
    with Book.open(book) as writing:
        with_many_visits(writing)
    me = sit_down(book)
    before = undoing(me)
    page = cast("VisitsPage", me.page("visits"))
    page.table.selectAll()
    QApplication.processEvents()
    assert page.several.amend.text() == f"修改选中的 {MANY + 3:,} 条…"
    assert "一次最多打印 200 份" in me.reads(page.several)
    pressing = stop_when_it_takes_long(me)
    me.ask.answers.append({"what": "走访方式", "way": "电话联系"})
    page.several.amend.click()
    pressing.stop()
    assert me.ask.warned == []
    assert "电话联系" not in {way for _, way in values(me, "visits", "way")}
    assert undoing(me) == before
    assert page.several.amend.text() == f"继续修改选中的 {MANY + 3:,} 条…"


def stop_when_it_takes_long(me: Sitting) -> QTimer:
    """Press the button of the dialog of long work when it comes."""
    turn = QTimer(me.window, interval=20)

    def press_stop() -> None:
        for waiting in me.window.findChildren(JobDialog):
            if waiting.isVisible():
                turn.stop()
                waiting.findChildren(QPushButton)[0].click()

    turn.timeout.connect(press_stop)
    turn.start()
    return turn


def test_of_several_cards_the_one_whose_month_is_taken_is_left(me: Sitting) -> None:
    page = cast("CardsPage", me.page("cards"))
    page.ask(where={"period": "2018-06"})
    page.table.selectAll()
    me.ask.answers.append({"what": "填报期间", "period": "2018-07"})
    page.several.amend.click()
    assert [row[1:3] for row in cells(results(page))] == [(CLOUD, "没有动"), (GRAIN, "已办")]
    assert "请修改那一张" in results(page).reason.text()
    me.window.activateWindow()
    me.window.actions_["undo"].trigger()
    assert values(me, "cards", "period").count((GRAIN, "2018-06")) == 1


# --- issues -------------------------------------------------------------------------------------


def ledger(me: Sitting) -> IssuesPage:
    return cast("IssuesPage", me.page("issues"))


def test_of_several_issues_that_are_dispatched_those_left_are_named_and_lead_there(
    me: Sitting,
) -> None:
    """One is dispatched already, one is refused only when the day of the step is known."""
    book, page = opened(me), ledger(me)
    first = shown(me, "issues")[-1]
    step(book, first.shown["number"], Act("dispatch", {"lead_unit": office.POWER}), office.ACTOR)
    late = office.issue(book, COLD, "2018-07-20", "道口限高")
    page.table.selectAll()
    QApplication.processEvents()
    me.ask.answers.append({"lead_unit": NewRecord(office.LAND), "on": "2018-07-10"})
    press(page, "交办")
    dialog = results(page)
    assert "已办 2 条，2 条没有动" in me.reads(dialog)
    assert "2 条：交办已记入台账" in me.said()
    left = {one.number: one.reason for one in dialog.source.outcomes[:2]}
    assert set(left) == {first.shown["number"], late}
    assert "早于上一步（2018-07-20）" in left[late]
    assert "已选 2 条" in me.reads(page.issue), "what was done can be printed as a batch"
    row = next(n for n, one in enumerate(dialog.source.outcomes) if one.number == late)
    dialog.table.selectRow(row)
    dialog.table.setFocus()
    me.press("Return")
    assert page.in_hand()[0].shown["number"] == late
    me.window.actions_["undo"].trigger()
    states = [line.shown["state"] for line in shown(me, "issues")]
    assert sorted(states) == ["已交办", "已登记", "已登记", "已登记"]


def test_the_category_of_several_issues_is_changed(me: Sitting) -> None:
    page = ledger(me)
    page.table.selectAll()
    QApplication.processEvents()
    me.picture("问题台账-几条")
    me.ask.answers.append({"what": "问题类别", "category": "用地"})
    press(page, "修改选中的 3 条…")
    assert me.said() == "已办 3 条"
    assert "已选 3 条" in me.reads(page.issue)
    assert {said for _, said in values(me, "issues", "category")} == {"用地"}
    assert "修改 3 条问题的问题类别" in undoing(me)


def test_more_issues_than_one_step_takes_can_still_be_changed(me: Sitting) -> None:
    page = ledger(me)
    page.most_at_once = 2
    page.table.selectAll()
    QApplication.processEvents()
    assert "一次最多办理 2 条、修改 5,000 条" in me.reads(page.issue)
    me.ask.answers.append({"what": "反映人", "raised_by": "吴安五"})
    page.table.setFocus()
    me.press("F2")
    assert {said for _, said in values(me, "issues", "raised_by")} == {"吴安五"}
