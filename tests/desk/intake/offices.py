"""A casebook with a few subjects, and lists of other kinds that go into it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from desk.book.casebook import Book
from desk.book.place import Place as Where
from desk.intake.apply import Plan, take_in
from desk.intake.headings import find
from desk.intake.rows import understand
from desk.intake.table import Problem, Table
from desk.lists import Query, lines
from desk.records import add
from models.tables import Op
from tests.desk.intake.senders import TODAY, Line, Place, sheet
from tests.desk.office import new_book

ACTOR = "周安一"
CLOUD, GRAIN, COLD = "云岫机械有限公司", "禾渚食品有限公司", "海棠湾冷链项目"


def office(where: Where) -> Book:
    """A casebook with two enterprises and a project, on 1 August 2018."""
    book = new_book(where, TODAY)
    add(book, "enterprises", {"name": CLOUD, "park": "东园"}, ACTOR)
    add(book, "enterprises", {"name": GRAIN, "park": "西园"}, ACTOR)
    add(book, "projects", {"name": COLD, "park": "东园"}, ACTOR)
    return book


def table(*rows: Line, kind: str = "", merged: Sequence[Place] = ()) -> Table:
    """A list on one sheet as it is understood: headings first."""
    return understand(find([sheet(*rows, merged=merged)], kind), TODAY)


def take(book: Book, *rows: Line, kind: str = "") -> Plan:
    """Take a list in, its headings first."""
    return take_in(book, table(*rows, kind=kind), ACTOR)


def shown(book: Book, kind: str, *names: str) -> list[tuple[str, ...]]:
    """Some fields of all records of a kind as people read them, the oldest first."""
    with book.read() as connection:
        found = lines(connection, Query(kind), TODAY)
    return [tuple(line.shown[name] for name in names) for line in reversed(found)]


def sums(done: Plan) -> tuple[int, int, int, int]:
    """Created, updated, unchanged, rejected; together they are what was read."""
    counts = done.counts
    four = tuple(counts[name] for name in ("created", "updated", "unchanged", "rejected"))
    assert counts["read"] == sum(four)
    return four[0], four[1], four[2], four[3]


def rejected(done: Plan) -> list[tuple[int, str, str]]:
    """Why rows were rejected: row, heading, reason."""
    return [(p.row, p.column, p.reason) for p in done.problems if p.rejected]


def told(done: Plan) -> list[tuple[int, str, str]]:
    """What is told of rows that were taken in: row, heading, reason."""
    return [(p.row, p.column, p.reason) for p in done.problems if not p.rejected]


def ops(book: Book) -> Sequence[Any]:
    """The whole log, for comparing."""
    with book.read() as connection:
        return connection.execute(select(Op.row, Op.hash).order_by(Op.seq)).all()


def again_changes_nothing(book: Book, *rows: Line, kind: str = "") -> None:
    """Take the list in once more, and find that nothing came of it."""
    before = ops(book)
    created, updated, _, _ = sums(take(book, *rows, kind=kind))
    assert (created, updated) == (0, 0)
    assert ops(book) == before


def problem_at(done: Plan, row: int) -> Problem:
    """The only thing that is said of a row."""
    (found,) = [problem for problem in done.problems if problem.row == row]
    return found
