"""Everything that an analysis counts from, read once; the counting itself is `desk.statistics`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, islice

from sqlalchemy import Connection, select

from desk.analysis.course import Passed, passed
from desk.analysis.points import Find
from desk.analysis.scope import Scope
from desk.analysis.tally import Tally
from desk.bulletins.charts import MONTHS
from desk.bulletins.resolving import Resolver
from desk.coverage import Reached, reached
from desk.errors import Refused
from desk.progress import Progress
from desk.statistics import Figures
from desk.statistics.casework import UNCOUNTED, Test, every
from models.calendar import Month
from models.tables import Issue, Organization, Subject

_LABEL = "统计成果分析"


@dataclass(frozen=True)
class Study:
    """The figures of a scope, and of the month before; `passed` are the months before it.

    Of the month before, only what a month counts is there where the scope is one. `parks` and
    `units` are those that may be chosen; the filter leaves them.
    """

    scope: Scope
    current: Tally
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
        now = Tally.of(connection, scope, month, min(month.last, today))
        told.step(1, MONTHS + 2, _LABEL)
        last = month.previous
        of_month = not scope.to_date
        before = Tally.of(connection, scope, last, last.last, of_month).figures
        return cls(
            scope,
            now,
            before,
            _course(connection, scope, month, told),
            tuple(_reached(connection, scope, now.figures.as_of)),
            *_choices(connection),
        )

    @property
    def now(self) -> Figures:
        """The figures of the scope's month, and of the campaign up to it."""
        return self.current.figures

    @property
    def as_of(self) -> date:
        """The day at whose end things are counted."""
        return self.now.as_of

    @property
    def resolver(self) -> Resolver:
        """The same figures as the tables and charts of bulletins take them."""
        return Resolver(self.now, self.before)

    def finder(self, name: str, by: str = "", among: Test = every) -> Find:
        """What finds the lines that a figure counts in the span; see `Tally.lines`."""
        return self.current.finder(name, self.scope.to_date, by, among)


def _month(scope: Scope, today: date) -> Month:
    this = Month.of(today)
    if scope.month is not None and scope.month > this:
        raise Refused(f"{scope.month.label}还没有到；请选{this.label}或更早的月份。")
    return scope.month or this


def _course(
    connection: Connection, scope: Scope, month: Month, told: Progress
) -> tuple[Passed, ...]:
    """The months before, from the first in which anything was collected or closed."""
    months = [*islice(_before(month), MONTHS - 1)]
    found: list[Passed] = []
    for done, one in enumerate(passed(connection, scope, months[::-1]), 2):
        told.step(done, MONTHS + 2, _LABEL)
        found.append(one)
    return tuple(dropwhile(lambda one: not any(one.counts), found))


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
