"""The rows as the log tells them, against the rows as they stand in the tables."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from desk.book.log import plain, stamp
from desk.book.rowstate import State, Write, fold
from models.base import keyed_columns
from models.tables import TABLE_LABELS, Logged, Op, RowState, logged_columns, logged_models

_NOTHING = State().encode()


def of_the_rows(connection: Connection) -> Iterator[str]:
    """Where a table does not hold what the log says."""
    for table, model in logged_models().items():
        told = rows_of(connection, model)
        kept = _kept(connection, model)
        for uid in sorted(told.keys() | kept.keys()):
            if told.get(uid) != kept.get(uid):
                called = _called(kept.get(uid) or told[uid], uid)
                yield f"{TABLE_LABELS[table]}“{called}”{_how(told.get(uid), kept.get(uid))}。"
    yield from _stale_states(connection)


def rows_of(connection: Connection, model: type[Logged]) -> dict[str, dict[str, Any]]:
    """Every row of a table rebuilt from the log alone: uid → logged columns, as JSON has them."""
    names = logged_columns(model)
    rows: dict[str, dict[str, Any]] = {}
    for uid, ops in _ops_by_row(connection, model.__tablename__):
        state, written = folded(ops)
        if state.alive:
            rows[uid] = {name: _standing_value(state, written, name) for name in names}
            for column in keyed_columns(model):
                rows[uid][column] = _by_key(state, written, f"{column}.")
    return rows


def _by_key(state: State, written: Mapping[str, Mapping[str, Any]], prefix: str) -> dict[str, Any]:
    """The values by key of one column: what stands under each key that was ever written."""
    names = {name for fields in written.values() for name in fields if name.startswith(prefix)}
    values = {name: _standing_value(state, written, name) for name in names}
    return {name.removeprefix(prefix): v for name, v in values.items() if v is not None}


def folded(ops: Iterable[Row[Any]]) -> tuple[State, Mapping[str, Mapping[str, Any]]]:
    """The state that some ops of one row give, and the values that each stamp wrote."""
    state, written = State(), {}
    for op in ops:
        body = msgspec.json.decode(op.body)
        base = tuple((name, tuple(stamps)) for name, stamps in body["b"].items())
        write = Write(stamp(op.hlc, op.replica), op.kind, body["f"], base)
        state = fold(state, write)
        written[write.stamp] = body["f"]
    return state, written


def _ops_by_row(connection: Connection, table: str) -> Iterator[tuple[str, Iterable[Row[Any]]]]:
    asked = select(Op.__table__).where(Op.tbl == table).order_by(Op.row, Op.hlc, Op.replica)
    return groupby(connection.execute(asked), key=lambda op: str(op.row))


def _standing_value(state: State, written: Mapping[str, Mapping[str, Any]], name: str) -> Any:
    """What is shown of a field: the value under the latest of the stamps that stand."""
    stamps = state.standing(name)
    return written[max(stamps)].get(name) if stamps else None


def _kept(connection: Connection, model: type[Logged]) -> dict[str, dict[str, Any]]:
    names = logged_columns(model)
    return {
        row["uid"]: {name: plain(row[name]) for name in names}
        for row in connection.execute(select(model.__table__)).mappings()
    }


def _called(row: Mapping[str, Any], uid: str) -> str:
    said = (row.get(name) for name in ("number", "name", "title", "month"))
    return next((str(one) for one in said if one), uid)


def _how(told: Mapping[str, Any] | None, kept: Mapping[str, Any] | None) -> str:
    """In what a row and the log differ."""
    if told is None:
        return "没有登记过，却在数据表里"
    if kept is None:
        return "登记过，却不在数据表里"
    names = "、".join(name for name in told if told[name] != kept[name])
    return f"的 {names} 与操作记录不一致"


def _same_everywhere(told: State, known: State) -> bool:
    """Whether the same stamps stand in every field; what is long overwritten may be forgotten."""
    names = {*told.gone, *known.gone}
    return all(told.standing(name) == known.standing(name) for name in names)


def _stale_states(connection: Connection) -> Iterator[str]:
    """Where the state kept of a row is not what its ops give."""
    for table in logged_models():
        asked = select(RowState.row, RowState.state).where(RowState.tbl == table)
        kept = {row.row: row.state for row in connection.execute(asked)}
        for uid, ops in _ops_by_row(connection, table):
            told, known = folded(ops)[0], State.decode(kept.pop(uid, _NOTHING))
            if told.heads != known.heads or not _same_everywhere(told, known):
                yield f"{TABLE_LABELS[table]} {uid} 的登记状态与操作记录不一致。"
        for uid in kept:
            yield f"{TABLE_LABELS[table]} {uid} 有登记状态而没有操作记录。"
