"""Tables and charts that a text can show: a table of them, each made from the counted figures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from desk.bulletins.dividing import CATEGORIES, LEAD_UNITS, PARKS, VISITING_UNITS, Divided
from desk.bulletins.resolving import Resolver
from desk.bulletins.tokens import EXHIBITS, difference, shown
from desk.statistics import Figures, Value, describe
from desk.statistics.casework import Line
from desk.statistics.rules import FIGURES, RATES
from reports.view import ChartView, LedgerColumn, Series, TableView

View = TableView | ChartView
_MONTHS = 6
_MOST_BARS = 12
_MOST_UNITS = 20
_MAIN = (
    *("subjects_assigned", "visits", "subjects_visited", "coverage_rate"),
    *("issues_collected", "issues_settled_on_the_spot", "issues_dispatched", "issues_closed"),
    *("closing_rate", "on_time_rate", "satisfaction_rate", "issues_open", "issues_overdue"),
)


@dataclass(frozen=True)
class Exhibit:
    """A table or chart: how it is made, and the figures whose lines it shows.

    `made` gives None where there is nothing to show. `months` says over how many months it looks;
    0 is the month and the campaign so far. `compared` says that it shows the month before as well.
    """

    made: Callable[[Resolver], View | None]
    figures: tuple[str, ...]
    months: int = 0
    compared: bool = False


@dataclass(frozen=True)
class Source:
    """A count that an exhibit shows: `part` is `month`, `to_date`, `month_before` or a month."""

    name: str
    part: str
    figures: Figures
    to_date: bool = False


def show(name: str, resolver: Resolver) -> View | None:
    """An exhibit by its name, captioned; None where it has nothing to show."""
    view = EXHIBIT[name].made(resolver)
    return None if view is None else replace(view, caption=caption(name), field=name)


def caption(name: str) -> str:
    """What stands above an exhibit: its label without 表 or 图."""
    return EXHIBITS[name].partition("·")[2]


def recall(connection: Connection, resolver: Resolver, names: set[str]) -> None:
    """Count the earlier months that these exhibits look at."""
    months = max((EXHIBIT[name].months for name in names), default=0)
    if months:
        resolver.recall(connection, months)


def sources(name: str, resolver: Resolver) -> Iterator[Source]:
    """The counts that an exhibit shows, each of which can list its rows."""
    one = EXHIBIT[name]
    for figure in one.figures:
        if one.months:
            for figures in resolver.months(one.months):
                yield Source(figure, str(figures.month), figures)
        else:
            yield Source(figure, "month", resolver.now)
            yield Source(figure, "to_date", resolver.now, to_date=True)
        if one.compared:
            yield Source(figure, "month_before", resolver.before)


def _main_figures(resolver: Resolver) -> TableView | None:
    rows = tuple(_main_row(resolver, name) for name in _MAIN if _says(resolver.now, name))
    if not rows:
        return None
    columns = (
        LedgerColumn("指标", 10),
        *(LedgerColumn(label, 5, "center") for label in ("单位", "当月", "较上月", "累计")),
    )
    day = resolver.now.as_of
    note = f"注：数据截至{day.month}月{day.day}日；包联、未销号、超期为期末数，不作累计。"
    return TableView("", columns, rows, note)


def _says(figures: Figures, name: str) -> bool:
    return any(figures.value(name, to_date=to_date) for to_date in (False, True))


def _main_row(resolver: Resolver, name: str) -> tuple[str, ...]:
    label, unit = describe(name)
    now, before = resolver.now.value(name), resolver.before.value(name)
    flow = name in RATES or FIGURES[name].flow
    so_far = resolver.now.value(name, to_date=True) if flow else None
    return (label, unit, shown(now), _signed(difference(now, before)), shown(so_far))


def _signed(change: Value) -> str:
    return f"+{shown(change)}" if change and change > 0 else shown(change)


def _six_months(resolver: Resolver) -> ChartView | None:
    """The months from the first that has something; a single one shows no course."""
    told = [("收集问题", "issues_collected"), ("销号问题", "issues_closed")]
    months = resolver.months(_MONTHS)
    while months and not any(months[0].value(name) for _, name in told):
        months = months[1:]
    if len(months) < 2:
        return None
    series = (Series(label, tuple(_number(m.value(name)) for m in months)) for label, name in told)
    return ChartView("", "columns", "件", tuple(map(_month_name, months)), tuple(series))


def _month_name(figures: Figures) -> str:
    month = figures.month
    return month.label if month.number == 1 else f"{month.number}月"


def _model_cases(resolver: Resolver) -> TableView | None:
    """What was closed in the month and can be learned from, the latest last."""
    lines = [line for line in resolver.now.lines("issues_closed") if line["lesson"]]
    lines.sort(key=lambda line: (line["closed_on"], line["number"]))
    if not lines:
        return None
    columns = (
        *(LedgerColumn(label, 7) for label in ("帮扶对象", "问题", "牵头单位")),
        *(LedgerColumn(label, 11) for label in ("办理结果", "典型做法")),
    )
    names = ("subject", "title", "lead_unit", "result", "lesson")
    return TableView("", columns, tuple(tuple(line[n] or "" for n in names) for line in lines))


def _number(value: Value) -> float | None:
    return None if value is None else float(value)


def _categories(resolver: Resolver) -> ChartView | None:
    """The categories with the most issues; what they leave is put together."""
    parts = resolver.now.divided("issues_collected", _category, to_date=True)
    order = sorted(parts.items(), key=lambda part: (-part[1], part[0]))
    if len(order) > _MOST_BARS:
        rest = sum(count for _, count in order[_MOST_BARS - 1 :])
        order = [*order[: _MOST_BARS - 1], ("其余各类", rest)]
    return _bars(order, Series("累计收集问题", ()), "件")


def _category(line: Line) -> str:
    return line["category"] or "未分类"


def _closing_rates(resolver: Resolver) -> ChartView | None:
    """The units in the order of their ranking."""
    values = LEAD_UNITS.values(resolver)
    rates = [(name, values[name]["销号率"]) for _, name in LEAD_UNITS.order(values)]
    known = [(name, rate) for name, rate in rates if rate is not None]
    chart = _bars(known[:_MOST_UNITS], Series("累计销号率", ()), "%")
    if chart is None or len(known) <= _MOST_UNITS:
        return chart
    return replace(chart, note=f"注：仅列排名前{_MOST_UNITS}的单位。")


def _bars(bars: Sequence[tuple[str, Value]], series: Series, unit: str) -> ChartView | None:
    """Lying bars; one alone compares nothing."""
    if len(bars) < 2:
        return None
    filled = replace(series, values=tuple(_number(value) for _, value in bars))
    return ChartView("", "bars", unit, tuple(name for name, _ in bars), (filled,))


def _divided(table: Divided) -> Exhibit:
    named = dict.fromkeys(count.figure for count in table.counts)
    return Exhibit(table.table, tuple(named))


EXHIBIT: Mapping[str, Exhibit] = {
    "table:main_figures": Exhibit(_main_figures, _MAIN, compared=True),
    "table:lead_units": _divided(LEAD_UNITS),
    "table:visiting_units": _divided(VISITING_UNITS),
    "table:parks": _divided(PARKS),
    "table:categories": _divided(CATEGORIES),
    "table:model_cases": Exhibit(_model_cases, ("issues_closed",)),
    "chart:six_months": Exhibit(_six_months, ("issues_collected", "issues_closed"), _MONTHS),
    "chart:categories": Exhibit(_categories, ("issues_collected",)),
    "chart:closing_rates": Exhibit(_closing_rates, ("closing_rate",)),
}
"""Every exhibit by the name under which texts keep it."""
