"""走访计划 in the casebook: what may be planned, what is kept, and what came of it."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from desk.book.casebook import Book
from desk.errors import Refused
from desk.lamps import day_of, lamp_is
from desk.records import create
from desk.references import labels
from desk.rhythm.owing import DUE, LATE, MET, MET_LATE, OPEN
from desk.rhythm.planning import Candidate, Chosen, Draft, draft
from desk.rhythm.spans import Span
from desk.settings import office
from desk.statistics.casework import Line, assigned_lines, subjects_of
from desk.workdays import calendar
from models.calendar import Month
from models.fields import KINDS
from models.tables import Issue, PlannedVisit, Visit
from models.vocabulary import label

MOST = "visits_a_day"
"""The setting that holds how many visits a leader makes on a day at most."""
_FEWEST = 1


@dataclass(frozen=True)
class Planned:
    """One line of the plan that is kept, and what came of it (`vocabulary.DEBT_STATES`)."""

    uid: str
    subject_uid: str
    planned_on: date
    leader: str
    subject: str
    park: str
    unit: str
    responsible: str
    reason: str
    state: str
    visited_on: date | None = None

    @property
    def standing(self) -> str:
        """The state as it is read of a visit."""
        return _READ.get(self.state) or label("debt_states", self.state)


_READ = {LATE: "未走访", DUE: "今天走访", OPEN: "待走访", MET_LATE: "改期完成"}


def propose(connection: Connection, span: Span, today: date) -> Draft:
    """A plan for the days of a week or month that are left, beside what is planned already.

    Who has been visited in the month, or is planned in it, is not planned again.
    """
    working = calendar(connection)
    days = [day for day in _days(max(span.first, today), span.last) if working.is_working(day)]
    assigned = _assigned(connection, span.last)
    # Of a week that lies in two months, the month of the first day that is left counts.
    month = Month.of(min(max(span.first, today), span.last))
    beginning, end = min(month.first, span.first), max(month.last, span.last)
    kept = _kept(connection, beginning, end)
    last = _last_visits(connection, today)
    red = _red(connection, today)
    out = {row.subject for row in kept} | {s for s, day in last.items() if day >= month.first}
    wanted = [
        _candidate(line, last.get(line.uid), red.get(line.uid, 0))
        for line in assigned
        if line.uid not in out
    ]
    taken: dict[tuple[str, date], int] = defaultdict(int)
    guides = {line.uid: _guide(line) for line in assigned}
    for row in kept:
        if row.planned_on is not None:
            taken[row.leader or guides.get(row.subject or "", ""), row.planned_on] += 1
    return draft(wanted, days, most_a_day(connection), taken)


def most_a_day(connection: Connection) -> int:
    """How many visits a leader makes on a day at most."""
    written = office(connection)[MOST]
    return max(_FEWEST, int(written)) if written.isdecimal() else 3


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _assigned(connection: Connection, day: date) -> list[Line]:
    return list(assigned_lines(connection, day, subjects_of(connection)))


def _guide(line: Line) -> str:
    """Whose days a visit takes: the leader's, else the unit's, else its own."""
    return line["leader_uid"] or line["unit_uid"] or line.uid


def _candidate(line: Line, last: date | None, red: int) -> Candidate:
    said = (line["code"] or "", line["name"] or "", line["park"] or "")
    return Candidate(line.uid, *said, _guide(line), last, red)


def _last_visits(connection: Connection, today: date) -> dict[str, date]:
    asked = select(Visit.subject, func.max(Visit.visited_on)).where(Visit.visited_on <= today)
    rows = connection.execute(asked.group_by(Visit.subject))
    return {subject: day for subject, day in rows if subject and day}


def _red(connection: Connection, today: date) -> dict[str, int]:
    """How many late issues each subject has."""
    late = lamp_is("red", day_of(connection, today))
    asked = select(Issue.subject, func.count()).where(late).group_by(Issue.subject)
    return {subject: count for subject, count in connection.execute(asked) if subject}


def _kept(connection: Connection, first: date, last: date) -> Sequence[Row[Any]]:
    asked = select(PlannedVisit.__table__).where(PlannedVisit.planned_on.between(first, last))
    return connection.execute(asked.order_by(PlannedVisit.planned_on, PlannedVisit.id)).all()


def keep(book: Book, chosen: Sequence[Chosen], actor: str) -> int:
    """Keep lines of a draft as one change; returns how many.

    Raises `Refused` where there is none, or where one was planned for that day meanwhile.
    """
    if not chosen:
        raise Refused("没有可排的走访：该走访的都已走访或已排，或者剩下的工作日已排满。")
    with book.change(f"排定走访计划 {len(chosen)} 条", actor) as session:
        for one in chosen:
            values = {"subject": one.subject.uid, "planned_on": one.day, "reason": one.reason}
            create(session, KINDS["plans"], values)
    return len(chosen)


def drop(book: Book, uids: Sequence[str], actor: str) -> None:
    """Take lines out of the plan as one change."""
    with book.change(f"取消走访计划 {len(uids)} 条", actor) as session:
        for uid in uids:
            session.delete(session.by_uid(PlannedVisit, uid))


def planned(connection: Connection, span: Span, today: date) -> list[Planned]:
    """The plan that is kept for a week or month, in the order of days, and what came of it.

    A visit in the month meets the line; of several lines for one subject, each takes a visit of
    its own.
    """
    first, last = Month.of(span.first).first, Month.of(span.last).last
    rows = _kept(connection, first, last)
    visits = _visits_by_month(connection, first, min(last, today))
    people = labels(connection, "people", [row.leader for row in rows if row.leader])
    known = {line.uid: line for line in _assigned(connection, span.last)}
    subjects = subjects_of(connection)
    found = []
    for row in rows:
        done = visits[row.subject, Month.of(row.planned_on)]
        on = done.popleft() if done else None
        subject = known.get(row.subject) or subjects.get(row.subject or "")
        if span.first <= row.planned_on <= span.last and subject is not None:
            found.append(_planned(row, subject, people.get(row.leader, ""), (on, today)))
    return found


def planned_days(connection: Connection, first: date, last: date) -> dict[str, list[date]]:
    """On which of these days each subject is planned, by its uid."""
    found: dict[str, list[date]] = defaultdict(list)
    for row in _kept(connection, first, last):
        found[row.subject or ""].append(row.planned_on)
    return found


def _visits_by_month(
    connection: Connection, first: date, last: date
) -> dict[tuple[str | None, Month], deque[date]]:
    asked = select(Visit.subject, Visit.visited_on).where(Visit.visited_on.between(first, last))
    found: dict[tuple[str | None, Month], deque[date]] = defaultdict(deque)
    for subject, day in connection.execute(asked.order_by(Visit.visited_on, Visit.id)):
        if day is not None:
            found[subject, Month.of(day)].append(day)
    return found


def _planned(row: Row[Any], subject: Line, leader: str, days: tuple[date | None, date]) -> Planned:
    on, today = days
    named = {name: subject[name] or "" for name in ("park", "unit", "responsible")}
    return Planned(
        uid=row.uid,
        subject_uid=row.subject,
        planned_on=row.planned_on,
        leader=leader,
        subject=subject["name"] or "",
        reason=row.reason or "",
        state=_state(row.planned_on, on, today),
        visited_on=on,
        **named,
    )


def _state(planned_on: date, on: date | None, today: date) -> str:
    if on is not None:
        return MET if on <= planned_on else MET_LATE
    return LATE if today > planned_on else DUE if today == planned_on else OPEN
