"""What lists are narrowed by, as conditions of SQL: what a field says, and words that are found."""

import re
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, literal, not_, or_, select

from desk.beyond import Beyond, beyond
from desk.columns import column_of, field_of, kind_fields, table_of
from desk.errors import Refused
from desk.lamps import Day, lamp_is
from desk.references import TARGETS, contains, find
from desk.search.narrowing import narrowed
from desk.search.sources import SEARCHED
from models.checking import BadValue, Value, check
from models.fields import KINDS, Field, Type
from models.lifecycle import AWAITING_CLOSURE, CONTENT
from models.tables import Issue
from models.vocabulary import LISTS, code_of

_YEAR = r"[0-9]{4}"
_MONTH = rf"{_YEAR}-(0[1-9]|1[0-2])"
A_MONTH = re.compile(_MONTH)
_PART_OF_A_DATE = re.compile(rf"{_YEAR}|{_MONTH}(-[0-9]{{2}})?")
MANY = 20_000  # rows to be sorted take as long as the way through a million to 256 of so many
ANYTHING = "*"
"""As a value to filter by: whatever is not blank."""


def matches(
    connection: Connection, kind: str, said: tuple[str, str], day: Day, walks: bool = False
) -> ColumnElement[bool]:
    """The records of a kind of which a field, or what stands elsewhere for them, says a value.

    `walks`: the first rows of a list are wanted, which it can go through in its order.

    Raises `Refused` for a field that is none, and for a value that it cannot have.
    """
    name, value = said
    apart = beyond(kind, name)
    if apart is not None:
        own, written = table_of(kind).c[apart.own], value.strip()
        found = _beyond(connection, own, apart, written, day)
        if not (walks and written) or not _are_many(connection, found):
            return found
        unindexed = func.coalesce(own, own)  # an index would find them all, to be sorted then
        return _beyond(connection, unindexed, apart, written, day)
    one = field_of(kind, name)
    column = column_of(kind, one, day)
    if column is None:
        raise Refused(f"不能按“{one.label}”筛选；请换一项。")
    return _said(connection, one, column, value.strip(), day)


def _beyond(
    connection: Connection, own: ColumnElement[Any], apart: Beyond, written: str, day: Day
) -> ColumnElement[bool]:
    """The record's own column is found among what bears the value, or among nothing at all."""
    pairs = apart.pairs(day.today).subquery()
    if not written:
        there = select(pairs.c.key).where(pairs.c.key.is_not(None))
        return or_(own.is_(None), own.not_in(there))
    said = _said(connection, apart.field, pairs.c.value, written, day)
    return own.in_(select(pairs.c.key).where(said))


def _are_many(connection: Connection, holds: ColumnElement[bool]) -> bool:
    """Whether so many rows fit that the first of them are soon found on the way."""
    found = select(literal(1)).where(holds).limit(MANY).subquery()
    return connection.scalar(select(func.count()).select_from(found)) == MANY


def _said(
    connection: Connection, one: Field, column: ColumnElement[Any], written: str, day: Day
) -> ColumnElement[bool]:
    if written in ("", ANYTHING):
        return not_(_is_blank(one, column)) if written else _is_blank(one, column)
    if one.type in (Type.REFERENCE, Type.REFERENCES):
        return column == (find(connection, one.refers, written) or "0" * 32)
    if one.choices:
        return or_(*(_reads(one, column, word, day) for word in _words(one, written)))
    if one.type in (Type.DATE, Type.MONTH) and _PART_OF_A_DATE.fullmatch(written):
        return func.substr(column, 1, len(written)) == literal(written)
    return column == _typed(one, written, day.today)


def _words(one: Field, written: str) -> list[str]:
    words = [word for word in map(str.strip, written.split("、")) if word]
    if not words:
        raise Refused(f"“{one.label}”没有写要找的内容；请写一个词，几个词用“、”隔开。")
    return words


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
    if one.choices == "states" and word == AWAITING_CLOSURE:
        return awaiting_closure()
    if code is None:
        known = "、".join(term.label for term in LISTS[one.choices])
        raise Refused(f"{one.label}中没有“{word}”；可写的有 {known}。")
    if one.name == "lamp":
        return lamp_is(code, day)
    if one.choices == "states" and code == "verified" and word != code:
        return and_(column == code, not_(awaiting_closure()))
    return column == code


def awaiting_closure() -> ColumnElement[bool]:
    """The issue is verified and its subject content: it reads 待销号."""
    return and_(Issue.state == "verified", Issue.answered == 1, Issue.satisfaction.in_(CONTENT))


def holds(connection: Connection, kind: str, word: str) -> ColumnElement[bool]:
    """The word is found in the record: the index says so, or names those worth looking at."""
    table, scanned = table_of(kind), _contains(kind, word)
    found = narrowed(connection, table.name, word)
    if found is None:
        return scanned
    chosen = table.c.id.in_(found.ids)
    return chosen if found.exact and kind in KINDS else and_(chosen, scanned)


def _contains(kind: str, word: str) -> ColumnElement[bool]:
    """The word stands in one of the record's texts, or in the name of what it refers to."""
    table = table_of(kind)
    texts = [f for f in kind_fields(kind) if f.name in table.c and f.type in SEARCHED]
    return or_(*(_says(table.c[f.name], f, word) for f in texts))


def _says(column: ColumnElement[Any], one: Field, word: str) -> ColumnElement[bool]:
    if one.type != Type.REFERENCE:
        return contains(column, word)
    target = TARGETS[one.refers]
    return column.in_(select(target.model.uid).where(contains(target.label, word)))
