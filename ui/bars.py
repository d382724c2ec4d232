"""Bars held against 100 %: groups of them under each other, one of which may be picked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from ui import style
from ui.panes import Scroller
from ui.parts import Card

_PAD, _TITLE, _LINE, _THICK = 10, 26, 24, 10  # pixels; a bar is thinner than its line
_LABEL, _FIGURES = 84, 118  # pixels beside a bar: what it counts, and the figures


@dataclass(frozen=True)
class Bar:
    """How many of those that should be reached are; `share` in percent, None where none should."""

    label: str
    value: int
    of: int
    share: float | None


@dataclass(frozen=True)
class Group:
    """Bars under one heading; `note` stands behind the heading."""

    name: str
    label: str
    note: str
    bars: tuple[Bar, ...]

    @property
    def pixels(self) -> int:
        """How high it is drawn."""
        return 2 * _PAD + _TITLE + _LINE * len(self.bars)


class Bars(QWidget):
    """`picked` gives the name of the group that becomes current; `reached` its top and height.

    Up, Down, Home and End walk from group to group.
    """

    picked = Signal(str)
    reached = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.groups: tuple[Group, ...] = ()
        self._here = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these; the group that was current stays so, else the first is."""
        before = self.current()
        self.groups = tuple(groups)
        names = [group.name for group in groups]
        self._here = names.index(before) if before in names else 0
        self.updateGeometry()
        self.update()

    def current(self) -> str:
        """The name of the current group; empty where there is none."""
        return self.groups[self._here].name if self.groups else ""

    def sizeHint(self) -> QSize:
        """As high as all groups."""
        return QSize(360, sum(group.pixels for group in self.groups))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        last = len(self.groups) - 1
        places = {
            Qt.Key.Key_Up: self._here - 1,
            Qt.Key.Key_Down: self._here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = places.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        else:
            self._pick(min(max(place, 0), last))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the group under the mouse."""
        y = event.position().toPoint().y()
        for place, top in enumerate(self._tops()):
            if top <= y < top + self.groups[place].pixels:
                self._pick(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groups in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, top in enumerate(self._tops()):
            area = QRect(0, top, self.width(), self.groups[place].pixels)
            if area.intersects(event.rect()):
                self._draw(painter, place, area)
        painter.end()

    def _tops(self) -> list[int]:
        heights = [group.pixels for group in self.groups]
        return [sum(heights[:place]) for place in range(len(heights))]

    def _pick(self, place: int) -> None:
        if place != self._here and self.groups:
            self._here = place
            self.update()
            self.reached.emit(self._tops()[place], self.groups[place].pixels)
            self.picked.emit(self.current())

    def _draw(self, painter: QPainter, place: int, area: QRect) -> None:
        group = self.groups[place]
        if place == self._here:
            painter.setPen(style.color("accent" if self.hasFocus() else "selected"))
            painter.setBrush(style.color("hover"))
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inner = area.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        self._draw_title(painter, group, QRect(inner.topLeft(), QSize(inner.width(), _TITLE - 4)))
        for number, bar in enumerate(group.bars):
            top = inner.top() + _TITLE + number * _LINE
            _draw_bar(painter, bar, QRect(inner.left(), top, inner.width(), _LINE))

    def _draw_title(self, painter: QPainter, group: Group, area: QRect) -> None:
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(style.color("text"))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(group.label, Qt.TextElideMode.ElideRight, area.width() * 3 // 5)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, title)
        taken = metrics.horizontalAdvance(title) + 12
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(style.color("muted"))
        rest = area.adjusted(taken, 0, 0, 0)
        note = painter.fontMetrics().elidedText(
            group.note, Qt.TextElideMode.ElideRight, rest.width()
        )
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, note)


def _draw_bar(painter: QPainter, bar: Bar, area: QRect) -> None:
    """The label, the bar on the track that is 100 %, the figures."""
    painter.setPen(style.color("text"))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, bar.label)
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(area, right, figures(bar))
    track = QRectF(area.adjusted(_LABEL, 0, -_FIGURES, 0))
    track.setTop(track.center().y() - _THICK / 2)
    track.setHeight(_THICK)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.color("border"))
    painter.drawRoundedRect(track, _THICK / 2, _THICK / 2)
    if bar.value:
        full = bar.value >= bar.of
        painter.setBrush(style.color("green" if full else "accent"))
        track.setWidth(max(track.width() * min(bar.value / bar.of, 1.0), _THICK))
        painter.drawRoundedRect(track, _THICK / 2, _THICK / 2)


def figures(bar: Bar) -> str:
    """What stands behind a bar: 66/92 71.7%."""
    return f"{bar.value}/{bar.of}  " + ("—" if bar.share is None else f"{bar.share}%")


class BarsCard(Card):
    """Bars on a card, scrolled so that the current group is in sight; `head` stands above them."""

    def __init__(self, bars: Bars, least: int, head: QLayout | None = None) -> None:
        super().__init__()
        self.setMinimumWidth(least)
        self.body.setContentsMargins(6, 6, 0, 6)
        if head is not None:
            self.body.addLayout(head)
        self._scroller = Scroller(bars)
        self.body.addWidget(self._scroller)
        bars.reached.connect(self._bring_into_sight)

    def _bring_into_sight(self, top: int, height: int) -> None:
        self._scroller.ensureVisible(0, top + height // 2, 0, height // 2 + 4)
