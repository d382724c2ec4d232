"""Text with separators (CSV, TSV) → rows of cells: its encoding, its separator, its limits."""

import csv
import io
from collections.abc import Iterable

from desk.intake.farcells import MAX_COLUMNS, too_large
from desk.intake.unreadable import Unreadable

_LOOK_AT = 20_000  # characters in which the separator is counted
_RARE = 100  # one zero byte in so many is a stray one, not UTF-16
_UNREADABLE = "这份文件不是能读的表格，请用 Excel 打开后另存为 .xlsx 再导入"
_TOO_LARGE = "表格太大；请分成几份导入"


def decoded(data: bytes) -> str:
    """The text: by its byte order mark, else UTF-16 where zero bytes stand, else UTF-8, GB 18030.

    The test for zero bytes comes first, because GB 18030 takes UTF-16 without complaint. Raises
    `Unreadable`.
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
    if data.count(0) * _RARE > len(data) and not _is_utf8_with_stray_zeros(data):
        odd = data[1::2].count(0) >= data[0::2].count(0)
        return ("utf-16-le",) if odd else ("utf-16-be",)
    return "utf-8-sig", "gb18030"


def _is_utf8_with_stray_zeros(data: bytes) -> bool:
    """Whether, the zeros apart, this is Chinese in UTF-8: UTF-16 hardly ever looks like that."""
    rest = data.replace(b"\0", b"")
    try:
        return not rest.isascii() and bool(rest.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return False


def rows_of(text: str) -> list[list[str | None]]:
    """The rows, all equally long, without blank columns at their end. Raises `Unreadable`."""
    separator = max(",\t;", key=text[:_LOOK_AT].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        rows = list(_within_limits(reader))
    except csv.Error as error:
        raise Unreadable(
            f"第 {reader.line_num} 行有一格长得反常，多半是引号没有成对；请改好后再导入"
        ) from error
    width = max(map(len, rows), default=0)
    if too_large(len(rows), width):
        raise Unreadable(_TOO_LARGE)
    return [[cell or None for cell in row] + [None] * (width - len(row)) for row in rows]


def _within_limits(rows: Iterable[list[str]]) -> Iterable[list[str]]:
    cells = 0
    for number, row in enumerate(rows, 1):
        while row and not row[-1]:
            row.pop()
        if len(row) > MAX_COLUMNS:
            raise Unreadable(f"第 {number} 行有 {len(row):,} 列，不像名单；请核对分隔符后再导入")
        cells += len(row)
        if too_large(cells, 1):
            raise Unreadable(_TOO_LARGE)
        yield row
