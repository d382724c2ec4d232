"""Where lists have their rows from: a query of `desk.lists`, asked page by page."""

from collections.abc import Mapping, Sequence

from desk.book.casebook import Book
from desk.lists import Line, Query, count, lines_of, uids
from ui.tables import Column, Row


class ListSource:
    """The rows of a query: the uids in order are held, lines are read when they are painted."""

    def __init__(self, book: Book, query: Query, columns: Sequence[Column]) -> None:
        self._book = book
        self._columns = tuple(columns)
        self.query = query
        self._uids: list[str] = []
        self.reload()

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the values of a row."""
        return self._columns

    def reload(self) -> None:
        """Ask the casebook again which records there are, and in which order."""
        with self._book.read() as connection:
            self._uids = uids(connection, self.query, self._book.clock.today())

    def ask(self, query: Query) -> bool:
        """Ask another question of the same kind; True, for it was asked."""
        self.query = query
        self.reload()
        return True

    def count(self) -> int:
        """How many rows there are."""
        return len(self._uids)

    def total(self) -> int:
        """How many there are without filter and search."""
        with self._book.read() as connection:
            return count(connection, Query(self.query.kind), self._book.clock.today())

    def count_where(self, where: Mapping[str, str]) -> int:
        """How many there are under another filter."""
        with self._book.read() as connection:
            return count(connection, Query(self.query.kind, where), self._book.clock.today())

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The rows of that stretch; one that is gone meanwhile is shown blank."""
        wanted = self._uids[start:stop]
        with self._book.read() as connection:
            found = lines_of(connection, self.query.kind, wanted, self._book.clock.today())
        by_uid = {line.uid: line for line in found}
        blank = (None,) * len(self._columns)
        return [self._row(by_uid[uid]) if uid in by_uid else blank for uid in wanted]

    def uid(self, row: int) -> str:
        """The uid of the record in a row."""
        return self._uids[row]

    def place(self, uid: str) -> int | None:
        """In which row a record stands; None if the list does not hold it."""
        return self._uids.index(uid) if uid in self._uids else None

    def _row(self, line: Line) -> Row:
        """Codes where they are drawn or counted, else the words that people read."""
        return tuple(
            line.values[c.field.name] if c.lamp or c.right else line.shown[c.field.name]
            for c in self._columns
        )
