"""A file that someone sent → the table that it holds: reading, headings, columns, rows.

Reading is slow and done once; understanding is quick, and done anew whenever a person says more
of the list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import islice
from pathlib import Path

from desk.cards.reading import refuse_card
from desk.errors import Refused
from desk.intake.aside import asides, marked
from desk.intake.headings import (
    NO_ROW,
    Corrections,
    Found,
    Place,
    find,
    guess_kind,
    places,
    said_of,
    settle,
)
from desk.intake.layouts import kept_of, signature, told_by
from desk.intake.mapping import keys, told_field
from desk.intake.reading import read
from desk.intake.rows import understand
from desk.intake.table import Column, Layout, Sheet, Table
from desk.progress import Progress
from models.checking import written
from models.fields import Kind

_SAMPLES = 3  # values shown of a column
_LOOK_AT = 200  # rows below the headings in which they are sought


@dataclass(frozen=True)
class Sent:
    """A list as it was sent: what it is called, and its sheets."""

    name: str
    sheets: tuple[Sheet, ...]


class Origin(StrEnum):
    """How a column came to its field, as people read it."""

    MATCHED = "认出"
    UNKNOWN = "没有认出"
    CORRECTED = "您改过"
    RECALLED = "沿用上次"
    EMPTY = "不计"


@dataclass(frozen=True)
class Heard:
    """A column of the list as it is understood now, with some of what stands in it."""

    key: str
    column: Column
    samples: tuple[str, ...]
    origin: Origin

    @property
    def field(self) -> str:
        """The name of the field that it fills; empty for none."""
        return self.column.field


@dataclass(frozen=True)
class Understanding:
    """What is made of a list: its headings, kind and columns, by what was said of it so far.

    `found` are the sheets that hold it, the best first.
    """

    sent: Sent
    said: Corrections
    found: tuple[Found, ...]

    @property
    def best(self) -> Found:
        """The sheet that holds the list, or its first part."""
        return self.found[0]

    @property
    def kind(self) -> Kind:
        """What the list is taken for."""
        return self.best.kind

    @property
    def missing(self) -> tuple[str, ...]:
        """The labels of the required fields that no column fills: without them no row is read."""
        return self.best.missing

    @cached_property
    def columns(self) -> tuple[Heard, ...]:
        """The columns of all sheets, blank edges left out; those with the same key once."""
        heard = {one.key: one for found in reversed(self.found) for one in self._heard(found)}
        return tuple(
            one
            for found in self.found
            for key in _keys(found)
            if (one := heard.pop(key, None)) is not None
        )

    def _heard(self, found: Found) -> Iterator[Heard]:
        columns = marked(found.columns, asides(found.kind, found.columns))
        for key, column in zip(_keys(found), columns, strict=True):
            if column.heading or not column.ignored:  # else a blank edge
                samples = tuple(_samples(found, column.index))
                yield Heard(key, column, samples, self._origin(key, column))

    def _origin(self, key: str, column: Column) -> Origin:
        if key in self.said.columns:
            return Origin.CORRECTED
        if key in self._recalled and told_field(self._recalled[key])[0] == column.field:
            return Origin.RECALLED
        if column.ignored and not column.aside:
            return Origin.EMPTY
        return Origin.MATCHED if column.field or column.aside else Origin.UNKNOWN

    @cached_property
    def _recalled(self) -> dict[str, str]:
        """What was said before of the columns."""
        return {
            k: f for one in self.found for k, f in told_by(self.best.layout, one.headings).items()
        }

    def holder(self, field: str) -> Heard | None:
        """The column that fills a field."""
        return next((one for one in self.columns if field and one.field == field), None)

    def corrected(self, key: str, field: str) -> Corrections:
        """What is said once a person lets a column fill a field (see `told_field`), empty for
        none; the column that filled it so far is not taken in any more."""
        holder = self.holder(told_field(field)[0])
        freed = {holder.key: ""} if holder and holder.key != key else {}
        return replace(self.said, columns={**self.said.columns, **freed, key: field})

    def places(self) -> tuple[tuple[Place, str], ...]:
        """Where the headings may be, and what stands there: nowhere, then from the top, the sheet
        of the list first."""
        sheets = sorted(self.sent.sheets, key=lambda sheet: sheet is not self.best.sheet)
        none = Place(self.best.sheet.name, NO_ROW, NO_ROW), ""
        return (none, *(place for sheet in sheets for place in places(sheet)))

    @property
    def unread(self) -> tuple[str, ...]:
        """The visible sheets that hold something else."""
        taken = {found.sheet.name for found in self.found}
        return tuple(s.name for s in self.sent.sheets if s.rows and s.name not in taken)

    @property
    def layout(self) -> Layout | None:
        """What is to be kept for the sender's next list; None where nothing new was said."""
        if self.best.first == NO_ROW:
            return None
        headings = self.best.headings
        told = kept_of(said_of(self.best, self.said), headings)
        kept = Layout(self.kind.name, signature(headings), told, self.sent.name)
        before = self.best.layout
        if before is not None and replace(kept, sender=before.sender) == before:
            return None
        guessed = self.said.place is None and guess_kind(headings) == self.kind.name
        return kept if told or not guessed else None


def sent(path: Path, progress: Progress | None = None) -> Sent:
    """The list in a file. Raises `Refused` if it cannot be read or is a card, `Cancelled`."""
    sheets = read(path, progress)
    refuse_card(path.name, sheets)
    return Sent(path.name, sheets)


def understood(listed: Sent, said: Corrections, known: Sequence[Layout] = ()) -> Understanding:
    """What can be made of a list by what is said of it and what was said of lists before.

    Raises `Refused` where it holds nothing at all.
    """
    found = settle(listed.sheets, said, known)
    if not found:
        raise Refused(f"“{listed.name}”里没有内容；请检查后再导入。")
    return Understanding(listed, said, found)


def table_of(one: Understanding, today: date, progress: Progress | None = None) -> Table:
    """The rows of a list, each checked; nothing is written anywhere.

    No required field may be missing. Raises `Cancelled` when asked to stop.
    """
    recalled = [c.column.title for c in one.columns if c.origin is Origin.RECALLED]
    table = understand(one.found, today, progress)
    return replace(table, unread=one.unread, recalled=tuple(recalled), layout=one.layout)


def read_list(
    path: Path,
    today: date,
    kind: str = "",
    progress: Progress | None = None,
    known: Sequence[Layout] = (),
) -> Table:
    """The list in a file, each row checked; nothing is written anywhere.

    `kind` is a name of `models.fields.KINDS`; empty lets the headings tell. `known` are layouts
    (`desk.intake.layouts.known`). Raises `Refused` for a file that cannot be read or is no such
    list, `Cancelled` when asked to stop.
    """
    listed = sent(path, progress)
    found = find(listed.sheets, kind, known)
    table = table_of(Understanding(listed, Corrections(kind), found), today, progress)
    return replace(table, layout=None)


def _keys(found: Found) -> tuple[str, ...]:
    return keys([column.heading for column in found.columns])


def _samples(found: Found, index: int) -> Iterator[str]:
    """The first values of a column that differ."""
    rows = islice(found.sheet.rows, found.last + 1, found.last + 1 + _LOOK_AT)
    said = (" ".join(written(row[index]).split()) for row in rows)
    return islice(dict.fromkeys(text for text in said if text), _SAMPLES)
