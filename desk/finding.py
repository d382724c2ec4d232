"""Records of any kind by a few words or letters: what the command palette asks.

The one place that says how: whoever searches better changes `find` alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from desk.book.casebook import Book
from desk.lists import Line, Query, lines_of, uids
from desk.lookup import suggest

MOST = 6  # records of a kind: the palette is looked over at a glance
#: Kind → the fields that name a record, and those that tell it from others like it.
_SAID = {
    "subjects": ("name", ("code", "park")),
    "issues": ("title", ("number", "subject", "state")),
    "visits": ("subject", ("number", "visited_on")),
    "cards": ("subject", ("number", "period")),
}
KINDS = tuple(_SAID)


@dataclass(frozen=True)
class Found:
    """A record as one line: what it is called, and what tells it from others like it."""

    kind: str
    uid: str
    label: str
    detail: str


def find(book: Book, typed: str) -> tuple[Found, ...]:
    """Records that fit what was typed, kind by kind: subjects by name, code and initials too."""
    with book.read() as connection:
        return tuple(
            one
            for kind in KINDS
            for one in _found(connection, book, kind, _uids(connection, book, kind, typed))
        )


def named(book: Book, wanted: Sequence[tuple[str, str]]) -> tuple[Found, ...]:
    """These records (kind, uid) as lines, in this order; those that are gone are left out."""
    with book.read() as connection:
        return tuple(
            one
            for kind, uid in wanted
            if kind in _SAID
            for one in _found(connection, book, kind, [uid])
        )


def _uids(connection: Connection, book: Book, kind: str, typed: str) -> list[str]:
    if kind == "subjects":
        return [uid for uid, _ in suggest(connection, kind, typed)[:MOST]]
    return uids(connection, Query(kind, search=typed), book.clock.today(), limit=MOST)


def _found(connection: Connection, book: Book, kind: str, wanted: Sequence[str]) -> Sequence[Found]:
    lines = lines_of(connection, kind, wanted, book.clock.today())
    return [_line(kind, line) for line in lines]


def _line(kind: str, line: Line) -> Found:
    name, telling = _SAID[kind]
    details = (line.shown.get(one, "") for one in telling)
    return Found(kind, line.uid, line.shown[name], "　".join(one for one in details if one))
