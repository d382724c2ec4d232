"""The dialog: a tab for the deadline rules, one for the ladders, one for the days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from ui.deadlines.days import DaysTab
from ui.deadlines.ladder import LadderTab
from ui.deadlines.rules import RulesTab
from ui.parts import button, fit
from ui.record import show_record
from ui.recordbutton import record_button, record_key
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.window import MainWindow

_SIZE = (1080, 660)
_WATCHED = frozenset({"own_rule", "setting", "calendar_day"})


class DeadlinesDialog(QDialog):
    """What is done here is a change like any other: it shows at once, and can be undone."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("时限规则与工作日")
        self._workspace = workspace
        self.rules = RulesTab(workspace)
        self.ladder = LadderTab(workspace)
        self.days = DaysTab(workspace)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.rules, "时限规则")
        self.tabs.addTab(self.ladder, "督办阶梯")
        self.tabs.addTab(self.days, "工作日")
        half = [one for one in (self.rules, self.ladder) if one.has_draft()]
        self.tabs.setCurrentWidget(half[0] if half else self.rules)
        shut = button("关闭")
        shut.setAutoDefault(False)
        shut.clicked.connect(self.accept)
        record_key(self, self.show_log)
        foot = QHBoxLayout()
        foot.addWidget(record_button(self.show_log, "选中的一条"))
        foot.addStretch()
        foot.addWidget(shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot)
        fit(self, *_SIZE)
        workspace.changed.connect(self._look_again)

    def show_log(self) -> None:
        """Show what was done to the rule or the year in hand, and to what the office has chosen."""
        here = next(tab for tab in (self.rules, self.ladder, self.days) if tab.isVisible())
        called, records = here.records()
        self.log = show_record(self._workspace, called, records, self)

    def _look_again(self, tables: frozenset[str]) -> None:
        if _WATCHED & frozenset(tables):
            self.rules.refresh()
            self.ladder.refresh()
            self.days.refresh()


def show_deadlines(window: MainWindow) -> None:
    """Show the rules and the days of the casebook that is open."""
    if window.workspace is not None:
        DeadlinesDialog(window.workspace, window).open()
