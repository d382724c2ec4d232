"""The course of the work: what each month collected and closed, by plain SQL where that will do.

The figures of a month tell how things stood at its end, so an issue that was reopened later was
closed in its month. Whose last closing lies in the month was closed at its end; only those that
were closed in it and again elsewhere, or are open by now, are folded anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from desk.analysis.scope import Scope
from desk.derived import states_of
from desk.statistics import Figures
from desk.statistics.casework import UNCOUNTED, Line, Part, read_issues
from models.calendar import Month
from models.tables import Issue, Step

FIGURES = ("issues_collected", "issues_closed")


@dataclass(frozen=True)
class Passed:
    """A month that is over: how many issues it collected and closed."""

    month: Month
    counts: tuple[int, int]
    scope: Scope

    def lines(self, connection: Connection, name: str) -> tuple[Line, ...]:
        """The issues that one of `FIGURES` counts in it."""
        return _figures(connection, self.scope, self.month).lines(name)


def passed(connection: Connection, scope: Scope, month: Month) -> Passed:
    """Count a month that is over."""
    if scope.unit:  # who led an issue then, its steps must tell
        found = _figures(connection, scope, month)
        collected, closed = (len(found.lines(name)) for name in FIGURES)
        return Passed(month, (collected, closed), scope)
    among = (Issue.state.not_in(UNCOUNTED), *scope.among())
    collected = _count(connection, and_(_in(Issue.registered_on, month), *among))
    closed = _count(connection, and_(_in(Issue.closed_on, month), *among))
    again = sum(_closed_again(connection, month, and_(*among)))
    return Passed(month, (collected, closed + again), scope)


def _figures(connection: Connection, scope: Scope, month: Month) -> Figures:
    part = Part(month.first, tuple(scope.among()))
    return Figures(scope.narrowed(read_issues(connection, month.last, part)), month)


def _in(day: InstrumentedAttribute[date | None], month: Month) -> ColumnElement[bool]:
    return and_(day >= month.first, day <= month.last)


def _count(connection: Connection, wanted: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(Issue).where(wanted)) or 0


def _closed_again(
    connection: Connection, month: Month, among: ColumnElement[bool]
) -> Iterator[bool]:
    """Of each issue that took the step of closing in the month, but is not closed by it now."""
    taken = select(Step.issue).where(Step.step == "close", _in(Step.happened_on, month))
    elsewhere = or_(Issue.closed_on.is_(None), not_(_in(Issue.closed_on, month)))
    asked = select(Issue.__table__).where(Issue.uid.in_(taken), elsewhere, among)
    rows = connection.execute(asked).all()
    for _, _, state in states_of(connection, rows, until=month.last):
        yield state.closed_on is not None and state.closed_on in month
