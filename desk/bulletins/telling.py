"""What stands behind the numbers of a bulletin: of a draft as counted now, of an issue as frozen.

A field is written here as people write it, by label and without braces: `销号问题·累计`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import msgspec
from sqlalchemy import Connection

from desk.bulletins.freezing import Frozen, rows_of
from desk.bulletins.issuing import Issued, issued, next_masthead, view_with
from desk.bulletins.keeping import (
    Draft,
    drafted,
    kept_draft,
    refuse_future,
    resolver_of,
    row_of,
)
from desk.bulletins.tokens import LiveField, Resolver, by_label, difference, parse, shown
from desk.errors import Refused
from desk.files import Store
from desk.statistics import Rows, Value, describe
from desk.statistics.opening import Opened, opened
from models.calendar import Month
from models.field import Field
from reports.view import BulletinView

_MONTH = Field("month", "月份", width=6)


@dataclass(frozen=True)
class Told:
    """A number as a text tells it: how it is written, what it says now, and in which unit."""

    label: str
    value: str
    unit: str

    @property
    def idle(self) -> bool:
        """Whether it says nothing by now, so that its sentence wants to be written anew."""
        return self.value in ("0", "—")


class Counts(Protocol):
    """Where numbers have their rows from; `part` is `month`, `to_date`, or `…_before`."""

    def value(self, name: str, part: str) -> Value:
        """What a figure says. Raises `Refused` for one that is not there."""

    def rows(self, name: str, part: str) -> Rows:
        """What it counts. Raises `Refused` for one that is not there."""

    def fields(self) -> list[LiveField]:
        """What can be told."""


@dataclass(frozen=True)
class Live:
    """Counted from the casebook."""

    resolver: Resolver

    def value(self, name: str, part: str) -> Value:
        """See Counts."""
        figures = self.resolver.before if _is_before(part) else self.resolver.now
        return figures.value(name, to_date=_is_to_date(part))

    def rows(self, name: str, part: str) -> Rows:
        """See Counts."""
        figures = self.resolver.before if _is_before(part) else self.resolver.now
        return figures.rows(name, to_date=_is_to_date(part))

    def fields(self) -> list[LiveField]:
        """Every figure of the month that says something, the campaign's where it says other."""
        return [
            field
            for name in self.resolver.now.names()
            for field in (LiveField(name), LiveField(name, to_date=True))
            if self.resolver.value(field) and not self._same(field)
        ]

    def _same(self, field: LiveField) -> bool:
        month = LiveField(field.name)
        return field.to_date and self.resolver.value(field) == self.resolver.value(month)


@dataclass(frozen=True)
class Printed:
    """Frozen with the bulletin that printed them."""

    frozen: Frozen

    def value(self, name: str, part: str) -> Value:
        """See Counts."""
        return rows_of(self.frozen, name, part).value

    def rows(self, name: str, part: str) -> Rows:
        """See Counts."""
        return rows_of(self.frozen, name, part)

    def fields(self) -> list[LiveField]:
        """What was printed, changes aside."""
        return [
            LiveField(name, to_date=_is_to_date(part))
            for name, figure in self.frozen.figures.items()
            for part in figure.counts
            if not _is_before(part)
        ]


def _is_before(part: str) -> bool:
    return part.endswith("_before")


def _is_to_date(part: str) -> bool:
    return part.startswith("to_date")


@dataclass(frozen=True)
class Telling:
    """The numbers of a month's bulletin."""

    month: Month
    counts: Counts

    def told(self, written: str) -> Told:
        """What a field says. Raises `Refused` for one that is none."""
        field = parse(written)
        return Told(_called(field), shown(self._value(field)), describe(field.name)[1])

    def known(self, written: str) -> Told | None:
        """What a field says; None for one that is none."""
        try:
            return self.told(written)
        except Refused:
            return None

    def every(self) -> list[Told]:
        """All that a text may tell, without the changes."""
        return [self.told(str(field)[1:-1]) for field in self.counts.fields()]

    def opened(self, written: str) -> Opened:
        """The rows behind a number; behind a change those of both months, each with its month."""
        field = parse(written)
        found = opened(field.name, self.counts.rows(field.name, _part(field)).rows)
        return self._with_before(field, found) if field.change else found

    def _with_before(self, field: LiveField, now: Opened) -> Opened:
        rows = self.counts.rows(field.name, f"{_part(field)}_before").rows
        before = opened(field.name, rows)
        widest = max(now, before, key=lambda one: len(one.columns))
        marked = [
            *(_marked(self.month, now, widest)),
            *(_marked(self.month.previous, before, widest)),
        ]
        return Opened((_MONTH, *widest.columns), tuple(marked), now.leads + before.leads)

    def _value(self, field: LiveField) -> Value:
        value = self.counts.value(field.name, _part(field))
        if not field.change:
            return value
        change = difference(value, self.counts.value(field.name, f"{_part(field)}_before"))
        return None if change is None else abs(change)


def _marked(month: Month, some: Opened, like: Opened) -> Iterator[tuple[object, ...]]:
    """The rows in the columns of `like`, the month in front."""
    for row in some.rows:
        cells = dict(zip((column.name for column in some.columns), row, strict=True))
        yield (month.label, *(cells.get(column.name) for column in like.columns))


def _part(field: LiveField) -> str:
    return "to_date" if field.to_date else "month"


def _called(field: LiveField) -> str:
    return by_label(str(field))[1:-1]


@dataclass(frozen=True)
class OpenMonth:
    """A month's bulletin taken from the shelf, its figures counted once.

    Once it is issued, `sent` is what was printed; until then `resolver` holds the figures of now.
    """

    draft: Draft
    telling: Telling
    sent: Issued | None = None
    resolver: Resolver | None = None


def open_month(connection: Connection, store: Store, month: Month, today: date) -> OpenMonth:
    """The bulletin of a month: issued, kept as a draft, or drafted now.

    Raises `Refused` for a month to come, `Trouble` where the files of an issue are lost.
    """
    refuse_future(month, today)
    kept, sent = kept_draft(connection, month), issued(connection, store, month)
    if kept is not None and sent is not None:
        return OpenMonth(kept, _frozen(connection, month), sent)
    resolver = resolver_of(connection, month, today)
    draft = kept or drafted(connection, resolver)
    return OpenMonth(draft, Telling(month, Live(resolver)), resolver=resolver)


def view_of(
    connection: Connection, opened_month: OpenMonth, edited: Draft, today: date
) -> BulletinView:
    """What was edited of a month as it would be printed. Raises `Refused` for a wrong field."""
    resolver = opened_month.resolver or resolver_of(connection, edited.month, today)
    return view_with(connection, edited, resolver, next_masthead(connection, today))


def _frozen(connection: Connection, month: Month) -> Telling:
    row = row_of(connection, month)
    text = row.figures if row is not None else None
    return Telling(month, Printed(msgspec.json.decode(text or "{}", type=Frozen)))
