"""A card on which two people work at once: each answer is taken from the side that changed it.

What `desk.seen` does for the fields of a record is done here for answers, which are logged one by
one as fields of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from desk.cards.answers import typed
from desk.cards.definitions import form
from desk.errors import Clash
from desk.seen import Seen, Sides, see
from models.checking import Value
from models.field import Field
from models.fields import KINDS
from models.forms import Answers, Form
from models.tables import Card

_PREFIX = "answers."


@dataclass(frozen=True)
class CardSeen:
    """A card as a form was opened on it: its own fields, its form, its answers (typed, by key)."""

    head: Seen
    form: Form
    answers: Mapping[str, Value]

    @property
    def uid(self) -> str:
        """Which card it is."""
        return self.head.uid

    def settled(self, clashes: Sequence[Clash]) -> "CardSeen":
        """The same after the person has seen the other values too."""
        own = [clash for clash in clashes if not clash.name.startswith(_PREFIX)]
        return replace(
            self, head=self.head.settled(own), answers={**self.answers, **answered(clashes)}
        )


def see_card(connection: Connection, uid: str) -> CardSeen:
    """A card as it stands now."""
    row = connection.execute(select(Card.form, Card.version, Card.answers).where(Card.uid == uid))
    card = row.one()
    own = form(card.form or "", card.version)
    return CardSeen(see(connection, KINDS["cards"], uid), own, typed(own, card.answers or {}))


def answered(clashes: Sequence[Clash]) -> dict[str, Any]:
    """The answers among what somebody else changed too, by the key of the question."""
    return {
        clash.name.removeprefix(_PREFIX): clash.value
        for clash in clashes
        if clash.name.startswith(_PREFIX)
    }


def merged(connection: Connection, seen: CardSeen, mine: Answers) -> dict[str, Any]:
    """The answers of both sides. Raises `Conflict` where both changed one to different values."""
    keys = [question.key for question in seen.form.questions]
    sides = Sides(
        "card",
        Seen(seen.uid, _logged(keys, seen.answers)),
        _logged(keys, mine),
        _logged(keys, see_card(connection, seen.uid).answers),
    )
    both = sides.merged(connection, _fields(seen.form))
    return {name.removeprefix(_PREFIX): value for name, value in both.items()}


def _logged(keys: Sequence[str], answers: Answers) -> dict[str, Any]:
    """Answers by the names that they have in the log; what is not answered is blank."""
    return {f"{_PREFIX}{key}": answers.get(key) for key in keys}


def _fields(own: Form) -> list[Field]:
    return [replace(q.field, name=f"{_PREFIX}{q.key}") for q in own.questions]
