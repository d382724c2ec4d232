"""From a table to rows: wrapped cells, headings of two lines, merged cells, ruled edges."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from reports.blocks import Table
from reports.cells import Cell, CellSetter
from reports.columns import HeadCell, column_widths, heading, joins
from reports.fonts import FontSet
from reports.gongwen import CELL_MARGIN, CELL_PADDING, GRID_RULE, Align, Style
from reports.holding import Held
from reports.strips import Item, Strip, Stroke

_MARGINS = 2 * CELL_MARGIN.points


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of one table: its vertical rules from the left edge, in points, its style.

    The cells of the first `merged` columns may be one with those above them.
    """

    edges: tuple[float, ...]
    style: Style
    merged: int = 0

    def height(self, lines: int) -> float:
        """How high a cell of so many lines is, with the margins above and below."""
        return lines * self.style.pitch + _MARGINS


@dataclass(frozen=True, slots=True)
class Heading:
    """The names of the columns, on one line or on two; `heights` are those of the lines."""

    grid: Grid
    cells: tuple[tuple[HeadCell, Cell], ...]
    heights: tuple[float, ...]
    header: Strip | None = None

    @property
    def height(self) -> float:
        """All lines."""
        return sum(self.heights)

    def items(self, x: float, top: float) -> Iterator[Item]:
        """Each name in the middle of its cell, with the rules to its left, right and below."""
        edges, style, rule = self.grid.edges, self.grid.style, GRID_RULE.points
        tops = list(accumulate(self.heights, initial=top))
        yield Stroke(x + edges[0], top, x + edges[-1], top, rule)
        for where, cell in self.cells:
            left, right = x + edges[where.column], x + edges[where.end]
            above, below = tops[where.line], tops[where.line + where.lines]
            yield from cell.items(left + CELL_PADDING.points, (above + below) / 2, style)
            yield Stroke(left, below, right, below, rule)
            yield Stroke(left, above, left, below, rule)
        yield Stroke(x + edges[-1], top, x + edges[-1], tops[-1], rule)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table, or the part of it that a page can hold.

    Its first `joins` cells are one with those of the row above, where that is on the same page.
    """

    grid: Grid
    cells: tuple[Cell, ...]
    height: float
    header: Heading
    joins: int = 0

    def items(self, x: float, top: float) -> Iterator[Item]:
        """The row by itself."""
        return _stretch([(top, self)], x)

    def parts(self, height: float) -> Iterator["TableRow"]:
        """The row, or where it is higher than `height` rows that are not.

        What may be one over several rows is said in each of them.
        """
        if self.height <= height:
            yield self
            return
        merged = self.grid.merged
        most = max(1, int((height - _MARGINS) / self.grid.style.pitch))
        for start in range(0, max(cell.lines for cell in self.cells), most):
            parts = tuple(cell.part(start, start + most) for cell in self.cells[merged:])
            lines = max((cell.lines for cell in parts), default=most)
            cells = (*self.cells[:merged], *parts)
            joined = merged if start else self.joins
            yield replace(self, cells=cells, height=self.grid.height(lines), joins=joined)


def table_strips(table: Table, width: float, height: float, fonts: FontSet) -> Iterator[Strip]:
    """The heading and all rows; a row higher than a page is divided."""
    edges = tuple(accumulate(column_widths(table, width), initial=0.0))
    head = _heading(table, edges, fonts)
    yield head
    room = height - head.height
    grid = Grid(edges, table.cell, table.merged)
    rows = (part for row in _rows(table, grid, head, fonts) for part in row.parts(room))
    yield from _kept_together(rows, room) if table.merged else rows


def _heading(table: Table, edges: tuple[float, ...], fonts: FontSet) -> Heading:
    grid, chain = Grid(edges, table.head), fonts.chains[table.head.face]
    cells = []
    for where in heading(table.columns):
        width = edges[where.end] - edges[where.column]
        cells.append((where, CellSetter(width, Align.CENTER, table.head, chain)[where.label]))
    return Heading(grid, tuple(cells), _line_heights(cells, grid))


def _line_heights(cells: Sequence[tuple[HeadCell, Cell]], grid: Grid) -> tuple[float, ...]:
    """What the names of one line need; what one over both lines needs beyond goes to the last."""
    heights = [0.0] * max(where.line + where.lines for where, _ in cells)
    for where, cell in cells:
        if where.lines == 1:
            heights[where.line] = max(heights[where.line], grid.height(cell.lines))
    highest = max(grid.height(cell.lines) for _, cell in cells)
    heights[-1] += max(0.0, highest - sum(heights))
    return tuple(heights)


def _rows(table: Table, grid: Grid, head: Heading, fonts: FontSet) -> Iterator[TableRow]:
    chain = fonts.chains[table.cell.face]
    setters = [
        CellSetter(right - left, column.align, table.cell, chain)
        for (left, right), column in zip(pairwise(grid.edges), table.columns, strict=True)
    ]
    for texts, joined in zip(table.rows, joins(table), strict=True):
        cells = tuple(setter[text] for setter, text in zip(setters, texts, strict=True))
        height = grid.height(max((cell.lines for cell in cells[grid.merged :]), default=1))
        yield TableRow(grid, cells, height, head, joined)


# --- cells that are one over several rows --------------------------------------------------------


def _kept_together(rows: Iterable[TableRow], most: float) -> Iterator[Strip]:
    """The rows in groups that no page break parts, each high enough for what is said of it all.

    A group that would be higher than a page comes as single rows.
    """
    for group in _outermost(rows):
        roomy = _with_room(group)
        for kept in _unbroken(roomy):
            together = Held(tuple(kept), kept[0].header)
            yield from (together,) if together.height <= most else kept


def _outermost(rows: Iterable[TableRow]) -> Iterator[list[TableRow]]:
    """Rows with those that share their first cell."""
    group: list[TableRow] = []
    for row in rows:
        if group and not row.joins:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _with_room(rows: list[TableRow]) -> list[TableRow]:
    """The rows, the last of each merged cell as high as the cell's text asks for."""
    roomy = list(rows)
    for level in reversed(range(rows[0].grid.merged)):
        for start, end in _cells(rows, level):
            lack = _needed(rows[start], level) - sum(row.height for row in roomy[start:end])
            last = roomy[end - 1]
            roomy[end - 1] = replace(last, height=last.height + max(lack, 0.0))
    return roomy


def _cells(rows: Sequence[TableRow], level: int) -> Iterator[tuple[int, int]]:
    """From which row to which (exclusive) each merged cell of a column goes."""
    begin = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end].joins <= level:
            yield begin, end
            begin = end


def _needed(row: TableRow, level: int) -> float:
    return row.grid.height(row.cells[level].lines)


def _unbroken(rows: list[TableRow]) -> Iterator[list[TableRow]]:
    """The rows divided wherever both parts of all merged cells have room for the text."""
    tops = list(accumulate((row.height for row in rows), initial=0.0))
    cells = [dict(_by_row(rows, level)) for level in range(rows[0].grid.merged)]
    begin = 0
    for at, row in enumerate(rows[1:], start=1):
        whole = [(*cells[level][at], _needed(row, level)) for level in range(row.joins)]
        if all(
            tops[at] - tops[max(start, begin)] >= needed and tops[end] - tops[at] >= needed
            for start, end, needed in whole
        ):
            yield rows[begin:at]
            begin = at
    yield rows[begin:]


def _by_row(rows: Sequence[TableRow], level: int) -> Iterator[tuple[int, tuple[int, int]]]:
    for start, end in _cells(rows, level):
        for number in range(start, end):
            yield number, (start, end)


# --- marks ---------------------------------------------------------------------------------------

Placed = tuple[float, TableRow]
"""A row, and where its upper edge stands."""


def drawn(placed: Iterable[tuple[float, Strip]], x: float) -> Iterator[Item]:
    """The marks of strips, each with the height at which it begins; rows of a table as one."""
    for is_row, strips in groupby(placed, lambda pair: isinstance(pair[1], TableRow)):
        if is_row:
            yield from _stretch([(top, row) for top, row in strips if isinstance(row, TableRow)], x)
        else:
            for top, strip in strips:
                yield from strip.items(x, top)


def _stretch(rows: Sequence[Placed], x: float) -> Iterator[Item]:
    """Rows of one table that follow each other on one page; what begins above is said again."""
    grid = rows[0][1].grid
    lefts = [x + edge + CELL_PADDING.points for edge in grid.edges]
    for number, (top, row) in enumerate(rows):
        first = row.joins if number else 0
        for level in range(first, grid.merged):
            bottom = _bottom(rows, number, level)
            yield from row.cells[level].items(lefts[level], (top + bottom) / 2, grid.style)
        middle = top + row.height / 2
        for left, cell in zip(lefts[grid.merged :], row.cells[grid.merged :], strict=False):
            yield from cell.items(left, middle, grid.style)
    yield from _rules(rows, x)


def _bottom(rows: Sequence[Placed], number: int, level: int) -> float:
    """The lower edge of a merged cell's part on the page, which begins at a row."""
    top, last = rows[number]
    for top_below, row in rows[number + 1 :]:
        if row.joins <= level:
            break
        top, last = top_below, row
    return top + last.height


def _rules(rows: Sequence[Placed], x: float) -> Iterator[Item]:
    """The rules below the rows, those of merged cells only where they end; then the upright."""
    edges, rule = rows[0][1].grid.edges, GRID_RULE.points
    right = x + edges[-1]
    below = [row.joins for _, row in rows[1:]]
    for (top, row), joined in zip(rows, (*below, 0), strict=True):
        bottom = top + row.height
        yield Stroke(x + edges[joined], bottom, right, bottom, rule)
    for edge in edges:
        yield Stroke(x + edge, rows[0][0], x + edge, bottom, rule)
