"""Suggestions for a reference while it is typed: by name, code, or the initials of its pinyin."""

from sqlalchemy import Connection, or_, select

from desk.references import TARGETS, contains, told_apart
from models.pinyin import initials
from models.tables import Card, CommonProblem, Issue, Organization, Visit

_MOST = 20
Named = tuple[str, str, str]  # uid, label, what else it may be found by


def suggest(connection: Connection, kind: str, typed: str) -> list[tuple[str, str]]:
    """Up to twenty records of a kind (uid, label) that fit what is typed, the best first.

    Where several bear one name, the label says which is which: 王安三（经发局）.
    """
    typed = typed.strip().casefold()
    if kind in _NUMBERED:
        return _numbered(connection, kind, typed)
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
    if kind == "organizations":
        units = select(Organization.uid, Organization.name, Organization.short_name)
        return [(r.uid, r.name or "", r.short_name or "") for r in connection.execute(units)]
    return [(one.uid, one.label, one.more) for one in told_apart(connection, kind)]


#: What is found by its number or its text, the newest first: there may be very many.
_NUMBERED = {
    "issues": (Issue.number, Issue.title),
    "common_problems": (CommonProblem.number, CommonProblem.title),
    "visits": (Visit.number, Visit.met),
    "cards": (Card.number, Card.filled_by),
}


def _numbered(connection: Connection, kind: str, typed: str) -> list[tuple[str, str]]:
    model, label = TARGETS[kind].model, TARGETS[kind].label
    fits = or_(*(contains(column, typed) for column in _NUMBERED[kind]))
    asked = select(model.uid, label.label("label")).where(fits).order_by(model.id.desc())
    return [(row.uid, row.label or "") for row in connection.execute(asked.limit(_MOST))]
