"""A document in the window: looked at, saved, printed."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from desk.documents import DOCUMENTS
from desk.ledgers import Choice, ledger
from desk.printing import EXCEL, LEDGER_SUFFIXES, PDF, ledger_file
from tests.sitting import Sitting
from ui.documents import Paper, PaperDialog, look_at, save_as, send
from ui.leaves import PdfPages
from ui.pages import PAGES
from ui.printing import prepared
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


# --- printing ------------------------------------------------------------------------------------


def _printer(pages: PdfPages, file: Path) -> QPrinter:
    """A printer that prints into a file."""
    printer = prepared(pages, "台账")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def test_what_was_printed_is_said_at_the_foot(
    office: Sitting, qtbot: QtBot, tmp_path: Path
) -> None:
    with office:
        workspace = _workspace(office)
        shown = _ledger(workspace)
        pages = PdfPages(shown.draw(PDF))
        send(workspace, shown, pages, _printer(pages, tmp_path / "纸.pdf"))
        qtbot.waitUntil(lambda: f"已送去打印 {pages.count()} 页" in office.said())
        assert PdfPages((tmp_path / "纸.pdf").read_bytes()).count() == pages.count()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_told_in_one_sentence_and_the_window_goes_on(
    office: Sitting, qtbot: QtBot, tmp_path: Path
) -> None:
    with office:
        workspace = _workspace(office)
        shown = _ledger(workspace)
        pages = PdfPages(shown.draw(PDF))
        send(workspace, shown, pages, _printer(pages, tmp_path / "无" / "纸.pdf"))
        qtbot.waitUntil(lambda: bool(office.ask.warned))
        assert "没有接受；请检查它是否开机" in office.ask.warned[0]
        assert not workspace.jobs.busy


def test_a_document_without_a_watermark_offers_none(office: Sitting) -> None:
    with office:
        workspace = _workspace(office)
        shown = _ledger(workspace)
        assert shown.marked is None
        dialog = PaperDialog(workspace, shown, PdfPages(shown.draw(PDF)), office.window)
        assert dialog.findChildren(QComboBox) == []
        dialog.close()
        dialog.deleteLater()


def test_where_the_manual_says_a_document_is_printed_there_is_such_a_page() -> None:
    pages = {page.label for page in PAGES}
    assert [one.name for one in DOCUMENTS if one.told.place.split(" → ")[0] not in pages] == []
