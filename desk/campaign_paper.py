"""What the papers of a drive tell, read from the casebook and put into words."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Connection, select

from desk import details
from desk.campaigns import Standing, UnitLine, late, standing, still_open
from desk.lists import Line
from desk.meetings.paper import in_words, said
from desk.settings import office
from models.tables import Campaign
from reports.campaign import STANDING
from reports.meetingview import PlanUnit, PlanView
from reports.rosters import NUMBERED, RosterView
from reports.view import LedgerColumn

_COLUMNS = (
    NUMBERED,
    LedgerColumn("排查单位", 12, "left"),
    LedgerColumn("排查对象（户）", 5, "center"),
    LedgerColumn("上报时限", 7, "center"),
    LedgerColumn("上报日期", 7, "center"),
    LedgerColumn("上报情况", 6, "center"),
    LedgerColumn("发现问题（件）", 5, "center"),
    LedgerColumn("涉及对象（户）", 5, "center"),
    LedgerColumn("已销号（件）", 5, "center"),
    LedgerColumn("未销号（件）", 5, "center"),
    LedgerColumn("其中超期（件）", 5, "center"),
)
_ELSEWHERE = "清单以外的对象"


def plan(connection: Connection, text: str, today: date) -> PlanView:
    """The drive of that number, name or uid as 排查方案, dated on its first day at the latest.

    Raises `Refused` if there is none.
    """
    found = _standing(connection, text, today)
    units = (
        PlanUnit(one.name, one.subjects, one.plan, in_words(one.due_on)) for one in found.units
    )
    told = said(found.line, "campaigns")
    announced = min(today, found.line.values["from_on"])
    return PlanView(office(connection)["office"], announced, told, tuple(units))


def blank_standing() -> RosterView:
    """The blank form of 排查情况表."""
    return RosterView(STANDING, _COLUMNS)


def situation(connection: Connection, text: str, today: date) -> RosterView:
    """The drive as 排查情况表: who has reported, what was found, what of it is open."""
    found = _standing(connection, text, today)
    rows = [_row(place, one, today) for place, one in enumerate(found.units, 1)]
    if found.others:
        rows.append((str(len(rows) + 1), _ELSEWHERE, "", "", "", "", *_counts(found.others)))
    return RosterView(
        f"{found.line.shown['title'].removesuffix('排查')}{STANDING}",
        _COLUMNS,
        office(connection)["office"],
        today,
        tuple(rows),
        _total(found),
        f"共{len(found.units)}个单位，已上报{found.reported}个；发现问题{len(found.issues)}件。",
    )


def _standing(connection: Connection, text: str, today: date) -> Standing:
    return standing(connection, details.uid_of(connection, "campaigns", text), today)


def _row(place: int, one: UnitLine, today: date) -> tuple[str, ...]:
    return (
        str(place),
        one.name,
        str(len(one.subjects)),
        str(one.due_on or ""),
        str(one.reported_on or ""),
        one.standing(today),
        *_counts(one.issues),
    )


def _counts(issues: Sequence[Line]) -> Iterator[str]:
    """Found, of how many subjects, closed, open, late."""
    subjects = {one.values["subject"] for one in issues}
    still = len(still_open(issues))
    counted = len(issues), len(subjects), len(issues) - still, still, len(late(issues))
    return map(str, counted)


def _total(found: Standing) -> tuple[str, ...]:
    subjects = {name for unit in found.units for name in unit.subjects}
    told = f"已报{found.reported}个"
    return ("", "合计", str(len(subjects)), "", "", told, *_counts(found.issues))


def latest(connection: Connection, _today: date) -> str:
    """The drive that shows most among the samples: the latest of all."""
    asked = select(Campaign.uid).order_by(Campaign.from_on.desc(), Campaign.id.desc())
    return str(connection.scalar(asked.limit(1)) or "")
