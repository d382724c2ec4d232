"""A short list of things that take several lines each: the items of an agenda, units of a drive."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

_BESIDE, _ABOVE = 56, 14  # pixels that picture and edges take of the width, and of the height
_TALLEST = 10_000
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Shown:
    """An entry: the uid it stands for, its lines, the picture before them."""

    uid: str
    text: str
    icon: QIcon | None = None


class _Lines(QStyledItemDelegate):
    """Gives each entry the height that its lines need in the width that is there."""

    def __init__(self, shown: QListWidget) -> None:
        super().__init__(shown)
        self._shown = shown

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """See QStyledItemDelegate."""
        del option
        width = max(self._shown.viewport().width() - _BESIDE, 1)
        room, wrapped = QRect(0, 0, width, _TALLEST), Qt.TextFlag.TextWordWrap
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        needed = self._shown.fontMetrics().boundingRect(room, wrapped, text)
        return QSize(width, needed.height() + _ABOVE)


class ItemList(QListWidget):
    """Entries in an order; the one in hand stays in hand when they are shown anew.

    `picked` gives the uid of the one in hand, empty for none; `opened` of one that was opened;
    `moved` how far it shall go (Alt+Up, Alt+Down), `dropped` that it shall go away (Del).
    """

    picked = Signal(str)
    opened = Signal(str)
    moved = Signal(int)
    dropped = Signal()

    def __init__(self, called: str) -> None:
        super().__init__()
        self.setAccessibleName(called)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Lines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(lambda *_: self.picked.emit(self.current()))
        self.itemDoubleClicked.connect(lambda _: self.opened.emit(self.current()))

    def show_items(self, shown: Sequence[Shown]) -> None:
        """Show these entries."""
        before, row = self.current(), self.currentRow()
        self.blockSignals(True)
        self.clear()
        for one in shown:
            item = QListWidgetItem(one.text)
            item.setData(Qt.ItemDataRole.UserRole, one.uid)
            if one.icon is not None:
                item.setIcon(one.icon)
            self.addItem(item)
        uids = [one.uid for one in shown]
        place = uids.index(before) if before in uids else min(max(row, 0), len(uids) - 1)
        self.setCurrentRow(place)
        self.blockSignals(False)
        self.picked.emit(self.current())

    def current(self) -> str:
        """The uid of the entry in hand; empty where there is none."""
        item = self.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def texts(self) -> list[str]:
        """What the entries say, in their order."""
        return [self.item(row).text() for row in range(self.count())]

    def choose(self, uid: str) -> None:
        """Take an entry in hand."""
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == uid:
                self.setCurrentRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the entry in hand, Del drops it, Enter opens it."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key == Qt.Key.Key_Delete and self.current():
            self.dropped.emit()
        elif key in _ENTER and self.current():
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)
