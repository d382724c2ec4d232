"""What somebody who searches at the window is shown."""

from collections.abc import Iterator

import pytest

from desk.book.casebook import Book
from desk.book.place import Place
from desk.lists import Query, lines
from desk.looking import APART, Asked, advice, counts, glance, page, recalled
from desk.orders import Asking
from desk.progress import Cancelled
from desk.search import tally
from models.fields import SUBJECT_KINDS
from tests.stories.cards import FIRM

_LONG = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000) SELECT i FROM n
"""


@pytest.fixture
def book(demo: Place) -> Iterator[Book]:
    with Book.open(demo, writable=False) as book:
        yield book


def test_an_issue_is_shown_with_where_it_stands(book: Book) -> None:
    rows = page(Asking(book), Asked("用电", "issues"))
    with book.read() as connection:
        stand = {
            line.uid: (line.values["lamp"], line.shown["state"])
            for line in lines(connection, Query("issues"), book.clock.today())
        }
    assert rows
    assert {row.hit.uid: (row.lamp, row.state) for row in rows}.items() <= stand.items()


def test_other_records_have_no_lamp(book: Book) -> None:
    rows = page(Asking(book), Asked("有限公司", "visits"))
    assert rows
    assert {(row.lamp, row.state) for row in rows} == {("", "")}


def test_pages_follow_each_other(book: Book) -> None:
    asked = Asked("有限公司", "visits")
    whole = page(Asking(book), asked, 90)
    first = page(Asking(book), asked, 40)
    assert first + page(Asking(book), asked, 50, first[-1].hit) == whole


def test_what_bears_a_name_comes_before_what_belongs_to_it(book: Book) -> None:
    hits = [row.hit for row in page(Asking(book), Asked(FIRM))]
    subjects = [hit for hit in hits if hit.opens[0] in ("enterprises", "projects")]
    assert subjects[0].title == FIRM
    assert len(subjects) > 1
    assert set(hits[: len(subjects)]) >= {*subjects[:2]}


def test_each_kind_is_counted_apart(book: Book) -> None:
    counted = counts(Asking(book), "用电")
    assert tuple(counted) == APART
    with book.read() as connection:
        together = tally(connection, "用电", most=100_000)
    assert sum(one.number for one in counted.values()) == together.number > 0


def test_the_palette_gets_a_few_records_of_each_kind(book: Book) -> None:
    hits = glance(Asking(book), "有限公司")
    kinds = [hit.opens[0] for hit in hits]
    assert kinds[0] in {kind.name for kind in SUBJECT_KINDS.values()}
    assert {"issues", "visits", "cards"} <= set(kinds)
    assert max(kinds.count(kind) for kind in ("issues", "visits", "cards")) == 5
    assert glance(Asking(book), "没有这样的企业") == []


def test_records_are_found_by_words_numbers_and_initials(book: Book) -> None:
    (firm, *_) = glance(Asking(book), "ljxc")
    assert firm.kind == "enterprises"
    issue = next(hit for hit in glance(Asking(book), "有限公司") if hit.kind == "issues")
    assert issue in glance(Asking(book), issue.number)
    wanted = [("issues", issue.uid), ("subjects", firm.uid), ("issues", "0" * 32), ("action", "x")]
    assert [hit.uid for hit in recalled(Asking(book), wanted)] == [issue.uid, firm.uid]


def test_less_is_advised_where_nothing_was_found(book: Book) -> None:
    assert "用电" in [text for text, _ in advice(Asking(book), "用电没有的事")]


def test_a_search_that_is_given_up_asks_nothing_more(book: Book) -> None:
    asking = Asking(book)
    with asking.read() as connection:
        asking.give_up()
        with pytest.raises(Cancelled):
            tally(connection, "用电")
    with pytest.raises(Cancelled):
        page(asking, Asked("用电"))


@pytest.mark.parametrize("demo", ["folder"], indirect=True)
def test_rows_straight_from_the_driver_are_given_up_like_all_others(book: Book) -> None:
    asking = Asking(book)
    with pytest.raises(Cancelled):
        _give_up_while_fetching(asking)


def _give_up_while_fetching(asking: Asking) -> None:
    with asking.read() as connection:
        result = connection.exec_driver_sql(_LONG)
        asking.give_up()
        result.cursor.fetchall()
