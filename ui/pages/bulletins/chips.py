"""Numbers, tables and charts inside a text: each is one letter to the cursor.

A number shows what its figure says now, a table or a chart its name.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from ui import icons, style

KIND = int(QTextFormat.ObjectTypes.UserObject) + 1
LETTER = "\ufffc"  # what stands for an object in the text
_WRITTEN = int(QTextFormat.Property.UserProperty) + 1
_PADDING = 4  # pixels left and right of what a chip says
_ROUND = 4
_ICON, _GAP = 16, 6  # pixels: the picture before an exhibit's name, and after it
_BESIDE = 56  # pixels that a line needs beside its widest chip: margins and indent


@dataclass(frozen=True)
class Face:
    """What a chip shows: words, before them an icon where it is a table or a chart.

    `idle`: it has nothing to say by now.
    """

    said: str
    icon: str = ""
    idle: bool = False


def chip(written: str) -> QTextCharFormat:
    """The format of the letter that stands for a number; `written` is its field's label."""
    form = QTextCharFormat()
    form.setObjectType(KIND)
    form.setProperty(_WRITTEN, written)
    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return form


def written_in(form: QTextFormat) -> str:
    """The label of the field that a format stands for; empty where it is no number."""
    return str(form.property(_WRITTEN)) if form.objectType() == KIND else ""


class Chips(QPyTextObject):
    """Draws the chips of one document; `face` says what one shows, by its label.

    The chips of the field `pointed_at` stand out.
    """

    def __init__(self, document: QTextDocument, face: Callable[[str], Face]) -> None:
        super().__init__(document)
        self._document = document
        self._face = face
        self.pointed_at = ""

    def width(self, written: str) -> float:
        """How wide a chip is drawn, in pixels."""
        face = self._face(written)
        drawn = _ICON + _GAP if face.icon else 0
        return drawn + self._metrics().horizontalAdvance(face.said) + 2 * _PADDING

    def intrinsicSize(self, doc: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        """See QTextObjectInterface. No chip is wider than a line."""
        width, room = self.width(written_in(form)), doc.textWidth() - _BESIDE
        return QSizeF(min(width, room) if room > 0 else width, self._metrics().height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        position: int,
        form: QTextFormat,
    ) -> None:
        """See QTextObjectInterface."""
        face, pointed_at = self._face(written_in(form)), written_in(form) == self.pointed_at
        ink = _ink(face, pointed_at)
        box = QRectF(rect).adjusted(1, 0, -1, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, box, face, pointed_at)
        left = box.left() + _PADDING - 1
        if face.icon:
            picture = icons.pixmap(face.icon, ink, _ICON)
            painter.drawPixmap(QPointF(left, box.center().y() - _ICON / 2), picture)
            left += _ICON + _GAP
        painter.setPen(style.color(ink))
        painter.setFont(self._font())
        said = self._metrics().elidedText(
            face.said, Qt.TextElideMode.ElideRight, box.right() - left
        )
        painter.drawText(QPointF(left, box.bottom() - self._metrics().descent()), said)

    def _ground(self, painter: QPainter, box: QRectF, face: Face, pointed_at: bool) -> None:
        """What a chip stands on; a table or a chart is framed."""
        ground = style.color("accent" if pointed_at else "selected")
        painter.setPen(style.color("accent") if face.icon else ground)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, _ROUND, _ROUND)

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._font())

    def _font(self) -> QFont:
        return self._document.defaultFont()


def _ink(face: Face, pointed_at: bool) -> str:
    if pointed_at:
        return "on_accent"
    return "muted" if face.icon and face.idle else "accent"
