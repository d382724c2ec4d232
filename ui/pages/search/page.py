"""查找: everything that is written, found as it is typed."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from desk.looking import APART, PAGE, Asked, Found
from desk.search import LABELS, Tally
from ui.chips import ChipBar
from ui.invitation import Choice, Invitation
from ui.leading import NAMED_IN, place_of
from ui.pages.page import Page
from ui.pages.search.finder import Finder
from ui.pages.search.hitlist import HitList
from ui.pages.search.line import SearchLine
from ui.pages.search.pane import HitPane
from ui.panes import side_by_side
from ui.parts import Card
from ui.recent import recent, remember
from ui.record import NOTHING_CHOSEN, show_record
from ui.workspace import Workspace

_ALL = "all"
_INVITATION = "打几个字或拼音首字母，在全部内容里找"
_SEARCHES = "searches"
_TIPS = (
    "名称、编号、问题、办理步骤、走访记录、反馈卡的答案、简报正文、附件名，都在这里找。",
    "两个字就够，如：用地、融资、环评。几个词之间空一格，列出的每一条都有。",
    "企业、单位和人名可以打拼音首字母；编号、代码、电话从开头打几位。",
)
_PANE_PIXELS = 330
_ASKED_AGAIN = 10 * PAGE  # rows that are asked for anew, where so many have come


class SearchPage(Page):
    """A line, chips for the kinds, the hits and beside them the record in hand.

    What was typed stays when the person comes back.
    """

    name = "search"
    watches = frozenset(
        {"subject", "organization", "person", "issue", "step", "visit", "visit_visitor", "card"}
        | {"assignment", "bulletin", "attachment"}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.finder = Finder(workspace)
        self.finder.setParent(self)
        self.line = SearchLine(_INVITATION)
        self.chips = ChipBar([(_ALL, "全部"), *((kind, LABELS[kind]) for kind in APART)])
        self.list = HitList(self.finder)
        self.pane = HitPane(workspace)
        self.blank = Invitation(_TIPS)
        self.stack = QStackedWidget()
        self._kind = _ALL
        self._counts: Mapping[str, Tally] = {}
        self._hurried = False
        self._lay_out()
        self._connect()
        self.chips.choose(_ALL)
        self._show_start()

    def _lay_out(self) -> None:
        self.body.addWidget(self.line)
        self.body.addWidget(self.chips)
        beside = Card()
        beside.setMinimumWidth(_PANE_PIXELS)
        beside.body.addWidget(self.pane)
        self.splitter = side_by_side(self.list, beside, grows=0)
        self.workspace.settings.restore("search-panes", self.splitter)
        for part in (self.blank, self.splitter):
            self.stack.addWidget(part)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.line.searched.connect(lambda text: self._ask(text, self._kind))
        self.line.moved.connect(self.list.move_by)
        self.line.passed.connect(self._enter)
        self.chips.chosen.connect(self.filter_by)
        self.finder.arrived.connect(self._arrived)
        self.finder.counted.connect(self._say_counts)
        self.finder.advised.connect(self._advise)
        self.list.picked.connect(self.pane.show_hit)
        for opening in (self.list.opened, self.pane.opened):
            opening.connect(self.open_hit)
        self.pane.log_wanted.connect(self.show_log)
        back = QShortcut(QKeySequence("Esc"), self.list, self.search)
        back.setContext(Qt.ShortcutContext.WidgetShortcut)

    # --- what is asked -----------------------------------------------------------------------

    def look_for(self, text: str, kind: str = "") -> None:
        """Search for a text, as if it were typed; in one kind where one is named."""
        self.line.show_searched(text)
        self._ask(text.strip(), kind or _ALL)

    def filter_by(self, kind: str) -> None:
        """List the hits of one kind, or all."""
        self._ask(self.finder.asked.text, kind)

    def _ask(self, text: str, kind: str, rows: int = PAGE) -> None:
        self._kind = kind
        self.chips.choose(kind)
        if text != self.finder.asked.text:
            self._show_counts({})
        self.finder.ask(Asked(text, "" if kind == _ALL else kind), rows)
        if not text:
            self._show_start()

    def refresh(self) -> None:
        """See Page: the same question again; the hit in hand stays where it is still there."""
        come = self.list.hits.rowCount()
        self._ask(self.finder.asked.text, self._kind, min(max(PAGE, come), _ASKED_AGAIN))

    # --- what comes --------------------------------------------------------------------------

    def _arrived(self, rows: Sequence[Found], goes_on: bool) -> None:
        if goes_on:
            self.list.hits.add(rows)
            return
        self.list.show_hits(rows, self.list.current())
        self.stack.setCurrentWidget(self.splitter if rows else self.blank)
        if not rows:
            self._say_nothing(())
        if self._hurried:
            self._enter()

    def _show_start(self) -> None:
        """What was searched for before, and how to search."""
        self._hurried = False
        self.list.show_hits((), None)
        self._show_counts({})
        self.stack.setCurrentWidget(self.blank)
        texts = recent(self.workspace.settings, _SEARCHES)
        choices = [(text, self._looking_for(text)) for text in texts]
        self.blank.show_choices("在全部内容里查找", "最近找过：", choices)

    def _say_counts(self, counts: Mapping[str, Tally]) -> None:
        self._show_counts(counts)
        if not self.list.hits.rowCount():
            self._say_nothing(())

    def _show_counts(self, counts: Mapping[str, Tally]) -> None:
        self._counts = counts
        for kind in APART:
            self.chips.rename(kind, _counted(LABELS[kind], self._sum(kind)))
        self.chips.rename(_ALL, _counted("全部", self._sum(_ALL)))
        self.count.setText(f"找到 {_said(self._sum(self._kind))}" if counts else "")

    def _sum(self, kind: str) -> Tally:
        """How many hits of a kind, or of all, were counted."""
        kinds = APART if kind == _ALL else (kind,)
        some = [self._counts[one] for one in kinds if one in self._counts]
        return Tally(sum(one.number for one in some), any(one.more for one in some))

    def _say_nothing(self, texts: Sequence[tuple[str, Tally]]) -> None:
        """What else finds something: all kinds, or less of the words."""
        every, here = self._sum(_ALL), ""
        choices: list[Choice] = []
        if self._kind != _ALL:
            here = f"在{LABELS[self._kind]}里"
            choices += [(f"全部类别（{_said(every)}）", self._widen)] * bool(every.number)
        choices += [(f"{one}（{_said(found)}）", self._looking_for(one)) for one, found in texts]
        self.blank.show_choices(f"{here}没有找到“{self.finder.asked.text}”", "试试：", choices)

    def _widen(self) -> None:
        self.filter_by(_ALL)

    def _looking_for(self, text: str) -> Callable[[], None]:
        return lambda: self.look_for(text)

    def _advise(self, texts: Sequence[tuple[str, Tally]]) -> None:
        if not self.list.hits.rowCount():
            self._say_nothing(texts)

    # --- where it leads ----------------------------------------------------------------------

    def _enter(self) -> None:
        """Open the hit in hand; who is faster than the search gets the first that comes."""
        self._hurried = self.finder.looking
        current = self.list.current()
        if current is not None and not self._hurried:
            self.open_hit(current)

    def open_hit(self, found: Found) -> None:
        """Show the record on its page; of a person or a unit, what names them."""
        hit, place = found.hit, place_of(found.hit)
        remember(self.workspace.settings, _SEARCHES, self.finder.asked.text)
        if hit.kind in NAMED_IN:
            self.look_for(hit.title, NAMED_IN[hit.kind])
        elif place is not None:
            self.workspace.shown.emit(*place)

    def show_log(self) -> None:
        """See Page: of the hit in hand; units and people have no page of their own."""
        found = self.list.current()
        if found is not None:
            hit = found.hit
            title = "　".join(filter(None, (hit.number, hit.title)))
            self.log = show_record(self.workspace, title, [hit.record], self)
        else:
            self.workspace.said.emit(NOTHING_CHOSEN)

    # --- as every page -----------------------------------------------------------------------

    def take_keyboard(self) -> None:
        """See Page: into the line."""
        self.search()

    def search(self) -> None:
        """See Page."""
        self.line.setFocus()
        self.line.selectAll()

    def may_close(self) -> bool:
        """Remember how wide the pane is."""
        self.workspace.settings.keep("search-panes", self.splitter)
        return True


def _counted(label: str, found: Tally) -> str:
    """What stands on a chip."""
    return f"{label} {found.number:,}{'+' * found.more}" if found.number else label


def _said(counted: Tally) -> str:
    return f"{counted.number:,} 条{'以上' * counted.more}"
