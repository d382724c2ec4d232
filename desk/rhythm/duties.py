"""The duties of an office: those that are shipped, and over them its own versions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import msgspec
from sqlalchemy import Connection, Row, select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.errors import Refused
from desk.rules import FOLDER
from models.duties import LAST_DAY, Cadence, Duty, Turn
from models.tables import OwnRule
from models.workdays import WorkCalendar

KIND = "duty"
"""The sort of own rules that are duties; their body is a duty without key, version and days."""
_HEAD = ("key", "version", "source", "valid_from", "valid_to")
"""What stands in columns of its own."""


@cache
def shipped_duties() -> tuple[Duty, ...]:
    """The duties that come with the program, in the order in which they are shown."""
    read = (FOLDER / "duties.json").read_bytes()
    return msgspec.json.decode(read, type=tuple[Duty, ...])


@dataclass(frozen=True)
class Duties:
    """Every version of every duty by its key, in the order in which they are shown."""

    versions: Mapping[str, Sequence[Duty]]

    @classmethod
    def of(cls, known: Iterable[Duty]) -> "Duties":
        """The duties of these versions."""
        found: dict[str, list[Duty]] = {}
        for duty in known:
            found.setdefault(duty.key, []).append(duty)
        return cls(found)

    def on(self, key: str, day: date) -> Duty | None:
        """The version of a duty that holds on a day; of several, the latest."""
        valid = [duty for duty in self.versions.get(key, ()) if duty.valid_on(day)]
        return max(valid, key=lambda duty: duty.version, default=None)

    def current(self, day: date) -> list[Duty]:
        """Every duty as it holds on a day, also those that are switched off."""
        return [duty for key in self.versions if (duty := self.on(key, day)) is not None]

    def turns(self, first: date, last: date, calendar: WorkCalendar) -> Iterable[tuple[Duty, Turn]]:
        """What is owed from `first` to `last`, duty by duty; what is switched off owes nothing."""
        for key, versions in self.versions.items():
            for duty in versions:
                for turn in duty.turns(first, last, calendar):
                    if duty.on and self.on(key, turn.day) == duty:
                        yield duty, turn


def duties(connection: Connection) -> Duties:
    """The duties of a casebook."""
    asked = select(OwnRule.__table__).where(OwnRule.kind == KIND).order_by(OwnRule.id)
    return Duties.of((*shipped_duties(), *map(_own, connection.execute(asked))))


def _own(row: Row[tuple[OwnRule]]) -> Duty:
    said = {name: getattr(row, name) for name in _HEAD} | {"source": row.source or ""}
    return msgspec.convert(msgspec.json.decode(row.body or "{}") | said, Duty)


def change(book: Book, wanted: Sequence[Duty], actor: str) -> int:
    """Keep new versions of duties as one change, valid from today; returns how many there are.

    What says the same as the version that holds is left alone. A version of today's is overwritten
    by the next, so that trying out leaves no trail. Raises `Refused` for days that are none.
    """
    with book.read() as connection:
        known = duties(connection)
    today = book.clock.today()
    moved = [duty for duty in wanted if _differs(duty, known.on(duty.key, today))]
    for duty in moved:
        _refuse_days(duty)
    if moved:
        with book.change(f"修改例行工作 {len(moved)} 项", actor) as session:
            for duty in moved:
                _keep(session, duty, known)
    return len(moved)


def _differs(duty: Duty, held: Duty | None) -> bool:
    return held is None or _body(duty) != _body(held)


def _body(duty: Duty) -> bytes:
    said = msgspec.to_builtins(duty)
    return msgspec.json.encode({name: said[name] for name in said if name not in _HEAD})


def _refuse_days(duty: Duty) -> None:
    most = 7 if duty.cadence is Cadence.WEEK else LAST_DAY
    if not duty.days or not all(1 <= day <= most for day in duty.days):
        raise Refused(f"{duty.label}：日子请写 1 到 {most} 之间的数，几个之间用顿号隔开。")


def _keep(session: Writer, duty: Duty, known: Duties) -> None:
    """A new version from today on; the version before ends the day before."""
    today = session.today
    asked = select(OwnRule).where(OwnRule.kind == KIND, OwnRule.key == duty.key)
    own = session.scalars(asked.order_by(OwnRule.version.desc())).first()
    if own is None or own.valid_from != today:
        if own is not None and own.valid_to is None:
            own.valid_to = today - timedelta(days=1)
        last = max(held.version for held in known.versions[duty.key])
        own = session.create(OwnRule, kind=KIND, key=duty.key, version=last + 1)
        own.valid_from, own.label, own.source = today, duty.label, duty.source
    own.body = _body(duty).decode()
