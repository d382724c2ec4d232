"""The log's own soundness: the hash chain of each replica, its numbers and its clock."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.book.log import HEAD, Header, body_digest, digest_of, op_hash
from models.tables import Change, Op, Replica

#: Written before ops were hashed as lines of text.
FORMER_SCHEMA = "1"


def of_the_log(connection: Connection) -> Iterator[str]:
    """What is wrong with the chain of each replica."""
    hashes: dict[str, bytes] = {}
    for row in connection.execute(select(Change.__table__)):
        hashes[row.uid] = row.hash
        if _header(row).digest(row.replica) != row.hash:
            yield f"{row.at[:10]} 的操作“{row.label}”已被改动。"
    replicas = connection.execute(select(Replica.__table__)).all()
    if sum(replica.mine for replica in replicas) != 1:
        yield "说不清哪一份操作记录是本机的。"
    for replica in replicas:
        yield from _of_replica(connection, replica, hashes)


def _header(row: Row[Any]) -> Header:
    return Header(
        row.uid, row.label, row.actor, row.at, row.business_on, row.undoes, bool(row.final)
    )


def _of_replica(
    connection: Connection, replica: Row[Any], hashes: dict[str, bytes]
) -> Iterator[str]:
    """Walk one replica's ops in their order, up to what the replica says of itself."""
    tip, seq, clock = b"", 0, 0
    faults: defaultdict[str, list[int]] = defaultdict(list)
    asked = select(Op.__table__).where(Op.replica == replica.id).order_by(Op.seq)
    for op in connection.execute(asked).mappings():
        faults["不在了"].extend(range(seq + 1, op["seq"]))
        seq = op["seq"]
        if not _is_whole(dict(op), hashes):
            faults["已被改动"].append(seq)
        if op["prev"] != tip or op["hlc"] <= clock:
            faults["接不上前一条"].append(seq)
        tip, clock = op["hash"], op["hlc"]
    for what, where in faults.items():
        yield from (f"{replica.code} 的第 {run} 条操作记录{what}。" for run in _runs(where))
    if (seq, tip) != (replica.seq, replica.tip) or clock > replica.hlc:
        yield f"{replica.code} 的操作记录应有 {replica.seq} 条，最后一条是第 {seq} 条。"


def _runs(numbers: Iterable[int]) -> Iterator[str]:
    """Numbers as people read them, those in a row together: 3, 7—12."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        said = [number for _, number in run]
        yield f"{said[0]}—{said[-1]}" if len(said) > 1 else str(said[0])


def _is_whole(op: Mapping[str, Any], hashes: Mapping[str, bytes]) -> bool:
    """Whether an op's hashes are those of its body and header. A body that was left out is none."""
    of_body, of_op = _FORMER if op["schema"] == FORMER_SCHEMA else (body_digest, op_hash)
    body_fits = op["body"] is None or of_body(op["body"]) == op["body_hash"]
    change = hashes.get(op["change"])
    head = [op[name] for name in HEAD]
    told = None if change is None else of_op(op["prev"], head, change, op["body_hash"])
    return body_fits and bool(told == op["hash"])


def _former_op_hash(
    prev: bytes, head: Sequence[str | int], change_hash: bytes, body_hash: bytes
) -> bytes:
    return digest_of(prev, *map(str, head), change_hash, body_hash)


#: How ops were hashed by the program that wrote schema 1.
_FORMER = (digest_of, _former_op_hash)
