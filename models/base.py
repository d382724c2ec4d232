"""What every table shares: naming, portable column types, and the two keys of a logged row.

Only types that mean the same on SQLite (STRICT) and PostgreSQL are used. Rows point to each other
by `uid`, never by `id`, and mergeable columns carry no constraint, because rows may arrive before
what they point to.
"""

from datetime import date
from typing import Any, ClassVar

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


def logged_models() -> dict[str, type[Logged]]:
    """Every logged model by the name of its table."""
    return {
        model.__tablename__: model
        for model in (mapper.class_ for mapper in Base.registry.mappers)
        if issubclass(model, Logged)
    }


def logged_columns(model: type[Logged]) -> tuple[str, ...]:
    """The columns of a model that the log carries: all but the keys and the cached ones."""
    return tuple(
        column.name
        for column in model.__table__.columns
        if column.name not in ("id", "uid") and not column.info.get("cached")
    )
