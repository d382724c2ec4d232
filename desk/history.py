"""The operation record: who did what when, read from the log that everything rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, exists, func, select

from desk.book.bulk import batched
from desk.book.naming import called, row_or_memory
from desk.cards.definitions import form
from desk.references import GONE, TARGETS, labels
from desk.settings import SETTINGS
from models.fields import KINDS, Field, Type
from models.showing import shown
from models.step_rules import StepRule
from models.steps import STEPS
from models.tables import TABLE_LABELS, Attachment, Change, Op, logged_models

_TOLD = 500  # rows of one change that are read out
_NEW = ("new", "again")
_VALID = (Field("valid_from", "启用日期", Type.DATE), Field("valid_to", "停用日期", Type.DATE))
#: What is told of rows that are no records of a kind.
_OTHERS: Mapping[str, tuple[Field, ...]] = {
    "attachment": (Field("name", "文件名"),),
    "own_rule": (Field("label", "名称"), Field("source", "出处"), *_VALID),
    "calendar_day": (Field("day", "日期", Type.DATE), Field("name", "节日")),
    "visit_visitor": (Field("person", "姓名", Type.REFERENCE, refers="people"),),
    "step_unit": (Field("organization", "单位", Type.REFERENCE, refers="organizations"),),
}


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


def record(connection: Connection, uids: Iterable[str] | None = None) -> list[Entry]:
    """The changes, newest first: all of them, or those that touched some rows (given by uid)."""
    asked = select(Change.__table__).order_by(Change.id.desc())
    places = None if uids is None else _places(connection, uids)
    if places is not None:
        asked = asked.where(Change.uid.in_(sorted(places)))
    changes = connection.execute(asked).all()
    return [_entry(connection, row, places[row.uid] if places else None) for row in changes]


def latest(connection: Connection, limit: int) -> list[Entry]:
    """The newest changes, newest first, without what they wrote: `written` tells that of one."""
    asked = select(Change.__table__).order_by(Change.id.desc()).limit(limit)
    changes = connection.execute(asked).all()
    return [_headed(connection, row, ()) for row in changes]


def written(connection: Connection, change: str) -> tuple[Touched, ...]:
    """What a change wrote, given by its uid: of one that touched very many rows the first."""
    row = connection.execute(select(Change.__table__).where(Change.uid == change)).one()
    return _written(connection, row, None)


def _places(connection: Connection, uids: Iterable[str]) -> dict[str, list[int]]:
    """By change, at which places of the log it touched these rows.

    The index of rows goes by their table first: without one the whole log would be read.
    """
    found: dict[str, list[int]] = {}
    for some in batched(sorted(set(uids))):
        asked = select(Op.change, Op.seq).where(Op.tbl.in_(logged_models()), Op.row.in_(some))
        for change, seq in connection.execute(asked):
            found.setdefault(change, []).append(seq)
    return found


def _entry(connection: Connection, row: Any, places: Sequence[int] | None) -> Entry:
    return _headed(connection, row, _written(connection, row, places))


def _headed(connection: Connection, row: Any, touched: tuple[Touched, ...]) -> Entry:
    undone = connection.scalar(select(exists().where(Change.undoes == row.uid)))
    rows = connection.scalar(select(func.count()).select_from(Op).where(Op.change == row.uid))
    at, on, actor, label = row.at, row.business_on, row.actor, row.label
    return Entry(row.uid, at, on, actor, label, bool(undone), rows or 0, touched)


def _written(connection: Connection, row: Any, places: Sequence[int] | None) -> tuple[Touched, ...]:
    told = select(Op.__table__).where(Op.change == row.uid, Op.replica == row.replica)
    if places is not None:
        told = told.where(Op.seq.in_(sorted(places)[:_TOLD]))
    ops = connection.execute(told.order_by(Op.seq).limit(_TOLD)).all()
    return tuple(_touched(connection, op) for op in ops)


def _touched(connection: Connection, op: Any) -> Touched:
    fields = msgspec.json.decode(op.body)["f"] if op.body else {}
    rule = STEPS.get(fields.get("step", "")) if op.tbl == "step" else None
    beside = _beside(connection, op)
    facts = tuple(
        Fact(one.label, _as_read(connection, one, value))
        for name, value in fields.items()
        if (one := _field(op.tbl, rule, name, beside)) is not None and value is not None
    )
    verb = "新增" if op.kind in _NEW else "删除" if op.kind == "delete" else "修改"
    return Touched(op.tbl, op.row, verb, _noun(connection, op, rule), facts)


def _noun(connection: Connection, op: Any, rule: StepRule | None) -> str:
    """What the row is called: of a step which one it is, of a file that was taken off its name."""
    if op.tbl == Attachment.__tablename__ and op.kind == "delete":
        return called(connection, op.tbl, op.row)
    return f"{TABLE_LABELS[op.tbl]}“{rule.label}”" if rule else TABLE_LABELS[op.tbl]


def _beside(connection: Connection, op: Any) -> Mapping[str, Field]:
    """The fields that no kind describes, by the field of the log."""
    if op.tbl == "card":
        return _questions(connection, op.row)
    if op.tbl == "setting":
        name = row_or_memory(connection, op.tbl, op.row).get("name") or ""
        return {"value": Field("value", SETTINGS[name][0])} if name in SETTINGS else {}
    return {one.name: one for one in _OTHERS.get(op.tbl, ())}


def _questions(connection: Connection, uid: str) -> dict[str, Field]:
    """The questions of a card's form by the field of the log that holds the answer."""
    row = row_or_memory(connection, "card", uid)
    if not row.get("form"):
        return {}
    asked = form(row["form"], row.get("version")).questions
    return {f"answers.{question.key}": question.field for question in asked}


def _field(
    table: str, rule: StepRule | None, name: str, beside: Mapping[str, Field]
) -> Field | None:
    """The field that a logged column shows; None for what only the program needs."""
    if name in beside:
        return beside[name]
    if rule is not None:
        return rule.parameter(name)
    kinds = [kind for kind in KINDS.values() if kind.table == table]
    fields = [f for kind in kinds for f in kind.fields]
    return next((f for f in fields if f.name == name), None)


def _as_read(connection: Connection, one: Field, value: Any) -> str:
    if one.type == Type.REFERENCE and one.refers in TARGETS:
        return labels(connection, one.refers, [value]).get(value, GONE)
    return shown(one, value)
