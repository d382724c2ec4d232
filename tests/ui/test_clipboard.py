"""What goes to the clipboard, and that it comes back as it was."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk.intake.pasted import pasted
from tests.stories.handing import copy, photograph
from ui.clipboard import table_as_mime, table_on_clipboard
from ui.editors.pasting import Pasting

ROW = ("911309310000000000", "=1+1", "+86 138", "-5", "－甲", "甲路\n1号", '"甲"', "@甲", "<b>")


def test_what_a_spreadsheet_would_calculate_is_marked_and_numbers_are_not() -> None:
    cells = table_as_mime([ROW]).text().split("\t")
    assert cells[1:5] == ["'=1+1", "'+86 138", "-5", "'－甲"]


@pytest.mark.parametrize("number", ["-5", "+3.5", "-1,234.50", "-12%"])
def test_numbers_with_a_sign_stay_numbers(number: str) -> None:
    assert table_as_mime([(number,)]).text() == f"{number}\n"


def test_codes_are_texts_for_excel_and_marks_of_html_are_words() -> None:
    html = table_as_mime([ROW]).html()
    assert html.count('mso-number-format:"\\@"') == len(ROW)
    assert "&lt;b&gt;" in html
    assert "甲路<br style='mso-data-placement:same-cell'>1号" in html


def test_rows_that_were_copied_are_pasted_as_they_were(qtbot: QtBot) -> None:
    del qtbot
    QGuiApplication.clipboard().setMimeData(table_as_mime([ROW, ROW]))
    (sheet,) = pasted(table_on_clipboard()).sheets
    assert sheet.rows == (ROW, ROW)


def test_the_clipboard_is_asked_for_when_something_is_pasted_and_at_no_other_key(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read it is to ask the program that copied, and that may take long to answer."""
    line, taken, asked = QLineEdit(), list[QMimeData](), list[QClipboard]()
    qtbot.addWidget(line)
    pasting = Pasting(line, taken.append)
    line.installEventFilter(pasting)
    copy(image=photograph())
    clipboard = QGuiApplication.clipboard()

    def told() -> QClipboard:
        asked.append(clipboard)
        return clipboard

    monkeypatch.setattr(QGuiApplication, "clipboard", told)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_A, Qt.Key.Key_Down):
        QTest.keyClick(line, key)
    assert asked == []
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(taken) == 1
