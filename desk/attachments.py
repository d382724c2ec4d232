"""Files that belong to records (附件): handed in, kept by what they contain, taken off again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import NamedTuple, Protocol

from sqlalchemy import select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.book.naming import called, row_or_memory
from desk.errors import Refused
from desk.files import Store, open_to_read, read_bytes
from desk.progress import at_work
from models.base import Logged
from models.tables import TABLE_LABELS, Attachment, Card, Subject, Visit

_LARGEST = 200 * 1024 * 1024

Owner = tuple[str, str]
"""The row that a file belongs to: its table and its uid."""

#: What takes files at any time, by table; a file of any other row stands and falls with it.
OWNERS: Mapping[str, type[Logged]] = {one.__tablename__: one for one in (Visit, Subject, Card)}


class Stored(NamedTuple):
    """A file that the store holds: its SHA-256, and its size in bytes."""

    sha256: str
    size: int


class HandedIn(Protocol):
    """A file handed in, to be kept."""

    @property
    def name(self) -> str:
        """What it is called."""

    def put_into(self, store: Store, name: str) -> Stored:
        """Keep its bytes; `name` is what a refusal calls it. Raises `Refused` as `keep_all`."""


@dataclass(frozen=True)
class Evidence:
    """A file handed in: what it is called, and its bytes."""

    name: str
    data: bytes

    def put_into(self, store: Store, name: str) -> Stored:
        """See HandedIn."""
        return _put(store, name, self.data)


@dataclass(frozen=True)
class Nameless(Evidence):
    """What comes without a name of its own: `name` has a place for a number, as `photo-{}.png`.

    The first is taken that no file of its record bears.
    """


@dataclass
class LocalFile:
    """A file of this machine, handed in; `name` is what it is called.

    It is read when it is kept, so that of many large ones one at a time is in memory; and once,
    with however many records it is kept.
    """

    path: Path
    _stored: Stored | None = None

    @property
    def name(self) -> str:
        """See HandedIn."""
        return self.path.name

    def read(self) -> bytes:
        """Its bytes; of a file that is too large no more than says so.

        Raises `Refused` if it cannot be read.
        """
        return read_bytes(self.path, _LARGEST)

    def put_into(self, store: Store, name: str) -> Stored:
        """See HandedIn."""
        if self._stored is None:
            self._stored = _put(store, name, self.read())
        return self._stored


def hand_in(path: Path) -> LocalFile:
    """A file of this machine; raises `Refused` at once if it cannot be opened."""
    open_to_read(path).close()
    return LocalFile(path)


def keep_all(session: Writer, store: Store, owner: Owner, files: Iterable[HandedIn]) -> None:
    """Keep files with a row, inside a change.

    Raises `Refused` for one that is empty, huge or cannot be read, and Cancelled when the work is
    asked to stop.
    """
    for one in files:
        at_work().check()
        name = _name_of(session, owner, one)
        stored = one.put_into(store, name)
        session.create(
            Attachment,
            owner_table=owner[0],
            owner=owner[1],
            sha256=stored.sha256,
            name=name,
            size=stored.size,
        )
    at_work().check()


def _put(store: Store, name: str, data: bytes) -> Stored:
    if not data:
        raise Refused(f"附件“{name}”是空文件；请换一个文件。")
    if len(data) > _LARGEST:
        raise Refused(f"附件“{name}”超过 200 MB；请压缩后再添加。")
    return Stored(store.put(data), len(data))


def _name_of(session: Writer, owner: Owner, one: HandedIn) -> str:
    """Found out within the change: no other is under way that could take the same number."""
    if not isinstance(one, Nameless):
        return one.name
    session.flush()
    beside = (Attachment.owner_table == owner[0], Attachment.owner == owner[1])
    taken = set(session.scalars(select(Attachment.name).where(*beside)))
    return next(name for number in count(1) if (name := one.name.format(number)) not in taken)


def attach(book: Book, owner: Owner, files: Sequence[HandedIn], actor: str) -> str:
    """Keep files with a record that is there, as one change; returns what it is called.

    Raises `Refused` if the record is gone meanwhile, and as `keep_all`: none is kept then.
    """
    label = f"给{_named(book, owner)}添加附件 {len(files)} 个"
    with book.change(label, actor) as session:
        session.by_uid(OWNERS[owner[0]], owner[1])
        keep_all(session, book.store, owner, files)
    return label


def detach(book: Book, uid: str, actor: str) -> str:
    """Take a file off its record as one change; returns what it is called. Undo brings it back.

    Raises `Refused` if it is gone meanwhile, or is evidence of what was done.
    """
    label = _removal(book, uid)
    with book.change(label, actor) as session:
        row = session.by_uid(Attachment, uid)
        if row.owner_table not in OWNERS:
            noun = TABLE_LABELS[row.owner_table or Attachment.__tablename__]
            raise Refused(f"附件“{row.name}”随{noun}一起保存，不能单独移除；请用撤销收回那一步。")
        session.delete(row)
    return label


def _named(book: Book, owner: Owner) -> str:
    with book.read() as connection:
        return called(connection, *owner)


def _removal(book: Book, uid: str) -> str:
    """What removing a file is called, by its own name and that of its record."""
    table = Attachment.__tablename__
    with book.read() as connection:
        row, name = row_or_memory(connection, table, uid), called(connection, table, uid)
        if row.get("owner_table") and row.get("owner"):
            name = f"{called(connection, row['owner_table'], row['owner'])}的{name}"
    return f"移除{name}"
