"""Pages of paper on the screen: scrolled, zoomed, drawn when they come into sight."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ui import icons, style

FIT = 0.0  # the zoom that fills the width
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_SHEET = 794  # pixels: the width of an A4 sheet at zoom 1, which is 96 dots an inch
_GAP, _KEPT = 16, 8  # pixels between pages; pictures kept


class Pages(Protocol):
    """The pages of a document, counted from 0; all are of one size."""

    def count(self) -> int:
        """How many there are."""

    def picture(self, page: int, width: int) -> QImage:
        """A page, so many pixels wide."""


class Pictures:
    """Pages that are pictures already: images, or the bytes of PNG files."""

    def __init__(self, pictures: Sequence[QImage | bytes]) -> None:
        self._pictures = [
            QImage.fromData(one) if isinstance(one, bytes) else one for one in pictures
        ]

    def count(self) -> int:
        """See Pages."""
        return len(self._pictures)

    def picture(self, page: int, width: int) -> QImage:
        """See Pages."""
        smooth = Qt.TransformationMode.SmoothTransformation
        return self._pictures[page].scaledToWidth(width, smooth)


class PdfPages:
    """The pages of a PDF file, drawn anew in each size.

    What draws them is loaded with the first file, not with the window.
    """

    def __init__(self, pdf: bytes) -> None:
        from reports import pages as paper

        self._draw = paper.picture
        self._pdf = pdf
        self._count = paper.count(pdf)
        self._points = paper.picture(pdf, 0, 1.0).width if self._count else 1

    def count(self) -> int:
        """See Pages."""
        return self._count

    def picture(self, page: int, width: int) -> QImage:
        """See Pages."""
        drawn = self._draw(self._pdf, page, width / self._points)
        form = QImage.Format.Format_RGB32
        # The copy owns its pixels: the first image only borrows those of `drawn`.
        return QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, form).copy()


class _Sheets(QWidget):
    """All pages under each other; only those in sight are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: Pages = Pictures([])
        self._drawn: OrderedDict[int, QImage] = OrderedDict()
        self._size = QSize(_SHEET, 0)

    def show_pages(self, pages: Pages) -> None:
        """Take another document."""
        self._pages = pages
        self.set_width(self._size.width())

    def set_width(self, width: int) -> None:
        """Show the pages so many pixels wide."""
        self._drawn.clear()
        self._size = QSize(width, 0)
        if self._pages.count():
            first = self._picture(0)
            self._size = QSize(width, round(first.height() / self.devicePixelRatioF()))
        height = self._pages.count() * (self._size.height() + _GAP) + _GAP
        self.setMinimumSize(width + 2 * _GAP, height)
        self.update()

    def top(self, page: int) -> int:
        """Where a page begins."""
        return _GAP + page * (self._size.height() + _GAP)

    def page_at(self, y: int) -> int:
        """The page at that height."""
        page = (y - _GAP) // max(self._size.height() + _GAP, 1)
        return min(max(page, 0), max(self._pages.count() - 1, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight, each with an edge."""
        painter = QPainter(self)
        if not self._pages.count():
            painter.setPen(style.color("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "没有可以预览的页")
            return
        left = (self.width() - self._size.width()) // 2
        last = self.page_at(event.rect().bottom())
        for page in range(self.page_at(event.rect().top()), last + 1):
            area = QRect(left, self.top(page), self._size.width(), self._size.height())
            painter.drawImage(area, self._picture(page))
            painter.setPen(style.color("border"))
            painter.drawRect(area.adjusted(-1, -1, 0, 0))

    def _picture(self, page: int) -> QImage:
        if page not in self._drawn:
            width = round(self._size.width() * self.devicePixelRatioF())
            self._drawn[page] = self._pages.picture(page, width)
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(page)
        return self._drawn[page]


class Preview(QWidget):
    """Shows a document page by page.

    Keys: PageUp and PageDown turn pages, Home and End go to the ends, + and - zoom, 0 fits the
    width. `page_changed` gives the page in sight, from 1, and how many there are.
    """

    page_changed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._zoom = FIT
        self._pages: Pages = Pictures([])
        self._sheets = _Sheets()
        self._scroller = QScrollArea(widgetResizable=True)
        self._scroller.setWidget(self._sheets)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.verticalScrollBar().valueChanged.connect(self._tell)
        self._where = QLabel()
        self._where.setProperty("kind", "muted")
        self._percent = QLabel()
        self._percent.setProperty("kind", "muted")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()

    def show_pages(self, pages: Pages) -> None:
        """Show a document from its first page."""
        self._pages = pages
        self._sheets.show_pages(pages)
        self._fit()
        self._scroller.verticalScrollBar().setValue(0)
        self._tell()

    def page(self) -> int:
        """The page in sight, from 1; 0 where there is none."""
        if not self._pages.count():
            return 0
        middle = self._scroller.verticalScrollBar().value() + self._scroller.height() // 3
        return self._sheets.page_at(middle) + 1

    def go_to(self, page: int) -> None:
        """Bring a page, counted from 1, into sight; beyond the ends stand the ends."""
        wanted = min(max(page, 1), max(self._pages.count(), 1))
        self._scroller.verticalScrollBar().setValue(self._sheets.top(wanted - 1) - _GAP // 2)

    def zoom(self, steps: int) -> None:
        """So many steps nearer (or, negative, farther); 0 fits the width."""
        page = self.page()
        nearest = min(range(len(ZOOMS)), key=lambda place: abs(ZOOMS[place] - self._scale()))
        place = min(max(nearest + steps, 0), len(ZOOMS) - 1)
        self._zoom = ZOOMS[place] if steps else FIT
        self._fit()
        self.go_to(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the width anew."""
        super().resizeEvent(event)
        if self._zoom == FIT:
            page = self.page()
            self._fit()
            self.go_to(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        key = event.key()
        if key in _TURNS:
            self.go_to(self.page() + _TURNS[key])
        elif key in _ZOOM_KEYS:
            self.zoom(_ZOOM_KEYS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(1 if key == Qt.Key.Key_Home else self._pages.count())
        else:
            super().keyPressEvent(event)

    def _scale(self) -> float:
        room = self._scroller.width() - 2 * _GAP - 16  # 16: the scroll bar
        return self._zoom or max(room, 200) / _SHEET

    def _fit(self) -> None:
        self._sheets.set_width(round(_SHEET * self._scale()))
        self._percent.setText(f"{self._scale():.0%}")

    def _tell(self) -> None:
        page, count = self.page(), self._pages.count()
        self._where.setText(f"第 {page} 页，共 {count} 页" if count else "")
        self.page_changed.emit(page, count)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self._where)
        bar.addStretch()
        bar.addWidget(self._tool("zoom-out", "缩小（-）", -1))
        bar.addWidget(self._percent)
        bar.addWidget(self._tool("zoom-in", "放大（+）", 1))
        bar.addWidget(self._tool("maximize", "适合宽度（0）", 0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(bar)
        layout.addWidget(self._scroller, 1)

    def _tool(self, picture: str, tip: str, steps: int) -> QToolButton:
        tool = QToolButton()
        tool.setIcon(icons.icon(picture))
        tool.setToolTip(tip)
        tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tool.clicked.connect(lambda: self.zoom(steps))
        return tool


_TURNS: dict[int, int] = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_ZOOM_KEYS: dict[int, int] = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Equal: 1,
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_0: 0,
}
