"""The main figures of an analysis, each beside what it was a month before."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from statistics import median

from desk.analysis.points import Point
from desk.analysis.study import Study
from desk.bulletins.charts import closing_days
from desk.bulletins.tokens import difference
from desk.statistics import Figures, Value, describe
from desk.statistics.rules import RATES

CLOSING_DAYS = "closing_days"
"""销号用时中位数: half of the closed issues took no longer from registration to closing."""
_CLOSING_LABEL, _CLOSING_UNIT = "销号用时中位数", "天"


@dataclass(frozen=True)
class Tile:
    """A main figure. `change` is against the month before, in the figure's own unit.

    `good` is 1 where more is better, -1 where less is, 0 where neither.
    """

    name: str
    point: Point
    change: Value
    good: int

    @property
    def whole(self) -> float | None:
        """What the figure is held against, where it is a share: 100 %."""
        return 100.0 if self.name in RATES else None


_ABOUT_SUBJECTS = (("coverage_rate", 1),)
_ABOUT_ISSUES = (
    ("issues_collected", 0),
    ("issues_closed", 1),
    ("closing_rate", 1),
    ("on_time_rate", 1),
    ("satisfaction_rate", 1),
    ("issues_overdue", -1),
    (CLOSING_DAYS, -1),
)


def tiles(study: Study) -> tuple[Tile, ...]:
    """The main figures; those about subjects are left out where one unit's issues are looked at."""
    shown = _ABOUT_ISSUES if study.scope.unit else (*_ABOUT_SUBJECTS, *_ABOUT_ISSUES)
    return tuple(_tiles(study, shown))


def _tiles(study: Study, shown: tuple[tuple[str, int], ...]) -> Iterator[Tile]:
    for name, good in shown:
        point = _point(study, name)
        before = _value(study.before, name, study.scope.to_date)
        yield Tile(name, point, difference(point.value, before), good)


def _point(study: Study, name: str) -> Point:
    value = _value(study.now, name, study.scope.to_date)
    if name == CLOSING_DAYS:
        return Point(_CLOSING_LABEL, _CLOSING_UNIT, value, study.finder("issues_closed"))
    label, unit = describe(name)
    figure = name if name in RATES else ""
    return Point(label, unit, value, study.finder(name), figure)


def _value(figures: Figures, name: str, to_date: bool) -> Value:
    if name == CLOSING_DAYS:
        closed = figures.lines("issues_closed", to_date, "closing_days")
        days = [days for line in closed for days in repeat(closing_days(line), line.times)]
        return float(median(days)) if days else None
    return figures.value(name, to_date=to_date)
