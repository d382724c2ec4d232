"""Tables that divide the figures of a month among units, places or categories.

Each is a row of columns, and each column a figure: the cell of a unit counts those lines of the
figure that belong to it, and the last row is the figure itself.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desk.bulletins.ranking import Rule, ranked, stated
from desk.bulletins.resolving import Resolver
from desk.bulletins.tokens import shown
from desk.statistics import Figures, Value
from desk.statistics.casework import Line
from desk.statistics.counting import percent
from desk.statistics.rules import RATES
from reports.view import LedgerColumn, TableView

_TOTAL = "合计"
_NARROWEST, _PLACE, _NAME = 3, 3, 11  # widths in Chinese characters
Row = Mapping[str, Value]


@dataclass(frozen=True)
class Count:
    """A column: its heading, the figure that it divides, of the month or the campaign so far."""

    label: str
    figure: str
    to_date: bool = False
    group: str = ""

    @property
    def called(self) -> str:
        """What rules and readers know it by: 当月销号 apart from 累计销号."""
        group = "" if self.group == _RATES else self.group
        return f"{group}{self.label.removesuffix('%')}"


_RATES = "比率（%）"


@dataclass(frozen=True)
class Division:
    """By what a table divides: how it is headed, how a line says to which part it belongs.

    `rest` names the row of the lines that belong to none; `field` is the field of an issue that
    says it, empty where it is not an issue's.
    """

    heading: str
    rest: str
    key: Callable[[Figures], Callable[[Line], str]]
    field: str = ""


@dataclass(frozen=True)
class Divided:
    """A table: its division, its columns, and how the parts are ranked, if they are.

    It has nothing to show while `needs` counts nothing in the campaign so far.
    """

    by: Division
    counts: tuple[Count, ...]
    needs: str
    rules: tuple[Rule, ...] = ()

    def values(self, figures: Figures) -> dict[str, Row]:
        """The values of each part by column; the lines that belong to none are under ''."""
        key = self.by.key(figures)
        columns = {c.called: _column(figures, c, key, self.by.field) for c in self.counts}
        names = dict.fromkeys(name for counted, _ in columns.values() for name in counted)
        return {
            name: {called: cell(name) for called, (_, cell) in columns.items()} for name in names
        }

    def order(self, values: Mapping[str, Row]) -> list[tuple[str, str]]:
        """The parts with their places, those that belong to none left out."""
        named = {name: row for name, row in values.items() if name}
        first = self.counts[0].called

        def others(name: str) -> float:
            return -(named[name][first] or 0)

        if self.rules:
            return [(one.place, one.name) for one in ranked(named, self.rules, others)]
        return [("", name) for name in sorted(named, key=lambda name: (others(name), name))]

    def table(self, resolver: Resolver) -> TableView | None:
        """The table; None where it has nothing to show. Its caption is left to the caller."""
        values = self.values(resolver.now)
        if not resolver.now.value(self.needs, to_date=True) or not any(values):
            return None
        rows = [self._row(place, name, values[name]) for place, name in self.order(values)]
        if "" in values:
            rows.append(self._row("—", self.by.rest, values[""]))
        rows.append(self._row("", _TOTAL, self._totals(resolver.now)))
        return TableView("", self._columns(), tuple(rows), self._note(resolver))

    def _row(self, place: str, name: str, row: Row) -> tuple[str, ...]:
        told = (name, *(shown(row[count.called]) for count in self.counts))
        return (place, *told) if self.rules else told

    def _totals(self, figures: Figures) -> Row:
        return {c.called: figures.value(c.figure, to_date=c.to_date) for c in self.counts}

    def _columns(self) -> tuple[LedgerColumn, ...]:
        place = (LedgerColumn("位次", _PLACE, "center"),) if self.rules else ()
        numbers = (LedgerColumn(c.label, _width(c.label), "center", c.group) for c in self.counts)
        return (*place, LedgerColumn(self.by.heading, _NAME), *numbers)

    def _note(self, resolver: Resolver) -> str:
        day = resolver.now.as_of
        dated = f"注：数据截至{day.month}月{day.day}日"
        return f"{dated}；{stated(self.rules)}。" if self.rules else f"{dated}。"


def _width(heading: str) -> int:
    return max(_NARROWEST, len(heading) + 1)


def _column(
    figures: Figures, count: Count, key: Callable[[Line], str], by: str
) -> tuple[Counter[str], Callable[[str], Value]]:
    """Which parts a column has, and what it says of one of them."""

    def divided(name: str) -> Counter[str]:
        return figures.divided(name, key, to_date=count.to_date, by=by)

    rate = RATES.get(count.figure)
    if rate is None:
        counted = divided(count.figure)
        return counted, lambda name: counted[name]
    above, below = divided(rate.numerator), divided(rate.denominator)
    return below, lambda name: percent(above[name], below[name])


def _by_field(heading: str, rest: str, name: str) -> Division:
    return Division(heading, rest, lambda _: lambda line: line[name] or "", name)


def _by_holder(figures: Figures) -> Callable[[Line], str]:
    """The unit that answers for a line's subject."""
    held = {line.uid: line["unit"] or "" for line in figures.lines("subjects_assigned")}
    return lambda line: held.get(line["subject_uid"] or line.uid, "")


_MONTH, _SO_FAR = "当月", "累计"
_COLLECTED = (
    Count("收集", "issues_collected", group=_MONTH),
    Count("销号", "issues_closed", group=_MONTH),
)
_STANDING = (Count("未销号", "issues_open"), Count("超期", "issues_overdue"))
LEAD_UNITS = Divided(
    _by_field("单位", "未交办", "lead_unit"),
    (
        Count("交办", "issues_dispatched", group=_MONTH),
        Count("销号", "issues_closed", group=_MONTH),
        Count("承办", "issues_collected", to_date=True, group=_SO_FAR),
        Count("销号", "issues_closed", to_date=True, group=_SO_FAR),
        Count("按期", "issues_closed_on_time", to_date=True, group=_SO_FAR),
        Count("超期", "issues_overdue"),
        Count("销号率", "closing_rate", to_date=True, group=_RATES),
        Count("按期率", "on_time_rate", to_date=True, group=_RATES),
        Count("满意率", "satisfaction_rate", to_date=True, group=_RATES),
    ),
    "issues_collected",
    (Rule("销号率"), Rule("按期率"), Rule("满意率"), Rule("超期", most_first=False, rate=False)),
)
"""牵头单位: how far the issues of each have come, ranked."""

VISITING_UNITS = Divided(
    Division("单位", "其他对象", _by_holder),
    (
        Count("包联对象", "subjects_assigned"),
        Count("对象", "assigned_subjects_visited", group="当月走访"),
        Count("次数", "visits", group="当月走访"),
        Count("覆盖率%", "coverage_rate", group="当月走访"),
        Count("次数", "visits", to_date=True, group="累计走访"),
        Count("覆盖率%", "coverage_rate", to_date=True, group="累计走访"),
    ),
    "visits",
    (
        Rule("当月走访覆盖率"),
        Rule("当月走访次数", rate=False),
        Rule("累计走访覆盖率"),
        Rule("累计走访次数", rate=False),
    ),
)
"""包联单位: whom each has visited, ranked."""

PARKS = Divided(
    _by_field("属地", "未注明", "park"),
    (
        Count("包联对象", "subjects_assigned"),
        Count("走访", "visits", group=_MONTH),
        *_COLLECTED,
        Count("走访", "visits", to_date=True, group=_SO_FAR),
        Count("收集", "issues_collected", to_date=True, group=_SO_FAR),
        Count("销号", "issues_closed", to_date=True, group=_SO_FAR),
        *_STANDING,
    ),
    "subjects_assigned",
)
"""属地: what is done in each park or township."""

CATEGORIES = Divided(
    _by_field("类别", "未分类", "category"),
    (
        Count("收集", "issues_collected", to_date=True, group=_SO_FAR),
        Count("销号", "issues_closed", to_date=True, group=_SO_FAR),
        Count("销号率%", "closing_rate", to_date=True, group=_SO_FAR),
        *_COLLECTED,
        *_STANDING,
    ),
    "issues_collected",
)
"""问题类别: what the issues are about."""
