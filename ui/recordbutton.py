"""The button and the key that show the operation record of what is in hand: alike everywhere.

The record itself (`ui.record`) is loaded with the first that is asked for.
"""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from ui.actions import ACTIONS
from ui.parts import icon_button

_ACTION = ACTIONS["log"]


def record_button(act: Callable[[], object], of: str = "这一条") -> QPushButton:
    """The button; `of` says whose record it is. On a page the window's own key does the same."""
    tip = f"{of}的{_ACTION.label}（{_ACTION.shortcuts[0]}）"
    made = icon_button(_ACTION.icon, _ACTION.label, tip)
    made.clicked.connect(lambda: act())
    return made


def record_key(dialog: QWidget, act: Callable[[], object]) -> None:
    """The key where the window's own does not reach: in a dialog."""
    QShortcut(QKeySequence(_ACTION.shortcuts[0]), dialog, lambda: act())
