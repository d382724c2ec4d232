"""Months, as bulletins, figures and lists count them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


class BadMonth(ValueError):
    """What was written is no month; the message is a Chinese sentence."""


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year; months compare in the order of time."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """The month written as `YYYY-MM`. Raises `BadMonth` for anything else."""
        match = _MONTH.fullmatch(text)
        if match is None or match[1] == "0000":
            raise BadMonth(f"“{text}”不是月份，请写成 2018-07 这样的年月。")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month in which a day lies."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def previous(self) -> "Month":
        """The month before."""
        return Month.of(self.first - timedelta(days=1))

    @property
    def following(self) -> "Month":
        """The month after."""
        return Month.of(self.last + timedelta(days=1))

    @property
    def label(self) -> str:
        """As people read it: 2018年7月."""
        return f"{self.year}年{self.number}月"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def lasts(first: date | None, last: date | None, day: date) -> bool:
    """Whether what lasts from one day to another does so on a day; None is open at that end."""
    return (first is None or first <= day) and (last is None or day <= last)
