"""落实情况: what has become of the decisions of meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from desk.derived import states_of, step_records
from desk.lists import Line, lines_of
from models.lifecycle import Measure
from models.tables import Issue, Meeting, MeetingItem, Step

DONE, LATE, GOING_ON, NOTED = "已落实", "逾期未落实", "正在落实", "记入纪要"


@dataclass(frozen=True)
class Standing:
    """A decision of an earlier meeting, and how far it has come as of a day."""

    meeting: str
    held_on: date
    issue: Line | None
    decision: str
    measure: Measure | None
    as_of: date

    @property
    def word(self) -> str:
        """已落实, 逾期未落实 or 正在落实; 记入纪要 for what became no measure of an issue."""
        if self.measure is None:
            return NOTED
        if self.measure.outcome is not None:
            return DONE
        due = self.measure.due_on
        return LATE if due is not None and due < self.as_of else GOING_ON

    @property
    def told(self) -> str:
        """What was done, or how long it is late."""
        if self.measure is None:
            return ""
        if self.measure.outcome is not None:
            return f"{self.measure.done_on} {self.measure.outcome}"
        due = self.measure.due_on
        return f"已逾期 {(self.as_of - due).days} 天" if due and due < self.as_of else ""


def measures_of(connection: Connection, steps: Sequence[str], today: date) -> dict[str, Measure]:
    """The measures that these steps (uids) wrote, with what came of them.

    A step that came to nothing, as where two histories met, wrote none.
    """
    asked = select(Step.issue).where(Step.uid.in_(steps)).distinct()
    issues = [uid for uid in connection.scalars(asked) if uid]
    taken = step_records(connection, issues)
    rows = connection.execute(select(Issue.__table__).where(Issue.uid.in_(issues))).all()
    found: dict[str, Measure] = {}
    for uid, _, state in states_of(connection, rows, today):
        counted = [one for one in taken[uid] if one.uid not in state.passed_over]
        written = [one.uid for one in counted if one.step == "measure"]
        found |= dict(zip(written, state.measures, strict=True))
    return {step: found[step] for step in steps if step in found}


def settled_before(connection: Connection, meeting: str, today: date) -> tuple[Standing, ...]:
    """What a meeting (its uid) is told of earlier ones, the oldest decision first.

    All decisions of the last meeting of its kind, and of every other those still to be done.
    """
    ours = connection.execute(select(Meeting.__table__).where(Meeting.uid == meeting)).one()
    before = select(Meeting.__table__).where(Meeting.held_on < ours.held_on)
    earlier = connection.execute(before.order_by(Meeting.held_on, Meeting.id)).all()
    last = next((one.uid for one in reversed(earlier) if one.kind == ours.kind), None)
    told = standings(connection, [one.uid for one in earlier], today)
    return tuple(
        standing
        for one in earlier
        for standing in told.get(one.uid, ())
        if one.uid == last or standing.word in (LATE, GOING_ON)
    )


def standings(
    connection: Connection, meetings: Sequence[str], today: date
) -> dict[str, list[Standing]]:
    """The decisions of some meetings, by meeting, each in the order of its agenda."""
    asked = select(
        MeetingItem.meeting, MeetingItem.issue, MeetingItem.decision, MeetingItem.measure
    ).where(MeetingItem.meeting.in_(meetings), MeetingItem.decision.is_not(None))
    rows = connection.execute(asked.order_by(MeetingItem.position, MeetingItem.id)).all()
    lines = lines_of(connection, "issues", [row.issue for row in rows if row.issue], today)
    issues = {line.uid: line for line in lines}
    measures = measures_of(connection, [row.measure for row in rows if row.measure], today)
    held = _held(connection, meetings)
    found: dict[str, list[Standing]] = {}
    for row in rows:
        title, on = held[row.meeting]
        issue, measure = issues.get(row.issue), measures.get(row.measure)
        standing = Standing(title, on, issue, row.decision or "", measure, today)
        found.setdefault(row.meeting, []).append(standing)
    return found


def _held(connection: Connection, meetings: Sequence[str]) -> dict[str, tuple[str, date]]:
    asked = select(Meeting.uid, Meeting.title, Meeting.held_on).where(Meeting.uid.in_(meetings))
    rows = connection.execute(asked)
    return {row.uid: (row.title or "", row.held_on or date.min) for row in rows}
