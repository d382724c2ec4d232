"""帮扶对象: enterprises, projects, platforms and works, and the lists that they come from."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from desk import details
from desk.coverage import DIVISIONS
from desk.details import SubjectDetail
from desk.documents import CARD_BEFOREHAND, DOSSIER
from desk.errors import Trouble
from desk.printable import Printable
from desk.records import Saved
from desk.slips import VISIT_BEFOREHAND, roster_of
from models.fields import KINDS, SUBJECT_KINDS
from models.vocabulary import SUBJECT_KINDS as KIND_TERMS
from ui.asking import Question, add, amend
from ui.documents import look_at
from ui.filesbox import FilesBox
from ui.forms import Form
from ui.pages.listpage import Chip, ListPage
from ui.pages.several import Several
from ui.pages.subjects.pane import SubjectPane
from ui.pages.takein import TakeIn
from ui.pages.together import assign_together, assignment_form, draft_of
from ui.parts import button, with_menu
from ui.record import show_record
from ui.slips import roster_paper, rosters_button, slip_paper
from ui.workspace import Workspace

_EDITS, _NEW, _ASSIGNS = "subject-", "subject-new-", "assign-"  # drafts: and a uid, or a kind
_ASSIGN_TIP = "同一个领导、单位和责任人包联选中的全部对象；一次存好，可一次撤销"
_ROSTER = roster_of("assignments")
_DIVIDED = {name: f"按{called}" for name, (called, _) in DIVISIONS.items()}


class SubjectsPage(ListPage):
    """The list of subjects; the pane shows who answers for one, its visits and its issues."""

    name = "subjects"
    typed_here = (draft_of(name), draft_of("assignments"))
    kind = "subjects"
    watches = frozenset({"subject", "assignment", "visit", "issue", "step", "attachment"})
    columns = ("code", "name", "kind", "park", "contact", "phone", "credit_code", "address", "note")
    hidden = ("credit_code", "address", "note")
    elastic = "name"
    spare = ("kind", "phone", "contact", "park")
    chips: Sequence[Chip] = (
        Chip("all", "全部"),
        *(Chip(term.code, term.label, {"kind": term.code}, counted=True) for term in KIND_TERMS),
    )
    invitation = "搜索名称、代码、电话、地址（Ctrl+F）"
    empty = "还没有帮扶对象。从右上方“导入名单”读入 Excel 名单，或者“新增”一个。"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.import_button = button("导入名单", "plain", "upload")
        self.import_button.clicked.connect(self.take_in)
        self.new_button = button("新增", "primary", "plus")
        self._makers: dict[str, QAction] = {}
        with_menu(self.new_button, self._new_menu())
        self.tools.addWidget(self.import_button)
        self.tools.addWidget(self.new_button)
        rosters = rosters_button(workspace, self, _ROSTER, _DIVIDED)
        self.list_tools.insertWidget(1, rosters)
        self.subject = SubjectPane(FilesBox(workspace, "subject"))
        self.subject.take_pastes_in(self.splitter)
        self.pane.body.addWidget(self.subject)
        papers = (VISIT_BEFOREHAND, CARD_BEFOREHAND, DOSSIER)
        self.several = Several(self, self.subject, papers)
        self.several.offer("落实包联…", "users", _ASSIGN_TIP, partial(assign_together, workspace))
        QShortcut(QKeySequence("F2"), self, partial(self.several.edit, self.edit))
        self._connect_pane()
        self.show_record("")
        self._take_up()

    def _connect_pane(self) -> None:
        self.subject.story_wanted.connect(lambda: self.open_record(self.current()))
        self.subject.edit_wanted.connect(lambda: self.edit(self.current()))
        self.subject.assign_wanted.connect(lambda: self.assign(self.current()))
        self.subject.visit_wanted.connect(lambda: self.print_beforehand(VISIT_BEFOREHAND))
        self.subject.card_wanted.connect(lambda: self.print_beforehand(CARD_BEFOREHAND))
        self.subject.link_wanted.connect(self.workspace.shown)

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        for kind in SUBJECT_KINDS.values():
            self._makers[kind.name] = menu.addAction("")
            self._makers[kind.name].triggered.connect(self._maker(kind.name))
        return menu

    def _maker(self, kind: str) -> Callable[[], None]:
        return lambda: self.add(kind)

    def begin_new(self) -> None:
        """A new subject of the kind that the chip shows; an enterprise where it shows all."""
        chosen = self.query.where.get("kind", "enterprise")
        self.add(SUBJECT_KINDS[chosen].name)

    def add(self, kind_name: str) -> None:
        """Ask for a new subject of a kind and add it."""
        kind = KINDS[kind_name]
        question = Question(f"新增{kind.label}", "保存", _NEW + kind_name)
        form = Form(kind.entered, self.workspace.lookups())
        saved = add(self.workspace, kind_name, question, form)
        self._kept(saved, saved.uid if saved else "")

    def open_record(self, uid: str) -> None:
        """Show the subject's whole story."""
        self.workspace.shown.emit("dossier", uid)

    def edit(self, uid: str) -> None:
        """Change what the casebook says of the subject itself."""
        detail = self._detail(uid)
        kind = KINDS[detail.kind]
        title = f"修改{kind.label}　{detail.line.shown['name']}"
        question = Question(title, "保存", _EDITS + uid)
        self._kept(amend(self.workspace, kind, uid, question), uid)

    def assign(self, uid: str) -> None:
        """Ask who shall answer for the subject from now on."""
        form = assignment_form(self.workspace)
        title = f"落实包联　{self._detail(uid).line.shown['name']}"
        question = Question(title, "保存", _ASSIGNS + uid)
        self._kept(add(self.workspace, "assignments", question, form, subject=uid), uid)

    def _kept(self, saved: Saved | None, uid: str) -> None:
        """Show the subject of what was saved; what was not is offered to be gone on with."""
        if saved is not None:
            self.refresh()
            self.open(uid)
            self.workspace.said.emit("；".join(saved.notes) or "已保存")
        else:
            with suppress(Trouble):  # it has been said why nothing was saved
                self.show_record(self.current())
        self._say_draft()

    # --- what is half typed ------------------------------------------------------------------

    def has_draft(self) -> bool:
        """See Page."""
        return bool(self._drafts()) or super().has_draft()

    def _drafts(self) -> list[str]:
        """The names of the drafts of subjects, the latest first."""
        names = (draft.form for draft in self.workspace.drafts.all())
        return [name for name in names if name.startswith((_EDITS, _ASSIGNS))]

    def _take_up(self) -> None:
        """Bring the subject into sight of which something was half typed."""
        for name in self._drafts():
            uid = name.removeprefix(_EDITS).removeprefix(_ASSIGNS)
            if not name.startswith(_NEW) and self.source.place(uid) is not None:
                self.open(uid)
                break
        self._say_draft()

    def _say_draft(self) -> None:
        kept = [name for name in self._makers if _NEW + name in self._drafts()]
        self.new_button.setText("继续新增" if kept else "新增")
        for name, action in self._makers.items():
            action.setText(f"{'继续' if name in kept else ''}新增{KINDS[name].label}…")

    def listed_kind(self) -> str:
        """The kind that the chip shows; a guess where it shows all."""
        chosen = self.query.where.get("kind", "")
        return SUBJECT_KINDS[chosen].name if chosen else ""

    def take_in(self) -> None:
        """Ask for a list, show what would come of it, and take it in."""
        TakeIn(self.workspace, self).begin()

    def print_out(self) -> None:
        """See Page: who answers for whom, by the first division."""
        first = next(iter(_DIVIDED.items()))
        look_at(self.workspace, roster_paper(self.workspace, _ROSTER, *first), self)

    def show_log(self) -> None:
        """See Page: of the subject with its files, and of those who answered for it."""
        if uid := self.current():
            name = self._detail(uid).line.shown["name"]
            show_record(self.workspace, name, [("subject", uid)], self)

    def _detail(self, uid: str) -> SubjectDetail:
        with self.workspace.book.read() as connection:
            return details.subject(connection, uid, self.workspace.book.clock.today())

    def show_record(self, uid: str) -> None:
        """Who answers for the subject, what it is, its files, its visits and its issues."""
        if not uid:
            self.subject.show_nothing()
            return
        begun = {"edit": _EDITS + uid, "assign": _ASSIGNS + uid}
        drafts = self._drafts()
        self.subject.show_subject(
            self._detail(uid), [name for name, draft in begun.items() if draft in drafts]
        )

    def print_beforehand(self, form: Printable[Any]) -> None:
        """Show a form to be taken to the current subject, with what is known of it."""
        line = self._detail(self.current()).line
        look_at(self.workspace, slip_paper(self.workspace, form, line), self)
