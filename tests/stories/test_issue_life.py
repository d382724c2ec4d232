from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from desk import details
from desk.book.place import Place
from desk.details import IssueDetail
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.editors import NewRecord
from ui.pages.issues import IssuesPage

UNIT = "渤海新区交通局"
LIFE = ("交办", "签收", "办结", "核实", "回访", "销号")


def ledger(me: Sitting) -> IssuesPage:
    return cast("IssuesPage", me.page("issues"))


def in_hand(me: Sitting) -> IssueDetail:
    workspace = me.window.workspace
    assert workspace is not None
    with workspace.book.read() as connection:
        return details.issue(connection, ledger(me).current(), workspace.book.clock.today())


def unit(me: Sitting) -> str:
    workspace = me.window.workspace
    assert workspace is not None
    return workspace.lookups().find("organizations", UNIT)[0][0]


def press_next(me: Sitting, label: str, **answer: object) -> None:
    """Press the button of the next step, and fill in its form."""
    me.ask.answers.append(answer)
    button = ledger(me).issue.primary
    assert button.text() == label
    button.click()
    QApplication.processEvents()


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    path = tmp_path / "现场照片.jpg"
    path.write_bytes(b"a picture of the new pass")
    return path


def test_an_issue_goes_from_registration_to_closing_by_the_buttons(
    demo: Place, sit_down: SitDown, photograph: Path
) -> None:
    me = sit_down(demo)
    page = ledger(me)
    page.filter_by("registered")
    page.table.selectRow(0)
    number = in_hand(me).line.shown["number"]
    me.picture("问题台账-待交办")
    press_next(me, "交办", lead_unit=unit(me))
    assert f"{number}　已交办" in me.reads(page.issue)
    assert "填了一半" not in me.reads(page.issue)
    assert "没有草稿" in me.window.frame.foot.text()
    page.filter_by("all")
    page.table.selectRow(0)
    assert in_hand(me).line.shown["number"] == number
    press_next(me, "签收", responsible=NewRecord("丁安九"))
    press_next(me, "办结", result="通行证改为半年一换", evidence=(photograph,))
    press_next(me, "核实")
    press_next(me, "回访", satisfaction="满意", note="企业表示满意")
    me.picture("问题台账-待销号")
    assert "四个不放过　4/4" in me.reads(page.issue)
    press_next(me, "销号")
    detail = in_hand(me)
    assert me.ask.warned == []
    assert [step.label for step in detail.steps] == list(LIFE)
    assert (detail.line.shown["state"], detail.line.shown["lamp"]) == ("已销号", "按期办结")
    assert detail.steps[2].files == (photograph.name,)
    attached = [button.text() for button in page.issue.findChildren(QPushButton)]
    assert any(text.startswith(photograph.name) for text in attached)
    me.picture("问题台账-已销号")


def test_undo_opens_the_closing_again_and_redo_closes_it(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = ledger(me)
    page.filter_by("awaiting")
    page.table.selectRow(0)
    uid = page.current()
    press_next(me, "销号")
    page.open(uid)
    assert in_hand(me).line.shown["state"] == "已销号"
    undo = me.window.actions_["undo"]
    assert undo.text().startswith("撤销“销号 ")
    undo.trigger()
    assert in_hand(me).line.shown["state"] == "待销号"
    assert page.issue.primary.text() == "销号"
    me.window.actions_["redo"].trigger()
    assert in_hand(me).line.shown["state"] == "已销号"
    assert "已重做" in me.said()
