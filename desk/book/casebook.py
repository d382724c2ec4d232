"""The casebook: in a folder of this machine, or in a database that an office shares.

`Book.open` is the only opener. `Book.change` is the only way to write, `Book.read` the way to ask.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from threading import Lock, get_ident
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine, select

from desk.book import backups, folder, log
from desk.book.door import Writer
from desk.book.folder import BACKUPS, DATABASE, DRAFTS, FOLDERS, LOCK, FolderSeat
from desk.book.others import Others
from desk.book.place import Place
from desk.book.seat import Mark, Seat
from desk.book.stopping import stop
from desk.clock import Clock, new_uid, real_milliseconds, real_now
from desk.derived import refresh
from desk.errors import Trouble
from desk.progress import Progress, at_work
from desk.search import keeping
from desk.search.keeping import Touched
from models.tables import Setting
from models.writing import clean

if TYPE_CHECKING:
    from desk.book.listening import Ear

DEFAULT_CODE = "本机"
#: The setting that names the business date on which a demo stands, in ISO form.
AS_OF = "as_of"

Listener = Callable[[frozenset[str]], None]

__all__ = ["AS_OF", "BACKUPS", "DATABASE", "DEFAULT_CODE", "FOLDERS", "LOCK", "Book", "create"]


class Book:
    """An open casebook. A writable one in a folder holds the folder's lock until `close`."""

    def __init__(self, seat: Seat, key: bytes | None, clock: Clock | None) -> None:
        self.key = key
        self.store = seat.store
        self._seat = seat
        self._door = Lock()
        self._asking = Lock()
        self._closed = False
        self._inside: int | None = None
        self._listeners: list[Listener] = []
        self._others = Others(seat)
        try:
            own = self._begin()
            self.clock = clock if clock and clock.fixed else own
        except BaseException:
            seat.close()
            raise

    @staticmethod
    def open(
        place: Place,
        *,
        key: bytes | None = None,
        writable: bool = True,
        clock: Clock | None = None,
        progress: Progress | None = None,
    ) -> "Book":
        """Open a casebook: a folder, or the address of a shared one.

        Raises `Refused` for what is no casebook, lies on a network share or was written by a newer
        program, and `Trouble` if another program holds the folder, the file is damaged, or the
        server lets nobody in. Where `clock` fixes no date, the business date is the real one, or
        the day on which a demo stands. An older casebook is brought up to date: `progress` is told
        and may stop that (`Cancelled`), which leaves it as it was.
        """
        if isinstance(place, Path):
            return Book(FolderSeat(place, key, writable, progress), key, clock)
        from desk.book.server import ServerSeat

        return Book(ServerSeat(place, writable, progress), None, clock)

    @property
    def name(self) -> str:
        """What people call it: the folder's name, or the database's."""
        return self._seat.name

    @property
    def shared(self) -> bool:
        """Whether others may write at the same time."""
        return self._seat.shared

    @property
    def writable(self) -> bool:
        """Whether it was opened for changes."""
        return self._seat.writer is not None

    @property
    def folder(self) -> Path:
        """Where this machine keeps what belongs to it: drafts, backups, crash reports."""
        return self._seat.folder

    @property
    def drafts_folder(self) -> Path:
        """Where what is half typed at this machine is kept."""
        return self.folder / DRAFTS

    @property
    def database(self) -> Path:
        """The database file. Nothing in the program may copy or open it but `desk.book`."""
        return self.folder / DATABASE

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A read-only connection on one snapshot of the casebook. Raises `Trouble` if damaged, and
        Cancelled when the work that it is for is asked to stop.
        """
        seat = self._seat
        with (
            seat.speaking(),
            seat.reader.connect() as connection,
            connection.begin(),
            at_work().stopped_by(partial(stop, connection)),
        ):
            yield connection

    @contextmanager
    def change(
        self, label: str, actor: str, *, undoes: str | None = None, final: bool = False
    ) -> Iterator[Writer]:
        """The one door for every change: one transaction, named as a person would say it.

        Everything in the block is saved together, logged as one change by `actor`, or not at all.
        `undoes` names the change that this one takes back; `final` forbids undo; the session's own
        `label` goes before this one. Raises `Trouble`
        when the disk, a lock or the network stands against it.
        """
        header = log.Header(
            new_uid(),
            clean(label),
            clean(actor),
            real_now(),
            self.clock.today().isoformat(),
            undoes,
            final,
        )
        mark = Mark(header.uid, label)
        with self._transaction(mark) as connection:
            session = Writer(connection, self.clock.today(), actor)
            yield session
            kinds = _settle(session, replace(header, label=clean(session.label or label)))
            if kinds:
                self._seat.announce(connection, mark)
        if kinds:
            self._others.ours(header.uid)
            self.tell(kinds)

    def tell(self, kinds: frozenset[str]) -> None:
        """Call every listener, in turn; one that fails keeps no other from hearing."""
        with ExitStack() as rest:
            for listener in reversed(self._listeners):
                rest.callback(listener, kinds)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have `listener` called with the tables that each change touched; returns the way out."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def news(self) -> frozenset[str]:
        """The tables that others changed since this was asked last; `tell` hands them on.

        Raises `Trouble` while the server cannot be reached.
        """
        with self._asking:
            if self._closed:
                return frozenset()
            with self.read() as connection:
                return self._others.since(connection)

    def listen(self) -> "Ear | None":
        """Hear when others save; None where nobody else writes. Raises `Trouble`."""
        with self._asking:
            return None if self._closed else self._seat.listen()

    def reindex(self, progress: Progress | None = None) -> None:
        """Make the search index anew; nothing that people or the log see is changed.

        Raises `Cancelled` when asked to stop, and `Trouble` as a change does.
        """
        with self._transaction(Mark(new_uid(), "重建检索索引")) as connection:
            keeping.rebuild(connection, progress)

    def backup(self, reason: str) -> Path:
        """A verified copy of the database in the backups folder; `reason` is part of its name."""
        target = self.folder / BACKUPS / backups.named(reason)
        self.copy(target)
        return target

    def copy(self, target: Path) -> None:
        """Write a verified copy as an ordinary casebook database. Raises `Trouble`."""
        self._seat.copy(target)

    def close(self) -> None:
        """Give back connections and the lock, once nobody asks any more."""
        with self._asking:
            self._closed = True
            self._seat.close()

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
    def _transaction(self, mark: Mark) -> Iterator[Connection]:
        engine = self._writing()
        if self._inside == get_ident():
            raise RuntimeError("a change inside a change: hand the session on instead")
        with (
            self._door,
            self._marked(),
            self._seat.speaking(),
            engine.connect() as connection,
            self._seat.transaction(connection, mark),
            at_work().stopped_by(partial(stop, connection)),
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

    def _begin(self) -> Clock:
        """See how far the log goes, and on which day the casebook stands.

        That is the real business date; a demo stands on the day that its settings name.
        """
        with self.read() as connection:
            self._others.since(connection)
            said = connection.scalar(select(Setting.value).where(Setting.name == AS_OF))
        return Clock(date.fromisoformat(said) if said else None)

    def _writing(self) -> Engine:
        if self._seat.writer is None:
            raise Trouble("台账是以只读方式打开的，不能写入；请关闭后重新打开。")
        return self._seat.writer


def _settle(session: Writer, header: log.Header) -> frozenset[str]:
    """Before COMMIT: refresh what is derived and the search index, then write the log; says which
    tables changed."""
    touches = session.touches()
    if not touches:
        return frozenset()
    issues = refresh(session, touches)
    session.flush()
    connection = session.connection()
    keeping.refresh(connection, Touched(touches, session.gone, issues), session.progress)
    log.write(connection, header, touches, real_milliseconds(), session.progress)
    return frozenset(touch.table for touch in touches)


def create(
    place: Place,
    *,
    code: str = DEFAULT_CODE,
    key: bytes | None = None,
    furnish: Callable[[Path], None] | None = None,
) -> None:
    """Make a casebook in a folder that is not there yet or is empty, or in an empty database.

    A folder is made beside its place and renamed, a database filled in one transaction: a half-made
    casebook is none. `code` is this casebook's own and stands in every number it gives. `furnish`
    is handed the folder before it has its name, and puts in what shall be there from the start.
    Raises `Refused` if something is there already.
    """
    if isinstance(place, Path):
        folder.create(place, code, key, furnish)
        return
    from desk.book import server

    server.create(place, server.first_row(code))


def discard(place: Place) -> None:
    """Take away a casebook that was just made and could not be filled."""
    if isinstance(place, Path):
        shutil.rmtree(place, ignore_errors=True)
        return
    from desk.book import server

    server.clear(place)
