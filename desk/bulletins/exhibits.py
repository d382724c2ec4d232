"""Tables and charts that a text can show: a table of them, each made from the counted figures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from sqlalchemy import Connection

from desk.bulletins.charts import CHARTS, COURSE, MONTHS, Chart, Ground, Groups
from desk.bulletins.dividing import CATEGORIES, LEAD_UNITS, PARKS, VISITING_UNITS, Divided
from desk.bulletins.resolving import Resolver
from desk.bulletins.tokens import caption, difference, shown
from desk.statistics import Figures, Value, describe
from desk.statistics.rules import FIGURES, RATES
from reports.view import ChartView, LedgerColumn, TableView

View = TableView | ChartView
_MAIN = (
    *("subjects_assigned", "visits", "subjects_visited", "coverage_rate"),
    *("issues_collected", "issues_settled_on_the_spot", "issues_dispatched", "issues_closed"),
    *("closing_rate", "on_time_rate", "satisfaction_rate", "issues_open", "issues_overdue"),
)


@dataclass(frozen=True)
class Source:
    """A count that an exhibit shows: `part` is `month`, `to_date`, `month_before` or a month."""

    name: str
    part: str
    figures: Figures
    to_date: bool = False


@dataclass(frozen=True)
class Exhibit:
    """A table or chart: how it is made, and the counts that it shows.

    `made` gives None where there is nothing to show. `months` says over how many months it looks;
    0 is the month and the campaign so far. `apart` are the lines that no figure counts, under
    headings.
    """

    made: Callable[[Resolver], View | None]
    sources: Callable[[Resolver], Iterator[Source]]
    months: int = 0
    apart: Callable[[Resolver], Groups] = lambda _: ()


def show(name: str, resolver: Resolver) -> View | None:
    """An exhibit by its name, captioned; None where it has nothing to show."""
    view = EXHIBIT[name].made(resolver)
    return None if view is None else replace(view, caption=caption(name), field=name)


def recall(connection: Connection, resolver: Resolver, names: set[str]) -> None:
    """Count the earlier months that these exhibits look at."""
    months = max((EXHIBIT[name].months for name in names), default=0)
    if months:
        resolver.recall(connection, months)


def sources(name: str, resolver: Resolver) -> Iterator[Source]:
    """The counts that an exhibit shows, each of which can list its rows."""
    return EXHIBIT[name].sources(resolver)


def apart(name: str, resolver: Resolver) -> Groups:
    """What an exhibit counts that no figure does, such as who has a card, under headings."""
    return EXHIBIT[name].apart(resolver)


def _listed(
    made: Callable[[Resolver], View | None], figures: Sequence[str], *, compared: bool = False
) -> Exhibit:
    """A table of figures of the month and the campaign; `compared` with the month before."""

    def behind(resolver: Resolver) -> Iterator[Source]:
        for figure in figures:
            yield Source(figure, "month", resolver.now)
            yield Source(figure, "to_date", resolver.now, to_date=True)
            if compared:
                yield Source(figure, "month_before", resolver.before)

    return Exhibit(made, behind)


def _drawn(chart: Chart) -> Exhibit:
    """A chart of 成果分析, of the bulletin's month."""

    def made(resolver: Resolver) -> View | None:
        laid = chart.laid(_ground(resolver))
        return None if laid.empty else chart.view(laid)

    def behind(resolver: Resolver) -> Iterator[Source]:
        months = {figures.month: figures for figures in resolver.months(MONTHS)}
        cells = chart.laid(_ground(resolver)).cells()
        counts = dict.fromkeys((one.figure, one.to_date, one.month) for one in cells if one.figure)
        for figure, to_date, month in counts:
            if month is not None:
                yield Source(figure, str(month), months[month])
            else:
                yield Source(figure, "to_date" if to_date else "month", resolver.now, to_date)

    def apart(resolver: Resolver) -> Groups:
        return chart.laid(_ground(resolver)).uncounted()

    return Exhibit(made, behind, MONTHS if chart.looks_back else 0, apart)


def _ground(resolver: Resolver) -> Ground:
    """What charts are made from, as 成果分析 has it of the month."""
    *before, _ = resolver.months(MONTHS)
    course = ((one.month, tuple(one.value(name) for name in COURSE)) for one in before)
    begun = dropwhile(lambda told: not any(told[1]), course)
    return Ground(resolver.now, tuple(begun), resolver.reached)


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


def _divided(table: Divided) -> Exhibit:
    return _listed(table.table, [*dict.fromkeys(count.figure for count in table.counts)])


EXHIBIT: Mapping[str, Exhibit] = {
    "table:main_figures": _listed(_main_figures, _MAIN, compared=True),
    "table:lead_units": _divided(LEAD_UNITS),
    "table:visiting_units": _divided(VISITING_UNITS),
    "table:parks": _divided(PARKS),
    "table:categories": _divided(CATEGORIES),
    "table:model_cases": _listed(_model_cases, ["issues_closed"]),
    **{chart.exhibit: _drawn(chart) for chart in CHARTS},
}
"""Every exhibit by the name under which texts keep it."""
