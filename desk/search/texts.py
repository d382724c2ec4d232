"""The texts of records, gathered for many at once: for the index, and for what a hit shows."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, select

from desk.book.bulk import batched
from desk.cards.definitions import form
from desk.errors import Refused
from desk.references import TARGETS, labels
from desk.search.grounds import ground
from desk.search.sources import BY_TABLE, Source
from models.field import Field
from models.searching import Word, entry
from models.searching import found as stands
from models.tables import (
    TABLE_LABELS,
    Attachment,
    Bulletin,
    Card,
    Issue,
    Person,
    Step,
    Visit,
    VisitVisitor,
)

_GLANCED = 5_000  # records of one statement: databases limit its values
_LIVE_FIELD = re.compile(r"\{[^{}]*\}")

#: A text of a record, with the label of what it says.
Text = tuple[str, str]
Rows = Sequence[Mapping[str, Any]]
#: Texts that belong to records, by uid, beside those of their own columns.
Gather = Callable[[Connection, Rows], Mapping[str, list[Text]]]


@dataclass(frozen=True)
class Record:
    """A record with its texts: its own, more that belongs to it, and its names."""

    source: Source
    row: Mapping[str, Any]
    more: tuple[Text, ...] = ()

    @cached_property
    def own(self) -> tuple[Text, ...]:
        """The texts of its columns and the names of what it refers to, as far as they were read."""
        fields = self.source.own(self.row.get("kind"))
        return tuple([(one.label, self.row[one.name]) for one in fields if self.row.get(one.name)])

    @property
    def key(self) -> int:
        """Its key in the index."""
        return self.source.key(self.row["id"])

    @property
    def texts(self) -> tuple[Text, ...]:
        """All its texts."""
        return self.own + self.more if self.more else self.own

    @property
    def names(self) -> tuple[str, ...]:
        """The texts that are found by initials, too."""
        return tuple(self.row[name] for name in self.source.named if self.row[name])

    def has(self, word: Word) -> bool:
        """Whether it has the word: what the index must say of it."""
        return stands(word, [text for _, text in self.texts], self.names)

    @property
    def tokens(self) -> list[str]:
        """What the index keeps of it."""
        own, more = ([text for _, text in texts] for texts in (self.own, self.more))
        return entry(own, more, self.names)


def records(connection: Connection, source: Source, uids: Sequence[str]) -> Iterator[Record]:
    """The records of these uids that are there, with all their texts."""
    for some in batched(uids):
        yield from _with_texts(connection, source, _uid(source).in_(some))


def records_by_id(connection: Connection, source: Source, ids: Sequence[int]) -> list[Record]:
    """The same for ids, the highest first."""
    found = [
        record
        for some in batched(ids)
        for record in _with_texts(connection, source, table_of(source).c.id.in_(some))
    ]
    return sorted(found, key=_newest_first)


def ids_by_uid(connection: Connection, source: Source, uids: Sequence[str]) -> list[int]:
    """The ids of the records of these uids that are there, the highest first."""
    table = table_of(source)
    asked = (select(table.c.id).where(table.c.uid.in_(some)) for some in batched(uids))
    return sorted((one for some in asked for one in connection.scalars(some)), reverse=True)


def _newest_first(record: Record) -> int:
    return -record.key


def records_at_a_glance(
    connection: Connection, source: Source, ids: Sequence[int]
) -> list[tuple[Record, str]]:
    """The records of these ids, the highest first, with the texts of their own columns alone, and
    of the names only that of what they are about; with each, these texts as one."""
    asked, mark = _glance(source.table)[1], ground(connection).mark
    found: list[tuple[Record, str]] = []
    for some in batched(ids, _GLANCED):
        result = connection.exec_driver_sql(
            asked.format(", ".join([mark] * len(some))), tuple(some)
        )
        # Straight from the driver: what SQLAlchemy makes of each row costs more than finding it.
        found += _glimpsed(source, result.cursor.fetchall())
        result.close()
    return found


def _glimpsed(source: Source, rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Record, str]]:
    """Rows as the driver brings them, with the values that columns have everywhere else."""
    names, on = _glance(source.table)[0], source.on
    owned = source.table == Attachment.__tablename__
    for values in rows:
        row = dict(zip(names, values, strict=False))
        row["uid"] = row["uid"].hex()
        if on and row[on]:
            row[on] = date.fromisoformat(row[on])
        if owned and row["owner"]:
            row["owner"] = row["owner"].hex()
        yield Record(source, row), values[-1]


@cache
def _glance(table: str) -> tuple[tuple[str, ...], str]:
    """What is seen of records at a glance, and the statement that asks for it: past SQLAlchemy's
    work for each row, for it is asked while somebody types. The last column has all texts."""
    source = BY_TABLE[table]
    hidden = {one.name for one in source.references} | _HEAVY
    shown = {name: f'one."{name}"' for name in _wanted(source) if name not in hidden}
    texts = [shown[one.name] for one in source.fields if one.name not in hidden]
    joined = ""
    if source.about:
        (about,) = (one for one in source.references if one.name == source.about)
        target = TARGETS[about.refers]
        shown[source.about] = f'other."{target.label.key}"'
        texts.append(shown[source.about])
        joined = f' LEFT JOIN "{target.model.__tablename__}" AS other'
        joined += f' ON other.uid = one."{source.about}"'
    said = f"concat_ws('\n', {', '.join(texts)})"
    asked = f'SELECT {", ".join([*shown.values(), said])} FROM "{source.table}" AS one{joined}'
    return tuple(shown), asked + " WHERE one.id IN ({}) ORDER BY one.id DESC"


def table_of(source: Source) -> Table:
    """The table of a source."""
    table = source.model.__table__
    assert isinstance(table, Table)
    return table


def _uid(source: Source) -> ColumnElement[Any]:
    return table_of(source).c.uid


def _with_texts(
    connection: Connection, source: Source, chosen: ColumnElement[bool]
) -> Iterator[Record]:
    rows = read(connection, source, chosen)
    name_references(connection, source.references, rows)
    gather = _MORE.get(source.table)
    more = gather(connection, rows) if gather else {}
    for row in rows:
        yield Record(source, row, tuple(more.get(row["uid"], ())))


def read(
    connection: Connection, source: Source, chosen: ColumnElement[bool]
) -> list[dict[str, Any]]:
    """Rows of a source with the columns that are searched or shown, the oldest first."""
    names = _wanted(source)
    columns = table_of(source).c
    asked = select(*(columns[name] for name in names)).where(chosen).order_by(columns.id)
    return [dict(zip(names, row, strict=True)) for row in connection.execute(asked).all()]


def _wanted(source: Source) -> list[str]:
    named = (one.name for one in source.fields)
    shown = (source.number, source.title, source.on, *_BESIDE.get(source.table, ()))
    return [name for name in dict.fromkeys(("id", "uid", *named, *shown)) if name]


#: Columns that are not looked at while somebody types.
_HEAVY = frozenset({"answers", "text"})
#: Columns of which texts are made that are no fields.
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "subject": ("kind",),
    "card": ("form", "version", "answers", "period"),
    "bulletin": ("text",),
    "attachment": ("owner", "owner_table"),
}


def name_references(
    connection: Connection, fields: Sequence[Field], rows: Sequence[dict[str, Any]]
) -> None:
    """Put names where uids stand."""
    for one in fields:
        uids = {row[one.name] for row in rows if row[one.name]}
        called = labels(connection, one.refers, uids) if uids else {}
        for row in rows:
            row[one.name] = called.get(row[one.name] or "")


#: The words of a step that a person wrote.
_WORDS_OF_A_STEP = ("text", "reason", "note", "result", "basis", "override", "owner", "by")
_STEP_LABEL, _VISITOR_LABEL = TABLE_LABELS["step"], TABLE_LABELS["visit_visitor"]
_ANSWER_LABEL, _BODY_LABEL = "答案", "正文"


def _steps(connection: Connection, rows: Rows) -> Mapping[str, list[Text]]:
    """What was written down in the steps of issues."""
    found: dict[str, list[Text]] = defaultdict(list)
    columns = [Step.__table__.c[name] for name in _WORDS_OF_A_STEP]
    asked = select(Step.issue, *columns).where(Step.issue.in_([row["uid"] for row in rows]))
    for issue, *words in connection.execute(asked.order_by(Step.id)):
        found[issue or ""] += [(_STEP_LABEL, word) for word in words if word]
    return found


def _visitors(connection: Connection, rows: Rows) -> Mapping[str, list[Text]]:
    """Who went on visits."""
    found: dict[str, list[Text]] = defaultdict(list)
    asked = (
        select(VisitVisitor.visit, Person.name)
        .join(Person, Person.uid == VisitVisitor.person)
        .where(VisitVisitor.visit.in_([row["uid"] for row in rows]))
        .order_by(VisitVisitor.position, VisitVisitor.id)
    )
    for visit, name in connection.execute(asked):
        found[visit or ""] += [(_VISITOR_LABEL, name)] if name else []
    return found


def _answers(_connection: Connection, rows: Rows) -> Mapping[str, list[Text]]:
    """What was answered on cards, under the labels of the questions."""
    return {row["uid"]: list(_answers_of(row)) for row in rows}


def _answers_of(row: Mapping[str, Any]) -> Iterator[Text]:
    asked = _questions(row["form"], row["version"])
    for key, value in sorted((row["answers"] or {}).items()):
        for text in _strings(value):
            yield asked.get(key, _ANSWER_LABEL), text


def _questions(key: str | None, version: int | None) -> Mapping[str, str]:
    """The labels of a form's questions by key; none of a form that is not known here."""
    try:
        return {one.key: one.label for one in form(key or "", version).questions}
    except Refused:
        return {}


def _passages(_connection: Connection, rows: Rows) -> Mapping[str, list[Text]]:
    """The text of bulletins without its live fields."""
    return {row["uid"]: [(_BODY_LABEL, text) for text in _body(row["text"])] for row in rows}


def _body(packed: str | None) -> Iterator[str]:
    for text in _strings(msgspec.json.decode(packed)) if packed else ():
        yield _LIVE_FIELD.sub(" ", text)


def _strings(value: Any) -> Iterator[str]:
    """Every text within a value of JSON."""
    if isinstance(value, str):
        yield from (value,) if value else ()
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _strings(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _strings(one))


_MORE: Mapping[str, Gather] = {
    Issue.__tablename__: _steps,
    Visit.__tablename__: _visitors,
    Card.__tablename__: _answers,
    Bulletin.__tablename__: _passages,
}
