"""What an open casebook rests on: a folder with one writer, or a database that an office shares."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection, Engine

from desk.files import Store

if TYPE_CHECKING:
    from desk.book.listening import Ear


@dataclass(frozen=True)
class Mark:
    """What a transaction is known by when its answer gets lost: the change's uid and label."""

    uid: str
    label: str


class Seat(Protocol):
    """The ground of an open casebook; `Book` does the same things on each.

    `name` is what people call the casebook, `folder` where this machine keeps what belongs to it:
    drafts, backups, crash reports. `writer` is None where it was opened for reading alone.
    """

    name: str
    folder: Path
    shared: bool
    store: Store
    reader: Engine
    writer: Engine | None

    def speaking(self) -> AbstractContextManager[None]:
        """Turn what the database says of disk, locks and network into `Trouble`."""

    def transaction(self, connection: Connection, mark: Mark) -> AbstractContextManager[None]:
        """One transaction, alone with the log and the numbers until it ends."""

    def announce(self, connection: Connection, mark: Mark) -> None:
        """Tell other windows of a change, at its COMMIT."""

    def listen(self) -> Ear | None:
        """Hear when others announce a change; None where there are no others.

        There is one ear: who listened before has stopped. Raises `Trouble`.
        """

    def copy(self, target: Path) -> None:
        """Write a verified copy as an ordinary casebook database. Raises `Trouble`."""

    def close(self) -> None:
        """Give back connections and locks."""
