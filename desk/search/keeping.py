"""The index follows the records: within every change, and made anew after an upgrade."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import msgspec
from sqlalchemy import Connection, func, select

from desk.book.bulk import batched
from desk.book.log import Touch
from desk.progress import Progress
from desk.search import grounds
from desk.search.sources import BY_TABLE, SOURCES, Pointer, pointers, source_of
from desk.search.texts import Record, records, records_by_id, table_of
from models.tables import Op, VisitVisitor

#: The index is written from the lowest key to the highest: SQLite takes that much faster.
_UPWARDS = SOURCES[::-1]
_LABEL = "写检索索引"


@dataclass(frozen=True)
class Touched:
    """What a change touched: its rows, the ids of those that it deleted (by table), and the issues
    whose steps or cached columns it concerned."""

    touches: Sequence[Touch]
    gone: Mapping[str, Iterable[int]]
    issues: Iterable[str]


def refresh(connection: Connection, touched: Touched, progress: Progress) -> None:
    """Bring the index up to date with a change. Raises `Cancelled` when asked to stop."""
    concerned = _concerned(connection, touched.touches)
    concerned["issue"] |= set(touched.issues)
    for source in _UPWARDS:
        grounds.drop(connection, map(source.key, sorted(touched.gone.get(source.table, ()))))
    for source in _UPWARDS:
        found = records(connection, source, sorted(concerned[source.table]))
        _put(connection, progress.over(found, _LABEL))


def _put(connection: Connection, found: Iterable[Record]) -> None:
    grounds.put(connection, ((record.key, record.tokens) for record in found))


def _concerned(connection: Connection, touches: Sequence[Touch]) -> dict[str, set[str]]:
    """The records whose texts a change touched, by table."""
    found: dict[str, set[str]] = defaultdict(set)
    for touch in touches:
        if touch.table in BY_TABLE and touch.kind != "delete":
            found[touch.table].add(touch.uid)
    found["visit"] |= _visits(connection, touches)
    # A row that is new is named by none but rows of its own change, which are touched themselves.
    known = [touch for touch in touches if touch.kind != "new"]
    for pointer in pointers() if known else ():
        renamed = [touch.uid for touch in known if _renames(touch, pointer)]
        found[pointer.source.table] |= _pointing(connection, pointer, renamed)
    return found


def _renames(touch: Touch, pointer: Pointer) -> bool:
    """Whether others are found under another name now."""
    ours = touch.table == pointer.target
    return ours and (touch.kind != "set" or pointer.label in touch.values)


def _pointing(connection: Connection, pointer: Pointer, renamed: Sequence[str]) -> set[str]:
    columns = pointer.model.__table__.c
    found: set[str] = set()
    for some in batched(renamed):
        asked = select(columns[pointer.through]).where(columns[pointer.column].in_(some))
        found.update(uid for uid in connection.scalars(asked) if uid)
    return found


def _visits(connection: Connection, touches: Sequence[Touch]) -> set[str]:
    """The visits from whose lists of visitors a row was changed or taken, or to which one came."""
    ours = [touch for touch in touches if touch.table == VisitVisitor.__tablename__]
    found = {str(touch.values["visit"]) for touch in ours if touch.values.get("visit")}
    old = [touch.uid for touch in ours if touch.kind != "new"]
    for some in batched(old):
        asked = select(Op.body).where(Op.tbl == VisitVisitor.__tablename__, Op.row.in_(some))
        for body in connection.scalars(asked):
            visit = msgspec.json.decode(body or "{}").get("f", {}).get("visit")
            found |= {visit} if visit else set()
    return found


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Make the whole index anew from the records. Raises `Cancelled` when asked to stop."""
    grounds.clear(connection)
    _put(connection, (progress or Progress()).over(_Every(connection), "建检索索引"))


class _Every:
    """Every record, the lowest key first; how many there are is known beforehand."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __len__(self) -> int:
        counts = (select(func.count()).select_from(table_of(source)) for source in SOURCES)
        return sum(self._connection.scalar(one) or 0 for one in counts)

    def __iter__(self) -> Iterator[Record]:
        return _all(self._connection)


def _all(connection: Connection) -> Iterator[Record]:
    for source in _UPWARDS:
        table = table_of(source)
        ids = connection.scalars(select(table.c.id).order_by(table.c.id)).all()
        for some in batched(ids):
            yield from reversed(records_by_id(connection, source, some))


def disagreeing(connection: Connection) -> Mapping[str, int]:
    """How many records of each source, by its label, the index does not know as they are."""
    kept = _sums(grounds.kept(connection))
    said = _sums((token, record.key) for record in _all(connection) for token in record.tokens)
    found: dict[str, int] = defaultdict(int)
    for key in kept.keys() | said.keys():
        if kept.get(key) != said.get(key):
            found[source_of(key)[0].label] += 1
    return found


def _sums(pairs: Iterable[tuple[str, int]]) -> dict[int, tuple[int, int]]:
    """For each key how many tokens it has, and a sum over them that tells others apart."""
    sums: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for token, key in pairs:
        count, total = sums[key]
        sums[key] = count + 1, total + crc32(token.encode())
    return sums
