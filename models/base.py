"""What every table shares: naming, portable column types, and the two keys of a logged row.

Only types that mean the same on SQLite (STRICT) and PostgreSQL are used. Rows point to each other
by `uid`, never by `id`, and mergeable columns carry no constraint, because rows may arrive before
what they point to.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, ClassVar

import msgspec
from sqlalchemy import (
    REAL,
    BigInteger,
    Dialect,
    Double,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column
from sqlalchemy.types import TypeEngine

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

#: SQLite checks the type of each value (STORAGE.md §2.6: affinity made replicas differ).
STRICT: dict[str, Any] = {"sqlite_strict": True}

#: An integer of 64 bits on every database; on SQLite it has to be spelled INTEGER.
Int64: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")
#: A float of 64 bits on every database.
Float64: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")


class IsoDate(TypeDecorator[date]):
    """A calendar date, stored as YYYY-MM-DD text, so that it sorts and compares as written."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Uid(TypeDecorator[str]):
    """A row's name across casebooks: 16 bytes stored, 32 hexadecimal digits in Python."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else bytes(value).hex()


class Keyed(TypeDecorator[dict[str, Any]]):
    """Values by key in one column, as canonical JSON; a key without a value is left out.

    Assign a new mapping to change it: what is altered in place is not seen.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:
        said = {key: one for key, one in (value or {}).items() if one is not None}
        return msgspec.json.encode(said, order="sorted").decode() if said else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any]:
        return msgspec.json.decode(value, type=dict[str, Any]) if value else {}


class Base(DeclarativeBase):
    """The declarative base of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[type, Any]] = {
        str: Text(),
        bytes: LargeBinary(),
        int: Int64,
        float: Float64,
        date: IsoDate(),
    }
    __table_args__: Any = STRICT


class Logged(Base):
    """A table whose rows are written through the one door and kept in the log."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, sort_order=-2)
    uid: Mapped[str] = mapped_column(Uid(), unique=True, sort_order=-1)


def cached(index: bool = False) -> MappedColumn[Any]:
    """A column that is derived from other rows: never logged, rebuilt by its one function."""
    return mapped_column(info={"cached": True}, index=index)


def refers(kind: str, index: bool = True, cached: bool = False) -> MappedColumn[Any]:
    """A column that holds the uid of a row of table `kind`."""
    return mapped_column(Uid(), info={"refers": kind, "cached": cached}, index=index)


def keyed() -> MappedColumn[Any]:
    """A column of values by key, each logged as a field of its own: `answers.KEY`."""
    return mapped_column(Keyed(), nullable=True, info={"keyed": True})


def logged_models() -> dict[str, type[Logged]]:
    """Every logged model by the name of its table."""
    return {
        model.__tablename__: model
        for model in (mapper.class_ for mapper in Base.registry.mappers)
        if issubclass(model, Logged)
    }


@cache
def logged_columns(model: type[Logged]) -> tuple[str, ...]:
    """The columns of a model that the log carries: all but the keys and the cached ones."""
    return tuple(
        column.name
        for column in model.__table__.columns
        if column.name not in ("id", "uid") and not column.info.get("cached")
    )


@cache
def keyed_columns(model: type[Logged]) -> tuple[str, ...]:
    """The columns of a model that hold values by key."""
    return tuple(c.name for c in model.__table__.columns if c.info.get("keyed"))


def logged_fields(model: type[Logged], values: Mapping[str, Any]) -> dict[str, Any]:
    """Columns → the fields of the log: each value by key becomes a field `COLUMN.KEY`."""
    fields = dict(values)
    for column in keyed_columns(model):
        for key, value in (fields.pop(column, None) or {}).items():
            fields[f"{column}.{key}"] = value
    return fields


def stored_columns(
    model: type[Logged], fields: Mapping[str, Any], known: Mapping[str, Any]
) -> dict[str, Any]:
    """The fields of the log → columns; `known` holds the columns as they stand so far."""
    columns = {name: value for name, value in fields.items() if "." not in name}
    for column in keyed_columns(model):
        said = {
            name.removeprefix(f"{column}."): value
            for name, value in fields.items()
            if name.startswith(f"{column}.")
        }
        if said:
            columns[column] = {**(known.get(column) or {}), **said}
    return columns
