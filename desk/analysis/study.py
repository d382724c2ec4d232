"""Everything that an analysis counts from, read once; the counting itself is `desk.statistics`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from desk.analysis.scope import Scope
from desk.bulletins.resolving import Resolver
from desk.coverage import Reached, reached
from desk.errors import Refused
from desk.progress import Progress
from desk.statistics import Figures
from desk.statistics.casework import Line, read, read_issues
from models.calendar import Month

MONTHS = 12
"""How many months the course of the work goes back at most."""
_LABEL = "统计成果分析"


@dataclass(frozen=True)
class Study:
    """The figures of a scope, of the month before, and of the months up to it.

    `months` count what happened to issues in them and nothing else, the oldest first, the last one
    that of the scope. `parks` and `units` are those that may be chosen; the filter leaves them.
    """

    scope: Scope
    now: Figures
    before: Figures
    months: tuple[Figures, ...]
    reached: tuple[Reached, ...]
    parks: tuple[str, ...]
    units: tuple[str, ...]

    @classmethod
    def of(
        cls, connection: Connection, scope: Scope, today: date, progress: Progress | None = None
    ) -> "Study":
        """Read and count. Raises `Refused` for a month to come, Cancelled when asked to stop."""
        month = _month(scope, today)
        told = progress or Progress()
        whole = read(connection, min(month.last, today))
        told.step(1, 4, _LABEL)
        before = Figures(scope.narrowed(read(connection, month.previous.last)), month.previous)
        told.step(2, 4, _LABEL)
        now = Figures(scope.narrowed(whole), month)
        months = tuple(_course(connection, scope, month, told))
        found = reached(connection, whole.as_of, scope.month)
        return cls(
            scope,
            now,
            before,
            (*months, now),
            tuple(one for one in found if not scope.park or one.park == scope.park),
            _names(whole.subjects.values(), "park"),
            _names(whole.issues, "lead_unit"),
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


def _course(
    connection: Connection, scope: Scope, month: Month, told: Progress
) -> Iterator[Figures]:
    """The months before, from the first in which an issue was registered."""
    past = [month]
    for _ in range(MONTHS - 1):
        past.append(past[-1].previous)
    begun = False
    for number, one in enumerate(reversed(past[1:])):
        told.step(3 + number, 3 + MONTHS, _LABEL)
        casework = scope.narrowed(read_issues(connection, one.last, one.first))
        begun = begun or bool(casework.issues)
        if begun:
            yield Figures(casework, one)


def _names(lines: Iterable[Line], field: str) -> tuple[str, ...]:
    return tuple(sorted({line[field] for line in lines if line[field]}))
