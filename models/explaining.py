"""Why a deadline is the day it is, in sentences that a person can check with a calendar.

`9月28日交办，7 个工作日，10月1—7日放假不计，10月10日（星期六）上班计入，10月13日到期`
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from types import MappingProxyType

from models.deadlines import Rulebook, Term, Unit
from models.lifecycle import IssueState, Reckoning, StepRecord
from models.steps import STEPS
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


# --- the whole story of a deadline ---------------------------------------------------------------

PROVISIONAL = "（暂定，{year}年的放假通知还没有录入）"
"""Behind the last day where it may still move; the notice of the year is not in yet."""


def deadline(state: IssueState, steps: Sequence[StepRecord], book: Rulebook) -> tuple[str, ...]:
    """How the deadline that stands came about: a sentence for each time that it was set.

    The last one ends with the deadline; where that may still move, it says so behind it.
    """
    told = [_told(_Set(one, state, steps, book)) for one in state.reckonings]
    if told and state.due_on and book.is_provisional(state.standing):
        told[-1] += PROVISIONAL.format(year=state.due_on.year)
    return tuple(told)


def of_partners(state: IssueState, book: Rulebook) -> Mapping[str, str]:
    """By co-unit how the day came about by which it answers; without those that have none."""
    term = book.rule(state.rule).terms.get("co_unit")
    start = state.dispatched_on
    if term is None or start is None:
        return {}
    said = explain(start, STEPS["dispatch"].label, term, book.calendar)
    return {one.unit: said for one in state.partners if one.due_on}


@dataclass(frozen=True)
class _Set:
    """A time that a deadline was set, and what is needed to tell of it."""

    one: Reckoning
    state: IssueState
    steps: Sequence[StepRecord]
    book: Rulebook

    @property
    def before(self) -> date | None:
        """The deadline that it replaced."""
        place = self.state.reckonings.index(self.one)
        return self.state.reckonings[place - 1].due_on if place else None

    @property
    def taken(self) -> StepRecord | None:
        """The step that set it."""
        return next((step for step in self.steps if step.uid == self.one.uid), None)

    @property
    def asked(self) -> StepRecord | None:
        """The request for an extension that stands last before it."""
        earlier = takewhile(lambda step: step.uid != self.one.uid, self.steps)
        asks = (step for step in earlier if step.step == "ask_extension")
        return next((s for s in reversed([*asks]) if s.uid not in self.state.passed_over), None)

    def day(self, day: date) -> str:
        """A day with its year where that is another than that of the setting."""
        return _dated(day, self.one.on)


def _told(set_: _Set) -> str:
    one = set_.one
    if one.term is not None:
        return explain(one.on, STEPS[one.step].label, one.term, set_.book.calendar)
    return _WAYS.get(one.step, _named)(set_)


def _named(set_: _Set) -> str:
    """Somebody named the day; a dispatch may also leave the one that was named before."""
    one = set_.one
    label = STEPS[one.step].label
    taken = set_.taken
    kept = taken is not None and taken.value("due_on") is None
    how = "时限不变" if kept else f"{label}时定"
    sep = "，" if kept else ""
    return f"{short(one.on)}{label}，{how}{sep}{set_.day(one.due_on)}到期"


def _extended(set_: _Set) -> str:
    """Who asked, who granted, from which day to which."""
    one, granted, asked = set_.one, set_.taken, set_.asked
    parts = [f"{short(asked.on)}{asked.by}申请延期"] if asked else []
    parts.append(f"{short(one.on)}{granted.by if granted else ''}同意")
    before = f"由{set_.day(set_.before)}" if set_.before else ""
    return "，".join((*parts, f"{before}延至{set_.day(one.due_on)}到期"))


def _resumed(set_: _Set) -> str:
    """How many days stood still, in what the rule counts, and what of that is off or made up."""
    one, calendar = set_.one, set_.book.calendar
    since = one.since or one.on
    working = set_.book.counts_working(set_.state.rule)
    count = calendar.count(since, one.on) if working else (one.on - since).days
    added = Term(count, Unit.WORKING if working else Unit.CALENDAR).label
    parts = [f"{_dated(since, one.on)}挂账，{short(one.on)}恢复办理", f"顺延 {added}"]
    if working and set_.before:
        parts += exceptions(set_.before, one.due_on, calendar)
    before = f"由{set_.day(set_.before)}" if set_.before else ""
    return "，".join((*parts, f"{before}顺延至{set_.day(one.due_on)}到期"))


_WAYS: Mapping[str, Callable[[_Set], str]] = MappingProxyType(
    {"grant_extension": _extended, "resume": _resumed}
)
