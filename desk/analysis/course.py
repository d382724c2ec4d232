"""The course of the work: what each month collected and closed, by plain SQL where that will do.

The figures of a month tell how things stood at its end, so an issue that was reopened later was
closed in its month. Whose last closing lies in the month was closed at its end; only those that
were closed in it and again elsewhere, or are open by now, are folded anew.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    and_,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute

from desk.analysis.scope import Scope
from desk.analysis.tally import Tally
from desk.bulletins.charts import COURSE
from desk.derived import states_of
from desk.statistics.casework import UNCOUNTED, Line
from models.calendar import Month
from models.tables import Issue, Step

Condition = ColumnElement[bool]
Day = InstrumentedAttribute[date | None]


@dataclass(frozen=True)
class Passed:
    """A month that is over: how many issues it collected and closed."""

    month: Month
    counts: tuple[int, int]
    scope: Scope

    def lines(self, connection: Connection, name: str) -> tuple[Line, ...]:
        """The issues that one of `COURSE` counts in it."""
        return _tally(connection, self.scope, self.month).lines(connection, name, to_date=False)


def passed(connection: Connection, scope: Scope, months: Sequence[Month]) -> Iterator[Passed]:
    """Count months that are over, one after the other, the oldest first."""
    if scope.unit:  # who led an issue then, its steps must tell
        for month in months:
            figures = _tally(connection, scope, month).figures
            collected, closed = (int(figures.value(name) or 0) for name in COURSE)
            yield Passed(month, (collected, closed), scope)
        return
    among = (Issue.state.not_in(UNCOUNTED), *scope.among())
    registered, done = (
        _by_month(connection, day, months, among) for day in (Issue.registered_on, Issue.closed_on)
    )
    again = _closed_again(connection, months, among)
    for month in months:
        key = str(month)
        yield Passed(month, (registered[key], done[key] + again[key]), scope)


def _tally(connection: Connection, scope: Scope, month: Month) -> Tally:
    return Tally.of(connection, scope, month, month.last, of_month=True)


def _within(day: Day, months: Sequence[Month]) -> Condition:
    return and_(day >= months[0].first, day <= months[-1].last)


def _month_of(day: Day) -> ColumnElement[str]:
    return func.substr(type_coerce(day, Text), 1, 7)


def _by_month(
    connection: Connection, day: Day, months: Sequence[Month], among: Sequence[Condition]
) -> Counter[str]:
    """How many of the issues have that day in each month."""
    month = _month_of(day).label("month")
    asked = select(month, func.count()).where(_within(day, months), *among).group_by(month)
    return Counter({str(key): times for key, times in connection.execute(asked)})


def _closed_again(
    connection: Connection, months: Sequence[Month], among: Sequence[Condition]
) -> Counter[str]:
    """Of the issues that took the step of closing in a month but are not closed by it now, those
    that were closed at its end."""
    rows: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(_moved_on(months, among)):
        rows[row.month].append(row)
    ends = {str(month): month.last for month in months}
    return Counter(
        key
        for key, some in rows.items()
        for _, _, state in states_of(connection, some, until=ends[key])
        if state.closed_on is not None and str(Month.of(state.closed_on)) == key
    )


def _moved_on(months: Sequence[Month], among: Sequence[Condition]) -> Select[Any]:
    """Issues, each with a month in which it took the step of closing but is not closed by now."""
    month = _month_of(Step.happened_on).label("month")
    closing = select(Step.issue, month).where(
        Step.step == "close", _within(Step.happened_on, months)
    )
    taken = closing.distinct().subquery()
    elsewhere = or_(Issue.closed_on.is_(None), _month_of(Issue.closed_on) != taken.c.month)
    asked = select(Issue.__table__, taken.c.month).join(taken, taken.c.issue == Issue.uid)
    return asked.where(elsewhere, *among)
