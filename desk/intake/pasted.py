"""A table from the clipboard, as Excel and WPS put it there: lines of cells between tabs."""

import csv
import io
from collections.abc import Iterable

from desk.errors import Refused
from desk.intake.lists import Sent
from desk.intake.table import Cell, Sheet
from models.checking import clean

MAX_CHARACTERS = 20_000_000
MAX_CELLS = 2_000_000
#: What a spreadsheet takes for the beginning of a formula (STORAGE §8, no. 6).
FORMULA_MARKS = "=+-@＝＋－＠"
GUARD = "'"
_NAME = "粘贴的内容"
_TOO_LARGE = "粘贴的内容太大；请存成 Excel 文件，用“导入名单”读入。"


def pasted(text: str) -> Sent:
    """The table as a list of one sheet.

    A cell with line breaks stands in quotes. Raises `Refused` where there is no table, or where
    it is too large.
    """
    if len(text) > MAX_CHARACTERS:
        raise Refused(_TOO_LARGE)
    rows = [[_cell(cell) for cell in line] for line in _lines(text)]
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > MAX_CELLS:
        raise Refused(_TOO_LARGE)
    if not any(cell is not None for row in rows for cell in row):
        raise Refused("剪贴板里没有表格；请先在 Excel 或 WPS 中选中各行并复制，再粘贴。")
    padded = tuple((*row, *[None] * (width - len(row))) for row in rows)
    return Sent(_NAME, (Sheet("", padded),))


def _lines(text: str) -> Iterable[list[str]]:
    """The lines of cells; where quotes do not pair, each line of text is one."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        return [line.split("\t") for line in text.splitlines()]


def _cell(text: str) -> Cell:
    """What the cell says; the mark that keeps a spreadsheet from calculating is taken off."""
    said = clean(text).strip()
    guarded = said.startswith(GUARD) and said[1:2] in tuple(FORMULA_MARKS)
    return (said[1:] if guarded else said) or None
