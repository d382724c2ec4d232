"""议题: what a meeting talks about, in its order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Row, select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.book.naming import called
from desk.errors import Refused
from desk.lists import Line, lines_of
from desk.meetings.standing import measures_of
from models.lifecycle import Measure
from models.tables import Meeting, MeetingItem


@dataclass(frozen=True)
class Topic:
    """What shall be talked about: an issue (its uid) or a matter without one.

    `uid` is that of the item which is there already.
    """

    matter: str = ""
    issue: str | None = None
    uid: str = ""


@dataclass(frozen=True)
class AgendaItem:
    """One matter of a meeting: its issue as it stands, what is asked, what was decided.

    `measure` is what the decision became on the issue's record.
    """

    uid: str
    position: int
    issue: Line | None
    matter: str
    decision: str
    measure: Measure | None = None

    @property
    def title(self) -> str:
        """What it is called on the agenda."""
        if self.issue is None:
            return self.matter
        return f"{self.issue.shown['subject']}：{self.issue.shown['title']}"

    @property
    def topic(self) -> Topic:
        """The same, as it is asked for."""
        return Topic(self.matter, self.issue.uid if self.issue else None, self.uid)


def agenda(connection: Connection, meeting: str, today: date) -> tuple[AgendaItem, ...]:
    """The items of a meeting (its uid) in their order, the issues as they stand today."""
    asked = select(MeetingItem.__table__).where(MeetingItem.meeting == meeting)
    rows = connection.execute(asked.order_by(MeetingItem.position, MeetingItem.id)).all()
    issues = list(dict.fromkeys(row.issue for row in rows if row.issue))
    lines = {line.uid: line for line in lines_of(connection, "issues", issues, today)}
    measures = measures_of(connection, [row.measure for row in rows if row.measure], today)
    return tuple(
        _item(place, row, lines.get(row.issue), measures.get(row.measure))
        for place, row in enumerate(rows, 1)
    )


def _item(
    place: int, row: Row[tuple[MeetingItem]], line: Line | None, measure: Measure | None
) -> AgendaItem:
    return AgendaItem(row.uid, place, line, row.matter or "", row.decision or "", measure)


def set_agenda(book: Book, meeting: str, topics: Sequence[Topic], actor: str) -> int:
    """Let a meeting talk about just these, in this order, as one change.

    Returns how many there are. Raises `Refused` for an issue that stands there twice, a topic
    without words, and where an item with a decision would go.
    """
    _refuse_odd(topics)
    with book.read() as connection:
        label = f"排定{called(connection, 'meeting', meeting)}的议题"
    with book.change(label, actor) as session:
        session.by_uid(Meeting, meeting)
        kept = _kept(session, meeting)
        for position, topic in enumerate(topics):
            row = kept.pop(topic.uid, None) or session.create(MeetingItem, meeting=meeting)
            row.position, row.issue, row.matter = position, topic.issue, topic.matter
        for gone in kept.values():
            _drop(session, gone)
    return len(topics)


def _refuse_odd(topics: Sequence[Topic]) -> None:
    issues = [topic.issue for topic in topics if topic.issue]
    if len(issues) > len(set(issues)):
        raise Refused("同一个问题在议题中出现了两次；请去掉一个。")
    if any(not topic.issue and not topic.matter.strip() for topic in topics):
        raise Refused("不涉及问题的议题要写明研究什么；请填写。")


def _kept(session: Writer, meeting: str) -> dict[str, MeetingItem]:
    ours = select(MeetingItem).where(MeetingItem.meeting == meeting)
    return {row.uid: row for row in session.scalars(ours)}


def _drop(session: Writer, item: MeetingItem) -> None:
    if item.decision:
        raise Refused(f"议题“{item.decision}”已有会议决定，不能去掉；请先撤销那项决定。")
    session.delete(item)
