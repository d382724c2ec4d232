"""督办台账 and 单位履职情况表: lists to print, read from what was sent and from the issues."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, select

from desk import asked
from desk.settings import office
from desk.supervision.holders import unit_of_step
from desk.supervision.record import MEASURES, UnitRecord, records
from models.ladder import SUPERVISE, URGE, rank
from models.steps import STEPS
from models.tables import Issue, Organization, Step, Subject
from models.vocabulary import ISSUE_GRADES, label
from reports.rosters import NUMBERED, RosterView
from reports.view import LedgerColumn

LEDGER, RECORD = "督办台账", "单位履职情况表"
STEPS_KEPT = (URGE, SUPERVISE, "talk", "transfer")
"""What the ledger of supervision holds: 催办, 督办, 约谈, 移交."""


@dataclass(frozen=True)
class Entry:
    """One issue that a unit was urged, supervised, talked to about, or that was handed over."""

    uid: str
    step: str
    level: str
    number: str
    on: date
    unit: str
    issue: str
    subject: str
    title: str
    grade: str
    due_on: date | None
    state: str
    note: str

    @property
    def sort(self) -> str:
        """What was done, with its colour in words: 督办（橙）."""
        return STEPS[self.step].label + (f"（{self.level}）" if self.level else "")


def entries(connection: Connection) -> tuple[Entry, ...]:
    """All of it, in the order of days."""
    asked = (
        select(Step.__table__)
        .add_columns(Issue.number.label("issue_number"), Issue.title, Issue.state)
        .add_columns(Issue.grade.label("issue_grade"), Issue.due_on.label("issue_due_on"))
        .add_columns(Subject.name.label("subject_name"), Organization.name.label("unit_name"))
        .join(Issue, Issue.uid == Step.issue)
        .outerjoin(Subject, Subject.uid == Issue.subject)
        .outerjoin(Organization, Organization.uid == unit_of_step())
        .where(Step.step.in_(STEPS_KEPT))
        .order_by(Step.happened_on, Step.id)
    )
    return tuple(map(_entry, connection.execute(asked)))


def _entry(row: Row[Any]) -> Entry:
    said = (row.issue_number or "", row.subject_name or "", row.title or "")
    return Entry(
        row.issue,
        row.step,
        row.level or "",
        row.number or "",
        row.happened_on,
        row.unit_name or "",
        *said,
        row.issue_grade or ISSUE_GRADES[0].code,
        row.issue_due_on,
        label("states", row.state),
        row.note or row.reason or "",
    )


#: What divides the ledger: how it is called, and what it is for an entry.
DIVISIONS: Mapping[str, tuple[str, Callable[[Entry], str]]] = MappingProxyType(
    {
        "unit": ("承办单位", lambda one: one.unit),
        "level": ("督办方式", lambda one: one.sort),
        "grade": ("事项等级", lambda one: one.grade),
    }
)
_COLUMNS: Mapping[str, LedgerColumn] = MappingProxyType(
    {
        "unit": LedgerColumn("承办单位", 9, "left"),
        "level": LedgerColumn("督办方式", 5, "center"),
        "grade": LedgerColumn("事项等级", 4, "center"),
        "number": LedgerColumn("文号", 9, "left"),
        "on": LedgerColumn("日期", 6, "center"),
        "issue": LedgerColumn("问题编号", 9, "left"),
        "subject": LedgerColumn("帮扶对象", 11, "left"),
        "title": LedgerColumn("问题", 12, "left"),
        "due_on": LedgerColumn("办理时限", 6, "center"),
        "state": LedgerColumn("现状", 5, "center"),
        "note": LedgerColumn("备注", 10, "left"),
    }
)


def blank_ledger() -> RosterView:
    """The blank form, divided by unit."""
    return RosterView(LEDGER, _columns("unit"))


def _columns(by: str) -> tuple[LedgerColumn, ...]:
    others = (column for name, column in _COLUMNS.items() if name != by)
    return _COLUMNS[by], NUMBERED, *others


def ledger(connection: Connection, by: str, today: date) -> RosterView:
    """The ledger of supervision by unit, level or grade. Raises `Refused` for anything else."""
    name = asked.division(by, DIVISIONS, LEDGER)
    divided = DIVISIONS[name][1]
    kept = sorted(entries(connection), key=lambda one: (_order(name, one), one.on))
    said = office(connection)
    return RosterView(
        f"{said['region']}{LEDGER}",
        _columns(name),
        said["office"],
        today,
        tuple(
            (divided(one), str(ordinal), *_cells(one, name)) for ordinal, one in enumerate(kept, 1)
        ),
        summary=_summary(kept),
        merged=1,
    )


def _order(by: str, one: Entry) -> tuple[int, str]:
    """The gravest first where it is divided by what was done."""
    grave = STEPS_KEPT.index(one.step) * 10 + rank(one.step, one.level)
    return (-grave if by == "level" else 0), DIVISIONS[by][1](one)


def _cells(one: Entry, by: str) -> Iterator[str]:
    told = {
        **{name: divided(one) for name, (_, divided) in DIVISIONS.items()},
        **{name: str(getattr(one, name) or "") for name in _COLUMNS if name not in DIVISIONS},
    }
    return (told[name] for name in _COLUMNS if name != by)


def _summary(kept: list[Entry]) -> str:
    counts = {one.sort: sum(other.sort == one.sort for other in kept) for one in kept}
    told = "、".join(f"{sort}{count}件次" for sort, count in sorted(counts.items()))
    return f"共{len(kept)}件次：{told}。" if kept else "没有催办、督办。"


# --- 单位履职情况表 -------------------------------------------------------------------------------

_RECORD = (
    NUMBERED,
    LedgerColumn("承办单位", 14, "left"),
    *(LedgerColumn(said, 4, "center") for said in MEASURES.values()),
    LedgerColumn("按期率", 4, "center"),
    LedgerColumn("平均超期（工作日）", 5, "center"),
)


def blank_record() -> RosterView:
    """The blank form."""
    return RosterView(RECORD, _RECORD)


def record(connection: Connection, month: str, today: date) -> RosterView:
    """How each unit kept its deadlines in a month, as of today where it is not over.

    Raises `Refused` for what is no month.
    """
    wanted = asked.month(month, RECORD)
    last = min(wanted.last, today)
    found = records(connection, wanted.first, last)
    said = office(connection)
    return RosterView(
        f"{said['region']}{wanted.label}{RECORD}",
        _RECORD,
        said["office"],
        last,
        tuple((str(ordinal), *_told(one)) for ordinal, one in enumerate(found, 1)),
        summary=f"共{len(found)}个单位，有超期的{sum(bool(one.late_by) for one in found)}个。",
    )


def _told(one: UnitRecord) -> Iterator[str]:
    yield one.name
    for measure in MEASURES:
        yield str(len(one.of(measure)))
    yield "" if one.share_on_time is None else f"{one.share_on_time}%"
    yield "" if one.average_late is None else str(one.average_late)
