"""The demo casebook, made once for all tests; fixtures that `tests/conftest.py` hands on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import demo
from desk.book.casebook import Book


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo casebook, closed. All tests share it: read it, never write."""
    folder = tmp_path_factory.mktemp("demo") / "casebook"
    demo.make(folder)
    return folder


@pytest.fixture
def demo_book_folder(demo_folder: Path, tmp_path: Path) -> Path:
    """A copy of the demo casebook for one test, closed, to do with as it likes."""
    return shutil.copytree(demo_folder, tmp_path / "demo")


@pytest.fixture
def demo_book(demo_book_folder: Path) -> Iterator[Book]:
    """A copy of the demo casebook, open for writing."""
    with Book.open(demo_book_folder) as book:
        yield book
