"""The whole thread in one sitting: from the visit to the printed bulletin."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk.book.place import Place
from desk.lists import Query
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from tests.stories.test_bulletin import bulletins, issue, pages, words_of
from tests.stories.test_issue_life import LIFE, in_hand, ledger, press_next, unit
from tests.stories.test_visit import enter_visit, lines
from ui.editors import NewRecord
from ui.pages.bulletins import BulletinsPage

LAND, LIGHT = "二期用地手续没有批复", "厂门口路灯不亮"


@pytest.fixture
def approval(tmp_path: Path) -> Path:
    path = tmp_path / "用地批复（示例）.pdf"
    path.write_bytes(b"%PDF-1.7 an approval")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "交付"
    folder.mkdir()
    return folder


def counted(page: BulletinsPage, label: str) -> int:
    return int(page.opened.telling.told(label).value)


def visit_with_two_problems(me: Sitting) -> None:
    """One of the two is settled on the spot, on the form."""
    me.page("visits")
    enter_visit(me)
    me.picture("全程-1-登记走访")
    me.press("Ctrl+S")
    me.picture("全程-2-走访")
    light, land = lines(me, Query("issues"))[:2]
    assert (land.shown["title"], land.shown["state"]) == (LAND, "已登记")
    assert (light.shown["title"], light.shown["state"]) == (LIGHT, "待核实")
    ledger(me).open(land.uid)


def work_to_closing(me: Sitting, evidence: Path) -> None:
    """Every step by the button that the ledger offers next."""
    press_next(me, "交办", lead_unit=unit(me))
    me.picture("全程-3-问题台账-已交办")
    press_next(me, "签收", responsible=NewRecord("丁安九"))
    press_next(me, "办结", result="二期用地取得批复，已开工平整", evidence=(evidence,))
    press_next(me, "核实")
    press_next(me, "回访", satisfaction="满意")
    press_next(me, "销号")
    me.picture("全程-4-问题台账-已销号")
    assert [step.label for step in in_hand(me).steps] == list(LIFE)


def undo_and_redo_the_closing(me: Sitting) -> None:
    me.window.actions_["undo"].trigger()
    assert in_hand(me).line.shown["state"] == "待销号"
    me.window.actions_["redo"].trigger()
    assert in_hand(me).line.shown["state"] == "已销号"


def test_a_visit_becomes_closed_issues_and_a_printed_bulletin(
    demo: Place, sit_down: SitDown, approval: Path, out: Path, qtbot: QtBot
) -> None:
    me = sit_down(demo)
    labels = ("走访次数", "收集问题", "现场解决问题", "交办问题", "销号问题")
    before = {label: counted(bulletins(me), label) for label in labels}
    visit_with_two_problems(me)
    work_to_closing(me, approval)
    undo_and_redo_the_closing(me)
    page = bulletins(me)
    after = {label: counted(page, label) for label in labels}
    grown = {label: after[label] - before[label] for label in labels}
    assert grown == {
        "走访次数": 1,
        "收集问题": 2,
        "现场解决问题": 1,
        "交办问题": 1,
        "销号问题": 1,
    }
    qtbot.waitUntil(lambda: pages(me) >= 2, timeout=20_000)
    me.picture("全程-5-简报-拟稿")
    issue(me, qtbot)
    qtbot.waitUntil(lambda: not me.window.jobs.busy and pages(me) >= 2, timeout=20_000)
    me.picture("全程-6-简报-已印发")
    me.ask.answers.append(out)
    page.export_button.click()
    qtbot.waitUntil(lambda: "已导出" in me.said(), timeout=20_000)
    printed = words_of(next(out.glob("*.docx")))
    assert f"收集问题{after['收集问题']}件" in printed
    assert f"走访{after['走访次数']}次" in printed
    assert next(out.glob("*.pdf")).read_bytes().startswith(b"%PDF")
    me.page("subjects")
    me.picture("全程-7-帮扶对象")
    assert me.ask.warned == []
