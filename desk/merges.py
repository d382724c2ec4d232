"""并案: which issues were merged into another, and into which one an issue went."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.derived import states_of
from desk.lists import Line, lines_of
from models.lifecycle import IssueState
from models.tables import Issue, Step


@dataclass(frozen=True)
class Merged:
    """Beside an issue: `into` is the one that it is handled with, `others` those that came to it.

    Only an issue of the same subject can be merged, so only those are looked at.
    """

    into: Line | None = None
    others: tuple[Line, ...] = ()


def merged(connection: Connection, row: Row[Any], state: IssueState, today: date) -> Merged:
    """What an issue was merged with; `row` is the issue's own."""
    asked = (
        select(Issue.uid)
        .join(Step, Step.issue == Issue.uid)
        .where(Issue.subject == row.subject, Issue.state == "merged")
        .where(Step.step == "merge", Step.into == row.uid)
        .order_by(Step.id)
    )
    uids = list(connection.scalars(asked))
    into = [state.merged_into] if state.merged_into else []
    return Merged(
        next(iter(lines_of(connection, "issues", into, today)), None),
        tuple(lines_of(connection, "issues", uids, today)),
    )


def came_to(connection: Connection, uid: str) -> str:
    """The state of an issue; of a merged one that of the issue in which it is handled now.

    Where laptops merged issues into each other, none is handled: it is that of a merged one.
    """
    seen: set[str] = set()
    while True:
        row = connection.execute(select(Issue.__table__).where(Issue.uid == uid)).one()
        if row.state != "merged" or uid in seen:
            return str(row.state)
        seen.add(uid)
        _, _, state = next(states_of(connection, [row]))
        uid = state.merged_into or uid
