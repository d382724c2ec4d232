"""The lines below the headings → checked rows, with every doubt named and no row dropped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desk.intake.headings import Found
from desk.intake.lines import Lines
from desk.intake.table import Cell, Column, Part, Problem, Row, Table
from desk.progress import Progress
from models.checking import BadValue, Value, check, written
from models.fields import Field, Type

_REMARK = "像是说明或分类标题，没有当作记录读入；如果是记录，请改写后再导入"
_MEASURED = (Type.NUMBER, Type.INTEGER)


@dataclass
class _Gathered:
    rows: list[Row] = field(default_factory=list)
    rejected: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: int = 0


def understand(found: Sequence[Found], today: date, progress: Progress | None = None) -> Table:
    """The table that the sheets hold, by the columns as they were matched.

    Raises `Cancelled` when asked to stop.
    """
    gathered = _Gathered()
    readers = [_Reader(one, today) for one in found]
    for reader in readers:
        reader.read(gathered, progress or Progress())
    return Table(
        kind=found[0].kind.name,
        parts=tuple(reader.part for reader in readers),
        rows=tuple(gathered.rows),
        rejected=tuple(gathered.rejected),
        problems=tuple(gathered.problems),
        skipped=gathered.skipped,
    )


class _Reader:
    """Checks the rows of one sheet."""

    def __init__(self, found: Found, today: date) -> None:
        self._sheet = found.sheet
        self._today = today
        self._lines = Lines(found)
        unit = self._lines.money_unit
        self.part = Part(found.sheet.name, found.headings, found.columns, unit)
        self._fields = tuple(
            (_measured(column, kind_field, unit), kind_field)
            for column in found.columns
            if (kind_field := found.kind.field(column.field)) is not None
        )

    def read(self, gathered: _Gathered, progress: Progress) -> None:
        """Gather every row below the headings; titles count as skipped."""
        first = self._lines.first
        gathered.skipped += self._lines.titles
        for index, raw in enumerate(progress.over(self._sheet.rows[first:], "核对各行"), first):
            if self._lines.holds_no_record(index):
                gathered.skipped += 1
            elif self._lines.looks_like_a_remark(index):
                gathered.skipped += 1
                gathered.problems.append(self._remark(index, raw))
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

    def _remark(self, index: int, raw: Sequence[Cell]) -> Problem:
        said = (c for c in self.part.columns if written(raw[c.index]) and not c.ignored)
        column = next(said)
        return self._problem(index, column, raw[column.index], _REMARK, False)

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
