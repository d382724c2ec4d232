from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from models.fields import KINDS
from tests.ui.fakes import LOOKUPS, FakeAsk
from ui.ask import Ask, WindowAsk
from ui.editors import NewRecord
from ui.formdialog import FormDialog
from ui.forms import Form


@pytest.fixture
def ask(qtbot: QtBot) -> WindowAsk:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return WindowAsk(window)


def meanwhile(act: Callable[[QWidget], None]) -> None:
    """Do something with the dialog that the next question shows."""

    def then() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, then)
        else:
            act(dialog)

    QTimer.singleShot(0, then)


def press(key: Qt.Key) -> Callable[[QWidget], None]:
    return lambda dialog: QTest.keyClick(dialog, key)


def click(text: str) -> Callable[[QWidget], None]:
    def clicked(dialog: QWidget) -> None:
        found = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    return clicked


@pytest.mark.parametrize(("key", "agreed"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)])
def test_enter_agrees_and_escape_does_not(ask: WindowAsk, key: Qt.Key, agreed: bool) -> None:
    meanwhile(press(key))
    assert ask.confirm("要删除这条走访吗？", "删除", "不删") is agreed


def test_one_of_several_answers_can_be_chosen(ask: WindowAsk) -> None:
    meanwhile(click("不保存"))
    assert ask.choose("走访还没有保存。", ("保存", "不保存", "继续编辑")) == "不保存"


def test_a_warning_keeps_its_detail_ready_to_copy(ask: WindowAsk) -> None:
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        seen.extend([dialog.text(), dialog.detailedText()])
        dialog.close()

    meanwhile(look)
    ask.warn("文件打不开，请先在 Excel 中关闭它。", "企业名单.xlsx")
    assert seen == ["文件打不开，请先在 Excel 中关闭它。", "企业名单.xlsx"]


def test_a_line_of_text_is_given_without_blank_edges(ask: WindowAsk) -> None:
    def type_it(dialog: QWidget) -> None:
        dialog.findChildren(QLineEdit)[0].setText("  渤新A ")
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    meanwhile(type_it)
    assert ask.text("本机代码") == "渤新A"


def test_a_file_is_chosen_and_its_folder_remembered(ask: WindowAsk, tmp_path: Path) -> None:
    listing = tmp_path / "企业名单.xlsx"
    listing.write_bytes(b"")
    folders: list[str] = []

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        folders.append(dialog.directory().absolutePath())
        dialog.selectFile(str(listing))
        dialog.accept()

    for _turn in range(2):
        meanwhile(choose)
        assert ask.open_file("导入名单") == listing
    assert folders[1] == str(tmp_path)


def test_a_form_is_agreed_to_only_when_it_is_ready(ask: WindowAsk) -> None:
    form = Form(KINDS["people"].fields, LOOKUPS)

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, FormDialog)
        dialog.yes.click()
        assert dialog.isVisible()
        form.rows["name"].editor.restore("赵虚构")
        form.rows["organization"].editor.set_value(NewRecord("虚构局"))
        dialog.yes.click()

    meanwhile(fill)
    values = ask.fill("新增人员", form)
    assert values is not None
    assert (values["name"], values["organization"]) == ("赵虚构", NewRecord("虚构局"))


def test_a_form_that_is_waved_away_gives_nothing(ask: WindowAsk) -> None:
    meanwhile(press(Qt.Key.Key_Escape))
    assert ask.fill("新增人员", Form(KINDS["people"].fields, LOOKUPS)) is None


def test_the_key_of_the_tests_fits_the_same_door(qtbot: QtBot) -> None:
    fake = FakeAsk(True, None, {"name": "赵虚构"})
    ask: Ask = fake
    form = Form(KINDS["people"].fields, LOOKUPS)
    qtbot.addWidget(form)
    assert ask.confirm("好吗？")
    assert ask.open_file("导入名单") is None
    values = ask.fill("新增人员", form)
    assert values is not None
    assert values["name"] == "赵虚构"
    assert fake.asked == ["好吗？", "导入名单", "新增人员"]
