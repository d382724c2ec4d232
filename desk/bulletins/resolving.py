"""What a month's texts take their figures from, and the figures put into them."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from desk.bulletins import dates
from desk.bulletins.tokens import LiveField, called, difference, fields, pieces, shown
from desk.coverage import Reached
from desk.statistics import Figures, Value
from models.calendar import Month
from models.tables import Issue
from reports.view import Mark


@dataclass(frozen=True)
class Resolver:
    """Puts figures into texts: those of the month, and those of the month before.

    `earlier` holds the months before these, as far as they were asked for (`recall`), and of them
    only what counts issues. `reached` says of every subject what has reached it in the month.
    """

    now: Figures
    before: Figures
    earlier: dict[Month, Figures] = field(default_factory=dict, compare=False)
    reached: tuple[Reached, ...] = ()

    def text(self, text: str) -> str:
        """The text as it is read. Raises `Refused` for a field that is none."""
        return self.marked(text)[0]

    def marked(self, text: str) -> tuple[str, tuple[Mark, ...]]:
        """The text as it is read, and where in it figures and the numbers of dates stand.

        Raises `Refused` as above.
        """
        told, marks = "", list[Mark]()
        for piece in pieces(text):
            start = len(told)
            if isinstance(piece, LiveField):
                told += shown(self.value(piece))
                marks.append(Mark(start, len(told), piece.key))
            else:
                told += piece
                marks += dates.marks(piece, start)
        return told, tuple(marks)

    def idle(self, text: str) -> list[str]:
        """The labels of the fields that say nothing now: their sentences want to be rewritten."""
        return [called(field) for field in fields(text) if not self.value(field)]

    def value(self, field: LiveField) -> Value:
        """What a field says; a change is the difference without its sign."""
        value = self.now.value(field.name, to_date=field.to_date)
        if not field.change:
            return value
        change = difference(value, self.before.value(field.name, to_date=field.to_date))
        return None if change is None else abs(change)

    def months(self, most: int) -> list[Figures]:
        """The figures of the last months, the oldest first; no further than they were recalled."""
        known = {self.before.month: self.before, **self.earlier}
        past = [known[month] for month in _before(self.now.month, most - 1) if month in known]
        return [*reversed(past), self.now]

    def recall(self, connection: Connection, most: int) -> None:
        """Count the issues of the months before as well, so that there are `most`; once each.

        There is nothing to count before the first issue was registered.
        """
        first = connection.scalar(select(func.min(Issue.registered_on)))
        for month in _before(self.before.month, most - 2):
            if first is not None and month.last >= first and month not in self.earlier:
                self.earlier[month] = Figures.of_issues(connection, month)


def _before(month: Month, most: int) -> list[Month]:
    """The months before a month, the latest first."""
    found: list[Month] = []
    for _ in range(most):
        month = month.previous
        found.append(month)
    return found
