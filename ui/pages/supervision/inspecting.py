"""督查: inspections at the left; at the right what was drawn, what was found, what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk import inspections
from desk.inspections import FRAMES, Item, Sample, Told
from desk.lists import Query, uids
from desk.supervision.inspecting import RECORD, sampled
from models.fields import KINDS, Field, Type
from models.vocabulary import label
from ui.asking import Question, amend, fill, settled
from ui.documents import look_at
from ui.flow import FlowLayout
from ui.forms import Form, as_written
from ui.pages.supervision.panel import Panel, Rows
from ui.panes import side_by_side
from ui.parts import Card, button, words
from ui.record import show_record
from ui.recordbutton import record_button
from ui.room import Room
from ui.slips import record_paper
from ui.tables import Column, TableView
from ui.workspace import Workspace

_KIND = KINDS["inspections"]
_LIST_PIXELS, _LIST_LEAST = 400, 300
_LAST = "其他"  # the section that stands below what is asked of the sample
_NONE = "不抽样，逐项添加"
_SAMPLE = (
    Field(
        "frame",
        "抽样范围",
        Type.CHOICE,
        options=(_NONE, *(frame.label for frame in FRAMES.values())),
        section="抽样",
    ),
    Field("count", "抽取数", Type.INTEGER, section="抽样"),
    Field("seed", "种子", section="抽样", help="当众说的几个字或数字，照此重抽结果相同"),
)
_LISTED = (
    Column(Field("held_on", "日期", Type.DATE), 6),
    Column(Field("title", "督查名称"), 5),
    Column(Field("standing", "进展"), 6),
)
_ITEMS = (
    Column(Field("subject", "督查对象"), 10),
    Column(Field("issue", "问题"), 10),
    Column(Field("finding", "督查情况"), 8),
    Column(Field("raised", "整改问题"), 10),
)
_FINDING, _TITLE, _SPARE = 2, 1, (1, 3)  # columns


class InspectionsPanel(Panel):
    """Findings are written and issues made of them at the row in hand."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.found: list[Told] = []
        self.source, self.item_source = Rows(_LISTED), Rows(_ITEMS)
        self.table, self.items = TableView(self.source), TableView(self.item_source)
        self.table.nothing = "还没有督查。"
        self.items.nothing = "没有督查对象，请逐项添加。"
        self.rooms = (Room(self.table, _TITLE, ()), Room(self.items, _FINDING, _SPARE, 0))
        self.heading, self.drawn = words("", "heading"), words("")
        self.drawn.setWordWrap(True)
        self._lay_out()
        self._connect()

    # --- what is shown -----------------------------------------------------------------------

    def refresh(self) -> None:
        """See Panel; the latest stand first."""
        before, today = self.current(), self.workspace.book.clock.today()
        with self.workspace.book.read() as connection:
            there = uids(connection, Query("inspections", sort="held_on", descending=True), today)
            self.found = [inspections.told(connection, one, today) for one in there]
        self.source.show([(one.line.uid, _listed(one)) for one in self.found])
        self.table.refresh()
        place = there.index(before.line.uid) if before and before.line.uid in there else 0
        if self.found:
            self.table.selectRow(place)
        self._show()

    def said(self) -> str:
        """See Panel."""
        return f"督查 {len(self.found)} 次"

    def take_keyboard(self) -> None:
        """See Panel: in the list."""
        self.table.setFocus()

    def choose(self, uid: str) -> None:
        """Take an inspection in hand."""
        there = [one.line.uid for one in self.found]
        if uid in there:
            self.table.selectRow(there.index(uid))

    def current(self) -> Told | None:
        """The inspection in hand."""
        row = self.table.currentIndex().row()
        return self.found[row] if 0 <= row < len(self.found) else None

    def item(self) -> Item | None:
        """The item in hand."""
        one, row = self.current(), self.items.currentIndex().row()
        return one.items[row] if one and 0 <= row < len(one.items) else None

    def _show(self) -> None:
        one = self.current()
        self.heading.setText(f"{one.line.shown['title']}　{one.standing}" if one else "")
        self.drawn.setText(sampled(one.line.values) if one else "")
        self.drawn.setVisible(bool(self.drawn.text()))
        row = self.items.currentIndex().row()
        self.item_source.show([(i.uid, _told(i)) for i in one.items] if one else [])
        self.items.refresh()
        if one and one.items:
            self.items.selectRow(min(max(row, 0), len(one.items) - 1))
        for made in (self.amend, self.add_issue, self.add_subject, self.printed):
            made.setEnabled(one is not None)
        self._show_item()

    def _show_item(self) -> None:
        one = self.item()
        self.note.setEnabled(one is not None)
        self.mend.setEnabled(bool(one and one.finding and not one.raised_uid))
        self.away.setEnabled(bool(one and not one.raised_uid))

    # --- what is done ------------------------------------------------------------------------

    def begin(self) -> None:
        """Register an inspection, with a sample where one is drawn."""
        form = Form(_asked(), self.workspace.lookups())
        today = self.workspace.book.clock.today()
        form.set_values({"held_on": today, "frame": _NONE, "count": 5, "seed": f"{today:%m%d}"})
        question = Question("登记督查", "登记", "inspection")
        given = fill(self.workspace, question, form)
        if given is None:
            return
        sample = _sample(given)
        values = as_written({one.name: given.get(one.name) for one in _KIND.entered})
        book, actor = self.workspace.book, self.workspace.actor
        saved = self.workspace.attempt(lambda: inspections.begin(book, values, actor, sample))
        if saved is not None:
            settled(self.workspace, question)
            self.workspace.said.emit(f"已登记督查 {saved.number}")
            self.choose(saved.uid)

    def edit(self) -> None:
        """Change what was registered of the inspection in hand; its sample stands."""
        one = self.current()
        if one is not None:
            title = f"修改　{one.line.shown['title']}"
            question = Question(title, "保存", f"inspection-{one.line.uid}")
            amend(self.workspace, _KIND, one.line.uid, question)

    def show_log(self) -> None:
        """See Panel: of the inspection in hand and all that was ever on its list."""
        one = self.current()
        if one is not None:
            record = (_KIND.table, one.line.uid)
            self.log = show_record(self.workspace, one.line.shown["title"], [record], self)

    def write_finding(self) -> None:
        """Write down what was found at the item in hand."""
        one = self.item()
        if one is None:
            return
        field = Field("finding", "督查情况", Type.LONG_TEXT, required=True)
        question = Question(f"{one.subject} {one.issue}".strip(), "保存", f"finding-{one.uid}")
        book, actor = self.workspace.book, self.workspace.actor
        self._ask(
            question,
            self._form([field], {"finding": one.finding}),
            lambda given: inspections.note(book, one.uid, str(given["finding"]), actor),
        )

    def rectify(self) -> None:
        """Register what was found at the item in hand as an issue."""
        one = self.item()
        if one is None:
            return
        known = {f.name: f for f in KINDS["issues"].fields}
        asked = [replace(known[name], section="") for name in ("title", "category", "detail")]
        question = Question("登记整改问题", "保存", f"rectify-{one.uid}")
        book, actor = self.workspace.book, self.workspace.actor

        def register(given: dict[str, object]) -> None:
            saved = inspections.rectify(book, one.uid, as_written(given), actor)
            self.workspace.said.emit(f"已登记整改问题 {saved.number}")

        self._ask(question, self._form(asked, {"detail": one.finding}), register)

    def drop(self) -> None:
        """Take the item in hand off the list."""
        one = self.item()
        if one is not None:
            book, actor = self.workspace.book, self.workspace.actor
            self.workspace.attempt(lambda: inspections.drop_item(book, one.uid, actor))

    def add(self, kind: str, called: str) -> None:
        """Look at one more issue or subject."""
        one = self.current()
        field = Field("text", called, Type.REFERENCE, required=True, refers=kind)
        if one is None:
            return
        uid, book, actor = one.line.uid, self.workspace.book, self.workspace.actor
        self._ask(
            Question(f"增加{called}", "保存", f"item-{kind}-{uid}"),
            self._form([field], {}),
            lambda given: inspections.add_item(book, uid, kind, str(given["text"]), actor),
        )

    def _form(self, fields: Sequence[Field], known: dict[str, object]) -> Form:
        form = Form(fields, self.workspace.lookups())
        form.set_values(known)
        return form

    def _ask(
        self, question: Question, form: Form, act: Callable[[dict[str, object]], None]
    ) -> None:
        """Ask, and do it; what was typed stays a draft where that was refused."""
        given = fill(self.workspace, question, form)

        def done() -> bool:
            act(given or {})
            return True

        if given is not None and self.workspace.attempt(done):
            settled(self.workspace, question)

    def print_out(self) -> None:
        """See Panel: the record of the inspection in hand."""
        one = self.current()
        if one is not None:
            stem = f"{RECORD.label} {one.line.shown['number']}"
            paper = record_paper(self.workspace, RECORD, one.line.uid, stem)
            look_at(self.workspace, paper, self)

    def _open_item(self, _uid: str) -> None:
        one = self.item()
        uid = (one.raised_uid or one.issue_uid) if one else ""
        if uid:
            self.workspace.shown.emit("issues", uid)

    # --- how it is set -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        left, right = Card(), Card()
        left.setMinimumWidth(_LIST_LEAST)
        self.new = button("登记督查…", "primary", "plus")
        self.new.setToolTip("可以当场抽样（Ctrl+N）")
        left.body.addWidget(self.table, 1)
        self.amend = button("修改…", "plain", "pencil")
        under = QHBoxLayout()
        under.addWidget(self.new)
        under.addWidget(self.amend)
        under.addWidget(record_button(self.show_log, "这次督查"))
        under.addStretch()
        left.body.addLayout(under)
        right.body.addWidget(self.heading)
        right.body.addWidget(self.drawn)
        right.body.addWidget(self.items, 1)
        right.body.addWidget(self._foot())
        self.box.addWidget(side_by_side(left, right, (_LIST_PIXELS, 2 * _LIST_PIXELS)), 1)

    def _foot(self) -> QWidget:
        made = QWidget()
        foot = FlowLayout(made, spacing=6)
        foot.setContentsMargins(0, 0, 0, 0)
        self.note = button("填情况…", "plain", "pencil")
        self.mend = button("登记整改…", "plain", "flag")
        self.add_issue = button("加问题…", "plain", "plus")
        self.add_subject = button("加对象…", "plain", "plus")
        self.printed = button("打印…", "plain", "printer")
        self.away = button("", "plain", "trash-2")
        self.away.setToolTip("从督查清单中移除这一项")
        self.away.setAccessibleName("移除这一项")
        deeds = (self.note, self.mend, self.add_issue, self.add_subject, self.away)
        for one in (*deeds, self.printed):
            foot.addWidget(one)
        return made

    def _connect(self) -> None:
        self.table.picked.connect(lambda _: self._show())
        self.items.picked.connect(lambda _: self._show_item())
        self.items.opened.connect(self._open_item)
        self.new.clicked.connect(self.begin)
        self.amend.clicked.connect(self.edit)
        self.away.clicked.connect(self.drop)
        self.note.clicked.connect(self.write_finding)
        self.mend.clicked.connect(self.rectify)
        self.add_issue.clicked.connect(lambda: self.add("issues", "问题"))
        self.add_subject.clicked.connect(lambda: self.add("subjects", "帮扶对象"))
        self.printed.clicked.connect(self.print_out)


def _asked() -> list[Field]:
    last = [one for one in _KIND.entered if one.section == _LAST]
    return [*(one for one in _KIND.entered if one not in last), *_SAMPLE, *last]


def _sample(given: dict[str, object]) -> Sample | None:
    """The sample that the form asks for; None where nothing is to be drawn."""
    frame = next((name for name, one in FRAMES.items() if one.label == given.get("frame")), "")
    count = given.get("count")
    many = count if isinstance(count, int) else 0
    return Sample(frame, many, str(given.get("seed") or "")) if frame else None


def _listed(one: Told) -> tuple[object, ...]:
    return one.line.values["held_on"], one.line.shown["title"], one.standing


def _told(one: Item) -> tuple[object, ...]:
    raised = f"{one.raised}（{label('states', one.state)}）" if one.raised else ""
    return one.subject, f"{one.issue} {one.title}".strip(), one.finding, raised
