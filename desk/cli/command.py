"""What a command is, and what it is called with."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from desk.book.place import Place, place_of
from desk.cli import output
from desk.cli.parser import Parser
from desk.clock import Clock
from desk.errors import Refused
from desk.who import login_name

if TYPE_CHECKING:
    from desk.book.casebook import Book

#: Opens the window on a casebook, or on the one used last; handed in by the entry point.
Window = Callable[[Place | None], int]


@dataclass(frozen=True)
class Call:
    """One call of a command: its options as written, the business date, who acts."""

    options: argparse.Namespace
    today: date | None
    actor: str | None
    window: Window

    def __getattr__(self, name: str) -> Any:
        return getattr(self.options, name)

    @property
    def who(self) -> str:
        """Who acts: named by `--as`, else the person logged in on this machine."""
        return self.actor or login_name()

    @property
    def clock(self) -> Clock | None:
        """The clock with the business date of this call; None for the casebook's own."""
        return None if self.today is None else Clock(self.today)

    def reading(self) -> Book:
        """The casebook for questions; works while a window holds it."""
        from desk.book.casebook import Book

        return Book.open(place_of(self.options.book), writable=False, clock=self.clock)

    def writing(self) -> Book:
        """The casebook for changes; raises `Trouble` while a window holds it."""
        from desk.book.casebook import Book

        place = place_of(self.options.book)
        return Book.open(place, clock=self.clock, progress=output.progress())


@dataclass(frozen=True)
class Command:
    """One row of the table of commands: name, what it does, its arguments, what runs it."""

    name: str
    help: str
    declare: Callable[[Parser], None]
    run: Callable[[Call], int | None]


def day(written: str) -> date:
    """A date of the command line, in ISO form. Raises `Refused` for anything else."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise Refused(f"“{written}”不是日期；请写成 2018-07-31 这样的年-月-日。") from error


def integer(written: str, flag: str) -> int:
    """A whole number of the command line. Raises `Refused` for anything else."""
    if not (written.isascii() and written.isdecimal()):
        raise Refused(f"{flag} 后面的“{written}”不是整数；请写 1、2、3 这样的数。")
    return int(written)
