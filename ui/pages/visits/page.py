"""走访: the list of visits; a new one is entered in its place, and comes back to it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk import details, records, visits
from desk.details import VisitDetail
from desk.lists import Line
from desk.visits import Entered
from models.fields import KINDS
from models.vocabulary import VISIT_WAYS
from ui.drafting import DraftKeeper
from ui.facts import clear, facts_of, link
from ui.forms import Form, as_written
from ui.pages.listpage import Chip, ListPage
from ui.pages.visits.entry import VisitEntry
from ui.parts import Scroller, button, words
from ui.workspace import Workspace

DRAFT = "visit"
#: What is taken over from the last visit: to whatever subject, and to the same one.
_COPIED = {False: ("way", "visitors"), True: ("way", "visitors", "met")}


class VisitsPage(ListPage):
    """The list; the pane shows what was asked, brought and helped, and the problems."""

    name = "visits"
    label = "走访"
    icon = "handshake"
    kind = "visits"
    watches = frozenset({"visit", "visit_visitor", "issue", "step", "subject", "person"})
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
    hidden = ("number", "met", "settled", "note")
    invitation = "搜索企业、谈到的事（Ctrl+F）"

    def __init__(self, workspace: Workspace) -> None:
        self.chips = _chips(workspace.book.clock.today())
        super().__init__(workspace)
        self.new_button = button("登记走访", "primary", "plus")
        self.new_button.setToolTip("登记走访（Ctrl+N）")
        self.new_button.clicked.connect(self.begin_new)
        self.tools.addWidget(self.new_button)
        content = QWidget()
        self._content = QVBoxLayout(content)
        self._content.setContentsMargins(0, 0, 8, 0)
        self._content.setSpacing(8)
        self.pane.body.addWidget(Scroller(content))
        self.entry = VisitEntry(workspace.lookups())
        self.keeper = DraftKeeper(self.entry, workspace.drafts, DRAFT)
        self._make_views()
        self._connect_entry()
        self.show_record("")
        if self.has_draft():
            self.begin_new()

    def _make_views(self) -> None:
        """List and form are two views in one place."""
        self.list_view = QWidget()
        self.list_view.setLayout(self.body)
        self.views = QStackedWidget()
        self.views.addWidget(self.list_view)
        self.views.addWidget(self.entry)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.views)

    def _connect_entry(self) -> None:
        self.entry.saved.connect(self.save)
        self.entry.left.connect(self.leave)
        self.entry.cleared.connect(self._clear)
        self.entry.copied.connect(self._copy_last)
        self.keeper.failed.connect(self.workspace.said)
        self.keeper.kept.connect(self.workspace.drafted)

    @property
    def entering(self) -> bool:
        """Whether the form is in sight."""
        return self.views.currentWidget() is self.entry

    def has_draft(self) -> bool:
        """See Page."""
        return self.keeper.waiting() is not None

    def begin_new(self) -> None:
        """Show the form: with the draft that waits, else blank but for what is usual."""
        if self.entering:
            return
        self._begin_blank()
        draft = self.keeper.restore()
        if draft is not None:
            at = draft.at[:16].replace("T", " ")
            self.entry.news.setText(f"已找回 {at} 未保存的内容")
        self.views.setCurrentWidget(self.entry)
        self.entry.focus_first()

    def _begin_blank(self) -> None:
        self.entry.begin(self._usual())
        self.keeper.begin()

    def _usual(self) -> dict[str, object]:
        """What mostly holds: today, on the spot, by who sits here if the casebook knows them."""
        actor = self.workspace.actor
        known = [
            uid for uid, name in self.workspace.lookups().find("people", actor) if name == actor
        ]
        return {
            "visited_on": self.workspace.book.clock.today(),
            "way": VISIT_WAYS[0].code,
            "visitors": tuple(known) if len(known) == 1 else (),
        }

    def leave(self) -> None:
        """Back to the list; what was typed is kept."""
        self.keeper.keep_pending()
        self._show_list()

    def _show_list(self) -> None:
        self.new_button.setText("继续登记" if self.has_draft() else "登记走访")
        self.views.setCurrentWidget(self.list_view)
        self.table.setFocus()

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

    def save(self) -> None:
        """Enter the visit with its problems, and show it in the list."""
        if not self.entering or not self.entry.ready():
            return
        values, problems = self.entry.values(), self.entry.written()
        book, actor = self.workspace.book, self.workspace.actor
        entered = self.workspace.attempt(lambda: visits.enter(book, values, problems, actor))
        if entered is not None:
            self.keeper.drop()
            self._show_list()
            self.open(entered.visit.uid)
            self.workspace.said.emit(_report(entered))

    def open(self, uid: str) -> None:
        """See ListPage; a form that is being filled in is kept and left."""
        if self.entering:
            self.leave()
        super().open(uid)

    def search(self) -> None:
        """See ListPage; the form is kept and left."""
        if self.entering:
            self.leave()
        super().search()

    def may_close(self) -> bool:
        """Keep what is half typed, too."""
        self.keeper.keep_pending()
        return super().may_close()

    def show_record(self, uid: str) -> None:
        """The visit's facts and its problems."""
        clear(self._content)
        if not uid:
            self._content.addWidget(words("在左边选择一次走访。"))
            self._content.addStretch()
            return
        detail = self._detail(uid)
        line = detail.line
        self._content.addWidget(
            link(line.shown["subject"], self._leader("subjects", line.refers["subject"]))
        )
        self._content.addWidget(facts_of(KINDS["visits"].fields, line, skip=("subject", "issues")))
        self._content.addWidget(words(f"问题 {len(detail.issues)}", "heading"))
        for issue in detail.issues:
            self._content.addWidget(link(_issue_text(issue), self._leader("issues", issue.uid)))
        self._content.addStretch()

    def open_record(self, uid: str) -> None:
        """Mend what was written of the visit; whom it went to stands fast."""
        kind = KINDS["visits"]
        book, actor = self.workspace.book, self.workspace.actor
        with book.read() as connection:
            values = visits.values_of(connection, uid)
        form = Form([f for f in kind.entered if f.name != "subject"], self.workspace.lookups())
        form.set_values(values)
        given = self.workspace.ask.fill("修改走访", form, "保存")
        if given is not None:
            saved = self.workspace.attempt(
                lambda: records.edit(book, kind, uid, as_written(given), actor)
            )
            if saved is not None:
                self.workspace.said.emit("；".join(["已保存", *saved.notes]))

    def _detail(self, uid: str) -> VisitDetail:
        with self.workspace.book.read() as connection:
            return details.visit(connection, uid, self.workspace.book.clock.today())

    def _leader(self, page: str, uid: str) -> Callable[[], None]:
        return lambda: self.workspace.shown.emit(page, uid)


def _chips(today: date) -> tuple[Chip, ...]:
    month = Chip("month", "本月", {"visited_on": f"{today:%Y-%m}"}, counted=True)
    ways = (Chip(way.code, way.label, {"way": way.code}) for way in VISIT_WAYS)
    return (Chip("all", "全部"), month, *ways)


def _issue_text(issue: Line) -> str:
    return f"{issue.shown['state']}  {issue.shown['title']}"


def _report(entered: Entered) -> str:
    said = f"已登记走访 {entered.visit.number}"
    if entered.issues:
        said += f"，问题 {len(entered.issues)} 件"
    return "；".join([said, *entered.notes])
