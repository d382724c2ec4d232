"""The charts of an analysis: what the paper draws, and behind every mark the lines it counts."""

from dataclasses import dataclass

from desk.analysis.course import Passed
from desk.analysis.points import Find, Point
from desk.analysis.study import Study
from desk.bulletins.charts import CHARTS, Cell, Chart, Ground
from desk.statistics.rules import RATES
from reports.view import ChartView


@dataclass(frozen=True)
class Graph:
    """A chart, and its points by series and category, as the chart has its values."""

    name: str
    view: ChartView
    points: tuple[tuple[Point, ...], ...]

    @property
    def empty(self) -> bool:
        """Whether it has nothing to show."""
        return not any(point.value for series in self.points for point in series)


def graphs(study: Study) -> tuple[Graph, ...]:
    """The charts, in the order in which they are read; those about subjects not for one unit."""
    course = tuple((one.month, one.counts) for one in study.passed)
    ground = Ground(study.now, course, study.reached, study.scope.to_date)
    shown = (one for one in CHARTS if not (one.subjects and study.scope.unit))
    return tuple(_graph(study, chart, ground) for chart in shown)


def _graph(study: Study, chart: Chart, ground: Ground) -> Graph:
    laid = chart.laid(ground)
    points = tuple(tuple(_point(study, cell) for cell in cells) for _, cells in laid.rows)
    return Graph(chart.name, chart.view(laid), points)


def _point(study: Study, cell: Cell) -> Point:
    figure = cell.figure if cell.figure in RATES and not cell.groups else ""
    return Point(cell.label, cell.unit, cell.value, _find(study, cell), figure)


def _find(study: Study, cell: Cell) -> Find:
    """What finds the lines that a cell counts."""
    if cell.groups:
        return lambda _: cell.groups
    for one in study.passed:
        if one.month == cell.month:
            return _of_month(one, cell.figure)
    return study.current.finder(cell.figure, cell.to_date, cell.by, cell.among)


def _of_month(one: Passed, name: str) -> Find:
    return lambda connection: (("", one.lines(connection, name)),)
