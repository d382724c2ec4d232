"""Editor of several records: each a small token, and a line to add the next."""

import json
import re
from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from models.checking import name_key
from ui import icons
from ui.editors.base import Editor
from ui.editors.picks import Find, NewRecord, choice_of, choices_of
from ui.editors.suggestions import Choice, PickLine
from ui.flow import FlowLayout

_BETWEEN = re.compile(r"[、，,；;\n\t]+")


class _Token(QFrame):
    """One record that was picked, with a cross to drop it."""

    def __init__(self, choice: Choice, drop: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("token")
        cross = QToolButton()
        cross.setIcon(icons.icon("x", "muted"))
        cross.setIconSize(QSize(12, 12))
        cross.setToolTip(f"去掉{choice.label}")
        cross.clicked.connect(drop)
        name = QLabel(f"{choice.label}（新）" if choice.new else choice.label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 4, 2)
        layout.setSpacing(4)
        layout.addWidget(name)
        layout.addWidget(cross)


class _Box(QFrame):
    """The field's frame: a click anywhere is a click in its line."""

    def __init__(self, line: PickLine) -> None:
        super().__init__()
        self.setObjectName("field")
        self._line = line
        self.flow = FlowLayout(self, spacing=4, stretch=True)
        self.flow.setContentsMargins(4, 3, 4, 3)
        self.flow.addWidget(line)
        self.setFocusProxy(line)
        line.arrived.connect(lambda: self._glow(True))
        line.left.connect(lambda: self._glow(False))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See the class."""
        self._line.setFocus()
        super().mousePressEvent(event)

    def _glow(self, focused: bool) -> None:
        self.setProperty("focused", focused)
        self.style().unpolish(self)
        self.style().polish(self)


class ReferencesEdit(Editor):
    """A tuple of uids and NewRecords in the order of picking; None for a blank.

    Names may be typed or pasted in a row, parted by 、, comma or line end. Backspace in the empty
    line drops the last one.
    """

    def __init__(self, find: Find, label_of: Callable[[str], str], creates: bool = False) -> None:
        super().__init__()
        self._look_up = choices_of(find, creates)
        self._label_of = label_of
        self._chosen: list[Choice] = []
        self._tokens: list[_Token] = []
        self.line = PickLine(self._look_up)
        self._box = _Box(self.line)
        self.hold(self._box)
        self.line.picked.connect(self._add_picked)
        self.line.erased.connect(lambda: self._drop(len(self._chosen) - 1))
        self.line.textEdited.connect(self._split)
        self.line.textChanged.connect(self.changed)
        self.line.entered.connect(self.entered)
        self.line.left.connect(self._settle)

    def value(self) -> tuple[object, ...] | None:
        """See Editor."""
        return tuple(NewRecord(c.label) if c.new else c.key for c in self._chosen) or None

    def set_value(self, value: object) -> None:
        """See Editor; the value is a sequence of uids and NewRecords."""
        several = value if isinstance(value, tuple | list) else ()
        self._show([choice for one in several if (choice := choice_of(one, self._label_of))])

    def problem(self) -> str:
        """What stands in the line and is no record yet."""
        text = self.line.text().strip()
        return f"“{text}”还没有选定，请从列表中选一个" if text else ""

    def draft(self) -> str:
        """See Editor."""
        if not self._chosen and not self.line.text():
            return ""
        return json.dumps([[*map(list, self._chosen)], self.line.text()], ensure_ascii=False)

    def restore(self, draft: str) -> None:
        """See Editor."""
        chosen, typed = json.loads(draft) if draft else ([], "")
        self._show([Choice(*one) for one in chosen])
        self.line.setText(typed)

    def _add_picked(self, choice: Choice) -> None:
        self.line.clear()
        if _identity(choice) not in map(_identity, self._chosen):
            self._show([*self._chosen, choice])

    def _drop(self, place: int) -> None:
        self._show([c for other, c in enumerate(self._chosen) if other != place])
        self.line.setFocus()

    def _show(self, chosen: list[Choice]) -> None:
        for token in self._tokens:
            self._box.flow.removeWidget(token)
            token.hide()
            token.deleteLater()
        self._chosen = chosen
        self._tokens = [self._token(place, choice) for place, choice in enumerate(chosen)]
        self._box.updateGeometry()
        self.changed.emit()

    def _token(self, place: int, choice: Choice) -> _Token:
        token = _Token(choice, lambda: self._drop(place))
        self._box.flow.insert(place, token)
        token.show()
        return token

    def _split(self, text: str) -> None:
        """Take the names that a separator has ended; what nobody knows stays in the line."""
        *ended, rest = _BETWEEN.split(text)
        if ended:
            unknown = [name for name in ended if name.strip() and not self._take(name.strip())]
            self.line.setText("、".join([*unknown, rest]))
            self.line.close_list()  # it offers what stood there before

    def _settle(self) -> None:
        if self._take(self.line.text().strip(), new=False):
            self.line.clear()
        self.left.emit()

    def _take(self, name: str, *, new: bool = True) -> bool:
        """Add the record of exactly that name, or a new one where that is allowed."""
        same = [
            choice
            for choice in self._look_up(name)
            if name_key(choice.label) == name_key(name) and (new or not choice.new)
        ]
        if name and len(same) == 1:
            self._add_picked(same[0])
            return True
        return False


def _identity(choice: Choice) -> str:
    return choice.key or name_key(choice.label)
