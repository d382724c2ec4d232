"""Tiles: a main figure, large, with its change; a click opens what it counts."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk.analysis import Tile
from desk.analysis.paper import signed
from desk.bulletins.tokens import shown
from ui import style
from ui.parts import words

_HEIGHT, _LEAST = 96, 128
_TRACK, _EDGE = 4, 14
_ARROWS = {1: "▲", -1: "▼", 0: ""}


class TileButton(QPushButton):
    """A figure that can be pressed. What is good is said by colour, sign and arrow together."""

    def __init__(self, tile: Tile, since: str) -> None:
        super().__init__()
        self.tile = tile
        point = tile.point
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        said = f"{point.label} {shown(point.value)}{point.unit}，{since} {signed(tile)}"
        self.setAccessibleName(said)
        self.setToolTip(f"{said}；回车看明细")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, 8, 6, 12)
        layout.setSpacing(0)
        for one in (words(point.label), _value(tile), _change(tile, since)):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(one)

    def sizeHint(self) -> QSize:
        """As wide as its words want, and no less than looks like a tile."""
        return QSize(_LEAST, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """See `sizeHint`."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A share is held against 100 % by a bar at the foot."""
        super().paintEvent(event)
        whole, value = self.tile.whole, self.tile.point.value
        if whole is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(_EDGE, self.height() - 11, self.width() - 2 * _EDGE, _TRACK)
        painter.setBrush(style.color("border"))
        painter.drawRoundedRect(track, 2, 2)
        track.setWidth(track.width() * min(float(value or 0) / whole, 1.0))
        painter.setBrush(style.color("green" if (value or 0) >= whole else "accent"))
        painter.drawRoundedRect(track, 2, 2)
        painter.end()


def _value(tile: Tile) -> QWidget:
    point = tile.point
    said = words("", "title")
    said.setText(
        f"{shown(point.value)}<span style='font-size:13px;font-weight:normal'> {point.unit}</span>"
    )
    return said


def _change(tile: Tile, since: str) -> QWidget:
    change = tile.change or 0
    way = (change > 0) - (change < 0)
    said = words(f"{since} {signed(tile)} {_ARROWS[way]}".strip())
    judged = way * tile.good
    if judged:
        colour = style.color("green" if judged > 0 else "red").name()
        said.setText(f"{since} <span style='color:{colour}'>{signed(tile)} {_ARROWS[way]}</span>")
    return said
