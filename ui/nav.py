"""The navigation at the left edge of the window.

It is painted before anything else is loaded. The enumerations of `Qt` alone take a seventh of what
a bare window takes, so the style of its buttons is told by the name that Qt's own forms use, and
their icons come when the words have been painted.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from ui import icons

PIXELS = 168
_HIGH = 42  # pixels of a button where there is room; a low window makes all of them lower
_MANY = 10_000  # records: more are shown as 9,999+


class NavRail(QFrame):
    """The pages at the left edge of the window; `chosen` gives the page's name.

    The icons are left blank until `draw`.
    """

    chosen = Signal(str)

    def __init__(self, title: str, pages: Sequence[tuple[str, str, str]]) -> None:
        """`pages` are name, label and icon."""
        super().__init__()
        self.setObjectName("nav")
        self.setFixedWidth(PIXELS)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._badges: dict[str, QLabel] = {}
        self._undrawn = {name: icon for name, _label, icon in pages}
        self._blank = icons.blank(icons.WITH_GAP)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 4, 8, 8)
        self._layout.setSpacing(4)
        self._layout.addWidget(QLabel(title))
        for page in pages:
            self._layout.addWidget(self._button(*page[:2]))
        self._layout.addStretch()

    def choose(self, name: str) -> None:
        """Show a page as chosen, without telling."""
        self._buttons[name].setChecked(True)

    def say_count(self, name: str, number: int, meaning: str, *, urgent: bool = False) -> None:
        """Show how much waits on a page, or nothing where nothing does."""
        badge = self._badges.get(name) or self._badge(name)
        badge.setText(f"{number:,}" if number < _MANY else f"{_MANY - 1:,}+")
        badge.setToolTip(meaning)
        badge.setVisible(number > 0)
        if badge.property("urgent") != urgent:
            badge.setProperty("urgent", urgent)
            badge.style().polish(badge)
        self._buttons[name].setAccessibleDescription(meaning if number else "")

    def count(self, name: str) -> str:
        """What is shown beside a page; empty where nothing waits."""
        badge = self._badges.get(name)
        return badge.text() if badge and not badge.isHidden() else ""

    def _badge(self, name: str) -> QLabel:
        made = QLabel()
        made.setObjectName("badge")
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self._buttons[name])
        line.setContentsMargins(0, 0, 8, 0)
        line.addStretch()
        line.addWidget(made)
        self._badges[name] = made
        return made

    def draw(self) -> None:
        """Draw the icons that are not drawn yet."""
        for name, icon in self._undrawn.items():
            drawn = icons.icon(icon, "nav_text", icons.GAP, ever_greyed=False)
            self._buttons[name].setIcon(drawn)
        self._undrawn.clear()

    def _button(self, name: str, label: str) -> QToolButton:
        made = QToolButton()
        made.setText(label)
        made.setIcon(self._blank)
        made.setIconSize(icons.WITH_GAP)
        made.setProperty("toolButtonStyle", "ToolButtonTextBesideIcon")
        made.setCheckable(True)
        made.setFixedWidth(PIXELS - 16)
        made.setMaximumHeight(_HIGH)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        made.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(made)
        self._buttons[name] = made
        return made
