"""Charts at the window: every mark opens what it counts, by mouse and by keyboard."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reports import scales
from reports.view import ChartView
from ui import style
from ui.chartpaint import Colors, paint, paint_current, paint_under_mouse
from ui.chartplan import LINE, Mark, Plan, plan
from ui.clipboard import table_as_mime

_PIXELS, _CAPTION_PIXELS = 12, 15
_NARROWEST = 300
_PICTURE, _MARGIN, _SHARP = 640, 16, 2
_NOTHING = "没有可以画的数。"
_EMPTY = ChartView("", "columns", "", (), ())
_BLANK = Plan(3 * LINE, (), (), (), ())


class Chart(QWidget):
    """`opened` gives series and category of the mark that was clicked or entered; `reached` the
    area of the mark that the keyboard moved to.

    The arrow keys walk from mark to mark in the order in which they are read, Home and End go to
    the first and the last; Enter opens, Ctrl+C copies the numbers.
    """

    opened = Signal(int, int)
    reached = Signal(QRect)

    def __init__(self) -> None:
        super().__init__()
        self.view = _EMPTY
        self._plan: Plan | None = None
        self._here = 0
        self._under: Mark | None = None
        font = QFont(self.font())
        font.setPixelSize(_PIXELS)
        self.setFont(font)
        self.setMouseTracking(True)
        self.setMinimumWidth(_NARROWEST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # --- what is shown ---------------------------------------------------------------------------

    def show_chart(self, view: ChartView) -> None:
        """Show this; the mark that was current stays so where there are as many."""
        self.view, self._plan, self._under = view, None, None
        self._here = min(self._here, max(len(self.marks) - 1, 0))
        self.setAccessibleName(view.caption)
        self.setAccessibleDescription(self._described())
        self.updateGeometry()
        self.update()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks, in the order in which they are read."""
        return self._set().marks

    def current(self) -> Mark | None:
        """The mark that the keyboard is on; None where there is none."""
        return self.marks[self._here] if self.marks else None

    def said(self, mark: Mark) -> str:
        """What a mark says: 用地 收集问题 12 件."""
        series = self.view.series[mark.series]
        value = series.values[mark.category] or 0.0
        name = self.view.categories[mark.category]
        return f"{name}　{series.label} {scales.said(value)} {self.view.unit}".strip()

    def sizeHint(self) -> QSize:
        """As high as the chart is, however wide."""
        return QSize(_NARROWEST, round(self._set().height) + 1)

    def _set(self) -> Plan:
        if self._plan is None:
            width = float(max(self.width(), _NARROWEST))
            shows = any(value for one in self.view.series for value in one.values)
            made = plan(self.view, width, QFontMetricsF(self.font())) if shows else _BLANK
            self._plan = made
        return self._plan

    def _described(self) -> str:
        return "；".join(map(self.said, self.marks)) or _NOTHING

    # --- to the clipboard ------------------------------------------------------------------------

    def rows(self) -> list[list[str]]:
        """The numbers as a table, headings first."""
        series = self.view.series
        head = [self.view.caption, *(f"{one.label}（{self.view.unit}）" for one in series)]
        lines = [
            [name, *(_written(one.values[place]) for one in series)]
            for place, name in enumerate(self.view.categories)
        ]
        return [head, *lines]

    def copy_numbers(self) -> None:
        """The numbers as text for anything, and as a table for Excel and WPS."""
        QGuiApplication.clipboard().setMimeData(table_as_mime(self.rows()))

    def copy_picture(self) -> None:
        """The chart with its caption on white, sharp enough to be printed in a document."""
        QGuiApplication.clipboard().setPixmap(self.picture())

    def picture(self) -> QPixmap:
        """See `copy_picture`."""
        colors = style.THEMES["light"]
        made = plan(self.view, _PICTURE - 2 * _MARGIN, QFontMetricsF(self.font()))
        top = 2 * _MARGIN + _CAPTION_PIXELS
        drawn = QPixmap(QSize(_PICTURE, round(made.height) + top + _MARGIN) * _SHARP)
        drawn.setDevicePixelRatio(_SHARP)
        drawn.fill(colors["surface"])
        painter = QPainter(drawn)
        self._draw_caption(painter, colors)
        painter.translate(_MARGIN, top)
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, made, colors)
        painter.end()
        return drawn

    def _draw_caption(self, painter: QPainter, colors: Colors) -> None:
        font = QFont(self.font())
        font.setPixelSize(_CAPTION_PIXELS)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colors["text"])
        area = QRectF(_MARGIN, _MARGIN / 2, _PICTURE - 2 * _MARGIN, _CAPTION_PIXELS + _MARGIN)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.view.caption)

    # --- what Qt tells ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart, the mark under the mouse, the mark that the keyboard is on."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = style.tokens()
        if not self.marks:
            painter.setPen(style.color("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _NOTHING)
        paint(painter, self._set(), colors)
        if self._under is not None:
            paint_under_mouse(painter, self._under, colors)
        current = self.current()
        if self.hasFocus() and current is not None:
            paint_current(painter, current, self.said(current), colors)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the chart anew into another width."""
        self._plan, self._under = None, None
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        place = self._place(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_numbers()
        elif place is not None and self.marks:
            self._go(place)
        elif event.key() in _ENTER and self.current() is not None:
            self._open(self.current())
        else:
            super().keyPressEvent(event)

    def _place(self, key: Qt.Key) -> int | None:
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return 0 if key == Qt.Key.Key_Home else len(self.marks) - 1
        return self._here + _STEPS[key] if key in _STEPS else None

    def _go(self, place: int) -> None:
        self._here = min(max(place, 0), len(self.marks) - 1)
        self.reached.emit(self.marks[self._here].area.toAlignedRect())
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would open."""
        under = self._at(event.position())
        if under is not self._under:
            self._under = under
            shape = Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        self._under = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the mark under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self._at(event.position()))

    def event(self, event: QEvent) -> bool:
        """The tool tip of a mark says its value."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.said(mark) if mark else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is gone."""
        super().focusOutEvent(event)
        self.update()

    def _at(self, point: QPointF) -> Mark | None:
        return next((mark for mark in self.marks if mark.around.contains(point)), None)

    def _open(self, mark: Mark | None) -> None:
        if mark is not None:
            self._here = self.marks.index(mark)
            self.update()
            self.opened.emit(mark.series, mark.category)


def _written(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
