"""The calendar of working days: what is shipped, and what the office has added to it."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from models.notices import notice_title
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
