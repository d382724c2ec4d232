"""共性问题 in the ledger: issues are put under a head, and the heads are looked through."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk import common_problems
from desk.common_problems import Head
from desk.lists import Line
from models.fields import KINDS, Field, Type
from ui.asking import Question, add, amend, fill, settled
from ui.forms import Form, as_written
from ui.parts import button, fit, words
from ui.record import show_record
from ui.recordbutton import record_button, record_key
from ui.room import Room
from ui.tables import Column, Row, TableView
from ui.workspace import Workspace

_SIZE = (900, 520)
_KIND = KINDS["common_problems"]
_HEAD = Field(
    "head",
    "共性问题",
    Type.REFERENCE,
    required=True,
    refers="common_problems",
    help="写已有的名称或编号；还没有的，写一个新名称，保存时新立",
)
_COLUMNS = (
    Column(Field("number", "编号"), 9),
    Column(Field("title", "共性问题"), 16),
    Column(Field("category", "问题类别"), 6),
    Column(Field("issues", "问题"), 3),
    Column(Field("open", "未销号"), 4),
    Column(Field("content", "回访满意"), 5),
    Column(Field("closed", "已销号"), 4),
)
_HINT = (
    "在问题台账里选中几条，右边“更多 → 归入共性问题…”。归在一起的问题一次办理，各自回访、各自销号。"
)


def ask_for_head(workspace: Workspace, numbers: Sequence[str]) -> str | None:
    """Ask under which head some issues go and put them there; the head's uid."""
    usual = workspace.lookups()
    form = Form([_HEAD], replace(usual, creates=usual.creates | {_KIND.name}))
    question = Question(f"归入共性问题　{len(numbers)} 条", "归入", "issues-head")
    given = fill(workspace, question, form)
    if given is None:
        return None
    head = str(as_written(given)["head"] or "")
    book, actor = workspace.book, workspace.actor
    put = workspace.attempt(lambda: common_problems.put_under(book, head, numbers, actor))
    if put is not None:
        settled(workspace, question)
        workspace.said.emit(f"{len(numbers)} 条问题已归入共性问题")
    return put


def take_out(workspace: Workspace, chosen: Sequence[Line]) -> None:
    """Take issues out from under their heads; those that are under none are left alone."""
    under = [line.shown["number"] for line in chosen if line.values["head"]]
    book, actor = workspace.book, workspace.actor

    def out() -> bool:
        common_problems.take_out(book, under, actor)
        return True

    if workspace.attempt(out):
        workspace.said.emit(f"{len(under)} 条问题已移出共性问题")


class HeadSource:
    """The rows of the table of heads."""

    columns: Sequence[Column] = _COLUMNS

    def __init__(self) -> None:
        self.told: list[Head] = []

    def count(self) -> int:
        """See RowSource."""
        return len(self.told)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [
            (one.number, one.title, one.category, one.issues, one.open, one.content, one.closed)
            for one in self.told[start:stop]
        ]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return self.told[row].uid


class HeadsDialog(QDialog):
    """All heads with what has become of their issues; from here to the issues of one."""

    def __init__(self, workspace: Workspace, show: Callable[[Head], None], page: QWidget) -> None:
        super().__init__(page)
        self.setWindowTitle("共性问题")
        self._workspace, self._show_issues = workspace, show
        self._source = HeadSource()
        self.table = TableView(self._source)
        self.table.nothing = "还没有共性问题。"
        self.heading = words("", "heading")
        self.register = button("登记共性问题…", "plain", "plus")
        self.mend = button("修改…")
        self.issues = button("看它的问题", "primary")
        self.log_button = record_button(self.show_log)
        record_key(self, self.show_log)
        self._lay_out()
        fit(self, *_SIZE)
        Room(self.table, 1, ())
        self.table.opened.connect(lambda _uid: self.see())
        self.reload()

    def reload(self, uid: str = "") -> None:
        """Read the heads anew, and choose one."""
        with self._workspace.book.read() as connection:
            self._source.told = common_problems.heads(connection)
        self.table.refresh()
        told = self._source.told
        self.heading.setText(f"共性问题 {len(told)} 个")
        place = next((n for n, one in enumerate(told) if one.uid == uid), 0)
        self.table.selectRow(place)
        for one in (self.mend, self.issues, self.log_button):
            one.setEnabled(bool(told))

    def see(self) -> None:
        """Show the issues of the head in hand in the ledger."""
        head = self._current()
        if head is not None:
            self.accept()
            self._show_issues(head)

    def begin(self) -> None:
        """Register a head that has no issues yet."""
        workspace = self._workspace
        form = Form(_KIND.entered, workspace.lookups())
        form.set_values({"opened_on": workspace.book.clock.today()})
        question = Question("登记共性问题", "登记", "common-new")
        saved = add(workspace, _KIND.name, question, form)
        if saved is not None:
            self.reload(saved.uid)

    def edit(self) -> None:
        """Change what is said of the head in hand."""
        head = self._current()
        if head is not None:
            question = Question(f"修改　{head.number}", "保存", f"common-{head.uid}")
            amend(self._workspace, _KIND, head.uid, question)
            self.reload(head.uid)

    def show_log(self) -> None:
        """Show what was done to the head in hand, and which issues came under it."""
        head = self._current()
        if head is not None:
            title = f"{head.number}　{head.title}"
            self.log = show_record(self._workspace, title, [(_KIND.table, head.uid)], self)

    def _current(self) -> Head | None:
        row = self.table.currentIndex().row()
        return self._source.told[row] if 0 <= row < len(self._source.told) else None

    def _lay_out(self) -> None:
        hint = words(_HINT)
        hint.setWordWrap(True)
        shut = button("关闭")
        foot = QHBoxLayout()
        for one, act in ((self.register, self.begin), (self.mend, self.edit)):
            one.clicked.connect(act)
            foot.addWidget(one)
        foot.addWidget(self.log_button)
        foot.addStretch()
        for one, act in ((shut, self.reject), (self.issues, self.see)):
            one.clicked.connect(act)
            foot.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(self.heading)
        layout.addWidget(hint)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
