"""A casebook in a PostgreSQL database that an office shares (共享台账; STORAGE.md §7).

Readers ask on snapshots (REPEATABLE READ, READ ONLY). Every change takes one advisory lock before
its first statement and holds it until COMMIT: the lock makes row ids, clock, sequence and numbers
come in the order of commits, and lets each change check its rules on what the one before it left.
Nobody is made to wait for a person: a change begins when a form is agreed to.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event

from sqlalchemy import Connection, Engine, create_engine, func, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError

from desk.book import migrate, revision, telling
from desk.book.blobs import BlobStore
from desk.book.folder import new_replica
from desk.book.listening import Ear
from desk.book.place import Address
from desk.book.seat import Mark
from desk.errors import NothingThere, Refused, Trouble
from desk.files import Store
from desk.progress import Progress
from desk.search.grounds import NAMED
from models.tables import Base, Change, Replica

#: Where a change says that it came to pass; listeners are on it.
CHANNEL = "baolian"
OLDEST = 140000
_LOCK = 0x626C646B  # "bldk": one key in each database
_PATIENCE = "20s"  # for the changes of others; a list of many thousand rows takes some seconds
_CONNECTING = 5  # seconds
_KEPT = 4
#: Seconds to wait before each look whether a change whose COMMIT was not answered was saved.
_LOOKS = (0.0, 0.5, 1.5, 3.0)
_NETWORK = {
    "connect_timeout": _CONNECTING,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "client_encoding": "utf8",
    "application_name": "baolian-desk",
}


def engine_of(address: Address, *, isolation: str, most: int = 0) -> Engine:
    """An engine whose connections are tried before they are used; `most` of 0 is no limit."""
    return create_engine(
        address.url,
        isolation_level=isolation,
        pool_pre_ping=True,
        pool_size=most or _KEPT,
        max_overflow=0 if most else -1,
        connect_args=_NETWORK,
    )


def _writing(address: Address) -> Engine:
    return engine_of(address, isolation="READ COMMITTED", most=1)


def _reading(address: Address) -> Engine:
    made = engine_of(address, isolation="REPEATABLE READ")
    return made.execution_options(postgresql_readonly=True)


class Line:
    """The line to the server: once it is down, nobody is kept waiting for it again and again."""

    _SPARED = 3.0  # seconds in which it is not tried anew

    def __init__(self) -> None:
        self._down_until = 0.0
        self._said = ""

    @contextmanager
    def tried(self) -> Iterator[None]:
        """Use the line; while it is known to be down, the same sentence is said at once."""
        if time.monotonic() < self._down_until:
            raise telling.Unreachable(self._said)
        try:
            yield
        except telling.Unreachable as error:
            self._down_until, self._said = time.monotonic() + self._SPARED, error.sentence
            raise


class ServerSeat:
    """See `Seat`. Several windows may have it open for writing at once."""

    shared = True

    def __init__(self, address: Address, writable: bool, progress: Progress | None = None) -> None:
        self.name = address.name
        self.folder = address.folder
        self.reader = _reading(address)
        self.writer = _writing(address) if writable else None
        self._blobs = engine_of(address, isolation="AUTOCOMMIT", most=1)
        self.store: Store = BlobStore(self._blobs, self.speaking)
        self._listener = engine_of(address, isolation="AUTOCOMMIT")
        self._ear: Ear | None = None
        self._address = address
        self._line = Line()
        self._doubt: Mark | None = None
        try:
            with self.speaking():
                self._look(progress)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """See Seat."""
        with self._line.tried(), telling.server_speaks_chinese(self._address):
            yield

    @contextmanager
    def transaction(self, connection: Connection, mark: Mark) -> Iterator[None]:
        """See Seat. Raises `Refused` once where a change that was in doubt turns out saved."""
        transaction = connection.begin()
        try:
            alone(connection)
            self._settle_doubt(connection)
            yield
        except BaseException:
            if transaction.is_active:  # a session that could not flush has rolled back already
                with suppress(DBAPIError):  # a connection that is lost has nothing to roll back
                    transaction.rollback()
            raise
        try:
            transaction.commit()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            self._unanswered(mark, error)

    def announce(self, connection: Connection, mark: Mark) -> None:
        """See Seat."""
        connection.execute(select(func.pg_notify(CHANNEL, mark.uid)))

    def listen(self) -> Ear:
        """See Seat."""
        if self._ear is not None:
            self._ear.close()
        with self.speaking():
            self._ear = Ear(self._listener, CHANNEL)
        return self._ear

    def copy(self, target: Path) -> None:
        """See Seat."""
        from desk.book.copying import take_home

        with self.speaking(), self.reader.connect() as connection, connection.begin():
            take_home(connection, target)

    def close(self) -> None:
        """See Seat."""
        if self._ear is not None:
            self._ear.close()
        for one in (self.reader, self.writer, self._blobs, self._listener):
            if one is not None:
                one.dispose()

    def _look(self, progress: Progress | None) -> None:
        """Refuse what is no casebook, by name; bring an older one up to date."""
        with self.reader.connect() as connection:
            refuse_unfit(connection)
            if not _holds_a_casebook(connection):
                raise NothingThere(
                    f"数据库“{self.name}”里还没有台账；请先在里面新建（baolian new），或换一个。"
                )
            current = revision.is_current(revision.current(connection))
        if not current:
            self._bring_up_to_date(progress)

    def _bring_up_to_date(self, progress: Progress | None) -> None:
        if self.writer is None:
            raise Refused(
                "这个台账由旧版本的程序写成，须先升级；请在窗口里打开一次，再执行本命令。"
            )
        migrate.upgrade(self.writer, before=alone, progress=progress)

    def _unanswered(self, mark: Mark, error: DBAPIError) -> None:
        """The answer to a COMMIT got lost: look whether it came to pass. Never twice, never lost.

        Under the lock no transaction of the lost connection can still be on its way.
        """
        for pause in _LOOKS:
            Event().wait(pause)
            with suppress(DBAPIError):
                if self._was_saved(mark):
                    return
                raise Trouble(telling.NOT_SAVED) from error
        self._doubt = mark
        raise Trouble(
            f"保存“{mark.label}”时与服务器的连接断了，还不能确定是否已经存上；"
            "请保留这张表单，连接恢复后再保存一次：已存上的不会再存第二份。"
        ) from error

    def _was_saved(self, mark: Mark) -> bool:
        assert self.writer is not None
        with self.writer.connect() as connection, connection.begin():
            alone(connection)
            return _is_there(connection, mark)

    def _settle_doubt(self, connection: Connection) -> None:
        mark, saved = self._doubt, False
        if mark is not None:
            saved = _is_there(connection, mark)
            self._doubt = None
        if mark is not None and saved:
            raise Refused(
                f"连接中断时的“{mark.label}”其实已经存上了，这一次没有再存；"
                "请刷新后核对，无误就放弃这张表单。"
            )


def alone(connection: Connection) -> None:
    """Wait until no other change is under way; none can begin before this transaction ends."""
    connection.execute(
        select(
            func.set_config("lock_timeout", _PATIENCE, True),
            func.set_config("synchronous_commit", "on", True),
        )
    )
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def _is_there(connection: Connection, mark: Mark) -> bool:
    return connection.scalar(select(Change.id).where(Change.uid == mark.uid)) is not None


def _holds_a_casebook(connection: Connection) -> bool:
    names = set(inspect(connection).get_table_names())
    return {"alembic_version", Replica.__tablename__} <= names


def refuse_unfit(connection: Connection) -> None:
    """Raise `Refused`, by name, for a server that is too old or a database that is not UTF-8."""
    number = int(connection.scalar(text("SHOW server_version_num")) or 0)
    if number < OLDEST:
        said = connection.scalar(text("SHOW server_version"))
        raise Refused(
            f"服务器上的 PostgreSQL 是 {said}，太旧；请管理员升级到 {OLDEST // 10000} 或更新版。"
        )
    encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise Refused(
            f"数据库的字符编码是 {encoding}，存不了所有汉字；"
            "请管理员用 createdb -T template0 -E UTF8 重新建一个。"
        )


def create(address: Address, fill: migrate.Part) -> None:
    """Make the tables of a casebook in an empty database and fill them, in one transaction.

    Raises `Refused` if something is there already, and `Trouble` if the server lets nobody in.
    """
    with telling.server_speaks_chinese(address), engine_for_tables(address) as made:
        with made.connect() as connection:
            refuse_unfit(connection)
        migrate.upgrade(made, before=_only_into_nothing(address), after=fill)


def _only_into_nothing(address: Address) -> migrate.Part:
    def refuse_occupied(connection: Connection) -> None:
        alone(connection)
        if _holds_a_casebook(connection):
            raise Refused(f"数据库“{address.name}”里已经有台账；请直接打开它，或换一个空的数据库。")
        if inspect(connection).get_table_names():
            raise Refused(f"数据库“{address.name}”里已有别的数据；请换一个空的数据库。")

    return refuse_occupied


def first_row(code: str) -> migrate.Part:
    """What fills a new casebook: its one writer of the log."""

    def write(connection: Connection) -> None:
        connection.execute(insert(Replica), new_replica(code))

    return write


@contextmanager
def engine_for_tables(address: Address) -> Iterator[Engine]:
    """An engine that makes tables, and is disposed of afterwards."""
    made = _writing(address)
    try:
        yield made
    finally:
        made.dispose()


def clear(address: Address) -> None:
    """Take every table of a casebook out of a database."""
    with (
        telling.server_speaks_chinese(address),
        engine_for_tables(address) as made,
        made.begin() as connection,
    ):
        Base.metadata.drop_all(connection)
        connection.execute(text(f"DROP TABLE IF EXISTS alembic_version, {NAMED}"))
