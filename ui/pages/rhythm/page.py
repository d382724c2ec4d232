"""日程: a week or a month, what is owed in it, and the plan of visits."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from desk.rhythm.owing import owed_on_of
from desk.rhythm.paper import RHYTHM
from desk.rhythm.spans import Span
from ui.chips import ChipBar
from ui.documents import look_at
from ui.pages.page import Page
from ui.pages.rhythm.owed import OwedPanel
from ui.pages.rhythm.plan import PlanPanel
from ui.parts import button, words
from ui.recordbutton import record_button
from ui.slips import record_paper
from ui.workspace import Workspace

_PANELS = (("owed", "应办事项"), ("plan", "走访计划"))
_SPANS = (("week", "周"), ("month", "月"))
_LABEL_PIXELS, _SPANS_PIXELS = 190, 112
_PAPERS = {paper.name: paper for paper in RHYTHM}


class RhythmPage(Page):
    """Two panels over the same week or month."""

    name = "rhythm"
    typed_here = ("entry-", "plan-")
    watches = frozenset(
        {"visit", "assignment", "subject", "organization", "person", "issue", "step", "setting"}
        | {"rhythm_entry", "planned_visit", "meeting", "inspection", "bulletin", "own_rule"}
        | {"calendar_day"}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.span = Span.month(self._today())
        self.owed, self.plan = OwedPanel(workspace), PlanPanel(workspace)
        self.panels = QStackedWidget()
        self.panels.addWidget(self.owed)
        self.panels.addWidget(self.plan)
        self._add_tools()
        self.chips = ChipBar(_PANELS)
        self.chips.choose("owed")
        self.chips.chosen.connect(self.turn_to)
        line = QHBoxLayout()
        line.addWidget(self.chips, 1)
        line.addWidget(record_button(self.show_log))
        self.body.addLayout(line)
        self.body.addWidget(self.panels, 1)
        QShortcut("Ctrl+PgUp", self, lambda: self.look_at(self.span.previous))
        QShortcut("Ctrl+PgDown", self, lambda: self.look_at(self.span.following))
        self.stale = True  # reckoned when it is first looked at

    def refresh(self) -> None:
        """Reckon the panel in sight anew."""
        self.span_said.setText(self.span.label)
        self.count.setText(f"截至 {self._today()}")
        self._panel().show_span(self.span)

    def look_at(self, span: Span) -> None:
        """Look at another week or month."""
        self.span = span
        self.spans.choose("week" if span.is_week else "month")
        self.refresh()

    def turn_to(self, name: str) -> None:
        """Show one of the panels."""
        self.panels.setCurrentWidget(self.plan if name == "plan" else self.owed)
        self.chips.choose(name)
        self.refresh()

    def open(self, uid: str) -> None:
        """Bring a debt into sight (`desk.rhythm.owing.Debt.id`), with the month that it is in."""
        self.span = Span.month(owed_on_of(uid))
        self.spans.choose("month")
        self.turn_to("owed")
        self.owed.find_debt(uid)

    def take_keyboard(self) -> None:
        """See Page: the list."""
        self._panel().table.setFocus()

    def search(self) -> None:
        """Put the keyboard into the list."""
        self.take_keyboard()

    def begin_new(self) -> None:
        """A new line of the plan, or what the debt in hand asks for."""
        if self._panel() is self.plan:
            self.plan.add_line()
        else:
            self.owed.go()

    def print_out(self) -> None:
        """Print the plan, or what is owed and not met."""
        name = "plan" if self._panel() is self.plan else "owed"
        paper = _PAPERS[name]
        stem = f"{paper.label} {self.span.label}"
        look_at(self.workspace, record_paper(self.workspace, paper, self.span.text, stem), self)

    def show_log(self) -> None:
        """See Page: of the line of the plan, or of what met the debt in hand."""
        self._panel().show_log()

    def set_up(self) -> None:
        """Ask which duties are owed, on which days, and how many visits a day."""
        from ui.pages.rhythm.settings import set_duties

        set_duties(self.workspace, self)

    def _panel(self) -> OwedPanel | PlanPanel:
        return self.plan if self.panels.currentWidget() is self.plan else self.owed

    def _today(self) -> date:
        return self.workspace.book.clock.today()

    def _add_tools(self) -> None:
        earlier, later = (button("", "plain", f"chevron-{side}") for side in ("left", "right"))
        earlier.setToolTip("前一段（Ctrl+PgUp）")
        later.setToolTip("后一段（Ctrl+PgDn）")
        earlier.clicked.connect(lambda: self.look_at(self.span.previous))
        later.clicked.connect(lambda: self.look_at(self.span.following))
        self.span_said = words("", "heading")
        self.span_said.setMinimumWidth(_LABEL_PIXELS)
        self.span_said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.spans = ChipBar(_SPANS)
        self.spans.setFixedWidth(_SPANS_PIXELS)  # side by side: in a row of tools chips would wrap
        self.spans.choose("month")
        self.spans.chosen.connect(self._turn_to_span)
        self.printing = button("打印", "plain", "printer")
        self.printing.setToolTip("先预览，再打印或者存成 Word、PDF、Excel（Ctrl+P）")
        self.printing.clicked.connect(self.print_out)
        self.settings = button("节奏设置…", "plain", "settings")
        self.settings.clicked.connect(self.set_up)
        tools = (self.spans, earlier, self.span_said, later, self.printing, self.settings)
        for one in tools:
            self.tools.addWidget(one)

    def _turn_to_span(self, name: str) -> None:
        day = min(max(self._today(), self.span.first), self.span.last)
        self.look_at(Span.week(day) if name == "week" else Span.month(day))
