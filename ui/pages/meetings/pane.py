"""The meeting in hand: its agenda in order, what was decided, what became of earlier decisions."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton

from desk.lists import Line
from desk.meetings import AgendaItem, Standing
from desk.meetings.documents import MEETING_PAPERS
from desk.meetings.standing import LATE
from ui import lamps
from ui.itemlist import Shown
from ui.pages.recordpage import RecordPane, acting
from ui.parts import words

_NO_ITEMS = "还没有议题。可以把超期、提级、红色督办的问题一次列进来，再增减、排序。"


def told(item: AgendaItem) -> str:
    """An item in a few lines: what it is about, how it stands, what is asked, what was decided."""
    lines = [f"{item.position}. {item.title}"]
    if item.issue is not None:
        said = item.issue.shown
        due = f"时限 {said['due_on']}" if said["due_on"] else ""
        lines.append("　".join(filter(None, (said["lamp"], said["lead_unit"], due))))
        lines.append(f"提请：{item.matter}" if item.matter else "")
    lines.append(f"决定：{item.decision}" if item.decision else "")
    if item.measure is not None:
        outcome = item.measure.outcome
        until = f"，{item.measure.due_on} 前" if item.measure.due_on else ""
        lines.append(f"已完成：{outcome}" if outcome else f"已转为措施{until}")
    return "\n".join(filter(None, lines))


class MeetingPane(RecordPane):
    """What the list's current meeting is.

    `draft_wanted` asks for the red issues, `topic_wanted` for another topic, `matter_wanted` and
    `decision_wanted` for the words of the item in hand.
    """

    draft_wanted = Signal()
    topic_wanted = Signal()
    matter_wanted = Signal()
    decision_wanted = Signal()

    kind = "meetings"
    noun = "会议"
    papers = MEETING_PAPERS

    def __init__(self) -> None:
        super().__init__("议题", _NO_ITEMS)
        self.items: tuple[AgendaItem, ...] = ()
        self.heading = words("议题", "heading")
        self.box.insertWidget(1, self.heading)
        self.list.picked.connect(lambda _: self._enable())
        self.list.opened.connect(lambda _: self.decision_wanted.emit())
        self.show_nothing()

    def item_buttons(self) -> Sequence[QPushButton]:
        """See RecordPane."""
        self.draft = acting("列入红色问题", "list-checks", self.draft_wanted.emit)
        self.draft.setToolTip("把已提级、红色督办和超期的问题按轻重、按单位列入议题")
        self.topic = acting("添加议题…", "plus", self.topic_wanted.emit)
        self.decide = acting("填写决定…", "pencil", self.decision_wanted.emit)
        self.decide.setToolTip("会后填写；对问题的决定同时成为这个问题的一条措施（回车）")
        self.matter = acting("提请事项…", "", self.matter_wanted.emit)
        self.up = self._mover("上移", "chevron-up", -1, "Alt+↑")
        self.down = self._mover("下移", "chevron-down", 1, "Alt+↓")
        self.drop = acting("", "trash-2", self.list.dropped.emit)
        self.drop.setToolTip("去掉这个议题（Del）")
        self.drop.setAccessibleName("去掉议题")
        self.open = acting("看问题", "list-checks", self._follow)
        shown = (self.draft, self.topic, self.decide, self.matter, self.open)
        return *shown, self.up, self.down, self.drop

    def _mover(self, said: str, icon: str, way: int, key: str) -> QPushButton:
        made = acting("", icon, lambda: self.list.moved.emit(way))
        made.setToolTip(f"{said}（{key}）")
        made.setAccessibleName(said)
        return made

    def current(self) -> AgendaItem | None:
        """The item in hand."""
        uid = self.list.current()
        return next((one for one in self.items if one.uid == uid), None)

    def show_nothing(self) -> None:
        """No meeting is chosen."""
        self.invite()
        self._show_items((), there=False)

    def show_meeting(
        self, line: Line, items: tuple[AgendaItem, ...], before: Sequence[Standing]
    ) -> None:
        """A meeting with its agenda, and the decisions of earlier ones that it is told of."""
        self.tell_head(line)
        self.offer("会议信息，会后填写会议情况")
        self._show_items(items, there=True)
        if before:
            self.below.addWidget(words(f"以前会议决定的落实情况　{len(before)}", "heading"))
        for one in before:
            self.below.addWidget(_standing(one))
        self.tell_facts(line)
        self.below.addStretch()

    def _show_items(self, items: tuple[AgendaItem, ...], *, there: bool) -> None:
        self.items = items
        self.heading.setText(f"议题　{len(items)}")
        self.heading.setVisible(there)
        self.nothing.setVisible(there and not items)
        self.list.setVisible(bool(items))
        for one in (self.draft, self.topic):
            one.setVisible(there)
        self.list.show_items([_shown(one) for one in items])

    def _enable(self) -> None:
        item = self.current()
        for one in (self.decide, self.matter, self.up, self.down, self.drop):
            one.setVisible(item is not None)
        self.open.setVisible(item is not None and item.issue is not None)
        self.decide.setEnabled(item is not None and not item.decision)
        self.drop.setEnabled(item is not None and not item.decision)

    def _follow(self) -> None:
        item = self.current()
        if item is not None and item.issue is not None:
            self.link_wanted.emit("issues", item.issue.uid)


def _shown(item: AgendaItem) -> Shown:
    lamp = item.issue.values["lamp"] if item.issue else ""
    return Shown(item.uid, told(item), lamps.icon(lamp) if lamp else None)


def _standing(one: Standing) -> QLabel:
    about = f"{one.issue.shown['subject']}：" if one.issue else ""
    stands = "，".join(filter(None, (one.word, one.told)))
    text = f"{about}{one.decision}\n{one.held_on} {one.meeting}　{stands}"
    said = words(text, "warning" if one.word == LATE else "plain")
    said.setWordWrap(True)
    return said
