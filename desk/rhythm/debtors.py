"""Who owes a duty: units and leaders for their subjects, liaisons for departments, the office."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select
from sqlalchemy.orm import aliased

from desk.settings import office
from models.calendar import lasts
from models.duties import Debtor, Duty, Turn
from models.step_rules import Destination
from models.steps import STEPS
from models.tables import Assignment, Issue, Organization, Person, Step, Subject, Visit

NOBODY = "未明确"
"""What stands where a leader, a unit or a liaison should."""
_DEPARTMENT = "部门"
_RESUMING = [
    name
    for name, rule in STEPS.items()
    if "suspended" in rule.from_states and rule.to != Destination.STAY
]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Owner:
    """One that owes: `debtor` is who is reminded, `unit` where he belongs.

    `kind` and `uid` name the record that it is owed for (empty for what the office owes once),
    `what` is what people call that.
    """

    debtor: str
    unit: str
    kind: str = ""
    uid: str = ""
    what: str = ""


class Owners:
    """Who owes what in a casebook; each table is read once, when it is asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, duty: Duty, turn: Turn) -> Sequence[Owner]:
        """Everybody who owes a turn of a duty."""
        return _OF[duty.debtor](self, duty, turn)

    def began(self, turn: Turn) -> bool:
        """Whether the office was at work when a turn was owed: it owes nothing from before."""
        return self._began is not None and self._began <= turn.owed_on

    @cached_property
    def _began(self) -> date | None:
        firsts = (Assignment.from_on, Visit.visited_on, Issue.registered_on)
        days = [self._connection.scalar(select(func.min(first))) for first in firsts]
        return min((day for day in days if day is not None), default=None)

    @cached_property
    def office(self) -> Owner:
        """The office itself."""
        name = office(self._connection)["office"]
        return Owner(name, name)

    def assigned(self, duty: Duty, turn: Turn) -> list[Row[Any]]:
        """The latest assignment of each subject that has one on the day that it is owed."""
        day = turn.owed_on
        standing = {row.uid: row for row in self._assignments if lasts(row.from_on, row.to_on, day)}
        found = (row for row in standing.values() if not duty.kinds or row.kind in duty.kinds)
        return sorted(found, key=lambda row: row.code or "")

    @cached_property
    def departments(self) -> list[Owner]:
        """The departments of the office's own tier, and whatever unit has a liaison besides.

        Not the office itself: the reports come to it.
        """
        ours = office(self._connection)
        name, tier = ours["office"], ours["tier"]
        own = or_(Organization.tier.is_(None), Organization.tier == tier)
        asked = (
            select(Organization.uid, Organization.name, Person.name.label("liaison"))
            .outerjoin(Person, Person.uid == Organization.liaison)
            .where(Organization.name != name)
            .where(
                or_(
                    Organization.liaison.is_not(None),
                    (Organization.organization_type == _DEPARTMENT) & own,
                )
            )
            .order_by(Organization.id)
        )
        return [
            Owner(
                row.liaison or f"{row.name}（联络员{NOBODY}）",
                row.name or "",
                *("organizations", row.uid, row.name or ""),
            )
            for row in self._connection.execute(asked)
        ]

    @cached_property
    def _assignments(self) -> Sequence[Row[Any]]:
        unit, leader = aliased(Organization), aliased(Person)
        asked = (
            select(Subject.uid, Subject.code, Subject.kind, Subject.name)
            .add_columns(unit.name.label("unit"), leader.name.label("leader"))
            .add_columns(Assignment.from_on, Assignment.to_on)
            .join_from(Assignment, Subject, Subject.uid == Assignment.subject)
            .outerjoin(unit, unit.uid == Assignment.unit)
            .outerjoin(leader, leader.uid == Assignment.leader)
            .order_by(Assignment.from_on.nulls_first(), Assignment.id)
        )
        return self._connection.execute(asked).all()

    @cached_property
    def suspensions(self) -> list[tuple[Row[Any], date, date]]:
        """Each time that an issue was suspended: the issue, the first day and the last."""
        asked = (
            select(Step.issue, Step.step, Step.happened_on, Issue.number, Issue.title)
            .join(Issue, Issue.uid == Step.issue)
            .where(Step.step.in_(["suspend", *_RESUMING]))
            .order_by(Step.happened_on, Step.id)
        )
        taken: Mapping[str, list[Any]] = defaultdict(list)
        for row in self._connection.execute(asked):
            taken[row.issue or ""].append(row)
        return [one for steps in taken.values() for one in _suspended(steps)]


def _suspended(steps: Sequence[Row[Any]]) -> list[tuple[Row[Any], date, date]]:
    """What an issue's steps, in their order, say of when it was suspended."""
    ends = [step.happened_on - _DAY for step in steps[1:]] + [date.max]
    pairs = zip(steps, ends, strict=True)
    return [(step, step.happened_on, end) for step, end in pairs if step.step == "suspend"]


def _units(owners: Owners, duty: Duty, turn: Turn) -> list[Owner]:
    return [_for(row, row.unit or f"包联单位{NOBODY}") for row in owners.assigned(duty, turn)]


def _leaders(owners: Owners, duty: Duty, turn: Turn) -> list[Owner]:
    return [_for(row, row.leader or f"包联领导{NOBODY}") for row in owners.assigned(duty, turn)]


def _for(row: Row[Any], debtor: str) -> Owner:
    return Owner(debtor, row.unit or "", "subjects", row.uid, row.name or "")


def _suspended_issues(owners: Owners, _duty: Duty, turn: Turn) -> list[Owner]:
    """The issues that are suspended on the day; one that was suspended this turn is new."""
    held = (one for one in owners.suspensions if one[1] < turn.first and turn.owed_on <= one[2])
    return [
        Owner(
            owners.office.debtor,
            owners.office.unit,
            *("issues", step.issue, f"{step.number} {step.title or ''}"),
        )
        for step, _, _ in held
    ]


_OF: Mapping[Debtor, Callable[[Owners, Duty, Turn], Sequence[Owner]]] = MappingProxyType(
    {
        Debtor.UNIT: _units,
        Debtor.LEADER: _leaders,
        Debtor.LIAISON: lambda owners, _, turn: owners.departments if owners.began(turn) else [],
        Debtor.OFFICE: lambda owners, _, turn: [owners.office] if owners.began(turn) else [],
        Debtor.SUSPENDED: _suspended_issues,
    }
)
