"""节奏设置: which duties are owed, on which days, where a day off goes; how many visits a day."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desk import settings
from desk.belongings import found_by
from desk.rhythm import duties
from desk.rhythm.plans import MOST, most_a_day
from desk.rhythm.wording import days_in, said_cadence, said_days
from models.duties import Duty, Moved
from ui.panes import Scroller
from ui.parts import button, fit, words
from ui.record import show_record
from ui.recordbutton import record_button, record_key
from ui.workspace import Workspace

_SIZE = (1080, 640)
_MOST_A_DAY = 20
_MOVED = {
    Moved.PREVIOUS: "提前到上一个工作日",
    Moved.NEXT: "顺延到下一个工作日",
    Moved.STAYS: "不变",
}
_HEADS = ("启用", "多久一次", "日期", "遇放假", "依据")
_STRETCHED = 4


class _DutyRow:
    """The editors of one duty."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty
        self.on = QCheckBox(duty.label)
        self.on.setChecked(duty.on)
        self.days = QLineEdit(said_days(duty))
        self.days.setAccessibleName(f"{duty.label}的日期")
        self.moved = QComboBox()
        for moved, said in _MOVED.items():
            self.moved.addItem(said, moved)
        self.moved.setCurrentIndex(list(_MOVED).index(duty.moved))
        self.moved.setAccessibleName(f"{duty.label}遇放假")
        for one in (self.days, self.moved):
            one.setEnabled(duty.on)
            self.on.toggled.connect(one.setEnabled)

    def cells(self) -> Sequence[QWidget]:
        """What stands in its row."""
        source = words(self._duty.source)
        source.setWordWrap(True)
        return self.on, words(said_cadence(self._duty)), self.days, self.moved, source

    def changed(self) -> Duty | None:
        """The duty as it is set, where that is not as it was; `Refused` for days that are none."""
        made = msgspec.structs.replace(
            self._duty,
            on=self.on.isChecked(),
            days=days_in(self.days.text(), self._duty),
            moved=self.moved.currentData(),
        )
        return made if made != self._duty else None


class DutiesDialog(QDialog):
    """All duties in a grid, and the quota of visits; what is agreed to holds from today."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle("节奏设置")
        self.workspace = workspace
        book = workspace.book
        with book.read() as connection:
            known = duties.duties(connection).current(book.clock.today())
            self._quota = most_a_day(connection)
        self.rows = {duty.key: _DutyRow(duty) for duty in known}
        self.most = QSpinBox()
        self.most.setRange(1, _MOST_A_DAY)
        self.most.setValue(self._quota)
        self.most.setSuffix(" 家")
        self._lay_out()
        fit(self, *_SIZE)

    def save(self) -> None:
        """Keep what was changed; days that are none are said, and nothing is kept."""
        if self.workspace.attempt(self._keep) is not None:
            self.accept()

    def _keep(self) -> bool:
        book, actor = self.workspace.book, self.workspace.actor
        wanted = [duty for row in self.rows.values() if (duty := row.changed()) is not None]
        duties.change(book, wanted, actor)
        if self.most.value() != self._quota:
            settings.save(book, {MOST: str(self.most.value())}, actor)
        return True

    def show_log(self) -> None:
        """Show who changed which duty, or the quota."""
        with self.workspace.book.read() as connection:
            rules = found_by(connection, "own_rule", kind=duties.KIND)
            found = [*rules, *found_by(connection, "setting", name=MOST)]
        self.log = show_record(self.workspace, self.windowTitle(), found, self)

    def _lay_out(self) -> None:
        canvas = QWidget()
        grid = QGridLayout(canvas)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(_STRETCHED, 1)
        for column, head in enumerate(_HEADS):
            grid.addWidget(words(head, "heading"), 0, column)
        for place, row in enumerate(self.rows.values(), 1):
            for column, cell in enumerate(row.cells()):
                grid.addWidget(cell, place, column)
        grid.setRowStretch(len(self.rows) + 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(words("改动从今天起算；以前应完成的照以前的规定。"))
        layout.addWidget(Scroller(canvas), 1)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self.yes, self.no = button("保存", "primary"), button("取消")
        self.yes.setToolTip("保存（Ctrl+S）")
        self.yes.clicked.connect(self.save)
        self.no.clicked.connect(self.reject)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        record_key(self, self.show_log)
        foot = QHBoxLayout()
        foot.addWidget(record_button(self.show_log, "节奏设置"))
        foot.addWidget(words("每位包联领导每天最多走访"))
        foot.addWidget(self.most)
        foot.addStretch()
        foot.addWidget(self.no)
        foot.addWidget(self.yes)
        self.most.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return foot


def set_duties(workspace: Workspace, window: QWidget) -> None:
    """Ask how the office's rhythm goes."""
    dialog = DutiesDialog(workspace, window)
    dialog.exec()
    dialog.deleteLater()
