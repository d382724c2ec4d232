"""会议: meetings with their agendas; what is decided on an issue becomes a measure of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from desk import meetings
from desk.meetings import Topic
from desk.meetings.deciding import DECISION_FIELDS, decision_of
from desk.seen import Seen
from models.field import Field, Type
from models.vocabulary import MEETING_KINDS
from ui.asking import Question, fill, fill_over, settled
from ui.changes import Changes
from ui.forms import Form, as_written
from ui.pages.listpage import Chip
from ui.pages.meetings.pane import MeetingPane
from ui.pages.recordpage import RecordPage
from ui.workspace import Workspace

_TOPIC_FIELDS = (
    Field("issue", "问题", Type.REFERENCE, refers="issues", help="不涉及某个问题的议题不填"),
    meetings.MATTER,
)


class MeetingsPage(RecordPage):
    """The list of meetings; agenda, decisions and papers of the current one at the right."""

    name = "meetings"
    typed_here = ("meeting-", "topic-", "matter-", "decision-")
    kind = "meetings"
    begins = "held_on"
    draft = "meeting"
    watches = frozenset({"meeting", "meeting_item", "issue", "step", "subject", "person"})
    columns = ("held_on", "title", "kind", "place", "chair", "number", "attendants")
    hidden = ("attendants",)
    spare = ("kind", "number", "chair", "place")
    elastic = "title"
    chips = (
        Chip("all", "全部"),
        *(Chip(one.code, one.label, {"kind": one.code}) for one in MEETING_KINDS),
    )
    pane_pixels = 560
    invitation = "搜索会议名称、参会人员（Ctrl+F）"
    empty = "还没有会议。从右上方“新建会议”开始。"

    def __init__(self, workspace: Workspace) -> None:
        pane = MeetingPane()
        super().__init__(workspace, pane)
        self.meeting = pane
        pane.draft_wanted.connect(self.draft_agenda)
        pane.topic_wanted.connect(self.add_topic)
        pane.matter_wanted.connect(self.change_matter)
        pane.decision_wanted.connect(self.decide)
        pane.list.moved.connect(self.shift)
        pane.list.dropped.connect(self.drop)

    # --- what is in hand ---------------------------------------------------------------------

    def show_record(self, uid: str) -> None:
        """See ListPage."""
        line = self.line_of(uid) if uid else None
        if line is None:
            self.meeting.show_nothing()
            return
        today = self.workspace.book.clock.today()
        with self.workspace.book.read() as connection:
            items = meetings.agenda(connection, uid, today)
            before = meetings.settled_before(connection, uid, today)
        self.meeting.show_meeting(line, items, before)

    def open_record(self, uid: str) -> None:
        """Enter on a row leads into its agenda."""
        (self.meeting.list if self.meeting.items else self.meeting.draft).setFocus()

    # --- the agenda --------------------------------------------------------------------------

    def draft_agenda(self) -> None:
        """Put the red issues that are not there yet behind the items, in the drafted order."""
        topics = self._topics()
        there = [one.issue for one in topics if one.issue]
        with self.workspace.book.read() as connection:
            found = meetings.proposals(connection, self.workspace.book.clock.today(), there)
        if not found:
            self.workspace.said.emit("没有别的超期、提级或红色督办的问题")
        elif self._set([*topics, *(Topic(one.matter, one.issue.uid) for one in found)]):
            self.workspace.said.emit(f"已列入 {len(found)} 个问题；可以去掉、排序")

    def add_topic(self) -> None:
        """Ask for one more topic: an issue, or a matter without one."""
        form = Form(_TOPIC_FIELDS, self.workspace.lookups())
        question = Question("添加议题", "添加", self._topic_draft())
        given = fill(self.workspace, question, form)
        if given is not None:
            said = as_written(given)
            issue = str(said["issue"]) if said["issue"] else None
            if self._set([*self._topics(), Topic(str(said["matter"] or ""), issue)]):
                settled(self.workspace, question)

    def change_matter(self) -> None:
        """Say otherwise what is asked of the meeting in the item in hand."""
        item = self.meeting.current()
        if item is None:
            return
        form = Form([meetings.MATTER], self.workspace.lookups())
        form.set_values({"matter": item.matter})
        changes = Changes(form, {"matter": item.matter})
        question = Question(f"提请事项　{item.title}", "保存", f"matter-{item.uid}")
        given = fill_over(self.workspace, question, form, changes)
        if given is not None:
            seen = Seen(item.uid, changes.seen)
            saved = self.workspace.save(self._reword, seen, as_written(given))
            self._show_again()
            dropped = item.uid not in (one.uid for one in self.meeting.items)
            if dropped:  # the words wait in the form to which the refusal sends the person
                again = Form(_TOPIC_FIELDS, self.workspace.lookups())
                again.set_values({"issue": item.topic.issue, **given})
                self.workspace.drafts.save(f"{self._new_topic()}-{item.uid}", again.draft())
                again.deleteLater()
            if dropped or saved is not None:
                settled(self.workspace, question)

    def _new_topic(self) -> str:
        """How the names begin of the drafts of topics that are to be added to this meeting."""
        return f"topic-{self.current()}"

    def _topic_draft(self) -> str:
        """The draft of such a topic that waits, the latest first; several may, each by itself."""
        named = self._new_topic()
        kept = (draft.form for draft in self.workspace.drafts.all())
        return next((form for form in kept if form.startswith(named)), named)

    def _reword(self, seen: Seen, said: Mapping[str, Any]) -> str:
        return meetings.reword(self.workspace.book, seen, said, self.workspace.actor)

    def shift(self, way: int) -> None:
        """Let the item in hand change places with the one before (-1) or behind it (1)."""
        topics, uid = self._topics(), self.meeting.list.current()
        here = next((n for n, one in enumerate(topics) if one.uid == uid), 0)
        if topics and 0 <= here + way < len(topics):
            topics[here], topics[here + way] = topics[here + way], topics[here]
            self._set(topics)

    def drop(self) -> None:
        """Cut the item in hand."""
        uid = self.meeting.list.current()
        self._set([one for one in self._topics() if one.uid != uid])

    def decide(self) -> None:
        """Ask what was decided on the item in hand; it becomes a measure of its issue."""
        item = self.meeting.current()
        if item is None or item.decision:
            return
        form = Form(DECISION_FIELDS, self.workspace.lookups())
        question = Question(f"会议决定　{item.title}", "记下", f"decision-{item.uid}")
        given = fill(self.workspace, question, form)
        if given is None:
            return
        said = decision_of(as_written(given))
        book, actor = self.workspace.book, self.workspace.actor
        decided = self.workspace.attempt(lambda: meetings.decide(book, item.uid, said, actor))
        if decided is not None:
            settled(self.workspace, question)
            became = f"已成为问题 {decided.number} 的措施" if decided.number else "已记下会议决定"
            self.workspace.said.emit("；".join([became, *decided.notes]))
            self._show_again()

    def _topics(self) -> list[Topic]:
        return [one.topic for one in self.meeting.items]

    def _set(self, topics: Sequence[Topic]) -> bool:
        book, actor, uid = self.workspace.book, self.workspace.actor, self.current()
        shown = self._topics()
        done = self.workspace.attempt(lambda: meetings.set_agenda(book, uid, topics, actor, shown))
        self._show_again()
        return done is not None

    def _show_again(self) -> None:
        self.show_record(self.current())
