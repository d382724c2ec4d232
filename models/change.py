"""The log: changes, their ops, the state of each row, and who this casebook is.

The contract is DESIGN.md §3: one change is one transaction with a name; an op is one row touched,
with per field the new value and the stamps it overwrites; the hash chain runs per replica.
"""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Uid


class Replica(Base):
    """One writer of the log: this casebook (`mine` = 1) or one that was heard of."""

    __tablename__ = "replica"

    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    mine: Mapped[int]
    seq: Mapped[int]
    hlc: Mapped[int]
    tip: Mapped[bytes]


class Change(Base):
    """One transaction: its label as a person would say it, who did it, when, what it undoes.

    `at` is the real time in ISO form; `business_on` is the business date; `final` = 1 marks what
    undo may not take back (an issued bulletin).
    """

    __tablename__ = "change"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    uid: Mapped[str] = mapped_column(Uid(), unique=True)
    replica: Mapped[str]
    label: Mapped[str]
    actor: Mapped[str]
    at: Mapped[str]
    business_on: Mapped[str]
    undoes: Mapped[str | None] = mapped_column(Uid(), index=True)
    final: Mapped[int]
    hash: Mapped[bytes]


class Op(Base):
    """What one change did to one row: `kind` is new, set, delete, or again (after a delete).

    `body` is canonical JSON and holds `f`: field → new value and `b`: field → stamps overwritten.
    `hlc` is the hybrid logical clock: milliseconds since 1970 shifted left by 16 bits, plus a
    counter.
    """

    __tablename__ = "op"
    __table_args__ = (
        Index("ix_op_row", "tbl", "row"),
        Index("ix_op_stamp", "hlc", "replica"),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )

    replica: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hlc: Mapped[int]
    tbl: Mapped[str]
    row: Mapped[str] = mapped_column(Uid())
    kind: Mapped[str]
    body: Mapped[str | None]
    body_hash: Mapped[bytes]
    change: Mapped[str] = mapped_column(Uid(), index=True)
    schema: Mapped[str]
    prev: Mapped[bytes]
    hash: Mapped[bytes]


class RowState(Base):
    """The stamps that stand in a row: what the next op on it overwrites."""

    __tablename__ = "row_state"
    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)

    tbl: Mapped[str] = mapped_column(primary_key=True)
    row: Mapped[str] = mapped_column(Uid(), primary_key=True)
    state: Mapped[str]


class Counter(Base):
    """The last number given of one series (a kind and a year); no number is given twice."""

    __tablename__ = "counter"

    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[int]
