"""Everything that an analysis counts from, read once; the counting itself is `desk.statistics`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import Connection, select

from desk.analysis.course import Passed, passed
from desk.analysis.scope import Scope
from desk.bulletins.resolving import Resolver
from desk.coverage import Reached, reached
from desk.errors import Refused
from desk.progress import Progress
from desk.statistics import Figures
from desk.statistics.casework import UNCOUNTED, Line, Part, read_without_steps
from models.calendar import Month
from models.tables import Issue, Organization, Subject

MONTHS = 12
"""How many months the course of the work shows at most."""
_LABEL = "统计成果分析"


@dataclass(frozen=True)
class Study:
    """The figures of a scope, and of the month before; `passed` are the months before it.

    Of the month before, only what a month counts is there where the scope is one. `parks` and
    `units` are those that may be chosen; the filter leaves them.
    """

    scope: Scope
    now: Figures
    before: Figures
    passed: tuple[Passed, ...]
    reached: tuple[Reached, ...]
    parks: tuple[str, ...]
    units: tuple[str, ...]

    @classmethod
    def of(
        cls, connection: Connection, scope: Scope, today: date, progress: Progress | None = None
    ) -> "Study":
        """Read and count. Raises `Refused` for a month to come, Cancelled when asked to stop."""
        month, told = _month(scope, today), progress or Progress()
        told.step(0, MONTHS + 2, _LABEL)
        now = _figures(connection, scope, month, min(month.last, today))
        told.step(1, MONTHS + 2, _LABEL)
        before = _figures(connection, scope, month.previous, month.previous.last)
        return cls(
            scope,
            now,
            before,
            tuple(_course(connection, scope, month, told)),
            tuple(_reached(connection, scope, now.as_of)),
            *_choices(connection),
        )

    @property
    def as_of(self) -> date:
        """The day at whose end things are counted."""
        return self.now.as_of

    @property
    def resolver(self) -> Resolver:
        """The same figures as the tables and charts of bulletins take them."""
        return Resolver(self.now, self.before)

    def lines(self, name: str) -> tuple[Line, ...]:
        """What a figure counts in the span. Raises `Refused` for a name that is none."""
        return self.now.lines(name, self.scope.to_date)


def _month(scope: Scope, today: date) -> Month:
    this = Month.of(today)
    if scope.month is not None and scope.month > this:
        raise Refused(f"{scope.month.label}还没有到；请选{this.label}或更早的月份。")
    return scope.month or this


def _figures(connection: Connection, scope: Scope, month: Month, as_of: date) -> Figures:
    """The month of the scope is read whole, because rankings look at the campaign so far."""
    before = scope.month is not None and month < scope.month
    part = Part(month.first if before else None, tuple(scope.among()))
    return Figures(scope.narrowed(read_without_steps(connection, as_of, part)), month)


def _course(connection: Connection, scope: Scope, month: Month, told: Progress) -> Iterator[Passed]:
    """The months before, from the first in which anything was collected or closed."""
    past = list(islice(_before(month), MONTHS - 1))
    begun = False
    for done, one in enumerate(reversed(past), 2):
        told.step(done, MONTHS + 2, _LABEL)
        found = passed(connection, scope, one)
        begun = begun or any(found.counts)
        if begun:
            yield found


def _before(month: Month) -> Iterator[Month]:
    while True:
        month = month.previous
        yield month


def _reached(connection: Connection, scope: Scope, as_of: date) -> Iterator[Reached]:
    found = reached(connection, as_of, scope.month)
    return (one for one in found if not scope.park or one.park == scope.park)


def _choices(connection: Connection) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places that subjects have, and the units that lead issues."""
    parks = select(Subject.park).distinct()
    led = select(Issue.lead_unit).where(Issue.state.not_in(UNCOUNTED))
    units = select(Organization.name).where(Organization.uid.in_(led)).distinct()
    return _named(connection.scalars(parks)), _named(connection.scalars(units))


def _named(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if name))
