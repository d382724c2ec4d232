"""问题台账: filters by lamp and state, the issue in hand at the right, its steps by buttons."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from types import MappingProxyType
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut

from desk import details, lessons
from desk.common_problems import Head, counted_under
from desk.details import IssueDetail, KeptFile
from desk.errors import Refused
from desk.issues import Taken
from desk.kinds import FROM_A_DRIVE
from desk.lists import Line, lines_of
from desk.one_by_one import Each
from desk.printable import Printable
from desk.records import Saved
from desk.several import MOST
from models.fields import KINDS
from models.workflow import StepChoice
from ui.asking import Question, add, amend, fill, settled
from ui.attached import Attached
from ui.documents import look_at
from ui.forms import Form
from ui.kept import count_picked
from ui.pages.issues.chips import CHIPS
from ui.pages.issues.heads import HeadsDialog, ask_for_head, take_out
from ui.pages.issues.pane import IssuePane
from ui.pages.issues.paper import choice_of, paper_of
from ui.pages.issues.stepping import Wanted, draft_name, outcomes, take
from ui.pages.listpage import ListPage
from ui.pages.together import amend_together, draft_of
from ui.parts import button
from ui.record import show_record
from ui.recurring import known_to, watch
from ui.results import anything_left, show_results
from ui.slips import blank_paper, look_at_many, slip_paper
from ui.workspace import Workspace

NEW_DRAFT = "issue-new"
_KIND = KINDS["issues"]


class IssuesPage(ListPage):
    """The ledger of issues. `most_at_once`: so many issues does one step take together."""

    most_at_once = 200
    name = "issues"
    typed_here = ("lesson-", "issues-head", "common-", draft_of("issues"))
    kind = "issues"
    watches = frozenset(("issue", "step", "step_unit", "common_problem", "attachment")).union(
        ("subject", "organization", "person")
    )
    columns = (
        *("lamp", "number", "subject", "title", "category", "lead_unit", "due_on", "state"),
        *("co_units", "responsible", "source", "raised_by", "registered_on", "dispatched_on"),
        *("resolved_on", "outcome", "satisfaction", "closed_on", "round", "result", "override"),
    )
    hidden = columns[8:]
    spare = ("due_on", "number", "subject", "state", "lead_unit", "category")
    widths = MappingProxyType({"number": 8, "subject": 9, "title": 10, "due_on": 8, "state": 4})
    elastic = "title"
    chips = CHIPS
    invitation = "搜索问题、企业、单位、编号（Ctrl+F）"
    empty = "还没有问题。走访和反馈卡里写的问题都到这里，也可以直接“登记问题”。"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.issue = IssuePane()
        self.pane.body.addWidget(self.issue)
        self.new_button = button("登记问题", "primary", "plus")
        self.new_button.setToolTip("登记不是走访带回的问题（Ctrl+N）")
        self.heads_button = button("共性问题", "plain", "list-checks")
        self.heads_button.setToolTip("许多对象共有的问题，归在一起一次办理，各自回访、销号")
        self.tools.addWidget(self.heads_button)
        self.tools.addWidget(self.new_button)
        self.export_menu.addSeparator()
        self.export_menu.addAction("按台账栏目预览打印…").triggered.connect(self.print_out)
        self._shown: IssueDetail | None = None
        self._several = self._refreshing = False
        self._just_done: tuple[str, ...] = ()
        self._files = Attached(workspace)
        self._connect_pane()
        self._find_draft()

    def _connect_pane(self) -> None:
        self.new_button.clicked.connect(self.begin_new)
        self.heads_button.clicked.connect(self.show_heads)
        self.issue.head_wanted.connect(self.put_under_head)
        self.issue.out_wanted.connect(lambda: take_out(self.workspace, self.in_hand()))
        self.issue.under_wanted.connect(self.show_issues_under)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.came_anew.connect(self._settle)
        self.issue.step_wanted.connect(self.take_step)
        self.issue.edit_wanted.connect(self.edit)
        self.issue.many_wanted.connect(self.change_several)
        self.issue.record_wanted.connect(self.show_log)
        self.issue.lesson_wanted.connect(self.mark_lesson)
        self.issue.file_wanted.connect(self._files.show)
        self.issue.slip_wanted.connect(self.print_slip)
        self.issue.link_wanted.connect(self.workspace.shown)
        self.issue.draft_dropped.connect(self._drop_draft)
        self.issue.left.connect(self.table.setFocus)
        QShortcut(QKeySequence("F2"), self, self.edit)

    # --- what is in hand ---------------------------------------------------------------------

    def show_record(self, uid: str) -> None:
        """See ListPage."""
        self._several = False
        self._shown = self._detail(uid) if uid else None
        if self._shown is None:
            self.issue.show_nothing()
        else:
            detail, today = self._shown, self.workspace.book.clock.today()
            files, drafts = self._files_of(detail), self._drafts_of(detail)
            self.issue.show_issue(detail, files, drafts, today)
            if self.workspace.drafts.load(_edit_draft(uid)) is not None:
                self.issue.edit.setText("继续修改")

    def refresh(self) -> None:
        """See ListPage; an issue that a step took out of the filter stays in the pane."""
        before, self._refreshing = self._shown, True
        try:
            super().refresh()
        finally:
            self._refreshing = False
        if before is not None and not self._several and not self.current():
            self.show_record(before.line.uid)

    def show_in_hand(self) -> None:
        """See ListPage: several as well, and those with which something was just done."""
        if self._just_done:
            self._keep_in_sight(self._just_done)
        elif (count := count_picked(self.table)) > 1:
            self._show_several(count)
        else:
            super().show_in_hand()

    def _settle(self) -> None:
        """Rows came anew: show several where several are in hand, and one where it is one."""
        if self._refreshing:
            return
        if self._just_done or self._several != (count_picked(self.table) > 1):
            self.show_in_hand()

    def open_record(self, uid: str) -> None:
        """Enter on a row leads to the button of its next step; Esc leads back."""
        self.to_next_step()

    def _detail(self, uid: str) -> IssueDetail | None:
        with suppress(Refused), self.workspace.book.read() as connection:
            return details.issue(connection, uid, self.workspace.book.clock.today())
        return None

    def _files_of(self, detail: IssueDetail) -> dict[str, tuple[KeptFile, ...]]:
        with self.workspace.book.read() as connection:
            return {
                step.uid: details.kept_files(connection, step.uid)
                for step in detail.steps
                if step.files
            }

    def _selected(self) -> None:
        """Several rows are shown together; one is shown when it becomes the current one.

        What a refresh picks again it shows itself, once: many issues take a while to read.
        """
        if self._refreshing:
            return
        count = count_picked(self.table)
        self._just_done = ()
        if count > 1:
            self._show_several(count)
        elif self._several:
            self.show_record(self.current())

    def _show_several(self, count: int) -> None:
        self._several, self._shown = True, None
        if count > self.most_at_once:
            self.issue.show_very_many(count, self.most_at_once)
        else:
            self._show_these(list(self.table.selected_uids()))

    def _keep_in_sight(self, uids: Sequence[str]) -> None:
        """What was done together stays in the pane, to be printed or done next, whatever filter."""
        self.table.clearSelection()  # so that a click on any row picks it
        self._several, self._shown, self._just_done = True, None, tuple(uids)
        self._show_these(uids)

    def _show_these(self, chosen: Sequence[str]) -> None:
        with self.workspace.book.read() as connection:
            today = self.workspace.book.clock.today()
            choices = details.open_for_any(connection, chosen, today)
            self.issue.show_several(lines_of(connection, "issues", chosen, today), choices)

    def in_hand(self) -> list[Line]:
        """The issue that the pane shows, or all that are picked."""
        if self._shown is not None:
            return [self._shown.line]
        chosen = list(islice(self._just_done or self.table.selected_uids(), self.most_at_once))
        with self.workspace.book.read() as connection:
            return lines_of(connection, "issues", chosen, self.workspace.book.clock.today())

    # --- what is done ------------------------------------------------------------------------

    def take_step(self, choice: StepChoice) -> None:
        """Ask for what a step needs and take it, of the issue in hand or of all that are picked."""
        chosen = self.in_hand()
        barred = self._barred(choice, chosen) if len(chosen) > 1 else {}
        able = tuple(line for line in chosen if line.shown["number"] not in barred)
        each = take(self.workspace, self._step(choice, able)) if able else Each[Taken]({}, {})
        left = {**barred, **each.left} if each else {}
        taken = [line.uid for line in able if line.shown["number"] not in left]
        if each and len(taken) > 1:
            self._keep_in_sight(taken)
        self._show_again()
        self.to_next_step()
        if left:
            show_results(self.workspace, self.kind, outcomes(chosen, left), self)

    def change_several(self) -> None:
        """Change one field of all issues that are picked."""
        chosen = list(islice(self._just_done or self.table.selected_uids(), MOST + 1))
        changed = amend_together(self.workspace, self.kind, chosen)
        if changed is None:
            return
        if len(chosen) <= self.most_at_once:
            self._keep_in_sight(chosen)
        if anything_left(changed.outcomes):
            show_results(self.workspace, self.kind, changed.outcomes, self)

    def _step(self, choice: StepChoice, able: tuple[Line, ...]) -> Wanted:
        shown = self._shown
        if shown is None:
            return Wanted(choice, able)
        returned = bool(shown.state.returned)
        return Wanted(choice, able, shown.measures, shown.co_units, returned)

    def _barred(self, choice: StepChoice, chosen: Sequence[Line]) -> Mapping[str, str]:
        """Of the issues that are picked, those for which the step is not open, and why."""
        book = self.workspace.book
        with book.read() as connection:
            uids = [line.uid for line in chosen]
            return details.barred(connection, uids, choice.name, book.clock.today())

    def put_under_head(self) -> None:
        """Put the issues in hand under a 共性问题, one that is there or a new one."""
        chosen = self.in_hand()
        put = ask_for_head(self.workspace, [line.shown["number"] for line in chosen])
        if put is not None and len(chosen) > 1:
            self._keep_in_sight([line.uid for line in chosen])

    def show_heads(self) -> None:
        """See all 共性问题, and from there the issues of one."""
        self.heads = HeadsDialog(self.workspace, self.show_issues_of, self)
        self.heads.open()

    def show_issues_of(self, head: Head) -> None:
        """See `show_issues_under`."""
        self.show_issues_under(head.uid, head.title)

    def show_issues_under(self, head: str, title: str) -> None:
        """List the issues that are counted under a head alone, all of them in hand."""
        self.search_box.clear()
        self.ask(where=counted_under(head), search="")
        self.table.selectAll()
        self.workspace.said.emit(f"只列出“{title}”的问题；点“清除条件”回到整个台账")

    def to_next_step(self) -> None:
        """Give the keyboard to the button of the next step, or to the list where there is none."""
        shown = self.issue.primary.isVisibleTo(self.issue)
        (self.issue.primary if shown else self.table).setFocus()

    def begin_new(self) -> None:
        """Register an issue that no visit brought home."""
        self.begin_with({})

    def begin_with(self, known: Mapping[str, str]) -> None:
        """The same with what is known of it beforehand, such as the drive that found it."""
        fields = [one for one in _KIND.entered if one.name != "visit"]
        form = Form(fields, self.workspace.lookups())
        came = {"source": FROM_A_DRIVE} if "campaign" in known else {}
        form.set_values({"registered_on": self.workspace.book.clock.today(), **came, **known})
        asked = (form.rows[name] for name in ("subject", "category", "registered_on"))
        watch(known_to(self.workspace), *asked)
        question = Question("登记问题", "登记", NEW_DRAFT)
        self._saved(add(self.workspace, "issues", question, form), "已登记问题")
        self._say_draft()

    def edit(self) -> None:
        """Change what was registered of the issue in hand; where it stands is for steps alone.

        Of several, what may be the same in all.
        """
        if self._shown is None:
            if self._several:
                self.change_several()
            return
        line = self._shown.line
        title = f"修改　{line.shown['number']}　{line.shown['subject']}"
        question = Question(title, "保存", _edit_draft(line.uid))
        self._saved(amend(self.workspace, _KIND, line.uid, question), "已修改")
        self._show_again()

    def mark_lesson(self) -> None:
        """Say what others can learn of the issue in hand: then it is a 典型案例."""
        if self._shown is None:
            self.workspace.said.emit("请先在名单中选一个已销号的问题")
            return
        line = self._shown.line
        form = Form([lessons.LESSON], self.workspace.lookups())
        form.set_values({"lesson": line.values["lesson"]})
        question = Question(f"{lessons.NAME}　{line.shown['number']}", "保存", f"lesson-{line.uid}")
        given = fill(self.workspace, question, form)
        if given is None:
            return
        book, actor, said = self.workspace.book, self.workspace.actor, str(given["lesson"] or "")
        marked = self.workspace.attempt(lambda: lessons.mark(book, line.uid, said, actor))
        if marked is not None:
            settled(self.workspace, question)
            self._show_again()

    def _saved(self, saved: Saved | None, said: str) -> None:
        if saved is not None:
            self.open(saved.uid)
            self.workspace.said.emit("；".join([f"{said} {saved.number}", *saved.notes]))

    def show_log(self) -> None:
        """See Page."""
        if self._shown is not None:
            line = self._shown.line
            called = f"{line.shown['number']}　{line.shown['title']}"
            self.log = show_record(self.workspace, called, [("issue", line.uid)], self)

    def print_out(self) -> None:
        """See Page: the ledger with the columns that offices use, looked at first."""
        paper = paper_of(self.workspace, choice_of(self.query, self.chip))
        look_at(self.workspace, paper, self)

    def print_slip(self, slip: Printable[Any], blank: bool) -> None:
        """Show a slip about each issue in hand, or the blank form of it, to be printed."""
        lines = [] if blank else self.in_hand()
        if len(lines) > 1:
            look_at_many(self.workspace, slip, [line.uid for line in lines], self)
        elif blank or lines:
            made = blank_paper(slip) if blank else slip_paper(self.workspace, slip, lines[0])
            look_at(self.workspace, made, self)

    # --- what is half filled in --------------------------------------------------------------

    def has_draft(self) -> bool:
        """See Page."""
        return any(uid for uid in self._half_done()) or self._registering() or super().has_draft()

    def _half_done(self) -> Iterator[str]:
        """The issues of which a step or a mending is half filled in, the latest first."""
        for name in self._draft_names():
            if name != NEW_DRAFT and name.startswith(("step-", "issue-")):
                uid = name.rsplit("-", 1)[-1]
                if self.source.place(uid) is not None:
                    yield uid

    def _registering(self) -> bool:
        return self.workspace.drafts.load(NEW_DRAFT) is not None

    def _draft_names(self) -> Iterator[str]:
        return (draft.form for draft in self.workspace.drafts.all())

    def _drafts_of(self, detail: IssueDetail) -> list[StepChoice]:
        kept = set(self._draft_names())
        return [c for c in detail.choices if draft_name(c.name, detail.line.uid) in kept]

    def _drop_draft(self, step: str) -> None:
        if self._shown is not None:
            self.workspace.drafts.drop(draft_name(step, self._shown.line.uid))
            self._show_again()

    def _show_again(self) -> None:
        if self._shown is not None:
            self.show_record(self._shown.line.uid)

    def _find_draft(self) -> None:
        """Bring the issue into sight that was in hand when the window went."""
        known = next(self._half_done(), None)
        if known is not None:
            self.open(known)
        self._say_draft()

    def _say_draft(self) -> None:
        self.new_button.setText("继续登记" if self._registering() else "登记问题")


def _edit_draft(uid: str) -> str:
    return f"issue-{uid}"
