"""A file as a tile: its picture or the sign of its kind, its name, and a button in the corner."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from ui import icons, style
from ui.elided import wrapped
from ui.flow import FlowLayout

PICTURE = QSize(84, 63)
"""The room of the picture, in pixels of the window."""
_EDGE, _ROUND, _SIGN = 4, 6, 28  # pixels
_LINE, _LINES = 17, 2  # of the name
_FONT, _SMALL_FONT, _CORNER, _GAP = 12, 11, 20, 8
_SIZE = QSize(PICTURE.width() + 2 * _EDGE, PICTURE.height() + (_LINES + 1) * _LINE + 3 * _EDGE)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NOTHING = QColor(0, 0, 0, 0)
_UNITS = ("B", "KB", "MB", "GB")

_PICTURES = (".bmp", ".gif", ".jfif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")
#: The sign of a kind of file, by the end of its name.
_SIGNS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys((*_PICTURES, ".heic"), "image")
    | dict.fromkeys((".csv", ".et", ".xls", ".xlsx"), "file-spreadsheet")
    | dict.fromkeys((".doc", ".docx", ".ofd", ".pdf", ".txt", ".wps"), "file-text")
)
_OTHER = "paperclip"


class FileTile(QAbstractButton):
    """A click on it, Space or Enter opens the file; Delete asks that it be taken off.

    `corner` is a button that stands in its upper corner; where that has a menu, the right button of
    the mouse opens it as well.
    """

    removed = Signal()

    def __init__(self, name: str, size: int | None, corner: QToolButton) -> None:
        super().__init__()
        self.name = name
        self._size = "" if size is None else said_size(size)
        self._picture: QPixmap | None = None
        self.corner = corner
        corner.setParent(self)
        corner.setObjectName("corner")
        corner.setFixedSize(_CORNER, _CORNER)
        corner.move(_SIZE.width() - _CORNER - _EDGE - 2, _EDGE + 2)
        self.setFixedSize(_SIZE)
        self.setAccessibleName("　".join(filter(None, (name, self._size))))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def picture_pixels(self) -> QSize:
        """How large a picture must be to be sharp on this screen, in its pixels."""
        return PICTURE * self.devicePixelRatioF()

    def show_picture(self, image: QImage) -> None:
        """Show what the file shows; a null image leaves the sign of its kind."""
        if not image.isNull():
            self._picture = QPixmap.fromImage(image)
            self._picture.setDevicePixelRatio(self.devicePixelRatioF())
            self.update()

    @property
    def pictured(self) -> bool:
        """Whether it shows what the file shows."""
        return self._picture is not None

    def sizeHint(self) -> QSize:
        """See QWidget: all are alike."""
        return _SIZE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() in _ENTER:
            self.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """See the class."""
        menu = self.corner.menu()
        if menu is not None:
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            below = self.corner.mapToGlobal(QPoint(0, _CORNER))
            menu.popup(event.globalPos() if by_mouse else below)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Paint that it can be clicked."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Paint it as it is at rest."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See the class."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        room = QRect(QPoint(_EDGE, _EDGE), PICTURE)
        if self._picture is None:
            self._paint_sign(painter, room)
        else:
            _paint_picture(painter, room, self._picture)
        painter.setPen(style.color("border"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5), _EDGE, _EDGE)
        self._paint_words(painter, room)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        """What has the keyboard has an edge, what the mouse is over another ground."""
        hovered = self.underMouse() and self.focusPolicy() != Qt.FocusPolicy.NoFocus
        painter.setPen(QPen(style.color("accent") if self.hasFocus() else _NOTHING))
        painter.setBrush(style.color("hover") if hovered else _NOTHING)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)

    def _paint_sign(self, painter: QPainter, room: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("window"))
        painter.drawRoundedRect(room, _EDGE, _EDGE)
        sign = _SIGNS.get(_suffix(self.name), _OTHER)
        middle = room.center() - QPoint(_SIGN // 2 - 1, _SIGN // 2 - 1)
        painter.drawPixmap(middle, icons.pixmap(sign, "muted", _SIGN))

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        """The name in two lines at most, below it the size."""
        font = self.font()
        font.setPixelSize(_FONT)
        lines = named_in_two(self.name, font, room.width())
        below = QRect(room.left(), room.bottom() + _EDGE, room.width(), _LINE)
        painter.setFont(font)
        painter.setPen(style.color("text"))
        for line in lines:
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, line)
            below.translate(0, _LINE)
        font.setPixelSize(_SMALL_FONT)
        painter.setFont(font)
        painter.setPen(style.color("muted"))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self._size)


def named_in_two(name: str, font: QFont, width: int) -> list[str]:
    """A name in two lines; of a longer one the end stays, by which like names are told apart."""
    lines = wrapped(name, font, width, _LINES)
    if "".join(lines) == name:
        return lines
    rest = name[len(lines[0]) :]
    left = Qt.TextElideMode.ElideLeft
    return [lines[0], QFontMetrics(font).elidedText(rest, left, width)]


class TileFlow(QWidget):
    """Tiles side by side, and on in the next row."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: Sequence[FileTile] = ()
        self._layout = FlowLayout(self, _GAP)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_tiles(self, tiles: Sequence[FileTile]) -> None:
        """Show these instead of those before; none takes no room."""
        for tile in self.tiles:
            self._layout.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = tiles
        for tile in tiles:
            self._layout.addWidget(tile)
        self.setVisible(bool(tiles))
        self.updateGeometry()


def _paint_picture(painter: QPainter, room: QRect, picture: QPixmap) -> None:
    """In the middle of the room, whose corners are round."""
    size = picture.deviceIndependentSize().toSize()
    left, top = (room.width() - size.width()) // 2, (room.height() - size.height()) // 2
    inside = QPainterPath()
    inside.addRoundedRect(QRectF(room), _EDGE, _EDGE)
    painter.save()
    painter.fillPath(inside, style.color("window"))
    painter.setClipPath(inside)
    painter.drawPixmap(room.topLeft() + QPoint(left, top), picture)
    painter.restore()


def is_picture(name: str) -> bool:
    """Whether a file of that name may be a picture that can be shown."""
    return _suffix(name) in _PICTURES


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()


def corner_button(icon: str, tip: str, parent: QWidget | None = None) -> QToolButton:
    """A small button to stand in the corner of a tile."""
    made = QToolButton(parent)
    made.setIcon(icons.icon(icon, "muted"))
    made.setIconSize(QSize(14, 14))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    return made


def said_size(size: int) -> str:
    """A size in bytes as people read it: 1.4 MB."""
    amount, unit = float(size), 0
    while amount >= 1024 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1024, unit + 1
    return f"{amount:.0f} {_UNITS[unit]}" if unit == 0 else f"{amount:.1f} {_UNITS[unit]}"
