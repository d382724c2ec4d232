"""The stretches of days that the rhythm is looked at by: a week or a month."""

from dataclasses import dataclass
from datetime import date, timedelta

from desk.errors import Refused
from models.calendar import BadMonth, Month
from models.checking import BadValue, parse_date

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """From one day to another; `text` is how it is written, `label` how people read it."""

    first: date
    last: date
    text: str
    label: str

    @classmethod
    def month(cls, day: date) -> "Span":
        """The month of a day."""
        month = Month.of(day)
        return cls(month.first, month.last, str(month), month.label)

    @classmethod
    def week(cls, day: date) -> "Span":
        """The week of a day, from Monday to Sunday."""
        first = day - day.weekday() * _DAY
        last = first + 6 * _DAY
        ends = f"{last.month}月{last.day}日" if last.month != first.month else f"{last.day}日"
        label = f"{first.year}年{first.month}月{first.day}日—{ends}"
        return cls(first, last, first.isoformat(), label)

    @property
    def is_week(self) -> bool:
        """Whether it is a week."""
        return self.last - self.first == 6 * _DAY

    @property
    def following(self) -> "Span":
        """The week or month after it."""
        return self._like(self.last + _DAY)

    @property
    def previous(self) -> "Span":
        """The week or month before it."""
        return self._like(self.first - _DAY)

    def _like(self, day: date) -> "Span":
        return Span.week(day) if self.is_week else Span.month(day)


def span_of(text: str, today: date) -> Span:
    """The month that is written (2018-07), or the week of the day that is (2018-07-02).

    Nothing means this month. Raises `Refused` for anything else.
    """
    written = text.strip()
    if not written:
        return Span.month(today)
    try:
        return Span.month(Month.parse(written).first)
    except BadMonth:
        return Span.week(_day(written, today))


def _day(written: str, today: date) -> date:
    try:
        day = parse_date(written, today)
    except BadValue:
        day = None
    if day is None:
        raise Refused(
            f"“{written}”不是月份，也不是日期；请写成 2018-07，或一周中的一天 2018-07-02。"
        )
    return day
