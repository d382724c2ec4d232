"""A problem on the form of a visit: what it is, and how it was settled on the spot, if it was."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton

from desk.visits import Problem
from models.fields import KINDS, Field, Type
from ui import icons
from ui.dense import DenseForm
from ui.forms import Lookups, as_written
from ui.parts import Card, words

REMOVE_KEY = "Alt+D"

_SETTLED = Field(
    "settled",
    "现场解决结果",
    Type.LONG_TEXT,
    help="当场解决才填，即作办结",
    width=14,
)
_ASKED = ("title", "category", "raised_by", "detail")


def fields() -> tuple[Field, ...]:
    """What is asked of a problem: fields of an issue, in the order of writing, and the result."""
    issue = {field.name: field for field in KINDS["issues"].entered}
    return (*(replace(issue[name], section="") for name in _ASKED), _SETTLED)


class ProblemCard(Card):
    """One problem. `removed`: the person wants it gone."""

    removed = Signal()

    def __init__(self, lookups: Lookups) -> None:
        super().__init__()
        self.form = DenseForm(fields(), lookups)
        self.heading = words("", "heading")
        self.remove = QToolButton()
        self.remove.setIcon(icons.icon("trash-2", "muted"))
        self.remove.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.remove.setToolTip(f"去掉这个问题（{REMOVE_KEY}）")
        self.remove.clicked.connect(self.removed)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading)
        head.addWidget(self.form.summary, 1)
        head.addWidget(self.remove)
        self.body.addLayout(head)
        self.body.addWidget(self.form)

    def number(self, ordinal: int) -> None:
        """Say which problem of the visit it is."""
        self.heading.setText(f"问题 {ordinal}")

    def blank(self) -> bool:
        """Whether nothing has been written yet."""
        return not self.form.draft()

    def problem(self) -> Problem:
        """The problem as the desk takes it."""
        written: Mapping[str, object] = as_written(self.form.values())
        values = {name: value for name, value in written.items() if name != _SETTLED.name}
        return Problem(values, str(written[_SETTLED.name] or ""))
