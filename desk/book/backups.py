"""Copies of the database: taken through the library, verified when made (STORAGE.md D6, §6)."""

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from desk.book import engine
from desk.clock import real_now
from desk.errors import Trouble, why
from desk.files import make_folder, replace_durably
from desk.progress import at_work

_REACH = "SELECT id, seq, tip FROM replica"


def assert_casebook(connection: Connection, path: Path) -> None:
    """Raise `Trouble` if the file is a database, but none of ours (a 0-byte file passes SQLite)."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != engine.APPLICATION_ID:
        raise Trouble(f"“{path}”不是台账数据库，或已损坏；请从 backups 文件夹里的备份恢复。")


def make(database: Path, key: bytes | None, folder: Path, reason: str) -> Path:
    """Write a verified backup into `folder` and return it."""
    target = folder / named(reason)
    write(database, key, target)
    return target


def named(reason: str) -> str:
    """The name of a backup that is made now: when, and why."""
    stamp = real_now()[:19].replace(":", "").replace("T", "-")
    return f"{stamp}-{reason}.db"


def write(database: Path, key: bytes | None, target: Path) -> None:
    """Write one consistent copy to `target`: beside it first, verified, then renamed.

    Raises Cancelled when the work is asked to stop; then nothing is left of it.
    """
    making = target.with_name(f".{target.name}.making")
    try:
        make_folder(target.parent)
        making.unlink(missing_ok=True)
        _copy(database, key, making)
        verify(making, key)
        replace_durably(making, target)
    except OSError as error:
        raise Trouble(f"备份没有写成（{why(error)}）；请检查磁盘空间。") from error
    finally:
        with suppress(OSError):
            making.unlink()


def _copy(database: Path, key: bytes | None, target: Path) -> None:
    connection = engine.reading(database, key)
    try:
        connection.execute("PRAGMA query_only=OFF")
        with at_work().stopped_by(connection.interrupt):
            connection.execute("VACUUM INTO ?", (str(target),))
    except engine.DAMAGED as error:
        raise Trouble(f"备份没有写成（{error}）；请检查磁盘空间。") from error
    finally:
        connection.close()


def verify(path: Path, key: bytes | None) -> None:
    """Raise `Trouble` unless the file is a sound casebook database.

    Raises Cancelled when the work is asked to stop.
    """
    connection = engine.reading(path, key)
    try:
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == engine.APPLICATION_ID
        with at_work().stopped_by(connection.interrupt):
            sound = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        named = connection.execute("SELECT count(*) FROM replica WHERE mine = 1").fetchone()[0] == 1
    except engine.DAMAGED as error:
        raise Trouble(f"“{path}”不是完好的台账备份（{error}）；请换一个备份。") from error
    finally:
        connection.close()
    if not (ours and sound and named):
        raise Trouble(f"“{path}”不是完好的台账备份；请换一个备份。")


def reach(path: Path, key: bytes | None) -> dict[str, tuple[int, bytes]]:
    """How far the log in a copy reaches: writer → last `seq` and its hash.

    Raises `Trouble` for no casebook. This is quick and tells apart what is empty, cut short or
    foreign; `verify` reads everything.
    """
    connection = engine.reading(path, key)
    try:
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == engine.APPLICATION_ID
        rows = connection.execute(_REACH).fetchall() if ours else []
    except engine.DAMAGED as error:
        raise Trouble(f"“{path}”不是完好的台账备份（{error}）；请换一个备份。") from error
    finally:
        connection.close()
    if not rows:
        raise Trouble(f"“{path}”不是台账备份；请换一个备份。")
    return {str(replica): (int(seq), bytes(tip)) for replica, seq, tip in rows}
