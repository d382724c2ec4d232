"""The lines of a chart: from point to point, with marks and, where there is room, values."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from reports import scales
from reports.chartparts import LINE_INKS, LINE_WIDTH, MARK, mark
from reports.drawing import LINE, Label, Shape, Type
from reports.gongwen import Align
from reports.strips import Stroke

Point = tuple[float, float]
Known = tuple[Point, float]
"""Where a value stands, and the value."""
Box = tuple[float, float, float, float]
"""Left, upper, right and lower edge."""

_STEP = 3.0
"""How close the places stand that a line is felt for."""


def line_shapes(lines: Sequence[Sequence[Known | None]], frame: Box, type_: Type) -> list[Shape]:
    """Every line, its marks, and its values where they touch nothing and stay in the frame."""
    shapes: list[Shape] = []
    taken: list[Box] = []
    for number, line in enumerate(lines):
        for one, other in pairwise(line):
            if one is not None and other is not None:
                shapes.extend(_between(one[0], other[0], number))
                taken.extend(_felt(one[0], other[0]))
        for x, y in (known[0] for known in line if known is not None):
            shapes.extend(mark(number, x, y))
            taken.append((x - MARK, y - MARK, x + MARK, y + MARK))
    for known in (known for line in lines for known in line if known is not None):
        shapes.extend(_value(known, taken, frame, type_))
    return shapes


def _between(one: Point, other: Point, number: int) -> Iterator[Stroke]:
    """The line between two points, from mark to mark."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = math.hypot(dx, dy)
    if length > 2 * MARK:
        cut_x, cut_y = dx / length * MARK, dy / length * MARK
        ends = (one[0] + cut_x, one[1] + cut_y, other[0] - cut_x, other[1] - cut_y)
        yield Stroke(*ends, LINE_WIDTH, LINE_INKS[number])


def _felt(one: Point, other: Point) -> Iterator[Box]:
    """Small boxes along a line, so that values keep clear of it."""
    count = math.ceil(math.dist(one, other) / _STEP)
    for part in range(count):
        x = one[0] + (other[0] - one[0]) * part / count
        y = one[1] + (other[1] - one[1]) * part / count
        yield (x - 0.5, y - 0.5, x + 0.5, y + 0.5)


def _value(known: Known, taken: list[Box], frame: Box, type_: Type) -> Iterator[Label]:
    """The value at the first place around its point that is free; none if there is none."""
    (x, y), value = known
    text = scales.said(value)
    width = type_.width(text)
    for left, top in _places(x, y, width):
        place = (left, top + 1, left + width, top + LINE - 1)
        if _within(place, frame) and not any(_touch(place, other) for other in taken):
            taken.append(place)
            yield Label(text, left + width / 2, top, Align.CENTER)
            return


def _places(x: float, y: float, width: float) -> Iterable[Point]:
    """Above, below, then at the four corners."""
    above, below = y - MARK - LINE, y + MARK
    left, right = x - MARK - width, x + MARK
    return (
        *((x - width / 2, above), (x - width / 2, below)),
        *((left, above), (right, above), (left, below), (right, below)),
    )


def _within(place: Box, frame: Box) -> bool:
    return (
        place[0] >= frame[0]
        and place[1] >= frame[1]
        and place[2] <= frame[2]
        and place[3] <= frame[3]
    )


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
