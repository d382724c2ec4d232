"""The command line as a fixture: on an empty casebook, and on the casebook of a summer."""

from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.book.place import place_of
from desk.clock import Clock
from tests.desk import office
from tests.desk.line import Line


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """The command line on an empty casebook."""
    office.new_book(tmp_path).close()
    return Line(tmp_path / "casebook", capsys)


@pytest.fixture
def summer(line: Line) -> Line:
    """The command line on the casebook of a summer."""
    with Book.open(place_of(line.book)) as book:
        book.clock = Clock(office.END_OF_JULY)
        office.with_a_summer(office.with_subjects(book))
    return line
