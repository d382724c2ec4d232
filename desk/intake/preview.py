"""What would come of a list as it is understood now: shown before anything is taken in."""

from dataclasses import dataclass

from desk.book.casebook import Book
from desk.intake.apply import Plan, plan
from desk.intake.lists import Understanding, table_of
from desk.intake.table import Table
from desk.progress import Progress


@dataclass(frozen=True)
class Preview:
    """A list as it is understood and what would be done with it; there is no table and no plan as
    long as a required column is missing."""

    understanding: Understanding
    table: Table | None = None
    plan: Plan | None = None


def judge(book: Book, one: Understanding, progress: Progress) -> Preview:
    """Check each row of the list and compare it with the casebook; nothing is written.

    Raises `Cancelled` when asked to stop.
    """
    if one.missing:
        return Preview(one)
    table = table_of(one, book.clock.today(), progress)
    with book.read() as connection:
        return Preview(one, table, plan(connection, table, progress))
