"""The tables of a web page: many systems hand out lists as such, under the name .xls."""

from lxml.html import HtmlElement, HTMLParser, document_fromstring

from desk.intake.farcells import too_large
from desk.intake.unreadable import Unreadable

_SPAN = 1_000  # what HTML allows; more is a trap

_BREAK = "\ue000"  # stands for a break until blanks are put in order; no text uses it

#: Top, left, bottom, right, from 0, all included.
Area = tuple[int, int, int, int]
PageTable = tuple[list[list[str | None]], list[Area]]


def tables_of(text: str) -> list[PageTable]:
    """The innermost tables of a page: their rows, all equally long, and their merged cells.

    What is merged stands in its first cell, as in a workbook. Raises `Unreadable` where there is
    no table, or one beyond reason.
    """
    page = document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8"))
    found = [_Grid(table) for table in page.iter("table") if table.find(".//table") is None]
    if not found:
        raise Unreadable("这份文件其实是网页，里面没有表格；请重新索取 Excel 名单")
    return [(grid.rows(), grid.merged) for grid in found]


class _Grid:
    """Lays the cells of a table out, each beside or below what is merged."""

    def __init__(self, table: HtmlElement) -> None:
        self._texts: dict[tuple[int, int], str | None] = {}
        self.merged: list[Area] = []
        for row, line in enumerate(table.iter("tr")):
            self._place(row, line)

    def rows(self) -> list[list[str | None]]:
        """The rows from the first, all equally long."""
        height = max((row for row, _ in self._texts), default=-1) + 1
        width = max((column for _, column in self._texts), default=-1) + 1
        return [
            [self._texts.get((row, column)) for column in range(width)] for row in range(height)
        ]

    def _place(self, row: int, line: HtmlElement) -> None:
        column = 0
        for cell in line.iterchildren("td", "th"):
            while (row, column) in self._texts:
                column += 1
            column = self._put(row, column, cell)

    def _put(self, row: int, left: int, cell: HtmlElement) -> int:
        """Write a cell, keep the room that it takes, and return the column after it."""
        bottom, right = row + _span(cell, "rowspan") - 1, left + _span(cell, "colspan") - 1
        room = (bottom - row + 1) * (right - left + 1)
        if too_large(1, right + 1) or too_large(len(self._texts) + room, 1):
            raise Unreadable("网页里的表格太大；请在 Excel 中打开，只留名单，另存为 .xlsx 再导入")
        for place in ((r, c) for r in range(row, bottom + 1) for c in range(left, right + 1)):
            self._texts.setdefault(place, None)
        self._texts[row, left] = _text(cell)
        if (bottom, right) != (row, left):
            self.merged.append((row, left, bottom, right))
        return right + 1


def _span(cell: HtmlElement, name: str) -> int:
    said = str(cell.get(name, "1")).strip()
    return min(max(int(said), 1), _SPAN) if said.isascii() and said.isdigit() else 1


def _text(cell: HtmlElement) -> str | None:
    """What the cell says; a break is a line end, other blanks are one."""
    for line_break in cell.iter("br"):
        line_break.tail = f"{_BREAK}{line_break.tail or ''}"
    lines = str(cell.text_content()).split(_BREAK)
    return "\n".join(" ".join(line.split()) for line in lines).strip() or None
