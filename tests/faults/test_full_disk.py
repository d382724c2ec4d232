"""A full disk: one sentence, nothing half-saved, and work goes on once there is room."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.checkup import check
from desk.errors import Trouble
from models.tables import Organization
from tests.desk import office


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        yield book


@contextmanager
def no_room(session: Writer) -> Iterator[None]:
    """The database may not grow meanwhile, as on a full disk."""
    raw = session.connection().connection.driver_connection
    assert raw is not None
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count={pages}")
    try:
        yield
    finally:
        raw.execute("PRAGMA max_page_count=4294967294")


def write_with_no_room(book: Book) -> None:
    with book.change("登记", office.ACTOR) as session, no_room(session):
        session.create(Organization, name="经发局", note="长" * 100_000)
        session.flush()


def test_a_full_disk_is_told_and_what_was_saved_stays(book: Book) -> None:
    with book.change("登记", office.ACTOR) as session:
        session.create(Organization, name="人社局")
    with pytest.raises(Trouble, match="磁盘已满"):
        write_with_no_room(book)
    with book.change("登记", office.ACTOR) as session:
        session.create(Organization, name="住建局")
    with book.read() as connection:
        names = connection.scalars(select(Organization.name).order_by(Organization.id)).all()
    assert names == ["人社局", "住建局"]
    assert check(book) == []
