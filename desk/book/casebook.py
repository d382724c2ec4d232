"""The casebook: a folder with the database, the attachments and the backups.

`Book.open` is the only opener. `Book.change` is the only way to write, `Book.read` the way to ask.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from secrets import token_hex
from threading import Lock, get_ident
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DBAPIError

from desk.book import backups, engine, log, migrate
from desk.book.door import Writer
from desk.clock import Clock, new_uid, real_milliseconds, real_now
from desk.derived import refresh
from desk.errors import Refused, Trouble, why
from desk.files import Store, sync_folder
from desk.mounts import refuse_network
from models.tables import Replica, Setting

DATABASE = "casebook.db"
LOCK = "casebook.lock"
BACKUPS = "backups"
FOLDERS = ("attachments", BACKUPS, "drafts")
DEFAULT_CODE = "本机"
#: The setting that names the business date on which a demo stands, in ISO form.
AS_OF = "as_of"

Listener = Callable[[frozenset[str]], None]


class Book:
    """An open casebook. `writable` books hold the folder's lock until `close`."""

    def __init__(
        self, folder: Path, key: bytes | None, writable: bool, clock: Clock | None
    ) -> None:
        self.folder = folder
        self.writable = writable
        self.store = Store(folder / "attachments")
        self.drafts_folder = folder / "drafts"
        self.key = key
        self._door = Lock()
        self._inside: int | None = None
        self._listeners: list[Listener] = []
        self._lock = _take_lock(folder) if writable else None
        try:
            self._prepare()
            self._reader = engine.reader_engine(self.database, key)
            self._writer = engine.writer_engine(self.database, key) if writable else None
            self.clock = clock if clock and clock.fixed else self._own_clock()
        except BaseException:
            self._release()
            raise

    @staticmethod
    def open(
        folder: Path, *, key: bytes | None = None, writable: bool = True, clock: Clock | None = None
    ) -> "Book":
        """Open a casebook folder.

        Raises `Refused` for a folder that is no casebook, lies on a network share or was written by
        a newer program, and `Trouble` if another program holds it or the file is damaged. Where
        `clock` fixes no date, the business date is the real one, or the day on which a demo stands.
        """
        database = folder / DATABASE
        if not database.is_file():
            raise Refused(
                f"“{folder}”不是台账文件夹；请选择含有 {DATABASE} 的文件夹，或先新建台账。"
            )
        if database.stat().st_size == 0:
            raise Trouble(f"“{database}”是空文件，台账已损坏；请从 backups 文件夹里的备份恢复。")
        if writable:
            refuse_network(folder)
        return Book(folder, key, writable, clock)

    @property
    def database(self) -> Path:
        """The database file. Nothing in the program may copy or open it but `desk.book`."""
        return self.folder / DATABASE

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A read-only connection on one snapshot of the casebook. Raises `Trouble` if damaged."""
        with _disk_speaks_chinese(), self._reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def change(
        self, label: str, actor: str, *, undoes: str | None = None, final: bool = False
    ) -> Iterator[Writer]:
        """The one door for every change: one transaction, named as a person would say it.

        Everything in the block is saved together, logged as one change by `actor`, or not at all.
        `undoes` names the change that this one takes back; `final` forbids undo. Raises `Trouble`
        when the disk or a lock stands against it.
        """
        header = log.Header(
            new_uid(), label, actor, real_now(), self.clock.today().isoformat(), undoes, final
        )
        with self._transaction() as connection:
            session = Writer(connection, self.clock.today(), actor)
            yield session
            kinds = _settle(session, header)
        if kinds:
            self._tell(kinds)

    def _tell(self, kinds: frozenset[str]) -> None:
        """Call every listener, in turn; one that fails keeps no other from hearing."""
        with ExitStack() as rest:
            for listener in reversed(self._listeners):
                rest.callback(listener, kinds)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have `listener` called with the tables that each change touched; returns the way out."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def backup(self, reason: str) -> Path:
        """A verified copy of the database in the backups folder; `reason` is part of its name."""
        return backups.make(self.database, self.key, self.folder / BACKUPS, reason)

    def close(self) -> None:
        """Give back connections and the lock."""
        for one in (self._reader, self._writer):
            if one is not None:
                one.dispose()
        self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        engine = self._writing()
        if self._inside == get_ident():
            raise RuntimeError("a change inside a change: hand the session on instead")
        with (
            self._door,
            self._marked(),
            _disk_speaks_chinese(),
            engine.connect() as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _marked(self) -> Iterator[None]:
        """Note which thread holds the door, so that it is not left waiting for itself."""
        self._inside = get_ident()
        try:
            yield
        finally:
            self._inside = None

    def _own_clock(self) -> Clock:
        """The real business date; a demo stands on the day that its settings name."""
        with self.read() as connection:
            said = connection.scalar(select(Setting.value).where(Setting.name == AS_OF))
        return Clock(date.fromisoformat(said) if said else None)

    def _writing(self) -> Engine:
        if self._writer is None:
            raise Trouble("台账是以只读方式打开的，不能写入；请关闭后重新打开。")
        return self._writer

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def _prepare(self) -> None:
        """Bring an older casebook up to date, after a backup; refuse a newer one by name."""
        reader = engine.reader_engine(self.database, self.key)
        try:
            with reader.connect() as connection:
                backups.assert_casebook(connection, self.database)
                current = migrate.is_current(migrate.current(connection))
        finally:
            reader.dispose()
        if current:
            return
        if not self.writable:
            raise Refused(
                "这个台账由旧版本的程序写成，须先升级；请在窗口里打开一次，再执行本命令。"
            )
        self.backup("升级前")
        _migrate(self.database, self.key)


def _settle(session: Writer, header: log.Header) -> frozenset[str]:
    """Before COMMIT: refresh what is derived, then write the log; says which tables changed."""
    touches = session.touches()
    if not touches:
        return frozenset()
    refresh(session, touches)
    session.flush()
    log.write(session.connection(), header, touches, real_milliseconds())
    return frozenset(touch.table for touch in touches)


@contextmanager
def _disk_speaks_chinese() -> Iterator[None]:
    """Turn what the database says of disk and locks into `Trouble`."""
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
        if any(word in reason for word in ("malformed", "not a database")):
            raise Trouble(
                f"台账文件已损坏（{reason}）；请从 backups 文件夹里的备份恢复。"
            ) from error
        if any(word in reason for word in ("I/O", "readonly", "unable to open")):
            raise Trouble(f"台账写不进去（{reason}）；请检查磁盘，必要时从备份恢复。") from error
        raise


def _take_lock(folder: Path) -> FileLock:
    lock = FileLock(folder / LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise Trouble("台账已在另一个窗口或命令中打开；请先关闭它，再进行修改。") from error
    except OSError as error:
        raise Trouble(f"文件夹“{folder}”不能写入（{why(error)}）；请检查权限。") from error
    return lock


def _migrate(database: Path, key: bytes | None) -> None:
    made = engine.migration_engine(database, key)
    try:
        migrate.upgrade(made)
    finally:
        made.dispose()


def create(
    folder: Path,
    *,
    code: str = DEFAULT_CODE,
    key: bytes | None = None,
    furnish: Callable[[Path], None] | None = None,
) -> None:
    """Make a casebook in a folder that is not there yet, or is empty.

    It is made beside it and renamed, so that a half-made casebook never carries the name. `code` is
    this laptop's own and stands in every number it gives. `furnish` is handed the folder before it
    has its name, and puts in what shall be there from the start. Raises `Refused` if something is
    there already.
    """
    refuse_network(folder)
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"“{folder}”已经存在且不是空文件夹；请换一个位置。")
    making = folder.with_name(f".{folder.name}.{token_hex(4)}")
    try:
        with _disk_speaks_chinese():
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
    _migrate(database, key)
    made = engine.writer_engine(database, key)
    mine = {"id": token_hex(8), "code": code, "mine": 1, "seq": 0, "hlc": 0, "tip": b""}
    with made.begin() as connection:
        connection.execute(insert(Replica), mine)
    with made.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={engine.APPLICATION_ID}")
        connection.commit()
    made.dispose()
