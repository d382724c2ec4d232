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

    def items(self, left: float, middle: float, style: Style) -> Iterator[Glyphs]:
        """The text, from the inner edge `left`, half of it above and half below `middle`."""
        y = baseline(middle - self.lines * style.pitch / 2, style)
        pitch, size = style.pitch, style.size
        for line, x, font, text, spacing in self.runs:
            yield Glyphs(left + x, y + line * pitch, font, size, text, spacing)

    def part(self, start: int, end: int) -> "Cell":
        """The lines from the one to the other."""
        kept = (run for run in self.runs if start <= run.line < end)
        runs = tuple(run._replace(line=run.line - start) for run in kept)
        return Cell(max(0, min(end, self.lines) - start), runs)


class Advances(dict[str, float]):
    """The width of each character in points, in one style; looked up once, then remembered."""

    def __init__(self, style: Style, chain: Chain) -> None:
        super().__init__()
        self._style, self._chain = style, chain

    def __missing__(self, char: str) -> float:
        self[char] = self._chain[char].advance * self._style.size + self._style.tracking
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
        """The lines of a text without line feeds; mostly all of one face."""
        advances = list(map(self._advances.__getitem__, piece))
        faces = {self._chain[char].font for char in set(piece)}
        for line in break_lines(piece, advances, self._frame):
            part = slice(line.start, line.end)
            if len(faces) == 1:
                yield self._of_one_face(piece[part], advances[part], line.room, *faces)
            else:
                yield self._of_several_faces(piece[part], advances[part], line.room)

    def _of_one_face(
        self, text: str, advances: Sequence[float], room: float, font: str
    ) -> Iterator[Said]:
        """One run; or where the marks must give way, one for each stretch that is alike."""
        tracking = self._style.tracking
        if room >= 0:
            yield offset(self._align, room), font, text, tracking
            return
        x = 0.0
        for start, end, less, shift in narrowed(text, -room, self._style.em):
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
