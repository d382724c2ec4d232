"""共性问题: many subjects' issues under one head, handled at once, rated and closed singly."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import common_problems
from desk.book import undo
from desk.book.casebook import Book
from desk.errors import Refused
from desk.issues import Act, step_many
from desk.lists import Query, lines
from tests.desk import office

TITLE = "园区旺季停电"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        yield office.with_subjects(book)


@pytest.fixture
def issues(book: Book) -> list[str]:
    subjects = (office.CLOUD, office.GRAIN, office.TIDE)
    return [office.issue(book, one, "2018-07-02", "旺季停电") for one in subjects]


def heads(book: Book) -> list[common_problems.Head]:
    with book.read() as connection:
        return common_problems.heads(connection)


def test_issues_are_put_under_a_new_head_and_found_by_it(book: Book, issues: list[str]) -> None:
    uid = common_problems.put_under(book, TITLE, issues[:2], office.ACTOR)
    assert common_problems.put_under(book, "试办-2018-共1", issues[2:], office.ACTOR) == uid
    (head,) = heads(book)
    assert (head.number, head.title, head.issues, head.open) == ("试办-2018-共1", TITLE, 3, 3)
    with book.read() as connection:
        found = lines(connection, Query("issues", {"head": uid}), office.END_OF_JULY)
    assert {line.shown["number"] for line in found} == set(issues)
    assert {line.shown["head"] for line in found} == {TITLE}


def test_what_is_handled_once_is_rated_and_closed_singly(book: Book, issues: list[str]) -> None:
    common_problems.put_under(book, TITLE, issues, office.ACTOR)
    step_many(book, issues, Act("dispatch", {"lead_unit": office.POWER}), office.ACTOR)
    step_many(book, issues, Act("accept", {"responsible": "李安四"}), office.ACTOR)
    office.finish(book, issues[0], "2018-07-31")
    (head,) = heads(book)
    assert (head.issues, head.open, head.closed, head.content) == (3, 2, 1, 1)


def test_what_was_merged_or_withdrawn_is_out_of_count(book: Book, issues: list[str]) -> None:
    issues.append(office.issue(book, office.CLOUD, "2018-07-03", "又停电"))
    common_problems.put_under(book, TITLE, issues, office.ACTOR)
    office.take(book, issues[3], "merge", "2018-07-31", into=issues[0])
    office.take(book, issues[2], "withdraw", "2018-07-31", reason="误报")
    (head,) = heads(book)
    assert (head.issues, head.open, head.closed) == (2, 2, 0)
    with book.read() as connection:
        listed = Query("issues", common_problems.counted_under(head.uid))
        assert len(lines(connection, listed, office.END_OF_JULY)) == head.issues


def test_undo_takes_the_issues_out_and_then_the_head_away(book: Book, issues: list[str]) -> None:
    common_problems.put_under(book, TITLE, issues, office.ACTOR)
    undo.undo(book, office.ACTOR)
    assert [head.issues for head in heads(book)] == [0]
    undo.undo(book, office.ACTOR)
    assert heads(book) == []
    with book.read() as connection:
        found = lines(connection, Query("issues"), office.END_OF_JULY)
    assert {line.shown["head"] for line in found} == {""}


def test_what_is_taken_out_is_under_no_head(book: Book, issues: list[str]) -> None:
    common_problems.put_under(book, TITLE, issues, office.ACTOR)
    common_problems.take_out(book, issues[:1], office.ACTOR)
    assert heads(book)[0].issues == 2
    with pytest.raises(Refused, match="没有归在共性问题下"):
        common_problems.take_out(book, issues[:2], office.ACTOR)
    assert heads(book)[0].issues == 2


def test_a_head_without_a_name_and_an_issue_that_is_withdrawn_are_refused(
    book: Book, issues: list[str]
) -> None:
    with pytest.raises(Refused, match="请写明归入哪个共性问题"):
        common_problems.put_under(book, " ", issues, office.ACTOR)
    office.take(book, issues[0], "withdraw", "2018-07-31", reason="企业撤回")
    with pytest.raises(Refused, match="已经并案或撤销"):
        common_problems.put_under(book, TITLE, issues, office.ACTOR)
    assert heads(book) == []
