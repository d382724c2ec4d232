"""Suggestions for a reference while it is typed: by name, code, or the initials of its pinyin."""

from sqlalchemy import Connection, select

from desk.references import TARGETS
from models.pinyin import initials
from models.tables import Organization, Person, Subject

_MOST = 20
Named = tuple[str, str, str]  # uid, label, what else it may be found by


def suggest(connection: Connection, kind: str, typed: str) -> list[tuple[str, str]]:
    """Up to twenty records of a kind (uid, label) that fit what is typed, the best first."""
    typed = typed.strip().casefold()
    scored = [(_score(named, typed), named) for named in _all(connection, kind)]
    fitting = sorted((item for item in scored if item[0]), key=lambda item: (item[0], item[1][1]))
    return [(uid, label) for _, (uid, label, _) in fitting[:_MOST]]


def _score(named: Named, typed: str) -> int:
    """1 begins so, 2 holds it, 3 its initials begin so, 4 they hold it; 0 does not fit."""
    _, label, also = named
    words = f"{label} {also}".casefold()
    if words.startswith(typed):
        return 1
    if typed in words:
        return 2
    if not typed.isascii():
        return 0
    letters = initials(label)
    return 3 if letters.startswith(typed) else 4 if typed in letters else 0


def _all(connection: Connection, kind: str) -> list[Named]:
    if kind == "subjects":
        asked = select(Subject.uid, Subject.name, Subject.code)
        return [(r.uid, r.name or "", r.code or "") for r in connection.execute(asked)]
    if kind == "organizations":
        units = select(Organization.uid, Organization.name, Organization.short_name)
        return [(r.uid, r.name or "", r.short_name or "") for r in connection.execute(units)]
    if kind == "people":
        people = select(Person.uid, Person.name, Organization.name.label("unit"))
        joined = people.outerjoin(Organization, Organization.uid == Person.organization)
        return [(r.uid, r.name or "", r.unit or "") for r in connection.execute(joined)]
    target = TARGETS[kind]
    rows = connection.execute(select(target.model.uid, target.label.label("label")))
    return [(row.uid, row.label or "", "") for row in rows]
