"""Undo and redo from the log: also after a restart (DESIGN.md §3).

Undo takes back the caller's latest change here that is not undone, is no undo itself, and did not
issue a bulletin. It is refused whole, by name, where a row was changed since, or where a row made
since points to it. What was undone stays in the record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, exists, func, select

from desk.book.bulk import batched
from desk.book.casebook import Book
from desk.book.door import Writer
from desk.book.log import row_states, stamp
from desk.book.naming import called
from desk.book.pointing import overtaken, pointed_to, pointing_nowhere
from desk.book.rowstate import EVERY, MAKES_THE_ROW, TOMBSTONE, State
from desk.errors import Refused
from models.base import IsoDate
from models.tables import (
    Change,
    Logged,
    Op,
    Replica,
    logged_columns,
    logged_models,
)

_STEP_TAKEN_BACK = ("step", "delete")


@dataclass(frozen=True)
class Undone:
    """What an undo or redo took back: the change's label and how many rows it touched."""

    label: str
    rows: int


@dataclass(frozen=True)
class _Entry:
    """One op of the change that is taken back."""

    table: str
    uid: str
    kind: str
    stamp: str
    base: Mapping[str, Sequence[str]]
    fields: Mapping[str, Any]

    @property
    def made_the_row(self) -> bool:
        """Whether the row was not there before."""
        return self.kind in MAKES_THE_ROW


def undoable(book: Book, actor: str | None = None) -> str | None:
    """The label of the change that undo would take back, or None."""
    return _labelled(book, actor, undoing=False)


def redoable(book: Book, actor: str | None = None) -> str | None:
    """The label of the change that redo would bring back, or None."""
    return _labelled(book, actor, undoing=True)


def rows_to_take_back(book: Book, actor: str | None = None, *, undoing: bool = False) -> int:
    """How many rows the next undo (or, `undoing`, redo) would touch: what it will cost."""
    with book.read() as connection:
        found = _latest(connection, actor, undoing=undoing)
        if found is None:
            return 0
        counted = select(func.count()).select_from(Op).where(Op.change == found[0].uid)
        return connection.scalar(counted) or 0


def undo(book: Book, actor: str | None = None) -> Undone:
    """Take back the latest change of `actor` (of anyone here, if None). Raises `Refused`."""
    return _step(book, actor, undoing=False)


def redo(book: Book, actor: str | None = None) -> Undone:
    """Bring back what the last undo took back. Raises `Refused`."""
    return _step(book, actor, undoing=True)


def _labelled(book: Book, actor: str | None, *, undoing: bool) -> str | None:
    with book.read() as connection:
        found = _latest(connection, actor, undoing=undoing)
        return found[1].label if found else None


def _step(book: Book, actor: str | None, *, undoing: bool) -> Undone:
    with book.read() as connection:
        found = _latest(connection, actor, undoing=undoing)
    if found is None:
        raise Refused("没有可以重做的操作。" if undoing else "没有可以撤销的操作。")
    change, root = found
    verb = "重做" if undoing else "撤销"
    label, cannot = f"{verb}：{root.label}", f"不能{verb}“{root.label}”"
    with book.change(label, actor or change.actor, undoes=change.uid) as session:
        entries = _entries(session.connection(), change.uid)
        _refuse_if_changed(session.connection(), entries, cannot)
        _invert(session, entries)
        # Looked at afterwards: a row that the change itself pointed to the other points back now.
        _refuse_if_pointed_to(session.connection(), entries, cannot)
        _refuse_if_hanging(session.connection(), entries, cannot)
    return Undone(root.label, len(entries))


def _latest(
    connection: Connection, actor: str | None, *, undoing: bool
) -> tuple[Row[Any], Row[Any]] | None:
    """The latest change that nothing took back, and the change at the root of its chain.

    An undo takes back a change, a redo an undo, the next undo that redo: a chain, in which the
    root stands if the chain's length is even.
    """
    mine = select(Replica.id).where(Replica.mine == 1).scalar_subquery()
    table, later = Change.__table__, Change.__table__.alias()
    tips = select(table).where(
        table.c.replica == mine, ~exists().where(later.c.undoes == table.c.uid)
    )
    if undoing:
        tips = tips.where(table.c.undoes.is_not(None))
    if actor is not None:
        tips = tips.where(table.c.actor == actor)
    for tip in connection.execute(tips.order_by(table.c.id.desc())):
        root, length = _root(connection, tip)
        if length % 2 == int(undoing) and not root.final:
            return tip, root
    return None


def _root(connection: Connection, change: Row[Any]) -> tuple[Row[Any], int]:
    length = 0
    while change.undoes is not None:
        change = connection.execute(
            select(Change.__table__).where(Change.uid == change.undoes)
        ).one()
        length += 1
    return change, length


def _entries(connection: Connection, change: str) -> list[_Entry]:
    rows = connection.execute(select(Op.__table__).where(Op.change == change).order_by(Op.seq))
    return [_entry(row) for row in rows]


def _entry(row: Row[Any]) -> _Entry:
    body = msgspec.json.decode(row.body)
    mark = stamp(row.hlc, row.replica)
    return _Entry(row.tbl, row.row, row.kind, mark, body["b"], body["f"])


def _refuse_if_changed(connection: Connection, entries: Sequence[_Entry], cannot: str) -> None:
    """What the change left must still stand alone where it left it."""
    states = row_states(connection, [(entry.table, entry.uid) for entry in entries])
    for entry in entries:
        if not _stands(connection, entry, states[entry.table, entry.uid]):
            raise Refused(
                f"{cannot}：{called(connection, entry.table, entry.uid)}后来又被修改过"
                f"（{_last_change(connection, entry)}）；请先撤销后来的修改。"
            )


def _stands(connection: Connection, entry: _Entry, state: State) -> bool:
    """Whether nobody changed since what an op left, changes that were taken back left aside."""
    whole = entry.made_the_row or entry.kind == "delete"
    names = tuple(state.heads) if whole else tuple(entry.fields)
    if all(state.standing(name) == (entry.stamp,) for name in names):
        return True
    origin = _Origins(connection, entry)
    return all(
        {origin.of(name, mark) for mark in state.standing(name)} == {origin.of(name, entry.stamp)}
        for name in names
    )


class _Origins:
    """For a row: which op first gave the value that a later undo or redo brought back."""

    def __init__(self, connection: Connection, entry: _Entry) -> None:
        asked = (
            select(Op.__table__, Change.undoes)
            .join(Change, Change.uid == Op.change)
            .where(Op.tbl == entry.table, Op.row == entry.uid)
        )
        rows = connection.execute(asked).all()
        self._change = {_entry(row).stamp: row.undoes for row in rows}
        self._ops = {row.change: _entry(row) for row in rows}

    def of(self, name: str, mark: str) -> str:
        """The stamp of the op that first wrote what stands in a field under `mark`."""
        while (undone := self._ops.get(self._change[mark] or "")) is not None:
            stamps = undone.base.get(name, undone.base.get(EVERY, ()))
            if not stamps:
                return ""
            mark = max(stamps)
        return mark


def _refuse_if_pointed_to(connection: Connection, entries: Sequence[_Entry], cannot: str) -> None:
    """A row that would go must not be pointed to by one that would stay."""
    why = pointed_to(connection, {(e.table, e.uid) for e in entries if e.made_the_row})
    if why is not None:
        raise Refused(f"{cannot}：{why}；请先撤销后来的操作。")


def _refuse_if_hanging(connection: Connection, entries: Sequence[_Entry], cannot: str) -> None:
    """What came back must find what it points to, and a step the place in which it stood."""
    why = pointing_nowhere(connection, {(e.table, e.uid) for e in entries if not e.made_the_row})
    if why is not None:
        raise Refused(f"{cannot}：{why}；请先恢复它，再试一次。")
    why = overtaken(connection, [e.uid for e in entries if (e.table, e.kind) == _STEP_TAKEN_BACK])
    if why is not None:
        raise Refused(f"{cannot}：{why}；请先撤销后来的操作。")


def _invert(session: Writer, entries: Sequence[_Entry]) -> None:
    """Do the opposite of each op."""
    before = _Past(session.connection(), entries)
    for model in logged_models().values():
        ours = [entry for entry in entries if entry.table == model.__tablename__]
        session.remove_many(model, [entry.uid for entry in ours if entry.made_the_row])
        gone = [entry for entry in ours if entry.kind == "delete"]
        session.revive_many(model, [(entry.uid, before.values(model, entry)) for entry in gone])
        kept = [e for e in ours if e.kind == "set" and not e.made_the_row]
        session.set_many(model, [(entry.uid, before.values(model, entry)) for entry in kept])


class _Past:
    """What the rows of some ops held before: found by the stamps that the ops overwrote."""

    def __init__(self, connection: Connection, entries: Sequence[_Entry]) -> None:
        changed = [e for e in entries if e.kind == "delete" or not e.made_the_row]
        # The index of the log's rows goes by their table first.
        written = select(Op.__table__).where(Op.tbl.in_({e.table for e in changed}))
        self._written: dict[tuple[str, str, str], dict[str, Any]] = {}
        for some in batched([e.uid for e in changed]):
            for row in connection.execute(written.where(Op.row.in_(some))):
                fields = msgspec.json.decode(row.body)["f"]
                self._written[row.tbl, row.row, stamp(row.hlc, row.replica)] = fields

    def values(self, model: type[Logged], entry: _Entry) -> dict[str, Any]:
        """The columns as they were before the op, as Python values."""
        if entry.kind == "delete":
            made = self._at(entry, EVERY)
            known = logged_columns(model)
            found = {name: one for name, one in made.items() if name.partition(".")[0] in known}
            own = [name for name in entry.base if name not in (EVERY, TOMBSTONE)]
            found |= {name: self._at(entry, name).get(name) for name in own}
        else:
            found = {name: self._at(entry, name).get(name) for name in entry.fields}
        return {name: _typed(model, name, value) for name, value in found.items()}

    def _at(self, entry: _Entry, name: str) -> dict[str, Any]:
        """The fields of the op that stood last in a field before the entry."""
        stamps = entry.base.get(name, ())
        return self._written.get((entry.table, entry.uid, max(stamps)), {}) if stamps else {}


def _typed(model: type[Logged], name: str, value: Any) -> Any:
    if "." in name:
        return value
    column = model.__table__.columns[name]
    is_date = isinstance(column.type, IsoDate) and value is not None
    return date.fromisoformat(value) if is_date else value


def _last_change(connection: Connection, entry: _Entry) -> str:
    asked = (
        select(Change.label, Change.actor, Change.at)
        .join(Op, Op.change == Change.uid)
        .where(Op.tbl == entry.table, Op.row == entry.uid)
        .order_by(Op.hlc.desc())
    )
    label, actor, at = connection.execute(asked).first() or ("", "", "")
    return f"{label}，{actor}，{at[:10]}"
