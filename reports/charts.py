"""Charts as shapes: standing columns, lying bars, lines; in greys that black-and-white keeps apart.

Values stand at columns where there is room for all of them, at points where they touch nothing,
at bars always. A value that is not known leaves a gap.
"""

import math
from collections.abc import Iterator
from dataclasses import replace

from reports import scales
from reports.chartlines import line_shapes
from reports.chartparts import INKS, PAD, Head, Plot, known, told
from reports.drawing import LINE, Drawing, Label, Shape, Type, box
from reports.errors import TooManySeries
from reports.fonts import FontSet
from reports.gongwen import ROW, Align, Colour
from reports.strips import Area, Stroke
from reports.view import ChartView, Series

_PLOT = 5 * ROW
"""Height of the field in which columns and lines stand."""
_HIGHEST = 18 * ROW
"""Height at which a chart of bars goes on in a second field."""
_AXIS, _GRID = 0.75, 0.5
_COLUMN, _BAR = 30.0, 10.0
"""The widest column and the thickness of a bar."""
_NAMES_SHARE = 0.36
"""How much of its width a chart of bars gives to the names at most."""
_NAME_LINES, _CATEGORY_LINES = 2, 4


def chart_strips(view: ChartView, width: float, fonts: FontSet) -> tuple[Drawing, ...]:
    """The chart as one drawing; bars by the dozen go on in further ones on the same scale.

    Raises TooManySeries where the greys do not suffice.
    """
    if len(view.series) > len(INKS):
        raise TooManySeries(
            f"图“{view.caption}”有{len(view.series)}组数据，最多画{len(INKS)}组，请减少或改用表格。"
        )
    shown = replace(view, series=tuple(map(_rounded, view.series)))
    if view.shape == "bars":
        return tuple(_Bars(shown, width, fonts).drawings())
    return (_Upright(shown, width, fonts).drawing(),)


def _rounded(series: Series) -> Series:
    """The values as they are told: what is told as 0 is drawn as 0."""
    return replace(
        series,
        values=tuple(None if value is None else round(value, 2) + 0.0 for value in series.values),
    )


def described(view: ChartView) -> str:
    """The chart in words, for those who cannot see it: caption, unit, and all its values."""
    unit = f"（单位：{view.unit}）" if view.unit else ""
    return f"{view.caption}{unit}：" + "；".join(
        f"{series.label} "
        + "，".join(
            f"{name} {'无数据' if value is None else scales.said(value)}"
            for name, value in zip(view.categories, series.values, strict=True)
        )
        for series in view.series
    )


def _rule(x1: float, y1: float, x2: float, y2: float, *, axis: bool) -> Area | Stroke:
    """The axis itself, or a rule of the grid: an area, because columns lie upon it."""
    if axis:
        return Stroke(x1, y1, x2, y2, _AXIS)
    return Area(box(x1, y1, max(x2 - x1, _GRID), max(y2 - y1, _GRID)), Colour.LIGHT)


class _Upright:
    """Columns or lines over categories that stand side by side."""

    def __init__(self, view: ChartView, width: float, fonts: FontSet) -> None:
        self.view, self.width, self.fonts, self.type = view, width, fonts, Type(fonts)
        self.head = Head(view, width, self.type)
        scale = scales.scale(known(view))
        left = self.type.widest([scale.said(tick) for tick in scale.ticks]) + PAD
        self.plot = Plot(left, self.head.height + LINE, width - left, _PLOT, scale)
        self.below = LINE if scale.first < 0 else 0.0
        self.slot = self.plot.width / max(len(view.categories), 1)

    def drawing(self) -> Drawing:
        """All of it."""
        names = list(self._names())
        lowest = max((label.top + LINE for label in names), default=self.plot.bottom)
        drawn = self._columns() if self.view.shape == "columns" else self._lines()
        shapes = (*self.head.shapes(), *self._axis(), *names, *drawn)
        return Drawing(self.width, lowest + PAD, shapes, self.fonts)

    def _axis(self) -> Iterator[Shape]:
        """A rule and a number for each tick; the rule of zero is strong."""
        plot = self.plot
        for tick in plot.scale.ticks:
            y = plot.y(tick)
            yield _rule(plot.left, y, plot.right, y, axis=not tick)
            yield Label(plot.scale.said(tick), plot.left - PAD, y - LINE / 2, Align.RIGHT)

    def _names(self) -> Iterator[Label]:
        """The categories, wrapped in their slots; every second or third where slots are narrow."""
        every = math.ceil(self._least_slot() / self.slot)
        width = self.slot * every - 1
        for number in range(0, len(self.view.categories), every):
            lines = self.type.wrapped(self.view.categories[number], width, _CATEGORY_LINES)
            for line, text in enumerate(lines):
                top = self.plot.bottom + self.below + PAD + line * LINE
                yield Label(text, self._middle(number), top, Align.CENTER)

    def _least_slot(self) -> float:
        """How much room a category takes: along lines, where they follow each other, half its name.

        Columns are each named, in several lines if need be.
        """
        if self.view.shape == "columns":
            return 1.6 * LINE
        return max(1.6 * LINE, self.type.widest(list(self.view.categories)) / 2 + PAD)

    def _middle(self, category: int) -> float:
        return self.plot.left + (category + 0.5) * self.slot

    def _columns(self) -> Iterator[Shape]:
        series = self.view.series
        thick = min(0.8 * self.slot / max(len(series), 1), _COLUMN)
        room = self.slot if len(series) == 1 else thick
        fits = self.type.widest(told(self.view)) < room
        for number, one in enumerate(series):
            shift = (number - len(series) / 2) * thick
            for category, value in enumerate(one.values):
                if value is not None:
                    left = self._middle(category) + shift
                    yield from self._column((left, thick), value, INKS[number], told=fits)

    def _column(
        self, place: tuple[float, float], value: float, ink: Colour, *, told: bool
    ) -> Iterator[Shape]:
        left, thick = place
        zero, end = self.plot.y(0), self.plot.y(value)
        if value:
            yield Area(box(left, min(zero, end), thick, abs(zero - end)), ink)
        if told:
            top = end + 1 if value < 0 else end - LINE
            yield Label(scales.said(value), left + thick / 2, top, Align.CENTER)

    def _lines(self) -> list[Shape]:
        plot = self.plot
        lines = [
            [
                None if value is None else ((self._middle(category), plot.y(value)), value)
                for category, value in enumerate(one.values)
            ]
            for one in self.view.series
        ]
        frame = (plot.left, plot.top - LINE - PAD, plot.right, plot.bottom + self.below)
        return line_shapes(lines, frame, self.type)


class _Bars:
    """Lying bars below each other, their names at the left."""

    def __init__(self, view: ChartView, width: float, fonts: FontSet) -> None:
        self.view, self.width, self.fonts, self.type = view, width, fonts, Type(fonts)
        self.head = Head(view, width, self.type)
        self.scale = scales.scale(known(view))
        most = width * _NAMES_SHARE
        self.names = [self.type.wrapped(name, most, _NAME_LINES) for name in view.categories]
        self.named = self.type.widest([line for name in self.names for line in name])
        lines = max(map(len, self.names), default=1)
        self.pitch = max(lines * LINE, len(view.series) * _BAR) + 5

    def drawings(self) -> Iterator[Drawing]:
        """One drawing for as many bars as may stand below each other."""
        count = len(self.view.categories)
        fields = max(1, math.ceil(count * self.pitch / _HIGHEST))
        each = max(1, math.ceil(count / fields))
        for start in range(0, max(count, 1), each):
            yield self._drawing(range(start, min(start + each, count)))

    def _drawing(self, part: range) -> Drawing:
        plot = self._plot(len(part) * self.pitch + PAD)
        middles = (plot.top + PAD / 2 + (row + 0.5) * self.pitch for row in range(len(part)))
        rows = (
            shape
            for category, middle in zip(part, middles, strict=True)
            for shape in self._row(category, plot, middle)
        )
        shapes = (*self.head.shapes(), *self._axis(plot), *rows)
        return Drawing(self.width, plot.bottom + 2 + LINE + PAD, shapes, self.fonts)

    def _plot(self, height: float) -> Plot:
        """The field; values stand beside it, at its left where some are below zero."""
        beside = self.type.widest(told(self.view)) + PAD
        left = self.named + PAD + (beside if self.scale.first < 0 else 0)
        return Plot(left, self.head.height, self.width - left - beside - PAD, height, self.scale)

    def _axis(self, plot: Plot) -> Iterator[Shape]:
        """A rule for each tick, a number for as many as there is room for."""
        ticks = self.scale.ticks
        spacing = plot.width / (len(ticks) - 1)
        numbers = [self.scale.said(tick) for tick in ticks]
        every = math.ceil((self.type.widest(numbers) + PAD) / spacing)
        for count, (tick, number) in enumerate(zip(ticks, numbers, strict=True), self.scale.first):
            x = plot.x(tick)
            yield _rule(x, plot.top, x, plot.bottom, axis=not tick)
            if count % every == 0:
                yield Label(number, x, plot.bottom + 2, Align.CENTER)

    def _row(self, category: int, plot: Plot, middle: float) -> Iterator[Shape]:
        """The name of a category and its bars around a middle line."""
        name, series = self.names[category], self.view.series
        top = middle - len(name) * LINE / 2
        for line, text in enumerate(name):
            yield Label(text, self.named, top + line * LINE, Align.RIGHT)
        top = middle - len(series) * _BAR / 2
        for number, one in enumerate(series):
            value = one.values[category]
            if value is not None:
                yield from self._bar(value, plot, top + number * _BAR, INKS[number])

    def _bar(self, value: float, plot: Plot, top: float, ink: Colour) -> Iterator[Shape]:
        zero, end = plot.x(0), plot.x(value)
        if value:
            yield Area(box(min(zero, end), top + 0.5, abs(end - zero), _BAR - 1), ink)
        x, align = (end - 2, Align.RIGHT) if value < 0 else (end + 2, Align.LEFT)
        yield Label(scales.said(value), x, top + (_BAR - LINE) / 2, align)
