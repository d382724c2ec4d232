"""问题大排查: a drive in which lead units look for the problems of their subjects.

Who looks at whom is drafted from the assignments; subjects that nobody answers for are dealt out
to the units that have the fewest, so that none has more than its share. What is found is
registered as issues of the drive, which are closed as all issues are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.assigned import stands
from desk.book.casebook import Book
from desk.book.door import Writer
from desk.book.naming import called, ever_written
from desk.errors import Refused
from desk.lists import Line, lines_of
from desk.records import value_of
from desk.references import labels
from desk.seen import Seen, Sides
from models.checking import name_key
from models.fields import Field, Type
from models.steps import OPEN_STATES
from models.tables import Assignment, Campaign, CampaignUnit, Issue, Subject
from models.writing import names_in

#: What a person says of a unit of a drive.
UNIT_FIELDS = (
    Field("organization", "排查单位", Type.REFERENCE, required=True, refers="organizations"),
    Field("scope", "排查对象", Type.LONG_TEXT, help="用顿号分开"),
    Field("plan", "排查安排", Type.LONG_TEXT),
    Field("due_on", "上报时限", Type.DATE, help="不填则为大排查的截止日期"),
    Field("reported_on", "上报日期", Type.DATE),
)
_NOT_COUNTED = ("merged", "withdrawn")


@dataclass(frozen=True)
class Share:
    """A unit and the names of the subjects that it looks at."""

    organization: str
    name: str
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class UnitLine:
    """A unit of a drive: whom it looks at, until when, whether it reported, what it found."""

    uid: str
    name: str
    subjects: tuple[str, ...]
    plan: str
    due_on: date | None
    reported_on: date | None
    issues: tuple[Line, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)

    def standing(self, today: date) -> str:
        """Whether it has reported, on a day."""
        if self.reported_on:
            return "已上报"
        return "逾期未报" if self.due_on and self.due_on < today else "未上报"


@dataclass(frozen=True)
class Standing:
    """A drive as it stands: its units, and what was found of subjects that no unit looks at."""

    line: Line
    units: tuple[UnitLine, ...]
    others: tuple[Line, ...]

    @property
    def issues(self) -> tuple[Line, ...]:
        """All that was found."""
        return (*(issue for unit in self.units for issue in unit.issues), *self.others)

    @property
    def reported(self) -> int:
        """How many of the units have reported."""
        return sum(one.reported_on is not None for one in self.units)


def still_open(issues: Sequence[Line]) -> list[Line]:
    """What of that which was found is not closed."""
    return [one for one in issues if one.values["state"] in OPEN_STATES]


def late(issues: Sequence[Line]) -> list[Line]:
    """What of that which was found is late."""
    return [one for one in issues if one.values["lamp"] == "red"]


# --- whom each unit looks at ----------------------------------------------------------------------


def shares(connection: Connection, today: date) -> tuple[Share, ...]:
    """Who should look at whom, by the assignments of a day; units in the order of their names.

    Raises `Refused` where no unit answers for anybody.
    """
    led: dict[str, list[str]] = defaultdict(list)
    lost: list[str] = []
    answering = _answering(connection, today)
    asked = select(Subject.uid, Subject.name).order_by(Subject.code, Subject.id)
    for row in connection.execute(asked):
        unit = answering.get(row.uid)
        (led[unit] if unit else lost).append(row.name or "")
    if not led:
        raise Refused("还没有包联关系，不能按包联单位分配；请先登记包联关系，或逐个添加排查单位。")
    names = labels(connection, "organizations", led)
    for subject in lost:
        fewest = min(led, key=lambda unit: (len(led[unit]), names.get(unit, "")))
        led[fewest].append(subject)
    found = (Share(unit, names.get(unit, ""), tuple(told)) for unit, told in led.items())
    return tuple(sorted(found, key=lambda share: share.name))


def _answering(connection: Connection, today: date) -> dict[str, str]:
    """The unit that answers for each subject on a day; of several the latest."""
    asked = select(Assignment.subject, Assignment.unit).where(
        stands(today), Assignment.unit.is_not(None)
    )
    order = (Assignment.from_on.nulls_first(), Assignment.id)
    return {str(row.subject): str(row.unit) for row in connection.execute(asked.order_by(*order))}


def draw_up(book: Book, campaign: str, actor: str) -> int:
    """Deal out the subjects to the units of a drive (its uid), as one change.

    Units that are there already keep what was written of them; returns how many came in. Raises
    `Refused` where none does.
    """
    with book.change(_label(book, campaign, "排定{}的排查清单"), actor) as session:
        drive = session.by_uid(Campaign, campaign)
        there = {row.organization for row in _units(session, campaign)}
        dealt = shares(session.connection(), session.today)
        coming = [share for share in dealt if share.organization not in there]
        if not coming:
            raise Refused("各包联单位都已在清单上；要改排查对象，请修改那个单位。")
        for position, share in enumerate(coming, len(there)):
            session.create(
                CampaignUnit,
                campaign=campaign,
                position=position,
                organization=share.organization,
                scope="、".join(share.subjects),
                due_on=drive.to_on,
            )
    return len(coming)


# --- what is written of a unit --------------------------------------------------------------------


def keep_unit(
    book: Book, campaign: str, values: Mapping[str, Any], actor: str, seen: Seen | None = None
) -> str:
    """Add a unit to a drive, or change what is written of it, as one change; returns its uid.

    `values` are those of `UNIT_FIELDS` as they were written, `seen` is the unit as the form was
    opened on it. Raises `Refused` for a unit that is there twice, and a report of a day to come,
    and `Conflict` where somebody else changed the same fields since.
    """
    with book.change(_label(book, campaign, "修改{}的排查单位"), actor) as session:
        drive = session.by_uid(Campaign, campaign)
        said = {**seen.values, **values} if seen else values
        told = {one.name: value_of(session, one, said.get(one.name), []) for one in UNIT_FIELDS}
        row = session.by_uid(CampaignUnit, seen.uid) if seen else None
        if row is not None and seen is not None:
            told = _merged(session, row, seen, told)
        units = _units(session, campaign)
        if any(one.organization == told["organization"] and one is not row for one in units):
            raise Refused("这个单位已在清单上；请修改那一行。")
        if told["reported_on"] and told["reported_on"] > session.today:
            raise Refused(f"上报日期 {told['reported_on']} 晚于今天；请核对日期。")
        told["due_on"] = told["due_on"] or drive.to_on
        row = row or session.create(CampaignUnit, campaign=campaign, position=len(units))
        for name, value in told.items():
            setattr(row, name, value)
        return row.uid


def _merged(
    session: Writer, row: CampaignUnit, seen: Seen, told: Mapping[str, Any]
) -> dict[str, Any]:
    """What a form says of a unit, with what others wrote of it since the form was opened."""
    session.flush()  # a unit that the form named first is a row now, and has a name
    now = {one.name: getattr(row, one.name) for one in UNIT_FIELDS}
    sides = Sides(CampaignUnit.__tablename__, seen, told, now)
    return sides.merged(session.connection(), UNIT_FIELDS)


def report(book: Book, unit: str, actor: str) -> None:
    """Write down that a unit of a drive (its uid) reported today."""
    with book.change("记下排查单位已上报", actor) as session:
        session.by_uid(CampaignUnit, unit).reported_on = session.today


def drop_unit(book: Book, unit: str, actor: str) -> None:
    """Take a unit out of a drive, as one change."""
    with book.change("去掉排查单位", actor) as session:
        session.delete(session.by_uid(CampaignUnit, unit))


def _units(session: Writer, campaign: str) -> Sequence[CampaignUnit]:
    ours = select(CampaignUnit).where(CampaignUnit.campaign == campaign)
    return session.scalars(ours.order_by(CampaignUnit.position, CampaignUnit.id)).all()


def _label(book: Book, campaign: str, said: str) -> str:
    with book.read() as connection:
        return said.format(called(connection, "campaign", campaign))


# --- how it stands --------------------------------------------------------------------------------


def standing(connection: Connection, campaign: str, today: date) -> Standing:
    """A drive (its uid) with what each unit found among the subjects that it looks at."""
    lines = lines_of(connection, "campaigns", [campaign], today)
    if not lines:
        raise Refused("没有找到这次问题大排查；请刷新列表。")
    asked = select(CampaignUnit.__table__).where(CampaignUnit.campaign == campaign)
    rows = connection.execute(asked.order_by(CampaignUnit.position, CampaignUnit.id)).all()
    names = labels(connection, "organizations", [row.organization for row in rows])
    found = _found(connection, campaign, today)
    meant = _meant(connection, rows, found)
    units = tuple(_unit(row, names, [(one, meant[one.uid]) for one in found]) for row in rows)
    told = {issue.uid for unit in units for issue in unit.issues}
    return Standing(lines[0], units, tuple(one for one in found if one.uid not in told))


def _found(connection: Connection, campaign: str, today: date) -> list[Line]:
    asked = select(Issue.uid).where(Issue.campaign == campaign, Issue.state.not_in(_NOT_COUNTED))
    uids = connection.scalars(asked.order_by(Issue.id)).all()
    return lines_of(connection, "issues", uids, today)


def _meant(
    connection: Connection, rows: Sequence[Row[Any]], found: Sequence[Line]
) -> dict[str, set[str]]:
    """By issue (its uid), the keys of the names by which the units' lists mean its subject.

    A list goes on meaning a subject that was given another name since.
    """
    listed = {name_key(name) for row in rows for name in names_in(row.scope)}
    subjects = {one.refers.get("subject", ""): one.values["subject"] or "" for one in found}
    meant: dict[str, set[str]] = {}
    for uid, name in subjects.items():
        now = {name_key(name)} & listed
        meant[uid] = now or set(map(name_key, _once_called(connection, uid))) & listed
    return {one.uid: meant[one.refers.get("subject", "")] for one in found}


def _once_called(connection: Connection, subject: str) -> set[str]:
    """The names that a subject bore before, and those by which it is known beside."""
    also = connection.scalar(select(Subject.also_called).where(Subject.uid == subject))
    return {*names_in(also), *ever_written(connection, ("subject", "name"), subject)}


def _unit(
    row: Row[Any], names: Mapping[str, str], found: Sequence[tuple[Line, set[str]]]
) -> UnitLine:
    subjects = names_in(row.scope)
    keys = set(map(name_key, subjects))
    return UnitLine(
        row.uid,
        names.get(row.organization, ""),
        subjects,
        row.plan or "",
        row.due_on,
        row.reported_on,
        tuple(one for one, meant in found if meant & keys),
        {one.name: getattr(row, one.name) for one in UNIT_FIELDS},
    )
