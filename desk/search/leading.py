"""Where hits lead: which record is shown where one was found that is not shown by itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from desk.search.sources import BY_TABLE
from models.duties import debt_id
from models.tables import Assignment, Attachment, Bulletin, RhythmEntry, Step

#: Kind of a record, and what its page knows it by: its uid; of a bulletin its edition.
Opens = tuple[str, str]
Rows = Sequence[Mapping[str, Any]]
Led = Mapping[str, Opens]


def leads(connection: Connection, table: str, rows: Rows) -> Led:
    """What is shown instead of each of these records, by uid; those left out show themselves."""
    ask = _ELSEWHERE.get(table)
    return ask(connection, rows) if ask and rows else {}


def _owners(connection: Connection, rows: Rows) -> Led:
    """Attachments are shown by the record that has them; those of a step by its issue."""
    issues = _issues(connection, _owned_by(Step.__tablename__, rows))
    editions = _editions(connection, _owned_by(Bulletin.__tablename__, rows))
    known = issues | editions | _entries(connection, _owned_by(RhythmEntry.__tablename__, rows))
    return {
        row["uid"]: known.get(row["owner"]) or (_kind_of(row["owner_table"]), row["owner"])
        for row in rows
        if row["owner"]
    }


def _owned_by(table: str, rows: Rows) -> list[str]:
    return [row["owner"] for row in rows if row["owner_table"] == table]


def _issues(connection: Connection, steps: Sequence[str]) -> dict[str, Opens]:
    asked = select(Step.uid, Step.issue).where(Step.uid.in_(steps))
    found = connection.execute(asked) if steps else ()
    return {row.uid: ("issues", row.issue or "") for row in found}


def _entries(connection: Connection, uids: Sequence[str]) -> dict[str, Opens]:
    """A duty that was met is shown by its debt."""
    asked = select(RhythmEntry.__table__).where(RhythmEntry.uid.in_(uids))
    found = connection.execute(asked) if uids else ()
    return {row.uid: ("entries", debt_id(row.owed_on, row.duty, row.organization)) for row in found}


def _subjects(connection: Connection, rows: Rows) -> Led:
    """Who answers for a subject is shown with it."""
    asked = select(Assignment.uid, Assignment.subject).where(Assignment.uid.in_(_uids(rows)))
    return {row.uid: ("subjects", row.subject or "") for row in connection.execute(asked)}


def _bulletins(connection: Connection, rows: Rows) -> Led:
    return _editions(connection, _uids(rows))


def _editions(connection: Connection, uids: Sequence[str]) -> dict[str, Opens]:
    """Bulletins are shown by kind and month: `circular-2018-07`."""
    asked = select(Bulletin.uid, Bulletin.kind, Bulletin.month).where(Bulletin.uid.in_(uids))
    found = connection.execute(asked) if uids else ()
    return {row.uid: ("bulletins", f"{row.kind}-{row.month}") for row in found}


def _uids(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [row["uid"] for row in rows]


def _kind_of(table: str | None) -> str:
    source = BY_TABLE.get(table or "")
    return source.kind if source else table or ""


_ELSEWHERE: Mapping[str, Callable[[Connection, Rows], Led]] = {
    Attachment.__tablename__: _owners,
    Assignment.__tablename__: _subjects,
    Bulletin.__tablename__: _bulletins,
}
