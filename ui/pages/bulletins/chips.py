"""Numbers inside a text: each is one letter to the cursor, and shows what its figure says now."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from ui import style

KIND = int(QTextFormat.ObjectTypes.UserObject) + 1
LETTER = "\ufffc"  # what stands for an object in the text
_WRITTEN = int(QTextFormat.Property.UserProperty) + 1
_PADDING = 4  # pixels left and right of the number
_ROUND = 4


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
    """Draws the numbers of one document; `value` gives what a field says, by its label.

    The numbers of the field `pointed_at` stand out.
    """

    def __init__(self, document: QTextDocument, value: Callable[[str], str]) -> None:
        super().__init__(document)
        self._document = document
        self._value = value
        self.pointed_at = ""

    def intrinsicSize(self, doc: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        """See QTextObjectInterface."""
        metrics = QFontMetricsF(self._font())
        width = metrics.horizontalAdvance(self._value(written_in(form)))
        return QSizeF(width + 2 * _PADDING, metrics.height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        position: int,
        form: QTextFormat,
    ) -> None:
        """See QTextObjectInterface."""
        metrics = QFontMetricsF(self._font())
        box = QRectF(rect).adjusted(1, 0, -1, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pointed_at = written_in(form) == self.pointed_at
        ground = style.color("accent" if pointed_at else "selected")
        painter.setPen(ground)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        painter.setPen(style.color("on_accent" if pointed_at else "accent"))
        painter.setFont(self._font())
        value = self._value(written_in(form))
        painter.drawText(
            QPointF(box.left() + _PADDING - 1, box.bottom() - metrics.descent()), value
        )

    def _font(self) -> QFont:
        return self._document.defaultFont()
