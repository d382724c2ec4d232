"""A document as a list of blocks: what is printed, said once for every writer.

Text here is what readers see. Line breaks are the writers' business, except where a block says
otherwise: a line feed in a span or a cell begins a new line in every writer.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from reports.gongwen import (
    BODY,
    CHART_TEXT,
    LABELS,
    LEDGER_CELL,
    LEDGER_HEAD,
    OFFICIAL,
    Align,
    Face,
    Page,
    Style,
)
from reports.view import ChartView

_VARIATION_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class Numbering(Enum):
    """How pages are numbered: `— 1 —` outside (GB/T 9704 7.5), 第X页 共Y页, or not at all."""

    DASHES = "dashes"
    OF_TOTAL = "of total"
    NONE = "none"


@dataclass(frozen=True)
class Span:
    """A stretch of text; `face` where it differs from its paragraph's style.

    `field` names the live figure that it shows, so that a Word file can be checked against it.
    """

    text: str
    face: Face | None = None
    field: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Spans that run on as lines of one style."""

    spans: tuple[Span, ...]
    style: Style = BODY

    @property
    def text(self) -> str:
        """The text of all spans."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Ends:
    """One line with text at both ends: issuing office left, date right."""

    left: str
    right: str
    style: Style


@dataclass(frozen=True)
class Column:
    """A table column: heading, width as a share (in characters), alignment of its cells.

    Neighbours of one `group` stand under a heading of that name, above their own.
    """

    label: str
    width: float
    align: Align = Align.LEFT
    group: str = ""


@dataclass(frozen=True)
class Table:
    """A ruled table; the heading rows are repeated on each page, rows keep together.

    Cells of the first `merged` columns that say the same as the row above are one, as long as the
    columns before them are one as well; what goes on behind a page break is said again there.
    `field` names what the table shows, so that a Word file can be checked against it. `counted` is
    what a row is called where rows are counted. A table to `keep` has its last row on the page of
    what follows: a note, those who sign.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    cell: Style = LEDGER_CELL
    head: Style = LEDGER_HEAD
    merged: int = 0
    field: str = ""
    counted: str = "件"
    keep: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart, drawn in lines and areas, that keeps together; its caption is a block of its own."""

    view: ChartView


@dataclass(frozen=True)
class ToGrid:
    """Blank space behind a table or a chart, so that the text goes on upon a row of the grid."""


@dataclass(frozen=True)
class FormCell:
    """A cell of a form: paragraphs one below the other in the middle of its height.

    `units` is its width in the form's units; `least` is how high it is at least, in points;
    a `top` one begins at its upper edge instead, to be written on.
    """

    paragraphs: tuple[Paragraph, ...]
    units: int
    least: float = 0
    top: bool = False


@dataclass(frozen=True)
class FormRow:
    """Cells side by side, together as wide as the form; `keep` holds the row to the next one."""

    cells: tuple[FormCell, ...]
    keep: bool = False


@dataclass(frozen=True)
class FormTable:
    """A bordered form: rows that do not split, cells as wide as each row needs them.

    `units` is the width of a row; the first `headings` rows are repeated on each page.
    """

    units: int
    rows: tuple[FormRow, ...]
    headings: int = 0


@dataclass(frozen=True)
class Foot:
    """The imprint (版记) at the foot of the last page; parts are divided by thin rules."""

    parts: tuple[tuple[Paragraph | Ends, ...], ...]


Block = Paragraph | Ends | Table | FormTable | Chart | ToGrid


@dataclass(frozen=True)
class Document:
    """A whole document. `dated` stands in the files' metadata instead of the time of writing.

    `continued` stands above the text of every page but the first. `keywords` stand in the files'
    metadata. `sheet` is what the sheet of its Excel file is called.
    """

    title: str
    author: str
    dated: date
    blocks: tuple[Block, ...]
    foot: Foot | None = None
    page: Page = OFFICIAL
    numbering: Numbering = Numbering.DASHES
    watermark: str = ""
    continued: Ends | None = None
    keywords: str = ""
    sheet: str = "台账"


def paragraph(text: str, style: Style = BODY) -> Paragraph:
    """A paragraph of one span."""
    return Paragraph((Span(clean(text)),), style)


def clean(text: str) -> str:
    """Take out what leaves no mark on paper: control and format characters, variation selectors.

    Line feeds stay; tabs and no-break spaces become spaces.
    """
    if text.isprintable():
        return _VARIATION_SELECTOR.sub("", text)
    spaced = text.replace("\r\n", "\n").replace("\t", " ").replace("\u00a0", " ")
    selected = _VARIATION_SELECTOR.sub("", spaced)
    return "".join(char for char in selected if char == "\n" or not _leaves_no_mark(char))


def _leaves_no_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf")


def chinese_date(day: date) -> str:
    """A date as documents write it: 2018年7月31日, no leading zeros (GB/T 9704 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def texts(document: Document) -> Iterator[tuple[str, Face, str]]:
    """Each piece of text with the face that draws it and the place where it stands."""
    foot = [block for part in document.foot.parts for block in part] if document.foot else []
    for number, block in enumerate(document.blocks, start=1):
        yield from _texts_of(block, f"第{number}段")
    for block in foot:
        yield from _texts_of(block, "版记")
    if document.continued is not None:
        yield from _texts_of(document.continued, "续页")


def _texts_of(block: Block, place: str) -> Iterator[tuple[str, Face, str]]:
    if isinstance(block, Paragraph):
        for span in block.spans:
            yield span.text, span.face or block.style.face, f"{place}“{_beginning(block)}”"
    elif isinstance(block, Ends):
        yield block.left + block.right, block.style.face, f"{place}“{block.left}”"
    elif isinstance(block, FormTable):
        yield from _texts_of_form(block)
    elif isinstance(block, Table):
        yield from _texts_of_table(block)
    elif isinstance(block, Chart):
        yield from _texts_of_chart(block.view)


def _beginning(block: Paragraph) -> str:
    """What names a paragraph in a sentence: its first characters, on one line."""
    return block.text.replace("\n", "")[:12]


def _texts_of_table(table: Table) -> Iterator[tuple[str, Face, str]]:
    for column in table.columns:
        yield column.label, table.head.face, f"表头“{column.label}”"
    for number, row in enumerate(table.rows, start=1):
        for column, cell in zip(table.columns, row, strict=True):
            yield cell, table.cell.face, f"第{number}行“{column.label}”"


def _texts_of_chart(view: ChartView) -> Iterator[tuple[str, Face, str]]:
    place = f"图“{view.caption[:12]}”"
    for text in (view.unit, *view.categories, *(series.label for series in view.series)):
        yield text, CHART_TEXT.face, place


def _texts_of_form(form: FormTable) -> Iterator[tuple[str, Face, str]]:
    for row in form.rows:
        for before, cell in zip((None, *row.cells), row.cells, strict=False):
            place = f"“{_asked(before, cell)[:12]}”一栏"
            for paragraph in cell.paragraphs:
                for span in paragraph.spans:
                    yield span.text, span.face or paragraph.style.face, place


def _asked(before: FormCell | None, cell: FormCell) -> str:
    """What names a cell: the label before it, else its own text."""
    told = [one.paragraphs for one in (before, cell) if one is not None and one.paragraphs]
    named = next((one for one in told if one[0].style in LABELS), told[-1] if told else ())
    return "".join(paragraph.text for paragraph in named).replace("\n", "")
