"""A casebook copied table by table: from a shared database into a file, and from a file into one.

Rows keep their ids, so that what is newest stays newest. The bytes of attachments go their own way
(`desk.archives`).
"""

from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select

from desk.book import backups, engine, revision
from desk.book.bulk import insert_rows
from desk.book.folder import bring_up
from desk.errors import Trouble, why
from desk.files import make_folder, replace_durably
from desk.search.keeping import rebuild
from models.tables import Base, Blob

_AT_ONCE = 1000


def tables() -> list[Table]:
    """Every table whose rows make up a casebook."""
    return [table for table in Base.metadata.sorted_tables if table.name != Blob.__tablename__]


def copy_rows(source: Connection, target: Connection) -> None:
    """Add every row of one casebook to another that has none, and make its search index."""
    for table in tables():
        rows = source.execution_options(yield_per=_AT_ONCE).execute(select(table))
        insert_rows(target, table, [column.name for column in table.columns], rows)
    rebuild(target)


def take_home(source: Connection, target: Path) -> None:
    """Write a shared casebook as a database file: beside it first, verified, then renamed.

    Raises `Trouble` if the disk refuses.
    """
    making = target.with_name(f".{target.name}.making")
    try:
        make_folder(target.parent)
        making.unlink(missing_ok=True)
        _write(source, making)
        backups.verify(making, None)
        replace_durably(making, target)
    except OSError as error:
        raise Trouble(f"备份没有写成（{why(error)}）；请检查磁盘空间。") from error
    finally:
        for left in making.parent.glob(f"{making.name}*"):
            with suppress(OSError):
                left.unlink()


def _write(source: Connection, target: Path) -> None:
    bring_up(target, None)
    made = engine.writer_engine(target, None)
    try:
        with made.begin() as connection:
            copy_rows(source, connection)
    finally:
        made.dispose()
    with closing(engine.writing(target, None)) as connection:
        connection.execute(f"PRAGMA application_id={engine.APPLICATION_ID}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")


def move_in(source: Path, blobs: Iterable[tuple[str, bytes]], target: Connection) -> None:
    """Add every row of a database file, and what its attachments contain, to an empty shared
    casebook; ids are counted on from there.
    """
    for digest, data in blobs:
        target.execute(insert(Blob), {"sha256": digest, "data": data})
    reader = engine.reader_engine(source, None)
    try:
        with reader.connect() as connection, connection.begin():
            assert revision.current(connection) == revision.current(target)
            copy_rows(connection, target)
    finally:
        reader.dispose()
    for table in tables():
        if "id" in table.c and table.c.id.autoincrement is True:
            _count_on(target, table)


def _count_on(target: Connection, table: Table) -> None:
    last = target.scalar(select(func.max(table.c.id)))
    if last is not None:
        sequence = func.pg_get_serial_sequence(table.name, "id")
        target.execute(select(func.setval(sequence, last)))
