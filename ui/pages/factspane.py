"""A pane that scrolls what there is to say of the record in hand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.lists import Line
from ui.facts import clear
from ui.issuelink import issue_link
from ui.panes import Scroller
from ui.parts import words


class FactsPane(QWidget):
    """What the list's current record says. `link_wanted` gives a page and a uid."""

    link_wanted = Signal(str, str)

    invitation = ""

    def __init__(self) -> None:
        super().__init__()
        content = QWidget()
        self.content = QVBoxLayout(content)
        self.content.setContentsMargins(0, 0, 8, 0)
        self.content.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroller(content))
        self.show_nothing()

    def show_nothing(self) -> None:
        """No record is chosen."""
        clear(self.content)
        self.content.addWidget(words(self.invitation))
        self.content.addStretch()

    def begin(self, title: str) -> None:
        """Say anew what there is, below a title."""
        clear(self.content)
        heading = words(title, "heading")
        heading.setWordWrap(True)
        self.content.addWidget(heading)

    def show_issues(self, issues: Sequence[Line]) -> None:
        """The issues that it brought home, each a link."""
        self.content.addWidget(words(f"问题 {len(issues)}" if issues else "没有问题", "heading"))
        for issue in issues:
            self.content.addWidget(issue_link(issue, self.leader("issues", issue.uid)))

    def leader(self, page: str, uid: str) -> Callable[[], None]:
        """What leads to a record on its page."""
        return lambda: self.link_wanted.emit(page, uid)
