"""Where lists have their rows from: a query of `desk.lists`, asked page by page."""

from array import array
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from desk.lists import Line, Query, count, counted, id_of, ids, lines_of, uids_of
from desk.orders import AT_ONCE, Asking
from ui.beside import Beside
from ui.tables import PAGE, PAGES_KEPT, Column, Row
from ui.workspace import Workspace

_ANYWHERE: Mapping[str, str] = MappingProxyType({})


class ListSource(QObject):
    """The rows of a query: ids in order are held, lines are read when they are painted.

    A kind of more than `at_once` records is asked for beside the window. What was there before
    stays until `arrived` tells that the first rows have come, and again when all have, and whether
    the rows known so far stay at the top; a question that is overtaken by another is given up.
    `changing` goes before each change of the rows, however they come. `lost` tells that they will
    not come. `counts_arrived` brings what `count_where` was asked.
    """

    at_once, first_rows = AT_ONCE, PAGE
    arrived = Signal(bool)
    changing = Signal()
    lost = Signal()
    counts_arrived = Signal(object)

    def __init__(self, workspace: Workspace, query: Query, columns: Sequence[Column]) -> None:
        super().__init__()
        self._book = workspace.book
        self._columns = tuple(columns)
        self.query = query
        self._ids = array("q")
        self._uids: OrderedDict[int, list[str]] = OrderedDict()
        self._total = 0
        self._whole = True
        self._ordering = Beside(workspace, self, self.lost.emit)
        self._counting = Beside(workspace, self)
        self.reload()

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the values of a row."""
        return self._columns

    @property
    def large(self) -> bool:
        """Whether it is asked for beside the window."""
        return self._total > self.at_once

    @property
    def whole(self) -> bool:
        """Whether the answer to the last question is there, down to its last row."""
        return self._whole

    @property
    def order(self) -> Sequence[int]:
        """The local ids of the records from the top; another sequence whenever they change."""
        return self._ids

    @property
    def scope(self) -> Query:
        """What is asked for, in whatever order."""
        return replace(self.query, sort="", descending=False)

    def reload(self) -> bool:
        """Ask the casebook again which records there are; True where the answer is there.

        The rows of a large list that are in sight stay there until all have come again.
        """
        with self._book.read() as connection:
            self._total = count(connection, Query(self.query.kind), self._book.clock.today())
        self._uids.clear()
        return self._ask(None if self._ids else self.first_rows)

    def ask(self, query: Query) -> bool:
        """Ask another question of the same kind; True where the answer is there."""
        self.query = query
        return self._ask(self.first_rows)

    def give_up(self) -> None:
        """Stop what is being asked beside the window."""
        self._ordering.give_up()
        self._counting.give_up()

    def count(self) -> int:
        """How many rows there are."""
        return len(self._ids)

    def total(self) -> int:
        """How many there are without filter and search."""
        return self._total

    def count_where(
        self, filters: Sequence[Mapping[str, str]], within: Mapping[str, str] = _ANYWHERE
    ) -> None:
        """Have counted how many records within conditions each of these filters finds.

        See `counts_arrived`; it is given up where other rows are asked for before.
        """
        today, narrowed = self._book.clock.today(), Query(self.query.kind, within)

        def counts(asking: Asking) -> list[int]:
            with asking.read() as connection:
                return counted(connection, narrowed, filters, today)

        self._counting.ask(counts, self.counts_arrived.emit, at_once=not self.large)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The rows of that stretch; one that is gone meanwhile is shown blank."""
        with self._book.read() as connection:
            wanted = uids_of(connection, self.query.kind, self._ids[start:stop])
            found = lines_of(connection, self.query.kind, wanted, self._book.clock.today())
        if start % PAGE == 0 and stop in (start + PAGE, len(self._ids)):
            self._keep(start // PAGE, wanted)
        by_uid = {line.uid: line for line in found}
        blank = (None,) * len(self._columns)
        return [self._row(by_uid[uid]) if uid in by_uid else blank for uid in wanted]

    def uid(self, row: int) -> str:
        """The uid of the record in a row; empty if it is gone."""
        page, place = divmod(row, PAGE)
        if page not in self._uids:
            wanted = self._ids[page * PAGE : (page + 1) * PAGE]
            with self._book.read() as connection:
                self._keep(page, uids_of(connection, self.query.kind, wanted))
        return self._uids[page][place]

    def place(self, uid: str) -> int | None:
        """In which row a record stands; None if the list does not hold it."""
        with self._book.read() as connection:
            wanted = id_of(connection, self.query.kind, uid)
        return None if wanted is None or wanted not in self._ids else self._ids.index(wanted)

    def _ask(self, limit: int | None) -> bool:
        """Ask for the first rows, then for all; for all at once where there is no limit."""
        query, today, large = self.query, self._book.clock.today(), self.large
        first = limit if large else None
        self._whole = self._whole and not large
        self._counting.give_up()  # the rows must not wait for it

        def order(asking: Asking) -> "array[int]":
            with asking.read() as connection:
                return ids(connection, query, today, first)

        def take(found: "array[int]") -> None:
            if large:
                self._arrive(found, first)
            else:
                self._take(found, whole=True)

        return self._ordering.ask(order, take, at_once=not large)

    def _arrive(self, found: "array[int]", limit: int | None) -> None:
        whole = limit is None or len(found) < limit
        self.arrived.emit(self._take(found, whole))
        if not whole:
            self._ask(None)

    def _take(self, found: "array[int]", whole: bool) -> bool:
        """Hold another order; True where it goes on from the one before."""
        self.changing.emit()
        goes_on = found[: len(self._ids)] == self._ids
        self._uids.clear()
        self._ids, self._whole = found, whole
        return goes_on

    def _keep(self, page: int, uids: list[str]) -> None:
        self._uids[page] = uids
        if len(self._uids) > PAGES_KEPT:
            self._uids.popitem(last=False)

    def _row(self, line: Line) -> Row:
        """Codes where they are drawn or counted, else the words that people read."""
        return tuple(
            line.values[c.field.name] if c.lamp or c.right else line.shown[c.field.name]
            for c in self._columns
        )
