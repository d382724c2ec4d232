"""A list of records that are begun and changed in a form, with items and papers of their own."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desk.lists import Line, lines_of
from desk.printable import Printable
from models.fields import KINDS
from ui.asking import Question, add, amend
from ui.documents import look_at
from ui.facts import clear, facts_of
from ui.flow import flow_of
from ui.forms import Form
from ui.itemlist import ItemList
from ui.pages.listpage import ListPage
from ui.panes import Scroller
from ui.parts import button, words
from ui.record import show_record
from ui.slips import blank_paper, slip_paper, slips_button
from ui.workspace import Workspace

_TITLE = "title"


class RecordPane(QWidget):
    """The record in hand: its title and what can be done with it, its items, what is told below.

    `kind` and `noun` name the record. `slip_wanted` gives a paper and whether it shall be blank,
    `link_wanted` a page and a uid.
    """

    edit_wanted = Signal()
    slip_wanted = Signal(object, bool)
    link_wanted = Signal(str, str)

    kind = ""
    noun = ""
    papers: Sequence[Printable[Any]] = ()

    def __init__(self, items: str, no_items: str) -> None:
        super().__init__()
        self.list = ItemList(items)
        self.nothing = words(no_items)
        self.nothing.setWordWrap(True)
        self.head, self.below = QVBoxLayout(), QVBoxLayout()
        self.below.setContentsMargins(0, 0, 8, 0)
        below = QWidget()
        below.setLayout(self.below)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(8)
        self.box.addLayout(self.head)
        self.box.addWidget(self.nothing)
        self.box.addWidget(self.list, 3)
        self.box.addWidget(flow_of(self.item_buttons()))
        self.box.addWidget(Scroller(below), 2)

    def item_buttons(self) -> Sequence[QPushButton]:
        """What can be done with the item in hand, and how more come in."""
        raise NotImplementedError

    def invite(self) -> None:
        """Say how a record comes here, where none is chosen."""
        clear(self.head)
        clear(self.below)
        self.head.addWidget(words(f"在左边选择一次{self.noun}，或从右上方“新建{self.noun}”开始。"))

    def tell_head(self, line: Line, told: str = "") -> None:
        """The title of a record, and in short how it stands."""
        clear(self.head)
        clear(self.below)
        title = words(line.shown[_TITLE], "heading")
        for one in (title, words(told)) if told else (title,):
            one.setWordWrap(True)
            self.head.addWidget(one)

    def offer(self, edited: str, *before: QPushButton) -> None:
        """What can be done with the record; `edited` says what is changed of it."""
        edit = acting("修改…", "pencil", self.edit_wanted.emit)
        edit.setToolTip(f"修改{edited}（F2）")
        slips = slips_button(self.papers, self.slip_wanted.emit)
        self.head.addWidget(flow_of((*before, edit, slips), spacing=8))

    def tell_facts(self, line: Line) -> None:
        """What is written of the record, below all else."""
        self.below.addWidget(words(f"{self.noun}信息", "heading"))
        self.below.addWidget(facts_of(KINDS[self.kind].fields, line, (_TITLE,)))


def acting(said: str, icon: str, act: Callable[[], object]) -> QPushButton:
    """A button that does something, by its icon alone or with a word."""
    made = button(said, "plain", icon)
    made.clicked.connect(lambda: act())
    return made


class RecordPage(ListPage):
    """The list with such a pane.

    A new record has today in the field `begins`; `draft` is what the names of its drafts begin
    with.
    """

    begins = ""
    draft = ""

    def __init__(self, workspace: Workspace, pane: RecordPane) -> None:
        super().__init__(workspace)
        self.noun, self.papers = pane.noun, pane.papers
        self.pane.body.addWidget(pane)
        self.new_button = button(f"新建{self.noun}", "primary", "plus")
        self.new_button.setToolTip(f"新建{self.noun}（Ctrl+N）")
        self.new_button.clicked.connect(self.begin_new)
        self.tools.addWidget(self.new_button)
        pane.edit_wanted.connect(self.edit)
        pane.slip_wanted.connect(self.print_slip)
        pane.link_wanted.connect(self.workspace.shown)
        QShortcut(QKeySequence("F2"), self, self.edit)

    def begin_new(self) -> None:
        """A new record, from today unless said otherwise."""
        form = Form(KINDS[self.kind].entered, self.workspace.lookups())
        form.set_values({self.begins: self.workspace.book.clock.today()})
        question = Question(f"新建{self.noun}", "新建", f"{self.draft}-new")
        saved = add(self.workspace, self.kind, question, form)
        if saved is not None:
            self.open(saved.uid)
            told = [f"已新建{self.noun} {saved.number}", *saved.notes]
            self.workspace.said.emit("；".join(told))

    def edit(self) -> None:
        """Change what is written of the record in hand."""
        uid = self.current()
        if uid:
            question = Question(f"修改{self.noun}", "保存", f"{self.draft}-{uid}")
            if amend(self.workspace, KINDS[self.kind], uid, question) is not None:
                self.show_record(uid)

    def print_out(self) -> None:
        """See Page: the first paper of the record in hand."""
        self.print_slip(self.papers[0], blank=not self.current())

    def print_slip(self, slip: Printable[Any], blank: bool = False) -> None:
        """Show a paper of the record in hand, or the blank form of it, to be printed."""
        if blank:
            look_at(self.workspace, blank_paper(slip), self)
        elif (line := self.line_of(self.current())) is not None:
            look_at(self.workspace, slip_paper(self.workspace, slip, line), self)

    def show_log(self) -> None:
        """See Page."""
        uid = self.current()
        line = self.line_of(uid) if uid else None
        if line is not None:
            record = (KINDS[self.kind].table, uid)
            self.log = show_record(self.workspace, line.shown[_TITLE], [record], self)

    def line_of(self, uid: str) -> Line | None:
        """A record as it stands; one that is gone meanwhile is said to be so, and None."""
        today = self.workspace.book.clock.today()
        with self.workspace.book.read() as connection:
            found = lines_of(connection, self.kind, [uid], today)
        if not found:
            self.workspace.said.emit(f"这次{self.noun}已被别人删去")
        return found[0] if found else None
