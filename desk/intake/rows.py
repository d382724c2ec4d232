"""The lines below the headings → checked rows, with every doubt named and no row dropped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desk.intake.headings import Found
from desk.intake.lines import Lines
from desk.intake.table import Cell, Column, Problem, Row, Table
from desk.progress import Progress
from models.checking import BadValue, Value, check, written
from models.fields import Field, Type

_MEASURED = (Type.NUMBER, Type.INTEGER)


@dataclass
class _Gathered:
    rows: list[Row] = field(default_factory=list)
    rejected: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: int = 0


def understand(
    found: Sequence[Found],
    columns: Sequence[Column],
    today: date,
    progress: Progress | None = None,
) -> Table:
    """The table that the sheets hold, by the columns as matched, or as a person corrected them.

    Raises `Cancelled` when asked to stop.
    """
    gathered = _Gathered()
    readers = [_Reader(one, columns, today) for one in found]
    for reader in readers:
        reader.read(gathered, progress or Progress())
    return Table(
        kind=found[0].kind.name,
        headings=found[0].headings,
        columns=tuple(columns),
        rows=tuple(gathered.rows),
        rejected=tuple(gathered.rejected),
        problems=tuple(gathered.problems),
        skipped=gathered.skipped,
        money_unit=readers[0].money_unit,
    )


class _Reader:
    """Checks the rows of one sheet."""

    def __init__(self, found: Found, columns: Sequence[Column], today: date) -> None:
        self._sheet = found.sheet
        self._today = today
        self._lines = Lines(found, columns)
        self.money_unit = self._lines.money_unit
        self._fields = tuple(
            (_measured(column, kind_field, self.money_unit), kind_field)
            for column in columns
            if (kind_field := found.kind.field(column.field)) is not None
        )

    def read(self, gathered: _Gathered, progress: Progress) -> None:
        """Gather every row below the headings; titles count as skipped."""
        first = self._lines.first
        gathered.skipped += self._lines.titles
        for index, raw in enumerate(progress.over(self._sheet.rows[first:], "核对各行"), first):
            if self._lines.holds_no_record(index):
                gathered.skipped += 1
            else:
                self._take(index, raw, gathered)

    def _take(self, index: int, raw: tuple[Cell, ...], gathered: _Gathered) -> None:
        values: dict[str, Value] = {}
        problems = list(self._check(index, values))
        row = Row(index + 1, values, raw, self._sheet.name)
        refused = any(problem.rejected for problem in problems)
        (gathered.rejected if refused else gathered.rows).append(row)
        gathered.problems.extend(problems)

    def _check(self, index: int, values: dict[str, Value]) -> Iterator[Problem]:
        """Puts what the cells of a row say into `values`; yields what is wrong or doubtful."""
        for column, kind_field in self._fields:
            cell = self._lines.cell(index, column.index, kind_field.type)
            try:
                value, doubt = check(kind_field, _with_unit(cell, column.unit), self._today)
                refused = False
            except BadValue as error:
                value, doubt, refused = None, str(error), kind_field.required
            if doubt is not None:
                yield self._problem(index, column, cell, doubt, refused)
            if value is not None:
                values[kind_field.name] = value

    def _problem(
        self, index: int, column: Column, cell: Cell, reason: str, rejected: bool
    ) -> Problem:
        return Problem(index + 1, column.title, written(cell), reason, rejected, self._sheet.name)


def _measured(column: Column, kind_field: Field, money_unit: str) -> Column:
    """The column with the unit that bare numbers in it have, where that is not the field's own.

    A unit above the list (单位：万元) is that of the amounts whose heading names none.
    """
    if kind_field.type not in _MEASURED:
        return replace(column, unit="")
    general = money_unit if kind_field.unit.endswith("元") else ""
    unit = column.unit or general
    return replace(column, unit="" if unit == kind_field.unit else unit)


def _with_unit(cell: Cell, unit: str) -> Cell:
    """The cell with the column's unit written behind a bare number."""
    text = written(cell) if unit else ""
    return f"{text}{unit}" if text[-1:].isdigit() else cell
