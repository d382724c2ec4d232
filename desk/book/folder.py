"""A casebook in a folder of this machine: one writer at a time, held by a lock file."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import DBAPIError

from desk.book import backups, engine, revision
from desk.book.seat import Mark
from desk.errors import Refused, Trouble, why
from desk.files import FolderStore, Store, sync_folder
from desk.mounts import refuse_network
from desk.progress import Progress
from models.tables import Replica

DATABASE = "casebook.db"
LOCK = "casebook.lock"
BACKUPS = "backups"
DRAFTS = "drafts"
FOLDERS = ("attachments", BACKUPS, DRAFTS)
#: How the library says that a file is damaged.
_DAMAGED = ("malformed", "not a database", "Could not decode")


class FolderSeat:
    """See `Seat`. A writable one holds the folder's lock until `close`."""

    shared = False

    def __init__(
        self, folder: Path, key: bytes | None, writable: bool, progress: Progress | None = None
    ) -> None:
        _refuse_what_is_none(folder, writable)
        self.name = folder.name
        self.folder = folder
        self.store: Store = FolderStore(folder / "attachments")
        self._database = folder / DATABASE
        self._key = key
        self._lock = _take_lock(folder) if writable else None
        try:
            self._bring_up_to_date(writable, progress)
            self.reader = engine.reader_engine(self._database, key)
            self.writer: Engine | None = (
                engine.writer_engine(self._database, key) if writable else None
            )
        except BaseException:
            self._release()
            raise

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """See Seat."""
        with disk_speaks_chinese():
            yield

    @contextmanager
    def transaction(self, connection: Connection, mark: Mark) -> Iterator[None]:
        """See Seat. It begins as `BEGIN IMMEDIATE`; what COMMIT says of a local file is certain."""
        del mark
        with connection.begin():
            yield

    def announce(self, connection: Connection, mark: Mark) -> None:
        """See Seat. Nobody else has the folder open for writing."""

    def listen(self) -> None:
        """See Seat. Nobody else writes here."""

    def copy(self, target: Path) -> None:
        """See Seat."""
        backups.write(self._database, self._key, target)

    def close(self) -> None:
        """See Seat."""
        for one in (self.reader, self.writer):
            if one is not None:
                one.dispose()
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def _bring_up_to_date(self, writable: bool, progress: Progress | None) -> None:
        """Migrate an older casebook, after a backup; refuse a newer one by name."""
        reader = engine.reader_engine(self._database, self._key)
        try:
            with reader.connect() as connection:
                backups.assert_casebook(connection, self._database)
                current = revision.is_current(revision.current(connection))
        finally:
            reader.dispose()
        if current:
            return
        if not writable:
            raise Refused(
                "这个台账由旧版本的程序写成，须先升级；请在窗口里打开一次，再执行本命令。"
            )
        (progress or Progress()).step(0, 0, "备份台账")
        backups.make(self._database, self._key, self.folder / BACKUPS, "升级前")
        bring_up(self._database, self._key, progress)


def _refuse_what_is_none(folder: Path, writable: bool) -> None:
    database = folder / DATABASE
    if not database.is_file():
        raise Refused(f"“{folder}”不是台账文件夹；请选择含有 {DATABASE} 的文件夹，或先新建台账。")
    if database.stat().st_size == 0:
        raise Trouble(f"“{database}”是空文件，台账已损坏；请从 backups 文件夹里的备份恢复。")
    if writable:
        refuse_network(folder)


@contextmanager
def disk_speaks_chinese() -> Iterator[None]:
    """Turn what SQLite says of disk and locks into `Trouble`."""
    try:
        yield
    except DBAPIError as error:
        reason = str(error.orig)
        if "locked" in reason or "busy" in reason:
            raise Trouble("台账正被另一个程序写入；请稍候再试。") from error
        if "full" in reason:
            raise Trouble(
                "磁盘已满，这次修改没有保存；请腾出空间后重试，原有数据不受影响。"
            ) from error
        if any(word in reason for word in _DAMAGED):
            raise Trouble(
                f"台账文件已损坏（{reason}）；请从 backups 文件夹里的备份恢复。"
            ) from error
        if any(word in reason for word in ("I/O", "readonly", "unable to open")):
            raise Trouble(f"台账写不进去（{reason}）；请检查磁盘，必要时从备份恢复。") from error
        raise
    except UnicodeDecodeError as error:
        raise Trouble("台账文件已损坏；请从 backups 文件夹里的备份恢复。") from error


def _take_lock(folder: Path) -> FileLock:
    lock = FileLock(folder / LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise Trouble("台账已在另一个窗口或命令中打开；请先关闭它，再进行修改。") from error
    except OSError as error:
        raise Trouble(f"文件夹“{folder}”不能写入（{why(error)}）；请检查权限。") from error
    return lock


def bring_up(database: Path, key: bytes | None, progress: Progress | None = None) -> None:
    """Bring a database file to the tables of this program; an empty one gets them all.

    Raises `Cancelled` when asked to stop; then the file is as it was.
    """
    from desk.book import migrate

    made = engine.migration_engine(database, key)
    try:
        migrate.upgrade(made, progress=progress)
    finally:
        made.dispose()


def refuse_occupied(folder: Path) -> None:
    """Raise `Refused` unless a casebook may be made there: nothing, or an empty folder."""
    refuse_network(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"“{folder}”已经存在且不是空文件夹；请换一个位置。")


def create(
    folder: Path, code: str, key: bytes | None, furnish: Callable[[Path], None] | None
) -> None:
    """Make a casebook beside its place and rename it: a half-made one never carries the name."""
    folder = folder.resolve()
    refuse_occupied(folder)
    making = folder.with_name(f".{folder.name}.{token_hex(4)}")
    try:
        with disk_speaks_chinese():
            _lay_out(making, code, key)
        if furnish is not None:
            furnish(making)
        if folder.exists():
            folder.rmdir()
        sync_folder(making)
        making.rename(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise Trouble(f"不能在“{folder}”新建台账（{why(error)}）；请检查位置和权限。") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _lay_out(folder: Path, code: str, key: bytes | None) -> None:
    for name in FOLDERS:
        (folder / name).mkdir(parents=True)
    database = folder / DATABASE
    bring_up(database, key)
    made = engine.writer_engine(database, key)
    with made.begin() as connection:
        connection.execute(insert(Replica), new_replica(code))
    with made.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={engine.APPLICATION_ID}")
        connection.commit()
    made.dispose()


def new_replica(code: str, hlc: int = 0) -> dict[str, object]:
    """The row of a new writer of the log, with the code that stands in its numbers."""
    return {"id": token_hex(8), "code": code, "mine": 1, "seq": 0, "hlc": hlc, "tip": b""}
