"""The calendar of working days: what is shipped, and what the office has added to it.

A notice is added whole: its days replace what was known of its year, be it shipped or the office's
own. What that moves is reckoned anew within the same change (`desk.derived`), and each open issue
whose deadline moved has a line of it in its record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from models.notices import notice_title
from models.tables import CalendarLine
from models.workdays import CalendarDay, DayKind, WorkCalendar

FILE = Path(__file__).parents[1] / "resources" / "calendar" / "days.json"


class DayFile(msgspec.Struct, frozen=True):
    """A file of days as it is shipped: each day, what it is, its holiday, the notice's year."""

    source: str
    days: tuple[tuple[date, DayKind, str, int], ...]


def days_in(read: DayFile) -> tuple[CalendarDay, ...]:
    """The days of a file."""
    return tuple(
        CalendarDay(day, kind, name, year, read.source, notice_title(year))
        for day, kind, name, year in read.days
    )


def first_named(year: int) -> date:
    """The first day that the notice of a year may name: 元旦 often begins in December."""
    return date(year - 1, 12, 1)


@cache
def shipped() -> WorkCalendar:
    """The calendar that comes with the program, from 2004 to the last notice it knew."""
    return WorkCalendar.of(days_in(msgspec.json.decode(FILE.read_bytes(), type=DayFile)))


def own_days(connection: Connection) -> tuple[CalendarDay, ...]:
    """The days of the office's own notices."""
    lines = connection.execute(select(CalendarLine.__table__).order_by(CalendarLine.id)).all()
    return tuple(
        CalendarDay(
            row.day,
            DayKind(row.kind),
            row.name or "",
            row.year or row.day.year,
            row.source or "",
            row.notice or "",
        )
        for row in lines
        if row.day is not None and row.kind in set(DayKind)
    )


def calendar(connection: Connection) -> WorkCalendar:
    """The calendar of a casebook: what is shipped, but for the years of its own notices."""
    own = own_days(connection)
    return with_notices(own) if own else shipped()


@lru_cache(maxsize=4)
def with_notices(own: tuple[CalendarDay, ...]) -> WorkCalendar:
    """What is shipped with these notices in the place of those of the same years."""
    years = {one.year for one in own}
    return WorkCalendar.of((*(d for d in shipped().days.values() if d.year not in years), *own))


@dataclass(frozen=True)
class YearOfDays:
    """What is known of a year: where from, its days off and its make-up days in order."""

    year: int
    source: str
    rest: tuple[CalendarDay, ...]
    work: tuple[CalendarDay, ...]

    @property
    def shipped(self) -> bool:
        """Whether it comes with the program."""
        known = shipped().days
        return all(known.get(one.day) == one for one in (*self.rest, *self.work))


def years(known: WorkCalendar) -> Iterator[YearOfDays]:
    """The years whose notice is in, the latest first."""
    for year in sorted(known.years, reverse=True):
        named = sorted(one for one in known.days.values() if one.year == year)
        rest = tuple(one for one in named if one.kind is DayKind.REST)
        work = tuple(one for one in named if one.kind is DayKind.WORK)
        yield YearOfDays(year, named[0].source, rest, work)
