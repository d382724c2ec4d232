"""The casebook's own backups: made by themselves, thinned by age, and what each would lose.

They are copies of the database in the backups folder; the attachments, which nothing ever removes,
stay where they are. A file that cannot be read as a casebook is no backup: it is neither counted
nor thinned, and nothing is thinned in its favour.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Select, and_, func, or_, select

from desk.book import backups
from desk.book.casebook import BACKUPS, DATABASE, Book
from desk.clock import real_now
from desk.errors import Refused, Trouble
from desk.progress import Progress
from desk.thinning import stand_ins
from models.tables import Change, Op, Replica

#: Why a backup was made, as its name says.
ON_CLOSING, BEFORE_IMPORT, BY_HAND = "关闭时", "导入前", "手动"

_NAME = re.compile(r"(\d{4}-\d\d-\d\d)-(\d{6})-(.+)\.db")
_UNFINISHED = ".*.making"

#: How many of the changes that a backup does not hold are named.
NAMED = 50
#: How far a log reaches: writer → last `seq` and its hash.
Reach = Mapping[str, tuple[int, bytes]]


@dataclass(frozen=True)
class Copy:
    """A file of the backups folder that is named as a backup: when (real time) and why."""

    path: Path
    made_at: datetime
    reason: str


@dataclass(frozen=True)
class Loss:
    """A change that a backup does not hold: when (real time, ISO), who, what."""

    at: str
    actor: str
    label: str


@dataclass(frozen=True)
class Choice:
    """A sound backup, its size in bytes, and how many changes it does not hold.

    `newest` names the latest of them, `NAMED` at most. `lost` is None where the casebook cannot be
    read any more.
    """

    copy: Copy
    size: int
    lost: int | None = None
    newest: tuple[Loss, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """The backups of a casebook folder, the newest first, and how many files are damaged."""

    folder: Path
    choices: tuple[Choice, ...]
    damaged: int


def keep(book: Book, reason: str) -> Path | None:
    """Back the casebook up if something changed since its last backup, and thin the old ones.

    A shared one is backed up by who looks after the server: of it a copy is taken home before an
    import alone, once a day. Raises `Trouble` if the disk refuses or the casebook is damaged.
    """
    if book.shared and not _copy_is_due(book, reason):
        return None
    with book.read() as connection:
        here = _reach(connection)
    last = newest(book)
    if _is_empty(here) or (last is not None and backups.reach(last.path, book.key) == here):
        return None
    return keep_anyway(book, reason)


def _copy_is_due(book: Book, reason: str) -> bool:
    """Whether a copy of a shared casebook is due now."""
    last = newest(book)
    today = real_now()[:10]
    return reason == BEFORE_IMPORT and (last is None or f"{last.made_at:%Y-%m-%d}" < today)


def keep_anyway(book: Book, reason: str) -> Path:
    """Back the casebook up, changed or not, and thin the old backups. Raises as `keep` does."""
    made = book.backup(reason)
    with suppress(OSError):  # what cannot be removed now is tried again after the next one
        thin(book, datetime.fromisoformat(real_now()[:19]))
    return made


def thin(book: Book, now: datetime) -> None:
    """Remove what the rule lets go, each only if the one kept in its stead is sound."""
    for making in (book.folder / BACKUPS).glob(_UNFINISHED):
        making.unlink()
    there = [copy for copy in _copies(book.folder) if _readable(copy.path, book.key)]
    for one, stays in stand_ins(there, now):
        if _sound(stays.path, book.key):
            one.path.unlink()


def newest(book: Book) -> Copy | None:
    """The last backup that can be read; None where there is none."""
    return next((one for one in _copies(book.folder) if _readable(one.path, book.key)), None)


def is_lost(folder: Path) -> bool:
    """Whether a folder has backups, and a database that is gone or damaged."""
    return any(_copies(folder)) and not _sound(folder / DATABASE, None)


def shelf(folder: Path, progress: Progress | None = None) -> Shelf:
    """Every backup of a casebook folder, read through, with what it would lose.

    Raises `Cancelled` when asked to stop.
    """
    copies = (progress or Progress()).over(list(_copies(folder)), "核对备份")
    looked = [(copy, _sound(copy.path, None)) for copy in copies]
    sound = [copy for copy, is_sound in looked if is_sound]
    return Shelf(folder, tuple(_choices(folder, sound)), len(looked) - len(sound))


def beside_its_casebook(source: Path) -> Choice | None:
    """What a backup that lies in a casebook's backups folder would lose; None for any other."""
    folder = source.absolute().parent.parent
    found = next((copy for copy in _copies(folder) if copy.path == source.absolute()), None)
    return next(iter(_choices(folder, [found])), None) if found else None


def place_beside(folder: Path) -> Path:
    """A folder that is not there yet, beside another and named after it: 台账-恢复."""
    stem = re.sub(r"-恢复\d*$", "", folder.name)
    number = 1
    while (place := folder.with_name(f"{stem}-恢复{number if number > 1 else ''}")).exists():
        number += 1
    return place


def _copies(folder: Path) -> Iterator[Copy]:
    """What is named as a backup, the newest first."""
    named = ((path, _NAME.fullmatch(path.name)) for path in (folder / BACKUPS).glob("*.db"))
    found = [(path, match) for path, match in named if match]
    for path, match in sorted(found, key=_made_last, reverse=True):
        day, time, reason = match.groups()
        yield Copy(path, datetime.fromisoformat(f"{day}T{time}"), reason)


def _made_last(found: tuple[Path, re.Match[str]]) -> tuple[str, int]:
    """By the time in the name; within one second by the time of the file."""
    path, match = found
    return match[1] + match[2], path.stat().st_mtime_ns


def _readable(path: Path, key: bytes | None) -> bool:
    with suppress(Trouble):
        backups.reach(path, key)
        return True
    return False


def _sound(path: Path, key: bytes | None) -> bool:
    if not path.is_file():
        return False
    with suppress(Trouble):
        backups.verify(path, key)
        return True
    return False


def _reach(connection: Connection) -> Reach:
    asked = select(Replica.id, Replica.seq, Replica.tip)
    return {row.id: (row.seq, row.tip) for row in connection.execute(asked)}


def _is_empty(reach: Reach) -> bool:
    return not any(seq for seq, _tip in reach.values())


def _choices(folder: Path, copies: list[Copy]) -> list[Choice]:
    try:
        with Book.open(folder, writable=False) as book, book.read() as connection:
            return [_choice(connection, copy) for copy in copies]
    except (Refused, Trouble):
        return [Choice(copy, copy.path.stat().st_size) for copy in copies]


def _choice(connection: Connection, copy: Copy) -> Choice:
    """A copy beside the casebook as it stands now."""
    held = backups.reach(copy.path, None)
    missing = Change.uid.in_(_later(_reach(connection), held))
    lost = connection.scalar(select(func.count()).where(missing))
    asked = select(Change.__table__).where(missing).order_by(Change.id.desc()).limit(NAMED)
    named = tuple(Loss(row.at, row.actor, row.label) for row in connection.execute(asked))
    return Choice(copy, copy.path.stat().st_size, lost, named)


def _later(here: Reach, held: Reach) -> Select[str]:
    """The changes whose ops a log that reaches only so far does not hold."""
    held_of = {replica: held.get(replica, (0, b""))[0] for replica in here}
    later = [and_(Op.replica == replica, Op.seq > seq) for replica, seq in held_of.items()]
    return select(Op.change).where(or_(*later))
