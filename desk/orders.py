"""A long list's order, found beside the window: in parts, and given up where another is wanted.

The first rows come alone, from a question with a limit; the whole order takes a second for a
million rows. What is held are the local ids in an array, eight bytes a row. A temporary table in
the database would hold them as well, but a reader may not write one, least of all on a server.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Lock

from sqlalchemy import Connection, event
from sqlalchemy.exc import DBAPIError

from desk.book.casebook import Book
from desk.book.stopping import stop
from desk.progress import Cancelled

#: So many records a kind may have for its list to be asked for at once, in milliseconds.
AT_ONCE = 20_000


class Asking:
    """Questions that are put to a casebook in one thread, and given up from another.

    `given_up`: nobody waits for the answer any more.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._lock = Lock()
        self.given_up = False
        self._running: Connection | None = None

    @property
    def today(self) -> date:
        """The business date of the casebook."""
        return self._book.clock.today()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """As `Book.read`. Raises `Cancelled` when it is given up, before or meanwhile."""
        with self._book.read() as connection:
            self._hold(connection)
            event.listen(connection, "before_cursor_execute", self._before)
            try:
                yield connection
            except (DBAPIError, connection.dialect.loaded_dbapi.Error) as error:
                if self.given_up:
                    raise Cancelled from error
                raise
            finally:
                self._hold(None)

    def give_up(self) -> None:
        """Stop the question that is running, and refuse those to come."""
        with self._lock:
            self.given_up = True
            if self._running is not None:
                stop(self._running)

    def _before(self, *_statement: object) -> None:
        """Stopping a database between two statements does nothing: the next one must not begin."""
        if self.given_up:
            raise Cancelled

    def _hold(self, connection: Connection | None) -> None:
        """A connection that is held no more serves others: it must not be stopped."""
        with self._lock:
            self._running = connection
            if connection is not None and self.given_up:
                self._running = None
                raise Cancelled
