"""The issue in hand: where it stands, what can be done, what is missing, what was done."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from desk.details import IssueDetail, KeptFile
from desk.lists import Line
from desk.meetings.documents import MODEL_CASE
from desk.merges import Merged
from desk.several import MOST
from desk.slips import slips_of
from models.fields import KINDS
from models.workflow import StepChoice
from ui import lamps
from ui.elided import Elided
from ui.facts import clear, facts_of
from ui.kept import advice
from ui.pages.issues.life import Deadline, Gates, Measures, Partners, Timeline, Together, countdown
from ui.pages.issues.notices import next_stage, notices
from ui.pages.issues.stepping import next_step
from ui.panes import Scroller
from ui.parts import button, with_menu, words
from ui.slips import slips_button

_HEAD = ("lamp", "number", "title", "state", "round")
_INVITATION = "在左边选择一个问题。"
_TOGETHER = "同一步骤一次办完，可一次撤销；不能办的不动，办完列出是哪几条、为什么。"
_NAMED = 30  # issues that the pane names where several are picked
_NEVER_CLOSED = ("merged", "withdrawn")  # no gate stands before them any more
_NOTHING = "这些问题没有共同可办的步骤。"

Files = Mapping[str, Sequence[KeptFile]]


class IssuePane(QWidget):
    """What the list's current issue is; for several, the steps that are open for all of them.

    `choices` are the steps of what is shown. `step_wanted` gives one, `file_wanted` a KeptFile,
    `link_wanted` a page and a uid, `draft_dropped` the name of a step, `slip_wanted` a slip and
    whether it shall be blank.
    """

    step_wanted = Signal(object)
    edit_wanted = Signal()
    many_wanted = Signal()
    record_wanted = Signal()
    head_wanted = Signal()
    out_wanted = Signal()
    under_wanted = Signal(str, str)
    lesson_wanted = Signal()
    file_wanted = Signal(object)
    slip_wanted = Signal(object, bool)
    link_wanted = Signal(str, str)
    draft_dropped = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.more = QMenu(self)
        self.head = QVBoxLayout()
        self.head.setSpacing(8)
        content = QWidget()
        self.content = QVBoxLayout(content)
        self.content.setContentsMargins(0, 0, 8, 0)
        self.content.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self.head)
        layout.addWidget(Scroller(content), 1)
        self.show_nothing()

    def _clear(self) -> None:
        clear(self.head)
        clear(self.content)
        self.primary = button("", "primary")
        self.primary.hide()
        self.head.addWidget(self.primary)
        self.more.deleteLater()
        self.more = QMenu(self)
        self.choices: tuple[StepChoice, ...] = ()
        self.more.setToolTipsVisible(True)

    def show_nothing(self) -> None:
        """Nothing is picked."""
        self._clear()
        self.content.addWidget(words(_INVITATION))
        self.content.addStretch()

    def show_issue(
        self, detail: IssueDetail, files: Files, drafts: Sequence[StepChoice], today: date
    ) -> None:
        """An issue with its life; `drafts` are the steps of it that are half filled in."""
        self._clear()
        self._title(detail.line)
        self._standing(detail.line)
        if until := countdown(detail.line, today):
            self.head.addWidget(words(until))
        if stage := next_stage(detail):
            late = detail.owed is not None and detail.owed[1] < today
            self.head.addWidget(words(stage, "warning" if late else "muted"))
        for said in notices(detail):
            self.head.addWidget(_warning(said))
        self._buttons(next_step(detail), detail.choices, one=True)
        self._offer_taking_out([detail.line])
        self._offer_lesson(detail.line)
        for choice in drafts:
            self._draft(choice)
        if detail.deadline:
            self.content.addWidget(Deadline(detail.deadline))
        if detail.state.state not in _NEVER_CLOSED:
            self.content.addWidget(Gates(detail.gates))
        if detail.merged != Merged():
            self.content.addWidget(Together(detail.merged, self._show_issue))
        if detail.measures:
            self.content.addWidget(Measures(detail.measures))
        if detail.co_units:
            self.content.addWidget(Partners(detail.co_units, detail.partners, today))
        self.content.addWidget(words("基本情况", "heading"))
        self.content.addWidget(self._facts(detail.line))
        self.content.addWidget(Timeline(detail.steps, files, self.file_wanted.emit))
        self.content.addStretch()

    def show_several(self, lines: Sequence[Line], choices: Sequence[StepChoice]) -> None:
        """Several issues: how many stand where, and what can be done with them at once."""
        self._clear()
        self.head.addWidget(words(f"已选 {len(lines)} 条", "heading"))
        states = [line.shown["state"] for line in lines]
        counted = (f"{state} {states.count(state)}" for state in dict.fromkeys(states))
        said = words("、".join(counted))
        said.setWordWrap(True)
        self.head.addWidget(said)
        opened = [choice for choice in choices if choice.open]
        if opened:
            self._buttons(min(opened, key=lambda choice: bool(choice.reason)), choices, one=False)
        else:
            self.head.addWidget(words(_NOTHING))
            self._print_button(self.head)
        self._offer_taking_out(lines)
        self._offer_change(len(lines))
        self._tell(_TOGETHER)
        self._tell_each(lines)
        self.content.addStretch()

    def show_very_many(self, count: int, most: int) -> None:
        """More issues than one step takes; what may be the same in all can still be changed."""
        self._clear()
        self.head.addWidget(words(f"已选 {count:,} 条", "heading"))
        self._offer_change(count)
        self._tell(f"一次最多办理 {most} 条、修改 {MOST:,} 条，请少选一些。{advice(count)}")
        self.content.addStretch()

    def _offer_change(self, count: int) -> None:
        change = button(f"修改选中的 {count:,} 条…", "plain", "pencil")
        change.setToolTip("选一项，选中的都换成同一个内容；一次改完，可一次撤销（F2）")
        change.setEnabled(count <= MOST)
        change.clicked.connect(self.many_wanted)
        self.head.addWidget(change, alignment=Qt.AlignmentFlag.AlignLeft)

    def _print_button(self, row: QVBoxLayout | QHBoxLayout) -> None:
        printed = slips_button(slips_of("issues"), self.slip_wanted.emit)
        row.addWidget(printed, alignment=Qt.AlignmentFlag.AlignLeft)

    def _tell_each(self, lines: Sequence[Line]) -> None:
        """Which they are, so that one need not look for them among the rows."""
        for line in lines[:_NAMED]:
            row = QHBoxLayout()
            shape = QLabel()
            shape.setPixmap(lamps.icon(line.values["lamp"]).pixmap(16))
            row.addWidget(shape)
            row.addWidget(Elided(f"{line.shown['number']}　{line.shown['title']}", "plain"), 1)
            self.content.addLayout(row)
        if len(lines) > _NAMED:
            self._tell(f"……还有 {len(lines) - _NAMED} 条")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the pane."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self, sentence: str) -> None:
        told = words(sentence)
        told.setWordWrap(True)
        self.content.addWidget(told)

    def _title(self, line: Line) -> None:
        title = words(line.shown["title"], "heading")
        title.setWordWrap(True)
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.head.addWidget(title)

    def _standing(self, line: Line) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        lamp = line.values["lamp"]
        if lamp:
            shape = QLabel()
            shape.setPixmap(lamps.icon(lamp).pixmap(16))
            self.lamp = QLabel(line.shown["lamp"])
            self.lamp.setStyleSheet(f"color: {lamps.color(lamp).name()}; font-weight: bold")
            row.addWidget(shape)
            row.addWidget(self.lamp)
        again = line.values["round"]
        told = [line.shown["number"], line.shown["state"], f"第 {again} 轮" if again > 1 else ""]
        self.standing = words("　".join(one for one in told if one))
        row.addWidget(self.standing)
        row.addStretch()
        self.head.addLayout(row)

    def _buttons(
        self, first: StepChoice | None, choices: Sequence[StepChoice], *, one: bool
    ) -> None:
        self.choices = tuple(choices)
        row = QHBoxLayout()
        row.setSpacing(8)
        if first is not None:
            self.primary.setText(first.label)
            self.primary.show()
            self.primary.clicked.connect(self._wanting(first))
            row.addWidget(self.primary)
        self._fill_menu([choice for choice in choices if choice is not first])
        more = button("更多")
        with_menu(more, self.more)
        row.addWidget(more)
        self.more.addSeparator()
        self.more.addAction("归入共性问题…").triggered.connect(self.head_wanted)
        if one:
            self.edit = button("修改")
            self.edit.setToolTip("修改登记的内容（F2）")
            self.edit.clicked.connect(self.edit_wanted)
            row.addWidget(self.edit)
            self.more.addAction("操作记录").triggered.connect(self.record_wanted)
        self._print_button(row)
        row.addStretch()
        self.head.addLayout(row)

    def _offer_taking_out(self, lines: Sequence[Line]) -> None:
        if any(line.values["head"] for line in lines):
            self.more.addAction("移出共性问题").triggered.connect(self.out_wanted)

    def _offer_lesson(self, line: Line) -> None:
        """A closed issue can be marked as a model case; what is marked can be printed as one."""
        if line.values["state"] != "closed":
            return
        marked = bool(line.values["lesson"])
        said = f"修改{MODEL_CASE.label}…" if marked else f"标为{MODEL_CASE.label}…"
        self.more.addAction(said).triggered.connect(self.lesson_wanted)
        if marked:
            printed = self.more.addAction(f"打印{MODEL_CASE.label}…")
            printed.triggered.connect(lambda: self.slip_wanted.emit(MODEL_CASE, False))

    def _fill_menu(self, choices: Sequence[StepChoice]) -> None:
        """The steps that are open; below them the others, greyed, each saying why not."""
        for choice in choices:
            if choice.open:
                self.more.addAction(f"{choice.label}…").triggered.connect(self._wanting(choice))
            elif choice.by_override:
                past = self.more.addAction(f"{choice.label}（领导批准）…")
                past.setToolTip(choice.reason)
                past.triggered.connect(self._wanting(choice))
        closed = [choice for choice in choices if not choice.open and not choice.by_override]
        if closed:
            self.more.addSeparator()
            self._fill_closed(self.more.addMenu("眼下不能办的"), closed)

    def _fill_closed(self, menu: QMenu, choices: Sequence[StepChoice]) -> None:
        menu.setToolTipsVisible(True)
        for choice in choices:
            action = menu.addAction(choice.label)
            action.setEnabled(False)
            action.setToolTip(choice.reason)

    def _draft(self, choice: StepChoice) -> None:
        row = QHBoxLayout()
        row.addWidget(words(f"“{choice.label}”填了一半，已保留", "warning"), 1)
        again = button("继续", "flat")
        again.clicked.connect(self._wanting(choice))
        drop = button("丢弃", "flat")
        drop.clicked.connect(lambda: self.draft_dropped.emit(choice.name))
        row.addWidget(again)
        row.addWidget(drop)
        self.head.addLayout(row)

    def _facts(self, line: Line) -> QWidget:
        """What the issue is, with links to its subject, its visit and its card."""
        first = line.values["first_due_on"] == line.values["due_on"]
        skip = [*_HEAD, "first_due_on"] if first else _HEAD
        pages = {"subject": "dossier", "visit": "visits", "card": "cards", "campaign": "campaigns"}
        links = {
            name: self._linking(page, line.refers[name])
            for name, page in pages.items()
            if name in line.refers
        }
        if "head" in line.refers:
            under = (line.refers["head"], line.shown["head"])
            links["head"] = lambda: self.under_wanted.emit(*under)
        return facts_of(KINDS["issues"].fields, line, skip, links)

    def _show_issue(self, uid: str) -> None:
        self.link_wanted.emit("issues", uid)

    def _linking(self, page: str, uid: str) -> Callable[[], None]:
        return lambda: self.link_wanted.emit(page, uid)

    def _wanting(self, choice: StepChoice) -> Callable[[], None]:
        return lambda: self.step_wanted.emit(choice)


def _warning(sentence: str) -> QLabel:
    said = words(sentence, "warning")
    said.setWordWrap(True)
    return said
