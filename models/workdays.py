"""Working days on the statutory calendar with its make-up days (调休).

A day is a working day if the yearly notice of the State Council says so, or, where no notice names
it, if it is no Saturday or Sunday. Source of the days: 国务院办公厅 yearly 部分节假日安排的通知; of
counting: 民法典 第二百零一条 (the day on which a term begins is not counted).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

_DAY = timedelta(days=1)
_SATURDAY = 5


class DayKind(StrEnum):
    """What a notice makes of a day."""

    REST = "rest"
    """放假: no working day, whatever day of the week it is."""
    WORK = "work"
    """上班: a working day, though it is a Saturday or Sunday."""


@dataclass(frozen=True, order=True)
class CalendarDay:
    """One day that a notice names.

    `name` is the holiday that it belongs to; `source` says where the line came from (`vocabulary
    .CALENDAR_SOURCES`); `year` is the year of the notice, which may be the year after the day's own
    (the last days of December often stand in the next year's notice); `notice` is its title.
    """

    day: date
    kind: DayKind
    name: str
    year: int
    source: str = ""
    notice: str = ""


@dataclass(frozen=True)
class WorkCalendar:
    """The days that notices name, and the years whose notice is in."""

    days: Mapping[date, CalendarDay]
    years: frozenset[int]
    _ends: dict[tuple[date, int], date] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, days: Iterable[CalendarDay]) -> "WorkCalendar":
        """A calendar of these days; of two lines about one day the later one stands."""
        kept = tuple(days)
        return cls({one.day: one for one in kept}, frozenset(one.year for one in kept))

    def is_working(self, day: date) -> bool:
        """Whether people are at work on that day."""
        named = self.days.get(day)
        return named.kind is DayKind.WORK if named else day.weekday() < _SATURDAY

    def after(self, day: date, count: int) -> date:
        """The working day that is number `count` after a day, which itself is not counted.

        With 0: the day itself, or the next working day where it is none. Raises `ValueError` for a
        negative number.
        """
        if count < 0:
            raise ValueError(count)
        found = self._ends.get((day, count))
        if found is None:
            found = self._ends[day, count] = self._walk(day, count)
        return found

    def _walk(self, day: date, count: int) -> date:
        while count > 0 or not self.is_working(day):
            day += _DAY
            count -= self.is_working(day)
        return day

    def before(self, day: date, count: int) -> date:
        """The working day that is number `count` before a day, which itself is not counted."""
        while count > 0:
            day -= _DAY
            count -= self.is_working(day)
        return day

    def count(self, start: date, end: date) -> int:
        """The working days after `start` up to and with `end`; 0 where `end` is not later."""
        return sum(self.is_working(day) for day in days_after(start, end))

    def is_provisional(self, day: date) -> bool:
        """暂定: the notice of that day's year is not in yet, so it may still move."""
        return day.year not in self.years


def days_after(start: date, end: date) -> Iterator[date]:
    """Each day after `start` up to and with `end`."""
    return (start + timedelta(days=number) for number in range(1, (end - start).days + 1))


def runs(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Days in order → first and last of each run of consecutive ones."""
    ordered = list(days)
    if not ordered:
        return
    first = ordered[0]
    for one, following in pairwise(ordered):
        if following - one != _DAY:
            yield first, one
            first = following
    yield first, ordered[-1]
