"""What all charts have in common: the field, the inks, the marks of lines, the legend above."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports import scales
from reports.drawing import LINE, Label, Shape, Type, box
from reports.gongwen import Colour
from reports.scales import Scale
from reports.strips import Area, Stroke
from reports.view import ChartView

INKS = (Colour.DARK, Colour.MIDDLE, Colour.LIGHT, Colour.BLACK)
"""The greys of the series, in their order: neighbours differ on a copier as well."""
LINE_INKS = (Colour.BLACK, Colour.DARK, Colour.DARK, Colour.BLACK)
"""Lines are too thin for light greys; their marks tell them apart."""
PAD = 4.0
MARK = 2.8
"""Half the size of a mark on a line."""
LINE_WIDTH = 1.0

_SWATCH = 1.4 * LINE
_EDGE = 0.8


@dataclass(frozen=True, slots=True)
class Plot:
    """The field between the axes; values run upward in it, or to the right."""

    left: float
    top: float
    width: float
    height: float
    scale: Scale

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def y(self, value: float) -> float:
        """How far down a value stands."""
        return self.bottom - self.scale.share(value) * self.height

    def x(self, value: float) -> float:
        """How far to the right a value stands."""
        return self.left + self.scale.share(value) * self.width


def known(view: ChartView) -> list[float]:
    """All values that are known."""
    values = (value for series in view.series for value in series.values)
    return [value for value in values if value is not None]


def told(view: ChartView) -> list[str]:
    """All values as they are written."""
    return [scales.said(value) for value in known(view)]


@dataclass(frozen=True, slots=True)
class Head:
    """The lines above the field: the unit at the left, what each grey means at the right."""

    view: ChartView
    width: float
    type: Type

    @property
    def unit(self) -> str:
        """What the axis counts."""
        return f"单位：{self.view.unit}" if self.view.unit else ""

    @property
    def height(self) -> float:
        """All lines and the space around them."""
        return LINE * len(self._rows()) + 3 * PAD

    def shapes(self) -> Iterator[Shape]:
        """Unit and legend."""
        if self.unit:
            yield Label(self.unit, 0, 2 * PAD)
        for number, row in enumerate(self._rows()):
            yield from self._row(row, 2 * PAD + number * LINE)

    def _row(self, row: Sequence[int], top: float) -> Iterator[Shape]:
        x = self.width - self._length(row)
        for number in row:
            yield from _swatch(self.view.shape, number, x, top + LINE / 2)
            yield Label(self._name(number), x + _SWATCH + PAD, top)
            x += self._length([number]) + LINE

    def _rows(self) -> list[list[int]]:
        """Which series each line of the legend names; one series needs no legend."""
        rows: list[list[int]] = [[]]
        room = self.width - self.type.width(self.unit) - LINE
        for number in range(len(self.view.series) if len(self.view.series) > 1 else 0):
            if rows[-1] and self._length([*rows[-1], number]) > room:
                rows.append([])
            rows[-1].append(number)
        return rows

    def _length(self, row: Sequence[int]) -> float:
        names = sum(_SWATCH + PAD + self.type.width(self._name(number)) for number in row)
        return names + LINE * (len(row) - 1)

    def _name(self, number: int) -> str:
        return self.type.wrapped(self.view.series[number].label, self.width / 2, 1)[0]


def _swatch(shape: str, number: int, x: float, middle: float) -> Iterator[Shape]:
    """A piece of what a series is drawn with."""
    if shape != "lines":
        yield Area(box(x, middle - 3.5, _SWATCH, 7), INKS[number])
        return
    ink, centre = LINE_INKS[number], x + _SWATCH / 2
    yield Stroke(x, middle, centre - MARK, middle, LINE_WIDTH, ink)
    yield Stroke(centre + MARK, middle, x + _SWATCH, middle, LINE_WIDTH, ink)
    yield from mark(number, centre, middle)


def mark(number: int, x: float, y: float) -> Iterator[Shape]:
    """The mark of a line's points: full circle, open square, full triangle, open diamond."""
    ink, corners = LINE_INKS[number], _CORNERS[number]
    outline = tuple((x + dx * MARK, y + dy * MARK) for dx, dy in corners)
    if number % 2 == 0:
        yield Area(outline, ink)
        return
    for (x1, y1), (x2, y2) in pairwise((*outline, outline[0])):
        yield Stroke(x1, y1, x2, y2, _EDGE, ink)


_TURNS = tuple(math.tau * part / 16 for part in range(16))
_CORNERS: Sequence[Sequence[tuple[float, float]]] = (
    tuple((math.cos(turn), math.sin(turn)) for turn in _TURNS),
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0, -1.1), (1.1, 0.9), (-1.1, 0.9)),
    ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
)
