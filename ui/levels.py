"""How grave a notice is, as shape, colour and word: nobody has to tell blue from orange."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPolygonF

from models.ladder import SUPERVISE
from models.steps import STEPS
from ui import icons, style

_TOKENS: Mapping[str, str] = MappingProxyType(
    {"": "muted", "蓝": "accent", "橙": "yellow", "红": "red"}
)
_SHAPES: Mapping[str, str] = MappingProxyType({"": "○", "蓝": "●", "橙": "▲", "红": "■"})


def color(level: str) -> QColor:
    """The colour of a level in the theme in force; of 催办, that of muted words."""
    return style.color(_TOKENS.get(level, "muted"))


def said(step: str, level: str) -> str:
    """The class of a notice in a list: ▲ 督办（橙）, ○ 催办, 约谈."""
    word = STEPS[step].label + (f"（{level}）" if level else "")
    graded = step == SUPERVISE or step == "urge"
    return f"{_SHAPES.get(level, '○')} {word}" if graded else word


def icon(level: str) -> QIcon:
    """The shape of a level: ○ 催办, ● blue, ▲ orange, ■ red."""
    return icons.shape(lambda painter, area: _draw(painter, area, level))


def _draw(painter: QPainter, area: QRectF, level: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(level))
    if level == "红":
        painter.drawRoundedRect(area, 1.5, 1.5)
    elif level == "橙":
        top = QPointF(area.center().x(), area.top())
        painter.drawPolygon(QPolygonF([top, area.bottomRight(), area.bottomLeft()]))
    elif level == "蓝":
        painter.drawEllipse(area)
    else:
        painter.setPen(QPen(color(level), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.adjusted(1, 1, -1, -1))
