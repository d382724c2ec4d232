"""The one function that folds an op into the state of its row.

A field's heads are the stamps that arrived and that no arrived op overwrites. That is a function
of the set of ops alone, so order, repetition and splitting cannot matter (STORAGE.md §2.2). Ops
made here and ops that come in a package go through the same fold.

`*` stands for every field of the op that made the row, and `~` for the tombstone of a deleted row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

EVERY = "*"
TOMBSTONE = "~"
#: The kinds of op that write every field at once: a row's first, and its return after a delete.
MAKES_THE_ROW = ("new", "again")


@dataclass(frozen=True)
class Write:
    """One op as the fold sees it: its stamp, kind, new values, and per field what it overwrites."""

    stamp: str
    kind: str
    fields: Mapping[str, Any]
    base: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class State:
    """Per field the stamps that stand in it alone, and those overwritten that never arrived there.

    Among the latter are the stamps under `*` that a field has left behind: what made the row stands
    in every other field still.
    """

    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def standing(self, name: str) -> tuple[str, ...]:
        """The stamps that stand in a field: its own, and of what made the row what it has left."""
        own = self.heads.get(name, ())
        if name in (EVERY, TOMBSTONE):
            return own
        made = set(self.heads.get(EVERY, ())) - set(self.gone.get(name, ()))
        return tuple(sorted({*own, *made}))

    @property
    def alive(self) -> bool:
        """Whether the row is there: some field has a stamp that no delete has seen."""
        return any(stamps for name, stamps in self.heads.items() if name != TOMBSTONE)

    def encode(self) -> str:
        """The state as canonical JSON."""
        return msgspec.json.encode({"h": self.heads, "g": self.gone}, order="sorted").decode()

    @staticmethod
    def decode(text: str) -> "State":
        """The state that `encode` wrote."""
        return msgspec.json.decode(text, type=_Stored).state()


class _Stored(msgspec.Struct):
    h: dict[str, tuple[str, ...]]
    g: dict[str, tuple[str, ...]]

    def state(self) -> State:
        return State(self.h, self.g)


def overwritten(
    state: State, kind: str, fields: Iterable[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What an op made here and now overwrites, per field: everything that stands in it."""
    if kind == "delete":
        return tuple(sorted(state.heads.items()))
    names = {*fields, TOMBSTONE}
    return tuple((name, state.standing(name)) for name in sorted(names) if state.standing(name))


def born(stamp: str) -> str:
    """The encoded state of a row of which nothing is known but the op that made it."""
    return f'{{"g":{{}},"h":{{"{EVERY}":["{stamp}"]}}}}'


def _targets(write: Write) -> tuple[str, ...]:
    """The fields in which an op leaves its stamp."""
    if write.kind in MAKES_THE_ROW:
        return (EVERY,)
    return (TOMBSTONE,) if write.kind == "delete" else tuple(write.fields)


def fold(state: State, write: Write) -> State:
    """The state of a row after one more op has arrived, in whatever order it arrives."""
    heads = dict(state.heads)
    gone = {name: set(stamps) for name, stamps in state.gone.items()}
    for name, stamps in write.base:
        own = heads.get(name, ())
        gone.setdefault(name, set()).update(set(stamps) - set(own))
        heads[name] = tuple(stamp for stamp in own if stamp not in stamps)
    for name in _targets(write):
        if write.stamp in gone.get(name, ()):
            gone[name].discard(write.stamp)
        else:
            heads[name] = tuple(sorted({*heads.get(name, ()), write.stamp}))
    return State(
        {name: stamps for name, stamps in heads.items() if stamps},
        {name: tuple(sorted(stamps)) for name, stamps in gone.items() if stamps},
    )
