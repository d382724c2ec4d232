"""督办: its parts as chips above, one of them below."""

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget

from desk.supervision.drafts import is_draft
from ui.chips import ChipBar
from ui.pages.page import Page
from ui.pages.supervision.drafts import DraftsPanel
from ui.pages.supervision.inspecting import InspectionsPanel
from ui.pages.supervision.panel import Panel
from ui.pages.supervision.record import RecordPanel
from ui.pages.supervision.sent import SentPanel
from ui.workspace import Workspace

_DRAFTS, _INSPECTIONS = "drafts", "inspections"
_PARTS = ((_DRAFTS, "今日待发"), ("sent", "已发"), ("record", "单位履职"), (_INSPECTIONS, "督查"))


class SupervisionPage(Page):
    """Alt+1, Alt+2 … turn to its parts."""

    name = "supervision"
    typed_here = ("inspection", "finding-", "rectify-", "item-")
    watches = frozenset(
        {"issue", "step", "organization", "subject", "person", "own_rule", "calendar_day"}
        | {"inspection", "inspection_item", "setting"}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.drafts = DraftsPanel(workspace)
        self.sent = SentPanel(workspace)
        self.record = RecordPanel(workspace)
        self.inspections = InspectionsPanel(workspace)
        self.parts: dict[str, Panel] = {name: getattr(self, name) for name, _ in _PARTS}
        self.part = _DRAFTS
        self.bar = ChipBar(_PARTS)
        self.bar.chosen.connect(self.turn_to)
        self.stack = QStackedWidget()
        for one in self.parts.values():
            self.stack.addWidget(one)
            one.told.connect(self._tell)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.stack, 1)
        for place, (name, _) in enumerate(_PARTS, 1):
            QShortcut(f"Alt+{place}", self, lambda name=name: self.turn_to(name))
        self.bar.choose(self.part)
        self.stale = True  # reckoned when it is first looked at

    @property
    def current(self) -> Panel:
        """The part in sight."""
        return self.parts[self.part]

    def refresh(self) -> None:
        """See Page: the part in sight; the others when one turns to them."""
        self.stale = False
        self.current.refresh()
        self._tell()

    def _tell(self) -> None:
        self.count.setText(self.current.said())

    def turn_to(self, name: str) -> None:
        """Bring a part into sight."""
        self.part = name
        self.bar.choose(name)
        self.stack.setCurrentWidget(self.current)
        self.refresh()
        self.current.take_keyboard()

    def open(self, uid: str) -> None:
        """See Page: a draft by its key, else an inspection."""
        if is_draft(uid):
            self.turn_to(_DRAFTS)
            self.drafts.choose(uid)
        else:
            self.turn_to(_INSPECTIONS)
            self.inspections.choose(uid)

    def take_keyboard(self) -> None:
        """See Page."""
        self.current.take_keyboard()

    def search(self) -> None:
        """Put the keyboard where the part is read."""
        self.current.take_keyboard()

    def begin_new(self) -> None:
        """See Page: an inspection; notices are drafted by the ladder."""
        self.turn_to(_INSPECTIONS)
        self.inspections.begin()

    def print_out(self) -> None:
        """See Page: what the part in sight shows."""
        self.current.print_out()

    def show_log(self) -> None:
        """See Page: of what is in hand in the part in sight."""
        self.current.show_log()
