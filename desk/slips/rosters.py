"""What the lists hold: who answers for whom, and what visits a month owes and has brought.

A visit a month is owed to every assigned subject (三河市简报第55期: 月走访).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from desk import asked
from desk.answering import answering
from desk.coverage import DIVISIONS
from desk.lists import Line, Query, lines
from desk.rhythm.plans import planned_days
from desk.settings import office
from desk.statistics import casework
from desk.statistics.counting import percent
from models.calendar import Month
from models.vocabulary import SUBJECT_KINDS
from reports.rosters import NUMBERED, RosterView, labelled
from reports.view import LedgerColumn

ASSIGNMENTS, VISITS = "包联一览表", "走访计划与完成情况表"
_NOBODY = "未落实包联"
_OWED = 1
"""Visits that are owed to a subject in a month."""


_SUBJECT = labelled("assignments", "subject", 13, "left")


# --- 包联一览表 ----------------------------------------------------------------------------------

_COLUMNS: Mapping[str, LedgerColumn] = {
    "park": labelled("enterprises", "park", 7, "left"),
    "subject": _SUBJECT,
    "kind": LedgerColumn("类别", 4, "center"),
    "leader": labelled("assignments", "leader", 4),
    "unit": labelled("assignments", "unit", 10, "left"),
    "responsible": labelled("assignments", "responsible", 4),
    "liaison": labelled("assignments", "liaison", 4),
    "team": labelled("assignments", "team", 7, "left"),
    "from_on": labelled("assignments", "from_on", 6),
    "contact": labelled("enterprises", "contact", 4),
    "phone": labelled("enterprises", "phone", 8),
}


def _names(by: str) -> list[str]:
    """The columns behind the first two: what divides the list, and the number of the row."""
    return [name for name in _COLUMNS if name != by]


def _columns(by: str) -> tuple[LedgerColumn, ...]:
    return _COLUMNS[by], NUMBERED, *(_COLUMNS[name] for name in _names(by))


def blank_assignments() -> RosterView:
    """The blank form, divided by park."""
    return RosterView(ASSIGNMENTS, _columns("park"))


def assignments(connection: Connection, by: str, today: date) -> RosterView:
    """Every subject with who answers for it today, by park, unit or leader.

    Raises `Refused` for anything else to divide it by.
    """
    name = asked.division(by, DIVISIONS, ASSIGNMENTS)
    found = answering(connection, today)
    told = [_told(line, found.get(line.uid)) for line in _subjects(connection, today)]
    told.sort(key=lambda row: (row[name] == "", row[name]))
    said = office(connection)
    return RosterView(
        f"{said['region']}{ASSIGNMENTS}",
        _columns(name),
        said["office"],
        today,
        tuple(_listed(number, row, name) for number, row in enumerate(told, 1)),
        summary=_assigned_summary(told),
        merged=1,
    )


def _listed(number: int, row: Mapping[str, str], by: str) -> tuple[str, ...]:
    return row[by], str(number), *(row[name] for name in _names(by))


def _subjects(connection: Connection, today: date) -> list[Line]:
    """All subjects, in the order of kinds and codes."""
    order = [term.code for term in SUBJECT_KINDS]
    found = lines(connection, Query("subjects", sort="code"), today)
    return sorted(found, key=lambda line: order.index(line.values["kind"]))


def _told(subject: Line, assignment: Line | None) -> dict[str, str]:
    """A row by the names of its columns."""
    said = {name: subject.shown[name] for name in ("park", "kind", "contact", "phone")}
    named = ("leader", "unit", "responsible", "liaison", "team", "from_on")
    who = {name: assignment.shown[name] if assignment else "" for name in named}
    note = {} if assignment else {"unit": _NOBODY}
    return {**said, **who, **note, "subject": subject.shown["name"]}


def _assigned_summary(told: Sequence[Mapping[str, str]]) -> str:
    kinds = Counter(row["kind"] for row in told)
    counted = "、".join(f"{kind}{count}个" for kind, count in kinds.items())
    nobody = sum(row["unit"] == _NOBODY for row in told)
    missing = f"；{_NOBODY}{nobody}个" if nobody else "，均已落实包联" if told else ""
    return f"共{len(told)}个{f'（{counted}）' if told else ''}{missing}。"


# --- 走访计划与完成情况表 ------------------------------------------------------------------------

_PLAN = (
    NUMBERED,
    _SUBJECT,
    _COLUMNS["park"],
    _COLUMNS["unit"],
    _COLUMNS["leader"],
    _COLUMNS["responsible"],
    LedgerColumn("应走访（次）", 4, "center"),
    LedgerColumn("此前最近走访", 6, "center"),
    LedgerColumn("计划走访", 6, "center"),
    LedgerColumn("本月走访（次）", 4, "center"),
    LedgerColumn("走访日期", 7, "center"),
    LedgerColumn("走访人员", 8, "left"),
    LedgerColumn("完成情况", 5, "center"),
)


@dataclass(frozen=True)
class _Owed:
    """A subject in a month: who answers for it, when it was visited before and in the month."""

    subject: casework.Line
    last: date | None
    visits: tuple[casework.Line, ...]
    planned: tuple[date, ...] = ()


def blank_visits() -> RosterView:
    """The blank form."""
    return RosterView(VISITS, _PLAN)


def visits(connection: Connection, month: str, today: date) -> RosterView:
    """Every assigned subject with the visits of a month, those of one unit together.

    A month that is not over is told as of today. Raises `Refused` for what is no month.
    """
    wanted = asked.month(month, VISITS)
    as_of = min(wanted.last, today)
    planned = planned_days(connection, wanted.first, wanted.last)
    found = _owed(casework.read(connection, as_of), wanted)
    owed = [replace(one, planned=tuple(planned.get(one.subject.uid, ()))) for one in found]
    said = office(connection)
    rows = enumerate(owed, 1)
    return RosterView(
        f"{said['region']}{wanted.label}{VISITS}",
        _PLAN,
        said["office"],
        as_of,
        tuple(_row(number, one, as_of) for number, one in rows),
        _total(owed),
        _visited_summary(owed),
    )


def _owed(found: casework.Casework, month: Month) -> list[_Owed]:
    visits: dict[str, list[casework.Line]] = defaultdict(list)
    for visit in found.visits:
        visits[visit["subject_uid"]].append(visit)
    owed = [_of(subject, visits[subject.uid], month) for subject in found.assigned]
    return sorted(owed, key=lambda one: (one.subject["unit"] or "", one.subject["code"] or ""))


def _of(subject: casework.Line, visits: Iterable[casework.Line], month: Month) -> _Owed:
    """The visits come in the order of their days."""
    visits = list(visits)
    before = [visit["visited_on"] for visit in visits if visit["visited_on"] < month.first]
    here = tuple(visit for visit in visits if visit["visited_on"] in month)
    return _Owed(subject, before[-1] if before else None, here)


def _row(number: int, one: _Owed, as_of: date) -> tuple[str, ...]:
    named = (one.subject[name] or "" for name in ("name", "park", "unit", "leader", "responsible"))
    days = dict.fromkeys(visit["visited_on"] for visit in one.visits)
    people = dict.fromkeys(person for visit in one.visits for person in visit["visitors"])
    return (
        str(number),
        *named,
        str(_OWED),
        one.last.isoformat() if one.last else "没有",
        _days(one.planned),
        str(len(one.visits)),
        _days(days),
        "、".join(people),
        _standing(one, as_of),
    )


def _days(days: Iterable[date]) -> str:
    return "、".join(f"{day.month}月{day.day}日" for day in days)


def _standing(one: _Owed, as_of: date) -> str:
    """完成, 待走访 while the month runs, or for how many months that are over a visit is owed."""
    if len(one.visits) >= _OWED:
        return "完成"
    this = Month.of(as_of)
    over = this if as_of == this.last else this.previous
    missed = _months(_first_owed(one, over), over)
    return f"欠{missed}个月" if missed > 0 else "待走访"


def _first_owed(one: _Owed, over: Month) -> Month:
    """The first month without the visit that was owed: after the last one, since 包联 began."""
    begun = one.subject["from_on"]
    known = [Month.of(begun)] if begun else []
    known += [Month.of(one.last).following] if one.last else []
    return max(known, default=over)


def _months(first: Month, last: Month) -> int:
    """How many months there are from the one to the other, both counted."""
    return (last.year - first.year) * 12 + last.number - first.number + 1


def _total(owed: Sequence[_Owed]) -> tuple[str, ...]:
    made = sum(len(one.visits) for one in owed)
    done = sum(len(one.visits) >= _OWED for one in owed)
    due = str(len(owed) * _OWED)
    return (
        "",
        f"合计（{len(owed)}个）",
        "",
        "",
        "",
        "",
        due,
        "",
        "",
        str(made),
        "",
        "",
        f"完成{done}个",
    )


def _visited_summary(owed: Sequence[_Owed]) -> str:
    done = sum(len(one.visits) >= _OWED for one in owed)
    made = sum(len(one.visits) for one in owed)
    share = percent(done, len(owed))
    told = f"（{share}%）" if share is not None else ""
    return f"应走访{len(owed)}个，已走访{done}个{told}、{made}次，未走访{len(owed) - done}个。"
