"""Bytes of a list → sheets of cells. Runs in the worker process only, for files from strangers.

The file is judged by what it contains, never by its name: .xlsx, .xls, .et and .ods by calamine,
everything else as text with separators.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import msgspec
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from desk.intake.errorcells import error_cells

MAX_ENTRIES = 2_000  # files in an .xlsx archive
MAX_EXPANDED = 300 * 1024 * 1024  # bytes, all of them unpacked
MAX_RATIO = 200  # unpacked to packed
MAX_CELLS = 6_000_000
DATE_EXTENSION = 1

PackedCell = str | int | float | bool | msgspec.msgpack.Ext | None
PackedSheet = tuple[str, list[list[PackedCell]], list[tuple[int, int, int, int]]]

_CARRIAGE_RETURN = re.compile("_x000[Dd]_")
_WEB_PAGE = re.compile(rb"\s*(<!doctype html|<html|<table|<\?xml[^>]*>\s*<html)", re.I)
_UNREADABLE = "这份文件不是能读的表格，请用 Excel 打开后另存为 .xlsx 再导入"


class Unreadable(ValueError):
    """The file cannot be read; the message is one Chinese sentence that says what to do."""


def sheets_of(data: bytes) -> list[PackedSheet]:
    """The visible sheets of a file; raises `Unreadable`."""
    if not data.strip():
        raise Unreadable("文件是空的，请重新索取")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _workbook(data)
    if _WEB_PAGE.match(data):
        raise Unreadable("这份文件其实是网页，请用 Excel 打开后另存为 .xlsx 再导入")
    return [("", _separated(_decoded(data)), [])]


def _workbook(data: bytes) -> list[PackedSheet]:
    if data.startswith(b"PK"):
        _refuse_a_bomb(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            visible = [m for m in book.sheets_metadata if m.visible is SheetVisibleEnum.Visible]
            sheets = [_sheet(m.name, book.get_sheet_by_name(m.name)) for m in visible]
    except PasswordError as error:
        raise Unreadable("这份表格设了密码，请在 Excel 中去掉密码后再导入") from error
    except (CalamineError, OSError, ValueError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable(_UNREADABLE) from error
    if data.startswith(b"PK"):
        _put_errors_back(sheets, data)
    return sheets


def _put_errors_back(sheets: list[PackedSheet], data: bytes) -> None:
    """Writes #N/A and the like into the cells that came as empty ones."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        errors = error_cells(archive)
    for name, rows, _merged in sheets:
        for (row, column), text in errors.get(name, {}).items():
            if row < len(rows) and column < len(rows[row]) and rows[row][column] is None:
                rows[row][column] = text


def _refuse_a_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Unreadable("这份表格已损坏，请重新索取，或用 Excel 修复后另存") from error
    expanded = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or expanded > min(MAX_EXPANDED, MAX_RATIO * len(data)):
        raise Unreadable("这份表格展开后大得反常，没有读入；请只留名单一页，另存为新的 .xlsx")


def _sheet(name: str, sheet: CalamineSheet) -> PackedSheet:
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise Unreadable("表格太大；请删去名单以外的行和列，或分成几份导入")
    rows = sheet.to_python(skip_empty_area=False)
    merged = [(t, le, b, r) for (t, le), (b, r) in sheet.merged_cell_ranges or ()]
    return name, [[_packed(cell) for cell in row] for row in rows], merged


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


def _decoded(data: bytes) -> str:
    """The text: by its byte order mark, else UTF-16 where zero bytes stand, else UTF-8, GB 18030.

    The test for zero bytes comes first, because GB 18030 takes UTF-16 without complaint.
    """
    for encoding in _encodings(data):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise Unreadable(_UNREADABLE)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\x00" in data:
        odd = data[1::2].count(0) >= data[0::2].count(0)
        return ("utf-16-le",) if odd else ("utf-16-be",)
    return "utf-8-sig", "gb18030"


def _separated(text: str) -> list[list[PackedCell]]:
    lines = text.splitlines()[:20]
    separator = max(",\t;", key=lambda mark: sum(line.count(mark) for line in lines))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        rows = list(_within_limits(reader))
    except csv.Error as error:
        raise Unreadable(_UNREADABLE) from error
    width = max((len(row) for row in rows), default=0)
    return [_padded(row, width) for row in rows]


def _padded(row: list[str], width: int) -> list[PackedCell]:
    cells: list[PackedCell] = [cell or None for cell in row]
    return cells + [None] * (width - len(row))


def _within_limits(rows: Iterable[list[str]]) -> Iterable[list[str]]:
    cells = 0
    for row in rows:
        cells += len(row)
        if cells > MAX_CELLS:
            raise Unreadable("表格太大；请分成几份导入")
        yield row
