"""The lines below the headings → checked rows, with every doubt named and no row dropped."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desk.gathering import many_rows
from desk.intake.aside import asides, marked
from desk.intake.headings import Found
from desk.intake.lines import Lines
from desk.intake.persons import LONG_NUMBER, parted, set_apart
from desk.intake.table import Cell, Column, Part, Problem, Row, Table
from desk.progress import Progress
from models.checking import BadValue, Checked, Value, check, parse_date, written
from models.fields import Field, Kind, Type
from models.writing import NO_ENTRY

_REMARK = "像是说明或分类标题，没有当作记录读入；如果是记录，请改写后再导入"
_MIXED = "没能分开姓名和电话，照原样记下，请核对"
_KEPT = 4_096  # different texts of a column whose meaning is kept
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
    with many_rows():
        for reader in readers:
            reader.read(gathered, progress or Progress())
    return Table(
        kind=found[0].kind.name,
        parts=tuple(reader.part for reader in readers),
        rows=tuple(gathered.rows),
        rejected=tuple(gathered.rejected),
        problems=tuple(gathered.problems),
        skipped=gathered.skipped,
        read_on=today,
    )


class _Reader:
    """Checks the rows of one sheet."""

    def __init__(self, found: Found, today: date) -> None:
        self._sheet = found.sheet
        self._kind = found.kind
        self._today = today
        self._lines = Lines(found)
        unit = self._lines.money_unit
        self._aside = asides(found.kind, found.columns)
        columns = marked(found.columns, self._aside)
        self._titled = found.titled
        month = "".join(self._titled.values())
        self.part = Part(found.sheet.name, found.headings, columns, unit, month)
        self._fields = tuple(
            (_measured(column, kind_field, unit), kind_field)
            for column in columns
            if (kind_field := found.kind.field(column.field)) is not None
        )
        self._person = _person_with_phone(found.kind)
        self._known: defaultdict[str, dict[str, Checked]] = defaultdict(dict)

    def read(self, gathered: _Gathered, progress: Progress) -> None:
        """Gather every row below the headings; titles count as skipped."""
        first = self._lines.first
        gathered.skipped += self._lines.titles
        gathered.problems.extend(self._told_by_title())
        for index, raw in enumerate(progress.over(self._sheet.rows[first:], "核对各行"), first):
            if self._lines.holds_no_record(index):
                gathered.skipped += 1
            elif self._lines.looks_like_a_remark(index):
                gathered.skipped += 1
                gathered.problems.append(self._remark(index, raw))
            else:
                self._take(index, raw, gathered)

    def _take(self, index: int, raw: tuple[Cell, ...], gathered: _Gathered) -> None:
        values: dict[str, Value] = dict(self._titled)
        problems = list(self._check(index, values))
        row = Row(index + 1, values, raw, self._sheet.name)
        if self._aside:
            row = self._with_aside(row, index)
        refused = any(problem.rejected for problem in problems)
        (gathered.rejected if refused else gathered.rows).append(row)
        gathered.problems.extend(problems)

    def _check(self, index: int, values: dict[str, Value]) -> Iterator[Problem]:
        """Puts what the cells of a row say into `values`; yields what is wrong or doubtful."""
        for column, kind_field in self._fields:
            cell = self._lines.cell(index, column.index, kind_field.type)
            try:
                value, doubt = self._checked(kind_field, _as_meant(cell, column, kind_field))
                refused = False
            except BadValue as error:
                value, doubt, refused = None, str(error), kind_field.required
            if self._person and kind_field.name in (self._person, "phone"):
                value, doubt = self._part(kind_field.name, value, doubt, values)
            if doubt is not None:
                yield self._problem(index, column, cell, doubt, refused)
            if value is not None:
                values[kind_field.name] = value

    def _checked(self, kind_field: Field, cell: Cell) -> Checked:
        """See `check`. What columns of choices, places and days say again and again is kept."""
        if not isinstance(cell, str):
            return check(kind_field, cell, self._today)
        known = self._known[kind_field.name]
        found = known.get(cell)
        if found is None:
            found = check(kind_field, cell, self._today)
            if len(known) < _KEPT:
                known[cell] = found
        return found

    def _part(
        self, name: str, value: Value, doubt: str | None, values: dict[str, Value]
    ) -> tuple[Value, str | None]:
        """The name without the telephones written beside it, and the other way round."""
        text = value if isinstance(value, str) else ""
        mixed = doubt if name == "phone" else any(map(str.isdigit, text))
        if not text or not mixed:
            return _joined(name, values, text) or value, doubt
        apart = parted(text)
        if apart is None or not apart[1]:
            return value, doubt or (_MIXED if LONG_NUMBER.search(text) else None)
        names, phones = apart
        other, mine = (names, phones) if name == "phone" else (phones, names)
        if other:
            self._put_beside(name, other, values)
        return _joined(name, values, mine) or None, None

    def _put_beside(self, name: str, said: str, values: dict[str, Value]) -> None:
        """Keep what a cell says of the other of the two: a name that is known stands."""
        if name == "phone":
            values.setdefault(self._person, said)
        else:
            values["phone"] = _together(values.get("phone"), said)

    def _with_aside(self, row: Row, index: int) -> Row:
        """The row with what its other columns say."""
        said = {
            one: text for one in self._aside if (text := self._text(index, one.index, one.field))
        }
        return replace(
            row,
            aside={one.role: text for one, text in said.items() if not one.tells_life},
            life={one.label: text for one, text in said.items() if one.tells_life},
        )

    def _text(self, index: int, column: int, of: Field | None) -> str:
        """What a cell says, in one line; a day as a day, though Excel numbers it."""
        type_ = of.type if of is not None else Type.TEXT
        text = " ".join(written(self._lines.cell(index, column, type_)).split())
        if type_ == Type.DATE and text.isdigit():
            try:
                return str(parse_date(text, self._today) or "")
            except BadValue:
                return text
        return "" if text in NO_ENTRY else text

    def _told_by_title(self) -> Iterator[Problem]:
        """What all rows have from a title, told at the row of the headings."""
        for kind_field in self._kind.entered:
            said = self._titled.get(kind_field.name)
            if said is not None:
                reason = f"表中没有这一列，各行都按标题记为 {said}，请核对"
                row = self._lines.first
                yield Problem(row, kind_field.label, said, reason, False, self._sheet.name)

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


def _person_with_phone(kind: Kind) -> str:
    """The field of the person whose telephone the kind keeps beside, or nothing."""
    people = (one.name for one in kind.entered if one.person)
    return next(people, "") if kind.field("phone") is not None else ""


def _joined(name: str, values: dict[str, Value], said: str) -> str:
    """Telephones together with those that stood beside the name."""
    return _together(values.get("phone"), said) if name == "phone" else said


def _together(known: Value, said: str) -> str:
    """Two lists of telephones as one, each number once."""
    numbers = [*str(known or "").split("、"), *said.split("、")]
    return "、".join(dict.fromkeys(number for number in numbers if number))


def _as_meant(cell: Cell, column: Column, kind_field: Field) -> Cell:
    """The cell, bare numbers with the unit of the column, people on lines of their own apart."""
    if kind_field.refers == "people" and isinstance(cell, str):
        return set_apart(cell)
    return _with_unit(cell, column.unit)


def _with_unit(cell: Cell, unit: str) -> Cell:
    """The cell with the column's unit written behind a bare number."""
    if not unit:
        return cell
    text = written(cell)
    return f"{text}{unit}" if text[-1:].isdigit() else cell
