"""Pages as the preview and the printer take them, and how they lie under each other."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import style

GAP = 16  # pixels between pages
_A4 = 595.28  # points: how wide a picture is taken to be
_SCREEN = 96 / 72  # pixels per point at zoom 1
_KEPT = 64 << 20  # bytes of pictures kept beside those in sight


class Pages(Protocol):
    """The pages of a document, counted from 0; they may differ in size."""

    def count(self) -> int:
        """How many there are."""

    def size(self, page: int) -> QSizeF:
        """How wide and how high a page is, in points (1/72 inch)."""

    def picture(self, page: int, width: int) -> QImage:
        """A page, so many pixels wide."""


class Pictures:
    """Pages that are pictures already, as wide as A4: images, or the bytes of PNG files."""

    def __init__(self, pictures: Sequence[QImage | bytes]) -> None:
        self._pictures = [
            QImage.fromData(one) if isinstance(one, bytes) else one for one in pictures
        ]

    def count(self) -> int:
        """See Pages."""
        return len(self._pictures)

    def size(self, page: int) -> QSizeF:
        """See Pages."""
        picture = self._pictures[page]
        return QSizeF(_A4, _A4 * picture.height() / picture.width())

    def picture(self, page: int, width: int) -> QImage:
        """See Pages."""
        smooth = Qt.TransformationMode.SmoothTransformation
        return self._pictures[page].scaledToWidth(width, smooth)


class PdfPages:
    """The pages of a PDF file, drawn anew in each size.

    What draws them is loaded with the first file, not with the window: so they are made beside it.
    """

    def __init__(self, pdf: bytes) -> None:
        from reports import pages as paper

        self._draw = paper.picture
        self.pdf = pdf
        self._sizes = [QSizeF(*size) for size in paper.sizes(pdf)]

    def count(self) -> int:
        """See Pages."""
        return len(self._sizes)

    def size(self, page: int) -> QSizeF:
        """See Pages."""
        return self._sizes[page]

    def picture(self, page: int, width: int) -> QImage:
        """See Pages."""
        drawn = self._draw(self.pdf, page, width / self._sizes[page].width())
        form = QImage.Format.Format_RGB32
        # The copy owns its pixels: the first image only borrows those of `drawn`.
        return QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, form).copy()


class Leaves(QWidget):
    """All pages under each other; one is drawn when it comes into sight."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: Pages = Pictures([])
        self._drawn: OrderedDict[int, QImage] = OrderedDict()
        self._sizes: list[QSize] = []
        self._tops = [GAP]

    def show_pages(self, pages: Pages, scale: float) -> None:
        """Take another document; at a scale of 1 it is as large as on paper."""
        self._pages = pages
        self.set_scale(scale)

    def set_scale(self, scale: float) -> None:
        """Show the pages in another size."""
        self._drawn.clear()
        sizes = (self._pages.size(page) for page in range(self._pages.count()))
        self._sizes = [(size * scale * _SCREEN).toSize().expandedTo(QSize(1, 1)) for size in sizes]
        self._tops = list(accumulate((one.height() + GAP for one in self._sizes), initial=GAP))
        widest = max((one.width() for one in self._sizes), default=0)
        self.setMinimumSize(widest + 2 * GAP, self._tops[-1])
        self.update()

    def largest(self) -> QSizeF:
        """The room in pixels that every page fits into at a scale of 1."""
        sizes = [self._pages.size(page) for page in range(self._pages.count())]
        wide = max((size.width() for size in sizes), default=_A4)
        return QSizeF(wide, max((size.height() for size in sizes), default=wide)) * _SCREEN

    def top(self, page: int) -> int:
        """Where a page begins."""
        return self._tops[page]

    def page_at(self, y: int) -> int:
        """The page at that height; beyond the ends stand the ends."""
        return min(max(bisect_right(self._tops, y) - 1, 0), max(len(self._sizes) - 1, 0))

    def place_of(self, y: int) -> tuple[int, float]:
        """The page at that height, and which share of it lies above."""
        page = self.page_at(y)
        if not self._sizes:
            return 0, 0.0
        return page, (y - self._tops[page]) / self._sizes[page].height()

    def height_of(self, place: tuple[int, float]) -> int:
        """The height at which such a place lies now."""
        if not self._sizes:
            return 0
        page = min(place[0], len(self._sizes) - 1)
        return self._tops[page] + round(place[1] * self._sizes[page].height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight, each with an edge."""
        painter = QPainter(self)
        if not self._sizes:
            painter.setPen(style.color("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "没有可以预览的页")
            return
        painter.setPen(style.color("border"))
        last = self.page_at(event.rect().bottom())
        for page in range(self.page_at(event.rect().top()), last + 1):
            size = self._sizes[page]
            corner = QPoint((self.width() - size.width()) // 2, self._tops[page])
            area = QRect(corner, size)
            if area.intersects(event.rect()):
                # At its own size: squeezed by one pixel it would lose a row of them.
                painter.drawImage(corner, self._picture(page))
            painter.drawRect(area.adjusted(-1, -1, 0, 0))

    def _picture(self, page: int) -> QImage:
        if page not in self._drawn:
            ratio = self.devicePixelRatioF()
            picture = self._pages.picture(page, round(self._sizes[page].width() * ratio))
            picture.setDevicePixelRatio(ratio)
            self._drawn[page] = picture
            self._forget_some()
        self._drawn.move_to_end(page)
        return self._drawn[page]

    def _forget_some(self) -> None:
        kept = sum(picture.sizeInBytes() for picture in self._drawn.values())
        while kept > _KEPT and len(self._drawn) > 1:
            kept -= self._drawn.popitem(last=False)[1].sizeInBytes()
