"""What a chart is drawn of: areas, rules and single lines of text, on a strip of its own.

Lengths are in points; y runs downward from the drawing's upper edge, x from its left edge. Both
writers draw the same shapes: the PDF as marks on the page, Word as a group of shapes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.fonts import FontSet
from reports.gongwen import CHART_TEXT, Align
from reports.lines import single_line
from reports.strips import Area, Item, Strip, Stroke
from reports.typeset import Frame, Line, break_lines

_WITHIN = re.compile(r"[0-9A-Za-z]\w")
"""Two characters that belong together: within a number or word, or a number and its unit."""

LINE = CHART_TEXT.pitch
"""Height of a line of text in a chart."""


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text; `align` says which of its edges (or its middle) stands at `x`."""

    text: str
    x: float
    top: float
    align: Align = Align.LEFT


Shape = Area | Stroke | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a strip of a page."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    fonts: FontSet
    header: Strip | None = None

    def items(self, x: float, top: float) -> Iterator[Item]:
        """The shapes where the drawing stands."""
        for shape in self.shapes:
            if isinstance(shape, Label):
                line = single_line(shape.text, CHART_TEXT, 0, self.fonts, shape.align)
                yield from line.items(x + shape.x, top + shape.top)
            elif isinstance(shape, Stroke):
                ends = (shape.x1 + x, shape.y1 + top, shape.x2 + x, shape.y2 + top)
                yield Stroke(*ends, shape.width, shape.colour)
            else:
                moved = ((corner_x + x, y + top) for corner_x, y in shape.corners)
                yield Area(tuple(moved), shape.colour)


class Type:
    """Measures the text of charts."""

    def __init__(self, fonts: FontSet) -> None:
        self._chain = fonts.chains[CHART_TEXT.face]

    def advances(self, text: str) -> list[float]:
        """The width of each character."""
        return [self._chain[char].advance * CHART_TEXT.size for char in text]

    def width(self, text: str) -> float:
        """The width of a text on one line."""
        return sum(self.advances(text))

    def widest(self, texts: list[str]) -> float:
        """The width of the widest text; 0 for none."""
        return max(map(self.width, texts), default=0.0)

    def wrapped(self, text: str, width: float, most: int) -> list[str]:
        """The lines of a text, of about one length; an ellipsis stands for what is too much."""
        cuts = self._cuts(text, width)
        if len(cuts) > most:
            whole = [text[cut.start : cut.end] for cut in cuts[: most - 1]]
            return [*whole, self._elided(text[cuts[most - 1].start :], width)]
        narrow = self.width(text) / len(cuts)
        while narrow < width and self._worse(text, narrow, len(cuts)):
            narrow += CHART_TEXT.em / 2
        return [text[cut.start : cut.end] for cut in self._cuts(text, min(narrow, width))]

    def _worse(self, text: str, width: float, lines: int) -> bool:
        """Whether so narrow a text has more lines, or a number that is divided."""
        cuts = self._cuts(text, width)
        return len(cuts) > lines or any(
            _WITHIN.fullmatch(text[cut.start - 1 : cut.start + 1]) for cut in cuts
        )

    def _cuts(self, text: str, width: float) -> list[Line]:
        frame = Frame(width, 0, CHART_TEXT.em, rigid=True)
        return break_lines(text, self.advances(text), frame)

    def _elided(self, text: str, width: float) -> str:
        while text and self.width(text + "…") > width:
            text = text[:-1]
        return text + "…"


def box(left: float, top: float, width: float, height: float) -> tuple[tuple[float, float], ...]:
    """The corners of a rectangle."""
    right, bottom = left + width, top + height
    return ((left, top), (right, top), (right, bottom), (left, bottom))
