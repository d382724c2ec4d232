"""What every page of the window has in common."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.actions import ACTIONS
from ui.parts import words
from ui.workspace import Workspace


class Page(QWidget):
    """One page: a title with its tools above, the content below.

    `watches` names the tables whose changes the page shows; `refresh` is called when one of them
    changed, or when the page comes into sight after one did. `finished`: a form on it was saved or
    left; who began it on another page goes back there.
    """

    finished = Signal()

    name = ""
    watches: frozenset[str] = frozenset()
    typed_here: tuple[str, ...] = ()
    """How the names of the drafts begin that were half typed on this page."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.window)
        self.workspace = workspace
        self.stale = False
        self.title = words(ACTIONS[self.name].label, "title")
        self.count = words("")
        self.tools = QHBoxLayout()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 14, 20, 14)
        self.body.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addLayout(self.tools)
        self.body.addLayout(head)

    def refresh(self) -> None:
        """Show the casebook as it is now."""

    def open(self, uid: str) -> None:
        """Bring a record into sight."""

    def here(self) -> str:
        """The uid of the record in hand, to which the way back leads; empty where there is none."""
        return ""

    def take_keyboard(self) -> None:
        """Let the keyboard begin where the page is read, when it comes into sight."""

    def search(self) -> None:
        """Put the keyboard into the page's search box (Ctrl+F)."""

    def listed_kind(self) -> str:
        """What a list that is pasted here is taken for, a name of `KINDS`; empty for a guess."""
        return ""

    def begin_new(self) -> None:
        """Begin a new record of the page's kind (Ctrl+N)."""

    def begin_with(self, known: Mapping[str, str]) -> None:
        """Begin a new record of the page's kind with these values: uids by field."""

    def save(self) -> None:
        """Save what is being typed (Ctrl+S)."""

    def print_out(self) -> None:
        """Print what the page shows (Ctrl+P)."""

    def export(self) -> None:
        """Write what the page shows as a file (Ctrl+E)."""

    def show_log(self) -> None:
        """Show the operation record of the selected record (Ctrl+H)."""

    def has_draft(self) -> bool:
        """Whether something half typed from before waits on this page."""
        found = self.workspace.drafts.all() if self.typed_here else ()
        return any(draft.form.startswith(self.typed_here) for draft in found)

    def may_close(self) -> bool:
        """Whether the window may go; what is half typed has been kept as a draft."""
        return True
