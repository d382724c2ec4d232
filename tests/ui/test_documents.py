"""A document in the window: looked at, saved, printed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk.ledgers import Choice, ledger
from desk.printing import EXCEL, LEDGER_SUFFIXES, ledger_file
from tests.sitting import Sitting
from ui.documents import Paper, PaperDialog, look_at, save_as
from ui.workspace import Workspace


@pytest.fixture
def office(demo_book_folder: Path, tmp_path: Path) -> Sitting:
    sitting = Sitting(tmp_path)
    sitting.open(demo_book_folder)
    return sitting


def _workspace(sitting: Sitting) -> Workspace:
    assert sitting.window.workspace is not None
    return sitting.window.workspace


def _ledger(workspace: Workspace) -> Paper:
    today = workspace.book.clock.today()
    with workspace.book.read() as connection:
        view = ledger(connection, Choice(where={"state": "办理中"}), today)
    return Paper("台账", "台账", lambda suffix: ledger_file(view, suffix), LEDGER_SUFFIXES)


def test_the_pages_are_shown_and_saved_from_there(
    office: Sitting, qtbot: QtBot, tmp_path: Path
) -> None:
    with office:
        workspace = _workspace(office)
        look_at(workspace, _ledger(workspace), office.window)
        qtbot.waitUntil(lambda: bool(office.window.findChildren(PaperDialog)))
        dialog = office.window.findChildren(PaperDialog)[0]
        assert dialog.preview.page() == 1
        office.ask.answers = [tmp_path / "给领导.xlsx"]
        saving = dialog.findChildren(QPushButton)
        next(one for one in saving if one.text() == "Excel 文件…").click()
        qtbot.waitUntil((tmp_path / "给领导.xlsx").exists)
        qtbot.waitUntil(lambda: "给领导.xlsx" in office.said())
        dialog.close()
        QApplication.processEvents()


def test_a_name_with_another_ending_is_refused_and_nothing_is_written(
    office: Sitting, qtbot: QtBot, tmp_path: Path
) -> None:
    with office:
        workspace = _workspace(office)
        office.ask.answers = [tmp_path / "台账.txt"]
        save_as(workspace, _ledger(workspace), EXCEL)
        qtbot.waitUntil(lambda: bool(office.ask.warned))
        assert ".txt" in office.ask.warned[0]
        assert not (tmp_path / "台账.txt").exists()
