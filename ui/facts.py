"""What a record says, as label and value under each other, and links to other records."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QPushButton, QSizePolicy, QWidget

from desk.lists import Line
from models.fields import Field
from ui import style
from ui.parts import button

_LABEL_PIXELS = 92


class Facts(QWidget):
    """A grid of labels and values; blank values are left out."""

    def __init__(self, facts: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _LABEL_PIXELS)
        grid.setColumnStretch(1, 1)
        for row, (label, value) in enumerate((one, said) for one, said in facts if said):
            name = QLabel(label)
            style.mark(name, "muted")
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            text = QLabel(value, wordWrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(name, row, 0)
            grid.addWidget(text, row, 1)


def facts_of(fields: Iterable[Field], line: Line, skip: Iterable[str] = ()) -> Facts:
    """The facts of a line, by the table of its fields; amounts with their unit."""
    left_out = set(skip)
    return Facts(
        (f.label, f"{line.shown[f.name]} {f.unit}".strip() if line.shown[f.name] else "")
        for f in fields
        if f.name not in left_out
    )


def link(text: str, follow: Callable[[], object]) -> QPushButton:
    """A line of text that leads to another record."""
    made = button(text, "flat")
    made.setToolTip(text)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda: follow())
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
