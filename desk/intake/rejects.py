"""The rejected rows as an Excel file: the sender's own columns and the reason, to be mended."""

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from desk.intake.mapping import REASON_HEADING
from desk.intake.table import Cell, Problem, Row, Table

_LONGEST = 32_767  # characters that an Excel cell holds
_SHEET = "退回各行"
_COLUMN_WIDTH, _REASON_WIDTH = 16, 48

#: The headings of a sheet and the lines above them that hold for all rows.
_Layout = tuple[tuple[str, ...], tuple[str, ...]]


def workbook(
    table: Table, rejected: Sequence[Row], problems: Iterable[Problem], made_on: date
) -> bytes:
    """An .xlsx file of the rejected rows, each cell as it was sent; the last column says why.

    Rows under the same headings stand on one sheet. Texts are written as texts, so that no cell
    becomes a formula. The same rows give the same bytes on the same day. Mended, the file can be
    read in again.
    """
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    book.set_properties({"created": made_on})
    reasons = _reasons(problems)
    for number, (headings, above) in enumerate(_layouts(table, rejected), 1):
        name = _SHEET if number == 1 else f"{_SHEET}{number}"
        page = _Page(book, book.add_worksheet(name), headings, above)
        for row in rejected:
            if _layout(table, row) == (headings, above):
                page.write(row, reasons.get((row.sheet, row.number), ""))
    book.close()
    return stream.getvalue()


def _layout(table: Table, row: Row) -> _Layout:
    """The headings under which a row stands, and the month and the unit above them."""
    part = next(part for part in table.parts if part.sheet == row.sheet)
    year, _, month = part.month.partition("-")
    dated = f"{year}年{int(month)}月" if month else ""
    measured = f"单位：{part.money_unit}" if part.money_unit else ""
    return part.headings, tuple(line for line in (dated, measured) if line)


def _layouts(table: Table, rejected: Sequence[Row]) -> tuple[_Layout, ...]:
    return tuple(dict.fromkeys(_layout(table, row) for row in rejected))


class _Page:
    """One sheet: the headings, below what held for the whole list, then the rows."""

    def __init__(
        self, book: Workbook, sheet: Worksheet, headings: Sequence[str], above: Sequence[str]
    ) -> None:
        self._sheet = sheet
        self._headings = headings
        self._last = len(headings)
        self._line = len(above)
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, text in enumerate(above):
            sheet.write_string(row, 0, text)
        bold = book.add_format({"bold": True, "text_wrap": True})
        for column, heading in enumerate((*headings, REASON_HEADING)):
            sheet.write_string(self._line, column, heading, bold)
        sheet.set_column(0, self._last - 1, _COLUMN_WIDTH)
        sheet.set_column(self._last, self._last, _REASON_WIDTH)
        sheet.freeze_panes(self._line + 1, 0)

    def write(self, row: Row, reason: str) -> None:
        """The row below those before it, and why it came back; what no cell can hold is cut, and
        said so before anything else."""
        self._line += 1
        for column, cell in enumerate(row.raw):
            _write(self._sheet, (self._line, column), cell, self._day)
        cut = "、".join(h for h, c in zip(self._headings, row.raw, strict=False) if _is_cut(c))
        note = f"{cut}：超过 {_LONGEST:,} 字，这里只有开头，请对照原件；" if cut else ""
        self._sheet.write_string(self._line, self._last, f"{note}{reason}"[:_LONGEST])


def _is_cut(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) > _LONGEST


def _write(sheet: Worksheet, place: tuple[int, int], cell: Cell, day: Format) -> None:
    match cell:
        case None:
            return
        case str():
            sheet.write_string(*place, cell[:_LONGEST])
        case bool():
            sheet.write_boolean(*place, cell)
        case date():
            sheet.write_datetime(*place, cell, day)
        case int() | float():
            sheet.write_number(*place, cell)


def _reasons(problems: Iterable[Problem]) -> Mapping[tuple[str, int], str]:
    """What is to be mended in each row, what led to the rejection first."""
    said: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for problem in sorted(problems, key=lambda p: not p.rejected):
        said[problem.sheet, problem.row].append(f"{problem.column}：{problem.reason}")
    return {row: "；".join(reasons) for row, reasons in said.items()}
