"""The problems on the form of a visit or a card: what each is, and how it was settled at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desk.visits import Problem
from models.fields import KINDS, Field, Type
from ui import icons
from ui.dense import DenseForm
from ui.editors.suggestions import take_highlighted
from ui.forms import Lookups, as_written
from ui.parts import Card, words
from ui.sections import FormRow

REMOVE_KEY = "Alt+D"

_SETTLED = Field(
    "settled",
    "现场解决结果",
    Type.LONG_TEXT,
    help="当场解决才填，即作办结",
    width=14,
)
_ASKED = ("title", "category", "raised_by", "detail")


def fields(settles: bool = True) -> tuple[Field, ...]:
    """What is asked of a problem: fields of an issue, in the order of writing.

    Where it may be settled on the spot, the result of that comes last.
    """
    issue = {field.name: field for field in KINDS["issues"].entered}
    asked = tuple(replace(issue[name], section="") for name in _ASKED)
    return (*asked, _SETTLED) if settles else asked


class ProblemCard(Card):
    """One problem. `removed`: the person wants it gone."""

    removed = Signal()

    def __init__(self, lookups: Lookups, settles: bool = True) -> None:
        super().__init__()
        self.form = DenseForm(fields(settles), lookups)
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
        return Problem(values, str(written.get(_SETTLED.name) or ""))


class Problems(QWidget):
    """Any number of problems under each other.

    `changed`: something was typed or taken off. `grew`: there is one more. `passed`: the keyboard
    wants to go on behind the last one. `emptied`: the last one was taken off.
    """

    changed = Signal()
    grew = Signal()
    passed = Signal()
    emptied = Signal()

    def __init__(
        self, lookups: Lookups, confirm: Callable[[str, str], bool], settles: bool = True
    ) -> None:
        """`confirm` asks a question to which a word says yes; `settles` as in `fields`."""
        super().__init__()
        self._lookups = lookups
        self._confirm = confirm
        self._settles = settles
        self.cards: list[ProblemCard] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)

    def written(self) -> list[Problem]:
        """The problems on which something has been written."""
        return [card.problem() for card in self._filled()]

    def ready(self) -> bool:
        """Whether all can be saved; if not, the keyboard goes to what stands against it."""
        return all(card.form.ready() for card in self._filled())

    def rows(self) -> list[FormRow]:
        """The fields of the problems on which something has been written."""
        return [row for card in self._filled() for row in card.form.rows.values()]

    def draft(self) -> list[dict[str, str]]:
        """What was typed, for `restore`."""
        return [card.form.draft() for card in self._filled()]

    def restore(self, drafts: Sequence[Mapping[str, Any]]) -> None:
        """Put back what `draft` gave."""
        self.clear()
        for draft in drafts:
            self._append().form.restore(draft)

    def clear(self) -> None:
        """No problem any more."""
        for card in list(self.cards):
            self._drop(card)

    def add(self) -> None:
        """One more problem; the keyboard goes to its first field."""
        take_highlighted()
        self._append().form.focus_first()

    def remove(self, card: ProblemCard) -> None:
        """Take a problem off the form; one on which something is written only when confirmed."""
        place = self.cards.index(card)
        if not card.blank() and not self._confirm(f"去掉“问题 {place + 1}”已填的内容？", "去掉"):
            return
        self._drop(card)
        self._number()
        if self.cards:
            self.enter(min(place, len(self.cards) - 1))
        else:
            self.emptied.emit()
        self.changed.emit()

    def remove_current(self) -> None:
        """Take the problem off in which the keyboard is."""
        focused = QApplication.focusWidget()
        for card in self.cards:
            if focused is not None and card.isAncestorOf(focused):
                self.remove(card)
                return

    def enter(self, place: int = 0) -> None:
        """Put the keyboard into a problem; behind the last one it goes on."""
        if place < len(self.cards):
            self.cards[place].form.focus_first()
        else:
            self.passed.emit()

    def _filled(self) -> list[ProblemCard]:
        return [card for card in self.cards if not card.blank()]

    def _append(self) -> ProblemCard:
        card = ProblemCard(self._lookups, self._settles)
        self.cards.append(card)
        self._layout.addWidget(card)
        self._number()
        card.form.changed.connect(self.changed)
        card.form.submitted.connect(lambda: self.enter(self.cards.index(card) + 1))
        card.removed.connect(lambda: self.remove(card))
        self.grew.emit()
        return card

    def _drop(self, card: ProblemCard) -> None:
        self.cards.remove(card)
        self._layout.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _number(self) -> None:
        for ordinal, card in enumerate(self.cards, 1):
            card.number(ordinal)
