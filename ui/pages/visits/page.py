"""走访: the list of visits; a new one is entered in its place, and comes back to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut

from desk import details, visits
from desk.attachments import HandedIn
from desk.lists import Line
from desk.printable import Printable
from desk.slips import roster_of, slips_of
from desk.visits import Entered
from models.calendar import Month
from models.fields import KINDS
from models.vocabulary import VISIT_WAYS
from ui.asking import Question, amend
from ui.attaching import files_edit, save_with
from ui.documents import look_at
from ui.drafting import DraftKeeper
from ui.filesbox import FilesBox
from ui.pages.entrypage import EntryPage
from ui.pages.listpage import Chip
from ui.pages.several import Several
from ui.pages.together import draft_of
from ui.pages.visits.entry import VisitEntry
from ui.pages.visits.pane import VisitPane
from ui.parts import button
from ui.record import show_record
from ui.recurring import known_to
from ui.slips import blank_paper, rosters_button, slip_paper
from ui.workspace import Workspace

DRAFT = "visit"
_EDITS = "visit-"  # and the uid of the visit that is changed
#: What is taken over from the last visit: to whatever subject, and to the same one.
_COPIED = {False: ("way", "visitors"), True: ("way", "visitors", "met")}
_KIND = KINDS["visits"]


class VisitsPage(EntryPage):
    """The list with its pane, and the form of a new visit in their place."""

    name = "visits"
    typed_here = (draft_of(name),)
    kind = "visits"
    watches = frozenset(
        {"visit", "visit_visitor", "issue", "step", "subject", "person", "attachment"}
    )
    columns = (
        "visited_on",
        "subject",
        "way",
        "visitors",
        "issues",
        "number",
        "met",
        "settled",
        "note",
    )
    hidden = ("settled", "note")
    spare = ("way", "visitors", "issues", "number", "met")
    elastic = "subject"
    widths = MappingProxyType({"issues": 11})
    invitation = "搜索企业、谈到的事（Ctrl+F）"
    empty = "还没有走访。从右上方“登记走访”开始。"

    entry: VisitEntry

    def __init__(self, workspace: Workspace) -> None:
        self.chips = _chips(workspace.book.clock.today())
        super().__init__(workspace)
        self.new_button = button("登记走访", "primary", "plus")
        self.new_button.setToolTip("登记走访（Ctrl+N）")
        self.new_button.clicked.connect(self.begin_new)
        self.tools.addWidget(self.new_button)
        months = _months(workspace.book.clock.today())
        rosters = rosters_button(workspace, self, roster_of("visits"), months)
        self.list_tools.insertWidget(1, rosters)
        self.visit = VisitPane(FilesBox(workspace, "visit"))
        self.visit.take_pastes_in(self.splitter)
        self.pane.body.addWidget(self.visit)
        self.several = Several(self, self.visit, slips_of("visits"))
        files = files_edit(workspace, "添加照片和附件", DRAFT)
        self.entry = VisitEntry(workspace.lookups(), workspace.ask.confirm, files)
        self.entry.tell_recurrence(known_to(workspace))
        self.keeper = DraftKeeper(self.entry, workspace.drafts, DRAFT)
        self.make_views()
        QShortcut(QKeySequence("F2"), self.list_view, partial(self.several.edit, self.open_record))
        self._connect_parts()
        self._take_up()

    def _connect_parts(self) -> None:
        self.entry.cleared.connect(self._clear)
        self.entry.copied.connect(self._copy_last)
        self.visit.edit_wanted.connect(lambda: self.open_record(self.current()))
        self.visit.again_wanted.connect(self.begin_again)
        self.visit.card_wanted.connect(self._want_card)
        self.visit.link_wanted.connect(self.workspace.shown)
        self.visit.slip_wanted.connect(self.print_slip)

    # --- what is half typed ------------------------------------------------------------------

    def has_draft(self) -> bool:
        """See Page."""
        mine = self.keeper.waiting() is not None or bool(self._half_edited())
        return mine or super().has_draft()

    def _half_edited(self) -> list[str]:
        """The uids of the visits whose change has been begun, the latest first."""
        names = (draft.form for draft in self.workspace.drafts.all())
        return [name.removeprefix(_EDITS) for name in names if name.startswith(_EDITS)]

    def _take_up(self) -> None:
        """Show what was half typed before: the form, or the visit that is being changed."""
        if self.keeper.waiting() is not None:
            self.begin_new()
        elif edited := self._half_edited():
            super().open(edited[0])

    # --- the form of a new visit -------------------------------------------------------------

    def begin_new(self) -> None:
        """Show the form: with the draft that waits, else blank but for what is usual."""
        if not self.entering:
            self._begin_blank()
            draft = self.keeper.restore()
            if draft is not None:
                self.entry.tell_found(draft.at)
            self.show_entry()

    def begin_again(self) -> None:
        """One more visit to the subject of the current one."""
        with self.workspace.book.read() as connection:
            subject = visits.values_of(connection, self.current())["subject"]
        self.begin_with({"subject": subject})

    def _want_card(self) -> None:
        """The card that the subject fills in with the current visit."""
        visit = self.current()
        with self.workspace.book.read() as connection:
            subject = visits.values_of(connection, visit)["subject"]
        self.workspace.begun.emit("cards", {"visit": visit, "subject": subject})

    def begin_with(self, known: Mapping[str, str]) -> None:
        """A visit to a subject, made as last time; a draft that waits comes first."""
        waits = self.keeper.waiting() is not None
        self.begin_new()
        if waits:
            self.workspace.said.emit("先登记完这一次，或清空重填")
        else:
            self.entry.take_over(known)
            self._copy_last()
            self.keeper.begin()

    def _begin_blank(self) -> None:
        self.entry.begin(self._usual())
        self.keeper.begin()

    def _usual(self) -> dict[str, object]:
        """What mostly holds: today, on the spot, by who sits here if the casebook knows them."""
        actor, found = self.workspace.actor, self.workspace.lookups().find
        known = [uid for uid, name in found("people", self.workspace.actor) if name == actor]
        return {
            "visited_on": self.workspace.book.clock.today(),
            "way": VISIT_WAYS[0].code,
            "visitors": tuple(known) if len(known) == 1 else (),
        }

    def show_list(self) -> None:
        """See EntryPage; the button says whether a new one waits half typed."""
        waits = self.keeper.waiting() is not None
        self.new_button.setText("继续登记" if waits else "登记走访")
        super().show_list()

    def _clear(self) -> None:
        if self.workspace.ask.confirm("清空已经填写的内容，从头填写？", "清空"):
            self.keeper.drop()
            self._begin_blank()
            self.entry.focus_first()

    def _copy_last(self) -> None:
        """How and by whom it was made last time: to this subject, else to any."""
        subject = self.entry.visit.rows["subject"].editor.value()
        with self.workspace.book.read() as connection:
            here = visits.last(connection, str(subject)) if subject else None
            uid = here or visits.last(connection)
            before = visits.values_of(connection, uid) if uid else {}
        self.entry.take_over({name: before[name] for name in _COPIED[bool(here)] if before})
        self.entry.visit.focus_blank()

    def save(self) -> None:
        """Enter the visit with its problems, and show it in the list."""
        if not self.entering or not self.entry.ready():
            return
        values, problems = self.entry.values(), self.entry.written()
        book, actor = self.workspace.book, self.workspace.actor
        picked = self.entry.files.value()

        def enter(files: Sequence[HandedIn]) -> Entered:
            return visits.enter(book, values, problems, actor, files)

        entered = self.workspace.attempt(
            lambda: save_with(self.workspace, "登记走访", picked, enter)
        )
        if entered is not None:
            self.keeper.drop()
            self.show_list()
            self.open(entered.visit.uid)
            self.workspace.said.emit(_report(entered))
            self.finished.emit()

    # --- the list ----------------------------------------------------------------------------

    def show_record(self, uid: str) -> None:
        """The visit's facts and its problems."""
        if not uid:
            self.visit.show_nothing()
            return
        with self.workspace.book.read() as connection:
            detail = details.visit(connection, uid, self.workspace.book.clock.today())
        self.visit.show_visit(detail, uid in self._half_edited())

    def open_record(self, uid: str) -> None:
        """Mend what was written of the visit; whom it went to stands fast."""
        question = Question(f"修改走访　{self._called(uid)}", "保存", _EDITS + uid)
        saved = amend(self.workspace, _KIND, uid, question, fixed=("subject",))
        if saved is not None:
            self.workspace.said.emit("；".join([f"已修改 {saved.number}", *saved.notes]))
        self.show_record(uid)

    def print_out(self) -> None:
        """See Page: the first of the slips about the visits in hand."""
        if not self.entering:
            self.print_slip(slips_of("visits")[0])

    def print_slip(self, slip: Printable[Any], blank: bool = False) -> None:
        """Show a slip about each visit in hand, or the blank form of it, to be printed."""
        if blank:
            look_at(self.workspace, blank_paper(slip), self)
        elif self.several.uids():
            self.several.print_out(slip)
        elif uid := self.current():
            look_at(self.workspace, slip_paper(self.workspace, slip, self._line(uid)), self)

    def show_log(self) -> None:
        """See Page."""
        uid = self.current()
        if uid and not self.entering:
            self.log = show_record(self.workspace, self._called(uid), [("visit", uid)], self)

    def _called(self, uid: str) -> str:
        shown = self._line(uid).shown
        return f"{shown['number']}　{shown['subject']}"

    def _line(self, uid: str) -> Line:
        with self.workspace.book.read() as connection:
            return details.visit(connection, uid, self.workspace.book.clock.today()).line


def _chips(today: date) -> tuple[Chip, ...]:
    month = Chip("month", "本月", {"visited_on": f"{today:%Y-%m}"}, counted=True)
    ways = (Chip(way.code, way.label, {"way": way.code}) for way in VISIT_WAYS)
    return (Chip("all", "全部"), month, *ways)


def _months(today: date) -> dict[str, str]:
    """This month, the one before to look back on, the one after to plan."""
    month = Month.of(today)
    return {str(one): one.label for one in (month, month.previous, month.following)}


def _report(entered: Entered) -> str:
    said = f"已登记走访 {entered.visit.number}"
    if entered.issues:
        said += f"，问题 {len(entered.issues)} 件"
    return "；".join([said, *entered.notes])
