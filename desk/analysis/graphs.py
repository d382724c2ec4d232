"""The charts of an analysis: what the paper draws, and behind every mark the lines it counts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from desk.analysis.course import FIGURES, Passed
from desk.analysis.points import Find, Point
from desk.analysis.study import Study
from desk.analysis.tiles import closing_days
from desk.bulletins.dividing import LEAD_UNITS
from desk.coverage import DIVISIONS, MEASURES, Reached
from desk.statistics import describe
from desk.statistics.casework import Line
from desk.statistics.counting import percent
from models.calendar import Month
from models.vocabulary import SATISFACTIONS, SUBJECT_KINDS
from reports.view import ChartView, Series

_MOST = 12
"""Bars of a chart; what is left over is put together."""
_DAYS = (("7天以内", 7), ("8至15天", 15), ("16至30天", 30), ("31至60天", 60), ("60天以上", None))
"""How long closing took: an ordinary matter has 7 days, a hard one 15 (13710), then months."""
_REACHED, _LACKING = "已做到", "尚缺"
Row = tuple[str, Sequence[Point]]


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
    made = (
        _course(study),
        _categories(study),
        _parks(study),
        _units(study),
        _days(study),
        _satisfaction(study),
        _closing_rates(study),
    )
    return made if study.scope.unit else (*made, _kinds(study), _covered_parks(study))


def _graph(
    head: tuple[str, str, str], unit: str, categories: Sequence[str], rows: Sequence[Row]
) -> Graph:
    """`head` is name, caption and shape."""
    name, caption, shape = head
    series = tuple(Series(label, tuple(map(_number, points))) for label, points in rows)
    view = ChartView(caption, shape, unit, tuple(categories), series)
    return Graph(name, view, tuple(tuple(points) for _, points in rows))


def _number(point: Point) -> float | None:
    return None if point.value is None else float(point.value)


# --- issues ---------------------------------------------------------------------------------------


def _course(study: Study) -> Graph:
    """The months before, then that of the scope."""
    months = [*(one.month for one in study.passed), study.now.month]
    rows = [
        (
            describe(name)[0],
            [*(_of_month(one, name) for one in study.passed), _of_now(study, name)],
        )
        for name in FIGURES
    ]
    categories = [_month_name(month, first=not number) for number, month in enumerate(months)]
    return _graph(("months", "各月收集与销号", "columns"), "件", categories, rows)


def _of_month(one: Passed, name: str) -> Point:
    label, unit = describe(name)
    said, value = f"{one.month.label}{label}", one.counts[FIGURES.index(name)]
    return Point(said, unit, value, lambda connection: (("", one.lines(connection, name)),))


def _of_now(study: Study, name: str) -> Point:
    label, unit = describe(name)
    find = study.current.finder(name, to_date=False)
    return Point(f"{study.now.month.label}{label}", unit, study.now.value(name), find)


def _month_name(month: Month, *, first: bool) -> str:
    return month.label if first or month.number == 1 else f"{month.number}月"


def _categories(study: Study) -> Graph:
    return _divided(study, ("categories", "各类别问题", "bars"), "category", ("未分类", "其余各类"))


def _units(study: Study) -> Graph:
    return _divided(study, ("units", "各牵头单位问题", "bars"), "lead_unit", ("未交办", "其余单位"))


def _parks(study: Study) -> Graph:
    return _divided(study, ("parks", "各属地问题", "bars"), "park", ("未注明", "其余属地"))


def _divided(study: Study, head: tuple[str, str, str], field: str, rest: tuple[str, str]) -> Graph:
    """Issues collected and closed by a field; `rest` names what has none, and what is left over."""

    def key(line: Line) -> str:
        return line[field] or rest[0]

    parts = [study.divided(name, key, field) for name in FIGURES]
    names = sorted(
        dict.fromkeys(name for part in parts for name in part),
        key=lambda name: (name == rest[0], *(-part[name] for part in parts), name),
    )
    groups = [(name, [name]) for name in names]
    if len(names) > _MOST:
        groups = [*groups[: _MOST - 1], (rest[1], names[_MOST - 1 :])]
    by = _By(study, key, field)
    rows = [(describe(n)[0], by.points(n, p, groups)) for n, p in zip(FIGURES, parts, strict=True)]
    return _graph(head, "件", [name for name, _ in groups], rows)


@dataclass(frozen=True)
class _By:
    """What says to which bar a line belongs; it looks at the field of an issue."""

    study: Study
    key: Callable[[Line], str]
    field: str = ""

    def points(
        self, figure: str, counts: Counter[str], groups: Sequence[tuple[str, Sequence[str]]]
    ) -> list[Point]:
        """A point for each group of parts."""
        label, unit = describe(figure)
        return [
            Point(
                f"{label}（{said}）",
                unit,
                sum(counts[name] for name in names),
                self.study.finder(figure, self.field, self._within(frozenset(names))),
            )
            for said, names in groups
        ]

    def _within(self, names: Collection[str]) -> Callable[[Line], bool]:
        return lambda line: self.key(line) in names


def _days(study: Study) -> Graph:
    said = [name for name, _ in _DAYS]
    head = ("days", "销号用时（自登记之日起）", "columns")
    return _alone(head, "issues_closed", _By(study, _stretch, "closing_days"), said)


def _alone(head: tuple[str, str, str], figure: str, by: _By, names: Sequence[str]) -> Graph:
    """One figure by parts that are there, whatever they count."""
    label, unit = describe(figure)
    counts = by.study.divided(figure, by.key, by.field)
    points = by.points(figure, counts, [(name, [name]) for name in names])
    return _graph(head, unit, names, [(label, points)])


def _stretch(issue: Line) -> str:
    days = closing_days(issue)
    return next(name for name, most in _DAYS if most is None or days <= most)


def _satisfaction(study: Study) -> Graph:
    said = [term.code for term in SATISFACTIONS]
    by = _By(study, lambda line: line["satisfaction"] or "")
    head = ("satisfaction", "回访满意程度", "columns")
    return _alone(head, "issues_followed_up", by, said)


def _closing_rates(study: Study) -> Graph:
    """The units in the order of the ranking that bulletins print, by what they closed so far."""
    values = LEAD_UNITS.values(study.resolver)
    names = [name for _, name in LEAD_UNITS.order(values) if values[name]["销号率"] is not None]
    label, unit = describe("closing_rate")
    points = [
        Point(
            f"累计{label}（{name}）",
            unit,
            values[name]["销号率"],
            _of_unit(study, name),
            "closing_rate",
        )
        for name in names[:_MOST]
    ]
    head = ("closing_rates", "牵头单位累计销号率排名", "bars")
    return _graph(head, unit, names[:_MOST], [(f"累计{label}", points)])


def _of_unit(study: Study, unit: str) -> Find:
    def of_it(line: Line) -> bool:
        return bool(line["lead_unit"] == unit)

    return study.current.finder("closing_rate", True, "lead_unit", of_it)


# --- subjects -------------------------------------------------------------------------------------


def _kinds(study: Study) -> Graph:
    parts = [
        (term.label, [one for one in study.reached if one.kind == term.code])
        for term in SUBJECT_KINDS
    ]
    return _covered(("coverage_kinds", "四类对象覆盖率", "bars"), parts)


def _covered_parks(study: Study) -> Graph:
    parts: dict[str, list[Reached]] = defaultdict(list)
    for one in study.reached:
        parts[DIVISIONS["park"][1](one)].append(one)
    ordered = sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))[:_MOST]
    return _covered(("coverage_parks", "各属地覆盖率", "bars"), ordered)


def _covered(head: tuple[str, str, str], parts: Sequence[tuple[str, Sequence[Reached]]]) -> Graph:
    """How much of each part every measure reaches, against 100 %."""
    some = [(name, ones) for name, ones in parts if ones]
    rows = [
        (said, [_share(f"{said}（{name}）", measure, ones) for name, ones in some])
        for measure, said in MEASURES.items()
    ]
    return _graph(head, "%", [name for name, _ in some], rows)


def _share(label: str, measure: str, ones: Sequence[Reached]) -> Point:
    """A share; what is held against is all for 包联, and for the others those that have it."""
    of = [one for one in ones if measure == "assigned" or one.assigned]
    there = tuple(_line(one) for one in of if getattr(one, measure))
    lacking = tuple(_line(one) for one in of if not getattr(one, measure))
    groups = ((_REACHED, there), (_LACKING, lacking))
    return Point(label, "%", percent(len(there), len(of)), lambda _: groups)


def _line(one: Reached) -> Line:
    told = {name: getattr(one, name) for name in ("code", "name", "park", "unit", "leader")}
    return Line(one.uid, told)
