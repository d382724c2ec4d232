"""The notices (催办单, 督办单) that the ladder asks for on a day: reckoned, never stored.

One notice goes to one unit in one class, with all its issues that have reached a rung of that
class. What the office itself owes (提醒) is listed beside, without a notice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select

from desk.book.bulk import batched
from desk.mine import Mine, of_issues
from desk.rules import ladder_key, ladder_on, ladders
from desk.supervision.holders import unit_of_step
from desk.workdays import calendar
from models.ladder import (
    REMIND,
    SUPERVISE,
    URGE,
    Due,
    Ladder,
    Passed,
    Reached,
    Sent,
    Standing,
    due,
    rank,
)
from models.steps import STEPS
from models.tables import Issue, Organization, Person, Step, Subject
from models.workdays import WorkCalendar

CHASED = STEPS[URGE].from_states
"""States in which a unit is chased: what is resolved, suspended, merged … is not."""
_AHEAD = timedelta(days=60)
"""How far ahead of its deadline an issue is looked at: no ladder warns earlier."""


@dataclass(frozen=True)
class Chased:
    """An issue of a notice: which rung it has reached, and those that it passes over."""

    uid: str
    number: str
    title: str
    subject: str
    responsible: str
    due_on: date | None
    reached: Reached
    passed: tuple[Passed, ...] = ()

    @property
    def stage(self) -> str:
        """The stage that is late; empty where it is the matter itself."""
        return self.reached.rung.stage


@dataclass(frozen=True)
class Draft:
    """A notice to a unit as it should be sent on a day: `step` is urge or supervise (or remind)."""

    on: date
    unit: str
    called: str
    step: str
    level: str
    issues: tuple[Chased, ...]

    @property
    def key(self) -> str:
        """What names it until it is sent."""
        return "/".join((self.unit, self.step, self.level))

    @property
    def rank(self) -> int:
        """How grave it is."""
        return rank(self.step, self.level)


def is_draft(name: str) -> bool:
    """Whether that is the key of a draft, and not the uid of a record."""
    return "/" in name


def drafts(connection: Connection, today: date, whose: Mine | None = None) -> tuple[Draft, ...]:
    """The notices to be sent on a day, the gravest first, then by unit.

    With `whose` of each notice only what concerns certain people.
    """
    return asked_for(connection, today, whose)[0]


def asked_for(
    connection: Connection, today: date, whose: Mine | None = None
) -> tuple[tuple[Draft, ...], tuple[Draft, ...]]:
    """All that the ladder asks for on a day: the `drafts`, then what the office itself is late
    with, a group for each stage.
    """
    groups = _grouped(today, _due(connection, today, whose))
    return (
        tuple(one for one in groups if one.step != REMIND),
        tuple(one for one in groups if one.step == REMIND),
    )


def _grouped(on: date, found: Iterable[tuple[Row[Any], Due]]) -> tuple[Draft, ...]:
    groups: dict[tuple[str, str, str], list[Chased]] = defaultdict(list)
    names: dict[str, str] = {}
    for row, asked in found:
        rung = asked.reached.rung
        reminded = rung.step == REMIND
        unit = rung.stage if reminded else row.lead_unit
        names[unit] = rung.label if reminded else row.unit_name or ""
        groups[unit, rung.step, rung.level].append(_chased(row, asked))
    made = (
        Draft(on, unit, names[unit], step, level, tuple(sorted(issues, key=_most_late)))
        for (unit, step, level), issues in groups.items()
    )
    return tuple(sorted(made, key=lambda one: (-one.rank, one.called, one.unit)))


def _most_late(one: Chased) -> tuple[date, str]:
    return one.reached.anchor, one.number


def _chased(row: Row[Any], asked: Due) -> Chased:
    said = (row.number or "", row.title or "", row.subject_name or "", row.person_name or "")
    return Chased(row.uid, *said, row.due_on, asked.reached, asked.passed)


def _due(connection: Connection, today: date, whose: Mine | None) -> Iterator[tuple[Row[Any], Due]]:
    """In parts, so that who does not wait any more can give up between them."""
    days, choose = calendar(connection), _Ladders(connection)
    for some in batched(connection.execute(_candidates(today, whose)).all()):
        sent = _sent(connection, some)
        for row in some:
            asked = _asked(row, choose.of(row.dispatched_on or today), sent, (today, days))
            if asked is not None:
                yield row, asked


def _asked(
    row: Row[Any],
    ladder: Ladder | None,
    sent: Mapping[str, tuple[Sent, ...]],
    now: tuple[date, WorkCalendar],
) -> Due | None:
    standing = Standing(
        row.due_on if row.state in CHASED else None,
        row.round or 1,
        row.owed or "",
        row.owed_on,
        sent.get(row.uid, ()),
    )
    return due(ladder, standing, *now) if ladder else None


class _Ladders:
    """The version by which an issue is chased, by the day of its dispatch."""

    def __init__(self, connection: Connection) -> None:
        self._all, self._key = ladders(connection), ladder_key(connection)
        self._found: dict[date, Ladder | None] = {}

    def of(self, day: date) -> Ladder | None:
        """See the class."""
        if day not in self._found:
            self._found[day] = ladder_on(self._all, self._key, day)
        return self._found[day]


def chases_more_than(
    connection: Connection, today: date, most: int, whose: Mine | None = None
) -> bool:
    """Whether a ladder can ask for more than so many issues; each has to be looked at by itself."""
    found = select(Issue.id).where(_looked_at(today), of_issues(whose, today))
    beyond = found.offset(most).limit(1)
    return connection.scalar(beyond) is not None


def _looked_at(today: date) -> ColumnElement[bool]:
    """The issues that a ladder can ask for: near or past a deadline, or late with a stage."""
    near = and_(Issue.state.in_(CHASED), Issue.due_on <= today + _AHEAD)
    late = and_(Issue.owed.is_not(None), Issue.owed_on <= today)
    return or_(near, late)


def _candidates(today: date, whose: Mine | None) -> Any:
    return (
        select(Issue.__table__)
        .add_columns(Organization.name.label("unit_name"), Subject.name.label("subject_name"))
        .add_columns(Person.name.label("person_name"))
        .outerjoin(Organization, Organization.uid == Issue.lead_unit)
        .outerjoin(Subject, Subject.uid == Issue.subject)
        .outerjoin(Person, Person.uid == Issue.responsible)
        .where(_looked_at(today), of_issues(whose, today))
    )


def _sent(connection: Connection, rows: Iterable[Row[Any]]) -> dict[str, tuple[Sent, ...]]:
    """The notices that the present lead unit of each issue was sent."""
    units = {row.uid: row.lead_unit for row in rows}
    found: dict[str, tuple[Sent, ...]] = defaultdict(tuple)
    asked = (
        select(Step.__table__, unit_of_step().label("sent_to"))
        .join(Issue, Issue.uid == Step.issue)
        .where(Step.step.in_((URGE, SUPERVISE)), Step.issue.in_(units))
    )
    for row in connection.execute(asked.order_by(Step.id)):
        if row.sent_to == units[row.issue]:
            found[row.issue] += (Sent(row.step, row.happened_on, row.level, row.rung or ""),)
    return found
