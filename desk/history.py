"""The operation record: who did what when, read from the log that everything rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, exists, or_, select

from desk.book.log import batched
from desk.book.naming import called, row_or_memory
from desk.cards.definitions import form
from desk.references import TARGETS, labels
from desk.search.sources import BY_TABLE
from models.fields import KINDS, Field, Type
from models.showing import shown
from models.step_rules import StepRule
from models.steps import STEPS
from models.tables import TABLE_LABELS, Attachment, Change, Op

_CHUNK = 500
_NEW = ("new", "again")
_FILES = (Attachment.__tablename__, "owner")


@dataclass(frozen=True)
class Fact:
    """A field that an op wrote: its label and the new value as people read it."""

    label: str
    value: str


@dataclass(frozen=True)
class Touched:
    """What a change did to one row: `verb` is 新增, 修改 or 删除."""

    table: str
    uid: str
    verb: str
    noun: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Entry:
    """One change: when (real time), on which business day, who, what, and whether it was undone."""

    uid: str
    at: str
    business_on: str
    actor: str
    label: str
    undone: bool
    rows: int
    touched: tuple[Touched, ...]


def record(
    connection: Connection, uids: Iterable[str] | None = None, limit: int | None = None
) -> list[Entry]:
    """The changes, newest first: all of them, or those that touched some rows (given by uid)."""
    asked = select(Change.__table__).order_by(Change.id.desc()).limit(limit)
    if uids is not None:
        ours: set[str] = set()
        for some in batched(sorted(set(uids)), _CHUNK):
            ours |= set(connection.scalars(select(Op.change).where(Op.row.in_(some))))
        asked = asked.where(Change.uid.in_(sorted(ours)))
    changes = connection.execute(asked).all()
    return [_entry(connection, row, set(uids) if uids is not None else None) for row in changes]


def _entry(connection: Connection, row: Any, wanted: set[str] | None) -> Entry:
    undone = connection.scalar(select(exists().where(Change.undoes == row.uid)))
    ops = connection.execute(
        select(Op.__table__).where(Op.change == row.uid).order_by(Op.seq)
    ).all()
    told = [op for op in ops if wanted is None or op.row in wanted][:_CHUNK]
    return Entry(
        row.uid,
        row.at,
        row.business_on,
        row.actor,
        row.label,
        bool(undone),
        len(ops),
        tuple(_touched(connection, op) for op in told),
    )


def _touched(connection: Connection, op: Any) -> Touched:
    fields = msgspec.json.decode(op.body)["f"] if op.body else {}
    rule = STEPS.get(fields.get("step", "")) if op.tbl == "step" else None
    questions = _questions(connection, op.row) if op.tbl == "card" else {}
    facts = tuple(
        Fact(one.label, _as_read(connection, one, value))
        for name, value in fields.items()
        if (one := _field(op.tbl, rule, name, questions)) is not None and value is not None
    )
    verb = "新增" if op.kind in _NEW else "删除" if op.kind == "delete" else "修改"
    return Touched(op.tbl, op.row, verb, _noun(connection, op, rule), facts)


def _noun(connection: Connection, op: Any, rule: StepRule | None) -> str:
    """What the row is called: of a step which one it is, of a file that was taken off its name."""
    if op.tbl == Attachment.__tablename__ and op.kind == "delete":
        return called(connection, op.tbl, op.row)
    return f"{TABLE_LABELS[op.tbl]}“{rule.label}”" if rule else TABLE_LABELS[op.tbl]


def _questions(connection: Connection, uid: str) -> dict[str, Field]:
    """The questions of a card's form by the field of the log that holds the answer."""
    row = row_or_memory(connection, "card", uid)
    if not row.get("form"):
        return {}
    asked = form(row["form"], row.get("version")).questions
    return {f"answers.{question.key}": question.field for question in asked}


def _field(
    table: str, rule: StepRule | None, name: str, questions: Mapping[str, Field]
) -> Field | None:
    """The field that a logged column shows; None for what only the program needs."""
    if name in questions:
        return questions[name]
    if rule is not None:
        return rule.parameter(name)
    kinds = [kind for kind in KINDS.values() if kind.table == table]
    fields = [f for kind in kinds for f in kind.fields]
    if table == Attachment.__tablename__:
        fields += BY_TABLE[table].fields
    return next((f for f in fields if f.name == name), None)


def _as_read(connection: Connection, one: Field, value: Any) -> str:
    if one.type == Type.REFERENCE and one.refers in TARGETS:
        return labels(connection, one.refers, [value]).get(value, "（已删除）")
    return shown(one, value)


def rows_with_files(connection: Connection, uid: str) -> list[str]:
    """The rows that make up the record of a card, or of a subject itself: it and its files."""
    return [uid, *_ever_pointing(connection, uid, _FILES)]


def rows_of_issue(connection: Connection, uid: str) -> list[str]:
    """The rows that make up an issue's record: itself and its steps, also withdrawn ones."""
    return [uid, *_ever_pointing(connection, uid, ("step", "issue"))]


def rows_of_visit(connection: Connection, uid: str) -> list[str]:
    """The rows that make up a visit's record: itself, who came along and its files.

    Those that were taken off are among them.
    """
    return [uid, *_ever_pointing(connection, uid, ("visit_visitor", "visit"), _FILES)]


def rows_of_meeting(connection: Connection, uid: str) -> list[str]:
    """The rows that make up a meeting's record: itself and its items, also those taken off."""
    return [uid, *_ever_pointing(connection, uid, ("meeting_item", "meeting"))]


def rows_of_inspection(connection: Connection, uid: str) -> list[str]:
    """The rows that make up an inspection's record: itself and its items, also those taken off."""
    return [uid, *_ever_pointing(connection, uid, ("inspection_item", "inspection"))]


def rows_of_campaign(connection: Connection, uid: str) -> list[str]:
    """The rows that make up a drive's record: itself, its units, and the issues that it found."""
    return [
        uid,
        *_ever_pointing(connection, uid, ("campaign_unit", "campaign")),
        *_ever_pointing(connection, uid, ("issue", "campaign")),
    ]


def rows_of_subject(connection: Connection, uid: str) -> list[str]:
    """The rows that make up a subject's record: itself, and all that was ever said of it."""
    told = [(table, "subject") for table in ("assignment", "visit", "card", "operating_figure")]
    direct = _ever_pointing(connection, uid, *told, _FILES)
    issues = _ever_pointing(connection, uid, ("issue", "subject"))
    lives = [row for issue in issues for row in rows_of_issue(connection, issue)]
    return [uid, *direct, *lives]


def _ever_pointing(connection: Connection, uid: str, *columns: tuple[str, str]) -> list[str]:
    """Rows that were made pointing to a row by one of these columns (table and name).

    They are read from the log, so that deleted ones are found.
    """
    pointing = (
        and_(Op.tbl == table, Op.body.like(f'%"{name}":"{uid}"%')) for table, name in columns
    )
    made = select(Op.row).where(Op.kind == "new", or_(*pointing))
    return list(connection.scalars(made))
