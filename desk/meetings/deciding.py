"""会议决定: what a meeting decides on an issue becomes a measure of that issue, in one change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.derived import states_of
from desk.errors import Refused
from desk.issues import Act, take
from models.fields import Field, Type
from models.steps import STEPS
from models.tables import Issue, Meeting, MeetingItem

_MEASURE = STEPS["measure"]


def _as_measure(name: str, label: str, *, required: bool = False) -> Field:
    found = _MEASURE.parameter(name)
    assert found is not None
    return Field(name, label, found.type, required, choices=found.choices)


#: What is asked of a decision.
DECISION_FIELDS = (
    Field("text", "会议决定", Type.LONG_TEXT, required=True),
    _as_measure("owner", "责任人"),
    _as_measure("due_on", "完成时限"),
    _as_measure("treats_cause", "治标治本"),
)


@dataclass(frozen=True)
class Decision:
    """What was decided, who does it until when, and whether that treats the cause."""

    text: str
    owner: str = ""
    due_on: str | date | None = None
    treats_cause: str = ""


def decision_of(said: Mapping[str, Any]) -> Decision:
    """The decision that a form with `DECISION_FIELDS` gives."""
    told = {one.name: said.get(one.name) or "" for one in DECISION_FIELDS}
    return Decision(**told)


@dataclass
class Decided:
    """The issue whose measure it became (its number), or none; and what a person should read."""

    number: str = ""
    notes: list[str] = field(default_factory=list)


def decide(book: Book, item: str, decision: Decision, actor: str) -> Decided:
    """Write down what was decided on an item (its uid), as one change.

    On an issue that is being worked at it becomes a measure, of the day of the meeting. Raises
    `Refused` for a decision without words, a second one, and where the meeting has not been held.
    """
    if not decision.text.strip():
        raise Refused("会议决定没有内容；请填写。")
    with book.change(f"记下会议决定“{_short(decision.text)}”", actor) as session:
        row = session.by_uid(MeetingItem, item)
        if row.decision:
            raise Refused("这个议题已有会议决定；要改，请先撤销那项决定，再重新填写。")
        meeting = session.by_uid(Meeting, row.meeting or "")
        if meeting.held_on is None or meeting.held_on > session.today:
            raise Refused(f"会议 {meeting.held_on} 才开；请开会以后再填写会议决定。")
        row.decision = decision.text.strip()
        return _become(session, book, row, meeting.held_on, decision)


_SHORT = 20


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _SHORT else f"{said[:_SHORT]}…"


def _become(
    session: Writer, book: Book, row: MeetingItem, held_on: date, decision: Decision
) -> Decided:
    """The measure of the issue, where it has one that can take it."""
    if row.issue is None:
        return Decided()
    session.flush()
    asked = select(Issue.__table__).where(Issue.uid == row.issue)
    issue = session.connection().execute(asked).one()
    _, _, state = next(states_of(session.connection(), [issue]))
    if state.state not in _MEASURE.from_states:
        note = f"{issue.number}{state.label}，不能另定措施；决定只记入会议纪要"
        return Decided(notes=[note])
    values = {
        "text": decision.text.strip(),
        "owner": decision.owner,
        "due_on": decision.due_on,
        "treats_cause": decision.treats_cause,
        # What was entered since the meeting stands before it on the record.
        "on": max(held_on, state.last_on),
    }
    taken = take(session, book.store, issue.number, Act("measure", values, since=held_on))
    row.measure = taken.uid
    return Decided(issue.number, taken.notes)
