"""导入名单: a list is read beside the window, shown with what would come of it, and taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk.files import write_bytes
from desk.intake import rejects
from desk.intake.apply import Plan, plan, take_in
from desk.intake.lists import read_list
from desk.intake.table import Problem
from desk.progress import Progress
from models.fields import KINDS, Field, Type
from ui.ask import EXCEL
from ui.facts import Facts
from ui.parts import button, words
from ui.tables import Column, Row, TableView
from ui.workspace import Workspace

_SIZE = (980, 620)
_COLUMNS = (
    Field("row", "行", Type.INTEGER, width=4),
    Field("outcome", "处理", width=6),
    Field("column", "列", width=9),
    Field("value", "内容", width=14),
    Field("reason", "原因", width=28),
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
        if problems:
            layout.addWidget(words(f"需要留意 {len(problems)} 处", "heading"))
            self.problems = TableView(ProblemSource(problems))
            layout.addWidget(self.problems, 1)
        else:
            layout.addWidget(words("各行都没有问题。"))
            layout.addStretch()
        layout.addLayout(self._foot(found))

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
