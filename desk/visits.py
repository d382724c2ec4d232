"""A visit with the problems that it brought home: one form, one change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from desk.attachments import HandedIn, keep_all
from desk.book.casebook import Book
from desk.book.door import Writer
from desk.errors import Refused
from desk.issues import Act, take
from desk.records import Saved, create
from desk.seen import see
from models.fields import KINDS
from models.tables import Visit


@dataclass(frozen=True)
class Problem:
    """A problem written down on a visit; `settled` says how it was settled on the spot, if so."""

    values: Mapping[str, Any]
    settled: str = ""


@dataclass
class Entered:
    """A visit that was entered, with the numbers of its issues."""

    visit: Saved
    issues: list[Saved] = field(default_factory=list)

    @property
    def notes(self) -> list[str]:
        """What a person should read, of the visit and of each problem."""
        return [*self.visit.notes, *(note for issue in self.issues for note in issue.notes)]


def enter(
    book: Book,
    values: Mapping[str, Any],
    problems: Sequence[Problem],
    actor: str,
    files: Sequence[HandedIn] = (),
) -> Entered:
    """Enter a visit, its problems and its files as one change: all of it, or nothing.

    Raises `Refused` as the form does, and for an empty or huge file.
    """
    label = f"登记走访，问题 {len(problems)} 件" if problems else "登记走访"
    with book.change(label, actor) as session:
        entered = enter_within(session, book, values, problems)
        keep_all(session, book.store, (Visit.__tablename__, entered.visit.uid), files)
        return entered


def enter_within(
    session: Writer, book: Book, values: Mapping[str, Any], problems: Sequence[Problem]
) -> Entered:
    """The same inside a change that does more."""
    entered = Entered(create(session, KINDS["visits"], values))
    for ordinal, problem in enumerate(problems, 1):
        try:
            entered.issues.append(_register(session, book, entered.visit, problem))
        except Refused as error:
            raise Refused(f"问题 {ordinal}：{error.sentence}") from error
    return entered


def last(connection: Connection, subject: str | None = None) -> str | None:
    """The uid of the last visit, of that subject (by uid) or of all; None where there is none."""
    asked = select(Visit.uid).order_by(Visit.visited_on.desc(), Visit.id.desc()).limit(1)
    return connection.scalar(asked.where(Visit.subject == subject) if subject else asked)


def values_of(connection: Connection, uid: str) -> dict[str, Any]:
    """A visit as a form takes it: uids where it refers to others, visitors in their order."""
    return dict(see(connection, KINDS["visits"], uid).values)


def _register(session: Writer, book: Book, visit: Saved, problem: Problem) -> Saved:
    issue = create(session, KINDS["issues"], {**problem.values, "visit": visit.uid})
    if problem.settled:
        on = _day_of(session, visit)
        take(session, book.store, issue.uid, Act("settle", {"result": problem.settled, "on": on}))
    return issue


def _day_of(session: Writer, visit: Saved) -> str:
    """The day of the visit, on which what it settled was settled."""
    day = session.by_uid(Visit, visit.uid).visited_on
    assert day is not None
    return day.isoformat()
