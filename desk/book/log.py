"""From what a transaction touched to the ops of the log (DESIGN.md §3).

Nothing is written while a session flushes; once, before COMMIT, what was collected becomes one op
a row, stamped, numbered, hashed and written together with the row's state.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, insert, select, tuple_, update

from desk.book.bulk import batched, insert_rows, update_rows
from desk.book.rowstate import State, Write, born, fold, overwritten
from desk.progress import Progress
from models.change import Change, Op, Replica, RowState

__all__ = [
    "HEAD",
    "Header",
    "Touch",
    "body_digest",
    "digest_of",
    "encode_body",
    "op_hash",
    "plain",
    "row_states",
    "stamp",
    "write",
]

#: Named in each op, so that a reader knows by which tables it was written, and how it is hashed.
SCHEMA = "2"
#: The columns of an op that are hashed as they stand, in this order.
HEAD = ("replica", "seq", "hlc", "tbl", "row", "kind", "change", "schema")
_COLUMNS = (*HEAD, "body", "body_hash", "prev", "hash")
_CANONICAL = msgspec.json.Encoder(order="sorted")
_CLOCK_BITS = 16

#: Per field the stamps that an op overwrites.
Base = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
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
        return digest_of(*parts, self.undoes or "", str(int(self.final)))


def digest_of(*parts: str | bytes) -> bytes:
    """The SHA-256 of some parts, each told apart from the next by its length before it."""
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode()
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.digest()


def plain(value: Any) -> Any:
    """A column's value as JSON carries it: dates in ISO form, the rest as it is."""
    return value.isoformat() if isinstance(value, date) else value


def encode_body(fields: Mapping[str, Any], base: Base = ()) -> str:
    """The canonical JSON of an op's body: keys sorted, days in ISO form."""
    return _CANONICAL.encode({"f": fields, "b": dict(base)}).decode()


def stamp(hlc: int, replica: str) -> str:
    """A stamp sorts as text by clock, then by replica."""
    return f"{hlc:016x}{replica}"


def body_digest(body: str) -> bytes:
    """The hash of an op's body, which stands in its hashed header."""
    return hashlib.sha256(body.encode()).digest()


def op_hash(prev: bytes, head: Sequence[str | int], change_hash: bytes, body_hash: bytes) -> bytes:
    """The chain: SHA-256 of these lines: the hash of the op before in hexadecimal digits (the
    first has none), the columns `HEAD` of this one, the hashes of its change and of its body."""
    lines = (prev.hex(), *map(str, head), change_hash.hex(), body_hash.hex())
    return hashlib.sha256("\n".join(lines).encode()).digest()


class _Chain:
    """Gives the ops of one change their places in the log of this casebook."""

    def __init__(self, mine: Any, header: Header, now: int) -> None:
        self._replica: str = mine.id
        self._change = header.uid
        self.digest = header.digest(mine.id)
        self.seq, self.tip = mine.seq, mine.tip
        self.clock = max(now << _CLOCK_BITS, mine.hlc + 1) - 1

    def begin(self) -> str:
        """Go on to the next op; returns its stamp."""
        self.seq += 1
        self.clock += 1
        return stamp(self.clock, self._replica)

    def op(self, touch: Touch, body: str) -> tuple[Any, ...]:
        """The op's row, as the columns `_COLUMNS` hold it."""
        place = (self._replica, self.seq, self.clock)
        head = (*place, touch.table, touch.uid, touch.kind, self._change, SCHEMA)
        prev, body_hash = self.tip, body_digest(body)
        self.tip = op_hash(prev, head, self.digest, body_hash)
        return (*head, body, body_hash, prev, self.tip)


def write(
    connection: Connection,
    header: Header,
    touches: Sequence[Touch],
    now: int,
    progress: Progress | None = None,
) -> None:
    """Write a change, its ops and the state of each row it touched.

    `now` is the real time in milliseconds; the clock never goes back even if that does. Raises
    `Cancelled` when asked to stop.
    """
    mine = connection.execute(select(Replica.__table__).where(Replica.mine == 1)).one()
    chain = _Chain(mine, header, now)
    states = _States(connection, touches)
    told = (progress or Progress()).over(touches, "写操作记录")
    ops = (chain.op(touch, states.body(touch, chain.begin())) for touch in told)
    connection.execute(insert(Change), [_change_row(header, mine.id, chain.digest)])
    insert_rows(connection, _table(Op), _COLUMNS, ops)
    states.keep(connection)
    connection.execute(
        update(Replica)
        .where(Replica.id == mine.id)
        .values(seq=chain.seq, hlc=chain.clock + 1, tip=chain.tip)
    )


class _States:
    """The states of the rows that a change touches, and what it makes of them."""

    def __init__(self, connection: Connection, touches: Sequence[Touch]) -> None:
        keys = [(touch.table, touch.uid) for touch in touches if touch.kind != "new"]
        self._known = row_states(connection, keys)
        self._fresh: list[tuple[str, str, str]] = []

    def body(self, touch: Touch, mark: str) -> str:
        """The body of the op that this touch becomes; its stamp goes into the row's state."""
        if touch.kind == "new":
            self._fresh.append((touch.table, touch.uid, born(mark)))
            return encode_body(touch.values)
        key = (touch.table, touch.uid)
        state = self._known.get(key, State())
        base = overwritten(state, touch.kind, touch.values)
        self._known[key] = fold(state, Write(mark, touch.kind, touch.values, base))
        return encode_body(touch.values, base)

    def keep(self, connection: Connection) -> None:
        """Write every state."""
        table = _table(RowState)
        insert_rows(connection, table, ("tbl", "row", "state"), self._fresh)
        changed = ((state.encode(), tbl, row) for (tbl, row), state in self._known.items())
        update_rows(connection, table, (("state",), ("tbl", "row")), changed)


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
    for some in batched(keys):
        chosen = tuple_(RowState.tbl, RowState.row).in_(some)
        for row in connection.execute(select(RowState.__table__).where(chosen)):
            found[row.tbl, row.row] = State.decode(row.state)
    return found


def _table(model: type[Op | RowState]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table
