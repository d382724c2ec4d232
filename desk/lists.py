"""Questions for lists: which records, in which order, and what they show.

A list is asked in two parts: the uids in order (sorted and filtered in the database), then the
rows of one page. Both are plain SQL over the columns that `models.fields` names.
"""

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    and_,
    cast,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)

from desk.book.log import batched
from desk.errors import Refused
from desk.extras import EXTRAS
from desk.lamps import Day, day_of, lamp_column, lamp_is
from desk.progress import at_work
from desk.references import TARGETS, contains, find, labels
from desk.search.narrowing import narrowed
from desk.search.sources import SEARCHED
from models.checking import BadValue, Value, check
from models.fields import KINDS, Field, Kind, Type
from models.lifecycle import AWAITING_CLOSURE, CONTENT
from models.showing import shown
from models.tables import Issue, logged_models
from models.vocabulary import LISTS, code_of

_CHUNK = 500
_AT_ONCE = 1_000  # lines read between two looks at the wish to stop
_BEYOND = 10**15  # added to ids, so that all are written with as many digits
_WIDTH = 16
_PART_OF_A_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_GROWING = ("number", "code")
ANYTHING = "*"
"""As a value to filter by: whatever is not blank."""


PROVISIONAL = " 暂定"
"""Behind a deadline that falls into a year whose notice of days off is not in yet."""


@dataclass(frozen=True)
class Query:
    """A list as it is asked for.

    `where` holds field → value, a code or what is read for it; of a choice, several parted by 、
    mean any of them; "" is what is blank, `ANYTHING` what is not. `search` words must all be found
    in the record's texts or the names it refers to; `sort` is a field, newest first where it is
    empty.
    `kind` is a name of `models.fields.KINDS`, or `subjects` for all four kinds of subject.
    """

    kind: str
    where: Mapping[str, str] = field(default_factory=dict)
    search: str = ""
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True)
class Line:
    """One record: values by field name (references as labels), and all of them as people read.

    `refers` holds the uid behind each reference.
    """

    uid: str
    values: Mapping[str, Any]
    shown: Mapping[str, str]
    refers: Mapping[str, str]


def kind_fields(name: str) -> tuple[Field, ...]:
    """The fields of a kind; of `subjects`, those that all four kinds share, and the kind itself."""
    if name != "subjects":
        return _kind(name).fields
    kinds = [KINDS[n] for n in ("enterprises", "projects", "platforms", "works")]
    shared = tuple(f for f in kinds[0].fields if all(k.field(f.name) for k in kinds[1:]))
    credit = kinds[0].field("credit_code")
    assert credit is not None
    first = Field("kind", "类别", Type.CHOICE, choices="subject_kinds", width=5)
    named = replace(shared[1], label="名称")
    return (shared[0], named, first, credit, *shared[2:])


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Refused(f"没有“{name}”这一类；可用的有 {'、'.join(['subjects', *KINDS])}。")
    return KINDS[name]


def count(connection: Connection, query: Query, today: date) -> int:
    """How many records the query finds."""
    found = _found(connection, query, today).subquery()
    return connection.scalar(select(func.count()).select_from(found)) or 0


def more_than(connection: Connection, kind: str, number: int) -> bool:
    """Whether there are more records of a kind; no more of them are looked at than that."""
    beyond = select(_table(kind).c.id).offset(number).limit(1)
    return connection.scalar(beyond) is not None


def uids(
    connection: Connection, query: Query, today: date, start: int = 0, limit: int | None = None
) -> list[str]:
    """The uids of a stretch of the list, in its order."""
    found = _found(connection, query, today)
    if limit is None:
        return list(
            connection.scalars(_ordered(found, query, day_of(connection, today)).offset(start))
        )
    # An index may know the order and the ids; the rows that are not wanted are never read then.
    few = _ordered(
        found.with_only_columns(_table(query.kind).c.id), query, day_of(connection, today)
    )
    return uids_of(connection, query.kind, connection.scalars(few.offset(start).limit(limit)).all())


def ids(
    connection: Connection, query: Query, today: date, limit: int | None = None
) -> "array[int]":
    """The list in its order, as the local ids of its records: eight bytes a row.

    The database hands them over as one text: a million rows cost a driver more than the sorting.
    """
    found = _found(connection, query, today).with_only_columns(_table(query.kind).c.id)
    ordered = _ordered(found, query, day_of(connection, today)).limit(limit).subquery()
    said = func.aggregate_strings(cast(ordered.c.id + _BEYOND, Text), "")
    text = connection.scalar(select(said)) or ""
    starts = range(0, len(text), _WIDTH)
    return array("q", (int(text[start : start + _WIDTH]) - _BEYOND for start in starts))


def uids_of(connection: Connection, kind: str, wanted: Sequence[int]) -> list[str]:
    """The uids of records by their local ids, in this order; empty for one that is gone."""
    table = _table(kind)
    found: dict[int, str] = {}
    for some in batched(wanted, _CHUNK):
        asked = select(table.c.id, table.c.uid).where(table.c.id.in_(some))
        found |= {row.id: row.uid for row in connection.execute(asked)}
    return [found.get(one, "") for one in wanted]


def id_of(connection: Connection, kind: str, uid: str) -> int | None:
    """The local id of a record; None if it is gone."""
    table = _table(kind)
    return connection.scalar(select(table.c.id).where(table.c.uid == uid))


def counted(
    connection: Connection, kind: str, filters: Sequence[Mapping[str, str]], today: date
) -> list[int]:
    """How many records each of these filters finds, in one walk through the table."""
    every = _found(connection, Query(kind), today).whereclause
    day = day_of(connection, today)
    counts = [
        func.count().filter(
            and_(true(), *(_matches(connection, kind, n, v, day) for n, v in one.items()))
        )
        for one in filters
    ]
    asked = select(*counts).select_from(_table(kind))
    row = connection.execute(asked if every is None else asked.where(every)).one()
    return list(row)


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
    table = _table(kind)
    day = day_of(connection, today)
    for some in batched(wanted, _CHUNK):
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


def _table(kind: str) -> Table:
    name = "subject" if kind == "subjects" else _kind(kind).table
    table = logged_models()[name].__table__
    assert isinstance(table, Table)
    return table


def _computed(kind: str, day: Day) -> tuple[ColumnElement[Any], ...]:
    return (lamp_column(day).label("lamp"),) if kind == "issues" else ()


def _column(kind: str, one: Field, day: Day) -> ColumnElement[Any] | None:
    """The column or expression of a field; None for lists kept as rows."""
    if one.name == "lamp":
        return lamp_column(day)
    table = _table(kind)
    return table.c.get(one.name)


def _found(connection: Connection, query: Query, today: date) -> Select[Any]:
    """The uids that the query finds, in no order."""
    table = _table(query.kind)
    asked = select(table.c.uid, table.c.id)
    if query.kind in KINDS and KINDS[query.kind].subject_kind:
        asked = asked.where(table.c.kind == KINDS[query.kind].subject_kind)
    day = day_of(connection, today)
    for name, value in query.where.items():
        asked = asked.where(_matches(connection, query.kind, name, value, day))
    for word in query.search.split():
        asked = asked.where(_holds(connection, query.kind, word))
    return asked


def _holds(connection: Connection, kind: str, word: str) -> ColumnElement[bool]:
    """The word is found in the record: the index says so, or names those worth looking at."""
    table, scanned = _table(kind), _contains(kind, word)
    found = narrowed(connection, table.name, word)
    if found is None:
        return scanned
    chosen = table.c.id.in_(found.ids)
    return chosen if found.exact and kind in KINDS else and_(chosen, scanned)


def _field(kind: str, name: str) -> Field:
    found = next((f for f in kind_fields(kind) if f.name == name), None)
    if found is None:
        known = "、".join(f"{f.name}（{f.label}）" for f in kind_fields(kind))
        raise Refused(f"没有“{name}”这一项；可用的有 {known}。")
    return found


def _matches(
    connection: Connection, kind: str, name: str, value: str, day: Day
) -> ColumnElement[bool]:
    one = _field(kind, name)
    column = _column(kind, one, day)
    if column is None:
        raise Refused(f"不能按“{one.label}”筛选；请换一项。")
    written = value.strip()
    if written in ("", ANYTHING):
        return not_(_is_blank(one, column)) if written else _is_blank(one, column)
    if one.type == Type.REFERENCE:
        return column == (find(connection, one.refers, written) or "0" * 32)
    if one.choices:
        return or_(*(_reads(one, column, word, day) for word in written.split("、") if word))
    if one.type in (Type.DATE, Type.MONTH) and _PART_OF_A_DATE.fullmatch(written):
        return func.substr(column, 1, len(written)) == literal(written)
    return column == _typed(one, written, day.today)


def _is_blank(one: Field, column: ColumnElement[Any]) -> ColumnElement[bool]:
    as_text = one.type in SEARCHED or one.type == Type.CHOICE
    blank = column.is_(None)
    return or_(blank, column == "") if as_text and one.type != Type.REFERENCE else blank


def _typed(one: Field, written: str, today: date) -> Value:
    """A number, day or month as it is stored, texts as they are. Raises `Refused` for what is
    none."""
    if one.type not in (Type.DATE, Type.MONTH, Type.INTEGER, Type.NUMBER):
        return written
    try:
        return check(one, written, today)[0]
    except BadValue as error:
        raise Refused(f"{one.label}：{error}。") from error


def _reads(one: Field, column: ColumnElement[Any], word: str, day: Day) -> ColumnElement[bool]:
    """The choice is that code, or reads so: 待回访 leaves out what reads 待销号.

    Raises `Refused` for a word that is none: a slip of the pen must not read as an empty list.
    """
    code = code_of(one.choices, word)
    awaiting = and_(Issue.state == "verified", Issue.answered == 1, Issue.satisfaction.in_(CONTENT))
    if one.choices == "states" and word == AWAITING_CLOSURE:
        return awaiting
    if code is None:
        known = "、".join(term.label for term in LISTS[one.choices])
        raise Refused(f"{one.label}中没有“{word}”；可写的有 {known}。")
    if one.name == "lamp":
        return lamp_is(code, day)
    if one.choices == "states" and code == "verified" and word != code:
        return and_(column == code, not_(awaiting))
    return column == code


def _contains(kind: str, word: str) -> ColumnElement[bool]:
    """The word stands in one of the record's texts, or in the name of what it refers to."""
    table = _table(kind)
    texts = [f for f in kind_fields(kind) if f.name in table.c and f.type in SEARCHED]
    return or_(*(_says(table.c[f.name], f, word) for f in texts))


def _says(column: ColumnElement[Any], one: Field, word: str) -> ColumnElement[bool]:
    if one.type != Type.REFERENCE:
        return contains(column, word)
    target = TARGETS[one.refers]
    return column.in_(select(target.model.uid).where(contains(target.label, word)))


def _ordered(asked: Select[Any], query: Query, day: Day) -> Select[Any]:
    """Newest first unless a field is named; ties always by age, so that pages never overlap."""
    table = _table(query.kind)
    if not query.sort:
        return asked.order_by(table.c.id.desc())
    one = _field(query.kind, query.sort)
    column = _column(query.kind, one, day)
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
