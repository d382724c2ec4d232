"""The meeting in hand: its agenda in order, what was decided, what became of earlier decisions."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desk.lists import Line
from desk.meetings import AgendaItem, Standing
from desk.meetings.documents import MEETING_PAPERS
from desk.meetings.standing import LATE
from models.fields import KINDS
from ui import lamps
from ui.facts import clear, facts_of
from ui.flow import FlowLayout
from ui.itemlist import ItemList, Shown
from ui.parts import Scroller, button, words
from ui.slips import slips_button

_INVITATION = "在左边选择一次会议，或从右上方“新建会议”开始。"
_HEAD = ("title",)
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


class MeetingPane(QWidget):
    """What the list's current meeting is.

    `draft_wanted` asks for the red issues, `topic_wanted` for another topic, `matter_wanted` and
    `decision_wanted` for the words of the item in hand; `slip_wanted` gives a paper and whether it
    shall be blank, `link_wanted` a page and a uid.
    """

    edit_wanted = Signal()
    draft_wanted = Signal()
    topic_wanted = Signal()
    matter_wanted = Signal()
    decision_wanted = Signal()
    slip_wanted = Signal(object, bool)
    link_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[AgendaItem, ...] = ()
        self.list = ItemList("议题")
        self._head, self._below = QVBoxLayout(), QVBoxLayout()
        below = QWidget()
        below.setLayout(self._below)
        self._below.setContentsMargins(0, 0, 8, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._head)
        self.heading = words("议题", "heading")
        self.nothing = words(_NO_ITEMS)
        self.nothing.setWordWrap(True)
        layout.addWidget(self.heading)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 3)
        layout.addWidget(self._item_buttons())
        layout.addWidget(Scroller(below), 2)
        self.list.picked.connect(lambda _: self._enable())
        self.list.opened.connect(lambda _: self.decision_wanted.emit())
        self.show_nothing()

    def _item_buttons(self) -> QWidget:
        """What can be done with the item in hand, and how more come in."""
        self.draft = self._made("列入红色问题", "list-checks", self.draft_wanted)
        self.draft.setToolTip("把已提级、红色督办和超期的问题按轻重、按单位列入议题")
        self.topic = self._made("添加议题…", "plus", self.topic_wanted)
        self.decide = self._made("填写决定…", "pencil", self.decision_wanted)
        self.decide.setToolTip("会后填写；对问题的决定同时成为这个问题的一条措施（回车）")
        self.matter = self._made("提请事项…", "", self.matter_wanted)
        self.up = self._mover("上移", "chevron-up", -1, "Alt+↑")
        self.down = self._mover("下移", "chevron-down", 1, "Alt+↓")
        self.drop = button("", "plain", "trash-2")
        self.drop.setToolTip("去掉这个议题（Del）")
        self.drop.setAccessibleName("去掉议题")
        self.drop.clicked.connect(self.list.dropped)
        self.open = button("看问题", "plain", "list-checks")
        self.open.clicked.connect(self._follow)
        made = QWidget()
        flow = FlowLayout(made, spacing=6)
        flow.setContentsMargins(0, 0, 0, 0)
        for one in (self.draft, self.topic, self.decide, self.matter, self.open):
            flow.addWidget(one)
        for one in (self.up, self.down, self.drop):
            flow.addWidget(one)
        return made

    def _made(self, said: str, icon: str, wanted: object) -> QPushButton:
        made = button(said, "plain", icon)
        made.clicked.connect(wanted)
        return made

    def _mover(self, said: str, icon: str, way: int, key: str) -> QPushButton:
        made = button("", "plain", icon)
        made.setToolTip(f"{said}（{key}）")
        made.setAccessibleName(said)
        made.clicked.connect(lambda: self.list.moved.emit(way))
        return made

    def current(self) -> AgendaItem | None:
        """The item in hand."""
        uid = self.list.current()
        return next((one for one in self.items if one.uid == uid), None)

    def show_nothing(self) -> None:
        """No meeting is chosen."""
        clear(self._head)
        clear(self._below)
        self._head.addWidget(words(_INVITATION))
        self._show_items((), there=False)

    def show_meeting(
        self, line: Line, items: tuple[AgendaItem, ...], before: Sequence[Standing]
    ) -> None:
        """A meeting with its agenda, and the decisions of earlier ones that it is told of."""
        clear(self._head)
        clear(self._below)
        title = words(line.shown["title"], "heading")
        title.setWordWrap(True)
        self._head.addWidget(title)
        self._head.addWidget(self._buttons())
        self._show_items(items, there=True)
        if before:
            self._below.addWidget(words(f"以前会议决定的落实情况　{len(before)}", "heading"))
        for one in before:
            self._below.addWidget(_standing(one))
        self._below.addWidget(words("会议信息", "heading"))
        self._below.addWidget(facts_of(KINDS["meetings"].fields, line, _HEAD))
        self._below.addStretch()

    def _buttons(self) -> QWidget:
        edit = button("修改…", "plain", "pencil")
        edit.setToolTip("修改会议信息，会后填写会议情况（F2）")
        edit.clicked.connect(self.edit_wanted)
        made = QWidget()
        flow = FlowLayout(made, spacing=8)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.addWidget(edit)
        flow.addWidget(slips_button(MEETING_PAPERS, self.slip_wanted.emit))
        return made

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
