"""The rules of deadlines and the notices of days off, by a person at the real window."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk.book.casebook import AS_OF
from desk.lists import Query, lines
from desk.settings import save
from tests.desk import office
from tests.desk.office import CLOUD, LAND
from tests.sitting import Sitting, keep_picture
from ui.deadlines import DeadlinesDialog
from ui.pages.issues import IssuesPage
from ui.pages.issues.stepping import Wanted, step_form

TODAY = date(2026, 12, 25)
NOTICE = """2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日至11日放假调休，共7天。1月30日（周六）、2月14日（周日）上班。
"""


@pytest.fixture
def me(tmp_path: Path) -> Iterator[Sitting]:
    """A person in December, with an issue whose seven working days end in January."""
    with office.with_subjects(office.new_book(tmp_path, TODAY)) as book:
        save(book, {"deadline_rule": "working-1-3-7", AS_OF: str(TODAY)}, office.ACTOR)
        number = office.issue(book, CLOUD, "2026-12-25", "变压器增容")
        office.take(book, number, "dispatch", "2026-12-25", lead_unit=LAND, co_units=office.POWER)
        office.issue(book, CLOUD, "2026-12-25", "门前道路积水")
    sitting = Sitting(tmp_path)
    sitting.open(tmp_path / "casebook")
    yield sitting
    sitting.leave()


def opened(me: Sitting, qtbot: QtBot) -> DeadlinesDialog:
    me.window.actions_["deadlines"].trigger()
    qtbot.waitUntil(lambda: bool(me.window.findChildren(DeadlinesDialog)))
    (dialog,) = me.window.findChildren(DeadlinesDialog)
    return dialog


def said_in(page: IssuesPage) -> str:
    return "\n".join(label.text() for label in page.issue.findChildren(QLabel))


def test_a_notice_that_is_pasted_is_looked_at_kept_and_moves_a_deadline(
    me: Sitting, qtbot: QtBot
) -> None:
    page = cast("IssuesPage", me.page("issues"))
    page.table.selectRow(1)
    qtbot.waitUntil(lambda: "时限由来" in said_in(page))
    assert "12月25日交办，7 个工作日，2027年1月5日到期（暂定" in said_in(page)
    assert f"{office.POWER}：12月25日交办，3 个工作日，12月30日到期" in said_in(page)
    me.picture("时限-由来")
    dialog = opened(me, qtbot)
    dialog.tabs.setCurrentWidget(dialog.days)
    dialog.days.typed.setPlainText(NOTICE.replace("共3天", "共4天"))
    assert dialog.days.preview.text() == "“元旦”写着共 4 天，按日期数是 3 天；请核对原文。"
    assert not dialog.days.agree.isEnabled()
    dialog.days.typed.setPlainText(NOTICE)
    assert dialog.days.preview.text() == (
        "2027年：放假 10 天，调休上班 2 天。\n"
        "放假：元旦 1月1—3日；春节 2月5—11日。\n"
        "上班：1月30日（星期六）、2月14日（星期日）。"
    )
    keep_picture(dialog, "时限-放假通知")
    dialog.days.agree.click()
    assert dialog.days.preview.text().endswith("1 个未了结问题的时限已重算，每个都记入了办理过程。")
    keep_picture(dialog, "时限-放假通知已录入")
    dialog.accept()
    qtbot.waitUntil(lambda: "时限重算" in said_in(page))
    assert "1月1—3日放假不计，2027年1月6日到期" in said_in(page)


def test_an_own_rule_is_written_chosen_and_offered_at_the_dispatch(
    me: Sitting, qtbot: QtBot
) -> None:
    dialog = opened(me, qtbot)
    keep_picture(dialog, "时限-规则")
    me.ask.answers += [
        {"label": "五日办结", "ordinary": 5, "ordinary_unit": "个工作日", "major": 1}
        | {"major_unit": "个月", "source": "试办办〔2026〕9号"},
        {"rule": "五日办结", "warn": 2},
        {"last": date(2026, 12, 31)},
    ]
    dialog.rules.new.click()
    assert me.ask.warned == []
    dialog.rules.choose.click()
    said = "办公室所用：五日办结　　到期前 2 个工作日亮黄灯"
    assert dialog.rules.chosen.text() == said
    dialog.rules.table.selectRow(3)
    QApplication.processEvents()
    assert dialog.rules.terms.text() == (
        "五日办结：一般事项办结 5 个工作日；重大事项办结 1 个月。\n出处：试办办〔2026〕9号"
    )
    keep_picture(dialog, "时限-自定规则")
    dialog.rules.stop.click()
    assert me.ask.warned == ["办公室正按“五日办结”办理；请先另选办公室所用的规则，再停用它。"]
    assert dialog.rules.has_draft(), "the day that was refused waits to be mended"
    page = cast("IssuesPage", me.page("issues"))
    page.table.selectRow(0)
    QApplication.processEvents()
    (dispatch,) = (one for one in page.issue.choices if one.name == "dispatch")
    with page.workspace.book.read() as connection:
        waiting = lines(connection, Query("issues", {"state": "registered"}), TODAY)
    form = step_form(page.workspace, Wanted(dispatch, tuple(waiting)))
    assert form.rows["rule"].field.options[0] == "五日办结"
    assert "2027-01-01" in form.rows["due_on"].field.help
    dialog.accept()


def test_an_own_ladder_is_written_read_and_chosen(me: Sitting, qtbot: QtBot) -> None:
    dialog = opened(me, qtbot)
    dialog.tabs.setCurrentWidget(dialog.ladder)
    keep_picture(dialog, "督办阶梯-随程序")
    written: dict[str, object] = {"label": "试办阶梯", "unit": "自然日", "before": 5}
    written |= {"on_the_day": "否", "蓝": 2, "橙": None, "红": 7, "accept": 1, "report": None}
    me.ask.answers += [written | {"红": 1}, written, {"ladder": "试办阶梯"}]
    dialog.ladder.new.click()
    assert me.ask.warned == ["“超期 1 天”要比“超期 2 天”更晚，而且不能更轻，请调整先后。"], (
        "and what was typed stays a draft"
    )
    dialog.ladder.new.click()
    dialog.ladder.choose.click()
    assert dialog.ladder.chosen.text() == "办公室所用：试办阶梯"
    dialog.ladder.table.selectRow(1)
    QApplication.processEvents()
    model = dialog.ladder.rungs.model()
    seen = [
        tuple(model.index(row, column).data() for column in range(3))
        for row in range(model.rowCount())
    ]
    assert seen[:4] == [
        ("到期前 5 天", "○ 催办", "办理时限"),
        ("超期 2 天", "● 督办（蓝）", "办理时限"),
        ("超期 7 天", "■ 督办（红）", "办理时限"),
        ("超期 1 天", "○ 催办", "交办后签收或退回"),
    ]
    assert {what for _, what, _ in seen[4:]} == {"提醒本办公室"}
    keep_picture(dialog, "督办阶梯-自定")
    dialog.accept()


def test_a_half_written_ladder_is_found_again_from_the_foot_of_the_window(
    me: Sitting, qtbot: QtBot
) -> None:
    assert me.window.workspace is not None
    me.window.workspace.drafts.save("ladder-rule-", {"label": "本单位阶梯"})
    me.window.actions_["drafts"].trigger()
    qtbot.waitUntil(lambda: bool(me.window.findChildren(DeadlinesDialog)))
    (dialog,) = me.window.findChildren(DeadlinesDialog)
    assert dialog.tabs.currentWidget() is dialog.ladder
    dialog.accept()


def test_a_draft_that_an_earlier_program_left_without_its_rule_is_forgotten(
    me: Sitting, qtbot: QtBot
) -> None:
    assert me.window.workspace is not None
    drafts = me.window.workspace.drafts
    for name in ("deadline-end", "ladder-end"):
        drafts.save(name, {"last": "2018-07-31"})
    me.window.actions_["drafts"].trigger()
    qtbot.waitUntil(lambda: bool(me.window.findChildren(DeadlinesDialog)))
    assert drafts.all() == []
    assert "没有草稿" in me.window.frame.foot.text()
    me.window.findChildren(DeadlinesDialog)[0].accept()
