"""The monthly figures as small lines: how each went over the last months, and where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.dossier import FigureRow
from models.fields import Field
from models.showing import shown
from ui import style
from ui.parts import words

MONTHS = 12
_HEIGHT, _MARGIN, _DOT, _BETWEEN = 40, 6, 2.5, 20
_WIDEST = 300  # pixels of one figure where there are few


class Spark(QWidget):
    """One figure over some months; a month without it leaves a gap."""

    def __init__(self, values: Sequence[float | None]) -> None:
        super().__init__()
        self.values = tuple(values)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(60, _HEIGHT)

    def points(self, area: QRectF) -> list[QPointF | None]:
        """Where each month stands in an area: the lowest value below, the highest above."""
        known = [value for value in self.values if value is not None]
        low, high = (min(known), max(known)) if known else (0.0, 0.0)
        step = area.width() / max(len(self.values) - 1, 1)
        return [
            None
            if value is None
            else QPointF(
                area.left() + place * step, area.bottom() - _share(value, low, high) * area.height()
            )
            for place, value in enumerate(self.values)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, and a dot at its last month."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        points = self.points(area)
        painter.setPen(QPen(style.color("accent"), 1.5))
        for stretch in _stretches(points):
            painter.drawPolyline(QPolygonF(stretch))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("accent"))
        for point in points[-1:]:
            if point is not None:
                painter.drawEllipse(point, _DOT, _DOT)
        painter.end()


def _share(value: float, low: float, high: float) -> float:
    """How high a value stands between two others; in the middle where all are the same."""
    return (value - low) / (high - low) if high > low else 0.5


def _stretches(points: Sequence[QPointF | None]) -> list[list[QPointF]]:
    """The points in unbroken rows."""
    found: list[list[QPointF]] = [[]]
    for point in points:
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return [stretch for stretch in found if stretch]


class Sparks(QWidget):
    """The figures side by side: what each is, what it was last, how it went."""

    def __init__(self, fields: Sequence[Field], rows: Sequence[FigureRow]) -> None:
        super().__init__()
        newest = rows[-MONTHS:]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_BETWEEN)
        for place, field in enumerate(fields):
            layout.addWidget(_Cell(field, [(row.month, row.values[place]) for row in newest]), 1)
        layout.addStretch()


class _Cell(QWidget):
    """One figure: its name and its last value, beside the line of its months."""

    def __init__(self, field: Field, months: Sequence[tuple[str, float | None]]) -> None:
        super().__init__()
        self.setMaximumWidth(_WIDEST)
        said = [(month, f"{shown(field, value) or '—'} {field.unit}") for month, value in months]
        month, last = said[-1] if said else ("", "")
        self.setToolTip("\n".join("　".join(one) for one in said))
        self.setAccessibleName(f"{field.label} {month} {last}")
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(words(field.label))
        told.addWidget(words(last, "plain"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(told)
        layout.addWidget(Spark([value for _, value in months]), 1)
