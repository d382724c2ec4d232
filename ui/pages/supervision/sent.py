"""已发: the ledger of supervision as a list, each line with the issue that it leads to."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QMenu

from desk.supervision.ledger import DIVISIONS, LEDGER, STEPS_KEPT, Entry, entries
from desk.supervision.papers import LEDGER_PAPER, NOTICE_OF, list_of
from models.field import Field, Type
from models.ladder import SUPERVISE
from models.steps import STEPS
from models.vocabulary import SUPERVISION_LEVELS
from ui import levels
from ui.chips import ChipBar
from ui.documents import look_at
from ui.pages.supervision.panel import Panel, Rows
from ui.parts import Card, button, with_menu
from ui.record import show_record
from ui.recordbutton import record_button
from ui.room import Room
from ui.slips import record_paper
from ui.tables import Column, Row, TableView
from ui.workspace import Workspace

_EVERYTHING = "all"
_COLUMNS = (
    Field("on", "日期", Type.DATE, width=6),
    Field("sort", "方式", width=7),
    Field("number", "文号", width=11),
    Field("unit", "承办单位", width=9),
    Field("issue", "问题编号", width=8),
    Field("subject", "帮扶对象", width=10),
    Field("title", "问题", width=7),
    Field("state", "现状", width=4),
)
_TITLE, _SPARE = 6, (2, 5, 4)


def _chips() -> list[tuple[str, str]]:
    graded = [(f"{SUPERVISE}{one.code}", f"督办（{one.label}）") for one in SUPERVISION_LEVELS]
    others = [(name, STEPS[name].label) for name in STEPS_KEPT if name != SUPERVISE]
    return [(_EVERYTHING, "全部"), others[0], *graded, *others[1:]]


class SentPanel(Panel):
    """One table: what was done on which day about which issue; filters by what it was."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.found: tuple[Entry, ...] = ()
        self.listed: list[Entry] = []
        self.chosen = _EVERYTHING
        self.chips = ChipBar(_chips())
        self.chips.choose(_EVERYTHING)
        self.source = Rows([Column(one) for one in _COLUMNS])
        self.table = TableView(self.source)
        self.table.nothing = "还没有催办、督办。"
        self.room = Room(self.table, _TITLE, _SPARE, 0)
        card = Card()
        card.body.addWidget(self.chips)
        card.body.addWidget(self.table, 1)
        card.body.addLayout(self._foot())
        self.box.addWidget(card, 1)
        self.chips.chosen.connect(self.only)
        self.table.picked.connect(lambda _: self._show_current())
        self.table.opened.connect(lambda uid: self.workspace.shown.emit("issues", uid))

    def refresh(self) -> None:
        """See Panel; the latest stand first."""
        with self.workspace.book.read() as connection:
            self.found = tuple(reversed(entries(connection)))
        for name, label in _chips():
            self.chips.rename(name, f"{label} {sum(_is(name, one) for one in self.found)}")
        self.only(self.chosen)

    def only(self, name: str) -> None:
        """List what is of one sort."""
        self.chosen = name
        self.chips.choose(name)
        self.listed = [one for one in self.found if _is(name, one)]
        self.source.show([(one.uid, _row(one)) for one in self.listed])
        self.table.refresh()
        self._show_current()

    def said(self) -> str:
        """See Panel."""
        return f"共 {len(self.found)} 件次"

    def take_keyboard(self) -> None:
        """See Panel: in the list."""
        self.table.setFocus()

    def current(self) -> Entry | None:
        """The line in hand."""
        row = self.table.currentIndex().row()
        return self.listed[row] if 0 <= row < len(self.listed) else None

    def print_again(self) -> None:
        """Show the notice of the line in hand as it was sent."""
        one = self.current()
        if one is not None and one.number:
            paper = record_paper(self.workspace, NOTICE_OF[one.step], one.number, one.number)
            look_at(self.workspace, paper, self)

    def print_out(self) -> None:
        """See Panel: the ledger by unit."""
        self.print_ledger("unit")

    def print_ledger(self, by: str) -> None:
        """Show the ledger, divided so."""
        stem = f"{LEDGER}{self.workspace.book.clock.today():%Y%m%d}"
        look_at(self.workspace, record_paper(self.workspace, list_of(LEDGER_PAPER), by, stem), self)

    def show_log(self) -> None:
        """See Panel: of the issue of the line in hand, whose step the notice is."""
        one = self.current()
        if one is not None:
            called, issue = f"{one.issue}　{one.title}", ("issue", one.uid)
            self.log = show_record(self.workspace, called, [issue], self)

    def _show_current(self) -> None:
        one = self.current()
        self.again.setEnabled(one is not None and one.number != "" and one.step in NOTICE_OF)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        self.again = button("再打印…", "plain", "printer")
        self.again.setToolTip("把选中的一份照发出时的样子再打印")
        self.again.clicked.connect(self.print_again)
        ledger = button(f"打印{LEDGER}", "plain", "printer")
        menu = QMenu(ledger)
        for name, (called, _) in DIVISIONS.items():
            menu.addAction(f"按{called}…", partial(self.print_ledger, name))
        with_menu(ledger, menu)
        foot.addWidget(self.again)
        foot.addWidget(record_button(self.show_log))
        foot.addStretch()
        foot.addWidget(ledger)
        return foot


def _is(name: str, one: Entry) -> bool:
    return name in (_EVERYTHING, one.step, f"{one.step}{one.level}")


def _row(one: Entry) -> Row:
    said = levels.said(one.step, one.level)
    return one.on, said, one.number, one.unit, one.issue, one.subject, one.title, one.state
