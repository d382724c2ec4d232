"""填写反馈卡: a card and its problems in one form, to be filled in by keyboard alone."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.cards.filling import Filled
from desk.cards.merging import CardSeen
from desk.cards.starting import Start
from models import forms
from models.fields import KINDS, Field
from models.vocabulary import label
from reports.cardview import PHONE
from ui import style
from ui.changes import Changes
from ui.dense import DenseForm
from ui.drafting import Draftable
from ui.forms import Form, Lookups, as_written
from ui.found import found_again
from ui.missing import NEXT_KEY, Missing, to_next
from ui.pages.cards.answers import AnswersForm
from ui.pages.entrypage import Entry
from ui.pages.visits.problems import REMOVE_KEY, Problems
from ui.panes import Scroller
from ui.parts import Card, button, key_button, tab_stop, words
from ui.sections import FormRow

ADD_KEY, COPY_KEY = "Alt+A", "Alt+L"
_INVITATION = "先选帮扶对象，再填它的反馈卡：企业、项目、双创平台、民心工程各有各的表。"
#: What the beginning of a card hangs on: whose it is, of which month, after which visit.
_DECIDING = ("subject", "period", "visit")

#: What is asked of the card itself; what else there is to say is an answer. Who filled it in signs
#: at the foot of the paper; here Enter shall lead from the last problem to saving.
_HEAD = ("subject", "period", "filled_on", "filled_by", "phone", "visit")

Starter = Callable[[str, str, str], Start | None]
"""Begins a card of a subject (uid), for a month, with a visit (uid) or an empty string."""


def head_fields() -> list[Field]:
    """The fields of the head, called as on the printed card."""
    fields = {field.name: field for field in KINDS["cards"].entered}
    fields["phone"] = replace(fields["phone"], label=PHONE)
    return [replace(fields[name], section="") for name in _HEAD]


class CardEntry(Entry):
    """The form of a card, new or filled in before.

    `changed`: something was typed. `existing_wanted` gives the uid of the card that there is of
    the same month. The others say what the person wants.
    """

    existing_wanted = Signal(str)

    def __init__(
        self, lookups: Lookups, confirm: Callable[[str, str], bool], start: Starter
    ) -> None:
        """`confirm` asks a question to which a word says yes."""
        super().__init__()
        self._lookups = lookups
        self._start = start
        self.seen: CardSeen | None = None
        self._changes: tuple[Changes, Changes] | tuple[()] = ()
        self.begun: Start | None = None
        self.answers: AnswersForm | None = None
        self.head = DenseForm(head_fields(), lookups)
        self.problems = Problems(lookups, confirm, settles=False)
        self.title = words("", "title")
        self._whose = ""
        self.whose = words("", "heading")
        self.news = words("", "warning")
        self.news.setWordWrap(True)
        self.summary = Missing()  # of both forms
        _put_by(self.head)
        self._lay_out()
        self._connect()
        self._bind_keys()

    # --- what stands in it -------------------------------------------------------------------

    def filled(self) -> Filled:
        """The card as the desk takes it."""
        answers = self.answers.values() if self.answers else {}
        return Filled(as_written(self.head.values()), answers, self.problems.written())

    def ready(self) -> bool:
        """Whether all can be saved; if not, the keyboard goes to what stands against it."""
        ready = (
            self.head.ready()
            and self.answers is not None
            and self.answers.ready()
            and self.problems.ready()
        )
        style.mark(self.summary, "muted" if ready else "problem")
        return ready

    def untouched(self) -> bool:
        """Whether nothing stands here but whose card it is and what is known of them."""
        return not self._typed() and not self.problems.written()

    def begin(self, head: Mapping[str, object]) -> None:
        """A new card with these values of its head; the form comes with the subject."""
        self._reset()
        self.head.set_values(head)
        self._begin_card()

    def take_over(self, known: Mapping[str, object]) -> None:
        """Put values into the head; the form comes with the subject."""
        for name, value in known.items():
            self.head.rows[name].editor.set_value(value)
        self._begin_card()

    def edit(self, seen: CardSeen, whose: str) -> None:
        """A card that was filled in before; whose it is (subject and number) stands fast."""
        self._reset(seen)
        self._whose = whose
        self.head.set_values(seen.head.values)
        answers = self._show_form(seen.form)
        answers.set_values(seen.answers)
        self._changes = Changes(self.head, seen.head.values), Changes(answers, seen.answers)

    def take_over_last(self) -> None:
        """Put the answers of the card before where nothing stands yet."""
        if self.answers is None or self.begun is None:
            return
        for key, value in self.begun.last.items():
            editor = self.answers.rows[key].editor
            if not editor.draft():
                editor.set_value(value)

    def tell_found(self, at: str) -> None:
        """Say that a draft of that moment (ISO form) was put back."""
        moved = [label for one in self._changes for label in one.moved()]
        self._tell(found_again(at, moved))

    def draft(self) -> dict[str, Any]:
        """See Draftable. Of a card that is changed, what was typed over and what it said then."""
        head, answers = self._drafted()
        return {
            "head": head.draft(),
            "answers": answers.draft() if answers else {},
            "problems": self.problems.draft(),
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """See Draftable."""
        self._drafted()[0].restore(draft.get("head", {}))
        self._begin_card()
        answers = self._drafted()[1]
        if answers is not None:
            answers.restore(draft.get("answers", {}))
        self.problems.restore(draft.get("problems", ()))
        self._see_again()

    def _drafted(self) -> tuple[Draftable, Draftable | None]:
        return self._changes or (self.head, self.answers)

    def _see_again(self) -> None:
        """What was found again was typed over what the card said at that time."""
        if self.seen is not None and self._changes:
            head, answers = (one.seen for one in self._changes)
            self.seen = replace(
                self.seen, head=replace(self.seen.head, values=head), answers=answers
            )

    def focus_first(self) -> None:
        """Put the keyboard to the subject, or where that stands fast, to the first answer."""
        if self.answers is None or self.seen is None:
            self.head.focus_first()
        else:
            self.answers.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard goes on where it was, or begins where the card begins."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.focus_first()

    # --- whose card it is --------------------------------------------------------------------

    def _reset(self, seen: CardSeen | None = None) -> None:
        self.seen = seen
        self._changes = ()
        self.begun = None
        self._show_title("反馈卡")
        self.head.ask_only(set(self.head.rows) - ({"subject"} if seen else set()))
        self.head.set_values({})
        self.problems.clear()
        self._drop_form()
        self._scroller.verticalScrollBar().setValue(0)
        self.clear.setText("放弃修改" if seen else "清空重填")
        self._tell("")
        self._offer()

    def _begin_card(self) -> None:
        """The form that the subject fills in, with what is known; what was typed stays."""
        if self.seen is not None:
            return
        subject, period, visit = (self.head.rows[name].editor.value() for name in _DECIDING)
        known = (self.begun.subject, self.begun.head.get("period")) if self.begun else ()
        if not (isinstance(subject, str) and isinstance(period, str)):
            return
        if known == (subject, period) and (self.begun and self.begun.head.get("visit") == visit):
            return
        begun = self._start(subject, period, str(visit or ""))
        if begun is not None:
            self._take_begun(begun)

    def _take_begun(self, begun: Start) -> None:
        typed = self._typed()
        self.begun = begun
        shown = self.answers
        if shown is None or shown.definition != begun.form:
            shown = self._show_form(begun.form)
        shown.set_values({**begun.answers, **typed})
        self._offer()

    def _typed(self) -> dict[str, Any]:
        """What the person answered beyond what was known when the card was begun."""
        if self.answers is None or self.begun is None:
            return {}
        known = self.begun.answers
        values = {key: row.editor.value() for key, row in self.answers.rows.items()}
        return {k: v for k, v in values.items() if v is not None and v != known.get(k)}

    def _offer(self) -> None:
        """Show what may be taken over, and that there is a card of this month already."""
        begun = self.begun
        self.copy.setVisible(bool(begun and begun.last))
        if begun is not None:
            self.copy.setText(f"沿用 {begun.last_period} 的答案")
        self.there.setVisible(bool(begun and begun.existing))
        self.keys.setVisible(not self.seen and not self.there.isVisibleTo(self))

    # --- the form ----------------------------------------------------------------------------

    def _show_form(self, definition: forms.Form) -> AnswersForm:
        self._drop_form()
        made = AnswersForm(definition, self._lookups)
        _put_by(made)
        self.answers = made
        made.changed.connect(self.changed)
        made.summarized.connect(self._summarize)
        made.submitted.connect(self.problems.enter)
        self._sheet.body.addWidget(made)
        self._sheet.show()
        self._invitation.hide()
        self._show_title(label("card_forms", definition.key))
        self._chain()
        self._summarize()
        return made

    def _show_title(self, form: str) -> None:
        self.title.setText(f"修改{form}" if self.seen else f"填写{form}")
        self.whose.setText(self._whose if self.seen else "")
        self.whose.setVisible(bool(self.seen))

    def _drop_form(self) -> None:
        if self.answers is not None:
            self._sheet.body.removeWidget(self.answers)
            self.answers.hide()
            self.answers.deleteLater()
            self.answers = None
        self._sheet.hide()
        self._invitation.show()

    def _rows(self) -> list[FormRow]:
        """The fields of head and answers."""
        parts = [self.head, *([self.answers] if self.answers else [])]
        return [row for part in parts for row in part.rows.values()]

    def _summarize(self) -> None:
        """What is missing in head and answers, in one place that is always in sight."""
        self.summary.tell(self._rows())

    def to_missing(self) -> None:
        """Put the keyboard to what stands against saving next, else to the button that saves."""
        if not to_next([*self._rows(), *self.problems.rows()]):
            self.save.setFocus(Qt.FocusReason.TabFocusReason)

    def _tell(self, news: str) -> None:
        self.news.setText(news)
        self.news.setVisible(bool(news))
        self._offer()

    def _go_on(self) -> None:
        """Behind the head come the answers, behind them the problems."""
        if self.answers is not None:
            self.answers.focus_first()

    def _chain(self) -> None:
        """Let Tab go from the head through answers and problems to the buttons at the foot."""
        parts = [self.head, self.answers, *(card.form for card in self.problems.cards)]
        stops = [tab_stop(row.editor) for form in parts if form for row in form.rows.values()]
        for here, following in pairwise([*stops, self.add, self.back, self.save]):
            QWidget.setTabOrder(here, following)

    # --- how it is set -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(12)
        layout.addLayout(self._top())
        layout.addWidget(self.news)
        self._scroller = Scroller(self._canvas())
        layout.addWidget(self._scroller, 1)
        layout.addLayout(self._foot())

    def _top(self) -> QHBoxLayout:
        self.keys = words(f"{ADD_KEY} 添加问题 · Ctrl+S 保存 · Esc 返回")
        self.copy = button("沿用上次的答案", "plain", "copy")
        self.copy.setToolTip(f"空着的项照抄上一张卡（{COPY_KEY}）")
        self.there = button("这个月已有一张，去修改", "danger", "pencil")
        self.clear = button("清空重填")
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.title)
        top.addWidget(self.whose)
        top.addStretch(1)
        top.addWidget(self.keys)
        for one in (self.there, self.copy, self.clear):
            one.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            top.addWidget(one)
        return top

    def _canvas(self) -> QWidget:
        canvas, heads = QWidget(), Card()
        heads.body.addWidget(self.head)
        heads.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._sheet = Card()
        self._invitation = words(_INVITATION)
        layout = QVBoxLayout(canvas)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (heads, self._invitation, self._sheet, self.problems):
            layout.addWidget(part)
        layout.addStretch()
        return canvas

    def _foot(self) -> QHBoxLayout:
        self.add = key_button("添加问题", ADD_KEY, icon="plus")
        self.back = key_button("返回列表", "Esc")
        self.save = key_button("保存", "Ctrl+S", "primary")
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addSpacing(12)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.save)
        return foot

    def _connect(self) -> None:
        self.head.rows["subject"].editor.changed.connect(self._begin_card)
        for name in _DECIDING:  # half a month typed is another month
            self.head.rows[name].editor.left.connect(self._begin_card)
        self.head.summarized.connect(self._summarize)
        self.head.submitted.connect(self._go_on)
        self.problems.grew.connect(self._chain)
        self.problems.passed.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))
        self.problems.emptied.connect(lambda: self.add.setFocus(Qt.FocusReason.TabFocusReason))
        for part in (self.head, self.problems):
            part.changed.connect(self.changed)
        self.add.clicked.connect(self.problems.add)
        self.back.clicked.connect(self.left)
        self.save.clicked.connect(self.saved)
        self.clear.clicked.connect(self.cleared)
        self.copy.clicked.connect(self.take_over_last)
        self.there.clicked.connect(self._want_existing)

    def _want_existing(self) -> None:
        if self.begun is not None and self.begun.existing is not None:
            self.existing_wanted.emit(self.begun.existing)

    def _bind_keys(self) -> None:
        self.bind(
            {
                ADD_KEY: self.problems.add,
                REMOVE_KEY: self.problems.remove_current,
                COPY_KEY: self.take_over_last,
                NEXT_KEY: self.to_missing,
                "Esc": self.left.emit,
            }
        )


def _put_by(form: Form) -> None:
    """Keep what a form says is missing out of sight: it is said together with another's."""
    form.summary.setParent(form)
    form.summary.hide()
