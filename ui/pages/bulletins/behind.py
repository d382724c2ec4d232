"""The way from a number of a bulletin to the rows that it counts, and on to their records."""

from collections.abc import Callable
from pathlib import Path

from desk.bulletins.kinds import Edition
from desk.bulletins.telling import OpenMonth, Telling
from desk.bulletins.verifying import Verified
from desk.statistics.opening import record_of
from ui.ask import WORD
from ui.pages.bulletins.rows import RowsDialog
from ui.pages.bulletins.verifying import VerifiedDialog, verify_file
from ui.pages.page import Page
from ui.workspace import Workspace

Load = Callable[[Edition], OpenMonth]


class Behind:
    """Shows the rows behind numbers over a page: of its text, and of files edited outside.

    `rows` is the list that was shown last, `verified` what came of the file that was verified last.
    """

    rows: RowsDialog
    verified: VerifiedDialog

    def __init__(self, workspace: Workspace, page: Page, load: Load) -> None:
        """`load` takes an edition from the shelf."""
        self._workspace = workspace
        self._page = page
        self._load = load

    def show(self, telling: Telling, written: str) -> None:
        """Show what a number, a table or a chart counts; nothing for one that is none."""
        told = telling.known(written)
        if told is not None:
            self.rows = RowsDialog(told, telling.opened(written), self._page)
            self.rows.record_wanted.connect(self._lead)
            self.rows.open()

    def _lead(self, kind: str, written: str) -> None:
        def found() -> str | None:
            with self._workspace.book.read() as connection:
                return record_of(connection, (kind, written))

        uid = self._workspace.attempt(found)
        if uid:
            self._workspace.shown.emit(kind, uid)

    def choose_file(self, likely: Edition) -> None:
        """Ask for a Word file that was edited outside, and verify it."""
        path = self._workspace.ask.open_file("核对哪个 Word 文件", (WORD,))
        if path is not None:
            self.verify(path, likely)

    def verify(self, path: Path, likely: Edition) -> None:
        """Hold a Word file against the casebook; `likely` is offered where it names no edition."""
        verify_file(self._workspace, path, likely, self._show_verified)

    def _show_verified(self, verified: Verified) -> None:
        self.verified = VerifiedDialog(verified, self._page)
        self.verified.opened.connect(lambda field: self._open(verified.edition, field))
        self.verified.open()

    def _open(self, edition: Edition, field: str) -> None:
        loaded = self._workspace.attempt(lambda: self._load(edition))
        if loaded is not None:
            self.show(loaded.telling, field)
