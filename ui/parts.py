"""Small pieces that pages are made of: cards, titles, chips, search box, navigation, scrolling."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, style
from ui.flow import FlowLayout

SEARCH_WIDTHS = (160, 320)  # pixels: at least, and where there is room
SEARCH_PAUSE = 150  # milliseconds after the last keystroke
NAV_PIXELS = 168
_MANY = 10_000  # records: more are shown as 9,999+
SMALLEST = QSize(1024, 640)  # of the main window
_GAP = 6  # pixels between an icon and its words
_BEYOND = 90  # pixels kept in sight above and below the cursor
_WITH_GAP = QSize(icons.SIZE + _GAP, icons.SIZE)
_ONWARDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


def words(text: str, kind: style.Kind = "muted") -> QLabel:
    """A label that is a title, a heading, muted …"""
    label = QLabel(text)
    label.setProperty("kind", kind)
    return label


def button(text: str, kind: style.Kind = "plain", icon: str = "") -> QPushButton:
    """A button of that kind, with an icon where one is named."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if icon:
        made.setIcon(icons.icon(icon, "on_accent" if kind == "primary" else "text", _GAP))
        made.setIconSize(_WITH_GAP)
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
        layout = FlowLayout(self, spacing=8)
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


class NavRail(QFrame):
    """The pages at the left edge of the window; `chosen` gives the page's name."""

    chosen = Signal(str)

    def __init__(self, title: str, pages: Sequence[tuple[str, str, str]]) -> None:
        """`pages` are name, label and icon."""
        super().__init__()
        self.setObjectName("nav")
        self.setFixedWidth(NAV_PIXELS)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._badges: dict[str, QLabel] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 4, 8, 8)
        self._layout.setSpacing(4)
        self._layout.addWidget(QLabel(title))
        for page in pages:
            self._layout.addWidget(self._button(*page))
        self._layout.addStretch()

    def choose(self, name: str) -> None:
        """Show a page as chosen, without telling."""
        self._buttons[name].setChecked(True)

    def say_count(self, name: str, number: int, meaning: str, *, urgent: bool = False) -> None:
        """Show how much waits on a page, or nothing where nothing does."""
        badge = self._badges[name]
        badge.setText(f"{number:,}" if number < _MANY else f"{_MANY - 1:,}+")
        badge.setToolTip(meaning)
        badge.setProperty("urgent", urgent)
        badge.setVisible(number > 0)
        self._buttons[name].setAccessibleDescription(meaning if number else "")

    def count(self, name: str) -> str:
        """What is shown beside a page."""
        badge = self._badges[name]
        return "" if badge.isHidden() else badge.text()

    def _badge(self, made: QToolButton) -> QLabel:
        badge = QLabel()
        badge.setObjectName("badge")
        badge.hide()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 8, 0)
        line.addWidget(badge, alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return badge

    def _button(self, name: str, label: str, icon: str) -> QToolButton:
        made = QToolButton()
        made.setText(label)
        made.setIcon(icons.icon(icon, "nav_text", _GAP))
        made.setIconSize(_WITH_GAP)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setCheckable(True)
        made.setFixedWidth(NAV_PIXELS - 16)
        made.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(made)
        self._buttons[name] = made
        self._badges[name] = self._badge(made)
        return made
