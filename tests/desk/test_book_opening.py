"""Opening: one SQLite library, safe settings, one writer, no network share, no newer casebook."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine

from desk.book import engine
from desk.book.casebook import Book, create
from desk.errors import Refused, Trouble
from desk.mounts import NETWORK_TYPES, is_network
from tests.desk import office

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
//server/office /mnt/office cifs rw,vers=3.0 0 0
server:/home /home/nfs nfs4 rw 0 0
/dev/sdb1 /home/nfs/usb exfat rw 0 0
user@host: /mnt/with\\040blank fuse.sshfs rw 0 0
short line
"""


@pytest.mark.parametrize("made", [engine.writer_engine, engine.migration_engine])
def test_every_writing_connection_is_wal_and_synchronous_full(
    tmp_path: Path, made: Callable[[Path, bytes | None], Engine]
) -> None:
    with office.new_book(tmp_path) as book:
        pool = made(book.database, None)
        with pool.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        pool.dispose()


def test_the_door_itself_writes_with_synchronous_full(tmp_path: Path) -> None:
    with office.new_book(tmp_path) as book, book.change("看", "周安一") as session:
        assert session.connection().exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


USES_EVERYTHING = """
import sys
from pathlib import Path
from desk.cli.main import main
main(["new", sys.argv[1]], lambda book: 0)
main(["check", sys.argv[1]], lambda book: 0)
import ui.app
print("sqlite3" in sys.modules, Path("/proc/self/maps").read_text())
"""


def test_there_is_one_sqlite_library_in_the_process(tmp_path: Path) -> None:
    command = [sys.executable, "-c", USES_EVERYTHING, str(tmp_path / "casebook")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded, maps = done.stdout.split("台账完好。")[1].strip().split(" ", 1)
    assert loaded == "False"
    assert "sqlcipher3/_sqlite3" in maps
    assert not re.search(r"libsqlite3|lib-dynload/_sqlite3|qsqlite|QtSql", maps)


def test_the_sqlite_library_has_no_known_corruption() -> None:
    assert sqlite.sqlite_version_info >= (3, 51, 3)


def test_an_old_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "sqlite_version_info", (3, 50, 4))
    with pytest.raises(Trouble, match="过旧"):
        engine.assert_library()


def test_a_second_writer_is_refused_while_readers_work(tmp_path: Path) -> None:
    with office.new_book(tmp_path) as book:
        with pytest.raises(Trouble, match="先关闭它"):
            Book.open(book.folder)
        with Book.open(book.folder, writable=False) as reader, reader.read() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM subject").scalar() == 0
    with Book.open(tmp_path / "casebook"):
        pass


def test_a_folder_that_is_no_casebook_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=re.escape(str(tmp_path))):
        Book.open(tmp_path)


@pytest.mark.parametrize("data", [b"", b"not a database" * 100], ids=["empty", "rubbish"])
def test_a_damaged_file_is_trouble_and_names_the_backups(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "casebook.db").write_bytes(data)
    with pytest.raises(Trouble, match="备份"):
        Book.open(tmp_path)


def test_a_database_of_another_program_is_not_taken_for_a_casebook(tmp_path: Path) -> None:
    other = sqlite.connect(str(tmp_path / "casebook.db"))
    other.execute("CREATE TABLE notes (text)")
    other.close()
    with pytest.raises(Trouble, match="不是台账数据库"):
        Book.open(tmp_path)


def test_a_casebook_of_a_newer_program_is_refused_by_name(tmp_path: Path) -> None:
    with office.new_book(tmp_path) as book:
        newer = engine.writing(book.database, None)
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    with pytest.raises(Refused, match=r"9999.*升级程序"):
        Book.open(tmp_path / "casebook")


def test_a_casebook_is_not_made_where_something_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("kept")
    with pytest.raises(Refused, match="换一个位置"):
        create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_casebook_that_could_not_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble):
        create(tmp_path / "file" / "casebook")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    "path",
    ["/mnt/office/台账", "/home/nfs/台账", "/mnt/with blank/台账", "//server/x", "\\\\server\\x"],
)
def test_a_network_share_is_told_by_the_mount_table_or_the_name(path: str) -> None:
    assert is_network(path, MOUNTS)


@pytest.mark.parametrize("path", ["/home/u/台账", "/mnt/officer", "/home/nfs/usb/台账"])
def test_a_disk_of_this_machine_is_no_network_share(path: str) -> None:
    assert not is_network(path, MOUNTS)


@pytest.mark.parametrize("type_", sorted(NETWORK_TYPES))
def test_every_network_file_system_is_refused(type_: str) -> None:
    assert is_network("/data/台账", f"x / ext4 rw 0 0\nserver /data {type_} rw 0 0\n")


def test_a_casebook_on_a_network_share_is_neither_made_nor_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.new_book(tmp_path).close()
    table = tmp_path / "mounts"
    table.write_text(f"server:/x {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr("desk.mounts.MOUNT_TABLE", table)
    with pytest.raises(Refused, match="网络共享"):
        create(tmp_path / "another")
    with pytest.raises(Refused, match="网络共享"):
        Book.open(tmp_path / "casebook")
