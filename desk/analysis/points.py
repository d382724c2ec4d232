"""A number of an analysis, and what it counts: every one can be opened."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from desk.bulletins.charts import Groups
from desk.statistics import Value
from desk.statistics.opening import Opened, opened, together
from models.field import Field

_AMONG = Field("among", "情况", width=6)
Find = Callable[[Connection], Groups]


@dataclass(frozen=True)
class Point:
    """A number: what it is called, its value, and what finds the lines behind it.

    `figure` is the rate whose lines say in which part of it they are, empty for a count.
    """

    label: str
    unit: str
    value: Value
    find: Find
    figure: str = ""

    def opened(self, connection: Connection) -> Opened:
        """What it counts, as a list for people."""
        groups = self.find(connection)
        lists = [(head, opened(self.figure, [x.row() for x in lines])) for head, lines in groups]
        return lists[0][1] if len(lists) == 1 else together(_AMONG, lists)
