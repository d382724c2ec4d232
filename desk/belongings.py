"""What belongs to a record: the rows that make up its operation record, also those that are gone.

A step of an issue, a person who came along on a visit, a file of either: nobody looks for the
record of such a row by itself. It is told with that of what it belongs to.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import msgspec
from sqlalchemy import Connection, exists, select

from desk.book.bulk import batched
from models.tables import Op, logged_models

#: A table, and the column by which its rows point to what they belong to.
Part = tuple[str, str]
#: A row: its table and its uid.
Key = tuple[str, str]

_FILES: Part = ("attachment", "owner")
#: What belongs to the records of a table, each with what belongs to it in its turn.
PARTS: Mapping[str, tuple[Part, ...]] = MappingProxyType(
    {
        "subject": (("assignment", "subject"), _FILES),
        "visit": (("visit_visitor", "visit"), _FILES),
        "card": (_FILES,),
        "issue": (("step", "issue"), _FILES),
        "step": (("step_unit", "step"), _FILES),
        "rhythm_entry": (_FILES,),
        "bulletin": (_FILES,),
        "meeting": (("meeting_item", "meeting"),),
        "inspection": (("inspection_item", "inspection"),),
        "campaign": (("campaign_unit", "campaign"),),
    }
)
#: Records of another table that ever named it: what was found by a drive, was under a head. They
#: have a life of their own, which is not told here.
_NAMING: Mapping[str, Part] = {
    "campaign": ("issue", "campaign"),
    "common_problem": ("issue", "head"),
}
#: What else was ever said of a subject.
_STORY = ("visit", "card", "operating_figure", "issue", "planned_visit")


def rows_of(connection: Connection, records: Iterable[Key]) -> list[str]:
    """The rows that make up the record of these, by uid."""
    rows: list[str] = []
    for table, uid in records:
        rows += _whole(connection, table, [uid])
        if table in _NAMING:
            rows += _ever_naming(connection, _NAMING[table], uid)
    return rows


def found_by(connection: Connection, table: str, **said: object) -> list[Key]:
    """The records of a table in whose columns these values stand, in the order of their making."""
    model = logged_models()[table]
    asked = select(model.uid).where(*(model.__table__.c[n] == value for n, value in said.items()))
    return [(table, uid) for uid in connection.scalars(asked.order_by(model.id))]


def story_of(connection: Connection, subject: str) -> list[str]:
    """The rows of a subject and of all that was ever said of it."""
    rows = rows_of(connection, [("subject", subject)])
    for table in _STORY:
        rows += _whole(connection, table, _pointing(connection, (table, "subject"), [subject]))
    return rows


def _whole(connection: Connection, table: str, uids: Sequence[str]) -> list[str]:
    parts = PARTS.get(table, ()) if uids else ()
    found = [_whole(connection, part[0], _pointing(connection, part, uids)) for part in parts]
    return [*uids, *(row for rows in found for row in rows)]


def _pointing(connection: Connection, part: Part, uids: Sequence[str]) -> list[str]:
    """The rows that point to any of these, and those that did and are gone."""
    model, column = logged_models()[part[0]], part[1]
    found = dict.fromkeys(
        uid
        for some in batched(uids)
        for uid in connection.scalars(
            select(model.uid).where(model.__table__.c[column].in_(some)).order_by(model.id)
        )
    )
    return [*found, *(row for row in _gone(connection, part, set(uids)) if row not in found)]


def _gone(connection: Connection, part: Part, uids: Collection[str]) -> Iterator[str]:
    """Rows that were deleted: what they pointed to when they were made is in the log alone.

    The index of the log's rows tells which are gone; the log itself is not read for that.
    """
    (table, column), model = part, logged_models()[part[0]]
    gone = ~exists().where(model.uid == Op.row)
    deleted = select(Op.row).where(Op.tbl == table, gone).distinct()
    for some in batched(connection.scalars(deleted).all()):
        made = select(Op.row, Op.body).where(Op.tbl == table, Op.row.in_(some), Op.kind == "new")
        for row, body in connection.execute(made):
            if msgspec.json.decode(body or "{}").get("f", {}).get(column) in uids:
                yield row


def _ever_naming(connection: Connection, part: Part, uid: str) -> list[str]:
    table, column = part
    pattern = f'%"{column}":"{uid}"%'
    asked = select(Op.row).where(Op.tbl == table, Op.body.like(pattern)).distinct()
    return list(connection.scalars(asked))
