"""What a search shows of each record that it found: where the words stand, and around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as hidden
from datetime import date
from functools import cached_property
from itertools import groupby, islice
from operator import itemgetter

from sqlalchemy import Connection

from desk.search.leading import Opens, leads
from desk.search.sources import BY_KIND, Source, source_of
from desk.search.texts import Record, ids_by_uid, records_at_a_glance, records_by_id
from models.fields import SUBJECT_KINDS
from models.searching import Word, places, places_by_initials

_BEFORE, _LENGTH = 12, 48  # characters of an excerpt before the first word, and in all
_CUT = "…"

#: The first place of a word in a text, and the first behind it.
Place = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Hit:
    """A record that was found.

    What it says is made when it is asked for: a page has many hits, and the next letter may be
    typed before they are painted.
    """

    _record: Record = hidden(repr=False)
    _wanted: Sequence[Word] = hidden(repr=False)
    _shown_by: Opens | None = hidden(repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hit) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def key(self) -> int:
        """Its place in the order of hits."""
        return self._record.key

    @property
    def kind(self) -> str:
        """One of `asking.LABELS`; of a subject which of the four it is."""
        named = SUBJECT_KINDS.get(self._record.row.get("kind", ""))
        return named.name if named else self._record.source.kind

    @property
    def uid(self) -> str:
        """The record's own uid."""
        return str(self._record.row["uid"])

    @property
    def record(self) -> tuple[str, str]:
        """The row that it is: table and uid."""
        return self._record.source.table, self.uid

    @property
    def opens(self) -> Opens:
        """Kind and uid of the record to show; see `desk.search.leading`."""
        return self._shown_by or (self.kind, self.uid)

    @property
    def number(self) -> str:
        """Its number or code."""
        return self._column(self._record.source.number)

    @property
    def title(self) -> str:
        """Its own name; of a record that has none, that of what it belongs to."""
        source = self._record.source
        return self._column(source.title or source.about)

    @property
    def about(self) -> str:
        """The name of what it belongs to, where it has one of its own."""
        source = self._record.source
        return self._column(source.about) if source.title else ""

    @property
    def on(self) -> date | None:
        """Its date."""
        name = self._record.source.on
        return self._record.row[name] if name else None

    def _column(self, name: str) -> str:
        return self._record.row[name] or "" if name else ""

    @cached_property
    def in_title(self) -> tuple[Place, ...]:
        """Where in its title the words stand."""
        spots = (
            place for word in self._wanted for place in _places(self._record, word, self.title)
        )
        return tuple(_apart(spots))

    @property
    def field(self) -> str:
        """The label of the text in which the words were found."""
        return self._shown[0]

    @property
    def excerpt(self) -> str:
        """A piece of that text."""
        return self._shown[1]

    @property
    def places(self) -> tuple[Place, ...]:
        """Where in the excerpt they stand."""
        return self._shown[2]

    @cached_property
    def _shown(self) -> tuple[str, str, tuple[Place, ...]]:
        return _shown(self._record, self._wanted)


def hits_of(connection: Connection, keys: Sequence[int], wanted: Sequence[Word]) -> list[Hit]:
    """The hits of these keys, in their order; records that are gone are left out."""
    found: list[Hit] = []
    for source, some in groupby(map(source_of, keys), key=itemgetter(0)):
        records = _records(connection, source, [row_id for _, row_id in some], wanted)
        led = leads(connection, source.table, [record.row for record in records])
        found += [Hit(record, wanted, led.get(record.row["uid"])) for record in records]
    return found


def recall(connection: Connection, wanted: Sequence[tuple[str, str]]) -> list[Hit]:
    """These records (kind, uid) as hits of no word, in this order; those that are gone, and kinds
    that are none of a source, are left out."""
    found: dict[tuple[str, str], Hit] = {}
    for kind in {kind for kind, _ in wanted} & BY_KIND.keys():
        source = BY_KIND[kind]
        ids = ids_by_uid(connection, source, [uid for one, uid in wanted if one == kind])
        hits = hits_of(connection, [source.key(row_id) for row_id in ids], ())
        found |= {(kind, hit.uid): hit for hit in hits}
    return [found[one] for one in wanted if one in found]


def _records(
    connection: Connection, source: Source, ids: Sequence[int], wanted: Sequence[Word]
) -> list[Record]:
    """The records of these ids, the highest first; all their texts only where a glance at their
    columns does not show the words."""
    seen, sought = records_at_a_glance(connection, source, ids), [word.text for word in wanted]
    if any(word.narrow for word in wanted):
        lacking = [one.row["id"] for one, _ in seen if not all(map(one.has, wanted))]
    else:
        lacking = [one.row["id"] for one, said in seen if not all(text in said for text in sought)]
    if not lacking:
        return [one for one, _ in seen]
    whole = {record.key: record for record in records_by_id(connection, source, lacking)}
    return [whole.get(one.key, one) for one, _ in seen]


def _shown(record: Record, wanted: Sequence[Word]) -> tuple[str, str, tuple[Place, ...]]:
    """The text in which most of the words stand: its label, a piece of it, and where in that."""
    label, text, best = "", "", list[Place]()
    for one in record.texts:
        firsts = [place for word in wanted for place in islice(_places(record, word, one[1]), 1)]
        if len(firsts) > len(best):
            (label, text), best = one, firsts
        if len(best) == len(wanted):
            break
    everywhere = (place for word in wanted for place in _places(record, word, text))
    return label, *_piece(text, _apart(everywhere), best[0][0] if best else 0)


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
    if len(text) <= _LENGTH:
        return text.replace("\n", " "), tuple(spots)
    start = max(0, min(first - _BEFORE, len(text) - _LENGTH))
    end = start + _LENGTH
    head, tail = _CUT * (start > 0), _CUT * (end < len(text))
    shift = len(head) - start
    within = tuple(
        [(max(a, start) + shift, min(b, end) + shift) for a, b in spots if a < end and b > start]
    )
    return f"{head}{text[start:end]}{tail}".replace("\n", " "), within
