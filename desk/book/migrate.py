"""Bringing a casebook to the tables of this program: wholly, or not at all.

Alembic's default leaves a half-applied database when it is killed (STORAGE.md D7). Here all
revisions run in one `BEGIN IMMEDIATE`, foreign keys are off before it begins, and
`foreign_key_check` must be empty before COMMIT.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from desk.errors import Refused, Trouble

SCRIPTS = Path(__file__).resolve().parents[2] / "models" / "migrations"


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


def upgrade(engine: Engine, scripts: Path = SCRIPTS) -> None:
    """Run every missing revision in one transaction; the engine begins it as IMMEDIATE."""
    with engine.connect() as connection, connection.begin():
        alembic = config(scripts)
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "head")
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise Trouble("升级台账时发现数据不一致，已退回原样；请联系维护人员并附上备份。")
