"""A ledger (台账): title, office and date, ruled table with repeated headings, 第X页 共Y页.

Word and PDF divide one of more than a thousand rows by headings (`reports.dividing`).
"""

from reports.blocks import (
    Block,
    Column,
    Document,
    Ends,
    Numbering,
    Table,
    chinese_date,
    clean,
    paragraph,
)
from reports.columns import wanted_widths
from reports.gongwen import (
    A3_LANDSCAPE,
    A4_LANDSCAPE,
    LEDGER_CAPTION,
    LEDGER_CELL,
    LEDGER_SUMMARY,
    LEDGER_TITLE,
    Align,
    Page,
)
from reports.view import LedgerColumn, LedgerView


def document(view: LedgerView) -> Document:
    """The ledger as blocks, on A4 landscape where its columns fit, else on A3."""
    columns = tuple(map(column, view.columns))
    rows = tuple(map(_cells, view.rows))
    return Document(
        title=clean(view.title),
        author=clean(view.office),
        dated=view.as_of,
        blocks=(*_heading(view), Table(columns, rows, merged=view.merged)),
        page=_page(columns),
        numbering=Numbering.OF_TOTAL,
        watermark=clean(view.watermark),
        sheet=view.sheet,
    )


def _heading(view: LedgerView) -> tuple[Block, ...]:
    caption = Ends(
        f"填报单位：{clean(view.office)}", f"截至{chinese_date(view.as_of)}", LEDGER_CAPTION
    )
    summary = (paragraph(view.summary, LEDGER_SUMMARY),) if view.summary else ()
    return (paragraph(view.title, LEDGER_TITLE), *summary, caption)


def column(said: LedgerColumn) -> Column:
    """A column of a view as one of a table."""
    return Column(clean(said.label), said.width, Align(said.align), clean(said.group))


def _cells(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(clean, row))


def _page(columns: tuple[Column, ...]) -> Page:
    wanted = sum(wanted_widths(columns, LEDGER_CELL))
    return A4_LANDSCAPE if wanted <= A4_LANDSCAPE.text_width else A3_LANDSCAPE
