"""Another office's ledger of issues, taken in at the window: what is known, made and rejected."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk.book.place import Place
from tests.desk.intake.offices import CLOUD, COLD, GRAIN, office, shown
from tests.desk.intake.senders import excel
from tests.desk.office import casebook_at
from tests.sitting import keep_picture
from tests.stories.conftest import SitDown
from ui.pages.takein import PlanDialog

LEDGER = (
    ("包联企业问题台账",),
    ("序号", "企业名称", "存在问题", "问题类别", "责任单位", "责任人及电话", "办理状态"),
    (1, CLOUD, "用电负荷不足", "用电", "供电公司", "李安四 13800000004", "办理中"),
    (2, GRAIN, "门前道路积水", "道路", "交通局", None, "已办结"),
    (3, COLD, "土地手续未批", "用地", "国土分局", None, "办理中"),
    (4, "无此企业有限公司", "招工难", "用工", None, None, None),
)


@pytest.fixture
def casebook(place: Place) -> Place:
    office(place).close()
    return casebook_at(place)


def test_an_old_ledger_becomes_issues_with_how_far_they_had_come(
    sit_down: SitDown, casebook: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(casebook)
    me.ask.answers.append(excel(tmp_path / "台账.xlsx", LEDGER))
    page = me.page("subjects")
    me.window.actions_["import"].trigger()
    until(qtbot, lambda: bool(page.findChildren(PlanDialog)))
    (dialog,) = page.findChildren(PlanDialog)
    until(qtbot, dialog.agreed.isEnabled)
    assert dialog.agreed.text() == "导入：新增 3，更新 0"
    keep_picture(dialog, "导入预览-旧台账")
    me.press("Return")
    until(qtbot, lambda: "已导入：新增 3" in me.said())
    assert me.window.workspace is not None
    found = shown(me.window.workspace.book, "issues", "title", "state", "note")
    assert found[0] == (
        "用电负荷不足",
        "已登记",
        "原状态：办理中；责任单位：供电公司；责任人及电话：李安四 13800000004",
    )
    me.page("issues")
    me.picture("导入后的问题")


def test_a_great_import_is_taken_back_beside_the_window(
    sit_down: SitDown, casebook: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(casebook)
    names = [(f"样例第{number}企业有限公司", "东园") for number in range(300)]
    me.ask.answers.append(excel(tmp_path / "名单.xlsx", (("企业名称", "所属园区"), *names)))
    page = me.page("subjects")
    me.window.actions_["import"].trigger()
    until(qtbot, lambda: bool(page.findChildren(PlanDialog)))
    (dialog,) = page.findChildren(PlanDialog)
    until(qtbot, dialog.agreed.isEnabled)
    me.press("Return")
    until(qtbot, lambda: "已导入：新增 300" in me.said())
    me.window.actions_["undo"].trigger()
    assert me.window.jobs.busy
    until(qtbot, lambda: "已撤销" in me.said())
    assert "300 条记录" in me.said()


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    """Work beside the window may take its time on a busy machine."""
    qtbot.waitUntil(holds, timeout=60_000)
