"""Lamps (状态灯) of an issue: shape, colour and word; nobody has to tell red from green."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPolygonF

from ui import icons, style

TOKENS: Mapping[str, str] = MappingProxyType(
    {
        "green": "green",
        "yellow": "yellow",
        "red": "red",
        "grey": "grey",
        "closed_on_time": "green",
        "closed_late": "red",
        "open": "green",
        "due": "yellow",
        "late": "red",
        "met": "green",
        "met_late": "red",
        "left": "red",
        "same": "grey",
        "done": "green",
    }
)
"""The colour of each lamp of `models.vocabulary.LAMPS`, of what is owed (`DEBT_STATES`), and of
what came of each of many records (`RESULTS`)."""


def color(lamp: str) -> QColor:
    """The colour of a lamp in the theme in force."""
    return style.color(TOKENS[lamp])


def icon(lamp: str) -> QIcon:
    """The shape of a lamp, to stand before its word."""
    return icons.shape(lambda painter, area: draw(painter, area, lamp))


def draw(painter: QPainter, area: QRectF, lamp: str) -> None:
    """Draw the shape of a lamp into a square area: ● ▲ ■ ‖, and a tick or a ring when closed."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(lamp))
    match lamp:
        case "green" | "open":
            painter.drawEllipse(area)
        case "yellow" | "due":
            painter.drawPolygon(_triangle(area))
        case "red" | "late" | "left":
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)
        case "grey":
            _draw_pause(painter, area)
        case _:
            _draw_closed(painter, area, ring=lamp in ("closed_late", "met_late", "same"))
    painter.restore()


def _triangle(area: QRectF) -> QPolygonF:
    top = QPointF(area.center().x(), area.top())
    return QPolygonF([top, area.bottomRight(), area.bottomLeft()])


def _draw_pause(painter: QPainter, area: QRectF) -> None:
    bar = QRectF(area.left() + 1, area.top(), area.width() / 3, area.height())
    painter.drawRect(bar)
    painter.drawRect(bar.translated(area.width() / 2, 0))


def _draw_closed(painter: QPainter, area: QRectF, *, ring: bool) -> None:
    pen = QPen(painter.brush().color(), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if ring:
        painter.drawEllipse(area.adjusted(1, 1, -1, -1))
    else:
        low = QPointF(area.left() + area.width() * 0.4, area.bottom() - 1.5)
        left = QPointF(area.left() + 1, area.center().y() + 0.5)
        painter.drawPolyline([left, low, QPointF(area.right(), area.top() + 1.5)])
