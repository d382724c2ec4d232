"""导入名单: a list is read beside the window, shown with what would come of it, and taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.files import write_bytes
from desk.intake import rejects
from desk.intake.apply import Plan, plan, take_in
from desk.intake.lists import read_list
from desk.intake.table import Problem
from desk.progress import Progress
from models.fields import KINDS, Field, Type
from ui.ask import EXCEL
from ui.facts import Facts
from ui.parts import ChipBar, button, words
from ui.tables import Column, Row, TableView
from ui.workspace import Workspace

_SIZE = (980, 620)
_OUTCOME = Field("outcome", "处理", width=4)
_COLUMNS = (
    Field("row", "行", Type.INTEGER, width=3),
    _OUTCOME,
    Field("column", "列", width=9),
    Field("value", "内容", width=14),
    Field("reason", "原因", width=26),
)


class TakeIn:
    """One list on its way into the casebook, from the question for a file to the report."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        self._workspace = workspace
        self._window = window

    def begin(self) -> None:
        """Ask for the file, and read it."""
        path = self._workspace.ask.open_file("导入名单：选择 Excel 文件", (EXCEL,))
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read the list beside the window, then show what would come of it."""
        book = self._workspace.book

        def work(progress: Progress) -> Plan:
            table = read_list(path, book.clock.today(), progress=progress)
            with book.read() as connection:
                return plan(connection, table, progress)

        self._workspace.jobs.run("读取名单", work, self._show, self._workspace.failed)

    def _show(self, found: Plan) -> None:
        self.dialog = PlanDialog(found, self._window)
        self.dialog.agreed.clicked.connect(lambda: self._take(found))
        self.dialog.rejects.clicked.connect(lambda: self._save_rejects(found))
        self.dialog.open()

    def _take(self, found: Plan) -> None:
        self.dialog.accept()
        book, actor = self._workspace.book, self._workspace.actor
        self._workspace.jobs.run(
            "导入名单",
            lambda progress: take_in(book, found.table, actor, progress),
            self._done,
            self._workspace.failed,
        )

    def _done(self, done: Plan) -> None:
        counts = done.counts
        self._workspace.said.emit(
            f"已导入：新增 {counts['created']}，更新 {counts['updated']}，"
            f"未变 {counts['unchanged']}，退回 {counts['rejected']}（可用“撤销”整个收回）"
        )

    def _save_rejects(self, found: Plan) -> None:
        path = self._workspace.ask.save_file("保存退回的各行", "退回的各行.xlsx", (EXCEL,))
        if path is not None:
            self._workspace.attempt(lambda: self._write_rejects(found, path))

    def _write_rejects(self, found: Plan, path: Path) -> None:
        today = self._workspace.book.clock.today()
        table = found.table
        write_bytes(path, rejects.workbook(table, table.rejected, found.problems, today))
        self._workspace.said.emit(f"已保存到 {path}；改好后可以再次导入")


@dataclass(frozen=True)
class ProblemSource:
    """The rows of the table of problems."""

    problems: Sequence[Problem]

    @property
    def columns(self) -> Sequence[Column]:
        """See RowSource."""
        return [Column(one) for one in _COLUMNS]

    def count(self) -> int:
        """See RowSource."""
        return len(self.problems)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [
            (p.row, "退回" if p.rejected else "请核对", p.column, p.value, p.reason)
            for p in self.problems[start:stop]
        ]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return str(row)


class GroupSource:
    """What would be taken in: whether it is new, and what the list says of it."""

    def __init__(self, found: Plan) -> None:
        kind = KINDS[found.table.kind]
        taken = {column.field for column in found.table.columns}
        self._fields = [one for one in kind.fields if one.name in taken]
        self._groups = [("新增", g) for g in found.created] + [("更新", g) for g in found.updated]

    @property
    def columns(self) -> Sequence[Column]:
        """See RowSource."""
        return [Column(_OUTCOME), *(Column(one) for one in self._fields)]

    def count(self) -> int:
        """See RowSource."""
        return len(self._groups)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [
            (outcome, *(group.values.get(one.name) for one in self._fields))
            for outcome, group in self._groups[start:stop]
        ]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return str(row)


class PlanDialog(QDialog):
    """What would come of a list: counts, how its columns were understood, every doubt by row."""

    def __init__(self, found: Plan, window: QWidget) -> None:
        super().__init__(window)
        kind = KINDS[found.table.kind]
        self.setWindowTitle(f"导入{kind.label}名单")
        self.resize(*_SIZE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(words(summary(found), "heading"))
        layout.addWidget(Facts(_columns(found)))
        problems = sorted(found.problems, key=lambda p: (not p.rejected, p.row))
        self.problems = TableView(ProblemSource(problems))
        self.rows = TableView(GroupSource(found))
        self._stack = QStackedWidget()
        self.chips = ChipBar(
            [
                ("problems", f"需要留意 {self.problems.count()} 处"),
                ("rows", f"将导入 {self.rows.count()} 条"),
            ]
        )
        for view in (self.problems, self.rows):
            self._stack.addWidget(view)
        self.chips.chosen.connect(self.show_part)
        self.show_part("problems" if problems else "rows")
        layout.addWidget(self.chips)
        layout.addWidget(self._stack, 1)
        layout.addLayout(self._foot(found))

    def show_part(self, name: str) -> None:
        """Show what needs care (`problems`), or what would be taken in (`rows`)."""
        self.chips.choose(name)
        self._stack.setCurrentWidget(self.problems if name == "problems" else self.rows)

    def _foot(self, found: Plan) -> QHBoxLayout:
        self.rejects = button("保存退回的各行…", "plain", "download")
        self.rejects.setVisible(bool(found.table.rejected))
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        counts = found.counts
        changed = counts["created"] + counts["updated"]
        self.agreed = button(f"导入 {changed} 条" if changed else "没有可导入的内容", "primary")
        self.agreed.setEnabled(bool(changed))
        self.agreed.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self.rejects)
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(self.agreed)
        return foot


def summary(found: Plan) -> str:
    """The counts in one sentence."""
    counts = found.counts
    said = (
        f"共读到 {counts['read']} 行：新增 {counts['created']}，更新 {counts['updated']}，"
        f"未变 {counts['unchanged']}，退回 {counts['rejected']}"
    )
    if counts["duplicates"]:
        said += f"；其中重复 {counts['duplicates']} 行，已合并"
    return f"{said}。标题、空行、合计等 {counts['skipped']} 行不计。"


def _columns(found: Plan) -> list[tuple[str, str]]:
    kind = KINDS[found.table.kind]
    matched = [
        (column.title, one.label)
        for column in found.table.columns
        if (one := kind.field(column.field)) is not None
    ]
    told = "、".join(f"{title}→{label}" if title != label else label for title, label in matched)
    left = "、".join(column.title for column in found.table.unmatched)
    return [
        ("认出的列", told),
        ("没有用到的列", left),
        ("没有读的工作表", "、".join(found.table.unread)),
    ]
