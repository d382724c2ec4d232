"""A document in the window: looked at, saved in one of its forms, put on a printer's paper.

What it says is drawn beside the window, when it is asked for; pages know only a `Paper`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk.listings import Listing, listing
from desk.printable import WATERMARKS
from desk.printing import EXCEL, LEDGER_SUFFIXES, PDF, WORD, ledger_file, write_file
from desk.progress import Progress
from ui import ask
from ui.parts import button, fit
from ui.preview import PdfPages, Preview
from ui.printing import Printer, choose_printer, has_printer, print_pages
from ui.workspace import Workspace

#: The forms in which a document can be saved: what the menu says, and what is asked for.
FORMATS = {
    WORD: ("Word 文件…", ask.WORD),
    PDF: ("PDF 文件…", ask.PDF),
    EXCEL: ("Excel 文件…", ask.WORKBOOK),
}
_SIZE = (1060, 720)
_NO_PRINTER = "没有找到打印机；可以先导出 PDF 文件，拿到别的电脑上打印。"
_NO_WATERMARK = "无"


@dataclass(frozen=True)
class Paper:
    """A document: its name, and what draws it as `.docx`, `.pdf` or `.xlsx`.

    `draw` runs beside the window; it raises `Refused` for what cannot be printed. `stem` is the
    name of its files, without the suffix. `marked` draws it with a watermark behind every page,
    where it may have one: it gets the suffix, the word, and whom it tells how far it is.
    """

    name: str
    stem: str
    draw: Callable[[str], bytes]
    suffixes: tuple[str, ...] = (WORD, PDF)
    marked: Callable[[str, str, Progress], bytes] | None = None

    def as_drawn(self, pdf: bytes, word: str = "") -> "Paper":
        """The same with a watermark; its pages are drawn, the other files would be drawn anew."""
        marked = self.marked

        def draw(suffix: str) -> bytes:
            if suffix == PDF:
                return pdf
            return self.draw(suffix) if marked is None else marked(suffix, word, Progress())

        return replace(self, draw=draw)


def list_paper(workspace: Workspace, shown: Listing) -> Paper:
    """The rows and columns of a list as they are shown, as they stand when it is drawn."""
    book = workspace.book
    today = book.clock.today()

    def draw(suffix: str) -> bytes:
        with book.read() as connection:
            view = listing(connection, shown, today)
        return ledger_file(view, suffix)

    return Paper(shown.label, f"{shown.label}{today:%Y%m%d}", draw, LEDGER_SUFFIXES)


def save_as(workspace: Workspace, paper: Paper, suffix: str = WORD) -> None:
    """Ask for a name, and write the document there."""
    first = sorted(paper.suffixes, key=suffix.__ne__)
    kinds = [FORMATS[one][1] for one in first]
    path = workspace.ask.save_file(f"导出{paper.name}", f"{paper.stem}{suffix}", kinds)
    if path is None:
        return

    def work(_progress: Progress) -> Path:
        write_file(path, paper.draw(path.suffix))
        return path

    def told(written: Path) -> None:
        workspace.said.emit(f"已导出到 {written}")

    workspace.jobs.along(f"导出{paper.name}", work, told, workspace.failed)


def put_on_paper(workspace: Workspace, paper: Paper, window: QWidget) -> None:
    """Draw the pages, then let the person choose a printer."""
    if not has_printer():
        workspace.ask.warn(_NO_PRINTER)
        return
    _drawn(workspace, paper, lambda pages: print_out(workspace, paper, pages, (window, 1)))


def print_out(
    workspace: Workspace, paper: Paper, pages: PdfPages, place: tuple[QWidget, int]
) -> None:
    """Let the person choose a printer, then print beside the window.

    `place` is the window that asks, and the page (from 1) that is in sight there.
    """
    if not has_printer():
        workspace.ask.warn(_NO_PRINTER)
        return
    printer = choose_printer(place[0], paper.stem, pages, place[1])
    if printer is not None:
        send(workspace, paper, pages, printer)


def send(workspace: Workspace, paper: Paper, pages: PdfPages, printer: Printer) -> None:
    """Print beside the window; what became of it is said at the foot, or in a sentence."""

    def told(printed: int) -> None:
        workspace.said.emit(f"已送去打印 {printed} 页")

    workspace.jobs.along(
        f"打印{paper.name}",
        lambda progress: print_pages(pages, printer, progress),
        told,
        workspace.failed,
    )


def look_at(workspace: Workspace, paper: Paper, window: QWidget) -> None:
    """Draw the pages, then show them; they can be saved and printed from there."""
    _drawn(workspace, paper, lambda pages: show_paper(workspace, paper, pages, window))


def show_paper(workspace: Workspace, paper: Paper, pages: PdfPages, window: QWidget) -> None:
    """Show pages that are drawn; where the page that asked is gone by now, before the window."""
    there = window if shiboken6.isValid(window) else workspace.window
    assert there is not None
    PaperDialog(workspace, paper, pages, there).open()


def _drawn(workspace: Workspace, paper: Paper, show: Callable[[PdfPages], None]) -> None:
    title = f"排印{paper.name}"
    workspace.jobs.along(title, lambda _: PdfPages(paper.draw(PDF)), show, workspace.failed)


class PaperDialog(QDialog):
    """The pages as they will be printed, and what can be done with them."""

    def __init__(
        self, workspace: Workspace, paper: Paper, pages: PdfPages, window: QWidget
    ) -> None:
        super().__init__(window)
        self._workspace, self._paper = workspace, paper.as_drawn(pages.pdf)
        self._pages = pages
        self._marked, self._gone = 0, False
        self.setWindowTitle(paper.stem)
        fit(self, *_SIZE)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.preview = Preview()
        self.preview.show_pages(self._pages)
        layout = QVBoxLayout(self)
        layout.addWidget(self.preview, 1)
        layout.addLayout(self._foot())
        self.preview.setFocus()
        self.finished.connect(self._leave)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        for suffix in self._paper.suffixes:
            foot.addWidget(self._saving(suffix))
        if self._paper.marked is not None:
            foot.addSpacing(12)
            foot.addLayout(self._watermarks())
        foot.addStretch()
        shut = button("关闭")
        shut.clicked.connect(self.accept)
        self.printed = button("打印…", "primary", "printer")
        self.printed.setDefault(True)
        self.printed.clicked.connect(self._print)
        foot.addWidget(shut)
        foot.addWidget(self.printed)
        return foot

    def _saving(self, suffix: str) -> QWidget:
        made = button(FORMATS[suffix][0], "plain", "download")
        made.clicked.connect(lambda: save_as(self._workspace, self._paper, suffix))
        return made

    def _watermarks(self) -> QFormLayout:
        self.watermark = QComboBox()
        self.watermark.addItems([_NO_WATERMARK, *WATERMARKS])
        self.watermark.setToolTip("每一页文字后面的大字；Excel 文件没有水印")
        self.watermark.activated.connect(self._mark)
        row = QFormLayout()
        row.addRow("水印(&M)", self.watermark)
        return row

    def _mark(self, place: int) -> None:
        """Draw the pages with the watermark that was chosen; the reader stays where he is."""
        marked, word = self._paper.marked, WATERMARKS[place - 1] if place else ""
        if marked is None:
            return

        def draw(told: Progress) -> PdfPages:
            return PdfPages(marked(PDF, word, told))

        def show(pages: PdfPages) -> None:
            if not self._gone:
                self._paper = self._paper.as_drawn(pages.pdf, word)
                self._pages, self._marked = pages, place
                self.preview.renew(self._pages)

        def failed(error: Exception) -> None:
            if not self._gone:
                self.watermark.setCurrentIndex(self._marked)
            self._workspace.failed(error)

        self._workspace.jobs.along(f"排印{self._paper.name}", draw, show, failed)

    def _print(self) -> None:
        print_out(self._workspace, self._paper, self._pages, (self, self.preview.page()))

    def _leave(self) -> None:
        self._gone = True
        self.deleteLater()
