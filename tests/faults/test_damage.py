"""A database whose bytes were turned over is told as damage, wherever that is met."""

from pathlib import Path

import pytest
from sqlalchemy import select

from desk.book.casebook import DATABASE, Book
from desk.errors import Trouble
from models.tables import Subject
from tests.desk import office

PAGE = 4096  # bytes of a page of the database


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The database of a closed casebook with a few subjects."""
    with office.new_book(tmp_path) as book:
        return office.with_subjects(book).folder / DATABASE


def names(folder: Path) -> list[str | None]:
    """What the subjects of a casebook are called."""
    with Book.open(folder) as book, book.read() as connection:
        return list(connection.scalars(select(Subject.name)))


def test_a_text_that_is_none_any_more_is_told_as_damage(database: Path) -> None:
    name = office.CLOUD.encode()
    database.write_bytes(database.read_bytes().replace(name, b"\xff" * len(name)))
    with pytest.raises(Trouble, match="已损坏"):
        names(database.parent)


@pytest.mark.parametrize("stride", [7, 61, 97, 1009])
def test_scratched_pages_never_open_with_anything_but_a_sentence(
    database: Path, stride: int
) -> None:
    data = bytearray(database.read_bytes())
    for place in range(PAGE // 8, len(data), stride):
        data[place] ^= 0xFF
    database.write_bytes(data)
    with pytest.raises(Trouble, match="损坏"):
        names(database.parent)
