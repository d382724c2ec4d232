"""What the lists of a kind are made of: its fields, its table, the column behind a field."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Table

from desk.errors import Refused
from desk.lamps import Day, lamp_column
from models.fields import KINDS, Field, Kind, Type
from models.tables import logged_models


def kind_fields(name: str) -> tuple[Field, ...]:
    """The fields of a kind; of `subjects`, those that all four kinds share, and the kind itself."""
    if name != "subjects":
        return kind_called(name).fields
    kinds = [KINDS[n] for n in ("enterprises", "projects", "platforms", "works")]
    shared = tuple(f for f in kinds[0].fields if all(k.field(f.name) for k in kinds[1:]))
    credit = kinds[0].field("credit_code")
    assert credit is not None
    first = Field("kind", "类别", Type.CHOICE, choices="subject_kinds", width=5)
    named = replace(shared[1], label="名称")
    return (shared[0], named, first, credit, *shared[2:])


def kind_called(name: str) -> Kind:
    """The kind of that name. Raises `Refused` where there is none, and names all."""
    if name not in KINDS:
        raise Refused(f"没有“{name}”这一类；可用的有 {'、'.join(['subjects', *KINDS])}。")
    return KINDS[name]


def table_of(kind: str) -> Table:
    """The table that the records of a kind are kept in."""
    name = "subject" if kind == "subjects" else kind_called(kind).table
    table = logged_models()[name].__table__
    assert isinstance(table, Table)
    return table


def column_of(kind: str, one: Field, day: Day) -> ColumnElement[Any] | None:
    """The column or expression of a field; None for lists kept as rows."""
    if one.name == "lamp":
        return lamp_column(day)
    return table_of(kind).c.get(one.name)


def field_of(kind: str, name: str) -> Field:
    """The field of that name. Raises `Refused` where the kind has none."""
    found = next((f for f in kind_fields(kind) if f.name == name), None)
    if found is None:
        known = "、".join(f"{f.name}（{f.label}）" for f in kind_fields(kind))
        raise Refused(f"没有“{name}”这一项；可用的有 {known}。")
    return found
