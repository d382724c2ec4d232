"""What a person saw when a form was opened, and what to do where it was changed since.

Who saves hands in what was seen. Under the lock of the change the record is read again: a field
that only one side changed is taken from that side, and one that both changed to different values
is refused with both, so that the person can choose (DESIGN.md §3).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from desk.book.bulk import batched
from desk.book.log import row_states
from desk.errors import Clash, Conflict
from desk.references import GONE, labels
from models.fields import Field, Kind, Type
from models.showing import shown
from models.tables import Change, Op, VisitVisitor, logged_models

_REFERRING = (Type.REFERENCE, Type.REFERENCES)
_CLOCK_DIGITS = 16  # hexadecimal: the clock in a stamp, before the replica


@dataclass(frozen=True)
class Seen:
    """A record as a form was opened on it: by field the value that was stored then."""

    uid: str
    values: Mapping[str, Any]

    def settled(self, clashes: Sequence[Clash]) -> "Seen":
        """The same after the person has seen the other values too."""
        return replace(self, values={**self.values, **{c.name: c.value for c in clashes}})


def see(connection: Connection, kind: Kind, uid: str) -> Seen:
    """A record as it stands now: days as days, uids where it refers to others."""
    return next(iter(see_many(connection, kind, [uid])), Seen(uid, {}))


def see_many(connection: Connection, kind: Kind, uids: Sequence[str]) -> list[Seen]:
    """Many records as they stand now, in that order; one that is gone meanwhile is left out."""
    table = logged_models()[kind.table].__table__
    columns = [table.c[f.name] for f in kind.entered if f.name in table.c]
    found: dict[str, dict[str, Any]] = {}
    for some in batched(uids):
        rows = connection.execute(select(table.c.uid, *columns).where(table.c.uid.in_(some)))
        found |= {row["uid"]: dict(row) for row in rows.mappings()}
        if "visitors" in {f.name for f in kind.entered}:
            there = [uid for uid in some if uid in found]
            for uid, came in _visitors(connection, there).items():
                found[uid]["visitors"] = came
    return [Seen(uid, _without_uid(found[uid])) for uid in uids if uid in found]


def _without_uid(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "uid"}


def _visitors(connection: Connection, visits: Sequence[str]) -> dict[str, tuple[str | None, ...]]:
    """Who came on each of these visits, in their order."""
    came = select(VisitVisitor.visit, VisitVisitor.person).where(VisitVisitor.visit.in_(visits))
    found: dict[str, tuple[str | None, ...]] = dict.fromkeys(visits, ())
    for visit, person in connection.execute(came.order_by(VisitVisitor.position, VisitVisitor.id)):
        found[visit or ""] = (*found[visit or ""], person)
    return found


@dataclass(frozen=True)
class Sides:
    """The fields of one row of a table three ways: as seen, as written, and as they stand now."""

    table: str
    seen: Seen
    mine: Mapping[str, Any]
    now: Mapping[str, Any]

    def merged(self, connection: Connection, fields: Collection[Field]) -> dict[str, Any]:
        """Each field from the side that changed it. Raises `Conflict` where both did."""
        both = [one for one in fields if self._clashes(one.name)]
        if both:
            raise conflict([self._clash(connection, one) for one in both])
        return {
            name: self.now.get(name) if self._untouched(name) else value
            for name, value in self.mine.items()
        }

    def overtaken(self, connection: Connection, fields: Collection[Field]) -> list[Clash]:
        """What somebody else changed since, and not to what is written here."""
        return [
            self._clash(connection, one)
            for one in fields
            if not _same(self.now.get(one.name), self.seen.values.get(one.name))
            and not _same(self.now.get(one.name), self.mine[one.name])
        ]

    @property
    def said(self) -> bool:
        """Whether what is written here stands there already."""
        return all(_same(self.now.get(name), value) for name, value in self.mine.items())

    def _untouched(self, name: str) -> bool:
        return _same(self.mine.get(name), self.seen.values.get(name))

    def _clashes(self, name: str) -> bool:
        moved = not _same(self.now.get(name), self.seen.values.get(name))
        apart = not _same(self.now.get(name), self.mine.get(name))
        return name in self.mine and moved and apart and not self._untouched(name)

    def _clash(self, connection: Connection, one: Field) -> Clash:
        now = self.now.get(one.name)
        mine, theirs = (_read(connection, one, v) for v in (self.mine[one.name], now))
        actor, at = last_hand(connection, (self.table, self.seen.uid), one.name)
        return Clash(one.name, one.label, mine, theirs, now, f"{actor}，{at}")


def _same(one: Any, other: Any) -> bool:
    """Whether two values are one to people: a blank is a blank, however it is written."""
    return one == other or (one in (None, "", ()) and other in (None, "", ()))


def _read(connection: Connection, one: Field, value: Any) -> str:
    if value in (None, "", ()):
        return ""
    if one.type not in _REFERRING:
        return shown(one, value)
    uids = value if isinstance(value, tuple) else (value,)
    called = labels(connection, one.refers, uids)
    return "、".join(called.get(uid, GONE) for uid in uids)


def last_hand(connection: Connection, row: tuple[str, str], name: str) -> tuple[str, str]:
    """Who wrote last what stands in a field, and when (real time)."""
    states = row_states(connection, [row])
    stamps = states[row].standing(name) if row in states and name != "visitors" else ()
    asked = select(Change.actor, Change.at).join(Op, Op.change == Change.uid)
    asked = asked.where(_of(max(stamps)) if stamps else _about(row))
    found = connection.execute(asked.order_by(Op.hlc.desc()).limit(1)).first()
    return (found.actor, found.at[:16].replace("T", " ")) if found else ("", "")


def _of(stamp: str) -> ColumnElement[bool]:
    clock, replica = int(stamp[:_CLOCK_DIGITS], 16), stamp[_CLOCK_DIGITS:]
    return (Op.hlc == clock) & (Op.replica == replica)


def _about(row: tuple[str, str]) -> ColumnElement[bool]:
    """The ops of a row and of those that were made belonging to it."""
    table, uid = row
    return (Op.row == uid) | Op.body.like(f'%"{table}":"{uid}"%')


def conflict(clashes: Sequence[Clash]) -> Conflict:
    """What to raise where somebody else changed these too."""
    named = "、".join(f"“{clash.label}”" for clash in clashes)
    return Conflict(
        f"{named}在您打开之后已被别人改过，没有保存；请看清两边的内容，决定留哪一个。",
        tuple(clashes),
    )
