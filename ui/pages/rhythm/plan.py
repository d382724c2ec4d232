"""走访计划 in the window: drafted, looked through, kept, moved, dropped; what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.rhythm.owing import LATE, OPEN
from desk.rhythm.paper import told_day
from desk.rhythm.planning import Chosen, Draft
from desk.rhythm.plans import Planned, drop, keep, planned, propose
from desk.rhythm.spans import Span
from models.fields import KINDS, Field, Type
from ui.asking import Question, add, amend
from ui.forms import Form
from ui.pages.rhythm.rows import HeldRows
from ui.parts import Card, button, words
from ui.record import show_record
from ui.room import Room
from ui.tables import Column, Row, TableView
from ui.workspace import Workspace

_KIND = KINDS["plans"]
_NAMED = 3  # of those left out, so many are named
_COLUMNS = (
    Column(Field("day", "计划日期", width=8)),
    Column(Field("leader", "包联领导", width=5)),
    Column(Field("subject", "帮扶对象", width=12)),
    Column(Field("park", "所在园区", width=6)),
    Column(Field("reason", "安排理由", width=14)),
    Column(Field("state", "情况", Type.CHOICE, choices="debt_states", width=5)),
    Column(Field("visited_on", "走访日期", Type.DATE, width=6)),
    Column(Field("unit", "包联单位", width=9)),
)
_SUBJECT, _SPARE = 2, (3, 6, 7)
_NO_LOG = "草案还没有记进台账，没有操作记录"


@dataclass(frozen=True)
class _Line:
    """A line in sight: one that is kept, or one of the draft (then without a uid)."""

    uid: str
    subject_uid: str
    day: date
    cells: Row


def _kept(one: Planned) -> _Line:
    told = (told_day(one.planned_on), one.leader, one.subject, one.park, one.reason)
    cells = (*told, one.state, one.visited_on, one.unit)
    return _Line(one.uid, one.subject_uid, one.planned_on, cells)


def _drafted(one: Chosen, leaders: Mapping[str, str]) -> _Line:
    subject = one.subject
    told = (told_day(one.day), leaders.get(subject.guide, ""), subject.name, subject.park)
    return _Line("", subject.uid, one.day, (*told, one.reason, OPEN, None, ""))


class PlanPanel(QWidget):
    """The lines of a week or month; while a draft is looked through, its lines alone."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.span = Span.month(workspace.book.clock.today())
        self.draft: Draft | None = None
        self.source = HeldRows(_COLUMNS, lambda line: line.cells, _name)
        self.table = TableView(self.source)
        self.room = Room(self.table, _SUBJECT, _SPARE)
        self.said = words("")
        self.said.setWordWrap(True)
        self._lay_out()
        self._connect()

    # --- what is shown -----------------------------------------------------------------------

    def show_span(self, span: Span) -> None:
        """Show the plan of a week or month; a draft of another one is given up."""
        if span != self.span:
            self.draft = None
        self.span = span
        with self.workspace.book.read() as connection:
            self.kept = planned(connection, span, self._today())
        self._show()

    def current(self) -> _Line | None:
        """The line in hand."""
        return self.source.at(self.table.currentIndex().row())

    def _show(self) -> None:
        if self.draft is None:
            self.source.things = [_kept(one) for one in self.kept]
            self.table.nothing = "还没有排。按“起草计划”，程序按公平的次序排出草案。"
        else:
            leaders = self._leaders(self.draft.chosen)
            self.source.things = [_drafted(one, leaders) for one in self.draft.chosen]
            self.table.nothing = "没有要排的：该走访的都已走访或已排，或者没有剩下的工作日。"
        self.said.setText(self._sentence())
        self.table.refresh()
        self._show_buttons()

    def _leaders(self, chosen: Sequence[Chosen]) -> dict[str, str]:
        from desk.references import labels

        with self.workspace.book.read() as connection:
            return labels(connection, "people", {one.subject.guide for one in chosen})

    def _sentence(self) -> str:
        if self.draft is not None:
            return _of_draft(self.draft)
        done = sum(one.visited_on is not None for one in self.kept)
        late = sum(one.state == LATE for one in self.kept)
        told = f"已排 {len(self.kept)} 家，已走访 {done} 家"
        return f"{told}，过期未走访 {late} 家" if late else told

    def _show_buttons(self) -> None:
        drafting, line = self.draft is not None, self.current()
        self.keep_it.setVisible(drafting)
        self.give_up.setVisible(drafting)
        self.keep_it.setEnabled(bool(self.source.things))
        for one in (self.begin, self.add, self.another_day):
            one.setVisible(not drafting)
        self.drop.setText("草案中去掉" if drafting else "取消这条")
        self.another_day.setEnabled(line is not None)
        self.drop.setEnabled(line is not None)
        self.visit.setEnabled(line is not None)

    # --- what is done ------------------------------------------------------------------------

    def begin_draft(self) -> None:
        """Draft what is left of the week or month."""
        with self.workspace.book.read() as connection:
            self.draft = propose(connection, self.span, self._today())
        self._show()
        self.table.setFocus()

    def keep_draft(self) -> None:
        """Keep the lines of the draft."""
        if self.draft is None:
            return
        book, actor, chosen = self.workspace.book, self.workspace.actor, self.draft.chosen
        count = self.workspace.attempt(lambda: keep(book, chosen, actor))
        if count:
            self.draft = None
            self.show_span(self.span)
            self.workspace.said.emit(f"已排定走访 {count} 家")

    def forget_draft(self) -> None:
        """Show the plan that is kept again."""
        self.draft = None
        self._show()

    def drop_line(self) -> None:
        """Take the selected lines out of the draft, or out of the plan."""
        rows = [row for part in self.table.selected_ranges() for row in part]
        if not rows:
            return
        if self.draft is not None:
            left = (one for place, one in enumerate(self.draft.chosen) if place not in rows)
            self.draft = Draft(tuple(left), self.draft.left_out)
            self._show()
            return
        uids = [self.source.things[row].uid for row in rows]
        book, actor = self.workspace.book, self.workspace.actor
        self.workspace.attempt(lambda: drop(book, uids, actor))

    def add_line(self) -> None:
        """Plan a visit by hand."""
        form = Form(_KIND.entered, self.workspace.lookups())
        first = max(self.span.first, self._today())
        form.set_values({"planned_on": min(first, self.span.last)})
        add(self.workspace, _KIND.name, Question("添加走访计划", "添加", "plan-new"), form)

    def move_line(self) -> None:
        """Put the line in hand on another day, or let somebody else go."""
        line = self.current()
        if line is None or not line.uid:
            return
        question = Question("修改走访计划", "保存", f"plan-{line.uid}")
        amend(self.workspace, _KIND, line.uid, question)

    def register(self) -> None:
        """Write down the visit of the line in hand."""
        line = self.current()
        if line is not None:
            self.workspace.begun.emit("visits", {"subject": line.subject_uid})

    def show_log(self) -> None:
        """Show what was done to the line in hand; a line of the draft was not kept yet."""
        line = self.current()
        if line is None or not line.uid:
            self.workspace.said.emit(_NO_LOG)
            return
        title = f"走访计划　{line.cells[0]}　{line.cells[_SUBJECT]}"
        self.log = show_record(self.workspace, title, [(_KIND.table, line.uid)], self)

    def _today(self) -> date:
        return self.workspace.book.clock.today()

    # --- how it is set -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        card = Card()
        head = QHBoxLayout()
        self.begin = button("起草计划", "primary", "calendar")
        self.begin.setToolTip("红灯的先走、最久没走访的先走，同一园区排同一天（Alt+D）")
        self.keep_it = button("排定", "primary", "check")
        self.keep_it.setToolTip("把草案记进台账（Alt+Y）")
        self.give_up = button("放弃草案")
        head.addWidget(self.said, 1)
        for one in (self.begin, self.keep_it, self.give_up):
            head.addWidget(one)
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        card.body.addLayout(self._foot())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def _foot(self) -> QHBoxLayout:
        self.add = button("添加…", "plain", "plus")
        self.another_day = button("改期…", "plain", "pencil")
        self.drop = button("取消这条", "plain", "x")
        self.visit = button("登记走访", "plain", "plus")
        self.drop.setToolTip("去掉选中的各条（Delete）")
        self.visit.setToolTip("登记选中对象的走访（Alt+V）")
        foot = QHBoxLayout()
        for one in (self.add, self.another_day, self.drop, self.visit):
            foot.addWidget(one)
        foot.addStretch()
        return foot

    def _connect(self) -> None:
        deeds: tuple[tuple[QPushButton, str], ...] = (
            (self.begin, "Alt+D"),
            (self.keep_it, "Alt+Y"),
            (self.visit, "Alt+V"),
        )
        for one, act in (
            (self.begin, self.begin_draft),
            (self.keep_it, self.keep_draft),
            (self.give_up, self.forget_draft),
            (self.add, self.add_line),
            (self.another_day, self.move_line),
            (self.drop, self.drop_line),
            (self.visit, self.register),
        ):
            one.clicked.connect(act)
        for one, key in deeds:
            QShortcut(QKeySequence(key), self, one.click)
        delete = QShortcut(QKeySequence("Del"), self.table, self.drop_line)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.picked.connect(lambda _: self._show_buttons())
        self.table.opened.connect(lambda _: self.move_line())
        self.table.notice.connect(self.workspace.said)


def _name(line: _Line) -> str:
    return f"{line.day} {line.subject_uid}"


def _of_draft(draft: Draft) -> str:
    told = f"草案 {len(draft.chosen)} 家，还没有记进台账"
    if not draft.left_out:
        return told
    names = "、".join(one.name for one in draft.left_out[:_NAMED])
    more = "等" if len(draft.left_out) > _NAMED else ""
    return f"{told}；排不下 {len(draft.left_out)} 家：{names}{more}"
