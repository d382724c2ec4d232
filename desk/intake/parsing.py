"""Bytes of a list → sheets of cells. Runs in the worker process only, for files from strangers.

The file is judged by what it contains, never by its name: .xlsx, .xls, .et and .ods by calamine,
the tables of web pages by lxml, everything else as text with separators.
"""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta

import msgspec
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from desk.intake.archive import judged
from desk.intake.errorcells import error_cells
from desk.intake.farcells import too_large, why_too_large
from desk.intake.separated import decoded, rows_of
from desk.intake.signatures import (
    PASSWORD,
    is_web_page,
    refuse_other_compound_files,
    refuse_what_is_no_list,
)
from desk.intake.unreadable import Unreadable

DATE_EXTENSION = 1

PackedCell = str | int | float | bool | msgspec.msgpack.Ext | None
PackedSheet = tuple[str, list[list[PackedCell]], list[tuple[int, int, int, int]]]

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_CARRIAGE_RETURN = re.compile("_x000[Dd]_")
_UNREADABLE = "这份文件不是能读的表格，请用 Excel 打开后另存为 .xlsx 再导入"
_TOO_LARGE = "表格太大；请删去名单右边和下边多余的行列，或分成几份导入"
_MERGED_MADLY = "合并单元格反常；请取消合并，另存为新的 .xlsx 再导入"


def sheets_of(data: bytes) -> list[PackedSheet]:
    """The visible sheets of a file; raises `Unreadable`."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("文件是空的，请重新索取")
    refuse_what_is_no_list(data)
    if data.startswith(_ZIP):
        judged(data)
        return _with_errors(_workbook(data), data)
    if data.startswith(_COMPOUND):
        refuse_other_compound_files(data)
        return _workbook(data)
    if is_web_page(data):
        return _page(decoded(data))
    return [("", [list[PackedCell](row) for row in rows_of(decoded(data))], [])]


def why_it_killed(data: bytes) -> str:
    """Why a file may have ended the process that read it, in one sentence; empty if unknown."""
    if not data.startswith(_ZIP):
        return ""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return why_too_large(archive)


def _page(text: str) -> list[PackedSheet]:
    # Imported here: workbooks, which are most of what comes, shall not wait for it.
    from desk.intake.webpage import tables_of

    found = enumerate(tables_of(text), 1)
    return [(f"表{n}", [list[PackedCell](row) for row in rows], m) for n, (rows, m) in found]


def _workbook(data: bytes) -> list[PackedSheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            visible = [m for m in book.sheets_metadata if m.visible is SheetVisibleEnum.Visible]
            return [_sheet(m.name, book.get_sheet_by_name(m.name), data) for m in visible]
    except PasswordError as error:
        raise Unreadable(PASSWORD) from error
    except (CalamineError, OSError, ValueError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable(_UNREADABLE) from error


def _with_errors(sheets: list[PackedSheet], data: bytes) -> list[PackedSheet]:
    """The sheets with #N/A and the like in the cells that came as empty ones."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        errors = error_cells(archive)
    for name, rows, _merged in sheets:
        for (row, column), text in errors.get(name, {}).items():
            if row < len(rows) and column < len(rows[row]) and rows[row][column] is None:
                rows[row][column] = text
    return sheets


def _sheet(name: str, sheet: CalamineSheet, data: bytes) -> PackedSheet:
    height, width = sheet.total_height + 1, sheet.total_width + 1  # calamine names the last ones
    if too_large(height, width):
        raise Unreadable(why_it_killed(data) or _TOO_LARGE)
    merged = [(t, le, b, r) for (t, le), (b, r) in sheet.merged_cell_ranges or ()]
    _refuse_mad_merging(merged, height, width)
    rows = sheet.to_python(skip_empty_area=False)
    return name, [[_packed(cell) for cell in row] for row in rows], merged


def _refuse_mad_merging(merged: list[tuple[int, int, int, int]], height: int, width: int) -> None:
    """Merged ranges do not overlap, so those that begin in a sheet hold no more cells than it."""
    held = 0
    for top, left, bottom, right in merged:
        rows, columns = min(bottom, height - 1) - top + 1, min(right, width - 1) - left + 1
        held += max(rows, 0) * max(columns, 0)
    if held > height * width:
        raise Unreadable(_MERGED_MADLY)


def _packed(cell: object) -> PackedCell:
    match cell:
        case "":
            return None
        case str():
            return _CARRIAGE_RETURN.sub("\r", cell)
        case bool() | int() | float():
            return cell
        case datetime() | date():
            return msgspec.msgpack.Ext(DATE_EXTENSION, cell.isoformat().encode())
        case time():
            return cell.isoformat("minutes")
        case timedelta():
            return str(cell)
    return str(cell)
