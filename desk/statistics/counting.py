"""Counting the figures of a month: the month itself, and the campaign so far.

A month that is not over is counted as of today. `value` and the rows come from the same lines, so
a count always opens exactly as many rows as it says.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import Connection

from desk.errors import Refused
from desk.statistics.casework import Casework, Line, Part, read, read_issues
from desk.statistics.rules import DIVISIONS, FIGURES, RATES, Figure, Rate, Span, field_of
from models.calendar import Month
from models.showing import shown

Value = int | float | None
Key = Callable[[Line], str]
_DIVIDED = re.compile("(?P<label>[^（]+)（(?P<field>[^：]+)：(?P<value>.+)）")


@dataclass(frozen=True)
class Counted:
    """A figure that was counted: `value` of the month, `to_date` since the first record.

    A rate is in percent with one decimal; None where there is nothing to divide by.
    """

    label: str
    value: Value
    to_date: Value
    unit: str


@dataclass(frozen=True)
class Rows:
    """What a figure counts, row by row.

    The rows of a rate are those of its numerator and its denominator; each says in which it is.
    """

    name: str
    value: Value
    rows: list[dict[str, Any]]


class Figures:
    """The figures of one month, each counted when it is asked for."""

    def __init__(self, casework: Casework, month: Month) -> None:
        self.month = month
        self._casework = casework
        self._spans = (Span(month.first, casework.as_of), Span(None, casework.as_of))
        self._counted: dict[tuple[int, str, bool], tuple[Line, ...]] = {}

    @classmethod
    def of(cls, connection: Connection, month: Month, today: date) -> "Figures":
        """The figures of a month as the casebook tells them."""
        return cls(read(connection, min(month.last, today)), month)

    @classmethod
    def of_issues(cls, connection: Connection, month: Month) -> "Figures":
        """What a month that is over counts of issues; what was before counts as nothing."""
        return cls(read_issues(connection, month.last, Part(month.first)), month)

    @property
    def as_of(self) -> date:
        """The day at whose end things are counted: the month's last, or today."""
        return self._casework.as_of

    def names(self) -> list[str]:
        """Every figure, and each count divided by the values that occur."""
        divided = [
            f"{name}:{field}={value}"
            for name, fields in DIVISIONS.items()
            for field in fields
            for value in self.parts(name, field, to_date=True)
        ]
        return [*FIGURES, *RATES, *divided]

    def parts(self, name: str, field: str, *, to_date: bool = False) -> dict[str, int]:
        """A count divided by a field: value → how many, the largest first, then by name."""
        found: dict[str, int] = {}
        for line in self.lines(name, to_date, field):
            if line[field]:
                found[line[field]] = found.get(line[field], 0) + line.times
        return dict(sorted(found.items(), key=lambda part: (-part[1], part[0])))

    def divided(self, name: str, key: Key, *, to_date: bool = False, by: str = "") -> Counter[str]:
        """A count by what `key` says of each line, which may be empty: together it is the count.

        `by` is the field of an issue that the key looks at, empty where it looks at none.
        """
        found = Counter[str]()
        for line in self.lines(name, to_date, by):
            found[key(line)] += line.times
        return found

    def counted(self, name: str) -> Counted:
        """A figure with both its values. Raises `Refused` for a name that is none."""
        label, unit = describe(name)
        return Counted(label, self.value(name), self.value(name, to_date=True), unit)

    def value(self, name: str, *, to_date: bool = False) -> Value:
        """What the figure says. Raises `Refused` for a name that is none."""
        rate = RATES.get(name)
        if rate is None:
            return self._count(name, to_date)
        return percent(self._count(rate.numerator, to_date), self._count(rate.denominator, to_date))

    def _count(self, name: str, to_date: bool) -> int:
        return sum(line.times for line in self.lines(name, to_date))

    def lines(self, name: str, to_date: bool = False, by: str = "") -> tuple[Line, ...]:
        """What the figure counts, in lines that say the value of an issue's field `by`.

        Raises `Refused` for a name that is none.
        """
        casework = self._casework.told_by(by)
        key = (id(casework), name, to_date)
        if key not in self._counted:
            self._counted[key] = tuple(self._find(casework, name, to_date))
        return self._counted[key]

    def latest(self, issue: Line, step: str) -> Line | None:
        """The latest step of that sort that an issue has taken, up to the day."""
        steps = self._casework.steps
        taken = (one for one in reversed(steps) if one["issue_uid"] == issue.uid)
        return next((one for one in taken if one["step"] == step), None)

    def rows(self, name: str, *, to_date: bool = False) -> Rows:
        """What the figure counts, as plain rows. Raises `Refused` for a name that is none."""
        value = self.value(name, to_date=to_date)
        return Rows(name, value, [line.row() for line in self.lines(name, to_date)])

    def _find(self, casework: Casework, name: str, to_date: bool) -> Sequence[Line]:
        base, _, part = name.partition(":")
        if not part and name in RATES:
            return self._both(RATES[name], to_date)
        figure = _figure(name)
        if part:
            field, _, value = part.partition("=")
            return [line for line in self.lines(base, to_date, field) if line[field] == value]
        return figure.lines(casework, self._span(figure, to_date))

    def _span(self, figure: Figure, to_date: bool) -> Span:
        return self._spans[to_date or not figure.flow]

    def _both(self, rate: Rate, to_date: bool) -> Sequence[Line]:
        """The lines above and below the line of a rate, each once, flagged."""
        above = {line.uid: line for line in self.lines(rate.numerator, to_date)}
        below = {line.uid: line for line in self.lines(rate.denominator, to_date)}
        return [
            replace(
                line,
                values={
                    **line.values,
                    "in_numerator": uid in above,
                    "in_denominator": uid in below,
                },
            )
            for uid, line in (below | above).items()
        ]


def percent(above: int, below: int) -> float | None:
    """Percent to one decimal, halves rounded up as people do."""
    if not below:
        return None
    share = Decimal(above) * 100 / Decimal(below)
    return float(share.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _figure(name: str) -> Figure:
    """The count behind a name, also of a divided one. Raises `Refused` if there is none."""
    base, _, part = name.partition(":")
    known = base in FIGURES and (not part or part.partition("=")[0] in DIVISIONS.get(base, ()))
    if not known:
        raise Refused(f"没有名为“{name}”的数字；请用 figures 命令查看可用的数字名称。")
    return FIGURES[base]


def describe(name: str) -> tuple[str, str]:
    """Label and unit of a figure. Raises `Refused` for a name that is none."""
    if name in RATES:
        return RATES[name].label, RATES[name].unit
    figure = _figure(name)
    part = name.partition(":")[2]
    if not part:
        return figure.label, figure.unit
    field, _, value = part.partition("=")
    one = field_of(field)
    return f"{figure.label}（{one.label}：{shown(one, value)}）", figure.unit


def name_of(label: str) -> str | None:
    """The figure that is called so, also a divided one; None if there is none."""
    called = {f.label: f.name for f in FIGURES.values()}
    called |= {rate.label: rate.name for rate in RATES.values()}
    divided = _DIVIDED.fullmatch(label)
    if label in called or divided is None:
        return called.get(label)
    base = called.get(divided["label"], "")
    for field in DIVISIONS.get(base, ()):
        one = field_of(field)
        if one.label == divided["field"]:
            return f"{base}:{field}={divided['value']}"
    return None


def figures(connection: Connection, month: Month, today: date) -> dict[str, Counted]:
    """Every figure of a month by name."""
    found = Figures.of(connection, month, today)
    return {name: found.counted(name) for name in found.names()}


def rows(connection: Connection, name: str, month: Month, *, to_date: bool, today: date) -> Rows:
    """The rows that one figure counts. Raises `Refused` for a name that is none."""
    return Figures.of(connection, month, today).rows(name, to_date=to_date)
