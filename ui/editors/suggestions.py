"""A line that offers what fits while it is typed in: by Chinese or by pinyin initials.

The list is drawn inside the window, without a window or a keyboard focus of its own: so input
methods go on composing, and it works alike on X11 and Wayland.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui import icons, style
from ui.editors.base import ENTER, Line

MOST_SHOWN = 50
_ROW, _ROWS_HIGH = 30, 8


class Choice(NamedTuple):
    """What can be picked: what is kept, what is read; `new` stands for a record yet to be made."""

    key: str
    label: str
    new: bool = False


LookUp = Callable[[str], Sequence[Choice]]


class Suggestions(QListWidget):
    """The list under the line."""

    taken = Signal(object)

    def __init__(self, line: QWidget, choices: Sequence[Choice]) -> None:
        super().__init__(line.window())
        self.setObjectName("suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self._choices = list(choices[:MOST_SHOWN])
        for choice in self._choices:
            self.addItem(_item(choice))
        self.itemClicked.connect(lambda item: self.taken.emit(self._choices[self.row(item)]))
        self._place(line)
        self.show()
        self.raise_()

    def current(self) -> Choice | None:
        """The choice that is highlighted."""
        row = self.currentRow()
        return self._choices[row] if row >= 0 else None

    def move_by(self, rows: int) -> None:
        """Highlight another choice; beyond the end stands the end."""
        self.setCurrentRow(min(max(self.currentRow() + rows, 0), self.count() - 1))

    def _place(self, line: QWidget) -> None:
        window = line.window()
        top_left = line.mapTo(window, QPoint(0, 0))
        below = window.height() - top_left.y() - line.height() - 4
        wanted = min(self.count(), _ROWS_HIGH) * _ROW + 8
        under = below >= wanted or below >= top_left.y()
        height = min(wanted, below if under else top_left.y() - 4)
        top = top_left.y() + line.height() + 2 if under else top_left.y() - height - 2
        width = max(line.width(), min(self.sizeHintForColumn(0) + 40, 420))
        self.setGeometry(min(top_left.x(), max(window.width() - width, 0)), top, width, height)


def _item(choice: Choice) -> QListWidgetItem:
    item = QListWidgetItem(f"新建“{choice.label}”" if choice.new else choice.label)
    if choice.new:
        item.setIcon(icons.icon("plus", "accent"))
        item.setForeground(style.color("accent"))
    return item


def _exactly_or_first(choices: Sequence[Choice], text: str) -> int:
    exact = (row for row, one in enumerate(choices) if one.label == text and not one.new)
    return next(exact, 0)


class PickLine(Line):
    """A line with suggestions. Enter and Tab take the one that is highlighted; Esc closes the list.

    `picked` gives the Choice. The list opens with the first keystroke, with Down, or by the arrow.
    """

    picked = Signal(object)
    arrived = Signal()
    erased = Signal()  # Backspace in an empty line

    def __init__(self, look_up: LookUp) -> None:
        super().__init__()
        self._look_up = look_up
        self._list: Suggestions | None = None
        self.textEdited.connect(self._offer_typed)

    def add_opener(self) -> None:
        """Show an arrow that opens the whole list."""
        arrow = self.addAction(
            icons.icon("chevron-down", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        arrow.setToolTip("全部选项（↓）")
        arrow.triggered.connect(self.open_all)

    def open_all(self) -> None:
        """Offer everything, whatever stands in the line."""
        self.setFocus()
        self._offer("", highlight=False)

    def suggested(self) -> list[str]:
        """What the open list reads; empty where none is open."""
        shown = self._list
        return [shown.item(row).text() for row in range(shown.count())] if shown else []

    def close_list(self) -> None:
        """Take the list away."""
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
            self._list = None

    def take(self) -> bool:
        """Pick the highlighted choice; False where there is none."""
        choice = self._list.current() if self._list else None
        if choice is None:
            self.close_list()
        else:
            self._pick(choice)  # what hears of it may open the next list
        return choice is not None

    def _offer_typed(self, text: str) -> None:
        if text.strip():
            self._offer(text.strip(), highlight=True)
        else:
            self.close_list()

    def _offer(self, text: str, *, highlight: bool) -> None:
        self.close_list()
        choices = self._look_up(text)
        if choices:
            self._list = Suggestions(self, choices)
            self._list.taken.connect(self._pick)
            if highlight:
                self._list.setCurrentRow(_exactly_or_first(choices[:MOST_SHOWN], text))

    def _pick(self, choice: Choice) -> None:
        self.close_list()
        self.picked.emit(choice)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the open list where the window has a shortcut on it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self._list is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the list by Up and Down, take by Enter, close by Esc."""
        key = event.key()
        if key == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        elif self._list is None:
            self._key_without_list(event)
        elif key in _MOVES:
            self._list.move_by(_MOVES[key])
        elif key == Qt.Key.Key_Escape:
            self.close_list()
        else:
            if key in ENTER:
                self.take()
            super().keyPressEvent(event)

    def _key_without_list(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.open_all()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes the highlighted choice on its way."""
        self.take()
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard came."""
        super().focusInEvent(event)
        self.arrived.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the keyboard."""
        self.close_list()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click in the line is a wish to type: it closes the list."""
        self.close_list()
        super().mousePressEvent(event)


def take_highlighted() -> None:
    """Pick what is highlighted where the keyboard is, as Tab would: a shortcut leads away."""
    line = QApplication.focusWidget()
    if isinstance(line, PickLine):
        line.take()


_MOVES: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS_HIGH,
    Qt.Key.Key_PageUp: -_ROWS_HIGH,
}
