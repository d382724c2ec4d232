"""A list on its way in: the sheet as it was sent, and the table that was understood from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from models.checking import Value

_NOTHING: Mapping[str, str] = MappingProxyType({})
#: A cell as the reader hands it on; None is an empty one.
Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class Merged:
    """A merged range of cells, counted from 0, all ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """A visible sheet: its name and its rows from row 1 and column A on, all equally long."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Merged, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of the sender's list and the field that it fills; `field` is empty for none.

    `unit` is the unit that the heading gives to bare numbers. `ignored` are columns that carry
    nothing of the record (序号); `aside` are those that fill no field and are read all the same
    (`desk.intake.aside`). `left_out` are those of which a person said that they are not taken in.
    """

    index: int
    heading: str
    field: str = ""
    unit: str = ""
    ignored: bool = False
    aside: bool = False
    left_out: bool = False

    @property
    def letter(self) -> str:
        """The letters that Excel shows above the column."""
        letters, rest = "", self.index + 1
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(ord("A") + digit) + letters
        return letters

    @property
    def title(self) -> str:
        """What the sender calls the column; its letters where it has no heading."""
        return " ".join(self.heading.split()) or f"{self.letter}列"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: its number in Excel, what was understood, and the cells as sent.

    `values` holds only what the row says: a blank cell is not in it. `aside` holds by role what
    is read aside (`desk.intake.aside`), and `life` how far an issue had come, by heading.
    """

    number: int
    values: Mapping[str, Value]
    raw: tuple[Cell, ...]
    sheet: str = ""
    aside: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    life: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a person should know about a cell: the row in Excel, the sender's heading, the value.

    `rejected` says that the row was not taken in for it; else the row is taken in without the
    value, or with a doubtful one.
    """

    row: int
    column: str
    value: str
    reason: str
    rejected: bool
    sheet: str = ""


@dataclass(frozen=True)
class Part:
    """What of a list stands on one sheet: its headings, and its columns as they were understood.

    `money_unit` is the unit that stands above the list for all amounts, `month` the month
    (YYYY-MM) that its title says all rows are of.
    """

    sheet: str
    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    money_unit: str = ""
    month: str = ""


@dataclass(frozen=True)
class Layout:
    """名单格式: what a person said of a sender's list, kept for the next one like it.

    `headings` are the lasting keys of the columns (`desk.intake.layouts.lasting`) without those
    that carry nothing; `columns` says for the keys of which something was said the field that they
    fill, empty for a column that is not taken in. `sender` is the name of the list it was said of.
    """

    kind: str
    headings: tuple[str, ...]
    columns: Mapping[str, str]
    sender: str = ""


@dataclass(frozen=True)
class Table:
    """A list as it was understood: `rows` are sound, `rejected` are not; `kind` names the records.

    It may stand on several sheets, each with headings of its own. `skipped` counts titles, blank
    lines and totals; `unread` names visible sheets with other contents. `recalled` names columns
    that fill what a person said of an earlier list; `layout` is what is to be kept for the next.
    `read_on` is the business date of the reading, after which nothing in the list can have been.
    """

    kind: str
    parts: tuple[Part, ...]
    rows: tuple[Row, ...]
    rejected: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    skipped: int = 0
    unread: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    layout: Layout | None = None
    read_on: date = date.max

    @property
    def read(self) -> int:
        """How many records the list holds, sound or not."""
        return len(self.rows) + len(self.rejected)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of all sheets; those that are called the same and fill the same, once."""
        every = (column for part in self.parts for column in part.columns)
        return tuple({(column.title, column.field): column for column in every}.values())

    @property
    def unmatched(self) -> tuple[Column, ...]:
        """The columns that fill no field, and are not taken in."""
        return tuple(c for c in self.columns if not (c.field or c.ignored or c.aside))
