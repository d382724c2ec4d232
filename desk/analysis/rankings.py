"""The tables of an analysis: those that bulletins print, each cell with the lines it counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from desk.analysis.points import Groups, Point
from desk.analysis.study import Study
from desk.bulletins.dividing import CATEGORIES, LEAD_UNITS, PARKS, VISITING_UNITS, Divided
from desk.bulletins.exhibits import caption
from desk.statistics import describe
from desk.statistics.casework import Line
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
        if figure not in RATES:
            return Point.counting(said, unit, self._lines(name, figure, to_date))

        def find(_: object) -> Groups:
            return (("", tuple(self._lines(name, figure, to_date))),)

        value = float(written) if _is_number(written) else None
        return Point(said, unit, value, find, figure)

    def _lines(self, name: str, figure: str, to_date: bool) -> Iterator[Line]:
        """The lines of a part; the last row has those of all."""
        figures = self.study.now
        key = self.divided.by.key(figures)
        names = {row[self.ranked] for row in self.view.rows[:-1]}
        rest = "" if name == self.divided.by.rest else name
        lines = figures.lines(figure, to_date)
        return (line for line in lines if name not in names or key(line) == rest)


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
