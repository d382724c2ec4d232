"""What a meeting should talk about: the red issues, those first that need most to be decided.

Escalated issues come first, then what is late: those supervised in red before the rest, by unit,
the latest of each unit first. What is verified as done waits for the enterprise alone. The draft is
reckoned, never stored; a person cuts and orders it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, or_, select

from desk.lamps import day_of, lamp_is
from desk.lists import Line, lines_of
from models.steps import OPEN_STATES
from models.tables import Issue

#: The colour of the highest supervision (督办).
_RED = "红"
ESCALATED, SUPERVISED, LATE = "已提级", "红色督办", "已超期"
#: Nothing is left to decide on what is verified as done; its clock stands still, too.
_TALKED_OF = tuple(state for state in OPEN_STATES if state != "verified")
_ORDER = (ESCALATED, SUPERVISED, LATE)
_ASKED = {
    ESCALATED: "听取上级答复和协调情况，研究本级配合办理的措施",
    SUPERVISED: "听取牵头单位说明，确定办理措施、责任人和完成时限",
    LATE: "听取牵头单位说明，确定办理措施和完成时限",
}


@dataclass(frozen=True)
class Proposal:
    """An issue that a meeting should talk about, why, and what is asked of the meeting."""

    issue: Line
    reason: str
    days_late: int

    @property
    def matter(self) -> str:
        """What is asked of the meeting."""
        return _ASKED[self.reason]


def proposals(
    connection: Connection, today: date, without: Sequence[str] = ()
) -> tuple[Proposal, ...]:
    """The red issues in the order in which they should be talked about; `without` some uids."""
    asked = select(Issue.uid, Issue.supervised).where(
        Issue.state.in_(_TALKED_OF),
        or_(Issue.state == "escalated", lamp_is("red", day_of(connection, today))),
    )
    rows = connection.execute(asked.order_by(Issue.id)).all()
    colours = {row.uid: row.supervised for row in rows if row.uid not in without}
    lines = lines_of(connection, "issues", list(colours), today)
    found = [_proposal(line, colours[line.uid], today) for line in lines]
    late = {one.issue.values["lead_unit"]: 0 for one in found}
    for one in found:
        unit = one.issue.values["lead_unit"]
        late[unit] = max(late[unit], one.days_late)
    return tuple(sorted(found, key=lambda one: _place(one, late)))


def _proposal(line: Line, colour: str | None, today: date) -> Proposal:
    due = line.values["due_on"]
    if line.values["state"] == "escalated":
        reason = ESCALATED
    else:
        reason = SUPERVISED if colour == _RED else LATE
    return Proposal(line, reason, max((today - due).days, 0) if due else 0)


def _place(one: Proposal, late: dict[str | None, int]) -> tuple[int, int, str, int, str]:
    """By reason; then unit by unit, the unit with the oldest debt first, and so within it."""
    unit = one.issue.values["lead_unit"]
    return (
        _ORDER.index(one.reason),
        -late[unit],
        unit or "",
        -one.days_late,
        one.issue.shown["number"],
    )
