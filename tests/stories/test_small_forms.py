"""Small forms keep what was typed, with the real dialogs; and days typed the short way."""

from datetime import date, timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desk.book.place import Address, Place
from tests.sitting import Sitting, keep_picture
from tests.stories.conftest import SitDown
from tests.stories.test_found_again import Act, dialog, in_dialogs, press, save_it, type_into
from tests.stories.test_visit import visits_page
from ui import newbook, shared
from ui.ask import WindowAsk
from ui.formdialog import FormDialog
from ui.pages.bulletins import BulletinsPage

OFFICE = "试办区双创双服办公室"


def stands_in(name: str, shown: list[str]) -> Act:
    """Tell what stands in a field, and whether the form says that it was found again; leave."""

    def act() -> None:
        form = cast("FormDialog", dialog()).form
        shown.extend((form.rows[name].editor.draft(), form.found.said.text()))
        press(Qt.Key.Key_Escape)

    return act


def agree() -> None:
    box = dialog()
    assert isinstance(box, QMessageBox)
    box.buttons()[0].click()


def asking(me: Sitting) -> None:
    """Let questions be asked by real dialogs."""
    me.window.ask = WindowAsk(me.window)
    if me.window.workspace is not None:
        me.window.workspace.ask = me.window.ask


def test_number_and_day_of_an_issue_wait_until_it_is_issued(
    demo: Place, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo)
    asking(me)
    page = cast("BulletinsPage", me.page("bulletins"))
    in_dialogs(type_into("number", "27"))
    page.issue()
    assert page.has_draft()
    shown: list[str] = []
    in_dialogs(stands_in("number", shown))
    page.issue()
    assert shown[0] == "27"
    assert "已找回" in shown[1]
    in_dialogs(save_it, agree)
    with qtbot.waitSignal(me.window.jobs.idle, timeout=60_000):
        page.issue()
    qtbot.waitUntil(lambda: page.fixed, timeout=60_000)
    assert not page.has_draft()
    assert "第 27 期" in page.count.text()


def test_where_a_shared_casebook_is_waits_without_its_password(sit_down: SitDown) -> None:
    me = sit_down(None)
    asking(me)
    ask, settings = me.window.ask, me.window.settings
    in_dialogs(type_into("server", "192.168.1.10"))
    assert shared.ask_where(ask, settings) is None
    in_dialogs(type_into("password", "绝密"))
    shared.ask_where(ask, settings)
    settings.save()
    assert "绝密" not in (settings.folder / "window.ini").read_text("utf-8")
    assert "绝密" not in settings.remembered(shared.DRAFT)
    shown: list[str] = []
    in_dialogs(stands_in("server", shown))
    shared.ask_where(ask, settings)
    assert shown == ["192.168.1.10", "已找回上次没有办完的内容"]

    def restart() -> None:
        form = cast("FormDialog", dialog()).form
        keep_picture(dialog(), "打开共享台账-找回")
        QTest.mouseClick(form.found.drop, Qt.MouseButton.LeftButton)
        press(Qt.Key.Key_Escape)

    in_dialogs(restart)
    shared.ask_where(ask, settings)
    assert settings.remembered(shared.DRAFT) == ""


def test_what_a_new_shared_casebook_begins_with_waits(sit_down: SitDown) -> None:
    me = sit_down(None)
    asking(me)
    address = Address.made_of("192.168.1.10", 5432, "baolian", "officer", "")
    in_dialogs(type_into("office", OFFICE))
    assert newbook.ask_for(me.window.ask, me.window.settings, address) is None
    shown: list[str] = []
    in_dialogs(stands_in("office", shown))
    newbook.ask_for(me.window.ask, me.window.settings, address)
    assert shown[0] == OFFICE


@pytest.mark.parametrize(
    ("typed", "days_before"),
    [("7.23", 8), ("0723", 8), ("今天", 0), ("-3", 3)],
)
def test_a_day_typed_the_short_way_is_the_day_that_is_meant(
    demo: Place, sit_down: SitDown, typed: str, days_before: int
) -> None:
    me = sit_down(demo)
    me.press("Ctrl+Shift+N")
    row = visits_page(me).entry.visit.rows["visited_on"]
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    me.write(typed)
    meant = date(2018, 7, 31) - timedelta(days=days_before)
    QApplication.processEvents()
    assert meant.isoformat() in me.reads(row)
    me.press("Return")
    assert row.editor.value() == meant
    assert row.editor.draft() == meant.isoformat()
