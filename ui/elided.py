"""Words in one line that are cut with … where the room ends; the tool tip has them whole."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from ui import style


class Elided(QLabel):
    """A label; `whole` is what it says where there is room."""

    def __init__(self, whole: str, kind: style.Kind = "muted") -> None:
        super().__init__()
        self.whole = whole
        self.setTextFormat(Qt.TextFormat.PlainText)
        _dress(self, whole, kind)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        _cut(self, self.whole)


class ElidedLink(QPushButton):
    """A link to a record, by mouse, Space and Enter."""

    def __init__(self, whole: str) -> None:
        super().__init__()
        self.whole = whole
        self.setAutoDefault(True)  # Enter presses it, too
        self.setAccessibleName(whole)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        _dress(self, whole, "link")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        _cut(self, self.whole)


def _dress(widget: QLabel | QPushButton, whole: str, kind: style.Kind) -> None:
    widget.setProperty("kind", kind)
    widget.setToolTip(whole)
    widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    widget.setText(whole)


def _cut(widget: QLabel | QPushButton, whole: str) -> None:
    room = widget.width()
    widget.setText(widget.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room))
