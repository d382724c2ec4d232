"""Why a deadline is the day it is, in one sentence that a person can check with a calendar.

`9月28日交办，7 个工作日，10月1—7日放假不计，10月10日（星期六）上班计入，10月13日到期`
"""

from collections.abc import Iterable, Iterator
from datetime import date

from models.deadlines import Term, Unit
from models.workdays import CalendarDay, DayKind, WorkCalendar, days_after, runs

WEEKDAYS = "一二三四五六日"


def explain(start: date, said: str, term: Term, calendar: WorkCalendar) -> str:
    """How a term that begins on a day comes to its end; `said` is what happened on that day."""
    end = term.end(start, calendar)
    parts = [f"{short(start)}{said}", term.label]
    if term.unit is Unit.WORKING:
        parts += exceptions(start, end, calendar)
    return "，".join((*parts, f"{_dated(end, start)}到期"))


def exceptions(start: date, end: date, calendar: WorkCalendar) -> list[str]:
    """The days off and make-up days after `start` up to `end`, as parts of a sentence."""
    named = [calendar.days[day] for day in days_after(start, end) if day in calendar.days]
    return [*_rests(named), *_works(named)]


def _rests(named: Iterable[CalendarDay]) -> Iterator[str]:
    off = [one.day for one in named if one.kind is DayKind.REST]
    return (f"{span(first, last)}放假不计" for first, last in runs(off))


def _works(named: Iterable[CalendarDay]) -> Iterator[str]:
    return (
        f"{short(one.day)}（星期{WEEKDAYS[one.day.weekday()]}）上班计入"
        for one in named
        if one.kind is DayKind.WORK
    )


def short(day: date) -> str:
    """A day without its year: 9月28日."""
    return f"{day.month}月{day.day}日"


def span(first: date, last: date) -> str:
    """Days from one to another: 10月1—7日, 9月29日—10月6日, or one day."""
    if first == last:
        return short(first)
    if first.month == last.month:
        return f"{first.month}月{first.day}—{last.day}日"
    return f"{short(first)}—{short(last)}"


def _dated(day: date, start: date) -> str:
    """A day with its year where that is another than the start's."""
    return short(day) if day.year == start.year else f"{day.year}年{short(day)}"
