"""The dialog for two people who changed the same: read and answered by keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk.errors import Clash, Conflict
from tests.sitting import keep_picture
from ui.conflict import ConflictDialog

CONFLICT = Conflict(
    "“所属园区”、“备注”在您打开之后已被别人改过，没有保存；请看清两边的内容，决定留哪一个。",
    (
        Clash("park", "所属园区", "南园", "西园", "西园", "郑安八，2018-07-23 10:02"),
        Clash("note", "备注", "八月初增容", "", None, "吴安九，2018-07-23 10:05"),
    ),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[ConflictDialog]:
    window = QWidget()
    dialog = ConflictDialog(CONFLICT, window)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    yield dialog
    dialog.close()
    window.deleteLater()


def press(*keys: str) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keySequence(focused, QKeySequence(key))


def test_both_values_are_shown_with_who_wrote_theirs_and_when(dialog: ConflictDialog) -> None:
    said = [label.text() for label in dialog.findChildren(QLabel)]
    for words in ("南园", "西园", "郑安八，2018-07-23 10:02", "八月初增容", "（空）", "备注"):
        assert words in said
    keep_picture(dialog, "两人改了同一处")


def test_enter_keeps_my_own_values(dialog: ConflictDialog) -> None:
    press("Return")
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.theirs() == frozenset()


def test_fields_are_chosen_one_by_one_with_arrows_and_tab(dialog: ConflictDialog) -> None:
    press("Tab", "Down", "Return")
    assert dialog.theirs() == {"note"}
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_escape_saves_nothing(dialog: ConflictDialog) -> None:
    press("Down", "Escape")
    assert dialog.result() == QDialog.DialogCode.Rejected
