"""The line of the page of search: what is typed stays, while the keys walk in the list below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.searchbox import SearchBox

_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class SearchLine(SearchBox):
    """`moved` gives how many rows the person walks; `passed` asks to open the current one."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class; the rest as in every search box."""
        rows = _MOVES.get(Qt.Key(event.key()))
        if rows is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(rows)
