"""The calendar of working days: what is shipped, and what the office has added to it."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from models.notices import notice_title
from models.tables import CalendarLine
from models.workdays import CalendarDay, DayKind, WorkCalendar

FILE = Path(__file__).parents[1] / "resources" / "calendar" / "days.json"


class _Shipped(msgspec.Struct, frozen=True):
    source: str
    days: tuple[tuple[date, DayKind, str, int], ...]


@cache
def shipped() -> WorkCalendar:
    """The calendar that comes with the program, from 2004 to the last notice it knew."""
    read = msgspec.json.decode(FILE.read_bytes(), type=_Shipped)
    return WorkCalendar.of(
        CalendarDay(day, kind, name, year, read.source, notice_title(year))
        for day, kind, name, year in read.days
    )


def calendar(connection: Connection) -> WorkCalendar:
    """The calendar of a casebook: what is shipped, and over it the days of its own notices."""
    lines = connection.execute(select(CalendarLine.__table__).order_by(CalendarLine.id)).all()
    if not lines:
        return shipped()
    own = (
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
    return WorkCalendar.of((*shipped().days.values(), *own))
