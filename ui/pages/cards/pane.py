"""The card in hand: who filled it in, what was answered, and the issues that it brought up."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.cards.views import CardDetail
from desk.lists import Line
from models.fields import KINDS
from ui.facts import Facts, clear, facts_of
from ui.flow import FlowLayout
from ui.issuelink import issue_link
from ui.parts import Scroller, button, words

_INVITATION = "在左边选择一张反馈卡。"
_HEAD = ("subject", "form", "issues")


class CardPane(QWidget):
    """What the list's current card says. `link_wanted` gives a page and a uid."""

    edit_wanted = Signal()
    paper_wanted = Signal()
    link_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        content = QWidget()
        self._content = QVBoxLayout(content)
        self._content.setContentsMargins(0, 0, 8, 0)
        self._content.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroller(content))
        self.show_nothing()

    def show_nothing(self) -> None:
        """No card is chosen."""
        clear(self._content)
        self._content.addWidget(words(_INVITATION))
        self._content.addStretch()

    def show_card(self, detail: CardDetail, half_edited: bool) -> None:
        """A card; `half_edited` where a change of it has been begun and not saved."""
        clear(self._content)
        title = words(detail.line.shown["subject"], "heading")
        title.setWordWrap(True)
        self._content.addWidget(title)
        self._content.addWidget(words(detail.form.title))
        self._content.addWidget(self._buttons(detail.line, half_edited))
        visit = detail.line.refers.get("visit")
        links = {"visit": self._leader("visits", visit)} if visit else {}
        self._content.addWidget(facts_of(KINDS["cards"].fields, detail.line, _HEAD, links))
        self._show_issues(detail.issues)
        for heading, answers in detail.told:
            self._content.addWidget(words(heading, "heading"))
            self._content.addWidget(Facts(answers))
        self._content.addStretch()

    def _buttons(self, line: Line, half_edited: bool) -> QWidget:
        edit = button("继续修改" if half_edited else "修改", "plain", "pencil")
        edit.setToolTip("修改答案，添加问题（回车）")
        edit.clicked.connect(self.edit_wanted)
        paper = button("打印", "plain", "printer")
        paper.setToolTip("预览、打印，存成 Word、PDF、Excel（Ctrl+P）")
        paper.clicked.connect(self.paper_wanted)
        subject = button("一企一档", "plain", "book")
        subject.clicked.connect(self._leader("dossier", line.refers.get("subject", "")))
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.setContentsMargins(0, 0, 0, 0)
        for one in (edit, paper, subject):
            flow.addWidget(one)
        return buttons

    def _show_issues(self, issues: Sequence[Line]) -> None:
        self._content.addWidget(words(f"问题 {len(issues)}" if issues else "没有问题", "heading"))
        for issue in issues:
            self._content.addWidget(issue_link(issue, self._leader("issues", issue.uid)))

    def _leader(self, page: str, uid: str) -> Callable[[], None]:
        return lambda: self.link_wanted.emit(page, uid)
