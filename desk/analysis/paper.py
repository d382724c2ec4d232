"""The analysis as it is printed: the same figures, charts and tables as at the window."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from desk import asked
from desk.analysis.graphs import graphs
from desk.analysis.rankings import rankings
from desk.analysis.scope import Scope
from desk.analysis.study import Study
from desk.analysis.tiles import Tile, tiles
from desk.bulletins.tokens import shown
from desk.picking import month_of_visits
from desk.printable import Example, Printable, Told
from desk.settings import office
from reports import analysis as analysis_paper
from reports.analysis import AnalysisView
from reports.view import LedgerColumn, TableView

SINCE_START = "all"
"""What is written for the campaign so far instead of a month."""


def view(study: Study, named: str) -> AnalysisView:
    """An analysis in words; `named` is the office that made it."""
    found = tiles(study)
    narrowed = "；".join(f"{label}：{value}" for label, value in study.scope.filters)
    charts = (graph.view for graph in graphs(study) if not graph.empty)
    tables = (replace(one.view, field="") for one in rankings(study))
    return AnalysisView(
        named,
        study.as_of,
        study.scope.span,
        f"范围：{narrowed}" if narrowed else "",
        _summary(found),
        (_figures(study, found), *charts, *tables),
    )


def _summary(found: tuple[Tile, ...]) -> str:
    """The figures that say something, as a sentence."""
    said = [f"{t.point.label}{shown(t.point.value)}{t.point.unit}" for t in found if t.point.value]
    return "，".join(said) + "。" if said else "没有可以统计的记录。"


def _figures(study: Study, found: tuple[Tile, ...]) -> TableView:
    rows = tuple((t.point.label, t.point.unit, shown(t.point.value), signed(t)) for t in found)
    columns = (
        LedgerColumn("指标", 10),
        *(LedgerColumn(label, 5, "center") for label in ("单位", study.scope.span, since(study))),
    )
    return TableView("主要指标", columns, rows)


def since(study: Study) -> str:
    """What changes are against: the month before, or where things stood at its end."""
    return "较上月末" if study.scope.to_date else "较上月"


def signed(tile: Tile) -> str:
    """A change with its sign, or a dash."""
    change = tile.change
    return f"+{shown(change)}" if change and change > 0 else shown(change)


def scope_of(written: str, park: str = "", unit: str = "") -> Scope:
    """A scope as it is written: a month, or `all`. Raises `Refused` for anything else."""
    month = None if written == SINCE_START else asked.month(written)
    return Scope(month, park, unit)


def gather(connection: Connection, written: str, today: date) -> AnalysisView:
    """The analysis of a month, or of the campaign so far. Raises `Refused` as `scope_of` does."""
    study = Study.of(connection, scope_of(written), today)
    return view(study, office(connection)["office"])


ANALYSIS: Printable[AnalysisView] = Printable(
    "analysis",
    "成果分析",
    "",
    gather,
    analysis_paper.document,
    Told(
        "包联办：月底和阶段总结时，报领导、分析短板",
        "成果分析 → 选月份和范围 → “打印…”（Ctrl+P）",
        "baolian analysis 台账 --month 月份 --out 文件.pdf",
    ),
    examples=(Example(month_of_visits),),
)
