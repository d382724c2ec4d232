"""What others did to a casebook that several windows have open: read from its log."""

from sqlalchemy import Connection, func, select

from desk.book.seat import Seat
from models.tables import Change, Op


class Others:
    """Remembers how far the log was read, and which of its changes are this window's own."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._own: set[str] = set()
        self._seen: int | None = None

    def ours(self, change: str) -> None:
        """A change of this window is no news to it."""
        if self._seat.shared:
            self._own.add(change)

    def since(self, connection: Connection) -> frozenset[str]:
        """The tables that others touched since it was asked last; nothing the first time."""
        last = connection.scalar(select(func.max(Change.id))) or 0
        seen, self._seen = self._seen, last
        if seen is None or seen == last:
            return frozenset()
        asked = select(Change.uid, Op.tbl).join(Op, Op.change == Change.uid)
        asked = asked.where(Change.id > seen, Change.id <= last).distinct()
        rows = connection.execute(asked).all()
        found = frozenset(row.tbl for row in rows if row.uid not in self._own)
        self._own.difference_update(row.uid for row in rows)
        return found
