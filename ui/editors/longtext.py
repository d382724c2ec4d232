"""Editor of several lines that grows with its text."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from models.checking import clean
from ui.editors.base import ENTER, Editor, goes_back

LEAST_LINES, MOST_LINES = 2, 8
_FRAME = 8  # pixels of edge and padding, by the style sheet


class _Paper(QPlainTextEdit):
    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Be as high as the text, between the least and the most lines."""
        wanted = int(self.document().size().height())
        lines = min(max(wanted, LEAST_LINES), MOST_LINES)
        scrolls = wanted > MOST_LINES
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if scrolls
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        margins = 2 * int(self.document().documentMargin()) + _FRAME
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes to the next field; Enter alone begins a line."""
        if goes_back(event):
            event.ignore()
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take the pasted text without what neither Word nor the casebook would keep."""
        if source.hasText():
            self.insertPlainText(clean(source.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()


class TextEdit(Editor):
    """Text of several lines, or a blank."""

    def __init__(self) -> None:
        super().__init__()
        self.paper = _Paper()
        self.hold(self.paper)
        self.paper.textChanged.connect(self.changed)
        self.paper.entered.connect(self.entered)
        self.paper.left.connect(self.left)

    def value(self) -> str | None:
        """The text without blank edges."""
        return clean(self.paper.toPlainText()).strip() or None

    def set_value(self, value: object) -> None:
        """See Editor."""
        self.paper.setPlainText("" if value is None else str(value))

    def problem(self) -> str:
        """Any text can be taken."""
        return ""

    def draft(self) -> str:
        """See Editor."""
        return self.paper.toPlainText()

    def restore(self, draft: str) -> None:
        """See Editor."""
        self.paper.setPlainText(draft)
