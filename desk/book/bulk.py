"""Many rows of one table at once, past SQLAlchemy's work for each row and through its connection.

A list of 50,000 rows becomes 150,000 (rows, ops, states). Compiling and binding each costs more
than writing it, so they are handed to the driver as tuples, in the values that its columns hold.
The same statements serve SQLite and PostgreSQL.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.types import TypeDecorator

_AT_ONCE = 5_000  # rows handed to the driver; bounds what is held twice

Item = TypeVar("Item")


def batched(items: Iterable[Item], size: int = 500) -> Iterator[list[Item]]:
    """The items in lists of at most `size`: databases limit the values of one statement.

    The usual size keeps a statement with two values for each within the least of these limits.
    """
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def insert_rows(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Iterable[Any]]
) -> None:
    """Insert rows, each with the values of the named columns in their order."""
    columns = ", ".join(_quoted(connection, name) for name in names)
    marks = ", ".join(_marks(connection, len(names)))
    into = f"INSERT INTO {_quoted(connection, table.name)} ({columns}) VALUES ({marks})"
    _run(connection, into, rows, _binders(connection, table, names))


def update_rows(
    connection: Connection,
    table: Table,
    names: tuple[Sequence[str], Sequence[str]],
    rows: Iterable[Iterable[Any]],
) -> None:
    """Change rows: `names` are the columns to set and those that name the row, `rows` hold the
    values of both in that order."""
    changed, keys = names
    sets, wheres = (
        [f"{_quoted(connection, n)} = {mark}" for n, mark in zip(ns, marks, strict=True)]
        for ns, marks in ((ns, _marks(connection, len(ns))) for ns in (changed, keys))
    )
    what = f"UPDATE {_quoted(connection, table.name)} SET {', '.join(sets)}"
    which = " AND ".join(wheres)
    binders = _binders(connection, table, (*changed, *keys))
    _run(connection, f"{what} WHERE {which}", rows, binders)


_Binder = Callable[[Any], Any]


def _run(
    connection: Connection,
    statement: str,
    rows: Iterable[Iterable[Any]],
    binders: Sequence[tuple[int, _Binder]],
) -> None:
    for some in batched(_bound(rows, binders), _AT_ONCE):
        connection.exec_driver_sql(statement, some)


def _bound(
    rows: Iterable[Iterable[Any]], binders: Sequence[tuple[int, _Binder]]
) -> Iterator[tuple[Any, ...]]:
    """The rows as the driver takes them."""
    for row in rows:
        values = list(row)
        for place, bind in binders:
            values[place] = bind(values[place])
        yield tuple(values)


def _binders(
    connection: Connection, table: Table, names: Sequence[str]
) -> tuple[tuple[int, _Binder], ...]:
    """For each place whose column holds something else than Python says: what makes it so."""
    types = ((place, table.c[name].type) for place, name in enumerate(names))
    return tuple(
        (place, partial(type_.process_bind_param, dialect=connection.dialect))
        for place, type_ in types
        if isinstance(type_, TypeDecorator)
    )


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)


def _marks(connection: Connection, count: int) -> list[str]:
    """Where the values go: SQLite's driver wants question marks, PostgreSQL's %s."""
    return ["?" if connection.dialect.paramstyle == "qmark" else "%s"] * count
