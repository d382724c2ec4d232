"""The visit in hand: what was asked, brought and helped, and the problems that it brought home."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.details import VisitDetail
from desk.lists import Line
from desk.slips import slips_of
from models.fields import KINDS
from ui.facts import clear, facts_of
from ui.flow import FlowLayout
from ui.issuelink import issue_link
from ui.parts import Scroller, button, words
from ui.slips import slips_button

_INVITATION = "在左边选择一次走访。"


class VisitPane(QWidget):
    """What the list's current visit is.

    `link_wanted` gives a page and a uid, `slip_wanted` a slip and whether it shall be blank.
    """

    edit_wanted = Signal()
    again_wanted = Signal()
    card_wanted = Signal()
    slip_wanted = Signal(object, bool)
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
        """No visit is chosen."""
        clear(self._content)
        self._content.addWidget(words(_INVITATION))
        self._content.addStretch()

    def show_visit(self, detail: VisitDetail, half_edited: bool) -> None:
        """A visit; `half_edited` where a change of it has been begun and not saved."""
        clear(self._content)
        line = detail.line
        title = words(line.shown["subject"], "heading")
        title.setWordWrap(True)
        self._content.addWidget(title)
        self._content.addWidget(self._buttons(line, half_edited))
        self._content.addWidget(facts_of(KINDS["visits"].fields, line, skip=("subject", "issues")))
        self._show_issues(detail.issues)
        self._content.addStretch()

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
        subject.clicked.connect(self._leader("dossier", line.refers.get("subject", "")))
        paper = slips_button(slips_of("visits"), self.slip_wanted.emit)
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=8)
        flow.setContentsMargins(0, 0, 0, 0)
        for one in (edit, again, paper, card, subject):
            flow.addWidget(one)
        return buttons

    def _show_issues(self, issues: Sequence[Line]) -> None:
        self._content.addWidget(words(f"问题 {len(issues)}" if issues else "没有问题", "heading"))
        for issue in issues:
            self._content.addWidget(issue_link(issue, self._leader("issues", issue.uid)))

    def _leader(self, page: str, uid: str) -> Callable[[], None]:
        return lambda: self.link_wanted.emit(page, uid)
