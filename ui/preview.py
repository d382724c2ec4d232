"""A document on the screen, page by page: turned, zoomed, fitted into the window."""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QIntValidator,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractSlider,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.leaves import GAP, Leaves, Pages, PdfPages, Pictures

__all__ = ["ZOOMS", "Fit", "Pages", "PdfPages", "Pictures", "Preview"]

ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_LEAST = 0.1  # a page is never fitted smaller
_SCROLL_BAR = 16  # pixels
_BOX = 56  # pixels for the number of the page
_MOST_PAGES = 99_999  # that can be typed; the last page stands for those beyond it
_NOTCH = 120  # what a wheel says for one step


class Fit(Enum):
    """What the pages shall fill, as the window grows and shrinks."""

    WIDTH = "width"
    PAGE = "page"


class Preview(QWidget):
    """Shows a document page by page.

    Keys: PageUp and PageDown turn pages, Home and End go to the ends, the arrows scroll, Ctrl and
    + or - zoom (the wheel does so too), Alt+0 fits the width, Alt+9 the page; Ctrl+G asks for
    the number of a page. `page_changed` gives the page in sight, from 1, and how many there are.
    """

    page_changed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._zoom: float | Fit = Fit.WIDTH
        self._pages: Pages = Pictures([])
        self._leaves = Leaves()
        self._scroller = QScrollArea(widgetResizable=True)
        self._scroller.setWidget(self._leaves)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.viewport().installEventFilter(self)
        self._bar = self._scroller.verticalScrollBar()
        self._bar.valueChanged.connect(self._tell)
        self.number = _PageBox()
        self.number.chosen.connect(self._go_where_asked)
        self._total, self._percent = QLabel(), QLabel()
        for label in (self._total, self._percent):
            label.setProperty("kind", "muted")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._bind_keys()

    def show_pages(self, pages: Pages) -> None:
        """Show a document from its first page."""
        self._take(pages)
        self._bar.setValue(0)
        self._tell()

    def renew(self, pages: Pages) -> None:
        """Show another state of the same document where the person was."""
        place = self._place()
        self._take(pages)
        self._return_to(place)

    def page(self) -> int:
        """The page in sight, from 1; 0 where there is none."""
        if not self._pages.count():
            return 0
        return self._leaves.page_at(self._bar.value() + self._scroller.height() // 3) + 1

    def go_to(self, page: int) -> None:
        """Bring a page, counted from 1, into sight; beyond the ends stand the ends."""
        wanted = min(max(page, 1), max(self._pages.count(), 1))
        self._bar.setValue(self._leaves.top(wanted - 1) - GAP // 2)

    def zoom(self, steps: int) -> None:
        """So many steps nearer (or, negative, farther); 0 fits the width."""
        if not steps:
            self.fit(Fit.WIDTH)
            return
        scale = self._scale()
        beyond = [one for one in ZOOMS if (one > scale * 1.01 if steps > 0 else one < scale * 0.99)]
        if beyond:
            self._set_zoom(beyond[min(steps, len(beyond)) - 1] if steps > 0 else beyond[steps:][0])

    def fit(self, what: Fit) -> None:
        """Fill the width of the window, or have a whole page in sight."""
        page = self.page()
        self._set_zoom(what)
        if what is Fit.PAGE:
            self.go_to(page)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel zooms while Ctrl is held."""
        control = Qt.KeyboardModifier.ControlModifier
        if isinstance(event, QWheelEvent) and event.modifiers() & control:
            turned = event.angleDelta().y()
            if turned:
                self.zoom(max(1, turned // _NOTCH) if turned > 0 else min(-1, turned // _NOTCH))
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages anew."""
        super().resizeEvent(event)
        if isinstance(self._zoom, Fit):
            self._set_zoom(self._zoom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        key = event.key()
        if key in _TURNS:
            self.go_to(self.page() + _TURNS[key])
        elif key in _ZOOM_KEYS:
            self.zoom(_ZOOM_KEYS[key])
        elif key in _SCROLLS:
            self._bar.triggerAction(_SCROLLS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(1 if key == Qt.Key.Key_Home else self._pages.count())
        else:
            super().keyPressEvent(event)

    # --- sizes and places --------------------------------------------------------------------

    def _scale(self) -> float:
        if isinstance(self._zoom, float):
            return self._zoom
        largest = self._leaves.largest()
        wide = (self._scroller.width() - 2 * GAP - _SCROLL_BAR) / largest.width()
        high = (self._scroller.height() - 2 * GAP) / largest.height()
        return max(wide if self._zoom is Fit.WIDTH else min(wide, high), _LEAST)

    def _set_zoom(self, zoom: float | Fit) -> None:
        """Show the pages in another size; what stood in the middle stays there, as does the top."""
        place = self._place() if self._bar.value() else None
        self._zoom = zoom
        self._leaves.set_scale(self._scale())
        self._say_scale()
        self._return_to(place)

    def _take(self, pages: Pages) -> None:
        self._pages = pages
        self._leaves.show_pages(pages, 1.0)
        self._leaves.set_scale(self._scale())
        self._say_scale()

    def _say_scale(self) -> None:
        self._percent.setText(f"{self._scale():.0%}")

    def _place(self) -> tuple[int, float]:
        return self._leaves.place_of(self._bar.value() + self._scroller.height() // 2)

    def _return_to(self, place: tuple[int, float] | None) -> None:
        # The area takes the leaves' new height with its next layout; the bar must have it now.
        height = self._leaves.minimumHeight() - self._scroller.viewport().height()
        self._bar.setMaximum(max(height, 0))
        if place is not None:
            self._bar.setValue(self._leaves.height_of(place) - self._scroller.height() // 2)
        self._tell()

    def _tell(self) -> None:
        page, count = self.page(), self._pages.count()
        self.number.show_page(page)
        self._total.setText(f"页，共 {count} 页")
        self.page_changed.emit(page, count)

    def _go_where_asked(self, page: int) -> None:
        self.go_to(page)
        self._tell()
        self.setFocus()

    # --- parts -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(4)
        bar.addWidget(QLabel("第"))
        bar.addWidget(self.number)
        bar.addWidget(self._total)
        bar.addStretch()
        for part in (
            _tool("zoom-out", "缩小（Ctrl+-）", partial(self.zoom, -1)),
            self._percent,
            _tool("zoom-in", "放大（Ctrl++）", partial(self.zoom, 1)),
            _tool("适宽", "适合窗口的宽度（Alt+0）", partial(self.fit, Fit.WIDTH)),
            _tool("整页", "一眼看到整页（Alt+9）", partial(self.fit, Fit.PAGE)),
        ):
            bar.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(bar)
        layout.addWidget(self._scroller, 1)

    def _bind_keys(self) -> None:
        """Keys that work in the box for the page as well."""
        acts: Mapping[str, Callable[[], object]] = {
            "Ctrl++": partial(self.zoom, 1),
            "Ctrl+=": partial(self.zoom, 1),
            "Ctrl+-": partial(self.zoom, -1),
            "Alt+0": partial(self.fit, Fit.WIDTH),
            "Alt+9": partial(self.fit, Fit.PAGE),
            "Ctrl+G": self.number.begin,
        }
        for keys, act in acts.items():
            bound = QShortcut(QKeySequence(keys), self)
            bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            bound.activated.connect(act)


class _PageBox(QLineEdit):
    """The number of the page in sight; another one that is typed leads there with Enter."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_BOX)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setToolTip("翻到第几页（Ctrl+G）")
        self.setAccessibleName("页码")
        self.setValidator(QIntValidator(1, _MOST_PAGES, self))
        self._page = 0

    def show_page(self, page: int) -> None:
        """Say where the reader is; 0 where there is nothing to read."""
        self._page = page
        self.setEnabled(page > 0)
        self.setText(str(page) if page else "")

    def begin(self) -> None:
        """Be ready to take a number."""
        self.setFocus()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the page and Esc back to it; a dialog around it must not hear them."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(int(self.text() or self._page))
        elif event.key() == Qt.Key.Key_Escape:
            self.chosen.emit(self._page)
        else:
            super().keyPressEvent(event)


def _tool(picture: str, tip: str, act: Callable[[], object]) -> QToolButton:
    """A button with a picture, or with a word where none says it."""
    tool = QToolButton()
    if picture.isascii():
        tool.setIcon(icons.icon(picture))
    else:
        tool.setText(picture)
    tool.setToolTip(tip)
    tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    tool.clicked.connect(lambda: act())
    return tool


_TURNS: Mapping[int, int] = MappingProxyType({Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1})
_SCROLLS: Mapping[int, QAbstractSlider.SliderAction] = MappingProxyType(
    {
        Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
        Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
        Qt.Key.Key_Space: QAbstractSlider.SliderAction.SliderPageStepAdd,
    }
)
_ZOOM_KEYS: Mapping[int, int] = MappingProxyType(
    {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
)
