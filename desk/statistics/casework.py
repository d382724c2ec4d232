"""What figures are counted from: the casebook as it stood at the end of a day.

The cached columns of an issue show where it stands now. For an earlier day they still hold where no
step came later; only the issues that moved since are folded anew.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from desk.assigned import stands
from desk.derived import CACHED, states_of
from desk.lamps import day_of
from models.steps import STEPS
from models.tables import (
    Assignment,
    Issue,
    Organization,
    Person,
    Step,
    Subject,
    Visit,
    VisitVisitor,
)
from models.workflow import FINAL_STATES, IssueState, lamp

#: States that count nowhere (CLI.md, figures).
UNCOUNTED = ("merged", "withdrawn")
#: The cached columns that a state holds; the others are reckoned from it.
_FOLDED = tuple(f.name for f in fields(IssueState) if f.name in CACHED)
_SUBJECT = ("code", "name", "kind", "park", "enterprise_class", "level", "stage")
_OF_SUBJECT = {"code": "subject_code", "name": "subject", "kind": "kind", "park": "park"}
_SHOWN_STATE = (
    *("state", "dispatched_on", "due_on", "resolved_on", "result", "outcome", "settled_on"),
    *("satisfaction", "followed_up_on", "closed_on", "override", "round"),
)
_OF_STEP = ("step", "by", "level", "basis", "review_on", "note")


@dataclass(frozen=True)
class Line:
    """One thing that a figure counts: its uid, and the values by which a person knows it.

    Names ending in `_uid` point to other records and are not shown. `times` is how many things the
    line stands for: one, but for a line of `desk.statistics.classes`.
    """

    uid: str
    values: Mapping[str, Any]
    times: int = 1

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    def row(self) -> dict[str, Any]:
        """The values as JSON takes them: dates as ISO text, empty ones left out."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.values.items()
            if value is not None and not name.endswith("_uid")
        }


Test = Callable[[Line], bool]


def every(_line: Line) -> bool:
    """Whatever the line says."""
    return True


@dataclass(frozen=True)
class Casework:
    """All lines as they stood at the end of `as_of`; merged and withdrawn issues are left out.

    An issue that is merged or withdrawn by now counts nowhere, in no month (CLI.md): it was none.
    Whatever else happened after `as_of` is not seen.
    """

    as_of: date
    subjects: Mapping[str, Line]
    assigned: tuple[Line, ...]
    visits: tuple[Line, ...]
    issues: tuple[Line, ...]
    steps: tuple[Line, ...]

    def told_by(self, field: str) -> "Casework":
        """The casework whose issues say the value of a field: this one, where they say all."""
        del field
        return self


@dataclass(frozen=True)
class Part:
    """Which issues are read: `among` are conditions on the row of any that may be read.

    `since` leaves out those that are over by now and were neither registered nor moved from that
    day on: what flows count from then on is all there, and so is what is open, but not what was
    done before.
    """

    since: date | None = None
    among: tuple[ColumnElement[bool], ...] = ()

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """What the rows of the issues fulfil."""
        yield from self.among
        if self.since is not None:
            moved = taken_after(self.since - timedelta(days=1))
            yield or_(Issue.registered_on >= self.since, moved, Issue.state.not_in(FINAL_STATES))


WHOLE = Part()


def taken_after(day: date) -> ColumnElement[bool]:
    """The issue has taken a step after that day: its columns do not tell how it stood then.

    Steps that this program does not know change nothing; those it knows are named, so that an
    index finds them by day.
    """
    later = select(Step.issue).where(
        Step.step.in_([*STEPS]), Step.happened_on > day, Step.issue.is_not(None)
    )
    return Issue.uid.in_(later)


def read(connection: Connection, as_of: date) -> Casework:
    """The casebook as it stood at the end of that day."""
    found = read_without_steps(connection, as_of)
    issues = {issue.uid: issue for issue in found.issues}
    return replace(found, steps=tuple(_steps(connection, as_of, issues)))


def read_without_steps(connection: Connection, as_of: date, part: Part = WHOLE) -> Casework:
    """The same without the steps, which are by far the most; of the issues a part will do."""
    found = read_issues(connection, as_of, part)
    return replace(
        found,
        assigned=tuple(assigned_lines(connection, as_of, found.subjects)),
        visits=tuple(_visits(connection, as_of, found.subjects)),
    )


def read_issues(connection: Connection, as_of: date, part: Part = WHOLE) -> Casework:
    """The issues alone as they stood at the end of that day: quick, for a look at many months."""
    subjects = subjects_of(connection)
    issues = tuple(issue_lines(connection, as_of, subjects, part))
    return Casework(as_of, subjects, (), (), issues, ())


def subjects_of(connection: Connection) -> dict[str, Line]:
    """Every subject by its uid."""
    asked = select(Subject.uid, *(getattr(Subject, name) for name in _SUBJECT))
    return {
        row.uid: Line(row.uid, {name: getattr(row, name) for name in _SUBJECT})
        for row in connection.execute(asked.order_by(Subject.id))
    }


def of_subject(subjects: Mapping[str, Line], uid: str | None) -> dict[str, Any]:
    """What a line says of its subject."""
    subject = subjects.get(uid or "")
    known = {shown: subject[name] if subject else None for name, shown in _OF_SUBJECT.items()}
    return {**known, "subject_uid": uid}


def _names(connection: Connection, model: type[Organization] | type[Person]) -> dict[str, str]:
    rows = connection.execute(select(model.uid.label("uid"), model.name.label("name")))
    return {row.uid: row.name or "" for row in rows}


def assigned_lines(
    connection: Connection, as_of: date, subjects: Mapping[str, Line]
) -> Iterator[Line]:
    """The subjects with an assignment on the day; of several assignments the latest is shown."""
    units, people = _names(connection, Organization), _names(connection, Person)
    asked = select(Assignment.__table__).where(stands(as_of))
    found = connection.execute(asked.order_by(Assignment.from_on.nulls_first(), Assignment.id))
    for uid, row in {row.subject: row for row in found}.items():
        if uid in subjects:
            values = {
                "leader": people.get(row.leader),
                "unit": units.get(row.unit),
                "responsible": people.get(row.responsible),
                "from_on": row.from_on,
                "leader_uid": row.leader,
                "unit_uid": row.unit,
            }
            yield Line(uid, {**subjects[uid].values, **values})


def _visits(connection: Connection, as_of: date, subjects: Mapping[str, Line]) -> Iterator[Line]:
    visitors = _visitors(connection)
    asked = select(Visit.uid, Visit.number, Visit.subject, Visit.visited_on, Visit.way)
    asked = asked.where(Visit.visited_on <= as_of).order_by(Visit.visited_on, Visit.id)
    for row in connection.execute(asked):
        values = {
            "number": row.number,
            "visited_on": row.visited_on,
            "way": row.way,
            "visitors": visitors.get(row.uid, []),
        }
        yield Line(row.uid, values | of_subject(subjects, row.subject))


def _visitors(connection: Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    asked = select(VisitVisitor.visit, Person.name).join(Person, Person.uid == VisitVisitor.person)
    ordered = asked.order_by(VisitVisitor.position, VisitVisitor.id)
    for visit, name in connection.execute(ordered):
        found[visit or ""].append(name or "")
    return found


def issue_lines(
    connection: Connection, as_of: date, subjects: Mapping[str, Line], part: Part
) -> Iterator[Line]:
    """The issues of a part as they stood at the end of the day, the oldest first."""
    units, people = _names(connection, Organization), _names(connection, Person)
    counted = select(Issue.__table__, taken_after(as_of).label("moved")).where(
        Issue.registered_on <= as_of, Issue.state.not_in(UNCOUNTED), *part.conditions()
    )
    rows = connection.execute(counted.order_by(Issue.registered_on, Issue.id)).all()
    until = day_of(connection, as_of).until
    for row, state in _standing(connection, rows, as_of):
        values = {
            "number": row.number,
            "title": row.title,
            "category": row.category,
            "registered_on": row.registered_on,
            "lesson": row.lesson,
            **{name: getattr(state, name) for name in _SHOWN_STATE},
            "lead_unit": units.get(state.lead_unit or ""),
            "responsible": people.get(state.responsible or ""),
            "lamp": lamp(state, as_of, until),
        }
        yield Line(row.uid, values | of_subject(subjects, row.subject))


def _standing(
    connection: Connection, rows: Sequence[Row[Any]], as_of: date
) -> Iterator[tuple[Row[Any], IssueState]]:
    """Where each issue stood: from the cached columns, or folded where steps came later."""
    earlier = [row for row in rows if row.moved]
    folded = {uid: s for uid, _, s in states_of(connection, earlier, until=as_of)}
    for row in rows:
        yield row, folded.get(row.uid) or _cached(row)


def _cached(row: Row[Any]) -> IssueState:
    values = {name: getattr(row, name) for name in _FOLDED}
    return IssueState(date.min, **{**values, "answered": bool(values["answered"])})


def _steps(connection: Connection, as_of: date, issues: Mapping[str, Line]) -> Iterator[Line]:
    """The steps up to the day, each with the issue that it moved."""
    units = _names(connection, Organization)
    asked = select(Step.__table__)
    ordered = asked.where(Step.happened_on <= as_of).order_by(Step.happened_on, Step.id)
    for row in connection.execute(ordered):
        issue = issues.get(row.issue or "")
        if issue is not None:
            kept = {name: issue[name] for name in ("number", "subject", "title", "lead_unit")}
            taken = {name: getattr(row, name) for name in _OF_STEP} | {"on": row.happened_on}
            told = taken | {"to": units.get(row.to or "")}
            yield Line(row.uid, kept | told | {"issue_uid": issue.uid})
