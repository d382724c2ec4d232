"""Connections to the casebook's database: one SQLite library, opened in one way.

`sqlcipher3` is that library (STORAGE.md D2–D5). Every writing connection is WAL with synchronous
FULL; transactions begin as `BEGIN IMMEDIATE` for writers and as a plain snapshot for readers.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import QueuePool

from desk.errors import Trouble

#: Older libraries can corrupt a WAL file on reset (STORAGE.md D3).
OLDEST_SQLITE = (3, 51, 3)
#: "bldk" in the file's header, so that a 0-byte or foreign file is not taken for a casebook.
APPLICATION_ID = 0x626C646B
#: What the library raises on a damaged file; where a name in it is no text any more, the second.
DAMAGED = (sqlite.DatabaseError, UnicodeDecodeError)
_BUSY_MILLISECONDS = 10_000
_WRITER_CACHE_KIB = 65_536
#: Several readers are kept; the system's own cache of the file serves them all.
_READER_CACHE_KIB = 16_384
_KEPT_READERS = 4

_WRITING = (
    f"PRAGMA cache_size=-{_WRITER_CACHE_KIB}",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)
_READING = ("PRAGMA query_only=ON", f"PRAGMA cache_size=-{_READER_CACHE_KIB}")
_COMMON = (f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}",)


def assert_library() -> None:
    """Raise `Trouble` if the SQLite library of this process is too old to be safe."""
    if sqlite.sqlite_version_info < OLDEST_SQLITE:
        raise Trouble(
            f"数据库组件版本 {sqlite.sqlite_version} 过旧，可能损坏台账；请重新安装程序。"
        )


def connect(path: Path, key: bytes | None, pragmas: tuple[str, ...]) -> sqlite.Connection:
    """A connection of its own to the file, in autocommit mode, keyed where a key is given."""
    assert_library()
    with _told_as_trouble(path):
        connection = sqlite.connect(str(path), check_same_thread=False, isolation_level=None)
    try:
        with _told_as_trouble(path):
            _prepare(connection, key, pragmas)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _told_as_trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except DAMAGED as error:
        raise Trouble(
            f"台账文件“{path}”打不开，可能已损坏（{error}）；请从 backups 文件夹里的备份恢复。"
        ) from error


def _prepare(connection: sqlite.Connection, key: bytes | None, pragmas: tuple[str, ...]) -> None:
    """Key the connection, make sure that it can read, and set it up."""
    if key is not None:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for pragma in pragmas:
        connection.execute(pragma)


def writing(path: Path, key: bytes | None) -> sqlite.Connection:
    """A connection that may write."""
    return connect(path, key, (*_COMMON, *_WRITING))


def reading(path: Path, key: bytes | None) -> sqlite.Connection:
    """A connection that may only read.

    What it sorts of a long list goes to a file when it is much, but never of an encrypted casebook.
    """
    sorting = "PRAGMA temp_store=" + ("FILE" if key is None else "MEMORY")
    return connect(path, key, (*_COMMON, *_READING, sorting))


def _engine(creator: Callable[[], sqlite.Connection], begin: str, *, most: int) -> Engine:
    """An engine of at most so many connections; 0 is no limit."""
    engine = create_engine(
        "sqlite://",
        creator=creator,
        module=sqlite,
        poolclass=QueuePool,
        pool_size=most or _KEPT_READERS,
        max_overflow=0 if most else -1,
    )

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", on_begin)
    return engine


def writer_engine(path: Path, key: bytes | None) -> Engine:
    """The engine of the one door: one connection, `BEGIN IMMEDIATE`."""
    return _engine(lambda: writing(path, key), "BEGIN IMMEDIATE", most=1)


def migration_engine(path: Path, key: bytes | None) -> Engine:
    """The engine of migrations: foreign keys are off before the transaction begins (D7)."""
    pragmas = (
        *_COMMON,
        *(p for p in _WRITING if "foreign_keys" not in p),
        "PRAGMA foreign_keys=OFF",
    )
    return _engine(lambda: connect(path, key, pragmas), "BEGIN IMMEDIATE", most=1)


def reader_engine(path: Path, key: bytes | None) -> Engine:
    """The engine of questions: read-only connections, each transaction one snapshot."""
    return _engine(lambda: reading(path, key), "BEGIN", most=0)
