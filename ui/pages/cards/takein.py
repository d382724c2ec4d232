"""读入填好的卡: filled sheets are read beside the window, told file by file, then taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk.cards.judging import CREATED, REJECTED, UNCHANGED, UPDATED, Outcome
from desk.cards.taking_in import Plan, plan, take_in
from desk.intake.table import Problem
from models.fields import KINDS, Field
from ui.ask import EXCEL
from ui.parts import button, words
from ui.room import Room
from ui.tables import Column, Row, TableView
from ui.workspace import Workspace

_SIZE = (940, 520)
_STATUS = {CREATED: "新登记", UPDATED: "更新", UNCHANGED: "没有变化", REJECTED: "退回"}
_PERIOD = KINDS["cards"].field("period")
assert _PERIOD is not None
_COLUMNS = (
    Field("file", "文件", width=13),
    Field("status", "处理", width=5),
    Field("subject", "帮扶对象", width=13),
    _PERIOD,
    Field("reasons", "说明", width=16),
)
_REASONS = 4  # the column that takes what the others leave


class CardsTakeIn:
    """Some files on their way into the casebook, from the question for them to the report."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        self._workspace = workspace
        self._window = window

    def begin(self) -> None:
        """Ask for the files, and read them."""
        paths = self._workspace.ask.open_files("读入填好的卡：选择 Excel 文件", (EXCEL,))
        if paths:
            self.read(paths)

    def read(self, paths: Sequence[Path]) -> None:
        """Read the cards beside the window, then show what would come of each."""
        book = self._workspace.book
        self._workspace.jobs.run(
            "读取反馈卡",
            lambda progress: plan(book, paths, progress),
            lambda found: self._show(paths, found),
            self._workspace.failed,
        )

    def _show(self, paths: Sequence[Path], found: Plan) -> None:
        self.dialog = OutcomesDialog(found, self._window)
        self.dialog.agreed.clicked.connect(lambda: self._take(paths))
        self.dialog.open()

    def _take(self, paths: Sequence[Path]) -> None:
        self.dialog.accept()
        book, actor = self._workspace.book, self._workspace.actor
        self._workspace.jobs.run(
            "读入反馈卡",
            lambda progress: take_in(book, paths, actor, progress),
            self._done,
            self._workspace.failed,
        )

    def _done(self, done: Plan) -> None:
        self._workspace.said.emit(f"已读入反馈卡：{_counted(done)}（可用“撤销”整个收回）")


@dataclass(frozen=True)
class OutcomeSource:
    """What becomes of each file, as rows."""

    outcomes: Sequence[Outcome]

    @property
    def columns(self) -> Sequence[Column]:
        """See RowSource."""
        return [Column(one) for one in _COLUMNS]

    def count(self) -> int:
        """See RowSource."""
        return len(self.outcomes)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """See RowSource."""
        return [
            (one.file, _STATUS[one.status], one.subject, one.period, _reasons(one.problems))
            for one in self.outcomes[start:stop]
        ]

    def uid(self, row: int) -> str:
        """See RowSource."""
        return str(row)


def _reasons(problems: Sequence[Problem]) -> str:
    return "；".join(_told(one.column, one.reason) for one in problems)


def _told(column: str, reason: str) -> str:
    """What is wrong, and where; a reason that begins with the column says so itself."""
    return f"{column}：{reason}" if column and not reason.startswith(column) else reason


def _counted(found: Plan) -> str:
    """新登记 3，更新 1，没有变化 0，退回 2."""
    return "，".join(f"{said} {found.counts[name]}" for name, said in _STATUS.items())


class OutcomesDialog(QDialog):
    """What would come of the files: one line each, and below it the whole reason of the current."""

    def __init__(self, found: Plan, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle("读入填好的反馈卡")
        self.resize(*_SIZE)
        self.source = OutcomeSource(found.outcomes)
        self.table = TableView(self.source)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.room = Room(self.table, _REASONS, ())
        self.reason = words("")
        self.reason.setWordWrap(True)
        self.table.picked.connect(lambda _: self._tell())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(words(f"共 {found.counts['read']} 张：{_counted(found)}", "heading"))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.reason)
        layout.addLayout(self._foot(found))
        self.table.selectRow(0)
        self.finished.connect(self.deleteLater)

    def _tell(self) -> None:
        """One reason a line: a column of the list has not room for them all."""
        row = self.table.currentIndex().row()
        problems = self.source.outcomes[row].problems if row >= 0 else ()
        self.reason.setText("\n".join(_reasons([one]) for one in problems))

    def _foot(self, found: Plan) -> QHBoxLayout:
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        changed = found.counts[CREATED] + found.counts[UPDATED]
        self.agreed = button(f"读入 {changed} 张" if changed else "没有可读入的卡", "primary")
        self.agreed.setEnabled(bool(changed))
        self.agreed.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(self.agreed)
        return foot
