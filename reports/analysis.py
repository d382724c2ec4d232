"""成果分析: the main figures, charts and rankings of a span, on A4 upright."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reports import exhibits
from reports.blocks import Block, Document, Ends, Numbering, chinese_date, clean, paragraph
from reports.gongwen import LEDGER_CAPTION, LEDGER_SUMMARY, LEDGER_TITLE
from reports.view import ChartView, TableView

_TITLE = "包联帮扶成果分析"


@dataclass(frozen=True)
class AnalysisView:
    """An analysis as it is printed: `span` says of when, `narrowed` of what part, if not of all."""

    office: str
    as_of: date
    span: str
    narrowed: str
    summary: str
    parts: tuple[TableView | ChartView, ...]


def document(view: AnalysisView) -> Document:
    """The analysis as blocks."""
    title = f"{_TITLE}（{clean(view.span)}）"
    return Document(
        title=title,
        author=clean(view.office),
        dated=view.as_of,
        blocks=(*_head(view, title), *_parts(view)),
        numbering=Numbering.OF_TOTAL,
        continued=Ends(f"{title}（续）", _as_of(view), LEDGER_CAPTION),
    )


def _head(view: AnalysisView, title: str) -> Iterator[Block]:
    yield paragraph(title, LEDGER_TITLE)
    yield paragraph(view.summary, LEDGER_SUMMARY)
    if view.narrowed:
        yield paragraph(view.narrowed, LEDGER_SUMMARY)
    yield Ends(f"编制单位：{clean(view.office)}", _as_of(view), LEDGER_CAPTION)


def _as_of(view: AnalysisView) -> str:
    return f"截至{chinese_date(view.as_of)}"


def _parts(view: AnalysisView) -> Iterator[Block]:
    for part in view.parts:
        if isinstance(part, ChartView):
            yield from exhibits.chart(part)
        else:
            yield from exhibits.table(part)
