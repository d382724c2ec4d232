"""The cell that makes a sheet larger than any list: far from the list, and named for the person.

calamine lays a sheet out whole, from its first cell to its last: one cell at XFD1048576 ends the
process (STORAGE §8 #2). This looks for that cell without laying anything out.
"""

import re
import zipfile
from collections.abc import Iterator

from desk.intake.sheetparts import column_number, pieces, sheet_parts

MAX_CELLS = 3_000_000  # of one sheet, blank ones between others included
MAX_COLUMNS = 500

#: A cell with contents; one that is only coloured closes itself.
_CELL = re.compile(rb'<c\s(?:[^>]*\s)?r="([A-Z]{1,3})(\d{1,7})"(?:[^>]*[^/>])?>')


def too_large(rows: int, columns: int) -> bool:
    """Whether a sheet of that size is no list."""
    return columns > MAX_COLUMNS or rows * columns > MAX_CELLS


def why_too_large(archive: zipfile.ZipFile) -> str:
    """One Chinese sentence that names the sheet and the cell; empty where none is so far out."""
    for name, part in sheet_parts(archive).items():
        found = _far_cell(archive, part)
        if found:
            return (
                f"工作表“{name}”的 {found} 单元格有内容，离名单太远；"
                "请删去名单右边和下边多余的行列，另存后再导入"
            )
    return ""


def _far_cell(archive: zipfile.ZipFile, part: str) -> str:
    widest, lowest = (0, 0, ""), (0, 0, "")
    for column, row, name in _cells(archive, part):
        widest = max(widest, (column, row, name))
        lowest = max(lowest, (row, column, name))
    if not too_large(lowest[0], widest[0]):
        return ""
    return widest[2] if widest[0] > MAX_COLUMNS else lowest[2]


def _cells(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[int, int, str]]:
    for piece in pieces(archive, part):
        for found in _CELL.finditer(piece):
            name = (found[1] + found[2]).decode()
            yield column_number(found[1]) + 1, int(found[2]), name
