"""登记走访: a visit and its problems in one form, to be filled in by keyboard alone."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.visits import Problem
from models.fields import KINDS
from ui.dense import DenseForm
from ui.forms import Lookups, as_written
from ui.pages.visits.problems import REMOVE_KEY, ProblemCard
from ui.parts import Card, Scroller, button, words

ADD_KEY, COPY_KEY = "Alt+A", "Alt+L"


class VisitEntry(QWidget):
    """The form. `changed`: something was typed; the others say what the person wants."""

    changed = Signal()
    saved = Signal()
    left = Signal()
    cleared = Signal()
    copied = Signal()

    def __init__(self, lookups: Lookups, confirm: Callable[[str, str], bool]) -> None:
        """`confirm` asks a question to which a word says yes."""
        super().__init__()
        self._lookups = lookups
        self._confirm = confirm
        self.visit = DenseForm(KINDS["visits"].entered, lookups)
        self.problems: list[ProblemCard] = []
        self.news = words("", "warning")
        self.keys = words(f"Tab 下一项 · {ADD_KEY} 添加问题 · Ctrl+S 保存 · Esc 返回")
        self.visit.changed.connect(self.changed)
        self.visit.submitted.connect(lambda: self._go_on(0))
        self._lay_out()
        self._bind_keys()

    def values(self) -> dict[str, object]:
        """The visit's fields, as the desk takes them."""
        return as_written(self.visit.values())

    def written(self) -> list[Problem]:
        """The problems on which something has been written."""
        return [card.problem() for card in self.problems if not card.blank()]

    def ready(self) -> bool:
        """Whether all can be saved; if not, the keyboard goes to what stands against it."""
        forms = [self.visit, *(card.form for card in self.problems if not card.blank())]
        return all(form.ready() for form in forms)

    def begin(self, values: Mapping[str, object]) -> None:
        """A new visit with these values, and no problem yet."""
        self._remove_all()
        self.visit.set_values(values)
        self._tell("")

    def tell_found(self, at: str) -> None:
        """Say that a draft of that moment (ISO form) was put back."""
        self._tell(f"已找回 {at[:16].replace('T', ' ')} 未保存的内容")

    def _tell(self, news: str) -> None:
        """News stand where else the keys are named: a narrow window has no room for both."""
        self.news.setText(news)
        self.keys.setVisible(not news)

    def take_over(self, values: Mapping[str, object]) -> None:
        """Put some values in; the other fields stay."""
        for name, value in values.items():
            self.visit.rows[name].editor.set_value(value)

    def draft(self) -> dict[str, Any]:
        """See Draftable."""
        return {
            "visit": self.visit.draft(),
            "problems": [card.form.draft() for card in self.problems if not card.blank()],
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """See Draftable."""
        self._remove_all()
        self.visit.restore(draft.get("visit", {}))
        for problem in draft.get("problems", ()):
            self._append().form.restore(problem)

    def add_problem(self) -> None:
        """One more problem; the keyboard goes to its first field."""
        self._append().form.focus_first()

    def remove_problem(self, card: ProblemCard) -> None:
        """Take a problem off the form; one on which something is written only when confirmed."""
        place = self.problems.index(card)
        if not card.blank() and not self._confirm(f"去掉“问题 {place + 1}”已填的内容？", "去掉"):
            return
        self._drop(card)
        self._number()
        self._reach(min(place, len(self.problems) - 1))
        self.changed.emit()

    def focus_first(self) -> None:
        """Put the keyboard where the visit begins."""
        self.visit.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard goes on where it was, or begins where the visit begins."""
        super().showEvent(event)
        (self.focusWidget() or self.visit.rows["subject"].editor).setFocus()

    def _append(self) -> ProblemCard:
        card = ProblemCard(self._lookups)
        self.problems.append(card)
        self._cards.addWidget(card)
        self._number()
        card.form.changed.connect(self.changed)
        card.form.submitted.connect(lambda: self._go_on(self.problems.index(card) + 1))
        card.removed.connect(lambda: self.remove_problem(card))
        self._chain()
        return card

    def _chain(self) -> None:
        """Let Tab go from the visit through the problems to the buttons at the foot."""
        forms = [self.visit, *(card.form for card in self.problems)]
        stops = [_keyed(row.editor) for form in forms for row in form.rows.values()]
        for here, following in pairwise([*stops, self.add, self.back, self.save]):
            QWidget.setTabOrder(here, following)

    def _drop(self, card: ProblemCard) -> None:
        self.problems.remove(card)
        self._cards.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _remove_all(self) -> None:
        for card in list(self.problems):
            self._drop(card)

    def _number(self) -> None:
        for ordinal, card in enumerate(self.problems, 1):
            card.number(ordinal)

    def _go_on(self, place: int) -> None:
        """The next part is wanted: a problem, or the buttons at the foot."""
        if place < len(self.problems):
            self._reach(place)
        else:
            self.save.setFocus(Qt.FocusReason.TabFocusReason)

    def _reach(self, place: int) -> None:
        if place < 0:
            self.add.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.problems[place].form.focus_first()

    def _remove_current(self) -> None:
        focused = QApplication.focusWidget()
        for card in self.problems:
            if focused is not None and card.isAncestorOf(focused):
                self.remove_problem(card)
                return

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(12)
        layout.addLayout(self._head())
        layout.addWidget(Scroller(self._canvas()), 1)
        layout.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(words("登记走访", "title"))
        head.addWidget(self.news)
        head.addStretch(1)
        head.addWidget(self.keys)
        copy = button("沿用上次", "plain", "copy")
        copy.setToolTip(f"照抄上次走访的方式和人员（{COPY_KEY}）")
        copy.clicked.connect(self.copied)
        clear = button("清空重填")
        clear.clicked.connect(self.cleared)
        for one in (copy, clear):
            one.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            head.addWidget(one)
        return head

    def _canvas(self) -> QWidget:
        canvas = QWidget()
        card = Card()
        card.body.addWidget(self.visit)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        layout = QVBoxLayout(canvas)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(card)
        layout.addLayout(self._cards)
        layout.addStretch()
        return canvas

    def _foot(self) -> QHBoxLayout:
        self.add = _key_button("添加问题", "plain", "plus", ADD_KEY)
        self.back = _key_button("返回列表", "plain", "", "Esc")
        self.save = _key_button("保存", "primary", "", "Ctrl+S")
        self.add.clicked.connect(self.add_problem)
        self.back.clicked.connect(self.left)
        self.save.clicked.connect(self.saved)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addSpacing(12)
        foot.addWidget(self.visit.summary, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.save)
        return foot

    def _bind_keys(self) -> None:
        keys: Mapping[str, Callable[[], object]] = {
            ADD_KEY: self.add_problem,
            REMOVE_KEY: self._remove_current,
            COPY_KEY: self.copied.emit,
            "Esc": self.left.emit,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)


def _keyed(widget: QWidget) -> QWidget:
    """The widget that takes the keyboard for another: only those stand in an order of tabs."""
    proxy = widget.focusProxy()
    return widget if proxy is None else _keyed(proxy)


def _key_button(text: str, kind: Any, icon: str, key: str) -> QPushButton:
    made = button(text, kind, icon)
    made.setAutoDefault(True)  # Enter presses it, too
    made.setToolTip(f"{text}（{key}）")
    return made
