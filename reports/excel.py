"""A document as an Excel file: the same blocks on one sheet, every text a text, dates as printed.

The same document gives the same bytes. No cell is a formula or a number: what begins with `=` or
looks like a long code stays as it was typed, also after somebody edits the cell.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import groupby
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.blocks import Block, Document, Ends, Numbering, Paragraph, Table
from reports.columns import HeadCell, column_widths, heading, heading_lines
from reports.errors import NoSheet
from reports.gongwen import A4_LANDSCAPE, CELL_MARGIN, LEDGER_PAGE_NUMBER, Align, Face, Page, Style

_LONGEST = 32_767
"""Characters (of UTF-16) that a cell holds."""
_MOST_ROWS = 1_048_576
"""Rows that a sheet holds."""
_HIGHEST = 409
"""Points that a row may be high."""
_A3, _A4 = 8, 9
"""Excel's numbers for the sheets."""
_POINTS_PER_INCH = 72
_PIXELS_PER_POINT = 96 / 72
_THIN = 1

_FEET: Mapping[Numbering, str] = {
    Numbering.DASHES: "— &P —",
    Numbering.OF_TOTAL: "第&P页 共&N页",
    Numbering.NONE: "",
}


def write(document: Document) -> bytes:
    """The document as an .xlsx file of one sheet; its one table gives the columns.

    An imprint and a watermark belong to running text and are left to Word and PDF. No faces are
    needed: Excel draws with those of the computer. Raises NoSheet for a document without a table
    or with several, and for more text or rows than Excel holds.
    """
    table = _only_table(document)
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    _describe(book, document)
    sheet = book.add_worksheet(document.sheet)
    _set_page(sheet, document.page, document.numbering)
    pen = _Pen(book, sheet, column_widths(table, document.page.text_width))
    for block in document.blocks:
        pen.draw(block)
    book.close()
    return stream.getvalue()


def _only_table(document: Document) -> Table:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if len(tables) != 1:
        raise NoSheet(f"“{document.title}”不是一张表，不能写成 Excel；请改用 Word 或 PDF 文件。")
    above = len(document.blocks) - 1 + heading_lines(tables[0].columns)  # a row for each block
    if len(tables[0].rows) + above > _MOST_ROWS:
        raise NoSheet(
            f"共 {len(tables[0].rows):,} 行，一张 Excel 表放不下；请缩小筛选范围，分几次导出。"
        )
    return tables[0]


def _describe(book: Workbook, document: Document) -> None:
    """Metadata without a trace of the time of writing."""
    dated = datetime.combine(document.dated, datetime.min.time())
    title, author = document.title, document.author
    book.set_properties({"title": title, "subject": title, "author": author, "created": dated})


def _set_page(sheet: Worksheet, page: Page, numbering: Numbering) -> None:
    """Sheet, margins and page numbers; the columns together are as wide as one page."""
    sheet.set_paper(_A3 if page.width > A4_LANDSCAPE.width else _A4)
    if page.landscape:
        sheet.set_landscape()
    right = page.width - page.left - page.text_width
    bottom = page.height - page.top - page.text_height
    sheet.set_margins(*map(_inches, (page.left, right, page.top, bottom)))
    style = LEDGER_PAGE_NUMBER
    face = f'&C&"{style.face},Regular"&{int(style.size)}'  # whole points only
    sheet.set_footer(face + _FEET[numbering], margin=_inches(bottom / 2))
    sheet.fit_to_pages(1, 0)


def _inches(points: float) -> float:
    return points / _POINTS_PER_INCH


class _Pen:
    """Draws blocks one below the other over columns of given widths in points."""

    def __init__(self, book: Workbook, sheet: Worksheet, widths: tuple[float, ...]) -> None:
        self._book, self._sheet = book, sheet
        self._widths, self._last, self._row = widths, len(widths) - 1, 0
        for column, width in enumerate(widths):
            sheet.set_column_pixels(column, column, int(width * _PIXELS_PER_POINT))

    def draw(self, block: Block) -> None:
        """Draw a block below those before it."""
        if isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Ends):
            self._ends(block)
        elif isinstance(block, Table):
            self._table(block)

    def _paragraph(self, block: Paragraph) -> None:
        """Across all columns; merged cells do not find their height themselves."""
        style, text = block.style, block.text
        look = self._look(style, style.align)
        self._set_height(style, _lines(text, sum(self._widths) / style.em))
        if self._last:
            self._sheet.merge_range(self._row, 0, self._row, self._last, "", look)
        self._write(0, text, look, "标题")
        self._row += 1

    def _ends(self, block: Ends) -> None:
        """Left and right text run on over the empty cells between them."""
        self._set_height(block.style, 1)
        ends = [(0, block.left, Align.LEFT), (self._last, block.right, Align.RIGHT)]
        if not self._last:  # one column: one cell for both
            ends = [(0, f"{block.left}　{block.right}", Align.LEFT)]
        for column, text, align in ends:
            self._write(column, text, self._look(block.style, align, wrap=False), "题注")
        self._row += 1

    def _set_height(self, style: Style, lines: int) -> None:
        height = style.before + lines * style.pitch + style.after
        self._sheet.set_row(self._row, min(height, _HIGHEST))

    def _table(self, table: Table) -> None:
        """Headings that stay in sight and are repeated on print, then all rows.

        No cells are merged and no rows divided: Excel would filter and sort them wrongly.
        """
        self._headings(table)
        first = self._row
        looks = [self._look(table.cell, column.align, ruled=True) for column in table.columns]
        for number, cells in enumerate(table.rows, start=1):
            self._fit_height(cells, table.cell)
            for column, (cell, look) in enumerate(zip(cells, looks, strict=True)):
                self._write(column, cell, look, f"第{number}行“{table.columns[column].label}”")
            self._row += 1
        end = max(first, self._row - 1)
        self._sheet.autofilter(first - 1, 0, end, self._last)
        self._sheet.ignore_errors({"number_stored_as_text": f"A{first + 1}:XFD{end + 1}"})

    def _fit_height(self, cells: tuple[str, ...], style: Style) -> None:
        """Make room for cells of several lines: not every program does so when it opens a file.

        A character a line is kept back, for faces that run wider and for marks that may not begin
        a line.
        """
        rooms = (max(1, width / style.em - 1) for width in self._widths)
        lines = max(map(_lines, cells, rooms))
        if lines > 1:
            margin = CELL_MARGIN.points
            self._set_height(replace(style, before=margin, after=margin), lines)

    def _headings(self, table: Table) -> None:
        """One row of names or two; those over several columns or rows are merged."""
        look = self._look(table.head, Align.CENTER, ruled=True)
        first, lines = self._row, heading_lines(table.columns)
        for line, cells in groupby(heading(table.columns), lambda where: where.line):
            self._row = first + line
            self._sheet.set_row(self._row, 2 * table.head.pitch)  # room for the arrow that filters
            for where in cells:
                self._head_cell(where, look)
        self._row = first + lines
        self._sheet.repeat_rows(first, self._row - 1)
        self._sheet.freeze_panes(self._row, 0)

    def _head_cell(self, where: HeadCell, look: Format) -> None:
        if where.lines * where.columns > 1:
            last = self._row + where.lines - 1, where.end - 1
            self._sheet.merge_range(self._row, where.column, *last, "", look)
        self._write(where.column, where.label, look, "表头")

    def _write(self, column: int, text: str, look: Format, place: str) -> None:
        """A cell to be written in stays empty, so that Excel filters and counts it as blank."""
        if not text.strip():
            self._sheet.write_blank(self._row, column, None, look)
        elif self._sheet.write_string(self._row, column, text, look):
            raise NoSheet(
                f"{place}有 {len(text):,} 字，Excel 一格最多 {_LONGEST:,} 字；"
                "请把它改短，或者改用 Word、PDF 文件。"
            )

    def _look(
        self, style: Style, align: Align, *, wrap: bool = True, ruled: bool = False
    ) -> Format:
        """The format of a cell; the quote prefix keeps a text a text when it is edited."""
        return self._book.add_format(
            {
                "font_name": style.face.value,
                "font_size": style.size,
                "font_color": f"#{style.colour.value}",
                "bold": style.face is Face.HEI,  # where a computer has no 黑体
                "align": "left" if align is Align.JUSTIFY else align.value,
                "valign": "vcenter",
                "text_wrap": wrap,
                "border": _THIN if ruled else 0,
                "quote_prefix": True,
            }
        )


def _lines(text: str, room: float) -> int:
    """How many lines a text takes where `room` Chinese characters stand on one."""
    return sum(max(1, ceil(sum(_widths(line)) / room)) for line in text.split("\n"))


def _widths(line: str) -> Iterator[float]:
    """The widths of characters in ems: those of Chinese are as wide as high, others half that."""
    for char in line:
        yield 1 if unicodedata.east_asian_width(char) in "FWA" else 0.5
