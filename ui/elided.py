"""Words that are cut with … where the room ends; the tool tip has them whole."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent, QTextLayout, QTextOption
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


def wrapped(text: str, font: QFont, width: int, most: int = 2) -> list[str]:
    """A text in at most so many lines; the last one is cut with … where there is more."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(text)]
    lines = [text[start:end] for start, end in zip(starts, ends, strict=True)][:most]
    if len(starts) > most:
        lines[-1] = lines[-1][:-1] + "…"
    return lines
