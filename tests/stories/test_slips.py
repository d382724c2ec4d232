"""Slips from the window: chosen where the record is, looked at, saved; blank ones as well."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desk.book.place import Place
from models.tables import Issue, Visit
from tests.desk import office
from tests.reports import paper
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.documents import PaperDialog
from ui.pages.issues import IssuesPage
from ui.pages.listpage import ListPage
from ui.pages.visits import VisitsPage


@pytest.fixture
def me(sit_down: SitDown, place: Place) -> Sitting:
    """A person at the casebook of a summer."""
    with office.new_book(place) as book:
        office.with_a_summer(office.with_subjects(book))
    return sit_down(office.casebook_at(place))


def begin(me: Sitting, page: str, model: type[Issue] | type[Visit], ordinal: int) -> QWidget:
    """The page with the record of that number in its pane."""
    assert me.window.workspace is not None
    number = f"{office.CODE}-2018-{ordinal:04d}"
    with me.window.workspace.book.read() as connection:
        uid = connection.scalar(select(model.uid).where(model.number == number))
    me.window.show_page(page, str(uid))
    QApplication.processEvents()
    return me.window.pages[page]


def offered(pane: QWidget) -> dict[str, QAction]:
    """What the button 打印 of a pane offers, by its words."""
    buttons = pane.findChildren(QPushButton)
    made = next(one for one in buttons if one.text() == "打印" and one.isVisible())
    menu = made.menu()
    assert menu is not None
    return {action.text(): action for action in menu.actions() if action.text()}


def shown(page: QWidget, qtbot: QtBot) -> PaperDialog:
    """The pages that are looked at, once they are drawn."""
    qtbot.waitUntil(lambda: bool(page.findChildren(PaperDialog)), timeout=60_000)
    return page.findChildren(PaperDialog)[0]


def saved(me: Sitting, dialog: PaperDialog, path: Path, qtbot: QtBot) -> str:
    """The text of the slip as it is saved as Word."""
    me.ask.answers.append(path)
    press(dialog, "Word 文件…")()
    qtbot.waitUntil(path.exists, timeout=60_000)
    qtbot.waitUntil(lambda: not me.window.jobs.busy)
    dialog.accept()
    QApplication.processEvents()
    return paper.word_text(path.read_bytes())


def press(widget: QWidget, words: str) -> Callable[[], None]:
    """The click on the button that says so."""
    return next(one.click for one in widget.findChildren(QPushButton) if one.text() == words)


def test_the_pane_of_an_issue_offers_its_slips_and_the_blank_ones(me: Sitting) -> None:
    page = cast("IssuesPage", begin(me, "issues", Issue, 1))
    known = ("交办单", "批次交办单", "回访记录", "销号审批表", "延期审批单", "提级报告")
    slips = [f"{one}…" for one in known]
    assert list(offered(page.issue)) == [*slips, *(f"空白{one}" for one in slips)]
    me.picture("问题-打印")


def test_an_issue_handed_out_is_printed_as_its_dispatch_with_a_receipt(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = cast("IssuesPage", begin(me, "issues", Issue, 4))
    me.picture("问题-打印交办单")
    offered(page.issue)["交办单…"].trigger()
    dialog = shown(page, qtbot)
    assert dialog.windowTitle() == f"交办单 试办-2018-0004 {office.TIDE}"
    said = saved(me, dialog, tmp_path / "交办单.docx", qtbot)
    assert "牵头单位试办区国土分局责任人李安四" in said
    assert "办理时限2018年7月18日（7月11日交办，7天，7月18日到期）" in said
    assert "交办单回执" in said


def test_several_issues_are_printed_in_one_go(me: Sitting, tmp_path: Path, qtbot: QtBot) -> None:
    page = cast("IssuesPage", begin(me, "issues", Issue, 4))
    page.table.selectAll()
    QApplication.processEvents()
    me.picture("问题-打印多份")
    offered(page.issue)["交办单…"].trigger()
    dialog = shown(page, qtbot)
    assert dialog.windowTitle() == "交办单 7份"
    path = tmp_path / "交办单.pdf"
    me.ask.answers.append(path)
    press(dialog, "PDF 文件…")()
    qtbot.waitUntil(path.exists, timeout=60_000)
    qtbot.waitUntil(lambda: not me.window.jobs.busy)
    said = paper.pdf_text(path.read_bytes())
    assert [said.count(f"编号：试办-2018-000{n}交办日期") for n in range(1, 8)] == [1] * 7
    assert said.count("第1页共1页") == 7
    dialog.accept()
    QApplication.processEvents()


def test_a_closing_is_printed_with_its_four_gates(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = cast("IssuesPage", begin(me, "issues", Issue, 1))
    offered(page.issue)["销号审批表…"].trigger()
    dialog = shown(page, qtbot)
    said = saved(me, dialog, tmp_path / "销号审批表.docx", qtbot)
    assert said.count("☑满足") == 4


def test_a_visit_is_printed_from_its_pane_and_by_the_key_for_printing(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = cast("VisitsPage", begin(me, "visits", Visit, 1))
    assert list(offered(page.visit)) == ["走访记录表…", "空白走访记录表…"]
    me.picture("走访-打印")
    me.window.actions_["print"].trigger()
    said = saved(me, shown(page, qtbot), tmp_path / "走访.docx", qtbot)
    assert "走访人员钱安二、孙安三" in said
    assert "1厂区用电负荷不足能源保障试办-2018-0001已销号" in said


def test_a_blank_visit_form_is_printed_without_any_name(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = cast("VisitsPage", begin(me, "visits", Visit, 1))
    offered(page.visit)["空白走访记录表…"].trigger()
    dialog = shown(page, qtbot)
    assert dialog.windowTitle() == "空白走访记录表"
    said = saved(me, dialog, tmp_path / "空白.docx", qtbot)
    assert office.CLOUD not in said
    assert "☑" not in said


def listed(page: QWidget) -> dict[str, QAction]:
    """What the button 打印 above a list offers, by its words."""
    made = cast("ListPage", page).list_tools.itemAt(1).widget()
    menu = cast("QPushButton", made).menu()
    assert menu is not None
    return {action.text(): action for action in menu.actions()}


def test_who_answers_for_whom_is_printed_from_the_list_of_subjects(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = me.page("subjects")
    ways = ["园区", "包联单位", "包联领导"]
    assert list(listed(page)) == [*(f"包联一览表（按{way}）…" for way in ways), "空白包联一览表…"]
    me.picture("帮扶对象-打印")
    listed(page)["包联一览表（按包联单位）…"].trigger()
    said = saved(me, shown(page, qtbot), tmp_path / "一览表.docx", qtbot)
    assert all(name in said for name in (office.CLOUD, office.GRAIN, office.TIDE, office.COLD))
    assert said.index("包联单位") < said.index("所属园区")


def test_the_form_for_a_visit_is_printed_where_the_subject_is_looked_at(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = me.page("subjects")
    press(page, "走访记录表…")()
    dialog = shown(page, qtbot)
    assert dialog.windowTitle() == f"预填走访记录表 {office.COLD}"
    said = saved(me, dialog, tmp_path / "带去走访.docx", qtbot)
    assert f"帮扶对象{office.COLD}所属园区东园" in said
    assert "希望如何解决123" in said


def test_the_month_of_visits_is_printed_from_the_list_of_visits(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = me.page("visits")
    (month, *_, blank) = listed(page)
    assert blank == "空白走访计划与完成情况表…"
    listed(page)[month].trigger()
    said = saved(me, shown(page, qtbot), tmp_path / "计划.docx", qtbot)
    assert "应走访4个，已走访0个" in said
