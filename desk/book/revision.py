"""Which tables a casebook has, and which this program knows: by plain SQL and the names of files.

Every opening compares the two and mostly finds them equal. Alembic takes longer to load than a
window takes to open, so it is left to `desk.book.migrate`, for where they differ.
"""

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from desk.errors import Refused

SCRIPTS = Path(__file__).resolve().parents[2] / "models" / "migrations"
_VERSION = table("alembic_version", column("version_num"))


def current(connection: Connection) -> str | None:
    """The revision that a casebook is at; None for an empty file."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    revision: str | None = connection.scalar(select(_VERSION.c.version_num))
    return revision


def known() -> list[str]:
    """The revisions of this program, the newest last: each file's name begins with its own."""
    files = (SCRIPTS / "versions").glob("[0-9]*_*.py")
    return sorted(file.name.partition("_")[0] for file in files)


def is_current(revision: str | None) -> bool:
    """Whether a revision is the newest; raises `Refused` by name if it is none of ours."""
    ours = known()
    if revision is not None and revision not in ours:
        raise Refused(
            f"这个台账由更新版本的程序写成（数据版本 {revision}，本程序只认到 {ours[-1]}）；"
            "请先升级程序再打开。"
        )
    return revision == ours[-1]
