"""How long work tells how far it is, and how it is told to stop; pure Python, any thread."""

from collections.abc import Callable, Iterable, Iterator, Sized
from time import monotonic
from typing import TypeVar

Row = TypeVar("Row")
Listener = Callable[[str, int, int], None]

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

    def cancel(self) -> None:
        """Ask the work to stop at its next report; may be called from another thread."""
        self._cancelled = True

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
        self._check()
        self._report(done, total, label)

    def step(self, done: int, total: int, label: str) -> None:
        """Say that so many of so many are done. Raises Cancelled when asked to stop."""
        self._check()
        if monotonic() - self._reported_at >= _INTERVAL:
            self._report(done, total, label)

    def _check(self) -> None:
        if self._cancelled:
            raise Cancelled

    def _report(self, done: int, total: int, label: str) -> None:
        if self._listener is not None:
            self._reported_at = monotonic()
            self._listener(label, done, total)
