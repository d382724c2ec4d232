"""The list of hits: two lines each, the words that were searched for marked."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desk.looking import Found
from desk.search import LABELS
from ui import style
from ui.pages.search import drawing
from ui.pages.search.finder import Finder

Index = QModelIndex | QPersistentModelIndex

_NONE = QModelIndex()
_FOUND = Qt.ItemDataRole.UserRole


class HitModel(QAbstractListModel):
    """The hits that have come; those behind them are asked for when the list comes to its end."""

    def __init__(self, finder: Finder) -> None:
        super().__init__()
        self._finder = finder
        self.rows: list[Found] = []

    def show(self, rows: Sequence[Found]) -> None:
        """List other hits."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def add(self, rows: Sequence[Found]) -> None:
        """List more of them."""
        if rows:
            here = len(self.rows)
            self.beginInsertRows(QModelIndex(), here, here + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def rowCount(self, parent: Index = _NONE) -> int:
        """See QAbstractListModel."""
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: Index) -> bool:
        """See QAbstractListModel."""
        return not parent.isValid() and self._finder.more_wanted

    def fetchMore(self, _parent: Index) -> None:
        """See QAbstractListModel; they come when the casebook has answered."""
        self._finder.more()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The hit itself for painting, and its words for tool tips and readers of screens."""
        row = self.rows[index.row()]
        if role == _FOUND:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return said(row)
        return None


def said(row: Found) -> str:
    """A hit in words."""
    hit = row.hit
    where = f"{hit.field}：{hit.excerpt}" if hit.excerpt else ""
    day = hit.on.isoformat() if hit.on else ""
    parts = (LABELS[hit.kind], hit.title, hit.number, hit.about, row.state, day, where)
    return "　".join(filter(None, parts))


class HitDelegate(QStyledItemDelegate):
    """Paints a hit; all rows are of one height."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """See the class."""
        return QSize(0, drawing.HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See the class."""
        area = self._view.visualRect(index)
        painter.save()
        if self._view.selectionModel().isSelected(index):
            painter.fillRect(area, style.color("selected"))
        drawing.draw_hit(painter, area, cast("Found", index.data(_FOUND)))
        painter.restore()


class HitList(QListView):
    """`picked` gives the hit that became current, `opened` one that was entered.

    The keyboard may stay in the line above it: `move_by` walks from there.
    """

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, finder: Finder) -> None:
        super().__init__()
        self.setObjectName("timeline")
        self.hits = HitModel(finder)
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda *_: self.picked.emit(self.current()))
        self.activated.connect(lambda index: self.opened.emit(index.data(_FOUND)))
        self.setAccessibleName("找到的记录")

    def show_hits(self, rows: Sequence[Found], current: Found | None) -> None:
        """List hits; the one that was current stays so where it is still there, else the first."""
        self.hits.show(rows)
        keys = [row.hit.key for row in rows]
        there = current is not None and current.hit.key in keys
        self.go_to(keys.index(current.hit.key) if there and current else 0)

    def go_to(self, place: int) -> None:
        """Make a hit current, and bring it into sight."""
        index = self.hits.index(min(max(place, 0), self.hits.rowCount() - 1))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if not index.isValid():
            self.picked.emit(None)

    def move_by(self, rows: int) -> None:
        """Make another hit current; beyond the end stands the end."""
        self.go_to(self.currentIndex().row() + rows)

    def current(self) -> Found | None:
        """The current hit; None where there is none."""
        index = self.currentIndex()
        return self.hits.rows[index.row()] if index.isValid() else None

    def keyboardSearch(self, search: str) -> None:
        """Nothing: what is typed belongs into the line above."""
