"""The log's own soundness: the hash chain of each replica, its numbers and its clock."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.book.log import HEAD, Header, body_digest, op_hash
from models.tables import Change, Op, Replica


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
    asked = select(Op.__table__).where(Op.replica == replica.id).order_by(Op.seq)
    for op in connection.execute(asked).mappings():
        seq += 1
        if op["seq"] != seq:
            yield f"{replica.code} 的第 {seq} 条操作记录不在了。"
            seq = op["seq"]
        if op["prev"] != tip or op["hlc"] <= clock:
            yield f"{replica.code} 的第 {seq} 条操作记录接不上前一条。"
        if not _is_whole(dict(op), hashes):
            yield f"{replica.code} 的第 {seq} 条操作记录已被改动。"
        tip, clock = op["hash"], op["hlc"]
    if (seq, tip) != (replica.seq, replica.tip) or clock > replica.hlc:
        yield f"{replica.code} 的操作记录应有 {replica.seq} 条，最后一条是第 {seq} 条。"


def _is_whole(op: dict[str, Any], hashes: dict[str, bytes]) -> bool:
    """Whether an op's hashes are those of its body and header. A body that was left out is none."""
    body_fits = op["body"] is None or body_digest(op["body"]) == op["body_hash"]
    change = hashes.get(op["change"])
    head = [op[name] for name in HEAD]
    told = None if change is None else op_hash(op["prev"], head, change, op["body_hash"])
    return body_fits and bool(told == op["hash"])
