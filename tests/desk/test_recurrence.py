"""再次发生: told while it is registered, named in the pane, and held by the gate of closing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from desk import details
from desk.book.casebook import Book
from desk.errors import Refused
from desk.recurrence import Before, closed_before, recurring
from desk.references import find
from models.tables import Issue
from tests.desk import office


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        yield office.with_subjects(book)


def closed(book: Book) -> str:
    number = office.issue(book, office.CLOUD, "2018-06-01", "旺季停电")
    office.start(book, number, "2018-06-01")
    office.finish(book, number, "2018-06-05")
    return number


def before(book: Book, subject: str, category: str, on: date) -> Before | None:
    with book.read() as connection:
        uid = find(connection, "subjects", subject) or ""
        return closed_before(connection, uid, category, on)


def test_what_was_closed_within_a_year_is_named_with_its_day(book: Book) -> None:
    number = closed(book)
    found = Before(number, date(2018, 6, 5))
    assert before(book, office.CLOUD, "能源保障", date(2018, 6, 5)) == found
    assert before(book, office.CLOUD, "能源保障", date(2019, 6, 5)) == found
    assert before(book, office.CLOUD, "能源保障", date(2019, 6, 6)) is None
    assert before(book, office.CLOUD, "用地", date(2018, 7, 1)) is None
    assert before(book, office.GRAIN, "能源保障", date(2018, 7, 1)) is None


def test_what_came_back_is_told_though_the_earlier_one_was_reopened_and_closed_again(
    book: Book,
) -> None:
    first = closed(book)
    number = office.issue(book, office.CLOUD, "2018-07-02", "又停电")
    office.take(book, first, "reopen", "2018-07-10", reason="又跳闸")
    for day in ("", "2018-07-20"):
        if day:
            office.finish(book, first, day)
        with book.read() as connection:
            assert details.issue(connection, number, book.clock.today()).recurs == first


def test_an_issue_of_no_category_is_no_recurrence(book: Book) -> None:
    first = office.issue(book, office.CLOUD, "2018-06-01", "旺季停电", "")
    office.start(book, first, "2018-06-01")
    office.finish(book, first, "2018-06-05")
    for category in ("", "能源保障"):
        office.issue(book, office.CLOUD, "2018-07-02", f"又停电{category}", category)
    with book.read() as connection:
        assert recurring(connection, connection.execute(select(Issue.__table__)).all()) == {}


def test_what_came_back_is_closed_with_a_measure_that_treats_the_cause(book: Book) -> None:
    first = closed(book)
    number = office.issue(book, office.CLOUD, "2018-07-02", "又停电")
    with book.read() as connection:
        assert details.issue(connection, number, book.clock.today()).recurs == first
    office.start(book, number, "2018-07-02")
    for name, values in (
        ("resolve", {"result": "已抢修"}),
        ("verify", {}),
        ("follow_up", {"satisfaction": "满意"}),
    ):
        office.take(book, number, name, "2018-07-05", **values)
    with pytest.raises(Refused, match=f"同类问题（{first}）销号后一年内再次发生"):
        office.take(book, number, "close", "2018-07-06")
    done = {"text": "更换变压器", "treats_cause": "治本"}
    office.take(book, number, "measure", "2018-07-06", **done)
    office.take(book, number, "measure_done", "2018-07-06", measure=1, outcome="已更换")
    office.take(book, number, "close", "2018-07-06")
