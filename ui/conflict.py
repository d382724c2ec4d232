"""Two people changed the same record: field by field, which value shall stay."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desk.errors import Clash, Conflict
from ui.panes import Scroller
from ui.parts import button, words

_SIZE = (640, 460)
_EMPTY = "（空）"


class ClashChoice(QFrame):
    """One field: my value and theirs, with who wrote it and when; mine is chosen at first."""

    def __init__(self, clash: Clash) -> None:
        super().__init__()
        self.name = clash.name
        self.mine = QRadioButton("用我的")
        self.theirs = QRadioButton("用对方的")
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(6)
        layout.addWidget(words(clash.label, "heading"))
        for choice, value, hand in (
            (self.mine, clash.mine, "刚才填写"),
            (self.theirs, clash.theirs, clash.hand),
        ):
            self._group.addButton(choice)
            layout.addLayout(_line(choice, value, hand))
        self.mine.setChecked(True)


def _line(choice: QRadioButton, value: str, hand: str) -> QHBoxLayout:
    said = QLabel(value or _EMPTY, wordWrap=True)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    choice.setMinimumWidth(96)
    choice.setAccessibleDescription(f"{value or _EMPTY}，{hand}")
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addWidget(choice, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(said, 1)
    line.addWidget(words(hand), 0, Qt.AlignmentFlag.AlignTop)
    return line


class ConflictDialog(QDialog):
    """The fields in which somebody was quicker. Up and down choose, Tab goes on, Enter saves."""

    def __init__(self, conflict: Conflict, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle("两人改了同一处")
        self.resize(*_SIZE)
        self.choices = [ClashChoice(clash) for clash in conflict.clashes]
        self.agreed = button("按所选保存", "primary")
        self.agreed.setDefault(True)
        self.agreed.clicked.connect(self.accept)
        self.dropped = button("先不保存")
        self.dropped.clicked.connect(self.reject)
        self._lay_out(conflict.sentence)
        self.choices[0].mine.setFocus(Qt.FocusReason.TabFocusReason)

    def theirs(self) -> frozenset[str]:
        """The fields in which the other's value stays."""
        return frozenset(one.name for one in self.choices if one.theirs.isChecked())

    def _lay_out(self, sentence: str) -> None:
        said = QLabel(sentence, wordWrap=True)
        content = QWidget()
        fields = QVBoxLayout(content)
        fields.setContentsMargins(0, 0, 8, 0)
        fields.setSpacing(12)
        for choice in self.choices:
            fields.addWidget(choice)
        fields.addStretch()
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.dropped)
        foot.addWidget(self.agreed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(14)
        layout.addWidget(said)
        layout.addWidget(Scroller(content), 1)
        layout.addLayout(foot)
