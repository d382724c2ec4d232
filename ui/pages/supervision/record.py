"""单位履职: bars of how each unit keeps its deadlines, and the issues behind each number."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from desk.lists import lines_of
from desk.supervision.papers import RECORD_PAPER, list_of
from desk.supervision.record import MEASURES, UnitRecord, records
from models.calendar import Month
from models.fields import KINDS
from ui.bars import Bar, Bars, BarsCard, Group
from ui.chips import ChipBar
from ui.documents import look_at
from ui.monthbar import MonthBar
from ui.pages.supervision.panel import Panel, Rows
from ui.panes import side_by_side
from ui.parts import Card, button, words
from ui.record import show_record
from ui.recordbutton import record_button
from ui.room import Room
from ui.slips import record_paper
from ui.tables import Column, TableView
from ui.workspace import Workspace

_BARS_PIXELS, _BARS_LEAST = 420, 320
_FIRST = "handed"
_BEGINNING = date(2000, 1, 1)
_WIDTHS = {"number": 8, "title": 8, "subject": 10, "due_on": 6, "resolved_on": 6}
_TITLE, _SPARE = 1, (0, 2, 4)  # columns


class RecordPanel(Panel):
    """At the left every unit with its bars, who is late most first; at the right its issues."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.month: Month | None = Month.of(workspace.book.clock.today())
        self.measure = _FIRST
        self.found: tuple[UnitRecord, ...] = ()
        self.bars = Bars()
        self.month_bar = MonthBar(self, workspace.book.clock.today)
        self.heading = words("", "heading")
        self.chips = ChipBar(list(MEASURES.items()))
        self.chips.choose(_FIRST)
        fields = {one.name: one for one in KINDS["issues"].fields}
        self.source = Rows([Column(fields[name], wide) for name, wide in _WIDTHS.items()])
        self.table = TableView(self.source)
        self.table.nothing = "没有。"
        self.room = Room(self.table, _TITLE, _SPARE, 0)
        self._lay_out()
        self._connect()

    # --- what is shown -----------------------------------------------------------------------

    def refresh(self) -> None:
        """See Panel."""
        first, last = self._span()
        with self.workspace.book.read() as connection:
            self.found = records(connection, first, last)
        self.bars.show_groups([_group(one) for one in self.found])
        self.month_bar.show_month(self.month)
        self._show_unit()

    def said(self) -> str:
        """See Panel."""
        late = sum(bool(one.late_by) for one in self.found)
        return f"{len(self.found)} 个单位，有超期的 {late} 个"

    def look_at(self, month: Month | None) -> None:
        """Count another month; None counts from the beginning."""
        self.month = month
        self.refresh()

    def only(self, measure: str) -> None:
        """List the issues that one number of the unit counts."""
        self.measure = measure
        self.chips.choose(measure)
        self._show_issues()

    def current(self) -> UnitRecord | None:
        """The unit in hand."""
        return next((one for one in self.found if one.uid == self.bars.current()), None)

    def take_keyboard(self) -> None:
        """See Panel: among the bars."""
        self.bars.setFocus()

    def print_out(self) -> None:
        """See Panel: the month as a list of units."""
        month = self.month or Month.of(self.workspace.book.clock.today())
        paper = list_of(RECORD_PAPER)
        stem = f"{paper.label}{month}"
        look_at(self.workspace, record_paper(self.workspace, paper, str(month), stem), self)

    def show_log(self) -> None:
        """See Panel: of the issue in hand where the keyboard is in the list, else of the unit."""
        row = self.table.currentIndex().row()
        if self.table.hasFocus() and row >= 0:
            number, title, *_ = self.source.cells[row]
            issue = ("issue", self.source.uid(row))
            self.log = show_record(self.workspace, f"{number}　{title}", [issue], self)
        else:
            self.show_unit_log()

    def show_unit_log(self) -> None:
        """Show what was done to the unit in hand."""
        one = self.current()
        if one is not None:
            unit = ("organization", one.uid)
            self.log = show_record(self.workspace, one.name, [unit], self)

    def _span(self) -> tuple[date, date]:
        today = self.workspace.book.clock.today()
        if self.month is None:
            return _BEGINNING, today
        return self.month.first, min(self.month.last, today)

    def _show_unit(self) -> None:
        one = self.current()
        self.heading.setText(one.name if one else "")
        for measure, label in MEASURES.items():
            self.chips.rename(measure, f"{label} {len(one.of(measure)) if one else 0}")
        self._show_issues()

    def _show_issues(self) -> None:
        one = self.current()
        uids = list(dict.fromkeys(one.of(self.measure))) if one else []
        with self.workspace.book.read() as connection:
            found = lines_of(connection, "issues", uids, self.workspace.book.clock.today())
        rows = [(line.uid, tuple(line.values[name] for name in _WIDTHS)) for line in found]
        self.source.show(rows)
        self.table.refresh()

    # --- how it is set -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        right = Card()
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        self.printed = button("打印…", "plain", "printer")
        head.addWidget(record_button(self.show_unit_log, "这个单位"))
        head.addWidget(self.printed)
        right.body.addLayout(head)
        right.body.addWidget(self.chips)
        right.body.addWidget(self.table, 1)
        tools = QHBoxLayout()
        tools.addLayout(self.month_bar)
        tools.addStretch()
        left = BarsCard(self.bars, _BARS_LEAST, tools)
        self.box.addWidget(side_by_side(left, right, (_BARS_PIXELS, 2 * _BARS_PIXELS)), 1)

    def _connect(self) -> None:
        self.chips.chosen.connect(self.only)
        self.bars.picked.connect(lambda _: self._show_unit())
        self.table.opened.connect(lambda uid: self.workspace.shown.emit("issues", uid))
        self.printed.clicked.connect(self.print_out)
        self.month_bar.turned.connect(self.look_at)


def _group(one: UnitRecord) -> Group:
    """What was done on time of all that was done, or should have been by now."""
    on_time, open_late = len(one.of("on_time")), len(one.of("overdue"))
    still = f"超期未结 {open_late}，" if open_late else ""
    late = f"平均超期 {one.average_late:g} 个工作日" if one.average_late is not None else "没有超期"
    return Group(
        one.uid, one.name, still + late, (Bar("按期", on_time, one.ended, one.share_on_time),)
    )
