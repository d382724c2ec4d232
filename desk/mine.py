"""我的: what concerns who acts, told by the name under which people are registered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select, true

from desk.assigned import stands
from models.tables import Assignment, Issue, Organization, Person


@dataclass(frozen=True)
class Mine:
    """The people that bear a name (uids), and the units to which they belong (uids and names)."""

    people: tuple[str, ...]
    units: tuple[str, ...]
    called: tuple[str, ...]


def known_as(connection: Connection, name: str) -> Mine | None:
    """Whom a name means, all who bear it; None where nobody is registered under it."""
    asked = (
        select(Person.uid, Organization.uid.label("unit"), Organization.name)
        .outerjoin(Organization, Organization.uid == Person.organization)
        .where(Person.name == name)
    )
    rows = connection.execute(asked).all()
    units = {row.unit: row.name or "" for row in rows if row.unit}
    people = tuple(row.uid for row in rows)
    return Mine(people, tuple(units), tuple(units.values())) if rows else None


def subjects_of(mine: Mine, today: date) -> Select[Any]:
    """The subjects that they answer for on a day, in whatever role."""
    roles = (Assignment.leader, Assignment.responsible, Assignment.liaison)
    named = or_(*(role.in_(mine.people) for role in roles))
    return select(Assignment.subject).where(named, stands(today))


def of_issues(mine: Mine | None, today: date) -> ColumnElement[bool]:
    """The issue is theirs: of their subject, in their hands, or led by their unit.

    Where nobody is meant, every issue is.
    """
    if mine is None:
        return true()
    return or_(
        Issue.subject.in_(subjects_of(mine, today)),
        Issue.responsible.in_(mine.people),
        Issue.lead_unit.in_(mine.units),
    )
