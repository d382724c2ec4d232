"""What every editor can do, and the line of text that most of them are made of."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from models.checking import clean

_BREAKS = re.compile(r"[\t\n]+")
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def goes_back(event: QKeyEvent) -> bool:
    """Whether the key is Shift+Enter, which editors leave to the form: it goes a field back."""
    return event.key() in ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


class Editor(QWidget):
    """Edits one value.

    `changed`: the person changed something, or the value was set. `entered`: Enter was pressed,
    the next field is wanted. `left`: the keyboard went elsewhere.
    """

    changed = Signal()
    entered = Signal()
    left = Signal()

    def value(self) -> object:
        """The value; None for a blank and for what cannot be read."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Show a value; None makes the field blank."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why what stands here cannot be taken, as a sentence; empty where it can."""
        raise NotImplementedError

    def hint(self) -> str:
        """What the person should see of how the entry was understood; mostly nothing."""
        return ""

    def warning(self) -> str:
        """What should be looked at although it can be taken; mostly nothing."""
        return ""

    def draft(self) -> str:
        """What was typed so far, half-typed too, for `restore`."""
        raise NotImplementedError

    def restore(self, draft: str) -> None:
        """Put back what `draft` gave."""
        raise NotImplementedError

    def show_wrong(self, wrong: bool) -> None:
        """Let the field's edge say that its entry cannot be taken."""
        target = self.focusProxy() or self
        if bool(target.property("wrong")) != wrong:
            target.setProperty("wrong", wrong)
            target.style().unpolish(target)
            target.style().polish(target)

    def hold(self, widget: QWidget) -> None:
        """Fill the editor with the one widget that takes the keyboard."""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget)
        self.setFocusProxy(widget)


class Line(QLineEdit):
    """A line of text that keeps Enter for the form and takes no tabs and line ends.

    While an input method composes, Enter never arrives here as a key.
    """

    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(self._tidy)

    def _tidy(self) -> None:
        text = self.text()
        tidy = _BREAKS.sub(" ", clean(text))
        if tidy != text:
            place = self.cursorPosition() + len(tidy) - len(text)
            self.setText(tidy)
            self.setCursorPosition(max(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field and not to a dialog's default button."""
        if goes_back(event):
            event.ignore()
        elif event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard went elsewhere; a menu or another window does not count."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.left.emit()


_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
