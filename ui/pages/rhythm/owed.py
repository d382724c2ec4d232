"""应办事项: what is owed in a week or month, by duty or by debtor, and where each debt leads."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desk.attachments import HandedIn
from desk.rhythm.owing import LATE, OWING, Debt, Tally, by_debtor, by_duty, owed
from desk.rhythm.proofs import ENTERED
from desk.rhythm.recording import FILLED, record
from desk.rhythm.spans import Span
from models.calendar import Month
from models.duties import Means
from models.fields import KINDS, Field, Type
from ui.asking import Question, amend, fill, settled
from ui.attaching import files_edit, save_with
from ui.chips import ChipBar
from ui.forms import Form
from ui.pages.rhythm.rows import HeldRows
from ui.parts import Card, button, words
from ui.record import show_record
from ui.room import Room
from ui.tables import Column, Row, TableView
from ui.workspace import Workspace

_DIVISIONS = (("duty", "按工作"), ("debtor", "按责任人"))
_EVERY = "all"
_SHOWS = ((_EVERY, "全部"), (LATE, "逾期"), ("owing", "未完成"), ("met", "已完成"))
_SHARES = (370, 830)  # pixels of the two lists, at first
_FILES = Field("files", "附件", Type.TEXT, section="其他")
#: What is done about a debt that is not met.
_ACTS = {
    Means.VISIT: "登记走访",
    Means.ENTRY: "登记报送…",
    Means.MEETING: "去会议",
    Means.BULLETIN: "去简报",
    Means.REVIEW: "去复核",
    Means.INSPECTION: "去督办",
}
_PAGES = {Means.MEETING: "meetings", Means.INSPECTION: "supervision"}
_LOOKED_AT = ("visits", "meetings", "issues")
_LOOK = "查看"
_NO_LOG = "这一项还没有完成，没有操作记录"

_TALLY = (
    Column(Field("name", "分组", width=7)),
    Column(Field("owed", "应完成", Type.INTEGER, width=3)),
    Column(Field("met", "已完成", Type.INTEGER, width=3)),
    Column(Field("late", "逾期", Type.INTEGER, width=2)),
)
_DEBTS = (
    Column(Field("state", "情况", Type.CHOICE, choices="debt_states", width=4)),
    Column(Field("owed_on", "应完成日期", width=8)),
    Column(Field("duty", "例行工作", width=6)),
    Column(Field("debtor", "责任人（单位）", width=8)),
    Column(Field("what", "对象", width=10)),
    Column(Field("met_on", "完成日期", width=5)),
    Column(Field("met_by", "完成情况", width=9)),
    Column(Field("unit", "所在单位", width=8)),
)
_WHAT, _SPARE = 4, (3, 2, 5, 6, 7)


def _debt_cells(debt: Debt) -> Row:
    said = {**debt.shown, "state": debt.state}
    return tuple(said[column.field.name] for column in _DEBTS)


def _tally_cells(one: Tally) -> Row:
    return one.label, one.owed, one.met, one.late


class OwedPanel(QWidget):
    """Groups at the left, the debts of the current one at the right, what to do below."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.debts: Sequence[Debt] = ()
        self.by, self.showing = "duty", _EVERY
        self.groups = HeldRows(_TALLY, _tally_cells, lambda one: one.name)
        self.source = HeldRows(_DEBTS, _debt_cells, lambda debt: debt.id)
        self.group_table = TableView(self.groups)
        self.table = TableView(self.source)
        self.room = Room(self.table, _WHAT, _SPARE)
        Room(self.group_table, 0, ())
        self._lay_out()
        self._connect()

    # --- what is shown -----------------------------------------------------------------------

    def show_span(self, span: Span) -> None:
        """Reckon what is owed in a week or month."""
        book = self.workspace.book
        with book.read() as connection:
            self.debts = owed(connection, span.first, span.last, book.clock.today())
        self._show_groups()

    def divide(self, by: str) -> None:
        """By duty, or by who owes it."""
        self.by = by
        self.divisions.choose(by)
        self._show_groups()

    def only(self, showing: str) -> None:
        """All debts, those that are late, not met, or met."""
        self.showing = showing
        self.shows.choose(showing)
        self._show_debts()

    def find_debt(self, name: str) -> None:
        """Bring a debt into sight, whatever was chosen before."""
        self.only(_EVERY)
        self.group_table.selectRow(0)
        place = self.source.place(name)
        if place is not None:
            self.table.selectRow(place)

    def current(self) -> Debt | None:
        """The debt in hand."""
        return self.source.at(self.table.currentIndex().row())

    def _show_groups(self) -> None:
        tallies = by_duty(self.debts) if self.by == "duty" else by_debtor(self.debts)
        together = Tally(
            *("", "全部", len(self.debts)),
            sum(debt.state not in OWING for debt in self.debts),
            sum(debt.state == LATE for debt in self.debts),
        )
        self.groups.things = [together, *tallies]
        self.group_table.refresh()
        if not self.group_table.currentIndex().isValid():
            self.group_table.selectRow(0)
        self._show_debts()

    def _show_debts(self) -> None:
        inside = [debt for debt in self.debts if self._inside(debt)]
        counts = {show: sum(_is(debt, show) for debt in inside) for show, _ in _SHOWS}
        for show, said in _SHOWS:
            self.shows.rename(show, f"{said} {counts[show]}")
        self.source.things = [debt for debt in inside if _is(debt, self.showing)]
        self.table.nothing = "这一段没有要完成的。" if not inside else "没有。"
        self.table.refresh()
        self._show_act()

    def _inside(self, debt: Debt) -> bool:
        group = self.groups.at(self.group_table.currentIndex().row())
        name = group.name if group else ""
        return name in ("", debt.duty.key if self.by == "duty" else debt.owner.debtor)

    def _show_act(self) -> None:
        debt = self.current()
        self.act.setEnabled(debt is not None)
        if debt is not None:
            self.act.setText(_LOOK if debt.proof else _ACTS[debt.duty.met_by])
        by_itself = debt is not None and debt.duty.met_by in ENTERED[1:] and debt.proof is None
        self.elsewhere.setVisible(by_itself)
        self.elsewhere.setEnabled(by_itself)
        self.source_said.setText(debt.duty.source if debt else "")

    # --- what is done ------------------------------------------------------------------------

    def go(self) -> None:
        """Do what the debt in hand asks for, or look at what met it."""
        debt = self.current()
        if debt is None:
            return
        if debt.proof is not None and debt.proof.kind == "entries":
            self._edit(debt.proof.uid)
        elif debt.duty.met_by is Means.ENTRY:
            self._enter(debt)
        elif debt.proof is not None and debt.proof.kind in _LOOKED_AT:
            self.workspace.shown.emit(debt.proof.kind, debt.proof.uid)
        else:
            self._begin(debt)

    def _begin(self, debt: Debt) -> None:
        means = debt.duty.met_by
        if means is Means.BULLETIN:
            edition = f"{debt.duty.of}-{Month.of(debt.turn.last)}"
            self.workspace.shown.emit("bulletins", edition)
        elif means is Means.REVIEW:
            self.workspace.shown.emit("issues", debt.owner.uid)
        elif means is Means.VISIT:
            self.workspace.begun.emit("visits", {"subject": debt.owner.uid})
        else:
            self.workspace.shown.emit(_PAGES[means], "")

    def enter_elsewhere(self) -> None:
        """Write down that the debt in hand was met elsewhere."""
        debt = self.current()
        if debt is not None and self.elsewhere.isEnabled():
            self._enter(debt)

    def _enter(self, debt: Debt) -> None:
        title = "　".join(filter(None, (debt.duty.label, debt.owner.what, str(debt.turn.owed_on))))
        key = (debt.duty.key, debt.owner.uid or "office", str(debt.turn.owed_on))
        question = Question(title, "登记", f"entry-{'-'.join(key)}")
        form = self._form(question.draft)
        person = debt.owner.debtor if debt.owner.uid else self.workspace.actor
        form.set_values({"done_on": self.workspace.book.clock.today(), "by": person})
        values = fill(self.workspace, question, form)
        if values is None:
            return
        picked = values.pop(_FILES.name, None)
        book, actor = self.workspace.book, self.workspace.actor

        def enter(files: Sequence[HandedIn]) -> str:
            return record(book, debt, values, files, actor)

        if self.workspace.attempt(lambda: save_with(self.workspace, title, picked, enter)):
            settled(self.workspace, question)
            self.workspace.said.emit(f"已登记{debt.duty.label}")

    def _edit(self, uid: str) -> None:
        kind = KINDS["entries"]
        fixed = tuple(one.name for one in kind.entered if one.name not in FILLED)
        question = Question("修改例行工作登记", "保存", f"entry-{uid}")
        amend(self.workspace, kind, uid, question, fixed)

    def show_log(self) -> None:
        """Show what was done to that which met the debt in hand."""
        debt = self.current()
        if debt is None or debt.proof is None:
            self.workspace.said.emit(_NO_LOG)
            return
        title = f"{debt.duty.label}　{debt.proof.what}"
        self.log = show_record(self.workspace, title, [debt.proof.record], self)

    def _form(self, draft: str) -> Form:
        """The form of a new entry; what is picked for it is kept with its draft."""
        fields = [f for name in FILLED if (f := KINDS["entries"].field(name)) is not None]
        fields = [replace(f, section="") for f in fields]
        pick = files_edit(self.workspace, "添加附件", draft)
        files = replace(_FILES, section="")
        return Form([*fields, files], self.workspace.lookups(), {_FILES.name: pick})

    # --- how it is set -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.divisions, self.shows = ChipBar(_DIVISIONS), ChipBar(_SHOWS)
        self.divisions.choose(self.by)
        self.shows.choose(self.showing)
        left, right = Card(), Card()
        left.body.addWidget(self.divisions)
        left.body.addWidget(self.group_table, 1)
        right.body.addWidget(self.shows)
        right.body.addWidget(self.table, 1)
        right.body.addLayout(self._foot())
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes(list(_SHARES))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        self.act = button(_LOOK, "plain", "check")
        self.act.setToolTip("去完成选中的一项，或看它是怎么完成的（Alt+G，回车）")
        self.source_said = words("")
        self.elsewhere = button("已在别处办的…", "plain", "pencil")
        self.elsewhere.setToolTip("会议、简报、督查不在本程序里办的，登记一下就算完成（Alt+E）")
        foot.addWidget(self.act)
        foot.addWidget(self.elsewhere)
        foot.addWidget(self.source_said, 1)
        return foot

    def _connect(self) -> None:
        self.divisions.chosen.connect(self.divide)
        self.shows.chosen.connect(self.only)
        self.group_table.picked.connect(lambda _: self._show_debts())
        self.table.picked.connect(lambda _: self._show_act())
        self.table.opened.connect(lambda _: self.go())
        self.table.notice.connect(self.workspace.said)
        self.act.clicked.connect(self.go)
        self.elsewhere.clicked.connect(self.enter_elsewhere)
        QShortcut(QKeySequence("Alt+G"), self, self.go)
        QShortcut(QKeySequence("Alt+E"), self, self.enter_elsewhere)


def _is(debt: Debt, show: str) -> bool:
    owing = debt.state in OWING
    return {_EVERY: True, LATE: debt.state == LATE, "owing": owing, "met": not owing}[show]
