"""An office hands out a batch, hears a co-unit, extends, gathers what is common and came back."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk import common_problems, details
from desk.book.casebook import AS_OF
from desk.settings import save
from tests.desk import office
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from tests.stories.test_slips import offered
from tests.ui.test_issue_page import menu_actions, press
from ui.documents import PaperDialog
from ui.editors import NewRecord
from ui.pages.issues import IssuesPage
from ui.pages.visits import VisitsPage


@pytest.fixture
def me(tmp_path: Path, sit_down: SitDown) -> Sitting:
    """Before the ledger of a small office: three new issues, and one that was closed in June."""
    with office.new_book(tmp_path) as book:
        office.with_subjects(book)
        old = office.issue(book, office.CLOUD, "2018-06-01", "旺季停电")
        office.start(book, old, "2018-06-01")
        office.finish(book, old, "2018-06-05")
        for subject in (office.GRAIN, office.TIDE, office.COLD):
            office.issue(book, subject, "2018-07-30", "园区旺季停电")
        office.issue(book, office.COLD, "2018-07-30", "道口限高", "用地")
        save(book, {AS_OF: "2018-07-31"}, office.ACTOR)
    return sit_down(tmp_path / "casebook")


def ledger(me: Sitting) -> IssuesPage:
    return cast("IssuesPage", me.page("issues"))


def choose(page: IssuesPage, label: str) -> None:
    """The button of the next step, or an entry of 更多."""
    if page.issue.primary.text() == label:
        page.issue.primary.click()
    else:
        menu_actions(page.issue.more)[f"{label}…"].trigger()
    QApplication.processEvents()


def do(me: Sitting, label: str, **answer: object) -> None:
    me.ask.answers.append(answer)
    choose(ledger(me), label)
    assert me.ask.warned == []


def pick(page: IssuesPage, title: str) -> None:
    """Pick the issues that are called so."""
    page.search_box.setText(title)
    page.ask(search=title)
    page.table.selectAll()
    QApplication.processEvents()


def unit(name: str) -> NewRecord:
    return NewRecord(name)


def test_a_batch_is_handed_out_printed_and_answered_by_its_co_unit(
    me: Sitting, qtbot: QtBot
) -> None:
    page = ledger(me)
    pick(page, "园区旺季停电")
    do(me, "交办", lead_unit=unit(office.POWER), co_units=(unit(office.LAND),))
    assert "批次 试办-2018-第1批" in me.said()
    assert "已选 3 条" in me.reads(page.issue)
    offered(page.issue)["批次交办单…"].trigger()
    qtbot.waitUntil(lambda: bool(page.findChildren(PaperDialog)), timeout=60_000)
    dialog = page.findChildren(PaperDialog)[-1]
    me.picture("批次交办-预览")
    dialog.reject()
    page.table.selectRow(0)
    do(me, "签收", responsible=NewRecord("李安四"))
    do(me, "配合答复", text="同意占用绿地")
    me.picture("问题台账-配合单位")
    assert "2018-07-31 答复：同意占用绿地" in me.reads(page.issue)


def test_what_a_unit_returned_is_given_it_again_by_a_decision(me: Sitting) -> None:
    page = ledger(me)
    pick(page, "道口限高")
    page.table.selectRow(0)
    do(me, "交办", lead_unit=unit(office.LAND))
    do(me, "退回", reason="属交通部门")
    assert "单位退回，待重新交办" in me.reads(page.issue)
    do(me, "交办", lead_unit=unit(office.LAND), decision="道口在其管理范围内")
    assert "不能再退回" in me.reads(page.issue)
    returning = menu_actions(page.issue.more)["退回"]
    assert not returning.isEnabled()
    me.picture("问题台账-裁定")


def test_an_extension_shows_both_deadlines_until_another_person_grants_it(me: Sitting) -> None:
    page = ledger(me)
    pick(page, "道口限高")
    page.table.selectRow(0)
    do(me, "交办", lead_unit=unit(office.LAND))
    do(me, "签收", responsible=NewRecord("李安四"))
    do(me, "申请延期", due_on="2018-08-20", reason="改造要停运", by="李安四")
    assert "申请延期到 2018-08-20，现时限 2018-08-07，待批" in me.reads(page.issue)
    me.ask.answers.append({"by": "李安四"})
    choose(page, "同意延期")
    assert "要由另一个人办理" in me.ask.warned.pop()
    do(me, "同意延期", by="周安一")
    assert "已延期 1 次，首次时限 2018-08-07" in me.reads(page.issue)
    me.picture("问题台账-延期")


def test_common_problems_are_gathered_and_their_issues_handled_at_once(me: Sitting) -> None:
    page = ledger(me)
    pick(page, "园区旺季停电")
    do(me, "归入共性问题", head=NewRecord("园区旺季停电"))
    page.heads_button.click()
    QApplication.processEvents()
    assert "共性问题 1 个" in me.reads(page.heads)
    me.picture("共性问题")
    page.heads.see()
    assert page.source.count() == 3
    do(me, "交办", lead_unit=unit(office.POWER))
    with page.workspace.book.read() as connection:
        (head,) = common_problems.heads(connection)
    assert (head.issues, head.open) == (3, 3)
    page.filter_by(page.chips[0].name)
    pick(page, "园区旺季停电")
    page.table.selectRow(0)
    press(page, "移出共性问题")
    assert me.said() == "1 条问题已移出共性问题"
    assert "移出共性问题" not in menu_actions(page.issue.more)
    with page.workspace.book.read() as connection:
        assert [head.issues for head in common_problems.heads(connection)] == [2]


def test_what_was_merged_is_found_from_the_one_that_it_went_into(me: Sitting) -> None:
    page = ledger(me)
    book = page.workspace.book
    into, gone = (office.issue(book, office.TIDE, "2018-07-30", one) for one in ("限电", "又限电"))
    office.take(book, gone, "merge", "2018-07-31", into=into)
    with book.read() as connection:
        uid = details.uid_of(connection, "issues", gone)
    page.open(uid)
    assert "已并入" in me.reads(page.issue)
    assert "四个不放过" not in me.reads(page.issue), "no gate stands before it any more"
    press(page, "限电（已登记）")
    assert into in me.reads(page.issue)
    assert "并入的问题" in me.reads(page.issue)
    press(page, "又限电（已并案）")
    assert gone in me.reads(page.issue)


def test_what_comes_back_is_told_of_while_it_is_registered(me: Sitting) -> None:
    page = ledger(me)
    subject = page.workspace.lookups().find("subjects", office.CLOUD)[0][0]
    visits = cast("VisitsPage", me.page("visits"))
    visits.begin_new()
    visits.entry.visit.rows["subject"].editor.set_value(subject)
    visits.entry.problem_list.add()
    (card,) = visits.entry.problems
    card.form.rows["category"].editor.set_value("能源保障")
    said = "一年内再次发生：试办-2018-0001，2018-06-05 销号"
    assert said in card.form.rows["category"].note.text()
    me.picture("走访-再次发生")
    card.form.rows["category"].editor.set_value("用地")
    assert said not in card.form.rows["category"].note.text()
    me.ask.answers.append({"subject": subject, "category": "能源保障", "title": "又停电"})
    ledger(me).begin_new()
    assert "须有治本的措施才能销号" in me.reads(page.issue)
    me.picture("问题台账-再次发生")
