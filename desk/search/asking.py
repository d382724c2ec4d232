"""What is searched for is found: by words, in an order that never changes, a page at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, islice

from sqlalchemy import Connection

from desk.errors import Refused
from desk.search.grounds import Span, ground, has_any, keys
from desk.search.hits import Hit, hits_of
from desk.search.sources import BY_KIND, SOURCES, source_of
from desk.search.texts import records_by_id
from models.fields import SUBJECT_KINDS
from models.searching import Word, words

_MOST = 1_000
_LEAST_AT_ONCE, _MOST_AT_ONCE = 50, 1_000  # candidates fetched together

#: What may be searched, by name, as people call it: each source, and each kind of subject alone.
LABELS = {source.kind: source.label for source in SOURCES} | {
    kind.name: kind.label for kind in SUBJECT_KINDS.values()
}


@dataclass(frozen=True)
class Tally:
    """How many records were found; `more` says that counting stopped there."""

    number: int
    more: bool


def search(
    connection: Connection,
    text: str,
    kinds: Sequence[str] = (),
    limit: int = 50,
    after: Hit | None = None,
) -> list[Hit]:
    """A page of the records in which every word of a text is found: the first, or that `after` a
    hit, which costs no more however far it is.

    A word may stand in the record's own texts, in the names of what it refers to, or in what was
    written down with it; names are found by the initials of their pinyin, too. Hits come in the
    order of `sources.SOURCES` (帮扶对象, 单位, 人员, 问题, 走访 …), the newest of each first.
    `kinds` are of `LABELS`, none for all. Raises `Refused` for another.
    """
    wanted, spans = words(text), _spans(kinds)
    left = spans if after is None else [_below(span, after.key) for span in spans]
    return hits_of(connection, _found(connection, wanted, left, limit), wanted)


def tally(connection: Connection, text: str, kinds: Sequence[str] = (), most: int = _MOST) -> Tally:
    """How many records `search` finds, counted up to `most`. Raises `Refused` as it does."""
    number = len(_found(connection, words(text), _spans(kinds), most + 1))
    return Tally(min(number, most), number > most)


def _found(
    connection: Connection, wanted: Sequence[Word], spans: Sequence[Span], limit: int
) -> list[int]:
    """The keys of one page."""
    if not wanted:
        return []
    expression = has_any(ground(connection), wanted)
    exact = all(word.exact for word in wanted)
    if exact and len(spans) == 1:
        return keys(connection, expression, spans[0], limit)
    size = min(max(limit, _LEAST_AT_ONCE), _MOST_AT_ONCE)
    pages = chain.from_iterable(_pages(connection, expression, one, size) for one in spans)
    sure = pages if exact else (_verified(connection, some, wanted) for some in pages)
    return list(islice(chain.from_iterable(sure), limit))


def _below(span: Span, key: int) -> Span:
    return replace(span, high=min(span.high, key - 1))


def _pages(connection: Connection, expression: str, span: Span, size: int) -> Iterator[list[int]]:
    """All keys of a span, so many at once, the highest first."""
    while some := keys(connection, expression, span, size):
        yield some
        span = _below(span, some[-1])


def _verified(
    connection: Connection, candidates: Sequence[int], wanted: Sequence[Word]
) -> Iterator[int]:
    """Those of the candidates that have every word: tokens alone do not tell of longer ones."""
    for place, some in groupby(candidates, key=lambda key: source_of(key)[0].place):
        del place
        pairs = [source_of(key) for key in some]
        for record in records_by_id(connection, pairs[0][0], [row_id for _, row_id in pairs]):
            if all(record.has(word) for word in wanted):
                yield record.key


def _spans(kinds: Sequence[str]) -> list[Span]:
    """The stretches of the index that hold these kinds, the highest first."""
    if not kinds:
        return [Span(SOURCES[-1].span.low, SOURCES[0].span.high)]
    for kind in kinds:
        if kind not in LABELS:
            raise Refused(f"不能搜“{kind}”这一类；可用的有 {'、'.join(LABELS)}。")
    spans = [source.span for source in SOURCES if source.kind in kinds]
    some = tuple(code for code, kind in SUBJECT_KINDS.items() if kind.name in kinds)
    if some and "subjects" not in kinds:
        spans.insert(0, replace(BY_KIND["subjects"].span, subject_kinds=some))
    return spans
