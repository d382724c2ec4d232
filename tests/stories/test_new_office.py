"""An office begins: a new casebook, a list taken in, a subject assigned; and the walk unseen."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from tests.desk.intake.senders import CODE, HEADINGS, excel
from tests.sitting import Sitting, keep_picture
from ui.editors import NewRecord
from ui.guide import GuideDialog
from ui.pages.subjects import SubjectsPage
from ui.pages.takein import PlanDialog

ROOT = Path(__file__).parents[2]


@pytest.fixture
def me(tmp_path: Path) -> Iterator[Sitting]:
    with Sitting(tmp_path) as sitting:
        yield sitting


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    """Work beside the window may take its time on a busy machine."""
    qtbot.waitUntil(holds, timeout=60_000)


def begin(me: Sitting, folder: Path, qtbot: QtBot) -> SubjectsPage:
    """Make a new casebook from the start page."""
    me.open(None)
    me.picture("开始")
    me.window.actions_["new_book"].trigger()
    guide = me.window.findChildren(GuideDialog)[-1]
    said = {
        "office": "试办区双创双服办公室",
        "tier": "县",
        "code": "试办",
        "folder": str(folder),
    }
    for form in guide.forms:
        form.set_values(said)
    for _ in guide.forms:
        guide.on.click()
    until(qtbot, lambda: me.window.workspace is not None)
    return cast("SubjectsPage", me.page("subjects"))


def take_in(me: Sitting, page: SubjectsPage, path: Path, qtbot: QtBot) -> PlanDialog:
    """Ask for a list; what would come of it is shown."""
    me.ask.answers.append(path)
    page.import_button.click()
    until(qtbot, lambda: bool(page.findChildren(PlanDialog)))
    return page.findChildren(PlanDialog)[-1]


def test_a_new_office_takes_in_its_list_and_takes_it_back(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = begin(me, tmp_path / "台账", qtbot)
    assert "试办区双创双服办公室" in me.window.windowTitle()
    rows = ((1, "甲公司", CODE, "东园"), (2, None, None, "西园"), (3, "乙公司", None, "东园"))
    listed = excel(tmp_path / "名单.xlsx", (("重点企业名单",), HEADINGS, *rows, ("合计",)))
    dialog = take_in(me, page, listed, qtbot)
    assert "共读到 3 行：新增 2，更新 0，未变 0，退回 1" in me.reads(dialog)
    assert (dialog.problems.count(), dialog.rows.count()) == (1, 2)
    dialog.show_part("rows")
    keep_picture(dialog, "导入名单")
    dialog.agreed.click()
    until(qtbot, lambda: "已导入：新增 2" in me.said())
    assert page.source.count() == 2
    me.window.actions_["undo"].trigger()
    assert page.source.count() == 0
    me.window.actions_["redo"].trigger()
    assert page.source.count() == 2


def test_rejected_rows_are_saved_with_their_reasons(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = begin(me, tmp_path / "台账", qtbot)
    listed = excel(tmp_path / "名单.xlsx", (HEADINGS, (1, None, None, "西园"), (2, "乙公司")))
    dialog = take_in(me, page, listed, qtbot)
    me.ask.answers.append(tmp_path / "退回.xlsx")
    dialog.rejects.click()
    assert (tmp_path / "退回.xlsx").stat().st_size > 0
    dialog.reject()
    assert page.source.count() == 0


def test_a_subject_gets_those_who_answer_for_it(me: Sitting, tmp_path: Path, qtbot: QtBot) -> None:
    page = begin(me, tmp_path / "台账", qtbot)
    me.ask.answers.append({"name": "甲公司", "park": "东园"})
    page.begin_new()
    assert page.source.count() == 1
    assert "还没有落实包联领导和责任人。" in me.reads(page.pane)
    names = {"leader": "周安一", "unit": "试办区经发局", "responsible": "吴安二"}
    me.ask.answers.append({field: NewRecord(name) for field, name in names.items()})
    page.assign(page.current())
    assert "吴安二" in me.reads(page.pane)
    assert "已新建单位“试办区经发局”" in me.said()


def test_a_code_that_is_there_already_is_offered_by_name(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = begin(me, tmp_path / "台账", qtbot)
    for name in ("甲公司", "乙公司"):
        me.ask.answers.append({"name": name, "credit_code": CODE})
        page.begin_new()
    assert page.source.count() == 1
    assert me.ask.warned == [
        f"信用代码 {CODE}已登记为“甲公司”（试办-Q0001）；请直接使用或修改那一条。"
    ]


def test_the_main_job_is_walked_without_a_window(tmp_path: Path) -> None:
    walked = subprocess.run(
        [sys.executable, "-P", "-m", "ui.show", str(tmp_path / "demo")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert walked.returncode == 0, walked.stderr
    made = {path.name for path in (tmp_path / "demo").rglob("*")}
    assert {"问题台账.docx", "问题台账.pdf", "问题台账-1.png"} <= made
    assert {"工作简报第1期（2018年7月）.docx", "工作简报第1期（2018年7月）.pdf"} <= made
    assert {"窗口-issues-light.png", "窗口-visits-dark.png"} <= made
