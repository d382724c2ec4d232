"""The bulletins month by month: which are issued, which are drafted, which are not begun."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from desk.bulletins.issuing import Masthead
from desk.bulletins.keeping import row_of
from desk.bulletins.kinds import BRIEFING, Edition, Wanted, edition_of
from models.calendar import Month
from models.tables import Bulletin, Issue, Op, Visit


@dataclass(frozen=True)
class Shelved:
    """A month, and what there is of its bulletin: `masthead` once issued, `drafted` if kept."""

    month: Month
    drafted: bool = False
    masthead: Masthead | None = None

    @property
    def state(self) -> str:
        """In words: 未拟稿, 草稿, or the number that it was issued with."""
        if self.masthead is not None:
            return f"已印发 第{self.masthead.number}期"
        return "草稿" if self.drafted else "未拟稿"


def shelf(connection: Connection, today: date, kind: str = BRIEFING) -> list[Shelved]:
    """Every month since the first record, newest first, the current one included."""
    months = _months(connection, Month.of(today))
    return [_shelved(connection, Edition(kind, month)) for month in months]


def _months(connection: Connection, last: Month) -> Iterator[Month]:
    first = _first(connection)
    month = last
    yield month
    while first is not None and month > first:
        month = month.previous
        yield month


def _first(connection: Connection) -> Month | None:
    """The month of the earliest visit, issue or bulletin."""
    days = [
        connection.scalar(select(func.min(day))) for day in (Visit.visited_on, Issue.registered_on)
    ]
    kept = connection.scalar(select(func.min(Bulletin.month)))
    months = [Month.of(day) for day in days if day is not None]
    return min([*months, *([Month.parse(kept)] if kept else [])], default=None)


def _shelved(connection: Connection, edition: Edition) -> Shelved:
    row = row_of(connection, edition)
    if row is None or row.issued_on is None:
        return Shelved(edition.month, drafted=row is not None)
    return Shelved(edition.month, True, Masthead(row.number, row.total_number, row.issued_on))


def rows_of_month(connection: Connection, wanted: Wanted) -> list[str]:
    """The rows that make up an edition's record: itself, and drafts that were thrown away."""
    edition = edition_of(wanted)
    made = select(Op.row).where(
        Op.tbl == Bulletin.__tablename__,
        Op.kind == "new",
        Op.body.like(f'%"month":"{edition.month}"%'),
        Op.body.like(f'%"kind":"{edition.kind}"%'),
    )
    return list(connection.scalars(made))
