"""The tables of an analysis: those that bulletins print, each cell with the lines it counts."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from desk.analysis.points import Point
from desk.analysis.study import Study
from desk.bulletins.dividing import CATEGORIES, LEAD_UNITS, PARKS, VISITING_UNITS, Divided
from desk.bulletins.tokens import caption
from desk.statistics import describe
from desk.statistics.casework import Line, every
from desk.statistics.rules import RATES
from reports.view import TableView

_ABOUT_ISSUES = {"table:lead_units": LEAD_UNITS, "table:categories": CATEGORIES}
_ABOUT_SUBJECTS = {"table:visiting_units": VISITING_UNITS, "table:parks": PARKS}


@dataclass(frozen=True)
class Ranking:
    """A table: what is divided, and the view that is printed of it."""

    name: str
    divided: Divided
    view: TableView
    study: Study

    @property
    def ranked(self) -> bool:
        """Whether its first column says the place."""
        return bool(self.divided.rules)

    def point(self, row: int, column: int) -> Point:
        """What a cell counts; the place and the name stand for what the table needs most."""
        name, number = self.view.rows[row][self.ranked], column - self.ranked - 1
        if number < 0:
            return self._of(name, self.divided.needs, True, "")
        count = self.divided.counts[number]
        return self._of(name, count.figure, count.to_date, self.view.rows[row][column])

    def _of(self, name: str, figure: str, to_date: bool, written: str) -> Point:
        label, unit = describe(figure)
        said = f"{'累计' if to_date else ''}{label}（{name}）"
        by, among = self.divided.by.field, self._among(name)
        find = self.study.current.finder(figure, to_date, by, among)
        if figure in RATES:
            return Point(said, unit, float(written) if _is_number(written) else None, find, figure)
        lines = self.study.now.lines(figure, to_date, by)
        return Point(said, unit, sum(line.times for line in lines if among(line)), find)

    def _among(self, name: str) -> Callable[[Line], bool]:
        """Which lines belong to a part; the last row has those of all."""
        key = self.divided.by.key(self.study.now)
        if all(row[self.ranked] != name for row in self.view.rows[:-1]):
            return every
        rest = "" if name == self.divided.by.rest else name
        return lambda line: key(line) == rest


def _is_number(written: str) -> bool:
    return written.replace(".", "", 1).isdecimal()


def rankings(study: Study) -> tuple[Ranking, ...]:
    """The tables that have something to show; those about subjects not for one unit's issues."""
    tables = _ABOUT_ISSUES if study.scope.unit else {**_ABOUT_ISSUES, **_ABOUT_SUBJECTS}
    made = ((name, one, one.table(study.resolver)) for name, one in tables.items())
    return tuple(
        Ranking(name, one, replace(view, caption=caption(name)), study)
        for name, one, view in made
        if view is not None
    )
