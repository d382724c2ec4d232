"""登记走访: a visit and its problems in one form, to be filled in by keyboard alone."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.visits import Problem
from models.fields import KINDS, Field, Type
from ui.dense import DenseForm
from ui.editors import FilesEdit
from ui.editors.suggestions import take_highlighted
from ui.forms import Lookups, as_written
from ui.found import found_again
from ui.missing import NEXT_KEY, to_next
from ui.pages.entrypage import Entry
from ui.pages.visits.problems import REMOVE_KEY, ProblemCard, Problems
from ui.panes import Scroller
from ui.parts import Card, button, key_button, tab_stop, words
from ui.recurring import Known, look

ADD_KEY, COPY_KEY = "Alt+A", "Alt+L"
_FILES = Field(
    "files",
    "照片和附件",
    Type.LONG_TEXT,
    help="拖来，或按 Ctrl+V 粘贴图片和文件",
    section="照片",
)


class VisitEntry(Entry):
    """The form. `changed`: something was typed; the others say what the person wants."""

    copied = Signal()

    def __init__(
        self, lookups: Lookups, confirm: Callable[[str, str], bool], files: FilesEdit
    ) -> None:
        """`confirm` asks a question to which a word says yes; `files` takes the photographs."""
        super().__init__()
        self.files = files
        fields = [*KINDS["visits"].entered, _FILES]
        self.visit = DenseForm(fields, lookups, {_FILES.name: files})
        files.take_pastes_in(self)
        self.problem_list = Problems(lookups, confirm)
        self._known: Known | None = None
        self.news = words("", "warning")
        self.keys = words(
            f"Tab 下一项 · {COPY_KEY} 沿用上次 · {ADD_KEY} 添加问题 · Ctrl+S 保存 · Esc 返回"
        )
        self.visit.changed.connect(self.changed)
        self.visit.submitted.connect(self.problem_list.enter)
        self._lay_out()
        self._connect_problems()
        self._bind_keys()

    def tell_recurrence(self, known: Known) -> None:
        """Say beside a problem's category when the same was closed within a year."""
        self._known = known
        self.changed.connect(self._look)

    def _look(self) -> None:
        if self._known is not None:
            subject, day = self.visit.rows["subject"], self.visit.rows["visited_on"]
            for card in self.problems:
                look(self._known, subject, card.form.rows["category"], day)

    def values(self) -> dict[str, object]:
        """The visit's fields, as the desk takes them; its files are in `files`."""
        asked = self.visit.values()
        del asked[_FILES.name]
        return as_written(asked)

    @property
    def problems(self) -> list[ProblemCard]:
        """The problems, written on or not."""
        return self.problem_list.cards

    def written(self) -> list[Problem]:
        """The problems on which something has been written."""
        return self.problem_list.written()

    def ready(self) -> bool:
        """Whether all can be saved; if not, the keyboard goes to what stands against it."""
        return self.visit.ready() and self.problem_list.ready()

    def to_missing(self) -> None:
        """Put the keyboard to what stands against saving next, else to the button that saves."""
        if not to_next([*self.visit.rows.values(), *self.problem_list.rows()]):
            self.save.setFocus(Qt.FocusReason.TabFocusReason)

    def begin(self, values: Mapping[str, object]) -> None:
        """A new visit with these values, and no problem yet."""
        self.problem_list.clear()
        self.visit.set_values(values)
        self._tell("")

    def tell_found(self, at: str) -> None:
        """Say that a draft of that moment (ISO form) was put back."""
        self._tell(found_again(at))

    def _tell(self, news: str) -> None:
        """News stand where else the keys are named: a narrow window has no room for both."""
        self.news.setText(news)
        self.keys.setVisible(not news)

    def take_over(self, values: Mapping[str, object]) -> None:
        """Put some values in; the other fields stay."""
        for name, value in values.items():
            self.visit.rows[name].editor.set_value(value)

    def want_copy(self) -> None:
        """Take what is highlighted in an open list, and ask for what the last visit says."""
        take_highlighted()
        self.copied.emit()

    def draft(self) -> dict[str, Any]:
        """See Draftable."""
        return {"visit": self.visit.draft(), "problems": self.problem_list.draft()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """See Draftable."""
        self.visit.restore(draft.get("visit", {}))
        self.problem_list.restore(draft.get("problems", ()))

    def focus_first(self) -> None:
        """Put the keyboard where the visit begins."""
        self.visit.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard goes on where it was, or begins where the visit begins."""
        super().showEvent(event)
        (self.focusWidget() or self.visit.rows["subject"].editor).setFocus()

    def _connect_problems(self) -> None:
        listed = self.problem_list
        listed.changed.connect(self.changed)
        listed.grew.connect(self._chain)
        listed.passed.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))
        listed.emptied.connect(lambda: self.add.setFocus(Qt.FocusReason.TabFocusReason))

    def _chain(self) -> None:
        """Let Tab go from the visit through the problems to the buttons at the foot."""
        forms = [self.visit, *(card.form for card in self.problems)]
        stops = [tab_stop(row.editor) for form in forms for row in form.rows.values()]
        for here, following in pairwise([*stops, self.add, self.back, self.save]):
            QWidget.setTabOrder(here, following)

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
        copy.setToolTip(f"照抄上次走访的方式和人员，接着填空着的第一项（{COPY_KEY}）")
        copy.clicked.connect(self.want_copy)
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
        layout = QVBoxLayout(canvas)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(card)
        layout.addWidget(self.problem_list)
        layout.addStretch()
        return canvas

    def _foot(self) -> QHBoxLayout:
        self.add = key_button("添加问题", ADD_KEY, icon="plus")
        self.back = key_button("返回列表", "Esc")
        self.save = key_button("保存", "Ctrl+S", "primary")
        self.add.clicked.connect(self.problem_list.add)
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
        self.bind(
            {
                ADD_KEY: self.problem_list.add,
                REMOVE_KEY: self.problem_list.remove_current,
                COPY_KEY: self.want_copy,
                NEXT_KEY: self.to_missing,
                "Esc": self.left.emit,
            }
        )
