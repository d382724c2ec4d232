"""The visit in hand: what was asked, brought and helped, and the problems that it brought home."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.details import VisitDetail
from desk.lists import Line
from desk.slips import slips_of
from models.fields import KINDS
from ui.facts import facts_of
from ui.flow import flow_of
from ui.pages.factspane import FactsPane
from ui.parts import button
from ui.slips import slips_button


class VisitPane(FactsPane):
    """What the list's current visit is. `slip_wanted`: a slip, and whether it shall be blank."""

    edit_wanted = Signal()
    again_wanted = Signal()
    card_wanted = Signal()
    slip_wanted = Signal(object, bool)

    invitation = "在左边选择一次走访。"

    def show_visit(self, detail: VisitDetail, half_edited: bool) -> None:
        """A visit; `half_edited` where a change of it has been begun and not saved."""
        line = detail.line
        self.begin(line.shown["subject"])
        self.content.addWidget(self._buttons(line, half_edited))
        self.content.addWidget(facts_of(KINDS["visits"].fields, line, skip=("subject", "issues")))
        self.show_issues(detail.issues)
        self.show_files(line.uid, detail.files)
        self.content.addStretch()

    def _buttons(self, line: Line, half_edited: bool) -> QWidget:
        edit = button("继续修改…" if half_edited else "修改…", "plain", "pencil")
        edit.clicked.connect(self.edit_wanted)
        again = button("再访", "plain", "plus")
        again.setToolTip("登记对这个帮扶对象的又一次走访")
        again.clicked.connect(self.again_wanted)
        card = button("填卡", "plain", "file-check")
        card.setToolTip("填写随同这次走访的反馈卡，走访时问到的先填好")
        card.clicked.connect(self.card_wanted)
        subject = button("一企一档", "plain", "book")
        subject.clicked.connect(self.leader("dossier", line.refers.get("subject", "")))
        paper = slips_button(slips_of("visits"), self.slip_wanted.emit)
        return flow_of((edit, again, paper, card, subject), spacing=8)
