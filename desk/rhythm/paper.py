"""What is printed of the rhythm: 走访计划, and the list of what was owed and is not met."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from desk import printing
from desk.printable import Example, Printable, Told, one_blank, print_command
from desk.rhythm.owing import LATE, OWING, Debt, owed
from desk.rhythm.planning import Chosen
from desk.rhythm.plans import Planned, planned, propose
from desk.rhythm.spans import Span, span_of
from desk.settings import office
from desk.statistics.casework import assigned_lines, subjects_of
from models.calendar import Month
from models.vocabulary import DUTIES
from reports import rosters as roster_paper
from reports.rosters import NUMBERED, RosterView, labelled
from reports.view import LedgerColumn

PLAN, OWED = "走访计划", "应报未报、应访未访清单"
_DRAFT = "（草案）"
_WEEKDAYS = "一二三四五六日"


_SUBJECT = labelled("assignments", "subject", 13, "left")
_DAY_OF_VISIT = LedgerColumn("计划日期", 8, "center")

# --- 走访计划 -------------------------------------------------------------------------------------

_PLAN = (
    _DAY_OF_VISIT,
    NUMBERED,
    labelled("assignments", "leader", 5),
    _SUBJECT,
    labelled("enterprises", "park", 6, "left"),
    labelled("assignments", "unit", 9, "left"),
    labelled("assignments", "responsible", 5),
    LedgerColumn("安排理由", 14, "left"),
    LedgerColumn("走访日期", 6, "center"),
    LedgerColumn("完成情况", 5, "center"),
)
Row = tuple[str, ...]


def plan(connection: Connection, text: str, today: date) -> RosterView:
    """The plan of a week or month; where none is kept, what would be proposed, as a draft.

    Raises `Refused` for what is neither a month nor a day.
    """
    span = span_of(text, today)
    said, kept = office(connection), planned(connection, span, today)
    rows = [_kept_row(*one) for one in enumerate(kept, 1)]
    if not kept:
        rows = list(_proposed(connection, span, today))
    return RosterView(
        f"{said['region']}{span.label}{PLAN}{'' if kept else _DRAFT}",
        _PLAN,
        said["office"],
        today,
        tuple(rows),
        summary=_summary(kept, len(rows)),
        merged=1,
    )


def told_day(day: date) -> str:
    """A day of a plan: 8月6日 周一."""
    return f"{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"


def _kept_row(number: int, one: Planned) -> Row:
    return (
        told_day(one.planned_on),
        str(number),
        *(one.leader, one.subject, one.park, one.unit, one.responsible, one.reason),
        f"{one.visited_on.month}月{one.visited_on.day}日" if one.visited_on else "",
        one.standing,
    )


def _proposed(connection: Connection, span: Span, today: date) -> Iterator[Row]:
    draft = propose(connection, span, today)
    answering = {
        line.uid: line for line in assigned_lines(connection, span.last, subjects_of(connection))
    }
    for number, one in enumerate(draft.chosen, 1):
        line = answering[one.subject.uid]
        who = (line["unit"] or "", line["responsible"] or "")
        yield _proposed_row(number, one, line["leader"] or "", who)


def _proposed_row(number: int, one: Chosen, leader: str, who: tuple[str, str]) -> Row:
    subject = one.subject
    said = (leader, subject.name, subject.park, *who, one.reason)
    return told_day(one.day), str(number), *said, "", ""


def _summary(kept: Sequence[Planned], rows: int) -> str:
    if not kept:
        return f"拟走访{rows}个。" if rows else "没有要排的走访。"
    done = sum(one.visited_on is not None for one in kept)
    missed = sum(one.state == LATE for one in kept)
    late = f"，过期未走访{missed}个" if missed else ""
    return f"计划走访{len(kept)}个，已走访{done}个{late}。"


# --- 应报未报、应访未访清单 ---------------------------------------------------------------------

_OWED = (
    LedgerColumn("例行工作", 6, "left"),
    NUMBERED,
    LedgerColumn("责任人（单位）", 13, "left"),
    LedgerColumn("对象", 15, "left"),
    LedgerColumn("所在单位", 13, "left"),
    LedgerColumn("应完成日期", 7, "center"),
    LedgerColumn("情况", 6, "center"),
)


def unmet(connection: Connection, text: str, today: date) -> RosterView:
    """What was owed in a week or month and is not met, duty by duty.

    Raises `Refused` for what is neither a month nor a day.
    """
    span = span_of(text, today)
    found = owed(connection, span.first, span.last, today)
    order = [term.code for term in DUTIES]
    missing = sorted(
        (debt for debt in found if debt.state in OWING),
        key=lambda debt: (order.index(debt.duty.key), debt.turn.owed_on, debt.owner.debtor),
    )
    said = office(connection)
    return RosterView(
        f"{said['region']}{span.label}{OWED}",
        _OWED,
        said["office"],
        today,
        tuple(_unmet_row(*one, today) for one in enumerate(missing, 1)),
        summary=_owed_summary(found),
        merged=1,
    )


def _unmet_row(number: int, debt: Debt, today: date) -> Row:
    said = debt.shown
    days = (today - debt.turn.owed_on).days
    late = f"逾期{days}天" if debt.state == LATE else said["state"]
    names = (said["debtor"], said["what"], said["unit"], said["owed_on"])
    return said["duty"], str(number), *names, late


def _owed_summary(found: Sequence[Debt]) -> str:
    late = sum(debt.state == LATE for debt in found)
    left = sum(debt.state in OWING for debt in found)
    return f"应完成{len(found)}项，已完成{len(found) - left}项，未完成{left}项，其中逾期{late}项。"


# --- the table ------------------------------------------------------------------------------------


def _next_month(_connection: Connection, today: date) -> str:
    return str(Month.of(today).following)


def _this_month(_connection: Connection, today: date) -> str:
    return str(Month.of(today))


RHYTHM: tuple[Printable[Any], ...] = (
    Printable(
        "plan",
        PLAN,
        "plans",
        plan,
        roster_paper.document,
        Told(
            "包联办排，各包联领导和责任人照着走；排定以前是草案",
            "日程 → “走访计划” → “打印”",
            print_command("plans", "plan", "月份或日期"),
        ),
        one_blank("plan", PLAN, RosterView(PLAN, _PLAN)),
        (Example(_next_month),),
        printing.LEDGER_SUFFIXES,
    ),
    Printable(
        "owed",
        OWED,
        "entries",
        unmet,
        roster_paper.document,
        Told(
            "包联办：每周、每月看谁没报、谁没走访，督促和通报",
            "日程 → “应办事项” → “打印”",
            print_command("entries", "owed", "月份或日期"),
        ),
        one_blank("owed", OWED, RosterView(OWED, _OWED)),
        (Example(_this_month),),
        printing.LEDGER_SUFFIXES,
    ),
)
