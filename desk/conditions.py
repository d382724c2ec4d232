"""条件: by what a list can be narrowed, which values occur, and how they are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, select

from desk.beyond import beyond
from desk.columns import column_of, field_of, table_of
from desk.lamps import Day, day_of
from desk.lists import ANYTHING, Query, chosen
from desk.matches import A_MONTH, awaiting_closure
from desk.references import GONE, find, is_uid, labels
from models.calendar import Month
from models.fields import Field, Type
from models.lifecycle import AWAITING_CLOSURE
from models.vocabulary import code_of, label

MOST = 500
"""So many values are offered, the most frequent ones."""
BLANK = "（空白）"
_FILLED = "（已填）"
_YEAR_AND_MONTH = len("2018-07")
_ABOUT = ("subject.park", "subject.kind", "assignment.unit", "assignment.leader")

_OFFERED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "issues": (
            *("category", "lead_unit", "responsible", "state", "source", "raised_by"),
            *(*_ABOUT, "assignment.responsible", "registered_on", "dispatched_on", "due_on"),
            *("closed_on", "outcome", "satisfaction", "head", "campaign"),
        ),
        "subjects": (
            *("park", "enterprise_class", "industry", "level", "stage", "platform_type"),
            *("work_type", "assignment.unit", "assignment.leader", "assignment.responsible"),
        ),
        "visits": ("way", "visitors", *_ABOUT, "assignment.responsible", "visited_on"),
        "cards": (*_ABOUT, "assignment.responsible", "form", "period", "filled_on"),
        "meetings": ("held_on", "chair", "place"),
        "campaigns": ("from_on", "to_on"),
    }
)


@dataclass(frozen=True)
class Value:
    """A value that occurs: as a `Query` takes it, as people read it, and in how many records."""

    text: str
    shown: str
    count: int


@dataclass(frozen=True)
class Told:
    """A condition as people read it."""

    name: str
    label: str
    shown: str

    def __str__(self) -> str:
        return f"{self.label}：{self.shown}"


def offered(kind: str) -> tuple[Field, ...]:
    """By what the list of a kind can be narrowed, in the order in which it is offered."""
    return tuple(_field(kind, name) for name in _OFFERED.get(kind, ()))


def told(connection: Connection, kind: str, where: Mapping[str, str]) -> tuple[Told, ...]:
    """The conditions of a query. Raises `Refused` for a field that is none."""
    return tuple(_told(connection, _field(kind, name), text) for name, text in where.items())


def sentence(connection: Connection, kind: str, where: Mapping[str, str]) -> str:
    """The same in one line, for the title of what is printed."""
    return "、".join(map(str, told(connection, kind, where)))


def values(connection: Connection, query: Query, name: str, today: date) -> list[Value]:
    """The values of a field within what the query's other conditions find, months of a date.

    The most frequent first, months the latest first; what is blank comes last.
    """
    others = {known: text for known, text in query.where.items() if known != name}
    asked = chosen(connection, replace(query, where=others), today)
    one = _field(query.kind, name)
    rows = connection.execute(_counted(asked, query.kind, name, day_of(connection, today))).all()
    found = _named(connection, one, [row for row in rows if row.value])
    blank = sum(int(row.records) for row in rows if not row.value)
    return [*found, Value("", BLANK, blank)] if blank else found


def _field(kind: str, name: str) -> Field:
    apart = beyond(kind, name)
    return apart.field if apart else field_of(kind, name)


def _counted(asked: Select[Any], kind: str, name: str, day: Day) -> Select[Any]:
    table, apart = table_of(kind), beyond(kind, name)
    if apart is None:
        said = _value(field_of(kind, name), column_of(kind, field_of(kind, name), day))
        counted = asked.with_only_columns(said.label("value"), func.count().label("records"))
        return _most(counted.select_from(table), said, func.count())
    own = table.c[apart.own]
    counted = asked.with_only_columns(own.label("key"), func.count().label("records"))
    each = counted.select_from(table).group_by(own).subquery()  # few keys: an index knows them
    pairs = apart.pairs(day.today).distinct().subquery()
    records = func.sum(each.c.records)
    named = select(pairs.c.value.label("value"), records.label("records"))
    named = named.select_from(each.outerjoin(pairs, pairs.c.key == each.c.key))
    return _most(named, pairs.c.value, records)


def _most(
    counted: Select[Any], said: ColumnElement[Any], records: ColumnElement[int]
) -> Select[Any]:
    return counted.group_by(said).order_by(records.desc(), said).limit(MOST)


def _value(one: Field, column: ColumnElement[Any] | None) -> ColumnElement[Any]:
    assert column is not None
    if one.type == Type.DATE:
        return func.substr(column, 1, _YEAR_AND_MONTH)
    if one.choices == "states":
        return case((awaiting_closure(), AWAITING_CLOSURE), else_=column)
    return column


def _named(connection: Connection, one: Field, rows: Iterable[Row[Any]]) -> list[Value]:
    """These values with what they are called; what refers to nothing is left out."""
    counts = {str(row.value): int(row.records) for row in rows}
    if one.type in (Type.DATE, Type.MONTH):
        months = sorted(counts, reverse=True)
        return [Value(text, Month.parse(text).label, counts[text]) for text in months]
    if one.refers:
        called = labels(connection, one.refers, counts)
        return [Value(uid, called[uid], n) for uid, n in counts.items() if called.get(uid)]
    if one.choices:
        words = {text: label(one.choices, text) for text in counts}
        return [Value(words[text], words[text], n) for text, n in counts.items()]
    return [Value(text, text, n) for text, n in counts.items()]


def _told(connection: Connection, one: Field, text: str) -> Told:
    return Told(one.name, one.label, _shown(connection, one, text.strip()))


def _shown(connection: Connection, one: Field, text: str) -> str:
    if text in ("", ANYTHING):
        return _FILLED if text else BLANK
    if one.refers:
        uid = find(connection, one.refers, text)
        gone = GONE if is_uid(text) else text
        return labels(connection, one.refers, [uid]).get(uid, gone) if uid else gone
    if one.choices:
        return "、".join(_read(one, word) for word in text.split("、") if word)
    if one.type in (Type.DATE, Type.MONTH) and A_MONTH.fullmatch(text):
        return Month.parse(text).label
    return text


def _read(one: Field, word: str) -> str:
    code = code_of(one.choices, word)
    return label(one.choices, code) if code else word
