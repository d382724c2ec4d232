"""One row touched in several ways in one change: the log says what the table holds."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.book.place import Place
from desk.book.undo import undo
from desk.checkup import check
from models.tables import Op, Organization, Person
from tests.desk import office
from tests.desk.office import ACTOR

UID = f"{1:032x}"
ROW = {"uid": UID, "name": "试办区经发局", "phone": "1"}


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        yield book


def registered(book: Book) -> None:
    with book.change("登记", ACTOR) as session:
        session.add_many(Organization, [ROW])


def unit(session: Writer) -> Organization:
    return session.by_uid(Organization, UID)


def last_op(book: Book) -> tuple[str, dict[str, Any]]:
    with book.read() as connection:
        asked = select(Op.kind, Op.body).order_by(Op.seq.desc())
        kind, body = connection.execute(asked).first() or ("", "{}")
    return kind, msgspec.json.decode(body or "{}").get("f", {})


def test_a_row_added_in_bulk_and_edited_as_an_object_is_one_new_row(book: Book) -> None:
    with book.change("登记", ACTOR) as session:
        session.add_many(Organization, [ROW])
        unit(session).name = "试办区人社局"
    assert last_op(book) == ("new", {"name": "试办区人社局", "phone": "1"})
    assert check(book) == []


def test_an_object_edited_after_a_bulk_edit_is_logged_as_it_was_left(book: Book) -> None:
    registered(book)
    with book.change("修改", ACTOR) as session:
        session.set_many(Organization, [(UID, {"name": "甲局"})])
        unit(session).name = "乙局"
    assert last_op(book) == ("set", {"name": "乙局"})
    assert check(book) == []


def test_an_object_edited_before_and_after_a_bulk_edit_is_logged_as_it_was_left(
    book: Book,
) -> None:
    registered(book)
    with book.change("修改", ACTOR) as session:
        one = unit(session)
        one.name = "甲局"
        session.set_many(Organization, [(UID, {"name": "乙局", "phone": "2"})])
        one.name = "试办区经发局"
    assert last_op(book) == ("set", {"phone": "2"})
    assert check(book) == []


def test_a_field_cleared_though_its_old_value_was_not_read_is_logged(book: Book) -> None:
    registered(book)
    with book.change("修改", ACTOR) as session:
        one = unit(session)
        session.set_many(Organization, [(UID, {"name": "甲局"})])
        one.phone = None
    assert last_op(book) == ("set", {"name": "甲局", "phone": None})
    assert check(book) == []
    undo(book)
    assert check(book) == []


def test_an_object_made_and_removed_in_bulk_leaves_no_op(book: Book) -> None:
    with book.change("登记", ACTOR) as session:
        made = session.create(Organization, name="甲局")
        session.flush()
        session.remove_many(Organization, [made.uid])
        session.create(Person, name="钱安二")
    with book.read() as connection:
        assert connection.scalars(select(Op.tbl)).all() == ["person"]
    assert check(book) == []


def test_an_object_edited_and_removed_in_bulk_is_one_delete(book: Book) -> None:
    registered(book)
    with book.change("删除", ACTOR) as session:
        unit(session).name = "甲局"
        session.remove_many(Organization, [UID])
    assert last_op(book) == ("delete", {})
    assert check(book) == []


def test_a_row_removed_and_brought_back_in_one_change_is_logged_as_it_stands(book: Book) -> None:
    registered(book)
    with book.change("重登", ACTOR) as session:
        session.delete(unit(session))
        session.flush()
        session.revive_many(Organization, [(UID, {"name": "甲局"})])
    kind, fields = last_op(book)
    assert (kind, fields["name"], fields["phone"]) == ("set", "甲局", None)
    assert check(book) == []


def test_rows_written_past_the_log_are_refused_by_every_way_of_the_session(book: Book) -> None:
    with (
        pytest.raises(RuntimeError, match="the log must see it"),
        book.change("批量", ACTOR) as session,
    ):
        session.bulk_insert_mappings(Organization.__mapper__, [ROW])
    with (
        pytest.raises(RuntimeError, match="the log must see it"),
        book.change("批量", ACTOR) as session,
    ):
        session.bulk_save_objects([Organization(**ROW)])
