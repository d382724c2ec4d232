"""覆盖情况: how much of the four kinds of subject is reached, against 100 %, and what is missing.

Source: 渤海新区 2018, 四(五), which wants the data of enterprises, projects, platforms and works
collected to 100 %. Every subject shall have somebody who answers for it (包联); every one that has
shall have a card and be visited, as the figure `coverage_rate` counts. A month that is not over is
counted as of today.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import Connection, select

from desk.assigned import stands
from desk.errors import Refused
from desk.statistics.counting import percent
from models.calendar import Month
from models.tables import Assignment, Card, Organization, Person, Subject, Visit
from models.vocabulary import SUBJECT_KINDS


@dataclass(frozen=True)
class Reached:
    """One subject: who answers for it, and which of `MEASURES` reach it."""

    uid: str
    code: str
    name: str
    kind: str
    park: str
    unit: str
    leader: str
    assigned: bool
    carded: bool
    visited: bool

    @property
    def lacks(self) -> tuple[str, ...]:
        """The measures that do not reach it; who has nobody is asked for nothing more."""
        if not self.assigned:
            return ("assigned",)
        return tuple(name for name in MEASURES if not getattr(self, name))


#: What counts as reached, in the order of the work: name → label.
MEASURES: Mapping[str, str] = MappingProxyType(
    {"assigned": "落实包联", "carded": "填报反馈卡", "visited": "走访"}
)


@dataclass(frozen=True)
class Covered:
    """Some subjects: how many there are, are assigned, and of those have a card, were visited."""

    name: str
    label: str
    subjects: int
    assigned: int
    carded: int
    visited: int

    def of(self, measure: str) -> int:
        """What a measure is held against: all for 包联, the assigned ones for the others."""
        return self.subjects if measure == "assigned" else self.assigned

    def share(self, measure: str) -> float | None:
        """In percent with one decimal; None where there is nothing to reach."""
        return percent(int(getattr(self, measure)), self.of(measure))


@dataclass(frozen=True)
class Division:
    """The subjects of one park, unit or leader: all together, and kind by kind."""

    name: str
    total: Covered
    kinds: tuple[Covered, ...]


@dataclass(frozen=True)
class Coverage:
    """The four kinds and all together, the same by `by` where it was asked for, what is missing.

    `month` is empty for the campaign so far; `missing` is in the order of kinds and codes.
    """

    month: str
    as_of: date
    by: str
    total: Covered
    kinds: tuple[Covered, ...]
    divisions: tuple[Division, ...]
    missing: tuple[Reached, ...]


def _answered_for(field: str, blank: str) -> Callable[[Reached], str]:
    def name(one: Reached) -> str:
        return (getattr(one, field) or blank) if one.assigned else _NOBODY

    return name


_NOBODY = "未落实包联"
_ALL = "合计"
#: By what coverage is divided: name → what people call it, and the part that a subject falls in.
DIVISIONS: Mapping[str, tuple[str, Callable[[Reached], str]]] = MappingProxyType(
    {
        "park": ("园区", lambda one: one.park or "未填园区"),
        "unit": ("包联单位", _answered_for("unit", "未填单位")),
        "leader": ("包联领导", _answered_for("leader", "未填领导")),
    }
)


def coverage(
    connection: Connection, today: date, month: Month | None = None, by: str = ""
) -> Coverage:
    """Coverage of a month (cards of that period, visits in it), or of the campaign so far.

    `by` is empty or a name of `DIVISIONS`. Raises `Refused` for another.
    """
    if by and by not in DIVISIONS:
        raise Refused(f"不能按“{by}”分；可用的有 {'、'.join(DIVISIONS)}。")
    as_of = min(month.last, today) if month else today
    found = reached(connection, as_of, month)
    return Coverage(
        str(month) if month else "",
        as_of,
        by,
        _covered("", _ALL, found),
        _by_kind(found),
        _divided(found, by),
        tuple(one for one in found if one.lacks),
    )


def _divided(found: Sequence[Reached], by: str) -> tuple[Division, ...]:
    """Each part with its kinds, the largest first."""
    parts: dict[str, list[Reached]] = defaultdict(list)
    for one in found if by else ():
        parts[DIVISIONS[by][1](one)].append(one)
    ordered = sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))
    return tuple(
        Division(name, _covered(name, name, ours), _by_kind(ours)) for name, ours in ordered
    )


def _by_kind(found: Sequence[Reached]) -> tuple[Covered, ...]:
    return tuple(
        _covered(term.code, term.label, [one for one in found if one.kind == term.code])
        for term in SUBJECT_KINDS
    )


def _covered(name: str, label: str, found: Sequence[Reached]) -> Covered:
    assigned = [one for one in found if one.assigned]
    return Covered(
        name,
        label,
        len(found),
        len(assigned),
        sum(one.carded for one in assigned),
        sum(one.visited for one in assigned),
    )


def reached(connection: Connection, as_of: date, month: Month | None) -> list[Reached]:
    """Every subject as of a day, in the order of kinds and codes; see `coverage` for the month."""
    answering = _answering(connection, as_of)
    carded, visited = _carded(connection, as_of, month), _visited(connection, as_of, month)
    asked = select(Subject.uid, Subject.code, Subject.name, Subject.kind, Subject.park)
    order = [term.code for term in SUBJECT_KINDS]
    rows = [row for row in connection.execute(asked) if row.kind in order]
    return [
        Reached(
            row.uid,
            row.code or "",
            row.name or "",
            row.kind,
            row.park or "",
            *answering.get(row.uid, ("", "")),
            assigned=row.uid in answering,
            carded=row.uid in carded,
            visited=row.uid in visited,
        )
        for row in sorted(rows, key=lambda row: (order.index(row.kind), row.code or ""))
    ]


def _answering(connection: Connection, as_of: date) -> dict[str, tuple[str, str]]:
    """Unit and leader by subject, on the day; of several assignments the latest."""
    asked = (
        select(Assignment.subject, Organization.name, Person.name)
        .outerjoin(Organization, Organization.uid == Assignment.unit)
        .outerjoin(Person, Person.uid == Assignment.leader)
        .where(stands(as_of))
        .order_by(Assignment.from_on.nulls_first(), Assignment.id)
    )
    return {row[0] or "": (row[1] or "", row[2] or "") for row in connection.execute(asked)}


def _carded(connection: Connection, as_of: date, month: Month | None) -> frozenset[str]:
    asked = select(Card.subject).where(Card.period <= f"{as_of:%Y-%m}").distinct()
    if month is not None:
        asked = asked.where(Card.period == str(month))
    return _set(connection.scalars(asked))


def _visited(connection: Connection, as_of: date, month: Month | None) -> frozenset[str]:
    asked = select(Visit.subject).where(Visit.visited_on <= as_of).distinct()
    if month is not None:
        asked = asked.where(Visit.visited_on >= month.first)
    return _set(connection.scalars(asked))


def _set(uids: Iterable[str | None]) -> frozenset[str]:
    return frozenset(uid for uid in uids if uid)
