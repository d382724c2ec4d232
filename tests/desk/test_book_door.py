"""The one door: what goes through it is saved and logged together, and nothing passes beside it."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, func, select, update

from desk.book.casebook import Book
from desk.book.place import Place
from desk.errors import Refused, Trouble
from models.tables import Change, Op, Organization, Person, Replica
from tests.desk import office


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        yield book


def count(connection: Connection, model: type[Change] | type[Op] | type[Organization]) -> int:
    return connection.scalar(select(func.count()).select_from(model)) or 0


def last_op(book: Book) -> dict[str, Any]:
    with book.read() as connection:
        row = connection.execute(select(Op.__table__).order_by(Op.seq.desc())).mappings().first()
    assert row is not None
    return {**row, "body": msgspec.json.decode(row["body"])}


def write_and_refuse(book: Book) -> None:
    with book.change("登记", "周安一") as session:
        session.create(Organization, name="经发局")
        session.flush()
        raise Refused("不行。")


def test_a_change_is_one_log_entry_with_an_op_for_each_row(book: Book) -> None:
    with book.change("登记两个单位", "周安一") as session:
        session.create(Organization, name="经发局")
        session.create(Organization, name="人社局")
    with book.read() as connection:
        change = connection.execute(select(Change.__table__)).one()
        assert (change.label, change.actor) == ("登记两个单位", "周安一")
        assert change.business_on == "2018-07-31"
        assert not change.at.startswith("2018")
        assert count(connection, Op) == 2


def test_a_row_touched_twice_in_a_change_is_one_op(book: Book) -> None:
    with book.change("登记", "周安一") as session:
        unit = session.create(Organization, name="经发局")
        session.flush()
        unit.short_name = "经发"
    assert last_op(book)["body"] == {"b": {}, "f": {"name": "经发局", "short_name": "经发"}}
    assert last_op(book)["seq"] == 1


def test_an_op_names_the_stamp_that_it_overwrites(book: Book) -> None:
    with book.change("登记", "周安一") as session:
        uid = session.create(Organization, name="经发局").uid
    made = last_op(book)
    with book.change("改名", "周安一") as session:
        session.by_uid(Organization, uid).name = "经济发展局"
    assert last_op(book)["body"] == {
        "b": {"name": [f"{made['hlc']:016x}{made['replica']}"]},
        "f": {"name": "经济发展局"},
    }


def test_a_change_that_changes_nothing_leaves_no_entry(book: Book) -> None:
    with book.change("登记", "周安一") as session:
        uid = session.create(Organization, name="经发局").uid
    with book.change("没有改动", "周安一") as session:
        unit = session.by_uid(Organization, uid)
        unit.name = "别的"
        session.flush()
        unit.name = "经发局"
    with book.read() as connection:
        assert connection.scalars(select(Change.label)).all() == ["登记"]


def test_a_row_made_and_removed_in_one_change_leaves_no_op(book: Book) -> None:
    with book.change("登记", "周安一") as session:
        session.create(Organization, name="经发局")
        gone = session.create(Person, name="钱安二")
        session.flush()
        session.delete(gone)
    with book.read() as connection:
        assert connection.scalars(select(Op.tbl)).all() == ["organization"]


def test_nothing_is_written_when_the_block_raises(book: Book) -> None:
    with pytest.raises(Refused):
        write_and_refuse(book)
    with book.read() as connection:
        assert count(connection, Organization) == count(connection, Change) == 0
        assert connection.scalar(select(Replica.seq).where(Replica.mine == 1)) == 0


def test_a_bulk_update_on_the_session_is_refused(book: Book) -> None:
    with (
        pytest.raises(RuntimeError, match="the log must see it"),
        book.change("批量", "周安一") as session,
    ):
        session.execute(update(Organization).values(name="x"))


def test_many_rows_at_once_are_logged_as_single_ones_are(book: Book) -> None:
    with book.change("导入", "周安一") as session:
        session.add_many(Organization, [{"uid": f"{n:032x}", "name": f"单位{n}"} for n in range(3)])
    with book.change("更新", "周安一") as session:
        session.set_many(Organization, [(f"{1:032x}", {"name": "单位甲"})])
    assert last_op(book)["body"]["f"] == {"name": "单位甲"}
    with book.read() as connection:
        names = connection.scalars(select(Organization.name).order_by(Organization.uid)).all()
        assert (names, count(connection, Op)) == (["单位0", "单位甲", "单位2"], 4)


def test_listeners_hear_which_tables_changed_and_nothing_of_an_empty_change(book: Book) -> None:
    heard: list[frozenset[str]] = []
    stop = book.subscribe(heard.append)
    with book.change("登记", "周安一") as session:
        session.create(Organization, name="经发局")
    with book.change("空", "周安一"):
        pass
    stop()
    with book.change("登记", "周安一") as session:
        session.create(Person, name="钱安二")
    assert heard == [frozenset({"organization"})]


def test_the_clock_of_the_log_rises_within_a_change_and_across_changes(book: Book) -> None:
    for _ in range(3):
        with book.change("登记", "周安一") as session:
            session.create(Organization, name="经发局")
            session.create(Person, name="钱安二")
    with book.read() as connection:
        clocks = connection.scalars(select(Op.hlc).order_by(Op.seq)).all()
    assert clocks == sorted(set(clocks))


def test_a_book_opened_for_reading_refuses_to_write(tmp_path: Path) -> None:
    office.new_book(tmp_path).close()
    with (
        Book.open(tmp_path / "casebook", writable=False) as book,
        pytest.raises(Trouble, match="只读"),
        book.change("登记", "周安一"),
    ):
        pass


def test_a_reading_connection_cannot_write_even_by_hand(book: Book) -> None:
    with pytest.raises(Exception, match=r"readonly|只能读"), book.read() as connection:
        connection.execute(update(Organization).values(name="x"))


def test_what_is_refused_apart_is_taken_back_alone_and_never_logged(book: Book) -> None:
    with book.change("登记", "周安一") as session:
        kept = session.create(Organization, name="经发局")
        with suppress(Refused), session.apart():
            kept.short_name = "经发"
            session.create(Organization, name="人社局")
            session.flush()
            raise Refused("不行。")
        with session.apart():
            kept.short_name = "经"
    with book.read() as connection:
        units = connection.execute(select(Organization.name, Organization.short_name)).all()
        assert [tuple(unit) for unit in units] == [("经发局", "经")]
        assert count(connection, Op) == 1
    assert last_op(book)["body"] == {"b": {}, "f": {"name": "经发局", "short_name": "经"}}


def test_a_row_whose_deletion_was_refused_apart_is_not_told_as_gone(book: Book) -> None:
    with book.change("登记", "周安一") as session:
        unit = session.create(Organization, name="经发局")
    with book.change("删除", "周安一") as session:
        with suppress(Refused), session.apart():
            session.delete(session.by_uid(Organization, unit.uid))
            session.flush()
            raise Refused("不行。")
        assert not any(session.gone.values())
        session.by_uid(Organization, unit.uid).short_name = "经发"
    with book.read() as connection:
        assert connection.scalars(select(Organization.short_name)).all() == ["经发"]


def test_a_change_may_be_named_when_it_is_known_what_came_of_it(book: Book) -> None:
    with book.change("登记 2 个单位", "周安一") as session:
        session.create(Organization, name="经发局")
        session.label = "登记 1 个单位"
    with book.read() as connection:
        assert connection.scalar(select(Change.label)) == "登记 1 个单位"
