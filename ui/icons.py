"""Line icons (Lucide, ISC) from `resources/icons`, drawn in the colours of the theme."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui import style

SIZE = 18
_SCALES = (1, 2)


def icon(name: str, token: str = "text", gap: int = 0) -> QIcon:
    """The icon of that file name in a colour of the theme in force; sharp at twice the size too.

    `gap` leaves so many pixels free at its right: Fusion sets the words of a button too near.
    Raises FileNotFoundError where `resources/icons` has no such picture.
    """
    drawn = QIcon()
    for scale in _SCALES:
        drawn.addPixmap(_draw(_source(name, token), SIZE, scale, gap))
        drawn.addPixmap(_draw(_source(name, "muted"), SIZE, scale, gap), QIcon.Mode.Disabled)
    return drawn


def pixmap(name: str, token: str = "text", size: int = SIZE) -> QPixmap:
    """The picture of an icon for a label, at twice the resolution."""
    return _draw(_source(name, token), size, 2)


def _source(name: str, token: str) -> bytes:
    picture = (style.ICONS / f"{name}.svg").read_text("utf-8")
    return picture.replace("currentColor", style.tokens()[token]).encode()


def _draw(source: bytes, size: int, scale: int, gap: int = 0) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(source))
    drawn = QPixmap(QSize(size + gap, size) * scale)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn
