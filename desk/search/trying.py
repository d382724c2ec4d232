"""What else may be searched for where nothing was found: less of the same words."""

from collections.abc import Iterator

from sqlalchemy import Connection

from desk.search.asking import Tally, tally

_MOST = 4
_TRIED = 24  # texts that are looked for at most
_SHORTEST = 2  # characters of a piece that still says something


def easier(connection: Connection, text: str) -> list[tuple[str, Tally]]:
    """Up to four texts that say less than this one and find something, the longest first.

    One that is part of another is left out: it would say less than need be.
    """
    found: dict[str, Tally] = {}
    for one in _less(text)[:_TRIED]:
        told = any(one in longer for longer in found)
        if not told and len(found) < _MOST and (counted := tally(connection, one)).number:
            found[one] = counted
    return list(found.items())


def _less(text: str) -> list[str]:
    """Each of several words alone, and the pieces at the ends of longer ones."""
    words = text.split()
    alone = words if len(words) > 1 else []
    pieces = (piece for word in words for piece in _ends(word))
    return sorted(dict.fromkeys([*alone, *pieces]), key=len, reverse=True)


def _ends(word: str) -> Iterator[str]:
    """What is left of a word without its end, and without its beginning."""
    for size in range(len(word) - 1, _SHORTEST - 1, -1):
        yield word[:size]
        yield word[-size:]
