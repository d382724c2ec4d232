"""Values by key in one column: logged one by one, undone and rebuilt as the rest."""

from pathlib import Path

import msgspec
from sqlalchemy import select

from desk import checkup
from desk.book import undo
from desk.book.casebook import Book
from models.tables import Card, Op
from tests.desk import office


def _answers(book: Book) -> dict[str, object]:
    with book.read() as connection:
        return dict(connection.scalars(select(Card.answers)).one())


def _filled(folder: Path) -> Book:
    book = office.new_book(folder)
    with book.change("填卡", office.ACTOR) as session:
        session.create(Card, number="一", answers={"revenue": 12.5, "wishes": ["用地", "融资"]})
    return book


def _correct(book: Book, answers: dict[str, object]) -> None:
    with book.change("改卡", office.ACTOR) as session:
        session.scalars(select(Card)).one().answers = answers


def test_only_the_answers_that_changed_are_logged(tmp_path: Path) -> None:
    with _filled(tmp_path) as book:
        _correct(book, {"revenue": 13.0, "wishes": ["用地", "融资"], "staff": 8})
        with book.read() as connection:
            body = connection.scalars(select(Op.body).order_by(Op.seq.desc())).first()
    fields = msgspec.json.decode(body or "")["f"]
    assert fields == {"answers.revenue": 13.0, "answers.staff": 8}


def test_an_answer_that_is_taken_away_is_gone_and_comes_back_by_undo(tmp_path: Path) -> None:
    with _filled(tmp_path) as book:
        _correct(book, {"wishes": ["用地"]})
        assert _answers(book) == {"wishes": ["用地"]}
        undo.undo(book)
        assert _answers(book) == {"revenue": 12.5, "wishes": ["用地", "融资"]}
        assert checkup.check(book) == []


def test_a_card_that_was_undone_comes_back_with_its_answers(tmp_path: Path) -> None:
    with _filled(tmp_path) as book:
        undo.undo(book)
        undo.redo(book)
        assert _answers(book) == {"revenue": 12.5, "wishes": ["用地", "融资"]}
        assert checkup.check(book) == []


def test_the_answers_can_be_rebuilt_from_the_log(tmp_path: Path) -> None:
    with _filled(tmp_path) as book:
        _correct(book, {"staff": 3})
        assert checkup.check(book) == []
