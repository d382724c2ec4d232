"""A long list's order: found in parts, given up from another thread."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import pytest
from sqlalchemy import text

from desk.book.casebook import Book
from desk.book.place import Place
from desk.lists import Query, count, counted, id_of, ids, uids, uids_of
from desk.orders import Asking
from desk.progress import Cancelled

#: Counts for minutes.
ENDLESS = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000000000)"
    " SELECT count(*) FROM n"
)


@pytest.mark.parametrize("sort", ["", "due_on", "lamp", "number", "lead_unit"])
@pytest.mark.parametrize("descending", [False, True])
def test_ids_name_the_records_that_the_list_names(
    demo: Place, sort: str, *, descending: bool
) -> None:
    with Book.open(demo, writable=False) as book, book.read() as connection:
        query = Query("issues", sort=sort, descending=descending)
        found = ids(connection, query, book.clock.today())
        assert uids_of(connection, "issues", found) == uids(connection, query, book.clock.today())
        assert ids(connection, query, book.clock.today(), 7) == found[:7]


def test_an_id_that_is_gone_has_no_uid(demo: Place) -> None:
    with Book.open(demo, writable=False) as book, book.read() as connection:
        first = ids(connection, Query("issues"), book.clock.today(), 1)[0]
        uid = uids_of(connection, "issues", [first, 10**9])
        assert uid[1] == ""
        assert id_of(connection, "issues", uid[0]) == first


def test_many_filters_are_counted_in_one_walk(demo: Place) -> None:
    filters = [{}, {"state": "已销号"}, {"state": "待销号"}, {"lamp": "red"}]
    with Book.open(demo, writable=False) as book, book.read() as connection:
        today = book.clock.today()
        each = [count(connection, Query("issues", where), today) for where in filters]
        assert counted(connection, Query("issues"), filters, today) == each
        assert len(set(each)) == len(each)


def test_of_one_kind_of_subject_only_those_are_counted(demo: Place) -> None:
    with Book.open(demo, writable=False) as book, book.read() as connection:
        today = book.clock.today()
        firms = count(connection, Query("enterprises"), today)
        assert counted(connection, Query("enterprises"), [{}], today) == [firms]
        assert firms < count(connection, Query("subjects"), today)


def test_a_question_that_is_running_is_given_up_from_another_thread(demo: Place) -> None:
    began = Event()
    with Book.open(demo, writable=False) as book, ThreadPoolExecutor(1) as beside:
        asking = Asking(book)

        def ask() -> None:
            with asking.read() as connection:
                began.set()
                connection.execute(ENDLESS)

        answer = beside.submit(ask)
        began.wait()
        while not wait([answer], timeout=0.05).done:
            asking.give_up()
        with pytest.raises(Cancelled):
            answer.result()
        with book.read() as connection:
            assert count(connection, Query("issues"), book.clock.today())


def test_what_was_given_up_is_not_asked_any_more(demo: Place) -> None:
    with Book.open(demo, writable=False) as book:
        asking = Asking(book)
        asking.give_up()
        with pytest.raises(Cancelled), asking.read():
            pass
