"""Lists of very many rows: a page of rows is fetched when it is painted, and kept for a while.

What Qt's views do to a million rows, and what is done against it: the header asks the selection
about every row when it paints (so it gets a selection of its own); typing a letter searches all
rows (so it does not); `selectedRows` makes an index for every row (so ranges are read); heights are
looked up row by row (so all are the same).
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QTableView

from desk.errors import Trouble
from models.fields import Field, Type
from models.showing import glance, shown
from ui import lamps, style
from ui.columnmenu import ColumnMenu, choose
from ui.copying import Copying
from ui.kept import Kept, Ordered, ranges_of, selection_of, was_let_go
from ui.tabledress import dress

PAGE, PAGES_KEPT = 128, 96
_PADDING = 24  # pixels beside the text of a cell

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Row: TypeAlias = tuple[object, ...]

_ROOT = QModelIndex()
_SAY = Qt.ItemDataRole.DisplayRole


@dataclass(frozen=True)
class Column:
    """A column of a list: the field that it shows and its width in Chinese characters."""

    field: Field
    width: int = 0

    @property
    def pixels(self) -> int:
        """The width that it begins with."""
        shape = style.FONT_PIXELS if self.lamp else 0
        return (self.width or self.field.width) * style.FONT_PIXELS + shape + _PADDING

    @property
    def right(self) -> bool:
        """Whether its values stand at the right, as numbers do."""
        return self.field.type in (Type.NUMBER, Type.INTEGER)

    @property
    def lamp(self) -> bool:
        """Whether it shows lamps, or the like for another matter."""
        return self.field.choices in ("lamps", "debt_states", "results")


class RowSource(Protocol):
    """Where a list has its rows from; it is asked again after every `refresh`."""

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the values of a row."""

    def count(self) -> int:
        """How many rows there are."""

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The rows of that stretch: codes, dates, numbers, tuples, as the fields say."""

    def uid(self, row: int) -> str:
        """The uid of the record in a row."""


class PagedModel(QAbstractTableModel):
    """The rows of a source, fetched page by page."""

    def __init__(self, source: RowSource) -> None:
        super().__init__()
        self.source = source
        self._count = source.count()
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._lamps: dict[tuple[str, str], QIcon] = {}

    def refresh(self) -> None:
        """Ask the source again for everything."""
        self.beginResetModel()
        self._pages.clear()
        self._count = self.source.count()
        self.endResetModel()

    def reread(self) -> None:
        """Fetch the rows anew where they are seen."""
        self._pages.clear()

    def grow(self) -> bool:
        """Show the rows that came after those known; False where there are fewer than before."""
        known, count = self._count, self.source.count()
        if count > known:
            self._pages.pop(known // PAGE, None)  # it ended with the last row known
            self.beginInsertRows(_ROOT, known, count - 1)
            self._count = count
            self.endInsertRows()
        return count >= known

    def row(self, number: int) -> Row:
        """One row."""
        page, place = divmod(number, PAGE)
        if page not in self._pages:
            start = page * PAGE
            self._pages[page] = self._fetched(start, min(start + PAGE, self._count))
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page][place]

    def _fetched(self, start: int, stop: int) -> Sequence[Row]:
        """The rows of a stretch; blank where the casebook cannot be read.

        That is told once, after the painting, and not by each cell anew.
        """
        try:
            return self.source.rows(start, stop)
        except Trouble as error:
            QTimer.singleShot(0, partial(_raise, error))
            return [(None,) * len(self.source.columns)] * (stop - start)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See QAbstractTableModel."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _ROOT) -> int:
        """See QAbstractTableModel."""
        return 0 if parent.isValid() else len(self.source.columns)

    def data(self, index: Index, role: int = _SAY) -> object:
        """The text of a cell, how it is set, and the shape and colour of a lamp."""
        if role not in _ROLES:
            return None
        column = self.source.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        value = self.row(index.row())[index.column()]
        if role == _SAY:
            return glance(column.field, value)
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown(column.field, value)
        return self._lamp(str(value), role) if column.lamp and value in lamps.TOKENS else None

    def _lamp(self, lamp: str, role: int) -> object:
        if role == Qt.ItemDataRole.ForegroundRole:
            return lamps.color(lamp)
        key = (lamp, style.theme())
        if key not in self._lamps:
            self._lamps[key] = lamps.icon(lamp)
        return self._lamps[key]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _SAY) -> object:
        """The labels of the columns, with their units."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.source.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        return heading(column) if role == _SAY else None


def _raise(error: Trouble) -> None:
    raise error


_ROLES = frozenset(
    {
        _SAY,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.DecorationRole,
    }
)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value


def heading(column: Column) -> str:
    """The heading of a column: 注册资本（万元）."""
    unit = column.field.unit
    return f"{column.field.label}（{unit}）" if unit else column.field.label


class TableView(QTableView):
    """A list to read: rows are picked whole, sorted by the source, copied to Excel.

    `opened` gives the uid of the row that was double-clicked or entered; `picked` the uid of the
    current row whenever it changes, empty where there is none; `sort_requested` a field's name and
    whether downwards; `notice` a sentence that should be read. `came_anew` tells that the rows
    were asked for again, whatever is picked then. An empty list says `nothing`.
    """

    opened = Signal(str)
    picked = Signal(str)
    sort_requested = Signal(str, bool)
    notice = Signal(str)
    came_anew = Signal()

    def __init__(self, source: RowSource) -> None:
        super().__init__()
        self.nothing = ""
        self._kept: Kept | None = None
        self._model = PagedModel(source)
        self.setModel(self._model)
        dress(self, [column.pixels for column in source.columns])
        header = self.horizontalHeader()
        header.customContextMenuRequested.connect(lambda at: choose(self.column_menu(), header, at))
        header.sortIndicatorChanged.connect(self._ask_for_order)
        self.activated.connect(lambda index: self.opened.emit(self._uid(index.row())))
        self.selectionModel().currentRowChanged.connect(self._tell_picked)
        self._told = ""
        self._copying = Copying(self, self._texts, self.notice.emit)

    def follow(self, source: Ordered) -> Kept:
        """Keep what is picked through every `refresh`; who changes the source lets it be held."""
        self._kept = Kept(self, source)
        return self._kept

    def refresh(self) -> None:
        """Show what the source has now; the current row stays current where its record is near.

        What is picked of a source that is followed stays picked, and what is in sight in sight.
        """
        uid, row, top = self._told, self.currentIndex().row(), self.verticalScrollBar().value()
        seen = self.viewport().rect().intersects(self.visualRect(self.currentIndex()))
        self._model.refresh()
        self.verticalScrollBar().setValue(top)
        if self._kept is not None:
            self._bring_back(self._kept)
            if seen and abs(self.currentIndex().row() - row) < PAGE:
                self.scrollTo(self.currentIndex())
        elif (found := self._near(uid, row) if uid else None) is not None:
            self.selectRow(found)
        else:
            self._tell_picked()
        self.came_anew.emit()

    def _bring_back(self, kept: Kept) -> None:
        """Pick what was picked; the current row first, for what is picked tells more."""
        placed, selection = kept.placed(), self.selectionModel()
        if placed.current >= 0:
            current = self._model.index(placed.current, self._first_shown())
            self.setAutoScroll(False)
            selection.setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.setAutoScroll(True)
        self._tell_picked()
        again = selection_of(self._model, placed.rows)
        selection.select(again, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        kept.settle()
        if placed.let_go:
            self.notice.emit(was_let_go(placed.let_go))

    def reread(self) -> None:
        """Show the rows as their records stand now; they come anew only later."""
        self._model.reread()
        self.viewport().update()
        self.came_anew.emit()

    def grow(self) -> None:
        """Show the rows that came after those known; what is picked and in sight stays so."""
        if not self._model.grow():
            self.refresh()
        elif self._kept is not None and self._kept.grows:
            self._bring_back(self._kept)
            self.came_anew.emit()

    def take_row(self) -> None:
        """A list that has the keyboard has a row in hand, unless one is on its way."""
        awaits = self._kept is not None and self._kept.awaits
        if not self.currentIndex().isValid() and self.count() and not awaits:
            self.selectRow(0)

    def count(self) -> int:
        """How many rows there are."""
        return self._model.rowCount()

    def selectRow(self, row: int) -> None:
        """Make a row the one in hand, alone; Qt's would add it to the others while Ctrl is held."""
        picked = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        self.selectionModel().setCurrentIndex(self._model.index(row, self._first_shown()), picked)

    def _first_shown(self) -> int:
        columns = range(self._model.columnCount())
        return next((place for place in columns if not self.isColumnHidden(place)), 0)

    def show_sorted(self, field: str, descending: bool) -> None:
        """Let the header show by which field the source sorts."""
        names = [column.field.name for column in self._model.source.columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(names.index(field) if field in names else -1, order)
        header.blockSignals(False)

    def selected_ranges(self) -> list[range]:
        """The selected rows as ranges, from the top; cheap for any number of rows."""
        return ranges_of(self)

    def selected_uids(self) -> Iterator[str]:
        """The uids of the selected rows, from the top."""
        for rows in self.selected_ranges():
            yield from map(self._uid, rows)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, headings first, hidden columns left out."""
        ranges = self.selected_ranges()
        if ranges:
            columns = self._model.source.columns
            headings = [heading(columns[place]) for place in self._visible()]
            self._copying.begin(headings, ranges)

    def shown_columns(self) -> tuple[str, ...]:
        """The names of the columns that are shown, from left to right."""
        return tuple(self._model.source.columns[place].field.name for place in self._visible())

    def _visible(self) -> list[int]:
        """The columns that are shown, as they stand from left to right."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(place) for place in range(header.count()))
        return [place for place in order if not self.isColumnHidden(place)]

    def _texts(self, stretch: range) -> list[list[str]]:
        columns, visible = self._model.source.columns, self._visible()
        rows = self._model.source.rows(stretch.start, stretch.stop)
        return [[shown(columns[p].field, row[p]) for p in visible] for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies rows, not the one cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes: Qt would make a row current, unseen."""
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.take_row()
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or why there are none."""
        super().paintEvent(event)
        if self.nothing and not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(style.color("muted"))
            area = self.viewport().rect().adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
            painter.drawText(area, _MIDDLE, self.nothing)
            painter.end()

    def keyboardSearch(self, search: str) -> None:
        """Nothing: Qt would look through all rows for the letter typed."""

    def _ask_for_order(self, section: int, order: Qt.SortOrder) -> None:
        if section >= 0:
            field = self._model.source.columns[section].field
            self.sort_requested.emit(field.name, order == Qt.SortOrder.DescendingOrder)

    def column_menu(self) -> QMenu:
        """A menu that shows and hides columns."""
        return ColumnMenu(self, [column.field.label for column in self._model.source.columns])

    def _uid(self, row: int) -> str:
        return self._model.source.uid(row)

    def _tell_picked(self) -> None:
        row = self.currentIndex().row()
        uid = self._uid(row) if 0 <= row < self.count() else ""
        if uid != self._told:
            self._told = uid
            self.picked.emit(uid)

    def _near(self, uid: str, row: int) -> int | None:
        near = range(max(row - PAGE, 0), min(row + PAGE, self.count()))
        return next((other for other in near if self._uid(other) == uid), None)
