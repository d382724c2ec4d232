"""Many rows at once leave what rows one by one leave."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desk.book.casebook import Book
from desk.book.rowstate import State, Write, born, fold
from desk.checkup import check
from desk.clock import new_uid
from models.tables import Op, Subject
from tests.desk import office

ROWS: list[dict[str, Any]] = [
    {"kind": "enterprise", "name": "云岫公司", "founded_on": date(2015, 3, 1), "park": None},
    {"kind": "enterprise", "name": "禾渚公司", "park": "西园", "employees": 35},
    {"kind": "enterprise", "name": "澜津'公司%s?", "registered_capital": 80.5},
]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        yield book


def test_the_state_of_a_new_row_is_what_the_fold_makes_of_its_first_op() -> None:
    stamp = f"{7:016x}0123456789abcdef"
    write = Write(stamp, "new", {"name": "云岫公司"}, ())
    assert born(stamp) == fold(State(), write).encode()


def test_rows_added_at_once_are_logged_and_stored_as_those_added_singly(book: Book) -> None:
    with book.change("成批", office.ACTOR) as session:
        session.add_many(Subject, [{**row, "uid": new_uid()} for row in ROWS])
    with book.change("逐条", office.ACTOR) as session:
        for row in ROWS:
            session.create(Subject, **row)
    with book.read() as connection:
        kept = [dict(row) for row in connection.execute(select(Subject.__table__)).mappings()]
        bodies = connection.scalars(select(Op.body).order_by(Op.seq)).all()
    bare = [{n: v for n, v in row.items() if n not in ("id", "uid")} for row in kept]
    assert bare[:3] == bare[3:]
    assert bodies[:3] == bodies[3:]
    assert check(book) == []


def test_a_change_of_many_rows_goes_on_from_the_op_before(book: Book) -> None:
    uids = [new_uid() for _ in ROWS]
    with book.change("成批", office.ACTOR) as session:
        session.add_many(Subject, [{**r, "uid": u} for r, u in zip(ROWS, uids, strict=True)])
    with book.change("改", office.ACTOR) as session:
        session.set_many(Subject, ((uid, {"park": f"{uid[-4:]}园"}) for uid in uids))
    with book.read() as connection:
        parks = connection.scalars(select(Subject.park).order_by(Subject.id)).all()
        assert connection.scalars(select(Op.seq).order_by(Op.seq)).all() == list(range(1, 7))
    assert parks == [f"{uid[-4:]}园" for uid in uids]
    assert check(book) == []
