"""The rankings: one table at a time, every number of which opens what it counts."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView

from desk.analysis import Ranking
from models.field import Field, Type
from reports.view import LedgerColumn
from ui import style
from ui.chips import ChipBar
from ui.parts import Card, words
from ui.room import Room
from ui.tables import Column, Row, TableView

_MOST = 14
"""Rows in sight; the table scrolls through the rest."""
_NAME_WIDTH = 14
_COLUMN = "column"


class RankingRows:
    """The cells of a ranking, as a list has them."""

    def __init__(self, ranking: Ranking) -> None:
        self.ranking = ranking
        self._order = list(range(len(ranking.view.rows)))

    @property
    def columns(self) -> Sequence[Column]:
        """See RowSource: the place and the name are words, all else numbers."""
        named = self.ranking.ranked
        return [
            _column(place, one, place > named)
            for place, one in enumerate(self.ranking.view.columns)
        ]

    def count(self) -> int:
        """See RowSource."""
        return len(self._order)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [self.ranking.view.rows[row] for row in self._order[start:stop]]

    def uid(self, row: int) -> str:
        """The number of the row in the table as it is printed."""
        return str(self._order[row])

    def sort(self, name: str, descending: bool) -> None:
        """Set the rows in the order of a column; that of all together stays at the foot."""
        place = int(name.removeprefix(_COLUMN))
        *parts, together = range(len(self.ranking.view.rows))
        cells = [_sorted_by(row[place]) for row in self.ranking.view.rows]
        self._order = [*sorted(parts, key=cells.__getitem__, reverse=descending), together]


def _sorted_by(cell: str) -> tuple[bool, float, str]:
    number = cell.replace(".", "", 1).isdecimal()
    return (not number, float(cell) if number else 0.0, cell)


def _column(place: int, one: LedgerColumn, number: bool) -> Column:
    label = f"{one.group.removesuffix('（%）')}{one.label}".replace("比率", "")
    width = max(one.width, len(label) + 1) if number else _NAME_WIDTH if place else 4
    type_ = Type.NUMBER if number else Type.TEXT
    return Column(Field(f"{_COLUMN}{place}", label, type=type_, width=width))


class RankingCard(Card):
    """`opened` gives the point behind the cell that was opened."""

    opened = Signal(object)

    def __init__(self, found: Sequence[Ranking]) -> None:
        super().__init__()
        self.found = {one.name: one for one in found}
        self.chips = ChipBar([(one.name, one.view.caption) for one in found])
        self.note = words("")
        self.note.setWordWrap(True)
        self.table: TableView | None = None
        self._rows: RankingRows | None = None
        self.body.addWidget(words("排名和分布", "heading"))
        self.body.addWidget(self.chips)
        self.body.addWidget(self.note)
        self.chips.chosen.connect(self.choose)
        if found:
            self.choose(found[0].name)

    def choose(self, name: str) -> None:
        """Show a table."""
        self.chips.choose(name)
        ranking = self.found[name]
        if self.table is not None:
            self.body.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self._rows = RankingRows(ranking)
        self.table = self._made(self._rows)
        self.note.setText(f"{ranking.view.note.removeprefix('注：')}回车或双击一个数，看它的明细。")
        self.body.insertWidget(2, self.table)

    def _made(self, rows: RankingRows) -> TableView:
        table = TableView(rows)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.setAccessibleName(rows.ranking.view.caption)
        table.setFixedHeight((min(table.count(), _MOST) + 1) * style.ROW_PIXELS + 6)
        table.opened.connect(self._open)
        table.sort_requested.connect(self._sort)
        Room(table, int(rows.ranking.ranked), ())
        return table

    def _sort(self, name: str, descending: bool) -> None:
        if self.table is not None and self._rows is not None:
            self._rows.sort(name, descending)
            self.table.refresh()

    def _open(self, row: str) -> None:
        if self.table is not None and self._rows is not None:
            column = self.table.currentIndex().column()
            self.opened.emit(self._rows.ranking.point(int(row), column))
