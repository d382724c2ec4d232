"""One thing done with many records within one change: what one refuses does not hold the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from desk.book.door import Writer
from desk.errors import Refused
from desk.progress import at_work

Came = TypeVar("Came")


class NothingDone(Exception):
    """Raised within a change in which nothing was done: it is let go with all that it prepared."""


@dataclass(frozen=True)
class Each(Generic[Came]):
    """What came of each record that was done, and why the others were left."""

    done: Mapping[str, Came]
    left: Mapping[str, str]

    def refuse_nothing(self) -> None:
        """See that something was done.

        Raises `NothingDone` where nothing was, and `Refused` where all were left for one reason:
        then it lies in what was asked.
        """
        if any(self.done.values()):
            return
        reasons = set(self.left.values())
        if len(reasons) == 1 and not self.done:
            raise Refused(reasons.pop())
        raise NothingDone


def one_by_one(
    session: Writer, rows: Sequence[str], label: str, act: Callable[[str], Came]
) -> Each[Came]:
    """Do the same with each of these rows; one that raises `Refused` is left as it was.

    Who watches the work is told, and may stop it between two (Cancelled).
    """
    done: dict[str, Came] = {}
    left: dict[str, str] = {}
    for place, row in enumerate(rows):
        at_work().step(place, len(rows), label)
        try:
            with session.apart():
                done[row] = act(row)
        except Refused as error:
            left[row] = error.sentence
    return Each(done, left)
