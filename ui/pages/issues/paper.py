"""The ledger as it is listed, put into a file or onto a printer's paper."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desk.files import write_bytes
from desk.ledgers import VIEWS, Choice, ledger
from desk.lists import Query
from desk.printing import EXCEL, PDF, WORD, ledger_file
from desk.progress import Progress
from ui import ask
from ui.preview import PdfPages
from ui.printing import choose_printer, has_printer, print_pages
from ui.workspace import Workspace

_TITLE = "问题台账"

#: What the list can be exported as: the menu's words, and the kind of file that is asked for.
FORMATS: Mapping[str, tuple[str, str]] = {
    WORD: ("Word 文件…", ask.WORD),
    PDF: ("PDF 文件…", ask.PDF),
    EXCEL: ("Excel 文件…", ask.WORKBOOK),
}


def choice_of(query: Query, chip: str) -> Choice:
    """What the list shows: a view of the ledger where the chip names one, else its filter."""
    if chip in VIEWS:
        return Choice(chip, {}, query.search)
    return Choice(where=query.where, search=query.search)


def export(workspace: Workspace, choice: Choice, suffix: str) -> None:
    """Ask for a name and write the ledger there, beside the window."""
    kinds = sorted((kind for _said, kind in FORMATS.values()), key=FORMATS[suffix][1].__ne__)
    name = f"{_TITLE}{workspace.book.clock.today():%Y%m%d}{suffix}"
    path = workspace.ask.save_file("导出台账", name, kinds)
    if path is None:
        return

    def work(_progress: Progress) -> Path:
        write_bytes(path, _drawn(workspace, choice, path.suffix))
        return path

    workspace.jobs.run("导出台账", work, _told(workspace), workspace.failed)


def _told(workspace: Workspace) -> Callable[[Path], None]:
    return lambda path: workspace.said.emit(f"已导出到 {path}")


def _drawn(workspace: Workspace, choice: Choice, suffix: str) -> bytes:
    today: date = workspace.book.clock.today()
    with workspace.book.read() as connection:
        view = ledger(connection, choice, today)
    return ledger_file(view, suffix)


def put_on_paper(workspace: Workspace, choice: Choice, window: QWidget) -> None:
    """Draw the ledger beside the window, then let the person choose a printer."""
    if not has_printer():
        workspace.ask.warn("没有找到打印机；可以先导出 PDF 文件，拿到别的电脑上打印。")
        return

    def show(pdf: bytes) -> None:
        printer = choose_printer(window, _TITLE)
        if printer is not None:
            print_pages(PdfPages(pdf), printer)

    workspace.jobs.run("排印台账", lambda _: _drawn(workspace, choice, PDF), show, workspace.failed)
