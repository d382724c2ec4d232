"""What the parts of the page have in common, and the rows that they list."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.tables import Column, Row
from ui.workspace import Workspace


class Panel(QWidget):
    """One part of the page, shown in its turn; `refresh` is called when it comes into sight.

    `told`: what `said` says has changed meanwhile.
    """

    told = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(10)

    def refresh(self) -> None:
        """Show the casebook as it is now."""

    def said(self) -> str:
        """What stands behind the title of the page."""
        return ""

    def take_keyboard(self) -> None:
        """Let the keyboard begin where the part is read."""

    def print_out(self) -> None:
        """Print what the part shows."""

    def show_log(self) -> None:
        """Show the operation record of what is in hand."""


@dataclass
class Rows:
    """Rows that are all there: columns, their cells, and the record that each leads to."""

    columns: Sequence[Column]
    cells: Sequence[Row] = ()
    uids: Sequence[str] = field(default_factory=list)

    def show(self, rows: Sequence[tuple[str, Row]]) -> None:
        """Show these from now on: a uid and the cells of each."""
        self.uids = [uid for uid, _ in rows]
        self.cells = [cells for _, cells in rows]

    def count(self) -> int:
        """See RowSource."""
        return len(self.cells)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return self.cells[start:stop]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return self.uids[row]
