"""The demo casebook, made once for all tests; fixtures that `tests/conftest.py` hands on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import archives, demo
from desk.book.casebook import Book
from desk.book.place import Address, Place
from tests.shared_office import Server


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


@pytest.fixture(scope="session")
def demo_office(server: Server, demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with the demo casebook; tests get copies of it."""
    address = server.make()
    archive = tmp_path_factory.mktemp("archive") / "demo.backup"
    with Book.open(demo_folder, writable=False) as book:
        archives.pack(book, archive)
    archives.restore(archive, address)
    return address.name


@pytest.fixture
def shared_demo(server: Server, demo_office: str) -> Iterator[Address]:
    """The address of a demo casebook that is shared, to do with as one likes."""
    address = server.make(demo_office)
    yield address
    server.drop(address)


@pytest.fixture(name="demo", params=["folder", "server"])
def demo_anywhere(request: pytest.FixtureRequest) -> Place:
    """A demo casebook for one test, closed: in a folder, then again shared on a server."""
    fixture = "demo_book_folder" if request.param == "folder" else "shared_demo"
    found = request.getfixturevalue(fixture)
    assert isinstance(found, Path | Address)
    return found
