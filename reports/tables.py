"""From a table to rows: column widths, wrapped cells, rows that keep together, ruled edges."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports.blocks import Column, Table
from reports.fonts import Chain, FontSet, Glyph
from reports.gongwen import CELL_MARGIN, CELL_PADDING, GRID_RULE, Align, Style
from reports.strips import Glyphs, Item, Run, Strip, Stroke, baseline, offset, runs
from reports.typeset import Frame, Place, break_lines, justify

Wrapped = tuple[tuple[str, float], ...]
"""A cell as lines: text and what is left of the measure (negative: marks are squeezed)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of one table: their widths in points, the style of the cells, the faces."""

    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    style: Style
    chain: Chain

    def edges(self, x: float) -> Iterator[float]:
        """The vertical rules from left to right."""
        yield x
        for width in self.widths:
            x += width
            yield x


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table, or the part of it that a page can hold."""

    grid: Grid
    cells: tuple[Wrapped, ...]
    header: "TableRow | None" = None

    @property
    def lines(self) -> int:
        """Lines of the highest cell."""
        return max(len(cell) for cell in self.cells)

    @property
    def height(self) -> float:
        """All lines and the margins above and below."""
        return self.lines * self.grid.style.pitch + 2 * CELL_MARGIN.points

    def items(self, x: float, top: float) -> Iterator[Item]:
        """The text of each cell, centred in the row's height, and the rules around the cells."""
        edges = list(self.grid.edges(x))
        for edge, width, align, cell in zip(
            edges, self.grid.widths, self.grid.aligns, self.cells, strict=False
        ):
            yield from self._cell(cell, edge, width, (align, top))
        yield from self._rules(edges, top)

    def parts(self, height: float) -> Iterator["TableRow"]:
        """The row divided into rows no higher than `height`, where it is higher itself."""
        pitch = self.grid.style.pitch
        most = max(1, int((height - 2 * CELL_MARGIN.points) / pitch))
        for start in range(0, self.lines, most):
            yield replace(self, cells=tuple(cell[start : start + most] for cell in self.cells))

    def _cell(
        self, cell: Wrapped, left: float, width: float, at: tuple[Align, float]
    ) -> Iterator[Item]:
        align, top = at
        style, inner = self.grid.style, left + CELL_PADDING.points
        top += (self.height - len(cell) * style.pitch) / 2
        for text, room in cell:
            for run in _cell_runs(text, room, align, self.grid):
                y = baseline(top, style)
                yield Glyphs(inner + run.x, y, run.font, style.size, run.text, run.spacing)
            top += style.pitch

    def _rules(self, edges: list[float], top: float) -> Iterator[Item]:
        bottom, rule = top + self.height, GRID_RULE.points
        if self.header is None:
            yield Stroke(edges[0], top, edges[-1], top, rule)
        yield Stroke(edges[0], bottom, edges[-1], bottom, rule)
        for edge in edges:
            yield Stroke(edge, top, edge, bottom, rule)


def column_widths(table: Table, width: float) -> tuple[float, ...]:
    """The widths of the columns in points, so that they fill `width`."""
    wanted = [column.width * table.cell.em + 2 * CELL_PADDING.points for column in table.columns]
    return tuple(width * share / sum(wanted) for share in wanted)


def natural_width(columns: tuple[Column, ...], style: Style) -> float:
    """How wide a table would be if each column had just the characters that it asks for."""
    return sum(column.width * style.em + 2 * CELL_PADDING.points for column in columns)


def table_strips(table: Table, width: float, height: float, fonts: FontSet) -> Iterator[Strip]:
    """The heading row and all rows; a row higher than a page is divided."""
    widths = column_widths(table, width)
    centred = tuple(Align.CENTER for _ in table.columns)
    head_grid = Grid(widths, centred, table.head, fonts.chains[table.head.face])
    head = _row(tuple(column.label for column in table.columns), head_grid, {})
    yield head
    aligns = tuple(column.align for column in table.columns)
    grid = Grid(widths, aligns, table.cell, fonts.chains[table.cell.face])
    seen: dict[tuple[str, float], Wrapped] = {}
    for cells in table.rows:
        row = replace(_row(cells, grid, seen), header=head)
        yield from row.parts(height - head.height)


def _row(cells: tuple[str, ...], grid: Grid, seen: dict[tuple[str, float], Wrapped]) -> TableRow:
    """Wrap the cells of one row; what was wrapped before at this width is in `seen`."""
    wrapped = []
    for text, width in zip(cells, grid.widths, strict=True):
        key = text, width
        if key not in seen:
            seen[key] = tuple(_wrap(text, width - 2 * CELL_PADDING.points, grid))
        wrapped.append(seen[key])
    return TableRow(grid, tuple(wrapped))


def _wrap(text: str, measure: float, grid: Grid) -> Iterator[tuple[str, float]]:
    frame = Frame(measure, 0, grid.style.em)
    for piece in text.split("\n"):
        for line in break_lines(piece, _advances(piece, grid), frame):
            yield piece[line.start : line.end], line.room


def _advances(text: str, grid: Grid) -> list[float]:
    tracking = grid.style.tracking
    return [_points(char, grid) + tracking for char in text]


def _points(char: str, grid: Grid) -> float:
    return grid.chain[char].advance * grid.style.size


def _cell_runs(text: str, room: float, align: Align, grid: Grid) -> list[Run]:
    advances = _advances(text, grid)
    glyphs = [Glyph(grid.chain[char].font, _points(char, grid)) for char in text]
    if room < 0:
        places = justify(text, advances, room, grid.style.em)
    else:
        places = [Place(0.0, advance) for advance in advances]
    return runs(text, glyphs, places, offset(align, max(room, 0.0)))
