"""Duties (例行工作) as data: what is owed again and again, by whom, by when, and what meets it.

Sources: 三河市简报第55期 (周联系、月走访、季调度); 小店区 2022 (liaisons report on the 12th and the
27th, 单月会商 and 双月研判 by the 3rd, the quarter's report by the 3rd of the next month). All are
settings of an office: shipped in `resources/rules/duties.json`, its own versions in its casebook.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from models.calendar import lasts
from models.vocabulary import label
from models.workdays import WorkCalendar

_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_MARGIN = timedelta(days=31)
"""More than a day is ever moved: no run of days off is that long."""
LAST_DAY = 31
"""A day of the month that stands for its last one, however long the month is."""


class Cadence(StrEnum):
    """How often a duty comes."""

    WEEK = "week"
    MONTH = "month"


class Debtor(StrEnum):
    """Who owes it, and of whom: each of these owes it once a turn."""

    UNIT = "unit"
    """包联单位: for each subject that it answers for."""
    LEADER = "leader"
    """包联领导: for each subject that he answers for."""
    LIAISON = "liaison"
    """联络员: of each department."""
    OFFICE = "office"
    """The office itself, once."""
    SUSPENDED = "suspended"
    """The office, for each issue that is suspended (挂账)."""


class Means(StrEnum):
    """What meets a duty."""

    VISIT = "visit"
    """A visit or contact of any way with the subject."""
    ENTRY = "entry"
    """Nothing but what somebody writes down as done."""
    MEETING = "meeting"
    """A meeting of the kind that `of` names."""
    BULLETIN = "bulletin"
    """An issued bulletin of the kind that `of` names, of the month."""
    REVIEW = "review"
    """A review of the issue (复核)."""
    INSPECTION = "inspection"
    """An inspection (督查)."""


class Moved(StrEnum):
    """Where a day goes that is no working day."""

    NEXT = "next"
    PREVIOUS = "previous"
    STAYS = "stays"


_OTHERWISE = {Moved.NEXT: Moved.PREVIOUS, Moved.PREVIOUS: Moved.NEXT, Moved.STAYS: Moved.STAYS}


@dataclass(frozen=True, order=True)
class Turn:
    """One time that a duty comes: it is met from `first` to `last`, and owed on `owed_on`.

    `day` is the day that the rule names, `owed_on` the working day that it was moved to.
    """

    owed_on: date
    day: date
    first: date
    last: date


class Duty(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of a duty. What it is called stands in `vocabulary.DUTIES`.

    `days` are days of the month, or of the week (Monday is 1); `months` those in which it is owed,
    each where it names none; one turn covers `span` months up to that. `of` is the kind of meeting
    or bulletin, `kinds` the kinds of subjects that it is owed for, all where it names none. One
    that is not `on` is owed by nobody.
    """

    key: str
    cadence: Cadence
    debtor: Debtor
    met_by: Means
    version: int = 1
    days: tuple[int, ...] = (LAST_DAY,)
    months: tuple[int, ...] = ()
    span: int = 1
    of: str = ""
    kinds: tuple[str, ...] = ()
    moved: Moved = Moved.PREVIOUS
    on: bool = True
    source: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def label(self) -> str:
        """What people call it."""
        return label("duties", self.key)

    def valid_on(self, day: date) -> bool:
        """Whether this version holds on that day."""
        return lasts(self.valid_from, self.valid_to, day)

    def turns(self, first: date, last: date, calendar: WorkCalendar) -> Iterator[Turn]:
        """The turns that are owed from `first` to `last`, in the order of their days.

        What a week owes is owed in it, on another side of the day that is named if need be; a week
        in which nobody works owes nothing. A turn that this version does not hold for is
        left out: it is the day that the rule names which counts.
        """
        within = (first - _MARGIN, last + _MARGIN)
        named = self._weeks(*within) if self.cadence is Cadence.WEEK else self._months(*within)
        for begins, ends, day in named:
            owed_on = self._owed_on(day, begins, ends, calendar)
            if owed_on and first <= owed_on <= last and self.valid_on(day):
                yield Turn(owed_on, day, begins, ends)

    def _owed_on(self, day: date, begins: date, ends: date, calendar: WorkCalendar) -> date | None:
        owed_on = _moved(day, self.moved, calendar)
        if self.cadence is Cadence.MONTH or begins <= owed_on <= ends:
            return owed_on
        owed_on = _moved(day, _OTHERWISE[self.moved], calendar)
        return owed_on if begins <= owed_on <= ends else None

    def _weeks(self, first: date, last: date) -> Iterator[tuple[date, date, date]]:
        monday = first - _DAY * first.weekday()
        while monday <= last:
            for number in self.days:
                yield monday, monday + 6 * _DAY, monday + (min(number, 7) - 1) * _DAY
            monday += _WEEK

    def _months(self, first: date, last: date) -> Iterator[tuple[date, date, date]]:
        month = first.replace(day=1)
        while month <= last:
            length = monthrange(month.year, month.month)[1]
            if not self.months or month.month in self.months:
                begins, ends = _months_before(month, self.span - 1), month.replace(day=length)
                for number in self.days:
                    yield begins, ends, month.replace(day=min(number, length))
            month = month.replace(day=length) + _DAY


def _months_before(month: date, count: int) -> date:
    """The first day of the month that is so many before."""
    years, number = divmod(month.month - 1 - count, 12)
    return date(month.year + years, number + 1, 1)


def _moved(day: date, moved: Moved, calendar: WorkCalendar) -> date:
    if moved is Moved.NEXT:
        return calendar.after(day, 0)
    if moved is Moved.PREVIOUS and not calendar.is_working(day):
        return calendar.before(day, 1)
    return day


def debt_id(owed_on: date, duty: str, owner: str) -> str:
    """What tells a debt from every other: its day, the key of its duty, who owes (the uid)."""
    return f"{owed_on} {duty} {owner}"
