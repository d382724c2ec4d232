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
_COLUMN_WIDTH, _REASON_WIDTH = 16, 48


def workbook(
    table: Table, rejected: Sequence[Row], problems: Iterable[Problem], made_on: date
) -> bytes:
    """An .xlsx file of the rejected rows, each cell as it was sent; the last column says why.

    Texts are written as texts, so that no cell becomes a formula. The same rows give the same
    bytes on the same day. Mended, the file can be read in again.
    """
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    book.set_properties({"created": made_on})
    sheet = book.add_worksheet("退回各行")
    top = _write_headings(sheet, table, book.add_format({"bold": True, "text_wrap": True}))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    reasons = _reasons(problems)
    for line, row in enumerate(rejected, top):
        for column, cell in enumerate(row.raw):
            _write(sheet, (line, column), cell, day)
        reason = reasons.get((row.sheet, row.number), "")
        sheet.write_string(line, len(table.headings), reason[:_LONGEST])
    book.close()
    return stream.getvalue()


def _write_headings(sheet: Worksheet, table: Table, bold: Format) -> int:
    """Writes the headings, below the unit that held for the whole list; the line after them."""
    line = 1 if table.money_unit else 0
    if table.money_unit:
        sheet.write_string(0, 0, f"单位：{table.money_unit}")
    for column, heading in enumerate((*table.headings, REASON_HEADING)):
        sheet.write_string(line, column, heading, bold)
    last = len(table.headings)
    sheet.set_column(0, last - 1, _COLUMN_WIDTH)
    sheet.set_column(last, last, _REASON_WIDTH)
    sheet.freeze_panes(line + 1, 0)
    return line + 1


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
