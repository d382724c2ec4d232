"""First start: the guide, by keyboard alone, with steps passed over, gone back to and left."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.book.casebook import Book
from desk.lists import Query, lines
from desk.settings import office
from tests.desk.intake.senders import CODE, HEADINGS, excel
from tests.sitting import Sitting, keep_picture
from ui import style
from ui.guide import STEPS, GuideDialog
from ui.pages.start import StartPage
from ui.pages.takein import PlanDialog
from ui.parts import SMALLEST


@pytest.fixture
def me(tmp_path: Path) -> Iterator[Sitting]:
    with Sitting(tmp_path) as sitting:
        sitting.open(None)
        yield sitting


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=60_000)


def guide(me: Sitting) -> GuideDialog:
    """The guide that is open."""
    QApplication.processEvents()
    return [one for one in me.window.findChildren(GuideDialog) if one.isVisible()][-1]


def begin(me: Sitting) -> GuideDialog:
    """The first button of the start page, as it is pressed the first time."""
    start = me.window.centralWidget()
    assert isinstance(start, StartPage)
    start.new.click()
    return guide(me)


def replace(me: Sitting, text: str) -> None:
    """Type over what stands in the field that has the keyboard."""
    me.press("Ctrl+A")
    me.write(text)


def in_book(me: Sitting, qtbot: QtBot) -> Book:
    until(qtbot, lambda: me.window.workspace is not None)
    assert me.window.workspace is not None
    return me.window.workspace.book


def test_an_office_begins_by_keyboard_alone_up_to_its_first_list(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    listed = excel(tmp_path / "名单.xlsx", (HEADINGS, (1, "甲公司", CODE, "东园")))
    shown = begin(me)
    me.write("试办区双创双服办公室")
    keep_picture(shown, "新建台账-单位")
    me.press("Return", "Return")
    replace(me, "周安一")
    me.press("Return")
    replace(me, "试办A")
    me.press("Return")
    replace(me, str(tmp_path / "台账"))
    keep_picture(shown, "新建台账-电脑")
    me.press("Return")
    me.write("试办区经发局\n试办区供电公司\n试办区经发局")
    keep_picture(shown, "新建台账-单位名单")
    me.press("Ctrl+Return")
    me.write(str(listed))
    keep_picture(shown, "新建台账-名单")
    me.press("Return")
    book = in_book(me, qtbot)
    with book.read() as connection:
        said = office(connection)
        units = lines(connection, Query("organizations"), book.clock.today())
    assert (said["office"], said.code) == ("试办区双创双服办公室", "试办A")
    assert sorted(unit.shown["name"] for unit in units) == ["试办区供电公司", "试办区经发局"]
    assert me.window.workspace is not None
    assert me.window.workspace.actor == "周安一"
    page = me.window.pages["subjects"]
    until(qtbot, lambda: bool(page.findChildren(PlanDialog)))
    page.findChildren(PlanDialog)[-1].reject()


def test_every_step_may_be_passed_over(
    me: Sitting, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    shown = begin(me)
    for _ in STEPS:
        shown.on.click()
    book = in_book(me, qtbot)
    assert book.folder == tmp_path / "home" / "包联台账"
    with book.read() as connection:
        assert office(connection)["tier"] == "县"


def test_what_was_typed_is_there_after_going_back_and_after_leaving(me: Sitting) -> None:
    shown = begin(me)
    me.write("试办区双创双服办公室")
    shown.go(2)
    me.write("试办区经发局")
    shown.back.click()
    shown.back.click()
    assert shown.forms[0].draft()["office"] == "试办区双创双服办公室"
    me.press("Esc")
    me.window.show_start()
    start = me.window.centralWidget()
    assert isinstance(start, StartPage)
    assert start.new.text().startswith("继续")
    again = begin(me)
    assert again.given()["office"] == "试办区双创双服办公室"
    assert again.given()["units"] == "试办区经发局"
    again.reject()


def test_a_code_that_cannot_stand_in_numbers_leads_back_to_its_step(me: Sitting) -> None:
    shown = begin(me)
    shown.forms[1].set_values({"code": "甲-1", "folder": "x"})
    shown.go(3)
    shown.on.click()
    assert shown.stack.currentIndex() == 1
    assert "代码“甲-1”不合用" in shown.problem.text()
    shown.reject()


def test_a_list_that_is_not_there_is_said_before_anything_is_made(
    me: Sitting, tmp_path: Path
) -> None:
    shown = begin(me)
    shown.go(3)
    shown.forms[3].set_values({"listed": str(tmp_path / "没有.xlsx")})
    shown.on.click()
    assert "没有“没有.xlsx”这个文件" in shown.problem.text()
    assert me.window.workspace is None
    shown.reject()


def test_what_was_passed_over_is_said_later(me: Sitting, tmp_path: Path, qtbot: QtBot) -> None:
    shown = begin(me)
    shown.forms[1].set_values({"folder": str(tmp_path / "台账")})
    shown.go(3)
    shown.on.click()
    book = in_book(me, qtbot)
    known = {"tier": "市", "office": "试办市双创双服办公室", "report_to": "市委"}
    me.ask.answers.append({**known, "region": "全市"})
    me.window.actions_["office"].trigger()
    with book.read() as connection:
        said = office(connection)
    assert {name: said[name] for name in known} == known
    assert said["bulletin_name"] == "双创双服工作简报"
    assert "试办市双创双服办公室" in me.window.windowTitle()


def test_the_guide_is_right_in_a_small_window_and_in_the_dark(
    me: Sitting, dressed: QApplication
) -> None:
    me.window.resize(SMALLEST)
    style.apply(dressed, "dark")
    shown = begin(me)
    shown.go(1)
    keep_picture(shown, "新建台账-深色")
    assert shown.height() <= SMALLEST.height()
    shown.reject()
