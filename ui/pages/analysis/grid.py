"""Widgets in as many columns of one width as fit, each column filled from the top."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

_SPACING = 12


class Grid(QWidget):
    """Columns at least `least` pixels wide, at most `most`; the next widget goes to the shortest.

    The columns are evened out over the rows that widgets of one height would make.
    """

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._shown: list[QWidget] = []

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show these instead of those before, which are deleted."""
        for one in self._shown:
            one.hide()
            one.deleteLater()
        self._shown = list(widgets)
        for one in self._shown:
            one.setParent(self)
            one.show()
        self._arrange()

    def shown(self) -> list[QWidget]:
        """The widgets in sight, in their order."""
        return list(self._shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may have room for other columns."""
        super().resizeEvent(event)
        self._arrange()

    def columns(self) -> int:
        """How many columns there are in the width at hand."""
        count = max(len(self._shown), 1)
        fitting = max(1, (self.width() + _SPACING) // (self._least + _SPACING))
        rows = -(-count // min(self._most, fitting, count))
        return -(-count // rows)

    def _arrange(self) -> None:
        columns = self.columns()
        wide = (self.width() - _SPACING * (columns - 1)) / columns
        feet = [0] * columns
        for one in self._shown:
            place = feet.index(min(feet))
            left, right = round(place * (wide + _SPACING)), round(place * (wide + _SPACING) + wide)
            high = one.sizeHint().height()
            one.setGeometry(QRect(left, feet[place], right - left, high))
            feet[place] += high + _SPACING
        self.setFixedHeight(max(max(feet) - _SPACING, 0))
