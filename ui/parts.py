"""Small pieces that pages are made of: cards, titles, buttons.

The start page is made of them, so nothing here names `Qt`: it alone takes a tenth of the start.
"""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from ui import icons, style
from ui.style import SMALLEST as SMALLEST


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
        made.setIconSize(QSize(icons.SIZE + gap, icons.SIZE))
        draw_icon(made, icon)
    return made


def draw_icon(made: QPushButton, icon: str) -> None:
    """Draw the icon of a button, in the colour of its words and as large as there is room."""
    token = "on_accent" if made.property("kind") == "primary" else "text"
    made.setIcon(icons.icon(icon, token, made.iconSize().width() - icons.SIZE))


def icon_button(icon: str, called: str, tip: str) -> QPushButton:
    """A button that is an icon alone; `called` is what readers of screens say."""
    made = button("", "tool", icon)
    made.setToolTip(tip)
    made.setAccessibleName(called)
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
