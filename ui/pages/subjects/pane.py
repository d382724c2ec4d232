"""The subject in hand: who answers for it, what it is, its files, its visits and its issues."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.details import SubjectDetail
from desk.lists import Line
from models.fields import KINDS
from ui.facts import facts_of, link
from ui.flow import flow_of
from ui.pages.factspane import FactsPane
from ui.parts import button, words

_SHOWN = 8  # visits and issues


class SubjectPane(FactsPane):
    """What the list's current subject is, and what can be done with it.

    `visit_wanted` and `card_wanted` ask for the forms that are taken to it.
    """

    story_wanted = Signal()
    edit_wanted = Signal()
    assign_wanted = Signal()
    visit_wanted = Signal()
    card_wanted = Signal()

    invitation = "在左边选择一个帮扶对象。"

    def show_subject(self, detail: SubjectDetail, begun: Sequence[str]) -> None:
        """A subject; `begun` names what was begun of it and not saved: edit, assign."""
        self.begin(detail.line.shown["name"])
        self.content.addWidget(self._buttons(begun))
        fields = KINDS[detail.kind].fields
        self.content.addWidget(facts_of(fields, detail.line, skip=("name",)))
        self._show_assignments(detail)
        self.show_files(detail.line.uid, detail.files)
        self._show_lines("走访", "visits", detail.visits, _visit_text)
        self._show_lines("问题", "issues", detail.issues, _issue_text)
        self.content.addStretch()

    def _buttons(self, begun: Sequence[str]) -> QWidget:
        story = button("一企一档", "plain", "book")
        story.setToolTip("一个对象的全部经过（Enter）")
        story.clicked.connect(self.story_wanted)
        edit = button("继续修改…" if "edit" in begun else "修改…", "plain", "pencil")
        edit.setToolTip("修改（F2）")
        edit.clicked.connect(self.edit_wanted)
        assigned = "继续落实包联…" if "assign" in begun else "落实包联…"
        assign = button(assigned, "plain", "users")
        assign.clicked.connect(self.assign_wanted)
        visit = button("走访记录表…", "plain", "printer")
        visit.setToolTip("空白的走访记录表，已知情况填好了，带去走访")
        visit.clicked.connect(self.visit_wanted)
        card = button("反馈卡…", "plain", "printer")
        card.setToolTip("本月的反馈卡，已知的栏目填好了，给对象填写")
        card.clicked.connect(self.card_wanted)
        return flow_of((story, edit, assign, visit, card), spacing=8)

    def _show_assignments(self, detail: SubjectDetail) -> None:
        self.content.addWidget(words("包联", "heading"))
        if not detail.assignments:
            self.content.addWidget(words("还没有落实包联领导和责任人。", "warning"))
        for line in detail.assignments:
            self.content.addWidget(facts_of(KINDS["assignments"].fields, line, skip=("subject",)))

    def _show_lines(
        self, title: str, page: str, lines: Sequence[Line], text: Callable[[Line], str]
    ) -> None:
        self.content.addWidget(words(f"{title} {len(lines)}", "heading"))
        for line in lines[:_SHOWN]:
            self.content.addWidget(link(text(line), self.leader(page, line.uid)))
        if len(lines) > _SHOWN:
            self.content.addWidget(words(f"……还有 {len(lines) - _SHOWN} 条"))


def _visit_text(line: Line) -> str:
    return f"{line.shown['visited_on']}  {line.shown['way']}  {line.shown['visitors']}"


def _issue_text(line: Line) -> str:
    return f"{line.shown['state']}  {line.shown['title']}"
