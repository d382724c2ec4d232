"""What is picked in a list, held by record while its rows come anew.

A list of a million rows may be picked whole, so records are looked for in one pass that stops with
the last of them, and only up to `MOST_KEPT`; a longer list that is picked whole stays so.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, compress, islice, pairwise
from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QItemSelectionRange
from PySide6.QtWidgets import QTableView

MOST_KEPT = 5_000
"""So many records stay picked when rows move, as many as are changed together; more only where all
are. Rows that another order scatters are picked one by one, which takes 0.1 s for so many."""


class Ordered(Protocol):
    """A list whose records have local ids."""

    @property
    def whole(self) -> bool:
        """Whether all rows have come, and not the first of them alone."""

    @property
    def order(self) -> Sequence[int]:
        """The records from the top; another sequence whenever they change."""

    @property
    def scope(self) -> object:
        """What narrows the list."""


@dataclass(frozen=True)
class Held:
    """Which records were picked, or that all were; the current one, and where they stood.

    `let_go` is how many were picked where they are too many to be held.
    """

    order: Sequence[int] = ()
    ranges: Sequence[range] = ()
    row: int = -1
    current: frozenset[int] = frozenset()
    ids: frozenset[int] = frozenset()
    all: bool = False
    let_go: int = 0


@dataclass(frozen=True)
class Placed:
    """Where the records that were held stand now, the current row, and how many were let go."""

    rows: Sequence[range]
    current: int
    let_go: int = 0


class Kept:
    """Holds what is picked in a view from before the rows of its source change until after."""

    def __init__(self, view: QTableView, source: Ordered) -> None:
        self._view, self._source = view, source
        self._held = Held()
        self._scope = source.scope
        self._brought: list[range] | None = None

    @property
    def awaits(self) -> bool:
        """Whether some of what is held may still come, with the rest of the rows."""
        return self._brought is not None and self._brought == ranges_of(self._view)

    @property
    def grows(self) -> bool:
        """Whether rows that come behind those known may be picked."""
        return self._held.all or self.awaits

    def hold(self) -> None:
        """Note which records are picked; what was picked by hand meanwhile is what counts.

        All of a list that is narrowed otherwise now are not all of that.
        """
        known, self._scope = self._scope, self._source.scope
        if not self.awaits:
            self._brought = None
            self._held = self._picked(all_stay=known == self._scope)

    def _picked(self, *, all_stay: bool) -> Held:
        order, ranges = self._source.order, ranges_of(self._view)
        row, count = self._view.currentIndex().row(), sum(map(len, ranges))
        current = frozenset(order[row : row + 1]) if row >= 0 else frozenset()
        held = Held(order, ranges, row, current)
        if count <= MOST_KEPT:
            return replace(held, ids=frozenset(chain.from_iterable(order[_cut(r)] for r in ranges)))
        if all_stay and count == len(order):
            return replace(held, all=True)
        return replace(held, ids=current, let_go=count)

    def placed(self) -> Placed:
        """Where they stand now.

        For a current record that is gone another that is picked steps in; where none was picked,
        as after something was done with many, the one that has taken its place.
        """
        held, order = self._held, self._source.order
        if order == held.order:
            return Placed(held.ranges, held.row)
        places = _rows_of(order, held.ids | held.current)
        rows = sorted(places[one] for one in held.ids if one in places)
        found = next((places[one] for one in held.current if one in places), -1)
        if found < 0 and rows:
            found = min(rows, key=lambda row: abs(row - held.row))
        elif found < 0 and held.current and not held.ids:
            found = min(held.row, len(order) - 1)
        whole = [range(len(order))] if held.all and order else None
        return Placed(whole or _joined(rows), found, held.let_go)

    def settle(self) -> None:
        """What was held is picked again, as far as the rows have come."""
        self._held = replace(self._held, order=(), let_go=0)
        self._brought = None if self._source.whole else ranges_of(self._view)


def _rows_of(order: Sequence[int], ids: Collection[int]) -> Mapping[int, int]:
    """In which rows records stand; those that are not listed are left out.

    No step of Python for each row: a million rows take 35 milliseconds.
    """
    found = compress(range(len(order)), map(ids.__contains__, order))
    return {order[row]: row for row in islice(found, len(ids))}


def _cut(rows: range) -> slice:
    return slice(rows.start, rows.stop)


def ranges_of(view: QTableView) -> list[range]:
    """The selected rows of a view as ranges, from the top; cheap for any number of rows."""
    selection = view.selectionModel().selection()
    parts = (selection.at(place) for place in range(selection.count()))
    return sorted((range(p.top(), p.bottom() + 1) for p in parts), key=lambda r: r.start)


def count_picked(view: QTableView) -> int:
    """How many rows of a view are selected."""
    return sum(map(len, ranges_of(view)))


def selection_of(model: QAbstractItemModel, ranges: Sequence[range]) -> QItemSelection:
    """These rows of a model, as it is selected."""
    last, made = model.columnCount() - 1, QItemSelection()
    for rows in ranges:
        ends = model.index(rows.start, 0), model.index(rows.stop - 1, last)
        made.append(QItemSelectionRange(*ends))
    return made


def advice(count: int) -> str:
    """What a person should know who picks so many; mostly nothing."""
    if count <= MOST_KEPT:
        return ""
    return f"名单有了变化时，最多保留选中的 {MOST_KEPT:,} 条；全选的仍是全选。"


def was_let_go(count: int) -> str:
    """What is said where so many were too many."""
    return f"选中的 {count:,} 条没有保留：名单有了变化，这时最多保留 {MOST_KEPT:,} 条；请重新选择。"


def _joined(rows: Sequence[int]) -> list[range]:
    """Rows from the top as ranges, neighbours together."""
    if not rows:
        return []
    breaks = [place for place, (one, other) in enumerate(pairwise(rows), 1) if other != one + 1]
    ends = [0, *breaks, len(rows)]
    return [range(rows[start], rows[stop - 1] + 1) for start, stop in pairwise(ends)]
