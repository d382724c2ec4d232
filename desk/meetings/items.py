"""议题: what a meeting talks about, in its order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.book.naming import called
from desk.errors import Refused
from desk.lists import Line, lines_of
from desk.meetings.standing import measures_of
from desk.seen import Seen, Sides
from models.fields import Field, Type
from models.lifecycle import Measure
from models.tables import Meeting, MeetingItem

#: What is asked of a meeting in an item.
MATTER = Field("matter", "提请会议研究事项", Type.LONG_TEXT)


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


def set_agenda(
    book: Book,
    meeting: str,
    topics: Sequence[Topic],
    actor: str,
    shown: Sequence[Topic] | None = None,
) -> int:
    """Let a meeting talk about these, in this order, as one change.

    `shown` is the agenda that the person saw, else that which is there: what others dropped since
    stays dropped, what they added comes last; words are changed by `reword` alone. Returns how many
    there are. Raises `Refused` for an issue that stands there twice, a topic without words, and
    where an item with a decision would go.
    """
    _refuse_wordless(topics)
    with book.read() as connection:
        label = f"排定{called(connection, 'meeting', meeting)}的议题"
    with book.change(label, actor) as session:
        session.by_uid(Meeting, meeting)
        there = _there(session, meeting)
        seen = there.keys() if shown is None else {one.uid for one in shown}
        asked = [one for one in topics if not one.uid or one.uid in there]
        rows = [there.get(one.uid) or _begun(session, meeting, one) for one in asked]
        rest = [row for row in there.values() if row not in rows]
        for gone in (row for row in rest if row.uid in seen):
            _drop(session, gone)
        rows += [row for row in rest if row.uid not in seen]
        _refuse_twice(rows)
        for position, row in enumerate(rows):
            row.position = position
    return len(rows)


def reword(book: Book, seen: Seen, values: Mapping[str, Any], actor: str) -> str:
    """Say otherwise what is asked of the meeting in an item, as one change; returns its uid.

    `seen` is the item as the form was opened on it. Raises `Refused` where others dropped it
    since, and for a topic without an issue that would have no words; `Conflict` where others
    worded it otherwise since.
    """
    said = {**seen.values, **values}
    with book.change("修改提请会议研究事项", actor) as session:
        asked = select(MeetingItem).where(MeetingItem.uid == seen.uid)
        row = session.scalars(asked).one_or_none()
        if row is None:
            matter = said[MATTER.name] or seen.values[MATTER.name] or ""
            raise Refused(f"议题“{matter}”已被别人去掉，没有保存；还要研究的，请重新添加。")
        sides = Sides(MeetingItem.__tablename__, seen, said, {MATTER.name: row.matter})
        row.matter = sides.merged(session.connection(), [MATTER])[MATTER.name] or ""
        _refuse_wordless([_topic(row)])
        return row.uid


def _begun(session: Writer, meeting: str, topic: Topic) -> MeetingItem:
    return session.create(MeetingItem, meeting=meeting, issue=topic.issue, matter=topic.matter)


def _refuse_twice(rows: Sequence[MeetingItem]) -> None:
    issues = [row.issue for row in rows if row.issue]
    if len(issues) > len(set(issues)):
        raise Refused("同一个问题在议题中出现了两次；请去掉一个。")


def _refuse_wordless(topics: Sequence[Topic]) -> None:
    if any(not topic.issue and not topic.matter.strip() for topic in topics):
        raise Refused("不涉及问题的议题要写明研究什么；请填写。")


def _topic(row: MeetingItem) -> Topic:
    return Topic(row.matter or "", row.issue, row.uid)


def _there(session: Writer, meeting: str) -> dict[str, MeetingItem]:
    ours = select(MeetingItem).where(MeetingItem.meeting == meeting)
    return {row.uid: row for row in session.scalars(ours)}


def _drop(session: Writer, item: MeetingItem) -> None:
    if item.decision:
        raise Refused(f"议题“{item.decision}”已有会议决定，不能去掉；请先撤销那项决定。")
    session.delete(item)
