"""What meets a debt: a visit, an entry, a meeting, a bulletin, a review, an inspection."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import Connection, select

from desk.rhythm.debtors import Owner
from models.calendar import Month
from models.duties import Duty, Means, Turn
from models.fields import KINDS
from models.steps import STEPS
from models.tables import Bulletin, Inspection, Meeting, RhythmEntry, Step, Visit
from models.vocabulary import label


@dataclass(frozen=True)
class Proof:
    """What met a debt, and when: `kind` and `uid` name the record, `what` says it."""

    on: date
    kind: str
    uid: str
    what: str

    @property
    def record(self) -> tuple[str, str]:
        """The row that says so: table and uid."""
        table = KINDS[self.kind].table if self.kind in KINDS else Bulletin.__tablename__
        return table, self.uid


Key = tuple[str, ...]
ProofOf = Callable[[Duty, Turn, Owner], Proof | None]
#: Everything of one sort that may meet debts, by what it is found by, in the order of days.
_Found = Mapping[Key, Sequence[Proof]]


@dataclass(frozen=True)
class _Way:
    """How one means is read from the first day to the last, and by what a debt finds its own."""

    read: Callable[[Connection, date, date], Iterable[tuple[Key, Proof]]]
    key: Callable[[Duty, Turn, Owner], Key]
    within: bool = True
    """Only what happened within the turn meets it."""


ENTERED = (Means.ENTRY, Means.MEETING, Means.BULLETIN, Means.INSPECTION)
"""What an entry may meet: a meeting, a bulletin or an inspection may have been made elsewhere."""


def means_of(duty: Duty) -> Sequence[Means]:
    """What may meet a duty, the first first."""
    entered = (Means.ENTRY,) if duty.met_by in ENTERED else ()
    return tuple(dict.fromkeys((duty.met_by, *entered)))


def proof_of(connection: Connection, wanted: Sequence[tuple[Duty, Turn]]) -> ProofOf:
    """Reads once what may meet these turns, and answers for each debt: the first that does."""
    sorts = {means for duty, _ in wanted for means in means_of(duty)}
    found = {means: _read(connection, means, wanted) for means in sorts}

    def proof(duty: Duty, turn: Turn, owner: Owner) -> Proof | None:
        fitting = (_fitting(found[means], means, duty, (turn, owner)) for means in means_of(duty))
        return next((one for one in fitting if one is not None), None)

    return proof


def _fitting(found: _Found, means: Means, duty: Duty, debt: tuple[Turn, Owner]) -> Proof | None:
    way, (turn, owner) = _WAYS[means], debt
    fitting = found.get(way.key(duty, turn, owner), ())
    inside = (one for one in fitting if not way.within or turn.first <= one.on <= turn.last)
    return next(inside, None)


def _read(connection: Connection, means: Means, wanted: Sequence[tuple[Duty, Turn]]) -> _Found:
    turns = [turn for duty, turn in wanted if means in means_of(duty)]
    span = (min(turn.first for turn in turns), max(turn.last for turn in turns))
    found: dict[Key, list[Proof]] = defaultdict(list)
    for key, proof in _WAYS[means].read(connection, *span):
        found[key].append(proof)
    return {key: sorted(proofs, key=lambda one: one.on) for key, proofs in found.items()}


def _visits(connection: Connection, first: date, last: date) -> Iterable[tuple[Key, Proof]]:
    asked = select(Visit.uid, Visit.subject, Visit.visited_on, Visit.way, Visit.number)
    for row in connection.execute(asked.where(Visit.visited_on.between(first, last))):
        what = f"{row.way or label('debt_states', 'met')} {row.number or ''}".strip()
        yield (row.subject,), Proof(row.visited_on, "visits", row.uid, what)


def _entries(connection: Connection, first: date, last: date) -> Iterable[tuple[Key, Proof]]:
    asked = select(RhythmEntry.__table__).where(RhythmEntry.owed_on.between(first, last))
    for row in connection.execute(asked):
        if row.done_on is not None:
            key = (row.duty or "", str(row.owed_on), row.organization or "")
            what = f"{label('duties', row.duty)}{f'（{row.by}）' if row.by else ''}"
            yield key, Proof(row.done_on, "entries", row.uid, what)


def _meetings(connection: Connection, first: date, last: date) -> Iterable[tuple[Key, Proof]]:
    asked = select(Meeting.__table__).where(Meeting.held_on.between(first, last))
    for row in connection.execute(asked):
        yield (row.kind or "",), Proof(row.held_on, "meetings", row.uid, row.title or row.kind)


def _bulletins(connection: Connection, first: date, last: date) -> Iterable[tuple[Key, Proof]]:
    of_months = Bulletin.month.between(str(Month.of(first)), str(Month.of(last)))
    asked = select(Bulletin.__table__).where(of_months, Bulletin.issued_on.is_not(None))
    for row in connection.execute(asked):
        what = f"{row.name or ''}第{row.number}期" if row.number else row.name or row.title or ""
        yield (row.kind or "", row.month), Proof(row.issued_on, "bulletins", row.uid, what)


def _reviews(connection: Connection, first: date, last: date) -> Iterable[tuple[Key, Proof]]:
    asked = select(Step.__table__).where(Step.step == "review")
    for row in connection.execute(asked.where(Step.happened_on.between(first, last))):
        what = f"已{STEPS['review'].label}"
        yield (row.issue,), Proof(row.happened_on, "issues", row.issue, what)


def _inspections(connection: Connection, first: date, last: date) -> Iterable[tuple[Key, Proof]]:
    asked = select(Inspection.__table__).where(Inspection.held_on.between(first, last))
    for row in connection.execute(asked):
        yield (), Proof(row.held_on, "inspections", row.uid, row.title or row.kind or "")


def _owner(_duty: Duty, _turn: Turn, owner: Owner) -> Key:
    return (owner.uid,)


def _month(duty: Duty, turn: Turn, _owner: Owner) -> Key:
    return duty.of, str(Month.of(turn.last))


_WAYS: Mapping[Means, _Way] = MappingProxyType(
    {
        Means.VISIT: _Way(_visits, _owner),
        Means.ENTRY: _Way(_entries, lambda d, t, o: (d.key, str(t.day), o.uid), within=False),
        Means.MEETING: _Way(_meetings, lambda d, _t, _o: (d.of,)),
        # The bulletin of a month is often issued when the month is over.
        Means.BULLETIN: _Way(_bulletins, _month, within=False),
        Means.REVIEW: _Way(_reviews, _owner),
        Means.INSPECTION: _Way(_inspections, lambda _d, _t, _o: ()),
    }
)
