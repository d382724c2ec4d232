"""What a page is made of: strips of a fixed height, and the marks that they leave.

Lengths are in points; y runs downward from the top edge of the sheet.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import NamedTuple, Protocol

from reports.fonts import Glyph
from reports.gongwen import ROW, Align, Colour, Style
from reports.typeset import Place

_MIDDLE = 0.38
"""How far the middle of a Chinese character stands above its baseline, in ems."""
_LEAST_GAP = 0.3
"""How much of a row at least parts a table from the text below it."""


class Glyphs(NamedTuple):
    """Characters of one face; `y` is the baseline, `spacing` is added to each advance."""

    x: float
    y: float
    font: str
    size: float
    text: str
    spacing: float = 0
    colour: Colour = Colour.BLACK


class Stroke(NamedTuple):
    """A straight rule."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: Colour = Colour.BLACK


class Area(NamedTuple):
    """A filled polygon without an edge; its corners as (x, y)."""

    corners: tuple[tuple[float, float], ...]
    colour: Colour


class Bookmark(NamedTuple):
    """A heading that readers' navigation shows."""

    text: str
    level: int
    y: float


Item = Glyphs | Stroke | Area | Bookmark


class Strip(Protocol):
    """A horizontal slice of a page that is never divided."""

    @property
    def height(self) -> float:
        """Height in points."""
        ...

    @property
    def header(self) -> "Strip | None":
        """What is repeated above the strip where it begins a page."""
        ...

    def items(self, x: float, top: float) -> Iterator[Item]:
        """The marks, where the strip's upper left corner stands at (x, top)."""
        ...


@dataclass(frozen=True, slots=True)
class Gap:
    """Blank space; dropped where it would begin a page."""

    height: float
    header: Strip | None = None

    def items(self, _x: float, _top: float) -> Iterator[Item]:
        """Nothing."""
        return iter(())


@dataclass(frozen=True, slots=True)
class GridGap:
    """Blank space down to the next row of the grid; how much shows when a page takes it."""

    height: float = 0
    header: Strip | None = None

    def below(self, used: float, end: float) -> "GridGap":
        """The gap below `used` points of a page that has `end`; at least a third of a row."""
        if not used:
            return self
        row = math.ceil(used / ROW + _LEAST_GAP)
        return GridGap(min(row * ROW, end) - used)

    def items(self, _x: float, _top: float) -> Iterator[Item]:
        """Nothing."""
        return iter(())


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of no height across the text area."""

    length: float
    width: float
    colour: Colour = Colour.BLACK
    height: float = 0
    header: Strip | None = None

    def items(self, x: float, top: float) -> Iterator[Item]:
        """The rule, its middle on the strip's edge."""
        yield Stroke(x, top, x + self.length, top, self.width, self.colour)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one face and one spacing, `x` from the left edge of their strip."""

    x: float
    font: str
    text: str
    spacing: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text."""

    style: Style
    runs: tuple[Run, ...]
    bookmark: str = ""
    header: Strip | None = None

    @property
    def height(self) -> float:
        """The style's line pitch."""
        return self.style.pitch

    def items(self, x: float, top: float) -> Iterator[Item]:
        """The runs on a baseline that centres Chinese characters in the strip."""
        if self.bookmark:
            yield Bookmark(self.bookmark, self.style.outline, top)
        y, size = baseline(top, self.style), self.style.size
        for run in self.runs:
            yield Glyphs(x + run.x, y, run.font, size, run.text, run.spacing, self.style.colour)


def baseline(top: float, style: Style) -> float:
    """The baseline of a line whose upper edge stands at `top`."""
    return top + style.pitch / 2 + _MIDDLE * style.size


def offset(align: Align, room: float) -> float:
    """How much of what is left of a line stands before its text."""
    if align is Align.CENTER:
        return room / 2
    return room if align is Align.RIGHT else 0.0


def runs(text: str, glyphs: Sequence[Glyph], places: Sequence[Place], left: float) -> list[Run]:
    """Join characters of one face that follow each other at one spacing.

    The glyphs' advances are in points here; `left` is where the line begins.
    """
    keys = [
        (glyph.font, round(place.advance - glyph.advance, 4), place.offset)
        for glyph, place in zip(glyphs, places, strict=True)
    ]
    starts = list(accumulate((place.advance for place in places), initial=left))
    joined = []
    for (font, spacing, offset), members in groupby(range(len(text)), keys.__getitem__):
        first, *rest = members
        last = rest[-1] if rest else first
        joined.append(Run(starts[first] + offset, font, text[first : last + 1], spacing))
    return joined
