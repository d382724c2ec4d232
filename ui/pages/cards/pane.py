"""The card in hand: who filled it in, what was answered, and the issues that it brought up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.cards.views import CardDetail
from desk.lists import Line
from models.fields import KINDS
from ui.facts import Facts, facts_of
from ui.flow import flow_of
from ui.pages.factspane import FactsPane
from ui.parts import button, words

_HEAD = ("subject", "form", "issues")


class CardPane(FactsPane):
    """What the list's current card says."""

    edit_wanted = Signal()
    paper_wanted = Signal()

    invitation = "在左边选择一张反馈卡。"

    def show_card(self, detail: CardDetail, half_edited: bool) -> None:
        """A card; `half_edited` where a change of it has been begun and not saved."""
        self.begin(detail.line.shown["subject"])
        self.content.addWidget(words(detail.form.title))
        self.content.addWidget(self._buttons(detail.line, half_edited))
        visit = detail.line.refers.get("visit")
        links = {"visit": self.leader("visits", visit)} if visit else {}
        self.content.addWidget(facts_of(KINDS["cards"].fields, detail.line, _HEAD, links))
        self.show_issues(detail.issues)
        self.show_files(detail.line.uid, detail.files)
        for heading, answers in detail.told:
            self.content.addWidget(words(heading, "heading"))
            self.content.addWidget(Facts(answers))
        self.content.addStretch()

    def _buttons(self, line: Line, half_edited: bool) -> QWidget:
        edit = button("继续修改" if half_edited else "修改", "plain", "pencil")
        edit.setToolTip("修改答案，添加问题（回车）")
        edit.clicked.connect(self.edit_wanted)
        paper = button("打印", "plain", "printer")
        paper.setToolTip("预览、打印，存成 Word、PDF、Excel（Ctrl+P）")
        paper.clicked.connect(self.paper_wanted)
        subject = button("一企一档", "plain", "book")
        subject.clicked.connect(self.leader("dossier", line.refers.get("subject", "")))
        return flow_of((edit, paper, subject))
