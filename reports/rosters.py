"""包联一览表, 走访计划与完成情况表: lists that offices keep and sign, blank or filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reports.blocks import Block, Document, Ends, Numbering, Table, chinese_date, clean
from reports.blocks import paragraph as said
from reports.gongwen import (
    A4_LANDSCAPE,
    LEDGER_CAPTION,
    LEDGER_SUMMARY,
    LEDGER_TITLE,
)
from reports.ledger import column
from reports.slipform import BLANK_DAY, called
from reports.view import OF_NO_DAY, LedgerColumn

_FREE_ROWS = 12
"""Rows of a blank list: as many as one page holds at twice the height of a line."""
_ROOM = "\n"
"""Makes a row to write on two lines high."""
_FOOT = Ends("制表人：　　　　　　　　审核人：", "单位负责人：　　　　　　　　", LEDGER_CAPTION)
ORDINAL = "序号"
"""The column whose cells number the rows."""
NUMBERED = LedgerColumn(ORDINAL, 3, "center")


def labelled(kind: str, name: str, width: int, align: str = "center") -> LedgerColumn:
    """A column under the label of a field."""
    return LedgerColumn(called(kind, name), width, align)


@dataclass(frozen=True)
class RosterView:
    """A list as it is printed: every cell is text already; without a day it is the blank form.

    `heading` is the title with what it is about; `total` closes the rows where there is one. Cells
    of the first `merged` columns that say the same as the row above are one.
    """

    heading: str
    columns: tuple[LedgerColumn, ...]
    office: str = ""
    as_of: date | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    total: tuple[str, ...] = ()
    summary: str = ""
    merged: int = 0


def document(view: RosterView) -> Document:
    """The list on A4 landscape, its headings on each page, with room for who signs it."""
    return Document(
        title=clean(view.heading),
        author=clean(view.office),
        dated=view.as_of or OF_NO_DAY,
        blocks=(*_head(view), _table(view), _FOOT),
        page=A4_LANDSCAPE,
        numbering=Numbering.OF_TOTAL,
    )


def _head(view: RosterView) -> tuple[Block, ...]:
    day = chinese_date(view.as_of) if view.as_of else BLANK_DAY
    caption = Ends(f"填报单位：{clean(view.office)}", f"截至{day}", LEDGER_CAPTION)
    summary = (said(view.summary, LEDGER_SUMMARY),) if view.summary else ()
    return (said(view.heading, LEDGER_TITLE), *summary, caption)


def _table(view: RosterView) -> Table:
    columns = tuple(map(column, view.columns))
    rows = tuple(_free(view)) if view.as_of is None else view.rows
    total = (view.total,) if view.total else ()
    told = tuple(tuple(map(clean, row)) for row in (*rows, *total))
    return Table(columns, told, merged=view.merged, counted="个", keep=True)


def _free(view: RosterView) -> Iterator[tuple[str, ...]]:
    """Numbered rows to write on."""
    labels = [one.label for one in view.columns]
    numbered = labels.index(ORDINAL) if ORDINAL in labels else 0
    for row in range(1, _FREE_ROWS + 1):
        cells = [""] * len(labels)
        cells[numbered], cells[numbered - 1] = str(row), _ROOM
        yield tuple(cells)
