"""What stands behind the numbers of a bulletin: of a draft as counted now, of an issue as frozen.

A field is written here as people write it, by label and without braces: `销号问题·累计`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import Connection

from desk.bulletins import elements, exhibits
from desk.bulletins.freezing import Frozen, rows_of
from desk.bulletins.issuing import Issued, frozen, issued, next_masthead, view_with
from desk.bulletins.keeping import (
    Draft,
    drafted,
    kept_draft,
    refuse_future,
    resolver_of,
)
from desk.bulletins.kinds import Wanted, edition_of
from desk.bulletins.resolving import Resolver
from desk.bulletins.tokens import (
    EXHIBITS,
    LiveField,
    called,
    difference,
    exhibit_named,
    is_chart,
    parse,
    shown,
)
from desk.errors import Refused
from desk.files import Store
from desk.statistics import Rows, Value, describe
from desk.statistics.opening import Opened, Row, listed, opened, together
from models.calendar import Month
from models.field import Field
from reports.view import BulletinView

_MONTH = Field("month", "月份", width=6)
_FIGURE = Field("figure", "数字", width=12)
_WHEN = {"month": "当月", "to_date": "累计", "month_before": "上月"}


@dataclass(frozen=True)
class Told:
    """A number as a text tells it: how it is written, what it says now, and in which unit.

    An `exhibit` is a table or a chart; its value is 表 or 图, or a dash where it shows nothing.
    """

    label: str
    value: str
    unit: str
    exhibit: bool = False

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

    def shows(self, name: str) -> bool:
        """Whether a table or chart has something to show."""

    def sources(self, name: str) -> Iterator[tuple[str, str, Rows]]:
        """The counts behind a table or chart: figure, part, rows."""

    def apart(self, name: str) -> Iterator[tuple[str, list[Row]]]:
        """What a table or chart counts that no figure does, under headings."""


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

    def shows(self, name: str) -> bool:
        """See Counts."""
        return exhibits.show(name, self.resolver) is not None

    def sources(self, name: str) -> Iterator[tuple[str, str, Rows]]:
        """See Counts."""
        for one in exhibits.sources(name, self.resolver):
            yield one.name, one.part, one.figures.rows(one.name, to_date=one.to_date)

    def apart(self, name: str) -> Iterator[tuple[str, list[Row]]]:
        """See Counts."""
        for head, lines in exhibits.apart(name, self.resolver):
            yield head, [line.row() for line in lines]

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
            if part in ("month", "to_date")
        ]

    def shows(self, name: str) -> bool:
        """See Counts."""
        return self.frozen.exhibit(name) is not None

    def sources(self, name: str) -> Iterator[tuple[str, str, Rows]]:
        """See Counts."""
        shown = self.frozen.exhibit(name)
        for figure, part in shown.sources if shown else []:
            yield figure, part, rows_of(self.frozen, figure, part)

    def apart(self, name: str) -> Iterator[tuple[str, list[Row]]]:
        """See Counts."""
        shown = self.frozen.exhibit(name)
        for head, places in shown.apart if shown else []:
            yield head, [self.frozen.rows[place] for place in places]


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
        """What a field, a table or a chart says. Raises `Refused` for one that is none."""
        name = exhibit_named(written)
        if name is not None:
            return self._shown(name)
        field = parse(written)
        return Told(called(field), shown(self._value(field)), describe(field.name)[1])

    def known(self, written: str) -> Told | None:
        """What a field says; None for one that is none."""
        try:
            return self.told(written)
        except Refused:
            return None

    def every(self) -> list[Told]:
        """All numbers that a text may tell, without the changes."""
        return [self.told(field.key) for field in self.counts.fields()]

    def exhibits(self) -> list[Told]:
        """All tables and charts that a text may show, also those that are empty now."""
        return [self._shown(name) for name in EXHIBITS]

    def opened(self, written: str) -> Opened:
        """The rows behind a number; behind a change those of both months, each with its month.

        Behind a table or a chart those of all its figures, each with the figure's label.
        """
        name = exhibit_named(written)
        if name is not None:
            return self._behind(name)
        field = parse(written)
        found = opened(field.name, self.counts.rows(field.name, _part(field)).rows)
        return self._with_before(field, found) if field.change else found

    def _shown(self, name: str) -> Told:
        value = ("图" if is_chart(name) else "表") if self.counts.shows(name) else "—"
        return Told(EXHIBITS[name], value, "", exhibit=True)

    def _behind(self, name: str) -> Opened:
        groups = [
            (self._headed(figure, part), opened(figure, rows.rows))
            for figure, part, rows in self.counts.sources(name)
            if rows.rows
        ]
        apart = [(head, listed(rows)) for head, rows in self.counts.apart(name) if rows]
        return together(_FIGURE, [*groups, *apart])

    def _headed(self, figure: str, part: str) -> str:
        """How the rows of a count are headed: its label, and of when."""
        return f"{describe(figure)[0]}·{_WHEN.get(part) or Month.parse(part).label}"

    def _with_before(self, field: LiveField, now: Opened) -> Opened:
        rows = self.counts.rows(field.name, f"{_part(field)}_before").rows
        before = opened(field.name, rows)
        return together(_MONTH, [(self.month.label, now), (self.month.previous.label, before)])

    def _value(self, field: LiveField) -> Value:
        value = self.counts.value(field.name, _part(field))
        if not field.change:
            return value
        change = difference(value, self.counts.value(field.name, f"{_part(field)}_before"))
        return None if change is None else abs(change)


def _part(field: LiveField) -> str:
    return "to_date" if field.to_date else "month"


@dataclass(frozen=True)
class OpenMonth:
    """A month's bulletin taken from the shelf, its figures counted once.

    Once it is issued, `sent` is what was printed; until then `resolver` holds the figures of now.
    """

    draft: Draft
    telling: Telling
    sent: Issued | None = None
    resolver: Resolver | None = None


def open_month(connection: Connection, store: Store, wanted: Wanted, today: date) -> OpenMonth:
    """A bulletin of a month: issued, kept as a draft, or drafted now.

    Raises `Refused` for a month to come, `Trouble` where the files of an issue are lost.
    """
    edition = edition_of(wanted)
    refuse_future(edition.month, today)
    kept, sent = kept_draft(connection, edition), issued(connection, store, edition)
    if kept is not None and sent is not None:
        return OpenMonth(kept, Telling(edition.month, Printed(frozen(connection, edition))), sent)
    resolver = resolver_of(connection, edition.month, today)
    draft = kept or drafted(connection, resolver, edition.kind)
    exhibits.recall(connection, resolver, elements.exhibits_of(draft.passages))
    return OpenMonth(draft, Telling(edition.month, Live(resolver)), resolver=resolver)


def view_of(
    connection: Connection, opened_month: OpenMonth, edited: Draft, today: date
) -> BulletinView:
    """What was edited of a month as it would be printed. Raises `Refused` for a wrong field."""
    resolver = opened_month.resolver or resolver_of(connection, edited.month, today)
    head = next_masthead(connection, today, kind=edited.kind)
    return view_with(connection, edited, resolver, head)
