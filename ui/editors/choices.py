"""Editor of several words out of a few: check boxes, walked through by the arrow keys."""

import json
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox

from models.pinyin import initials
from models.vocabulary import Term
from ui.editors.base import ENTER, Editor
from ui.flow import FlowLayout

_STEPS: dict[int, int] = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class ChoicesEdit(Editor):
    """A tuple of codes in the order of the list; None where nothing is ticked.

    The keyboard stands at one of the boxes: the arrow keys move it, a letter goes on to the next
    word whose pinyin begins so, the space bar ticks, Enter goes to the next field.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        super().__init__()
        self._codes = [term.code for term in terms]
        self._unknown: list[str] = []
        self._here = 0
        self.boxes = [QCheckBox(term.label) for term in terms]
        flow = FlowLayout(self, spacing=14)
        flow.setContentsMargins(2, 6, 2, 4)
        for place, box in enumerate(self.boxes):
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the editor has the keyboard for them all
            box.clicked.connect(partial(self._clicked, place))
            flow.addWidget(box)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def value(self) -> tuple[str, ...] | None:
        """See Editor."""
        each = zip(self._codes, self.boxes, strict=True)
        return tuple(code for code, box in each if box.isChecked()) or None

    def set_value(self, value: object) -> None:
        """See Editor; the value is a sequence of codes."""
        wanted = [str(one) for one in value] if isinstance(value, tuple | list) else []
        self._unknown = [one for one in wanted if one not in self._codes]
        for code, box in zip(self._codes, self.boxes, strict=True):
            box.setChecked(code in wanted)
        self.changed.emit()

    def problem(self) -> str:
        """What was handed in and is not on the list; the next tick lets it go."""
        return f"“{'、'.join(self._unknown)}”不在选项里，请重新勾选" if self._unknown else ""

    def draft(self) -> str:
        """See Editor."""
        value = self.value()
        return json.dumps(value, ensure_ascii=False) if value else ""

    def restore(self, draft: str) -> None:
        """See Editor."""
        self.set_value(json.loads(draft) if draft else None)

    def show_wrong(self, wrong: bool) -> None:
        """See Editor: every box says so."""
        for box in self.boxes:
            _mark(box, "wrong", wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in ENTER:
            self.entered.emit()
        elif plain and event.key() == Qt.Key.Key_Space:
            self.boxes[self._here].click()
        elif plain and event.key() in _STEPS:
            self._reach(self._here + _STEPS[event.key()])
        elif plain and event.text().isalnum():
            self._reach(self._named(event.text().casefold()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show at which box the keyboard is."""
        super().focusInEvent(event)
        self._show_here()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self._show_here()
        self.left.emit()

    def _clicked(self, place: int) -> None:
        self._unknown = []
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._reach(place)
        self.changed.emit()

    def _reach(self, place: int) -> None:
        self._here = min(max(place, 0), len(self.boxes) - 1)
        self._show_here()

    def _named(self, letter: str) -> int:
        """The next box after this one, round about, whose word begins with that letter."""
        count = len(self.boxes)
        places = [(self._here + step) % count for step in range(1, count + 1)]
        return next(
            (n for n in places if initials(self.boxes[n].text()).startswith(letter)), self._here
        )

    def _show_here(self) -> None:
        for place, box in enumerate(self.boxes):
            _mark(box, "current", self.hasFocus() and place == self._here)


def _mark(box: QCheckBox, name: str, value: bool) -> None:
    if bool(box.property(name)) != value:
        box.setProperty(name, value)
        box.style().unpolish(box)
        box.style().polish(box)
