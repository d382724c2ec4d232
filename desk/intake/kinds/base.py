"""What the finders of all kinds share: known records, and where a row's own record is sought."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from desk.book.bulk import batched
from desk.book.door import Writer
from desk.clock import new_uid
from desk.intake.aside import CODE, NUMBER
from desk.intake.entries import Entry, Said, Unfit
from desk.intake.known import Known
from desk.intake.notes import Notes
from desk.intake.table import Row, Table
from desk.progress import Progress
from models.checking import BadValue
from models.fields import KINDS
from models.tables import Logged


class Finder:
    """Finds for each row the record that it means: one that is there, or a new one.

    Every kind has its own; what is here is what a kind need not say.
    """

    model: type[Logged]

    def __init__(self, connection: Connection, known: Known, table: Table) -> None:
        self.connection = connection
        self.known = known
        self.table = table
        self.entries: list[Entry] = []
        self.numbers: dict[str, Entry] = {}
        self.learn()

    @property
    def today(self) -> date:
        """The business date on which the list is read."""
        return self.table.read_on

    def learn(self) -> None:
        """Read the records that rows of the list may mean."""

    def ordered(self) -> Sequence[Row]:
        """The rows in the order in which they are to be looked at."""
        return self.table.rows

    def entry(self, said: Said) -> Entry:
        """The record that a row means. Raises `Unfit` for a row that cannot be taken in."""
        raise NotImplementedError

    def settle(self, notes: Notes) -> None:
        """What has to be seen to once all rows are known."""

    def write(self, session: Writer, made: Sequence[Entry], progress: Progress) -> None:
        """Write the new records."""
        rows = ({**entry.stored, "uid": entry.uid} for entry in made)
        session.add_many(self.model, progress.over(list(rows), "写入新增"))

    def rewrite(self, session: Writer, changed: Sequence[Entry], progress: Progress) -> None:
        """Write what changed in known records."""
        over = progress.over(changed, "写入更新")
        session.set_many(self.model, ((entry.uid, entry.changes) for entry in over))

    def numbered(self, said: Said) -> Entry | None:
        """The record whose number of ours the row bears; None where it bears none.

        Raises `Unfit` where the number is that of another subject.
        """
        number = said.row.aside.get(NUMBER, "")
        entry = self.numbers.get(number)
        if entry is not None and entry.now("subject") == said.stored["subject"]:
            return entry
        if number:
            with suppress(BadValue):  # a number of the sender's own
                self.known.numbered(self.table.kind, number)
                label = KINDS[self.table.kind].label
                raise Unfit("subject", f"{label}“{number}”是另一个帮扶对象的；请核对编号或帮扶对象")
        return None

    def made(self) -> Entry:
        """A new record."""
        return self.keep(Entry(new_uid()))

    def keep(self, entry: Entry) -> Entry:
        """Count a record among those of the list."""
        self.entries.append(entry)
        return entry

    def existing(self) -> Iterator[Entry]:
        """The known records of the kind, oldest first: where rows name subjects, only theirs."""
        table = self.model.__table__
        asked = select(table).order_by(table.c.id)
        if "subject" not in table.c:
            yield from self._read(asked)
            return
        for some in batched(sorted(self._subjects())):
            yield from self._read(asked.where(table.c.subject.in_(some)))

    def _read(self, asked: Select[Any]) -> Iterator[Entry]:
        for row in self.connection.execute(asked).mappings():
            yield self.keep(Entry(row["uid"], dict(row)))

    def _subjects(self) -> set[str]:
        """The subjects that rows of the list name, as far as there is no doubt."""
        found: set[str] = set()
        for row in self.table.rows:
            try:
                found.add(subject_of(self.known, row))
            except BadValue:
                continue  # the row is rejected where it is looked at
        return found


def subject_of(known: Known, row: Row) -> str:
    """The uid of the subject that a row names; raises `BadValue`."""
    return known.subjects.find(str(row.values["subject"]), row.aside.get(CODE, ""))


def not_later(name: str, label: str, day: date | None, today: date) -> None:
    """Raises `Unfit` for a day that has not come yet, as the form does."""
    if day is not None and day > today:
        raise Unfit(name, f"{label} {day} 晚于今天（{today}）；请核对日期")
