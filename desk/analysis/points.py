"""A number of an analysis, and what it counts: every one can be opened."""

from collections.abc import Iterable
from dataclasses import dataclass

from desk.statistics import Value
from desk.statistics.casework import Line
from desk.statistics.opening import Opened, opened, together
from models.field import Field

_AMONG = Field("among", "情况", width=6)


@dataclass(frozen=True)
class Point:
    """A number: what it is called, its value, and the lines behind it.

    `groups` are the lines under their headings; a single group needs none. `figure` is the rate
    whose lines say in which part of it they are, empty for a count.
    """

    label: str
    unit: str
    value: Value
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    figure: str = ""

    @classmethod
    def counting(cls, label: str, unit: str, lines: Iterable[Line]) -> "Point":
        """A count of these lines."""
        kept = tuple(lines)
        return cls(label, unit, len(kept), (("", kept),))

    def opened(self) -> Opened:
        """What it counts, as a list for people."""
        lists = [(head, opened(self.figure, [x.row() for x in xs])) for head, xs in self.groups]
        return lists[0][1] if len(lists) == 1 else together(_AMONG, lists)
