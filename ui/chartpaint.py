"""A set chart put onto a widget or a picture, in the colours of a theme."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from ui.chartplan import LINE, Mark, Plan

Colors = Mapping[str, str]
_ROUND, _PALE = 2.5, 0.48


def series_color(number: int, colors: Colors) -> QColor:
    """The colour of a series: accent, a pale accent, amber; they differ in lightness as well."""
    if number == 1:
        return _mixed(QColor(colors["accent"]), QColor(colors["surface"]))
    return QColor(colors["yellow" if number == 2 else "accent" if number == 0 else "grey"])


def _mixed(one: QColor, other: QColor) -> QColor:
    """A colour made pale by another."""
    red, green, blue = (
        _PALE * part(one) + (1 - _PALE) * part(other)
        for part in (QColor.redF, QColor.greenF, QColor.blueF)
    )
    return QColor.fromRgbF(red, green, blue)


def paint(painter: QPainter, plan: Plan, colors: Colors) -> None:
    """All of a chart."""
    for rule in plan.rules:
        painter.setPen(QPen(QColor(colors["strong" if rule.strong else "border"]), 1))
        painter.drawLine(rule.line)
    for mark in plan.marks:
        _fill(painter, mark.area, series_color(mark.series, colors))
    for number, area in plan.swatches:
        _fill(painter, area, series_color(number, colors))
    for text in plan.texts:
        painter.setPen(QColor(colors["text" if text.strong else "muted"]))
        painter.drawText(text.area, text.align, text.said)


def _fill(painter: QPainter, area: QRectF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(area, _ROUND, _ROUND)


def paint_under_mouse(painter: QPainter, mark: Mark, colors: Colors) -> None:
    """A veil over the mark that a click would open."""
    veil = QColor(colors["text"])
    veil.setAlphaF(0.14)
    _fill(painter, mark.area, veil)


def paint_current(painter: QPainter, mark: Mark, said: str, colors: Colors) -> None:
    """A frame around the mark that the keyboard is on, and what it says, beside it."""
    painter.setPen(QPen(QColor(colors["text"]), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(mark.area.adjusted(-2, -2, 2, 2), _ROUND + 1, _ROUND + 1)
    device = painter.device()
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(said) + 16, LINE + 6
    room = QRectF(0, 0, device.width() / device.devicePixelRatioF(), 0)
    bubble = QRectF(_place(mark, width, height, room.width()), QRectF(0, 0, width, height).size())
    path = QPainterPath()
    path.addRoundedRect(bubble, 5, 5)
    painter.fillPath(path, QColor(colors["text"]))
    painter.setPen(QColor(colors["surface"]))
    painter.drawText(bubble, Qt.AlignmentFlag.AlignCenter, said)


def _place(mark: Mark, width: float, height: float, room: float) -> QPointF:
    """Behind a lying bar where there is room, over its value; else above the mark, or below."""
    lying = mark.around.width() > mark.around.height()
    if lying and mark.area.right() + 5 + width <= room:
        return QPointF(mark.area.right() + 5, mark.area.center().y() - height / 2)
    x = min(max(mark.area.center().x() - width / 2, 0), max(room - width, 0))
    above = mark.area.top() - height - 5
    return QPointF(x, above if above >= 0 else mark.area.bottom() + 5)
