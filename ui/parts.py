"""Small pieces that pages are made of: cards, titles, chips, search box, scrolling."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui import icons, style
from ui.flow import FlowLayout
from ui.style import SMALLEST as SMALLEST

SEARCH_WIDTHS = (160, 320)  # pixels: at least, and where there is room
SEARCH_PAUSE = 150  # milliseconds after the last keystroke
_HANDLE_PIXELS = 12
_BEYOND = 90  # pixels kept in sight above and below the cursor
_ONWARDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


def words(text: str, kind: style.Kind = "muted") -> QLabel:
    """A label that is a title, a heading, muted …"""
    label = QLabel(text)
    label.setProperty("kind", kind)
    return label


def button(text: str, kind: style.Kind = "plain", icon: str = "") -> QPushButton:
    """A button of that kind, with an icon where one is named; alone it stands in the middle."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if icon:
        gap = icons.GAP if text else 0
        made.setIcon(icons.icon(icon, "on_accent" if kind == "primary" else "text", gap))
        made.setIconSize(QSize(icons.SIZE + gap, icons.SIZE))
    return made


def key_button(text: str, key: str, kind: style.Kind = "plain", icon: str = "") -> QPushButton:
    """A button that stands for a key; Enter presses it, too."""
    made = button(text, kind, icon)
    made.setAutoDefault(True)
    made.setToolTip(f"{text}（{key}）")
    return made


def tab_stop(widget: QWidget) -> QWidget:
    """The widget that takes the keyboard for another: only those stand in an order of tabs."""
    proxy = widget.focusProxy()
    return widget if proxy is None else tab_stop(proxy)


def with_menu(made: QPushButton, menu: QMenu) -> None:
    """Let a button open a menu; room is kept for the arrow that says so."""
    made.setMenu(menu)
    made.setProperty("popup", True)


def fit(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog that size, or as much of it as the window has to which it belongs."""
    owner = dialog.parentWidget()
    room = owner.window().size().expandedTo(SMALLEST) if owner else QSize(width, height)
    dialog.resize(QSize(width, height).boundedTo(room))


class Card(QFrame):
    """A surface with round corners; what stands on it goes into `body`."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(10)


def side_by_side(
    left: QWidget, right: QWidget, sizes: Sequence[int] = (), *, grows: int = 1
) -> QSplitter:
    """Two parts with a handle between them; which of them (0 or 1) takes what the window gains."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.addWidget(left)
    splitter.addWidget(right)
    splitter.setStretchFactor(grows, 1)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(_HANDLE_PIXELS)
    if sizes:
        splitter.setSizes(list(sizes))
    return splitter


class Scroller(QScrollArea):
    """Scrolls one widget up and down, and keeps in sight what has the keyboard."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        widget.setObjectName("canvas")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewportMargins(0, 0, 6, 0)
        self.setWidget(widget)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self.verticalScrollBar().rangeChanged.connect(self._stay)

    def _follow(self, _left: QWidget | None, reached: QWidget | None) -> None:
        whole = reached is self.widget()
        if reached is not None and not whole and self.isAncestorOf(reached):
            self.ensureWidgetVisible(reached, 0, _BEYOND)

    def _stay(self) -> None:
        """What has the keyboard stays in sight where something grew or came in below."""
        self._follow(None, QApplication.focusWidget())


class ChipBar(QWidget):
    """Filters of which one is chosen; `chosen` gives its name."""

    chosen = Signal(str)

    def __init__(self, chips: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        layout = FlowLayout(self, spacing=6)
        layout.setContentsMargins(0, 0, 0, 0)
        for name, label in chips:
            chip = button(label, "chip")
            chip.setCheckable(True)
            chip.clicked.connect(self._emitter(name))
            self._group.addButton(chip)
            self._chips[name] = chip
            layout.addWidget(chip)

    def choose(self, name: str) -> None:
        """Show a filter as chosen, without telling."""
        self._chips[name].setChecked(True)

    def rename(self, name: str, label: str) -> None:
        """Another label for a chip, such as one with a count."""
        self._chips[name].setText(label)

    def _emitter(self, name: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(name)


class SearchBox(QLineEdit):
    """`searched` gives what was typed, shortly after the last keystroke; Esc clears.

    `passed`: the person goes on to what was found, by Enter or the arrow down.
    """

    searched = Signal(str)
    passed = Signal()

    def __init__(self, invitation: str) -> None:
        super().__init__()
        self.setPlaceholderText(invitation)
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(lambda: self._pause.start())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as it is good to read; a narrow window makes it narrower."""
        return QSize(SEARCH_WIDTHS[1], super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """See `sizeHint`."""
        return QSize(SEARCH_WIDTHS[0], super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears the box, and only an empty box lets it pass."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in _ONWARDS:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def show_searched(self, text: str) -> None:
        """Let the box say what is searched for, without telling."""
        self.setText(text)
        self._pause.stop()

    def _search(self) -> None:
        self.searched.emit(self.text().strip())

    def _go_on(self) -> None:
        """Who goes on at once goes to what fits the words typed, not those before them."""
        if self._pause.isActive():
            self._pause.stop()
            self._search()
        self.passed.emit()
