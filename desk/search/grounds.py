"""The index itself, on SQLite and on PostgreSQL: tokens by key, asked by an expression of them.

On SQLite it is an FTS5 table that keeps no text, on PostgreSQL a column of lexemes with a GIN
index. Both hold the same tokens (`models.searching`) under the same keys, and neither cuts them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    Text,
    bindparam,
    column,
    literal_column,
    select,
    table,
    text,
)

from desk.book.bulk import batched
from models.searching import MARK, Word

#: Every table of the index has a name that begins so; none of them is one of the models'.
NAMED = "search_index"
#: A key holds the record's id in its lowest bits.
LARGEST_ID = (1 << 40) - 1
_AT_ONCE = 2_000  # entries handed to the driver


@dataclass(frozen=True)
class Ground:
    """How one database is told and asked."""

    key: str
    matches: str
    mark: str
    put: str
    drop: str
    clear: str
    kept: str
    token: str
    beginning: str
    both: str
    either: str
    stored: Callable[[Sequence[str]], Any]


_SQLITE = Ground(
    key="rowid",
    matches="search_index MATCH {}",
    mark="?",
    put="INSERT OR REPLACE INTO search_index (rowid, words) VALUES (?, ?)",
    drop="DELETE FROM search_index WHERE rowid = ?",
    clear="INSERT INTO search_index (search_index) VALUES ('delete-all')",
    kept="SELECT term, doc FROM search_index_terms",
    token='"{}"',
    beginning='"{}"*',
    both=" AND ",
    either=" OR ",
    stored=" ".join,
)
_POSTGRESQL = Ground(
    key="key",
    matches="words @@ CAST({} AS tsquery)",
    mark="%s",
    put="INSERT INTO search_index (key, words) VALUES (%s, array_to_tsvector(%s))"
    " ON CONFLICT (key) DO UPDATE SET words = excluded.words",
    drop="DELETE FROM search_index WHERE key = %s",
    clear="DELETE FROM search_index",
    kept="SELECT unnest(tsvector_to_array(words)), key FROM search_index",
    token="'{}'",
    beginning="'{}':*",
    both=" & ",
    either=" | ",
    stored=list,
)


def ground(connection: Connection) -> Ground:
    """The ground on which a casebook stands."""
    return _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL


def has_any(on: Ground, wanted: Iterable[Word]) -> str:
    """The expression for records in which each word's tokens stand: in whatever text of theirs,
    or in the initials of their name."""
    return on.both.join(f"({_anywhere(on, word)})" for word in wanted)


def _anywhere(on: Ground, word: Word) -> str:
    parts = [f"({on.token.format(one)}{on.either}{_marked(on, one)})" for one in word.whole]
    parts += [on.beginning.format(one) for one in word.begun]
    said = on.both.join(parts)
    read_so = on.beginning.format(MARK + word.begun[0]) if word.latin else ""
    return f"{said}{on.either}{read_so}" if read_so else said


def _marked(on: Ground, one: str) -> str:
    return on.token.format(one + MARK)


def has_own(on: Ground, word: Word) -> str:
    """The expression for records in whose own texts the word's tokens stand.

    A beginning is found in what else belongs to them as well.
    """
    parts = [on.token.format(one) for one in word.whole]
    return on.both.join(parts + [on.beginning.format(one) for one in word.begun])


@dataclass(frozen=True)
class Span:
    """A stretch of the index: its lowest and highest key; of subjects perhaps some kinds alone."""

    low: int
    high: int
    subject_kinds: tuple[str, ...] = ()


def keys(connection: Connection, expression: str, span: Span, limit: int) -> list[int]:
    """The keys within a span that the expression finds, the highest first."""
    on = ground(connection)
    asked = f"SELECT {on.key} FROM search_index WHERE {on.matches.format(on.mark)}"
    asked += f" AND {on.key} BETWEEN {on.mark} AND {on.mark}"
    given: list[str | int] = [expression, span.low, span.high]
    if span.subject_kinds:
        several = ", ".join([on.mark] * len(span.subject_kinds))
        chosen = f"SELECT id FROM subject WHERE kind IN ({several})"
        asked += f" AND {on.key} & {on.mark} IN ({chosen})"
        given += [LARGEST_ID, *span.subject_kinds]
    asked += f" ORDER BY {on.key} DESC LIMIT {on.mark}"
    found = connection.exec_driver_sql(asked, (*given, limit))
    return [row[0] for row in found.all()]


def put(connection: Connection, entries: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Keep the tokens of records by key, in place of those kept before."""
    on = ground(connection)
    for some in batched(((key, on.stored(words)) for key, words in entries), _AT_ONCE):
        connection.exec_driver_sql(on.put, some)


def drop(connection: Connection, gone: Iterable[int]) -> None:
    """Forget records by key."""
    on = ground(connection)
    for some in batched(((key,) for key in gone), _AT_ONCE):
        connection.exec_driver_sql(on.drop, some)


def clear(connection: Connection) -> None:
    """Forget every record."""
    connection.exec_driver_sql(ground(connection).clear)


def kept(connection: Connection) -> Iterator[tuple[str, int]]:
    """Each token with each key that it is kept under."""
    for row in connection.exec_driver_sql(ground(connection).kept):
        yield str(row[0]), int(row[1])


def ids_within(connection: Connection, expression: str, span: Span) -> Select[Any]:
    """The ids of the records of a span that the expression finds, to be part of a question."""
    on = ground(connection)
    key: Any = literal_column(on.key)
    given = bindparam("expression", expression, Text(), unique=True)
    matching = text(on.matches.format(":expression")).bindparams(given)
    asked = select(key - span.low).select_from(table(NAMED, column(on.key)))
    return asked.where(matching, key.between(span.low, span.high))


def look(connection: Connection) -> None:
    """Have a connection see the index as it is now.

    SQLite's own check of its file does not look whether others have written since this connection
    last asked the index, and takes what it remembers of it for damage.
    """
    keys(connection, ground(connection).token.format(MARK), Span(0, 0), 1)


def is_of_the_models(name: str | None, kind: str, _parents: object) -> bool:
    """Whether what a database holds is one of the models' tables or part of one; for Alembic."""
    return kind != "table" or not (name or "").startswith(NAMED)
