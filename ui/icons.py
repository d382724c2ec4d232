"""Line icons (Lucide, ISC) from `resources/icons`, drawn in the colours of the theme.

What draws is loaded with the first that is drawn: the window is painted before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPixmap

from ui import style

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter
    from PySide6.QtSvg import QSvgRenderer

SIZE = 18
GAP = 6  # pixels between an icon and its words
WITH_GAP = QSize(SIZE + GAP, SIZE)
_SCALES = (1, 2)
_FIELD, _SHAPE, _SHARPER = 16, 10, 2  # pixels of an icon and of the shape in it; drawn sharper
_CLEAR = QColor(0, 0, 0, 0)


def icon(name: str, token: str = "text", gap: int = 0, *, ever_greyed: bool = True) -> QIcon:
    """The icon of that file name in a colour of the theme in force; sharp at twice the size too.

    `gap` leaves so many pixels free at its right: Fusion sets the words of a button too near.
    What is never greyed out is drawn in half the time.
    Raises FileNotFoundError where `resources/icons` has no such picture.
    """
    drawn = QIcon()
    modes = {QIcon.Mode.Normal: token, QIcon.Mode.Disabled: "muted"}
    if not ever_greyed:
        del modes[QIcon.Mode.Disabled]
    for mode, colour in modes.items():
        picture = _picture(name, colour)
        for scale in _SCALES:
            drawn.addPixmap(_draw(picture, SIZE, scale, gap), mode)
    return drawn


def blank(size: QSize) -> QIcon:
    """Room for an icon that is drawn later."""
    clear = QPixmap(size)
    clear.fill(_CLEAR)
    return QIcon(clear)


def shape(draw: Callable[[QPainter, QRectF], None]) -> QIcon:
    """A shape that is drawn into a square, to stand before a word; the same where it is chosen."""
    from PySide6.QtGui import QPainter

    drawn = QPixmap(_FIELD * _SHARPER, _FIELD * _SHARPER)
    drawn.setDevicePixelRatio(_SHARPER)
    drawn.fill(_CLEAR)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = (_FIELD - _SHAPE) / 2
    draw(painter, QRectF(edge, edge, _SHAPE, _SHAPE))
    painter.end()
    made = QIcon(drawn)
    made.addPixmap(drawn, QIcon.Mode.Selected)
    return made


def pixmap(name: str, token: str = "text", size: int = SIZE) -> QPixmap:
    """The picture of an icon for a label, at twice the resolution."""
    return _draw(_picture(name, token), size, 2)


def _picture(name: str, token: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer

    picture = (style.ICONS / f"{name}.svg").read_text("utf-8")
    coloured = picture.replace("currentColor", style.tokens()[token])
    return QSvgRenderer(QByteArray(coloured.encode()))


def _draw(picture: QSvgRenderer, size: int, scale: int, gap: int = 0) -> QPixmap:
    from PySide6.QtGui import QPainter

    drawn = QPixmap(QSize(size + gap, size) * scale)
    drawn.fill(_CLEAR)
    painter = QPainter(drawn)
    picture.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn
