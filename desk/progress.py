"""How long work tells how far it is, and how it is told to stop; pure Python, any thread."""

from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from time import monotonic
from typing import TypeVar

Row = TypeVar("Row")
Listener = Callable[[str, int, int], None]
Stop = Callable[[], object]

_INTERVAL = 0.05  # seconds: at most twenty reports a second
_BATCH = 200  # rows between two looks at the clock and at the wish to stop


class Cancelled(Exception):
    """The person asked for the work to stop; whoever holds a transaction lets it roll back."""


class Progress:
    """Handed to long work. The listener gets what is done, how many are done, of how many.

    A total of 0 means that the end is not known.
    """

    def __init__(self, listener: Listener | None = None) -> None:
        self._listener = listener
        self._cancelled = False
        self._reported_at = float("-inf")
        self._stopping = Lock()
        self._stops: list[Stop] = []

    def cancel(self) -> None:
        """Ask the work to stop at its next report; may be called from another thread."""
        with self._stopping:
            self._cancelled = True
            for stop in self._stops:
                stop()

    def over(self, rows: Iterable[Row], label: str) -> Iterator[Row]:
        """The rows one by one, with a report now and then. Raises Cancelled when asked to stop."""
        total = len(rows) if isinstance(rows, Sized) else 0
        done = 0
        self._report(0, total, label)
        for row in rows:
            if done % _BATCH == 0:
                self.step(done, total, label)
            yield row
            done += 1
        self.check()
        self._report(done, total, label)

    def step(self, done: int, total: int, label: str) -> None:
        """Say that so many of so many are done. Raises Cancelled when asked to stop."""
        self.check()
        if monotonic() - self._reported_at >= _INTERVAL:
            self._report(done, total, label)

    def check(self) -> None:
        """Raise Cancelled when asked to stop: before what cannot be taken back."""
        if self._cancelled:
            raise Cancelled

    @contextmanager
    def stopped_by(self, stop: Stop) -> Iterator[None]:
        """For what cannot look by itself, such as one long statement of a database.

        Within, the wish to stop calls `stop`, from another thread; whatever the work then fails
        of is raised as Cancelled.
        """
        with self._stopping:
            self.check()
            self._stops.append(stop)
        try:
            yield
        except Exception as error:
            if self._cancelled:
                raise Cancelled from error
            raise
        finally:
            with self._stopping:
                self._stops.remove(stop)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Within, this is what `at_work` gives: the work that the thread does is watched by it."""
        token = _AT_WORK.set(self)
        try:
            yield
        finally:
            _AT_WORK.reset(token)

    def _report(self, done: int, total: int, label: str) -> None:
        if self._listener is not None:
            self._reported_at = monotonic()
            self._listener(label, done, total)


_AT_WORK: ContextVar[Progress | None] = ContextVar("_AT_WORK", default=None)


def at_work() -> Progress:
    """Who watches the work that this thread does; nobody, where it is not long work.

    For what lies deep below a verb and takes long by itself: copies, drawing, the log.
    """
    return _AT_WORK.get() or Progress()
