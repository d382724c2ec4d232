"""The list of the command palette: entries under headings, drawn with what they need."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui import icons, style
from ui.entries import Entry

_ROW, _HEADING = 34, 28  # pixels
_EDGE, _GAP = 10, 10
_ENTRY = Qt.ItemDataRole.UserRole
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class EntryList(QListWidget):
    """Entries under the headings of their groups; the keyboard stays in the line above."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(_Drawn(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def entries(self) -> list[Entry]:
        """The entries, from the top."""
        found = (self._entry(row) for row in range(self.count()))
        return [entry for entry in found if entry is not None]

    def current(self) -> Entry | None:
        """The entry that is highlighted."""
        return self._entry(self.currentRow())

    def show_entries(self, found: Sequence[Entry], current: Entry | None) -> None:
        """Show these, and highlight again the one that was, else the first."""
        self.clear()
        group = ""
        for entry in found:
            if entry.group != group:
                self.addItem(_heading(entry.group))
            group = entry.group
            self.addItem(_item(entry))
        keys = [one.key for one in found]
        key = current.key if current is not None else ""
        self._highlight(keys.index(key) if key in keys else 0)

    def move_by(self, rows: int) -> None:
        """Highlight another entry, past the headings; beyond the end stands the end."""
        here = self.current()
        places = self._places()
        if here is not None and places:
            place = places.index(self.currentRow()) + rows
            self._highlight(min(max(place, 0), len(places) - 1))

    def _highlight(self, place: int) -> None:
        places = self._places()
        self.setCurrentRow(places[place] if places else -1)
        if not place:
            self.scrollToTop()

    def _places(self) -> list[int]:
        return [row for row in range(self.count()) if self._entry(row) is not None]

    def _entry(self, row: int) -> Entry | None:
        item = self.item(row) if 0 <= row < self.count() else None
        entry = item.data(_ENTRY) if item is not None else None
        return entry if isinstance(entry, Entry) else None


def _heading(text: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setSizeHint(QSize(0, _HEADING))
    return item


def _item(entry: Entry) -> QListWidgetItem:
    item = QListWidgetItem(entry.label)
    item.setData(_ENTRY, entry)
    item.setSizeHint(QSize(0, _ROW))
    said = f"{entry.label}，{entry.blocked or entry.detail or entry.also}"
    item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
    item.setToolTip(entry.blocked or entry.also or f"{entry.label}　{entry.detail}".strip())
    return item


@lru_cache(maxsize=256)
def _icon(name: str, _theme: str) -> QIcon:
    return icons.icon(name, "muted")


class _Drawn(QStyledItemDelegate):
    """Draws an entry: icon and label at the left, at the right its key or why it cannot be."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """See QStyledItemDelegate."""
        del option
        entry, whole = index.data(_ENTRY), self._view.visualRect(index)
        area = whole.adjusted(_EDGE, 0, -_EDGE, 0)
        painter.save()
        if isinstance(entry, Entry):
            if self._view.selectionModel().isSelected(index):
                painter.fillRect(whole, style.color("selected"))
            _draw(painter, entry, area)
        else:
            painter.setPen(style.color("muted"))
            painter.drawText(area, _MIDDLE, str(index.data()))
        painter.restore()


def _draw(painter: QPainter, entry: Entry, area: QRect) -> None:
    """A label may take three fifths; what is said of it has the rest."""
    top = area.top() + (area.height() - icons.SIZE) // 2
    _icon(entry.icon, style.theme()).paint(painter, QRect(area.left(), top, icons.SIZE, icons.SIZE))
    area = area.adjusted(icons.SIZE + _GAP, 0, 0, 0)
    taken = _write(painter, area, entry.label, "muted" if entry.blocked else "text")
    rest = area.adjusted(taken + 2 * _GAP, 0, 0, 0)
    metrics = painter.fontMetrics()
    said = entry.blocked or entry.detail
    short = metrics.elidedText(said, Qt.TextElideMode.ElideRight, rest.width())
    painter.setPen(style.color("yellow" if entry.blocked else "muted"))
    painter.drawText(rest, _MIDDLE | Qt.AlignmentFlag.AlignRight, short)


def _write(painter: QPainter, area: QRect, text: str, token: str) -> int:
    """Write a label, shortened where it must be; how many pixels it takes."""
    metrics = painter.fontMetrics()
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() * 3 // 5)
    painter.setPen(style.color(token))
    painter.drawText(area, _MIDDLE, short)
    return metrics.horizontalAdvance(short)
