"""A form for much to write, set as on a sheet: labels over their fields, columns of one width."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from models.field import Field, Type
from ui.forms import Form
from ui.sections import Cell, Section, heading

_COLUMN_PIXELS = 240  # a column is at least so wide
_MOST_COLUMNS = 4
_GAP, _BELOW = 14, 10


class Grid(Section):
    """A heading, and below it as many columns as there is room for."""

    def lay_out(self) -> None:
        """See Section."""
        self._cells = {row.field.name: Cell(row) for row in self.rows}
        self._set: tuple[int, list[str]] = (0, [])
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(_BELOW)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(heading(self.title))
        layout.addLayout(self._grid)

    def show_asked(self) -> None:
        """See Section."""
        for cell in self._cells.values():
            cell.setVisible(cell.row.asked)
        super().show_asked()

    def arrange(self, width: int) -> None:
        """Columns of one width; a form that has no width yet is taken for a wide one."""
        fitting = (width + _GAP) // (_COLUMN_PIXELS + _GAP) if width else _MOST_COLUMNS
        columns = min(max(fitting, 1), _MOST_COLUMNS)
        names = [row.field.name for row in self.asked]
        if (columns, names) != self._set:
            self._set = (columns, names)
            self._set_cells(columns, names)

    def _set_cells(self, columns: int, names: list[str]) -> None:
        for cell in self._cells.values():
            self._grid.removeWidget(cell)
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, int(column < columns))
        for line, placed in enumerate(_lines([self._cells[name] for name in names], columns)):
            column = 0
            for cell, wide in placed:
                self._grid.addWidget(cell, line, column, 1, wide)
                column += wide


def _lines(cells: Sequence[Cell], columns: int) -> list[list[tuple[Cell, int]]]:
    """The cells of each line, with the columns that each takes.

    A long text that ends its line takes what is left of it.
    """
    lines: list[list[tuple[Cell, int]]] = [[]]
    for cell in cells:
        wide = _columns_of(cell.row.field, columns)
        if sum(taken for _, taken in lines[-1]) + wide > columns:
            lines.append([])
        lines[-1].append((cell, wide))
    return [_filled(line, columns) for line in lines if line]


def _filled(line: list[tuple[Cell, int]], columns: int) -> list[tuple[Cell, int]]:
    *before, (last, _) = line
    left = columns - sum(taken for _, taken in before)
    return [*before, (last, left)] if last.row.field.type == Type.LONG_TEXT else line


def _columns_of(field: Field, columns: int) -> int:
    """How many columns an answer takes: boxes the whole line, a long text half of a wide one."""
    if field.type == Type.CHOICES:
        return columns
    if field.type == Type.LONG_TEXT:
        return columns if columns < _MOST_COLUMNS else columns // 2
    return min(2, columns) if field.width > Field.width else 1


class SheetForm(Form):
    """See the module."""

    section = Grid
