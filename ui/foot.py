"""The foot of the window: what is open, who acts, what waits; each part leads to its action."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui import style
from ui.actions import ACTIONS, tip

_BETWEEN = "·"
_MARGIN = 24  # pixels that a bar keeps free beside a sentence


class Part(NamedTuple):
    """What is said, the action that a click on it does, and what the tool tip adds."""

    text: str
    action: str
    more: str = ""


class Foot(QWidget):
    """`wanted` names the action of the part that was clicked."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[QPushButton] = []
        self._said = ""
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 8, 0)
        self._layout.setSpacing(0)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Say these; buttons that say the same as before stay, and with them the keyboard."""
        said = _joined(parts)
        if said != self._said or not self.parts:
            held = next((n for n, one in enumerate(self.parts) if one.hasFocus()), None)
            self._clear()
            self._said = said
            for number, part in enumerate(parts):
                self._add(part, first=not number)
            if held is not None and held < len(self.parts):
                self.parts[held].setFocus()

    def say(self, sentence: str, kind: style.Kind = "plain") -> None:
        """Say one sentence instead."""
        self._clear()
        self._said = sentence
        label = QLabel(sentence)
        label.setProperty("kind", kind)
        self._layout.addWidget(label)

    def give_way(self, sentence: str, room: int) -> None:
        """Leave all the room of the bar (in pixels) to a sentence that cannot be read beside it."""
        needed = self.fontMetrics().horizontalAdvance(sentence) + _MARGIN
        beside = needed + self.sizeHint().width() <= room
        self.setVisible(not sentence or not self.parts or beside)

    def text(self) -> str:
        """All that is said."""
        return self._said

    def _add(self, part: Part, *, first: bool) -> None:
        if not first:
            self._layout.addWidget(QLabel(_BETWEEN))
        from PySide6.QtCore import Qt  # slow to load: not before the window is painted

        made = QPushButton(part.text)
        made.setProperty("kind", "foot")
        made.setToolTip("\n".join(filter(None, (part.more, tip(ACTIONS[part.action])))))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(partial(self.wanted.emit, part.action))
        self.parts.append(made)
        self._layout.addWidget(made)

    def _clear(self) -> None:
        self.parts = []
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _joined(parts: Sequence[Part]) -> str:
    return f"  {_BETWEEN}  ".join(part.text for part in parts)
