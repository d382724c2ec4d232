"""A pane that scrolls what there is to say of the record in hand, and takes files for it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.details import KeptFile
from desk.lists import Line
from ui.editors.pasting import Pasting, takes
from ui.facts import clear
from ui.filesbox import FilesBox
from ui.issuelink import issue_link
from ui.panes import Scroller
from ui.parts import words


class FactsPane(QWidget):
    """What the list's current record says, and its files, which may be dropped anywhere on it.

    `link_wanted` gives a page and a uid.
    """

    link_wanted = Signal(str, str)

    invitation = ""

    def __init__(self, files: FilesBox) -> None:
        super().__init__()
        self.files = files
        content = QWidget()
        self.content = QVBoxLayout(content)
        self.content.setContentsMargins(0, 0, 8, 0)
        self.content.setSpacing(8)
        files.setParent(content)
        self._scroller = Scroller(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroller)
        self.setAcceptDrops(True)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No record is chosen."""
        self._clear()
        self.files.hide()
        self.files.show_files("", ())
        self.content.addWidget(words(self.invitation))
        self.content.addStretch()

    def begin(self, title: str) -> None:
        """Say anew what there is, below a title."""
        self._clear()
        heading = words(title, "heading")
        heading.setWordWrap(True)
        self.content.addWidget(heading)

    def _clear(self) -> None:
        """The files stay as they are, for they may have the keyboard."""
        self.content.removeWidget(self.files)
        clear(self.content)

    def show_issues(self, issues: Sequence[Line]) -> None:
        """The issues that it brought home, each a link."""
        self.content.addWidget(words(f"问题 {len(issues)}" if issues else "没有问题", "heading"))
        for issue in issues:
            self.content.addWidget(issue_link(issue, self.leader("issues", issue.uid)))

    def show_files(self, uid: str, files: Sequence[KeptFile]) -> None:
        """The photographs and files of the record, and where more are added."""
        self.content.addWidget(self.files)
        self.files.show_files(uid, files)
        self.files.show()

    def leader(self, page: str, uid: str) -> Callable[[], None]:
        """What leads to a record on its page."""
        return lambda: self.link_wanted.emit(page, uid)

    # --- files that are handed over -----------------------------------------------------------

    def take_pastes_in(self, whole: QWidget) -> None:
        """Take files and pictures that are pasted while the keyboard is anywhere in there.

        A list that is pasted is none of it.
        """
        Pasting(whole, self._take_pasted, text_first=True)

    def _take_pasted(self, mime: QMimeData) -> None:
        """While several records are chosen this is hidden, and takes nothing."""
        if self.isHidden():
            self.files.refuse_many()
        else:
            self.files.take(mime)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures, and show where they will come to."""
        if self.files.isVisibleTo(self) and takes(event.mimeData()):
            event.acceptProposedAction()
            self._scroller.ensureWidgetVisible(self.files)
            self.files.mark_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        super().dragLeaveEvent(event)
        self.files.mark_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self.files.mark_target(False)
        self.files.take(event.mimeData())
        event.acceptProposedAction()
