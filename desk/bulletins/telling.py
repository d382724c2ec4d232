"""What stands behind the numbers of a bulletin: of a draft as counted now, of an issue as frozen.

A field is written here as people write it, by label and without braces: `销号问题·累计`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

import msgspec
from sqlalchemy import Connection

from desk.bulletins.freezing import Frozen, rows_of
from desk.bulletins.keeping import resolver_of, row_of
from desk.bulletins.tokens import LiveField, Resolver, by_label, difference, parse, shown
from desk.errors import Refused
from desk.statistics import Rows, Value, describe
from desk.statistics.opening import Opened, opened
from models.calendar import Month
from models.field import Field

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
        return replace(
            widest,
            columns=(_MONTH, *widest.columns),
            rows=tuple(marked),
            leads=now.leads + before.leads,
        )

    def _value(self, field: LiveField) -> Value:
        value = self.counts.value(field.name, _part(field))
        if not field.change:
            return value
        change = difference(value, self.counts.value(field.name, f"{_part(field)}_before"))
        return None if change is None else abs(change)


def _marked(month: Month, some: Opened, like: Opened) -> Iterator[tuple[str, ...]]:
    """The rows in the columns of `like`, the month in front."""
    for row in some.rows:
        cells = dict(zip((column.name for column in some.columns), row, strict=True))
        yield (month.label, *(cells.get(column.name, "") for column in like.columns))


def _part(field: LiveField) -> str:
    return "to_date" if field.to_date else "month"


def _called(field: LiveField) -> str:
    return by_label(str(field))[1:-1]


def telling(connection: Connection, month: Month, today: date) -> Telling:
    """The numbers of a month: frozen once its bulletin is issued, until then as they are now."""
    row = row_of(connection, month)
    if row is not None and row.issued_on is not None:
        frozen = msgspec.json.decode(row.figures or "{}", type=Frozen)
        return Telling(month, Printed(frozen))
    return Telling(month, Live(resolver_of(connection, month, today)))
