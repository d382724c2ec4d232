"""Tables and charts in the text of a bulletin: caption, exhibit, note, and back to the grid."""

from collections.abc import Sequence
from dataclasses import replace

from reports.blocks import Block, Chart, Column, Paragraph, Table, ToGrid, clean, paragraph
from reports.columns import wanted_widths
from reports.gongwen import (
    CHART_CAPTION,
    EXHIBIT_NOTE,
    OFFICIAL,
    TABLE_CAPTION,
    TABLE_CELL,
    TABLE_CELL_SMALL,
    TABLE_HEAD,
    TABLE_HEAD_SMALL,
    Align,
)
from reports.view import ChartView, LedgerColumn, Series, TableView


def table(view: TableView) -> tuple[Block, ...]:
    """A table with its caption above and its note below, in smaller type where it is wide."""
    columns = tuple(map(_column, view.columns))
    wide = sum(wanted_widths(columns, TABLE_CELL)) > OFFICIAL.text_width
    cell, head = (TABLE_CELL_SMALL, TABLE_HEAD_SMALL) if wide else (TABLE_CELL, TABLE_HEAD)
    rows = tuple(tuple(map(clean, row)) for row in view.rows)
    keep = bool(view.note)
    ruled = Table(columns, rows, cell, head, merged=view.merged, field=view.field, keep=keep)
    caption = (paragraph(view.caption, TABLE_CAPTION),) if view.caption else ()
    return (*caption, ruled, *_note(view.note), ToGrid())


def _column(column: LedgerColumn) -> Column:
    label, group = clean(column.label), clean(column.group)
    return Column(label, column.width, Align(column.align), group)


def chart(view: ChartView) -> tuple[Block, ...]:
    """A chart with its caption and its note below."""
    said = clean(view.caption)
    style = replace(CHART_CAPTION, keep=bool(view.note))
    caption = (paragraph(said, style),) if said else ()
    return (Chart(_cleaned(view)), *caption, *_note(view.note), ToGrid())


def _cleaned(view: ChartView) -> ChartView:
    """The same chart without characters that leave no mark; its texts stand on single lines."""
    return replace(
        view,
        caption=_line(view.caption),
        unit=_line(view.unit),
        categories=_lines(view.categories),
        series=tuple(Series(_line(one.label), one.values) for one in view.series),
    )


def _line(text: str) -> str:
    return clean(text).replace("\n", " ")


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(_line, texts))


def _note(text: str) -> tuple[Paragraph, ...]:
    return (paragraph(text, EXHIBIT_NOTE),) if text else ()
