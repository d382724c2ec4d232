"""The command line on an empty casebook or on that of a summer; folders with such a casebook."""

import shutil
from collections.abc import Callable
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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed casebook of a summer."""
    with office.new_book(tmp_path_factory.mktemp("made")) as book:
        office.with_a_summer(office.with_subjects(book))
        return book.folder


@pytest.fixture
def start(made: Path, tmp_path: Path) -> Callable[[], Path]:
    """Makes a fresh copy of it each time it is asked."""

    def fresh() -> Path:
        shutil.rmtree(tmp_path / "copy", ignore_errors=True)
        return Path(shutil.copytree(made, tmp_path / "copy"))

    return fresh
