"""A document in the window: looked at, saved in one of its forms, put on a printer's paper.

What it says is drawn beside the window, when it is asked for; pages know only a `Paper`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk.files import write_bytes
from desk.printing import EXCEL, PDF, WORD
from desk.progress import Progress
from ui import ask
from ui.parts import button, fit
from ui.preview import PdfPages, Preview
from ui.printing import choose_printer, has_printer, print_pages
from ui.workspace import Workspace

#: The forms in which a document can be saved: what the menu says, and what is asked for.
FORMATS = {
    WORD: ("Word 文件…", ask.WORD),
    PDF: ("PDF 文件…", ask.PDF),
    EXCEL: ("Excel 文件…", ask.WORKBOOK),
}
_SIZE = (960, 680)
_NO_PRINTER = "没有找到打印机；可以先导出 PDF 文件，拿到别的电脑上打印。"


@dataclass(frozen=True)
class Paper:
    """A document: its name, and what draws it as `.docx`, `.pdf` or `.xlsx`.

    `draw` runs beside the window; it raises `Refused` for what cannot be printed. `stem` is the
    name of its files, without the suffix.
    """

    name: str
    stem: str
    draw: Callable[[str], bytes]
    suffixes: tuple[str, ...] = (WORD, PDF)


def save_as(workspace: Workspace, paper: Paper, suffix: str = WORD) -> None:
    """Ask for a name, and write the document there."""
    first = sorted(paper.suffixes, key=suffix.__ne__)
    kinds = [FORMATS[one][1] for one in first]
    path = workspace.ask.save_file(f"导出{paper.name}", f"{paper.stem}{suffix}", kinds)
    if path is None:
        return

    def work(_progress: Progress) -> Path:
        write_bytes(path, paper.draw(path.suffix))
        return path

    def told(written: Path) -> None:
        workspace.said.emit(f"已导出到 {written}")

    workspace.jobs.run(f"导出{paper.name}", work, told, workspace.failed)


def put_on_paper(workspace: Workspace, paper: Paper, window: QWidget) -> None:
    """Draw the pages, then let the person choose a printer."""
    if not has_printer():
        workspace.ask.warn(_NO_PRINTER)
        return

    def show(pdf: bytes) -> None:
        printer = choose_printer(window, paper.stem)
        if printer is not None:
            print_pages(PdfPages(pdf), printer)

    _drawn(workspace, paper, show)


def look_at(workspace: Workspace, paper: Paper, window: QWidget) -> None:
    """Draw the pages, then show them; they can be saved and printed from there."""
    _drawn(workspace, paper, lambda pdf: PaperDialog(workspace, paper, pdf, window).open())


def _drawn(workspace: Workspace, paper: Paper, show: Callable[[bytes], None]) -> None:
    title = f"排印{paper.name}"
    workspace.jobs.run(title, lambda _: paper.draw(PDF), show, workspace.failed)


class PaperDialog(QDialog):
    """The pages as they will be printed, and what can be done with them."""

    def __init__(self, workspace: Workspace, paper: Paper, pdf: bytes, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(paper.stem)
        fit(self, *_SIZE)
        self.preview = Preview()
        self.preview.show_pages(PdfPages(pdf))
        foot = QHBoxLayout()
        for suffix in paper.suffixes:
            foot.addWidget(self._saving(workspace, paper, suffix))
        foot.addStretch()
        shut = button("关闭")
        shut.clicked.connect(self.accept)
        self.printed = button("打印…", "primary", "printer")
        self.printed.clicked.connect(lambda: put_on_paper(workspace, paper, self))
        foot.addWidget(shut)
        foot.addWidget(self.printed)
        layout = QVBoxLayout(self)
        layout.addWidget(self.preview, 1)
        layout.addLayout(foot)
        self.finished.connect(self.deleteLater)

    def _saving(self, workspace: Workspace, paper: Paper, suffix: str) -> QWidget:
        made = button(FORMATS[suffix][0], "plain", "download")
        made.clicked.connect(lambda: save_as(workspace, paper, suffix))
        return made
