"""Bringing a casebook to the tables of this program: wholly, or not at all.

Alembic's default leaves a half-applied database when it is killed (STORAGE.md D7). Here all
revisions run in one `BEGIN IMMEDIATE`, foreign keys are off before it begins, and
`foreign_key_check` must be empty before COMMIT. Whoever only opens does without this module.
"""

from collections.abc import Callable
from functools import partial

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from desk.book import revision
from desk.book.stopping import stop
from desk.derived import rebuild as refold
from desk.errors import Trouble
from desk.progress import Progress
from desk.search.keeping import rebuild

#: Something to be done inside the transaction of an upgrade.
Part = Callable[[Connection], None]
_NAMES = ("table_schema", "table_name", "column_name", "data_type", "collation_name")
_COLUMNS = sql_table("columns", *map(sql_column, _NAMES), schema="information_schema")


def _nothing(_connection: Connection) -> None:
    """Nothing is to be done beside the revisions."""


def config() -> Config:
    """Alembic's configuration for the revisions of this program; nothing is read from a file."""
    made = Config()
    made.set_main_option("script_location", str(revision.SCRIPTS).replace("%", "%%"))
    return made


def upgrade(
    engine: Engine,
    *,
    before: Part = _nothing,
    after: Part = _nothing,
    progress: Progress | None = None,
) -> None:
    """Run every missing revision in one transaction, and in it what is to be done with them.

    What is folded from the log of a casebook that was there, and its search index, are made anew:
    revisions may change what is folded and what is searched. Raises `Cancelled` when asked to stop;
    then nothing has changed.
    """
    told = progress or Progress()
    told.step(0, 0, "升级台账")
    with (
        engine.connect() as connection,
        connection.begin(),
        told.stopped_by(partial(stop, connection)),
    ):
        before(connection)
        filled = revision.current(connection) is not None
        alembic = config()
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "head")
        _finish(connection)
        if filled:
            refold(connection)
            rebuild(connection, told)
        after(connection)


def _finish(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        _sort_as_bytes(connection)
    elif connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        raise Trouble("升级台账时发现数据不一致，已退回原样；请联系维护人员并附上备份。")


def _sort_as_bytes(connection: Connection) -> None:
    """Let texts sort as on a laptop, whatever the database was made for: lists are the same."""
    others = select(_COLUMNS.c.table_name, _COLUMNS.c.column_name).where(
        _COLUMNS.c.table_schema == func.current_schema(),
        _COLUMNS.c.data_type == "text",
        _COLUMNS.c.collation_name.is_distinct_from("C"),
    )
    quote = connection.dialect.identifier_preparer.quote
    for table, column in connection.execute(others).all():
        connection.exec_driver_sql(
            f'ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} TYPE text COLLATE "C"'
        )
