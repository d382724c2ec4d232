"""A ledger (台账): title, office and date, ruled table with repeated headings, 第X页 共Y页."""

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

_ALIGNS = {"left": Align.LEFT, "center": Align.CENTER, "right": Align.RIGHT}


def document(view: LedgerView) -> Document:
    """The ledger as blocks, on A4 landscape where its columns fit, else on A3."""
    columns = tuple(map(_column, view.columns))
    return Document(
        title=clean(view.title),
        author=clean(view.office),
        dated=view.as_of,
        blocks=(*_heading(view), Table(columns, tuple(map(_cells, view.rows)))),
        page=_page(columns),
        numbering=Numbering.OF_TOTAL,
    )


def _heading(view: LedgerView) -> tuple[Block, ...]:
    caption = Ends(
        f"填报单位：{clean(view.office)}", f"截至{chinese_date(view.as_of)}", LEDGER_CAPTION
    )
    summary = (paragraph(view.summary, LEDGER_SUMMARY),) if view.summary else ()
    return (paragraph(view.title, LEDGER_TITLE), *summary, caption)


def _column(column: LedgerColumn) -> Column:
    return Column(clean(column.label), column.width, _ALIGNS[column.align])


def _cells(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(clean, row))


def _page(columns: tuple[Column, ...]) -> Page:
    wanted = sum(wanted_widths(columns, LEDGER_CELL))
    return A4_LANDSCAPE if wanted <= A4_LANDSCAPE.text_width else A3_LANDSCAPE
