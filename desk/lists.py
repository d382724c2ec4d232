"""Questions for lists: which records, in which order, and what they show.

A list is asked in two parts: the uids in order (sorted and filtered in the database), then the
rows of one page. Both are plain SQL over the columns that `models.fields` names.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, and_, cast, func, select, true

from desk.book.bulk import batched
from desk.columns import column_of, field_of, table_of
from desk.columns import kind_fields as kind_fields
from desk.errors import Refused
from desk.extras import EXTRAS
from desk.lamps import Day, day_of, lamp_column
from desk.matches import ANYTHING as ANYTHING
from desk.matches import holds, matches
from desk.mine import Mine, of_issues
from desk.progress import at_work
from desk.references import TARGETS, is_uid, labels
from models.fields import KINDS, Field, Type
from models.lifecycle import AWAITING_CLOSURE, CONTENT
from models.showing import shown

_AT_ONCE = 1_000  # lines read between two looks at the wish to stop
_GROWING = ("number", "code")

PROVISIONAL = " 暂定"
"""Behind a deadline that falls into a year whose notice of days off is not in yet."""


@dataclass(frozen=True)
class Query:
    """A list as it is asked for.

    `where` holds field → value, a code or what is read for it; of a choice, several parted by 、
    mean any of them; "" is what is blank, `ANYTHING` what is not. What stands elsewhere goes by the
    names of `desk.beyond`. `search` words must all be found in the record's texts or the names it
    refers to; `sort` is a field, newest first where it is empty. Of issues `whose` leaves those
    that concern certain people.
    `kind` is a name of `models.fields.KINDS`, or `subjects` for all four kinds of subject.
    """

    kind: str
    where: Mapping[str, str] = field(default_factory=dict)
    search: str = ""
    sort: str = ""
    descending: bool = False
    whose: Mine | None = None


@dataclass(frozen=True)
class Line:
    """One record: values by field name (references as labels), and all of them as people read.

    `refers` holds the uid behind each reference.
    """

    uid: str
    values: Mapping[str, Any]
    shown: Mapping[str, str]
    refers: Mapping[str, str]


def count(connection: Connection, query: Query, today: date) -> int:
    """How many records the query finds."""
    found = chosen(connection, query, today).with_only_columns(table_of(query.kind).c.id)
    return connection.scalar(select(func.count()).select_from(found.subquery())) or 0


def more_than(connection: Connection, kind: str, number: int) -> bool:
    """Whether there are more records of a kind; no more of them are looked at than that."""
    beyond = select(table_of(kind).c.id).offset(number).limit(1)
    return connection.scalar(beyond) is not None


def uids(
    connection: Connection, query: Query, today: date, start: int = 0, limit: int | None = None
) -> list[str]:
    """The uids of a stretch of the list, in its order."""
    if limit is None:
        found = _ordered(chosen(connection, query, today), query, day_of(connection, today))
        return list(connection.scalars(found.offset(start)))
    few = _ids(connection, query, today, limit).offset(start)
    return uids_of(connection, query.kind, connection.scalars(few).all())


def ids(
    connection: Connection, query: Query, today: date, limit: int | None = None
) -> "array[int]":
    """The list in its order, as the local ids of its records: eight bytes a row.

    The database hands them over as one text: a million rows cost a driver more than the sorting.
    """
    ordered = _ids(connection, query, today, limit).subquery()
    last = connection.scalar(select(func.max(table_of(query.kind).c.id))) or 0
    beyond = 10 ** len(str(last))  # added to all, so that they are written with as many digits
    said = func.aggregate_strings(cast(ordered.c.id + beyond, Text), "")
    text, width = connection.scalar(select(said)) or "", len(str(beyond))
    starts = range(0, len(text), width)
    return array("q", (int(text[start : start + width]) - beyond for start in starts))


def _ids(connection: Connection, query: Query, today: date, limit: int | None) -> Select[Any]:
    """So many local ids in their order: of rows that are not wanted nothing but an index is read.

    For few of many the database walks the list in an order that it keeps, until it has enough. For
    all of them it must not: the way through long rows takes as long as the disk takes to read them.
    """
    walks, table = limit is not None and _is_kept(query), table_of(query.kind)
    found = chosen(connection, query, today, walks=walks).with_only_columns(table.c.id)
    if limit is None and not query.sort:
        return found.order_by((table.c.id + 0).desc())
    return _ordered(found, query, day_of(connection, today)).limit(limit)


def _is_kept(query: Query) -> bool:
    """Whether the database keeps the records in this order."""
    table = table_of(query.kind)
    if not query.sort or query.sort in _GROWING or query.sort not in table.c:
        return not query.sort
    if field_of(query.kind, query.sort).type == Type.REFERENCE:
        return False  # by what it is called
    return [query.sort] in (one.columns.keys() for one in table.indexes)


def uids_of(connection: Connection, kind: str, wanted: Sequence[int]) -> list[str]:
    """The uids of records by their local ids, in this order; empty for one that is gone."""
    table = table_of(kind)
    found: dict[int, str] = {}
    for some in batched(wanted):
        asked = select(table.c.id, table.c.uid).where(table.c.id.in_(some))
        found |= {row.id: row.uid for row in connection.execute(asked)}
    return [found.get(one, "") for one in wanted]


def id_of(connection: Connection, kind: str, uid: str) -> int | None:
    """The local id of a record; None if it is gone, or if this is no uid."""
    if not is_uid(uid):
        return None
    table = table_of(kind)
    return connection.scalar(select(table.c.id).where(table.c.uid == uid))


def counted(
    connection: Connection, within: Query, filters: Sequence[Mapping[str, str]], today: date
) -> list[int]:
    """How many of the records of a list each of these filters finds, in one walk through them."""
    kind, day = within.kind, day_of(connection, today)
    counts = [
        func.count().filter(
            and_(true(), *(matches(connection, kind, said, day) for said in one.items()))
        )
        for one in filters
    ]
    asked = chosen(connection, within, today).with_only_columns(*counts)
    return list(connection.execute(asked.select_from(table_of(kind))).one())


def lines(
    connection: Connection, query: Query, today: date, start: int = 0, limit: int | None = None
) -> list[Line]:
    """A stretch of the list. Raises `Refused` for a field or value that is none."""
    wanted = at_work().over(uids(connection, query, today, start, limit), "读取各行")
    parts = (lines_of(connection, query.kind, some, today) for some in batched(wanted, _AT_ONCE))
    return [line for part in parts for line in part]


def lines_of(connection: Connection, kind: str, wanted: Sequence[str], today: date) -> list[Line]:
    """The lines of these records, in this order; those that are gone are left out."""
    found: dict[str, dict[str, Any]] = {}
    fields = kind_fields(kind)
    table = table_of(kind)
    day = day_of(connection, today)
    for some in batched(wanted):
        asked = select(table, *_computed(kind, day)).where(table.c.uid.in_(some))
        for row in connection.execute(asked).mappings():
            found[row["uid"]] = dict(row)
    rows = [found[uid] for uid in wanted if uid in found]
    _fill_references(connection, fields, rows)
    for extra in EXTRAS.get(table.name, ()):
        extra(connection, rows)
    return [_line(fields, row) for row in rows]


def _line(fields: tuple[Field, ...], row: Mapping[str, Any]) -> Line:
    values = {f.name: row.get(f.name) for f in fields}
    texts = {f.name: shown(f, values[f.name]) for f in fields}
    if row.get("state") == "verified" and row["answered"] and row["satisfaction"] in CONTENT:
        texts["state"] = AWAITING_CLOSURE
    if row.get("provisional"):
        texts["due_on"] += PROVISIONAL
    pointed = {f.name: row[f"{f.name}_uid"] for f in fields if row.get(f"{f.name}_uid")}
    return Line(row["uid"], values, texts, pointed)


def _fill_references(
    connection: Connection, fields: tuple[Field, ...], rows: list[dict[str, Any]]
) -> None:
    """Put labels where references stand; the uid stays beside it as `NAME_uid`."""
    for one in fields:
        if one.type != Type.REFERENCE:
            continue
        called = labels(connection, one.refers, {r[one.name] for r in rows if r[one.name]})
        for row in rows:
            row[f"{one.name}_uid"] = row[one.name]
            row[one.name] = called.get(row[one.name] or "")


def _computed(kind: str, day: Day) -> tuple[ColumnElement[Any], ...]:
    return (lamp_column(day).label("lamp"),) if kind == "issues" else ()


def chosen(
    connection: Connection, query: Query, today: date, *, walks: bool = False
) -> Select[Any]:
    """The uids that the query finds, in no order; `walks` as in `matches`."""
    table = table_of(query.kind)
    asked = select(table.c.uid, table.c.id)
    if query.kind in KINDS and KINDS[query.kind].subject_kind:
        asked = asked.where(table.c.kind == KINDS[query.kind].subject_kind)
    day = day_of(connection, today)
    for said in query.where.items():
        asked = asked.where(matches(connection, query.kind, said, day, walks))
    if query.whose is not None:
        asked = asked.where(of_issues(query.whose, today))
    for word in query.search.split():
        asked = asked.where(holds(connection, query.kind, word))
    return asked


def _ordered(asked: Select[Any], query: Query, day: Day) -> Select[Any]:
    """Newest first unless a field is named; ties always by age, so that pages never overlap."""
    table = table_of(query.kind)
    if not query.sort:
        return asked.order_by(table.c.id.desc())
    one = field_of(query.kind, query.sort)
    column = column_of(query.kind, one, day)
    if column is None:
        raise Refused(f"不能按“{one.label}”排序；请换一项。")
    if one.type == Type.REFERENCE:
        target = TARGETS[one.refers]
        label = select(target.label).where(target.model.uid == column)
        column = label.scalar_subquery()
    # Numbers that people use grow longer: 9999 comes before 10000.
    keys = [func.length(column), column] if one.name in _GROWING else [column]
    directed = [key.desc() if query.descending else key.asc() for key in keys]
    return asked.order_by(*(key.nulls_last() for key in directed), table.c.id)
