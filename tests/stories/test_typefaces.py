"""A clerk whose computer has the standard faces prints with them, and finds out later what did."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk import exports, typefaces
from desk.printing import WORD
from desk.slips import SLIPS
from reports.gongwen import Face
from tests.desk import office
from tests.faces import Put, face
from tests.sitting import Sitting, keep_picture
from tests.stories.conftest import SitDown
from ui.documents import save_as
from ui.exports import ExportsDialog
from ui.slips import blank_paper
from ui.typefaces import RoleRow, TypefacesDialog

Dialog = TypeVar("Dialog", bound=QWidget)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with office.new_book(tmp_path) as book:
        return book.folder


def opened(me: Sitting, qtbot: QtBot, action: str, kind: type[Dialog]) -> Dialog:
    """The dialog that a menu action brings."""
    me.window.actions_[action].trigger()
    qtbot.waitUntil(lambda: bool(me.window.findChildren(kind)), timeout=60_000)
    return me.window.findChildren(kind)[-1]


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=60_000)


def choices(row: RoleRow) -> list[str]:
    return [row.combo.itemText(place) for place in range(row.combo.count())]


def choose(row: RoleRow, place: int) -> None:
    """Choose an entry by the keyboard."""
    row.combo.setFocus()
    row.combo.setCurrentIndex(place)
    row.combo.activated.emit(place)


def test_installed_faces_are_found_chosen_and_told_in_the_log(
    folder: Path, sit_down: SitDown, qtbot: QtBot, put_in: Put, tmp_path: Path
) -> None:
    put_in("simfang.ttf", face("FangSong", "仿宋"))
    put_in("simkai.otf", face("KaiTi", "楷体", cff=True))
    me = sit_down(folder, tmp_path / "交办单.pdf")
    dialog = opened(me, qtbot, "fonts", TypefacesDialog)
    fang, kai = dialog.rows[Face.FANGSONG], dialog.rows[Face.KAI]
    assert fang.told.text() == "现用：FandolFang-Regular 1.300（随程序）"
    assert choices(kai)[1] == "楷体 — 轮廓是 CFF 的，不能嵌入 PDF"
    assert not kai.sample.pixmap().isNull()
    keep_picture(dialog, "字体")

    before = fang.sample.pixmap().toImage()
    dialog.installed.setFocus()
    QTest.keyClick(dialog.installed, Qt.Key.Key_Space)
    until(qtbot, lambda: fang.told.text() == "现用：仿宋 5.00（本机）")
    assert fang.sample.pixmap().toImage() != before
    assert typefaces.chosen().use == "installed"
    dialog.accept()

    assert me.window.workspace is not None
    (dispatch,) = [one for one in SLIPS if one.name == "dispatch"]
    save_as(me.window.workspace, blank_paper(dispatch), WORD)
    until(qtbot, lambda: (tmp_path / "交办单.pdf").exists())
    until(qtbot, lambda: bool(exports.exports()))
    log = opened(me, qtbot, "exports", ExportsDialog)
    assert "仿宋：仿宋 5.00（本机）" in log.detail.text()
    assert str(tmp_path / "交办单.pdf") in log.detail.text()
    keep_picture(log, "导出记录")
    log.accept()


def test_a_file_is_chosen_for_one_role_and_the_shipped_faces_come_back(
    folder: Path, sit_down: SitDown, qtbot: QtBot, put_in: Put
) -> None:
    path = put_in("hand.ttf", face("Hand of Somebody"))
    me = sit_down(folder, path)
    dialog = opened(me, qtbot, "fonts", TypefacesDialog)
    row = dialog.rows[Face.XIAOBIAOSONG]
    choose(row, row.combo.count() - 1)
    until(qtbot, lambda: "Hand of Somebody" in row.told.text())
    assert row.combo.currentText() == "选定的文件 — hand.ttf"
    dialog.back.click()
    until(qtbot, lambda: "NotoSerifSC-SemiBold" in row.told.text())
    assert row.combo.currentText() == "自动"
    dialog.accept()


def test_a_file_that_cannot_serve_is_refused_and_the_row_stays(
    folder: Path, sit_down: SitDown, qtbot: QtBot, put_in: Put
) -> None:
    path = put_in("simkai.otf", face("KaiTi", "楷体", cff=True))
    me = sit_down(folder, path)
    dialog = opened(me, qtbot, "fonts", TypefacesDialog)
    row = dialog.rows[Face.KAI]
    choose(row, row.combo.count() - 1)
    until(qtbot, lambda: bool(me.ask.warned))
    assert "轮廓是 CFF 的" in me.ask.warned[0]
    until(qtbot, lambda: row.combo.currentText() == "自动")
    dialog.accept()


def test_a_choice_that_has_gone_is_said_beside_its_role(
    folder: Path, sit_down: SitDown, qtbot: QtBot, put_in: Put
) -> None:
    path = put_in("simkai.ttf", face("KaiTi", "楷体"))
    typefaces.choose(files={Face.KAI: typefaces.File(path)})
    Path(path).unlink()
    dialog = opened(sit_down(folder), qtbot, "fonts", TypefacesDialog)
    told = dialog.rows[Face.KAI].told
    assert told.text().startswith("选定的“simkai.ttf”用不上：找不到这个文件。现用：FandolKai")
    assert told.property("kind") == "problem"
    dialog.accept()
