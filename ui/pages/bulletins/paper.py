"""A bulletin on paper: for the eye, into files, onto a printer's paper; drawn beside the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desk.errors import Refused, Trouble
from desk.printing import PDF, bulletin_files, bulletin_pdf, paths, write_files
from desk.progress import Progress
from reports.view import BulletinView
from ui.documents import Paper
from ui.jobs import Jobs
from ui.leaves import PdfPages
from ui.workspace import Workspace

PAUSE = 700  # milliseconds without a keystroke before the paper is drawn anew

Printable = BulletinView | Mapping[str, bytes]
"""A draft to be drawn, or the files of an issue as they were kept."""


@dataclass(frozen=True)
class Papers:
    """A bulletin that can be printed, the stem of its files' names, and what its kind is called."""

    printable: Printable
    stem: str
    name: str

    def pdf(self) -> bytes:
        """The pages. Raises `Refused` for what cannot be printed."""
        one = self.printable
        return bulletin_pdf(one) if isinstance(one, BulletinView) else one[PDF]

    def paper(self) -> Paper:
        """The bulletin as a document of the window."""
        return Paper(self.name, self.stem, self._drawn)

    def _drawn(self, suffix: str) -> bytes:
        return self.pdf() if suffix == PDF else self.files()[suffix]

    def files(self) -> Mapping[str, bytes]:
        """Word and PDF by suffix. Raises `Refused` as above."""
        one = self.printable
        return bulletin_files(one) if isinstance(one, BulletinView) else one


class Redrawing(QObject):
    """Draws the paper shortly after the last change, one drawing at a time.

    `drawn` gives the pages, `PdfPages`; `failed` the sentence why there is none.
    """

    drawn = Signal(object)
    failed = Signal(str)

    def __init__(self, jobs: Jobs, papers: Callable[[], Papers]) -> None:
        """`papers` is asked in the window's thread when the time has come."""
        super().__init__()
        self._jobs = jobs
        self._papers = papers
        self._turn = 0
        self._drawing = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.draw)

    def soon(self) -> None:
        """Draw when nothing is typed for a while."""
        self._pause.start()

    def draw(self) -> None:
        """Draw now; while another drawing is made, after it."""
        self._pause.stop()
        if self._drawing:
            self.soon()
            return
        try:
            papers = self._papers()
        except (Refused, Trouble) as error:
            self.failed.emit(error.sentence)
            return
        self._drawing, turn = True, self._turn
        taken, refused = self._taker(turn, self.drawn.emit), self._refuser(turn)
        self._jobs.run("", lambda _: PdfPages(papers.pdf()), taken, refused)

    def forget(self) -> None:
        """What is being drawn is not wanted any more."""
        self._turn += 1
        self._pause.stop()

    def _taker(self, turn: int, take: Callable[[PdfPages], None]) -> Callable[[PdfPages], None]:
        def taken(pages: PdfPages) -> None:
            self._drawing = False
            if turn == self._turn:
                take(pages)

        return taken

    def _refuser(self, turn: int) -> Callable[[Exception], None]:
        def refused(error: Exception) -> None:
            self._drawing = False
            if not isinstance(error, Refused | Trouble):
                raise error
            if turn == self._turn:
                self.failed.emit(error.sentence)

        return refused


def export(workspace: Workspace, papers: Papers) -> None:
    """Ask for a folder and write Word and PDF into it, both or none."""
    folder = workspace.ask.folder("导出到哪个文件夹")
    if folder is None or not _may_write(workspace, folder, papers.stem):
        return

    def work(_progress: Progress) -> list[Path]:
        return write_files(papers.files(), folder, papers.stem, force=True)

    def done(written: list[Path]) -> None:
        names = "、".join(path.name for path in written)
        workspace.said.emit(f"已导出 {names} 到 {folder}")

    workspace.jobs.along("导出 Word 和 PDF", work, done, workspace.failed)


def _may_write(workspace: Workspace, folder: Path, stem: str) -> bool:
    """Whether nothing is in the way, or the person lets it be replaced."""
    there = [path.name for path in paths(folder, stem) if path.exists()]
    return not there or workspace.ask.confirm(
        f"文件夹里已有“{'”“'.join(there)}”；要替换吗？", "替换"
    )
