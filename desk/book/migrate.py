"""Bringing a casebook to the tables of this program: wholly, or not at all.

Alembic's default leaves a half-applied database when it is killed (STORAGE.md D7). Here all
revisions run in one `BEGIN IMMEDIATE`, foreign keys are off before it begins, and
`foreign_key_check` must be empty before COMMIT.
"""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from desk.errors import Refused, Trouble
from desk.progress import Progress
from desk.search.keeping import rebuild

SCRIPTS = Path(__file__).resolve().parents[2] / "models" / "migrations"
#: Something to be done inside the transaction of an upgrade.
Part = Callable[[Connection], None]
_NAMES = ("table_schema", "table_name", "column_name", "data_type", "collation_name")
_COLUMNS = sql_table("columns", *map(sql_column, _NAMES), schema="information_schema")


def _nothing(_connection: Connection) -> None:
    """Nothing is to be done beside the revisions."""


def config(scripts: Path = SCRIPTS) -> Config:
    """Alembic's configuration for a folder of revisions; nothing is read from a file."""
    made = Config()
    made.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return made


def current(connection: Connection) -> str | None:
    """The revision that a casebook is at; None for an empty file."""
    return MigrationContext.configure(connection).get_current_revision()


def head(scripts: Path = SCRIPTS) -> str | None:
    """The newest revision that this program knows."""
    return ScriptDirectory.from_config(config(scripts)).get_current_head()


def is_current(revision: str | None, scripts: Path = SCRIPTS) -> bool:
    """Whether a revision is the newest; raises `Refused` by name if it is none of ours."""
    directory = ScriptDirectory.from_config(config(scripts))
    known = {script.revision for script in directory.walk_revisions()}
    if revision is not None and revision not in known:
        raise Refused(
            f"这个台账由更新版本的程序写成（数据版本 {revision}，本程序只认到"
            f" {directory.get_current_head()}）；请先升级程序再打开。"
        )
    return revision == directory.get_current_head()


def upgrade(
    engine: Engine,
    scripts: Path = SCRIPTS,
    *,
    before: Part = _nothing,
    after: Part = _nothing,
    progress: Progress | None = None,
) -> None:
    """Run every missing revision in one transaction, and in it what is to be done with them.

    The search index of a casebook that was there is made anew: revisions may change what is
    searched. Raises `Cancelled` when asked to stop; then nothing has changed.
    """
    with engine.connect() as connection, connection.begin():
        before(connection)
        filled = current(connection) is not None
        alembic = config(scripts)
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "head")
        _finish(connection)
        if filled:
            rebuild(connection, progress)
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
