"""Ranking (排队通报): who stands where by a table of rules, and the rules said in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desk.statistics import Value

NO_PLACE = "—"
_LAST = (1, 0.0)


@dataclass(frozen=True)
class Rule:
    """One thing that counts: the name of its column, and whether much is good or little.

    `rate` says that it is a share, which is high or low, not much or little.
    """

    column: str
    most_first: bool = True
    rate: bool = True

    @property
    def order(self) -> str:
        """In words: 由高到低."""
        high, low = ("高", "低") if self.rate else ("多", "少")
        return f"由{high}到{low}" if self.most_first else f"由{low}到{high}"

    def key(self, value: Value) -> tuple[int, float]:
        """What sorts by this rule; where there is nothing to divide by, one stands last."""
        if value is None:
            return _LAST
        return (0, -value if self.most_first else value)


@dataclass(frozen=True)
class Placed:
    """Somebody's place: `1` is the first; equal ones share theirs; `—` for who is not ranked."""

    place: str
    name: str


def ranked(
    values: Mapping[str, Mapping[str, Value]], rules: Sequence[Rule], others: Callable[[str], float]
) -> list[Placed]:
    """Who stands where, the first on top; `values` are by name and column.

    What the rules leave equal shares a place, the next one counts on from all before it; within a
    place `others` says who is named first. Who has nothing that the first rule could divide by is
    not ranked and stands last.
    """
    keys = {
        name: tuple(rule.key(row[rule.column]) for rule in rules) for name, row in values.items()
    }
    order = sorted(values, key=lambda name: (keys[name], others(name), name))
    counted = [keys[name] for name in order]
    return [
        Placed(NO_PLACE if keys[name][0] == _LAST else str(counted.index(keys[name]) + 1), name)
        for name in order
    ]


def stated(rules: Sequence[Rule]) -> str:
    """The rules as a note says them."""
    first, *ties = rules
    told = f"按{first.column}{first.order}排名"
    if ties:
        told += f"，相同的依次看{'、'.join(f'{tie.column}（{tie.order}）' for tie in ties)}"
    return f"{told}，仍相同的名次并列；“{NO_PLACE}”表示没有可比的基数，不参加排名"
