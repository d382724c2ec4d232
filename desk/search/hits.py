"""What a search shows of each record that it found: where the words stand, and around them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby

from sqlalchemy import Connection, select

from desk.search.sources import BY_TABLE, Source, source_of
from desk.search.texts import Record, records_at_a_glance, records_by_id
from models.fields import SUBJECT_KINDS
from models.searching import Word, places, places_by_initials
from models.tables import Step

_BEFORE, _LENGTH = 12, 48  # characters of an excerpt before the first word, and in all
_CUT = "…"

#: Kind and uid of a record.
Opens = tuple[str, str]
#: The first place of a word in a text, and the first behind it.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found.

    `number` is its number or code, `about` the name of what it belongs to, `on` its date. `field`
    is the label of the text in which the words were found, `excerpt` a piece of that text and
    `places` where in it they stand. `opens` is the kind and uid of the record to show: the owner
    of an attachment, else the record itself.
    """

    kind: str
    uid: str
    number: str
    title: str
    about: str
    on: date | None
    field: str
    excerpt: str
    places: tuple[Place, ...]
    opens: Opens


def hits_of(connection: Connection, keys: Sequence[int], wanted: Sequence[Word]) -> list[Hit]:
    """The hits of these keys, in their order; records that are gone are left out."""
    found: list[Hit] = []
    pairs = [source_of(key) for key in keys]
    for _, some in groupby(pairs, key=lambda pair: pair[0].place):
        ours = list(some)
        source, ids = ours[0][0], [row_id for _, row_id in ours]
        records = _records(connection, source, ids, wanted)
        owners = _owners(connection, records) if source.table == "attachment" else {}
        found += [_hit(record, wanted, owners) for record in records]
    return found


def _records(
    connection: Connection, source: Source, ids: Sequence[int], wanted: Sequence[Word]
) -> list[Record]:
    """The records of these ids, the highest first; all their texts only where a glance at their
    columns does not show the words."""
    seen = records_at_a_glance(connection, source, ids)
    lacking = [r.row["id"] for r in seen if not all(r.has(word) for word in wanted)]
    whole = {record.key: record for record in records_by_id(connection, source, lacking)}
    return [whole.get(record.key, record) for record in seen]


def _owners(connection: Connection, records: Sequence[Record]) -> Mapping[str, Opens]:
    """Which record shows each of some attachments, by uid: of a step, its issue."""
    rows = [record.row for record in records]
    steps = [row["owner"] for row in rows if row["owner_table"] == Step.__tablename__]
    asked = select(Step.uid, Step.issue).where(Step.uid.in_(steps))
    issues = {row.uid: row.issue or "" for row in connection.execute(asked)} if steps else {}
    owned = ((row["uid"], row["owner_table"] or "", row["owner"] or "") for row in rows)
    return {
        uid: ("issues", issues[owner]) if owner in issues else (_kind_of(table), owner)
        for uid, table, owner in owned
    }


def _kind_of(table: str) -> str:
    source = BY_TABLE.get(table)
    return source.kind if source else table


def _hit(record: Record, wanted: Sequence[Word], owners: Mapping[str, Opens]) -> Hit:
    source, row = record.source, record.row
    kind = SUBJECT_KINDS[row["kind"]].name if row.get("kind") in SUBJECT_KINDS else source.kind
    about = row[source.about] or "" if source.about else ""
    label, excerpt, spots = _shown(record, wanted)
    return Hit(
        kind,
        row["uid"],
        row[source.number] or "" if source.number else "",
        (row[source.title] if source.title else about) or "",
        about if source.title else "",
        row[source.on] if source.on else None,
        label,
        excerpt,
        spots,
        owners.get(row["uid"], (kind, row["uid"])),
    )


def _shown(record: Record, wanted: Sequence[Word]) -> tuple[str, str, tuple[Place, ...]]:
    """The text in which most of the words stand: its label, a piece of it, and where in that."""
    standing = [[list(_places(record, word, text)) for word in wanted] for _, text in record.texts]
    most = max((sum(map(bool, one)) for one in standing), default=0)
    for (label, text), found in zip(record.texts, standing, strict=True):
        if most and sum(map(bool, found)) == most:
            first = next(spots[0][0] for spots in found if spots)
            return label, *_piece(text, _apart(chain.from_iterable(found)), first)
    return "", "", ()


def _places(record: Record, word: Word, text: str) -> Iterator[Place]:
    yield from places(word, text)
    if word.latin and text in record.names:
        yield from places_by_initials(word, text)


def _apart(spots: Iterable[Place]) -> list[Place]:
    """Places in their order, those that overlap joined."""
    found: list[Place] = []
    for start, end in sorted(spots):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _piece(text: str, spots: Sequence[Place], first: int) -> tuple[str, tuple[Place, ...]]:
    """As much of a text as a line holds, around its first word, in one line."""
    start = max(0, min(first - _BEFORE, len(text) - _LENGTH))
    piece = text[start : start + _LENGTH].translate(_LINE_ENDS)
    head, tail = _CUT * (start > 0), _CUT * (start + _LENGTH < len(text))
    shift = len(head) - start
    within = ((max(a, start), min(b, start + _LENGTH)) for a, b in spots)
    return head + piece + tail, tuple((a + shift, b + shift) for a, b in within if a < b)


_LINE_ENDS = str.maketrans("\n\t", "  ")
