"""Lists as senders make them: written with XlsxWriter, cell by cell."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from xlsxwriter import Workbook

from desk.intake.table import Cell, Merged, Sheet

TODAY = date(2018, 8, 1)
#: Made-up codes with right check characters.
CODE, OTHER_CODE = "91130931MA07XXXXXM", "91130931MA07YYYYYE"
HEADINGS = ("序号", "企业名称", "统一社会信用代码", "所属园区", "成立日期", "注册资本（万元）")

Line = Sequence[Cell]
Place = tuple[int, int, int, int]


def excel(
    path: Path, lines: Sequence[Line], merged: Sequence[tuple[Place, str]] = (), hidden: str = ""
) -> Path:
    """An .xlsx file with the lines on its first sheet, and a hidden sheet of that name."""
    book = Workbook(str(path))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("名单")
    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, cell, day)
            elif isinstance(cell, str):
                sheet.write_string(row, column, cell)
            elif cell is not None:
                sheet.write_number(row, column, cell)
    for place, text in merged:
        sheet.merge_range(*place, text)
    if hidden:
        extra = book.add_worksheet(hidden)
        extra.write_row(0, 0, HEADINGS)
        extra.write_row(1, 0, [1, "不该读的公司"])
        extra.hide()
    book.close()
    return path


def sheet(*lines: Line, merged: Sequence[Place] = (), name: str = "名单") -> Sheet:
    """The same as the reader hands it on, without a file."""
    width = max(len(line) for line in lines)
    padded = tuple((*line, *[None] * (width - len(line))) for line in lines)
    return Sheet(name, padded, tuple(Merged(*place) for place in merged))
