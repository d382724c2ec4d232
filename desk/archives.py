"""Whole backups: one file with the database and the attachments, and a casebook made from one.

A backup is a zip file (stored, not packed): `casebook.db` and `attachments/…`. A bare copy of the
database, as the casebook's own backups folder holds them, is restored as well; its attachments are
then taken from the casebook around it.

The restored casebook gives its ops a new replica name: what was written after the backup may be
known elsewhere under the old one, and a number of the log must never be given twice (DESIGN.md
§3). The code in people's numbers stays.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from secrets import token_hex
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo, is_zipfile

from sqlalchemy import insert, select, update

from desk.book import backups, engine
from desk.book.casebook import DATABASE, FOLDERS, Book
from desk.book.folder import new_replica, refuse_occupied
from desk.book.place import Address, Place
from desk.errors import Refused, Trouble, why
from desk.files import FolderStore, Store, replace_durably, sha256
from desk.progress import Progress, at_work
from models.tables import Attachment, Replica

_ATTACHMENTS = "attachments"
_LOCKED = 0x1  # a flag of an entry
_FETCHING = "复制附件"
_Fetch = Callable[[str], bytes | None]


def pack(book: Book, target: Path, progress: Progress | None = None) -> None:
    """Write a whole, verified backup to `target`.

    Raises `Refused` where the target is the casebook's own database, `Trouble` if the disk refuses,
    and `Cancelled` when asked to stop; then nothing is left.
    """
    if target.absolute() == book.database.absolute():
        raise Refused("备份不能写到台账自己的数据库上；请换一个文件名。")
    making = target.with_name(f".{target.name}.{token_hex(4)}")
    copy = making.with_suffix(".db")
    try:
        book.copy(copy)
        with ZipFile(making, "w") as archive:
            archive.write(copy, DATABASE)
            at_work().check()
            for digest in (progress or Progress()).over(_digests(copy), _FETCHING):
                archive.writestr(f"{_ATTACHMENTS}/{digest}", book.store.get(digest))
        replace_durably(making, target)
    except OSError as error:
        raise Trouble(f"备份没有写成（{why(error)}）；请检查磁盘空间和权限。") from error
    finally:
        for path in (copy, making):
            with suppress(OSError):
                path.unlink()


def restore(source: Path, place: Place, progress: Progress | None = None) -> int:
    """Make a casebook of a backup: in a folder that is not there yet or is empty, or in an empty
    database.

    Returns how many attachments could not be found. Raises `Refused` if something is there, and
    `Trouble` if the backup is damaged, `Cancelled` when asked to stop; then nothing is left behind.
    """
    if not source.is_file():
        raise Refused(f"找不到备份“{source}”；请检查文件名和位置。")
    told = progress or Progress()
    if isinstance(place, Path):
        return _into_folder(source, place, told)
    return _into_database(source, place, told)


def _into_folder(source: Path, folder: Path, progress: Progress) -> int:
    refuse_occupied(folder)
    making = folder.with_name(f".{folder.name}.{token_hex(4)}")
    try:
        missing = _lay_out(source, making, progress)
        if folder.exists():
            folder.rmdir()
        making.rename(folder)
    except OSError as error:
        raise Trouble(f"备份没有恢复成（{why(error)}）；请检查磁盘空间和权限。") from error
    except (BadZipFile, EOFError) as error:
        raise Trouble(f"备份“{source}”已损坏，没有恢复；请换一个备份。") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return missing


def _into_database(source: Path, address: Address, progress: Progress) -> int:
    """By way of a folder, in which what is older is brought up to date."""
    from desk.book import server
    from desk.book.copying import move_in

    folder = address.folder / f"restoring-{token_hex(4)}"
    try:
        missing = _into_folder(source, folder, progress)
        store, database = FolderStore(folder / _ATTACHMENTS), folder / DATABASE
        blobs = _found(progress.over(_digests(database), _FETCHING), store)
        server.create(address, lambda connection: move_in(database, blobs, connection))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return missing


def _found(digests: Iterable[str], store: Store) -> Iterator[tuple[str, bytes]]:
    """The attachments that are there; the others were counted already."""
    for digest in digests:
        with suppress(Trouble):
            yield digest, store.get(digest)


def _lay_out(source: Path, folder: Path, progress: Progress) -> int:
    for name in FOLDERS:
        (folder / name).mkdir(parents=True)
    if not is_zipfile(source):
        backups.write(source, None, folder / DATABASE)
        return _finish(folder, _from_casebook_around(source), progress)
    with ZipFile(source) as archive:
        _refuse_what_we_do_not_write(source, archive.infolist())
        incoming = Path(archive.extract(DATABASE, folder / "drafts"))
        backups.write(incoming, None, folder / DATABASE)
        incoming.unlink()
        return _finish(folder, _from_archive(archive), progress)


def _refuse_what_we_do_not_write(source: Path, entries: Sequence[ZipInfo]) -> None:
    """A backup has one database, and nothing in it is packed or locked: so nothing swells."""
    ours = [entry.filename for entry in entries].count(DATABASE) == 1
    if not ours or any(e.compress_type != ZIP_STORED or e.flag_bits & _LOCKED for e in entries):
        raise Trouble(f"“{source.name}”不是本程序写的备份，或被重新压缩过；请换一个备份。")


def _from_archive(archive: ZipFile) -> _Fetch:
    names = set(archive.namelist())

    def fetch(digest: str) -> bytes | None:
        name = f"{_ATTACHMENTS}/{digest}"
        return archive.read(name) if name in names else None

    return fetch


def _from_casebook_around(source: Path) -> _Fetch:
    """The attachments of the casebook in whose backups folder the copy lies."""
    store = FolderStore(source.absolute().parent.parent / _ATTACHMENTS)

    def fetch(digest: str) -> bytes | None:
        path = store.path(digest)
        return path.read_bytes() if path.is_file() else None

    return fetch


def _finish(folder: Path, fetch: _Fetch, progress: Progress) -> int:
    """Bring the tables up to date, take a new identity, fetch the attachments."""
    with closing(Book.open(folder, progress=progress)) as book:
        store = book.store
    _become_another(folder / DATABASE)
    return _fetch_all(store, progress.over(_digests(folder / DATABASE), _FETCHING), fetch)


def _fetch_all(store: Store, digests: Iterable[str], fetch: _Fetch) -> int:
    missing = 0
    for digest in digests:
        data = fetch(digest)
        if data is None or sha256(data) != digest:
            missing += 1
        else:
            store.put(data)
    return missing


def _digests(database: Path) -> list[str]:
    reader = engine.reader_engine(database, None)
    try:
        with reader.connect() as connection:
            asked = select(Attachment.sha256).where(Attachment.sha256.is_not(None))
            return [str(digest) for digest in connection.scalars(asked.distinct())]
    finally:
        reader.dispose()


def _become_another(database: Path) -> None:
    """A new replica goes on where the old one stopped: the same code, a clock not set back."""
    writer = engine.writer_engine(database, None)
    try:
        with writer.begin() as connection:
            old = connection.execute(select(Replica.__table__).where(Replica.mine == 1)).one()
            connection.execute(update(Replica).where(Replica.id == old.id).values(mine=0))
            connection.execute(insert(Replica), [new_replica(old.code, old.hlc)])
    finally:
        writer.dispose()
