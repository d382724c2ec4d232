"""From the text of a table's cell to lines of runs; what a column says twice is set once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reports.fonts import Chain, Glyph
from reports.gongwen import CELL_PADDING, Align, Style
from reports.strips import Glyphs, baseline, offset, runs
from reports.typeset import Frame, Place, break_lines, justify, narrowed


class CellRun(NamedTuple):
    """Characters of one face and one spacing on one line of a cell, `x` from its inner edge."""

    line: int
    x: float
    font: str
    text: str
    spacing: float


class Cell(NamedTuple):
    """A cell set in lines."""

    lines: int
    runs: tuple[CellRun, ...]

    def items(self, left: float, middle: float, style: Style) -> list[Glyphs]:
        """The text, from the inner edge `left`, half of it above and half below `middle`."""
        y = baseline(middle - self.lines * style.pitch / 2, style)
        pitch, size = style.pitch, style.size
        return [
            Glyphs(left + x, y + line * pitch, font, size, text, spacing)
            for line, x, font, text, spacing in self.runs
        ]

    def part(self, start: int, end: int) -> "Cell":
        """The lines from the one to the other."""
        kept = (run for run in self.runs if start <= run.line < end)
        runs = tuple(run._replace(line=run.line - start) for run in kept)
        return Cell(max(0, min(end, self.lines) - start), runs)


class Advances(dict[str, float]):
    """The width of each character in points, in one style; looked up once, then remembered.

    `plain` are those among them that the style's first face draws.
    """

    def __init__(self, style: Style, chain: Chain) -> None:
        super().__init__()
        self._style, self._chain = style, chain
        self.plain: set[str] = set()

    def __missing__(self, char: str) -> float:
        glyph = self._chain[char]
        if glyph.font == self._chain.first.name:
            self.plain.add(char)
        self[char] = glyph.advance * self._style.size + self._style.tracking
        return self[char]


Said = tuple[float, str, str, float]
"""A run of a line: x, face, text, spacing."""


class CellSetter(dict[str, Cell]):
    """The cells of one column by their text, each set in lines when it is first asked for.

    `width` is that between the cell's rules, in points.
    """

    def __init__(self, width: float, align: Align, style: Style, chain: Chain) -> None:
        super().__init__()
        self._frame = Frame(width - 2 * CELL_PADDING.points, 0, style.em)
        self._align, self._style, self._chain = align, style, chain
        self._advances = Advances(style, chain)

    def __missing__(self, text: str) -> Cell:
        lines = [line for piece in text.split("\n") for line in self._lines(piece)]
        runs = tuple(CellRun(number, *run) for number, line in enumerate(lines) for run in line)
        self[text] = Cell(len(lines), runs)
        return self[text]

    def _lines(self, piece: str) -> Iterator[Iterable[Said]]:
        """The lines of a text without line feeds; mostly of one face, with nothing to squeeze."""
        advances = list(map(self._advances.__getitem__, piece))
        plain = self._advances.plain.issuperset(piece)
        font, tracking = self._chain.first.name, self._style.tracking
        for start, end, room, _ in break_lines(piece, advances, self._frame):
            text = piece[start:end]
            if not text:
                yield ()
            elif not plain:
                yield self._of_several_faces(text, advances[start:end], room)
            elif room < 0:
                yield self._squeezed(text, advances[start:end], -room)
            else:
                yield ((offset(self._align, room), font, text, tracking),)

    def _squeezed(self, text: str, advances: Sequence[float], lack: float) -> Iterator[Said]:
        """A run for each stretch of the line that gives way alike."""
        font, tracking, x = self._chain.first.name, self._style.tracking, 0.0
        for start, end, less, shift in narrowed(text, lack, self._style.em):
            yield x + shift, font, text[start:end], round(tracking - less, 4)
            x += sum(advances[start:end]) - less * (end - start)

    def _of_several_faces(
        self, text: str, advances: Sequence[float], room: float
    ) -> Iterator[Said]:
        size, em = self._style.size, self._style.em
        glyphs = [self._chain[char] for char in text]
        in_points = [Glyph(glyph.font, glyph.advance * size) for glyph in glyphs]
        places: Sequence[Place] = [Place(0.0, advance) for advance in advances]
        if room < 0:
            places = justify(text, advances, room, em)
        for run in runs(text, in_points, places, offset(self._align, max(room, 0.0))):
            yield run.x, run.font, run.text, run.spacing
