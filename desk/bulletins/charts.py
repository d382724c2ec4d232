"""The table of charts: what 成果分析 shows, and bulletins print, each made by the same count.

A chart is laid out in cells: each a number, and which lines it counts.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desk.bulletins.dividing import LEAD_UNITS
from desk.bulletins.tokens import caption
from desk.coverage import DIVISIONS, MEASURES, Reached
from desk.statistics import Figures, Value, describe
from desk.statistics.casework import Line, Test, every
from desk.statistics.counting import percent
from models.calendar import Month
from models.vocabulary import SATISFACTIONS, SUBJECT_KINDS
from reports.view import ChartView, Series

MONTHS = 12
"""How many months the course of the work shows at most."""
COURSE = ("issues_collected", "issues_closed")
"""The figures of which every month is told, and by which issues are divided."""
_MOST = 12
"""Bars of a chart; what is left over is put together."""
_DAYS = (("7天以内", 7), ("8至15天", 15), ("16至30天", 30), ("31至60天", 60), ("60天以上", None))
"""How long closing took: an ordinary matter has 7 days, a hard one 15 (13710), then months."""
_REACHED, _LACKING = "已做到", "尚缺"
#: The figure that counts what a measure of coverage reaches; of cards there is none.
_MEASURED = {"assigned": "subjects_assigned", "visited": "coverage_rate"}
Groups = tuple[tuple[str, tuple[Line, ...]], ...]
"""Lines under their headings; a single group needs none."""


@dataclass(frozen=True)
class Ground:
    """What charts are made from: a month's figures, and of the months before it those of `COURSE`.

    The course begins with the first month that has something. `to_date` counts flows since the
    first record instead of in the month.
    """

    now: Figures
    course: tuple[tuple[Month, tuple[Value, ...]], ...]
    reached: tuple[Reached, ...]
    to_date: bool = False

    def divided(self, figure: str, key: Callable[[Line], str], by: str) -> Counter[str]:
        """A count in the span, by a key; see `Figures.divided`."""
        return self.now.divided(figure, key, to_date=self.to_date, by=by)


@dataclass(frozen=True)
class Cell:
    """A number of a chart: what it is called, its value, and the figure that counts it.

    Of the figure's lines, told by an issue's field `by`, it counts those that are `among`. `month`
    is one of the course. `groups` are the lines themselves where they are no figure's.
    """

    label: str
    unit: str
    value: Value
    figure: str
    to_date: bool = False
    by: str = ""
    among: Test = every
    month: Month | None = None
    groups: Groups = ()


@dataclass(frozen=True)
class Laid:
    """A chart as numbers: its categories, and the cells of each series."""

    categories: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether it has nothing to show."""
        return not any(cell.value for _, cells in self.rows for cell in cells)

    def cells(self) -> Iterator[Cell]:
        """All numbers, series by series."""
        return (cell for _, cells in self.rows for cell in cells)

    def uncounted(self) -> Groups:
        """The lines of those series that no figure counts, each under what is said of them."""
        found: dict[str, list[Line]] = defaultdict(list)
        for label, cells in self.rows:
            for cell in cells:
                for head, lines in () if cell.figure else cell.groups:
                    found[f"{label}·{head}"].extend(lines)
        return tuple((head, tuple(lines)) for head, lines in found.items())


@dataclass(frozen=True)
class Chart:
    """A chart: its name in the analysis, that under which texts keep it, its shape and unit.

    `subjects` says that it is about subjects, and not about the issues that a unit leads,
    `looks_back` that it tells of the months before.
    """

    name: str
    exhibit: str
    shape: str
    unit: str
    laid: Callable[[Ground], Laid]
    subjects: bool = False
    looks_back: bool = False

    def view(self, laid: Laid) -> ChartView:
        """As it is drawn."""
        series = tuple(Series(label, tuple(map(_number, cells))) for label, cells in laid.rows)
        drawn = ChartView(caption(self.exhibit), self.shape, self.unit, laid.categories, series)
        return replace(drawn, note=laid.note)


def _number(cell: Cell) -> float | None:
    return None if cell.value is None else float(cell.value)


def closing_days(issue: Line) -> int:
    """Calendar days from the day an issue was registered to that on which it was closed."""
    if "closing_days" in issue.values:
        return int(issue["closing_days"])
    return int((issue["closed_on"] - issue["registered_on"]).days)


# --- issues ---------------------------------------------------------------------------------------


def _course(ground: Ground) -> Laid:
    """The months before, then that of the figures."""
    now = (ground.now.month, tuple(ground.now.value(name) for name in COURSE))
    months = (*ground.course, now)
    rows = tuple(
        (describe(name)[0], tuple(_of_month(month, name, told[n]) for month, told in months))
        for n, name in enumerate(COURSE)
    )
    said = (_month_name(month, first=not n) for n, (month, _) in enumerate(months))
    return Laid(tuple(said), rows)


def _of_month(month: Month, name: str, value: Value) -> Cell:
    label, unit = describe(name)
    return Cell(f"{month.label}{label}", unit, value, name, month=month)


def _month_name(month: Month, *, first: bool) -> str:
    return month.label if first or month.number == 1 else f"{month.number}月"


def _divided(field: str, none: str, others: str) -> Callable[[Ground], Laid]:
    """Issues collected and closed by a field; named is what has none, and what is left over."""

    def key(line: Line) -> str:
        return line[field] or none

    def laid(ground: Ground) -> Laid:
        by = _By(ground, key, field)
        parts = {name: ground.divided(name, key, field) for name in COURSE}
        groups = _groups(list(parts.values()), none, others)
        rows = ((describe(name)[0], by.cells(name, part, groups)) for name, part in parts.items())
        return Laid(tuple(name for name, _ in groups), tuple(rows))

    return laid


def _groups(
    parts: Sequence[Counter[str]], none: str, others: str
) -> list[tuple[str, Sequence[str]]]:
    """The bars in their order, each with what it puts together."""
    names = sorted(
        dict.fromkeys(name for part in parts for name in part),
        key=lambda name: (name == none, *(-part[name] for part in parts), name),
    )
    groups: list[tuple[str, Sequence[str]]] = [(name, [name]) for name in names]
    if len(names) > _MOST:
        groups = [*groups[: _MOST - 1], (others, names[_MOST - 1 :])]
    return groups


@dataclass(frozen=True)
class _By:
    """What says to which bar a line belongs; it looks at the field of an issue."""

    ground: Ground
    key: Callable[[Line], str]
    field: str = ""

    def cells(
        self, figure: str, counts: Mapping[str, int], groups: Sequence[tuple[str, Sequence[str]]]
    ) -> tuple[Cell, ...]:
        """A number for each group of parts."""
        label, unit = describe(figure)
        return tuple(
            Cell(
                *(f"{label}（{said}）", unit, sum(counts.get(name, 0) for name in names), figure),
                *(self.ground.to_date, self.field, self._within(frozenset(names))),
            )
            for said, names in groups
        )

    def _within(self, names: Collection[str]) -> Test:
        return lambda line: self.key(line) in names


def _days(ground: Ground) -> Laid:
    by = _By(ground, _stretch, "closing_days")
    return _alone("issues_closed", by, [name for name, _ in _DAYS])


def _alone(figure: str, by: _By, names: Sequence[str]) -> Laid:
    """One figure by parts that are there, whatever they count."""
    counts = by.ground.divided(figure, by.key, by.field)
    cells = by.cells(figure, counts, [(name, [name]) for name in names])
    return Laid(tuple(names), ((describe(figure)[0], cells),))


def _stretch(issue: Line) -> str:
    days = closing_days(issue)
    return next(name for name, most in _DAYS if most is None or days <= most)


def _satisfaction(ground: Ground) -> Laid:
    by = _By(ground, lambda line: line["satisfaction"] or "")
    return _alone("issues_followed_up", by, [term.code for term in SATISFACTIONS])


def _closing_rates(ground: Ground) -> Laid:
    """The units in the order of the ranking that bulletins print, by what they closed so far."""
    values = LEAD_UNITS.values(ground.now)
    rates = {name: values[name]["销号率"] for _, name in LEAD_UNITS.order(values)}
    names = [name for name, rate in rates.items() if rate is not None]
    label, unit = describe("closing_rate")
    cells = tuple(
        Cell(
            *(f"累计{label}（{name}）", unit, rates[name], "closing_rate"),
            *(True, "lead_unit", _led_by(name)),
        )
        for name in names[:_MOST]
    )
    note = f"注：仅列排名前{_MOST}的单位。" if len(names) > _MOST else ""
    return Laid(tuple(names[:_MOST]), ((f"累计{label}", cells),), note)


def _led_by(unit: str) -> Test:
    return lambda line: bool(line["lead_unit"] == unit)


# --- subjects -------------------------------------------------------------------------------------


def _kinds(ground: Ground) -> Laid:
    parts = [
        (term.label, [one for one in ground.reached if one.kind == term.code])
        for term in SUBJECT_KINDS
    ]
    return _covered(ground, parts)


def _covered_parks(ground: Ground) -> Laid:
    parts: dict[str, list[Reached]] = defaultdict(list)
    for one in ground.reached:
        parts[DIVISIONS["park"][1](one)].append(one)
    ordered = sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))[:_MOST]
    return _covered(ground, ordered)


def _covered(ground: Ground, parts: Sequence[tuple[str, Sequence[Reached]]]) -> Laid:
    """How much of each part every measure reaches, against 100 %."""
    some = [(name, ones) for name, ones in parts if ones]
    rows = (
        (said, tuple(_share(ground, f"{said}（{name}）", measure, ones) for name, ones in some))
        for measure, said in MEASURES.items()
    )
    return Laid(tuple(name for name, _ in some), tuple(rows))


def _share(ground: Ground, label: str, measure: str, ones: Sequence[Reached]) -> Cell:
    """A share; what is held against is all for 包联, and for the others those that have it."""
    of = [one for one in ones if measure == "assigned" or one.assigned]
    there = tuple(_line(one) for one in of if getattr(one, measure))
    lacking = tuple(_line(one) for one in of if not getattr(one, measure))
    groups = ((_REACHED, there), (_LACKING, lacking))
    share = percent(len(there), len(of))
    return Cell(label, "%", share, _MEASURED.get(measure, ""), ground.to_date, groups=groups)


def _line(one: Reached) -> Line:
    told = {name: getattr(one, name) for name in ("code", "name", "park", "unit", "leader")}
    return Line(one.uid, told)


CHARTS: tuple[Chart, ...] = (
    Chart("months", "chart:six_months", "columns", "件", _course, looks_back=True),
    Chart(
        "categories", "chart:categories", "bars", "件", _divided("category", "未分类", "其余各类")
    ),
    Chart("parks", "chart:parks", "bars", "件", _divided("park", "未注明", "其余属地")),
    Chart("units", "chart:units", "bars", "件", _divided("lead_unit", "未交办", "其余单位")),
    Chart("days", "chart:days", "columns", "件", _days),
    Chart("satisfaction", "chart:satisfaction", "columns", "件", _satisfaction),
    Chart("closing_rates", "chart:closing_rates", "bars", "%", _closing_rates),
    Chart("coverage_kinds", "chart:coverage_kinds", "bars", "%", _kinds, subjects=True),
    Chart("coverage_parks", "chart:coverage_parks", "bars", "%", _covered_parks, subjects=True),
)
"""Every chart, in the order in which they are read.

Texts keep the first under the name that it had when it looked back six months.
"""
