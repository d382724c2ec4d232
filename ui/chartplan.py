"""Where everything of a chart stands at the window: the same numbers and axes as on paper.

What is drawn comes as a `ChartView`, its axis from `reports.scales`; only the setting is the
window's own, because its letters are, and because every mark must be found again under the mouse.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from reports import scales
from reports.scales import Scale
from reports.view import ChartView

LINE = 18.0
"""Height of a line of text, in pixels as all lengths here."""
_PAD, _HEAD, _FIELD = 6.0, 26.0, 168.0
_COLUMN, _BAR, _BETWEEN = 30.0, 13.0, 9.0
_NAMES_SHARE = 0.34
"""How much of the width names at the left take at most."""
_SWATCH = 10.0
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Mark:
    """What shows one value; `around` is where a click means it."""

    series: int
    category: int
    area: QRectF
    around: QRectF


@dataclass(frozen=True)
class Text:
    """A line of text within an area; `strong` is a value, else it is beside the point."""

    said: str
    area: QRectF
    align: Qt.AlignmentFlag
    strong: bool = False


@dataclass(frozen=True)
class Rule:
    """A line across the field; the axis is a strong one."""

    line: QLineF
    strong: bool


@dataclass(frozen=True)
class Plan:
    """A chart that is set: marks in the order in which they are read, and all around them."""

    height: float
    marks: tuple[Mark, ...]
    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    swatches: tuple[tuple[int, QRectF], ...]


def plan(view: ChartView, width: float, metrics: QFontMetricsF) -> Plan:
    """Set a chart into a width."""
    setting = _Bars if view.shape == "bars" else _Columns
    return setting(view, width, metrics).plan()


class _Setting:
    """What both ways of setting a chart share: the head and the axis."""

    def __init__(self, view: ChartView, width: float, metrics: QFontMetricsF) -> None:
        self.view, self.width, self.metrics = view, width, metrics
        self.scale = _scale(view)

    def advance(self, texts: Sequence[str]) -> float:
        """The width of the widest text."""
        return max(map(self.metrics.horizontalAdvance, texts), default=0.0)

    def elided(self, text: str, room: float) -> str:
        """As much of a text as there is room for."""
        return self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)

    def values(self) -> list[str]:
        """All values as they are written."""
        every = (value for series in self.view.series for value in series.values)
        return [scales.said(value) for value in every if value is not None]

    def unit(self) -> Text:
        """What the axis counts."""
        return Text(f"单位：{self.view.unit}", QRectF(0, 0, self.width, LINE), _LEFT)

    def legend(self) -> Iterator[tuple[int, QRectF, Text]]:
        """What each colour means, at the right; one series needs no legend."""
        x = self.width
        for number in reversed(range(len(self.view.series)) if len(self.view.series) > 1 else ()):
            said = self.view.series[number].label
            x -= self.advance([said]) + 2
            text = Text(said, QRectF(x, 0, self.advance([said]) + 2, LINE), _LEFT)
            x -= _SWATCH + 5
            yield number, QRectF(x, (LINE - _SWATCH) / 2, _SWATCH, _SWATCH), text
            x -= 14

    def made(
        self, height: float, marks: Sequence[Mark], texts: Sequence[Text], rules: Sequence[Rule]
    ) -> Plan:
        """All of it, with the head."""
        legend = tuple(self.legend())
        told = (self.unit(), *(text for _, _, text in legend), *texts)
        swatches = tuple((number, area) for number, area, _ in legend)
        return Plan(height, tuple(marks), told, tuple(rules), swatches)


def _scale(view: ChartView) -> Scale:
    """The axis; shares are held against 100 %."""
    values = [value for one in view.series for value in one.values if value is not None]
    return scales.scale([*values, 100.0] if view.unit == "%" else values)


class _Columns(_Setting):
    """Standing columns over categories side by side."""

    def plan(self) -> Plan:
        """See `plan`."""
        numbers = [self.scale.said(tick) for tick in self.scale.ticks]
        left = self.advance(numbers) + _PAD
        self.field = QRectF(left, _HEAD + LINE, max(self.width - left, 1.0), _FIELD)
        self.slot = self.field.width() / max(len(self.view.categories), 1)
        count = len(self.view.series)
        self.thick = min(0.74 * self.slot / max(count, 1), _COLUMN)
        marks = list(self._marks())
        texts = [*self._axis(numbers), *self._names(), *self._told(marks)]
        return self.made(self.field.bottom() + _PAD + LINE, marks, texts, list(self._rules()))

    def _y(self, value: float) -> float:
        return self.field.bottom() - self.scale.share(value) * self.field.height()

    def _rules(self) -> Iterator[Rule]:
        for tick in self.scale.ticks:
            y = self._y(tick)
            yield Rule(QLineF(self.field.left(), y, self.field.right(), y), not tick)

    def _axis(self, numbers: Sequence[str]) -> Iterator[Text]:
        for tick, number in zip(self.scale.ticks, numbers, strict=True):
            area = QRectF(0, self._y(tick) - LINE / 2, self.field.left() - _PAD, LINE)
            yield Text(number, area, _RIGHT)

    def _names(self) -> Iterator[Text]:
        """The categories below; every second or third where there is no room for all."""
        names = self.view.categories
        every = max(1, math.ceil((self.advance(names) + _PAD) / self.slot)) if names else 1
        every = every if len(names) > 6 else 1
        top = self.field.bottom() + _PAD
        for number in range(0, len(names), every):
            middle = self.field.left() + (number + 0.5) * self.slot
            room = self.slot * every
            left = min(max(middle - room / 2, 0), self.width - room)
            area = QRectF(left, top, room, LINE)
            yield Text(self.elided(names[number], room - 2), area, _MIDDLE)

    def _marks(self) -> Iterator[Mark]:
        count = len(self.view.series)
        for category in range(len(self.view.categories)):
            first = self.field.left() + (category + 0.5) * self.slot - count * self.thick / 2
            for number, one in enumerate(self.view.series):
                value = one.values[category]
                if value is not None:
                    left = first + number * self.thick
                    zero, end = self._y(0), self._y(value)
                    area = QRectF(left + 1, min(zero, end), self.thick - 2, abs(zero - end))
                    around = QRectF(left, self.field.top(), self.thick, self.field.height())
                    yield Mark(number, category, area, around)

    def _told(self, marks: Sequence[Mark]) -> Iterator[Text]:
        """The values above their columns, where there is room for all."""
        room = self.slot if len(self.view.series) == 1 else self.thick
        if self.advance(self.values()) > room:
            return
        for mark in marks:
            value = self.view.series[mark.series].values[mark.category] or 0.0
            area = QRectF(mark.area.center().x() - room / 2, mark.area.top() - LINE, room, LINE)
            yield Text(scales.said(value), area, _MIDDLE, strong=True)


class _Bars(_Setting):
    """Lying bars below each other, their names at the left."""

    def plan(self) -> Plan:
        """See `plan`."""
        names = min(self.advance(self.view.categories), self.width * _NAMES_SHARE) + _PAD
        told = self.advance(self.values()) + 2 * _PAD
        self.pitch = max(len(self.view.series) * _BAR, LINE) + _BETWEEN
        height = self.pitch * len(self.view.categories)
        self.field = QRectF(names, _HEAD, max(self.width - names - told, 1.0), height)
        marks = list(self._marks())
        texts = [*self._names(), *self._told(marks)]
        return self.made(self.field.bottom() + _PAD, marks, texts, list(self._rules()))

    def _x(self, value: float) -> float:
        return self.field.left() + self.scale.share(value) * self.field.width()

    def _rules(self) -> Iterator[Rule]:
        for tick in self.scale.ticks:
            x = self._x(tick)
            yield Rule(QLineF(x, self.field.top(), x, self.field.bottom()), not tick)

    def _top(self, category: int) -> float:
        return self.field.top() + category * self.pitch

    def _names(self) -> Iterator[Text]:
        room = self.field.left() - _PAD
        for category, name in enumerate(self.view.categories):
            area = QRectF(0, self._top(category), room, self.pitch)
            yield Text(self.elided(name, room), area, _RIGHT)

    def _marks(self) -> Iterator[Mark]:
        thick = len(self.view.series) * _BAR
        for category in range(len(self.view.categories)):
            first = self._top(category) + (self.pitch - thick) / 2
            for number, one in enumerate(self.view.series):
                value = one.values[category]
                if value is not None:
                    top = first + number * _BAR
                    zero, end = self._x(0), self._x(value)
                    area = QRectF(min(zero, end), top + 1, abs(end - zero), _BAR - 2)
                    yield Mark(number, category, area, QRectF(0, top, self.width, _BAR))

    def _told(self, marks: Sequence[Mark]) -> Iterator[Text]:
        """The values behind their bars."""
        for mark in marks:
            value = self.view.series[mark.series].values[mark.category] or 0.0
            left, middle = mark.area.right() + 5, mark.area.center().y()
            area = QRectF(left, middle - LINE / 2, self.width - left, LINE)
            yield Text(scales.said(value), area, _LEFT, strong=True)
