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
    """Per field the standing stamps, and the stamps that were overwritten before they arrived."""

    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def standing(self, name: str) -> tuple[str, ...]:
        """The stamps that stand in a field: its own, or those of the op that made the row."""
        return self.heads.get(name, self.heads.get(EVERY, ()))

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
    names = set(state.heads) if kind == "delete" else set(fields)
    if TOMBSTONE in state.heads:
        names.add(TOMBSTONE)
    return tuple((name, state.standing(name)) for name in sorted(names) if state.standing(name))


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
        standing = heads.get(name, heads.get(EVERY, ()))
        gone.setdefault(name, set()).update(set(stamps) - set(standing))
        heads[name] = tuple(stamp for stamp in standing if stamp not in stamps)
    for name in _targets(write):
        if write.stamp not in gone.get(name, ()):
            standing = heads.get(name, heads.get(EVERY, ()))
            heads[name] = tuple(sorted({*standing, write.stamp}))
        else:
            gone[name].discard(write.stamp)
    return State(
        {name: stamps for name, stamps in heads.items() if stamps},
        {name: tuple(sorted(stamps)) for name, stamps in gone.items() if stamps},
    )
