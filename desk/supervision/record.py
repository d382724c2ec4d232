"""单位履职: how each unit has kept its deadlines in a span; each number knows its issues."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from sqlalchemy import ColumnElement, Connection, and_, case, or_, select

from desk.supervision.holders import unit_of_step
from desk.workdays import calendar
from models.ladder import SUPERVISE, URGE
from models.steps import OPEN_STATES, STEPS
from models.tables import Issue, Organization, Step
from models.vocabulary import SUPERVISION_LEVELS

#: What is counted, by the name that a table asks for, and what people call it.
MEASURES: Mapping[str, str] = MappingProxyType(
    {
        "handed": "交办",
        "on_time": "按期办结",
        "late": "逾期办结",
        "overdue": "超期未结",
        "urged": STEPS[URGE].label,
        **{f"supervised_{one.code}": f"督办（{one.label}）" for one in SUPERVISION_LEVELS},
        "extended": "延期",
        "returned": STEPS["return"].label,
    }
)


@dataclass(frozen=True)
class UnitRecord:
    """One unit: by measure the uids of its issues, one for each time it counts.

    `late_by` holds the working days by which each issue of `late` and `overdue` was late.
    """

    uid: str
    name: str
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    late_by: tuple[int, ...] = ()

    def of(self, measure: str) -> tuple[str, ...]:
        """The issues that a number counts."""
        return self.counted.get(measure, ())

    @property
    def ended(self) -> int:
        """How many issues were done, or should have been: what is open and late counts too."""
        return sum(len(self.of(measure)) for measure in ("on_time", "late", "overdue"))

    @property
    def share_on_time(self) -> int | None:
        """Percent of `ended` that was done on time; None where nothing ended."""
        return round(100 * len(self.of("on_time")) / self.ended) if self.ended else None

    @property
    def average_late(self) -> float | None:
        """By how many working days late on average; None where nothing was late."""
        return round(sum(self.late_by) / len(self.late_by), 1) if self.late_by else None


def records(connection: Connection, first: date, last: date) -> tuple[UnitRecord, ...]:
    """Every unit that had anything to do in a span, who is late most first.

    What is done late counts on the day when its clock stopped; what is open and late is looked at
    on the last day. An issue counts for the unit that answers for it now, a return for the unit
    that gave it back.
    """
    counted: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    late: dict[str, list[int]] = defaultdict(list)
    days = calendar(connection)
    for unit, measure, issue in _all(connection, first, last):
        counted[unit][measure].append(issue)
    for unit, due_on, stopped in _lateness(connection, first, last):
        late[unit].append(days.count(due_on, stopped or last))
    names = _names(connection)
    made = (
        UnitRecord(unit, names.get(unit, ""), _frozen(said), tuple(late[unit]))
        for unit, said in counted.items()
    )
    return tuple(sorted(made, key=_worst))


def _worst(one: UnitRecord) -> tuple[int, int, str]:
    late = len(one.of("late")) + len(one.of("overdue"))
    return -late, -len(one.of("handed")), one.name


def _frozen(said: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    return {measure: tuple(issues) for measure, issues in said.items()}


def _names(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(Organization.uid, Organization.name)).all()
    return {row.uid: row.name or "" for row in rows}


_STOPPED: ColumnElement[date | None] = case(
    (Issue.verified_on.is_not(None), Issue.resolved_on), else_=Issue.closed_on
)
"""The day on which the clock of an issue stopped (`IssueState.stopped_on`)."""


def _done_late(first: date, last: date) -> ColumnElement[bool]:
    return and_(_STOPPED.between(first, last), Issue.due_on < _STOPPED)


def _still_late(last: date) -> ColumnElement[bool]:
    running = or_(_STOPPED.is_(None), last < _STOPPED)
    open_ = Issue.state.in_([s for s in OPEN_STATES if s != "suspended"])
    return and_(running, or_(open_, last < _STOPPED), Issue.due_on < last)


def _all(connection: Connection, first: date, last: date) -> Iterator[tuple[str, str, str]]:
    """Unit, measure and issue, once for each time that it counts."""
    conditions = {
        "handed": Issue.dispatched_on.between(first, last),
        "on_time": and_(
            _STOPPED.between(first, last),
            or_(Issue.due_on.is_(None), Issue.due_on >= _STOPPED),
        ),
        "late": _done_late(first, last),
        "overdue": _still_late(last),
    }
    for measure, holds in conditions.items():
        asked = select(Issue.lead_unit, Issue.uid).where(holds, Issue.lead_unit.is_not(None))
        for row in connection.execute(asked.order_by(Issue.due_on, Issue.id)):
            yield row.lead_unit, measure, row.uid
    yield from _noticed(connection, first, last)
    yield from _returned(connection, first, last)


def _noticed(connection: Connection, first: date, last: date) -> Iterator[tuple[str, str, str]]:
    """What a unit was sent, and the extensions that it was granted."""
    unit = unit_of_step()
    asked = (
        select(unit.label("unit"), Step.step, Step.level, Step.issue)
        .join(Issue, Issue.uid == Step.issue)
        .where(
            Step.step.in_((URGE, SUPERVISE, "grant_extension")),
            Step.happened_on.between(first, last),
            unit.is_not(None),
        )
    )
    for row in connection.execute(asked.order_by(Step.happened_on, Step.id)):
        yield row.unit, _NOTED.get(row.step) or f"supervised_{row.level}", row.issue


_NOTED: Mapping[str, str] = MappingProxyType({URGE: "urged", "grant_extension": "extended"})


def _returned(connection: Connection, first: date, last: date) -> Iterator[tuple[str, str, str]]:
    """Each return, for the unit that had it then: whom the last dispatch before it names."""
    back = select(Step.issue).where(Step.step == "return", Step.happened_on.between(first, last))
    asked = select(Step.issue, Step.step, Step.lead_unit, Step.happened_on).where(
        Step.issue.in_(back), Step.step.in_(("dispatch", "reassign", "return"))
    )
    holder: dict[str, str] = {}
    for row in connection.execute(asked.order_by(Step.happened_on, Step.id)):
        if row.step != "return":
            holder[row.issue] = row.lead_unit
        elif row.issue in holder and first <= row.happened_on <= last:
            yield holder[row.issue], "returned", row.issue


def _lateness(
    connection: Connection, first: date, last: date
) -> Iterator[tuple[str, date, date | None]]:
    """Unit, deadline, and when the clock stopped, of all that was late."""
    stopped = case((last >= _STOPPED, _STOPPED), else_=None)
    asked = select(Issue.lead_unit, Issue.due_on, stopped.label("stopped")).where(
        or_(_done_late(first, last), _still_late(last)), Issue.lead_unit.is_not(None)
    )
    for row in connection.execute(asked):
        yield row.lead_unit, row.due_on, row.stopped
