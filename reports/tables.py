"""From a table to rows: column widths, wrapped cells, rows that keep together, ruled edges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.blocks import Table
from reports.columns import column_widths
from reports.fonts import Chain, FontSet, Glyph
from reports.gongwen import CELL_MARGIN, CELL_PADDING, GRID_RULE, Align, Style
from reports.strips import Glyphs, Item, Run, Strip, Stroke, baseline, offset, runs
from reports.typeset import Frame, Place, break_lines, justify

Wrapped = tuple[tuple[Run, ...], ...]
"""A cell as lines of runs, each `x` from the cell's inner edge."""


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
        for edge, cell in zip(edges, self.cells, strict=False):
            yield from self._cell(cell, edge + CELL_PADDING.points, top)
        yield from self._rules(edges, top)

    def parts(self, height: float) -> Iterator["TableRow"]:
        """The row divided into rows no higher than `height`, where it is higher itself."""
        pitch = self.grid.style.pitch
        most = max(1, int((height - 2 * CELL_MARGIN.points) / pitch))
        for start in range(0, self.lines, most):
            yield replace(self, cells=tuple(cell[start : start + most] for cell in self.cells))

    def _cell(self, cell: Wrapped, left: float, top: float) -> Iterator[Item]:
        style = self.grid.style
        y = baseline(top + (self.height - len(cell) * style.pitch) / 2, style)
        for number, line in enumerate(cell):
            below = y + number * style.pitch
            for run in line:
                yield Glyphs(left + run.x, below, run.font, style.size, run.text, run.spacing)

    def _rules(self, edges: list[float], top: float) -> Iterator[Item]:
        bottom, rule = top + self.height, GRID_RULE.points
        if self.header is None:
            yield Stroke(edges[0], top, edges[-1], top, rule)
        yield Stroke(edges[0], bottom, edges[-1], bottom, rule)
        for edge in edges:
            yield Stroke(edge, top, edge, bottom, rule)


def table_strips(table: Table, width: float, height: float, fonts: FontSet) -> Iterator[Strip]:
    """The heading row and all rows; a row higher than a page is divided."""
    widths = column_widths(table, width)
    centred = tuple(Align.CENTER for _ in table.columns)
    head_grid = Grid(widths, centred, table.head, fonts.chains[table.head.face])
    head = _row(tuple(column.label for column in table.columns), head_grid, {})
    yield head
    aligns = tuple(column.align for column in table.columns)
    grid = Grid(widths, aligns, table.cell, fonts.chains[table.cell.face])
    seen: dict[tuple[int, str], Wrapped] = {}
    for cells in table.rows:
        row = replace(_row(cells, grid, seen), header=head)
        yield from row.parts(height - head.height)


def _row(cells: tuple[str, ...], grid: Grid, seen: dict[tuple[int, str], Wrapped]) -> TableRow:
    """Wrap the cells of one row; what was wrapped in the same column before is in `seen`."""
    for key in enumerate(cells):
        if key not in seen:
            seen[key] = tuple(_wrap(*key, grid))
    return TableRow(grid, tuple(seen[key] for key in enumerate(cells)))


def _wrap(column: int, text: str, grid: Grid) -> Iterator[tuple[Run, ...]]:
    style, align = grid.style, grid.aligns[column]
    frame = Frame(grid.widths[column] - 2 * CELL_PADDING.points, 0, style.em)
    for piece in text.split("\n"):
        glyphs = [grid.chain[char] for char in piece]
        advances = [glyph.advance * style.size + style.tracking for glyph in glyphs]
        for line in break_lines(piece, advances, frame):
            part = slice(line.start, line.end)
            yield tuple(_runs(piece[part], glyphs[part], line.room, (style, align)))


def _runs(
    text: str, glyphs: Sequence[Glyph], room: float, look: tuple[Style, Align]
) -> Sequence[Run]:
    """The runs of one line; mostly one, of one face, with nothing to squeeze."""
    style, align = look
    left = offset(align, max(room, 0.0))
    if room >= 0 and len({glyph.font for glyph in glyphs}) == 1:
        return (Run(left, glyphs[0].font, text, style.tracking),)
    in_points = [Glyph(glyph.font, glyph.advance * style.size) for glyph in glyphs]
    advances = [glyph.advance + style.tracking for glyph in in_points]
    if room < 0:
        places = justify(text, advances, room, style.em)
    else:
        places = [Place(0.0, advance) for advance in advances]
    return runs(text, in_points, places, left)
