"""应报、应访: who owes what from one day to another, what met it and when. Reckoned, never stored.

A debt is one turn of a duty for one of those who owe it. `debtors` says who they are, `proofs` what
each of them has to show.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from desk.rhythm.debtors import Owner, Owners
from desk.rhythm.duties import duties
from desk.rhythm.proofs import Proof, proof_of
from desk.workdays import calendar
from models.duties import Debtor, Duty, Means, Moved, Turn, debt_id
from models.vocabulary import DEBT_STATES, DUTIES, label

LATE, DUE, OPEN, MET_LATE, MET = (term.code for term in DEBT_STATES)
#: Not met so far.
OWING = (LATE, DUE, OPEN)
#: Each state in the shape and colour of a lamp of issues.
LAMPS: Mapping[str, str] = {
    LATE: "red",
    DUE: "yellow",
    OPEN: "green",
    MET_LATE: "closed_late",
    MET: "closed_on_time",
}


@dataclass(frozen=True)
class Debt:
    """One turn of a duty that somebody owes; `provisional` while the day may still move (暂定)."""

    duty: Duty
    turn: Turn
    owner: Owner
    state: str
    proof: Proof | None = None
    provisional: bool = False

    @property
    def id(self) -> str:
        """What tells it from every other debt; `owed_on_of` reads its day."""
        return debt_id(self.turn.owed_on, self.duty.key, self.owner.uid)

    @property
    def shown(self) -> Mapping[str, str]:
        """As people read it, by the names of `desk.rhythm.paper.COLUMNS`."""
        return {
            "duty": self.duty.label,
            "owed_on": f"{self.turn.owed_on}{'（暂定）' if self.provisional else ''}",
            "debtor": self.owner.debtor,
            "what": self.owner.what,
            "unit": self.owner.unit,
            "state": label("debt_states", self.state),
            "met_on": str(self.proof.on) if self.proof else "",
            "met_by": self.proof.what if self.proof else "",
        }


def owed_on_of(debt_id: str) -> date:
    """The day on which the debt of an id is owed."""
    return date.fromisoformat(debt_id.split(" ", 1)[0])


def owed(
    connection: Connection, first: date, last: date, today: date, keys: Collection[str] = ()
) -> list[Debt]:
    """The debts of these days, of all duties or those named: the most pressing first."""
    working, owners = calendar(connection), Owners(connection)
    wanted = [
        (duty, turn)
        for duty, turn in duties(connection).turns(first, last, working)
        if not keys or duty.key in keys
    ]
    proofs = proof_of(connection, wanted)
    found = [
        _debt(duty, turn, owner, proofs(duty, turn, owner), today)
        for duty, turn in wanted
        for owner in owners.of(duty, turn)
    ]
    return [_marked(debt, working.is_provisional(debt.turn.owed_on)) for debt in _in_order(found)]


def owed_by_office(connection: Connection, first: date, last: date, today: date) -> list[Debt]:
    """What the office owes itself and has not met, late or due by these days."""
    current = duties(connection).current(today)
    keys = [duty.key for duty in current if duty.debtor in (Debtor.OFFICE, Debtor.SUSPENDED)]
    found = owed(connection, first, last, today, keys) if keys else []
    return [debt for debt in found if debt.state in (LATE, DUE)]


def _debt(duty: Duty, turn: Turn, owner: Owner, proof: Proof | None, today: date) -> Debt:
    return Debt(duty, turn, owner, _state(duty, turn, proof, today), proof)


def _state(duty: Duty, turn: Turn, proof: Proof | None, today: date) -> str:
    """A visit counts until the week or month is over, whatever day it was owed on."""
    until = max(turn.owed_on, turn.last) if duty.met_by is Means.VISIT else turn.owed_on
    if proof is not None:
        return MET if proof.on <= until else MET_LATE
    if today > turn.owed_on:
        return LATE
    return DUE if today == turn.owed_on else OPEN


def _marked(debt: Debt, uncertain: bool) -> Debt:
    moves = uncertain and debt.duty.moved is not Moved.STAYS
    return Debt(debt.duty, debt.turn, debt.owner, debt.state, debt.proof, moves)


def _in_order(found: Sequence[Debt]) -> list[Debt]:
    states = [term.code for term in DEBT_STATES]
    return sorted(found, key=lambda one: (states.index(one.state), one.turn.owed_on))


@dataclass(frozen=True)
class Tally:
    """How many debts there are of something, how many are met, and how many are late."""

    name: str
    label: str
    owed: int
    met: int
    late: int


def by_duty(debts: Sequence[Debt]) -> list[Tally]:
    """How each duty is met, in the order in which duties are shown."""
    there = {debt.duty.key for debt in debts}
    named = {term.code: term.label for term in DUTIES if term.code in there}
    return _tallies([(debt.duty.key, debt) for debt in debts], named)


def by_debtor(debts: Sequence[Debt]) -> list[Tally]:
    """How everybody meets what they owe, whoever is late most often first."""
    named = {debt.owner.debtor: debt.owner.debtor for debt in debts}
    found = _tallies([(debt.owner.debtor, debt) for debt in debts], named)
    return sorted(found, key=lambda one: (-one.late, one.met - one.owed, one.label))


def _tallies(pairs: Sequence[tuple[str, Debt]], named: Mapping[str, str]) -> list[Tally]:
    owed = Counter(name for name, _ in pairs)
    met = Counter(name for name, debt in pairs if debt.state not in OWING)
    late = Counter(name for name, debt in pairs if debt.state == LATE)
    return [Tally(name, said, owed[name], met[name], late[name]) for name, said in named.items()]
