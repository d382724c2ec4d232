"""From what a transaction touched to the ops of the log (DESIGN.md §3).

Nothing is written while a session flushes; once, before COMMIT, what was collected becomes one op
a row, stamped, numbered, hashed and written together with the row's state.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, tuple_, update

from desk.book.rowstate import State, Write, fold, overwritten
from models.change import Change, Op, Replica, RowState

#: Named in each op, so that a reader knows by which tables it was written.
SCHEMA = "1"
_CHUNK = 500
_CLOCK_BITS = 16


@dataclass(frozen=True)
class Touch:
    """What a transaction did to one row: `kind` as in `models.change.Op`, with the new values."""

    table: str
    uid: str
    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Header:
    """What is said of a whole change: see `models.change.Change`."""

    uid: str
    label: str
    actor: str
    at: str
    business_on: str
    undoes: str | None
    final: bool

    def digest(self, replica: str) -> bytes:
        """The hash of the change's row, which stands in each of its ops' hashed headers."""
        parts = (self.uid, replica, self.label, self.actor, self.at, self.business_on)
        return _hash(*parts, self.undoes or "", str(int(self.final)))


Item = TypeVar("Item")


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most `size`: databases limit the values of one statement."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def _hash(*parts: str | bytes) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode()
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.digest()


def plain(value: Any) -> Any:
    """A column's value as JSON carries it: dates in ISO form, the rest as it is."""
    return value.isoformat() if isinstance(value, date) else value


def encode_body(write: Write) -> str:
    """The canonical JSON of an op's body."""
    body = {"f": dict(write.fields), "b": {name: list(stamps) for name, stamps in write.base}}
    return msgspec.json.encode(body, order="sorted").decode()


def stamp(hlc: int, replica: str) -> str:
    """A stamp sorts as text by clock, then by replica."""
    return f"{hlc:016x}{replica}"


def body_digest(body: str) -> bytes:
    """The hash of an op's body, which stands in its hashed header."""
    return _hash(body)


def op_hash(row: Mapping[str, Any], change_hash: bytes) -> bytes:
    """The chain: the hash of the op before, this op's header and the hash of its body."""
    names = ("replica", "seq", "hlc", "tbl", "row", "kind", "change", "schema")
    header = [str(row[name]) for name in names]
    return _hash(row["prev"], *header, change_hash, row["body_hash"])


def write(connection: Connection, header: Header, touches: Sequence[Touch], now: int) -> None:
    """Write a change, its ops and the state of each row it touched.

    `now` is the real time in milliseconds; the clock never goes back even if that does.
    """
    mine = connection.execute(select(Replica.__table__).where(Replica.mine == 1)).one()
    digest = header.digest(mine.id)
    states = row_states(connection, [(t.table, t.uid) for t in touches if t.kind != "new"])
    ops: list[dict[str, Any]] = []
    tip, clock = mine.tip, max(now << _CLOCK_BITS, mine.hlc + 1)
    for offset, touch in enumerate(touches):
        made, states[touch.table, touch.uid] = _op(touch, states, stamp(clock + offset, mine.id))
        made |= {"replica": mine.id, "seq": mine.seq + 1 + offset, "hlc": clock + offset}
        made |= {"change": header.uid, "schema": SCHEMA, "prev": tip}
        tip = made["hash"] = op_hash(made, digest)
        ops.append(made)
    connection.execute(insert(Change), [_change_row(header, mine.id, digest)])
    connection.execute(insert(Op), ops)
    _keep_states(connection, states, {(t.table, t.uid) for t in touches if t.kind == "new"})
    connection.execute(
        update(Replica)
        .where(Replica.id == mine.id)
        .values(seq=mine.seq + len(ops), hlc=clock + len(ops), tip=tip)
    )


def _op(
    touch: Touch, states: Mapping[tuple[str, str], State], mark: str
) -> tuple[dict[str, Any], State]:
    state = states.get((touch.table, touch.uid), State())
    fields = {name: plain(value) for name, value in touch.values.items()}
    write = Write(mark, touch.kind, fields, overwritten(state, touch.kind, fields))
    body = encode_body(write)
    row = {"tbl": touch.table, "row": touch.uid, "kind": touch.kind, "body": body}
    return row | {"body_hash": body_digest(body)}, fold(state, write)


def _change_row(header: Header, replica: str, digest: bytes) -> dict[str, Any]:
    return {
        "uid": header.uid,
        "replica": replica,
        "label": header.label,
        "actor": header.actor,
        "at": header.at,
        "business_on": header.business_on,
        "undoes": header.undoes,
        "final": int(header.final),
        "hash": digest,
    }


def row_states(
    connection: Connection, keys: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], State]:
    """The states of some rows, given by table and uid."""
    found: dict[tuple[str, str], State] = {}
    for some in batched(keys, _CHUNK):
        chosen = tuple_(RowState.tbl, RowState.row).in_(some)
        for row in connection.execute(select(RowState.__table__).where(chosen)):
            found[row.tbl, row.row] = State.decode(row.state)
    return found


def _keep_states(
    connection: Connection,
    states: Mapping[tuple[str, str], State],
    fresh: Iterable[tuple[str, str]],
) -> None:
    new = set(fresh)
    rows = [
        {"tbl": table, "row": uid, "state": state.encode(), "fresh": (table, uid) in new}
        for (table, uid), state in states.items()
    ]
    made = [{k: v for k, v in row.items() if k != "fresh"} for row in rows if row["fresh"]]
    kept = [
        {"t": row["tbl"], "r": row["row"], "s": row["state"]} for row in rows if not row["fresh"]
    ]
    if made:
        connection.execute(insert(RowState), made)
    if kept:
        named = update(RowState).where(
            RowState.tbl == bindparam("t"), RowState.row == bindparam("r")
        )
        connection.execute(named.values(state=bindparam("s")), kept)
