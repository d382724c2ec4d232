"""What a record says, as label and value under each other, and links to other records."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QPushButton, QSizePolicy, QWidget

from desk.lists import Line
from models.fields import Field
from ui import style
from ui.parts import button, words

_LABEL_PIXELS, _WIDEST_LABEL = 92, 8 * style.FONT_PIXELS  # longer labels go on below
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


Follow = Callable[[], object]
"""What a value that leads somewhere does when it is clicked."""


class Facts(QWidget):
    """A grid of labels and values; blank values are left out.

    Values whose label is in `links` lead somewhere, by mouse and by keyboard.
    """

    def __init__(
        self, facts: Iterable[tuple[str, str]], links: Mapping[str, Follow] = MappingProxyType({})
    ) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _LABEL_PIXELS)
        grid.setColumnStretch(1, 1)
        for row, (label, value) in enumerate((one, said) for one, said in facts if said):
            name = words(label)
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            if name.sizeHint().width() > _WIDEST_LABEL:
                name.setWordWrap(True)
                name.setFixedWidth(_WIDEST_LABEL)
            grid.addWidget(name, row, 0)
            grid.addWidget(
                _Leading(value, links[label]) if label in links else _said(value), row, 1
            )


def _said(value: str) -> QLabel:
    text = QLabel(value, wordWrap=True)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return text


class _Leading(QLabel):
    """A value that leads somewhere; one Tab comes to it, Enter follows it, the next Tab leaves."""

    def __init__(self, value: str, follow: Follow) -> None:
        super().__init__(
            f'<a style="text-decoration:none" href="#">{escape(value)}</a>', wordWrap=True
        )
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(lambda _: follow())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt would stop at the label first, and at the link within it after another Tab."""
        super().focusInEvent(event)
        if event.reason() in _BY_TAB:
            super().focusNextPrevChild(True)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Past the label, which would look for one more link in itself."""
        return QWidget.focusNextPrevChild(self, forward)


def facts_of(
    fields: Iterable[Field],
    line: Line,
    skip: Iterable[str] = (),
    links: Mapping[str, Follow] = MappingProxyType({}),
) -> Facts:
    """The facts of a line, by the table of its fields; amounts with their unit.

    `links` says by a field's name where its value leads.
    """
    left_out = set(skip)
    shown = [f for f in fields if f.name not in left_out and line.shown[f.name]]
    return Facts(
        ((f.label, f"{line.shown[f.name]} {f.unit}".strip()) for f in shown),
        {f.label: links[f.name] for f in shown if f.name in links},
    )


def link(text: str, follow: Callable[[], object]) -> QPushButton:
    """A line of text that leads to another record."""
    made = button(text, "link")
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


def dissolve(layout: QLayout) -> None:
    """Take everything out of a layout that is put away; the widgets live on.

    Item by item, for Qt tells nobody of an item that it deletes with its layout: what is made at
    the same address later would be taken for that item.
    """
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            dissolve(inner)
    layout.deleteLater()
