"""A casebook on a server: by its address in every command, refused by name where it cannot be."""

from pathlib import Path
from select import select as readable

import pytest
from psycopg import sql
from sqlalchemy import select, text

from desk import upkeep
from desk.archives import pack, restore
from desk.book import server as book_server
from desk.book.casebook import Book, create
from desk.book.copying import tables
from desk.book.place import Address, place_of
from desk.checkup import check
from desk.errors import Refused, Trouble
from desk.records import add
from models.tables import Attachment, Issue, Organization, Replica
from tests.desk import office
from tests.desk.line import Line, written
from tests.shared_office import Server


@pytest.fixture
def line(database: Address, capsys: pytest.CaptureFixture[str]) -> Line:
    """The command line on an empty database."""
    return Line(database, capsys)


def test_the_commands_take_an_address_for_a_casebook(line: Line) -> None:
    assert line.on("new", "--office", "试办区双创办", "--code", "试办") == 0
    assert line.on("add", "enterprises", f"name={office.CLOUD}") == 0
    assert line.out == "试办-Q0001\n"
    assert line.on("add", "issues", "subject=Q0001", "title=变压器增容") == 0
    number = line.out.strip()
    assert line.on("step", number, "dispatch", f"lead_unit={office.POWER}") == 0
    (issue,) = line.json("list", "issues")
    assert (issue["number"], issue["state"]) == (number, "dispatched")
    assert line.on("undo") == 0
    assert line.json("show", "issues", number)["state"] == "registered"
    assert line.json("check")["sound"] is True


def test_the_password_is_shown_nowhere(database: Address, line: Line) -> None:
    password = str(database.url.password)
    line.on("new")
    assert password not in line.out + repr(database) + str(database) + str(database.folder)
    assert line.on("new") == 1
    assert "已经有台账" in line.err
    assert password not in line.err


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"password": "不对"}, "用户名或密码不对"),
        ({"user": "nobody_known"}, "用户名或密码不对"),
        ({"database": "no_such"}, "没有名为“no_such”的数据库"),
        ({"port": 1}, "连不上共享台账的服务器“127.0.0.1”"),
    ],
    ids=["password", "user", "database", "server"],
)
def test_a_server_that_lets_nobody_in_is_trouble_said_plainly(
    shared: Address, part: dict[str, str | int], said: str
) -> None:
    url = shared.url
    known = {"port": url.port, "database": url.database, "user": url.username}
    whole = {**known, "password": url.password, **part}
    wrong = Address.made_of(
        "127.0.0.1",
        int(whole["port"] or 0),
        str(whole["database"]),
        str(whole["user"]),
        str(whole["password"]),
    )
    with pytest.raises(Trouble, match=said):
        Book.open(wrong)


def test_a_user_without_rights_is_told_so(server: Server, database: Address) -> None:
    made = "CREATE ROLE {} LOGIN PASSWORD 'guest'; REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    server.do(sql.SQL(made).format(sql.Identifier("guest")), database.name)
    guest = server.address(database.name, user="guest", password="guest")
    with pytest.raises(Trouble, match=r"用户“guest”在数据库.*没有权限"):
        create(guest)
    server.do(sql.SQL("DROP OWNED BY {0}; DROP ROLE {0}").format(sql.Identifier("guest")))


def test_a_database_with_other_data_is_neither_filled_nor_opened(
    server: Server, database: Address
) -> None:
    server.do(sql.SQL("CREATE TABLE {} (a text)").format(sql.Identifier("letters")), database.name)
    with pytest.raises(Refused, match="已有别的数据"):
        create(database)
    with pytest.raises(Refused, match="还没有台账"):
        Book.open(database)


def test_a_server_that_is_too_old_is_refused_by_name(
    shared: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_server, "OLDEST", 990000)
    with pytest.raises(Refused, match=r"PostgreSQL 是 1\d.*升级到 99"):
        Book.open(shared)


def test_a_database_that_cannot_hold_every_character_is_refused(server: Server) -> None:
    server.do(
        sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'SQL_ASCII'").format(
            sql.Identifier("ascii")
        )
    )
    with pytest.raises(Refused, match="SQL_ASCII"):
        create(server.address("ascii"))
    server.drop(server.address("ascii"))


def test_an_address_without_a_database_is_refused() -> None:
    with pytest.raises(Refused, match="没有数据库名"):
        place_of("postgresql://server")


def test_a_casebook_that_could_not_be_made_leaves_the_database_empty(database: Address) -> None:
    def fails(_connection: object) -> None:
        raise Refused("不行。")

    with pytest.raises(Refused):
        book_server.create(database, fails)
    create(database)


def test_texts_sort_as_on_a_laptop_whatever_the_database_was_made_for(server: Server) -> None:
    server.do(
        sql.SQL("CREATE DATABASE {} TEMPLATE template0 LOCALE {}").format(
            sql.Identifier("words"), sql.Literal("C.UTF-8")
        )
    )
    address = server.address("words")
    create(address)
    with Book.open(address) as book, book.read() as connection:
        asked = text(
            "SELECT DISTINCT collation_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND data_type = 'text'"
        )
        assert connection.scalars(asked).all() == ["C"]
    server.drop(address)


def rows(book: Book) -> dict[str, list[object]]:
    """Everything but who writes."""
    with book.read() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in tables()
            if table is not Replica.__table__
        }


def test_a_laptops_casebook_moves_to_a_server_and_home_again_whole(
    tmp_path: Path, database: Address
) -> None:
    with office.new_book(tmp_path) as book:
        office.with_a_summer(office.with_subjects(book))
        pack(book, tmp_path / "七月.backup")
        before = rows(book)
    assert restore(tmp_path / "七月.backup", database) == 0
    with Book.open(database) as book:
        assert rows(book) == before
        assert check(book) == []
        add(book, "issues", {"subject": office.CLOUD, "title": "搬家后的问题"}, office.ACTOR)
        pack(book, tmp_path / "八月.backup")
        there = rows(book)
    assert restore(tmp_path / "八月.backup", tmp_path / "回家") == 0
    with Book.open(tmp_path / "回家") as book:
        assert rows(book) == there
        assert check(book) == []
        with book.read() as connection:
            digest = connection.scalars(select(Attachment.sha256)).first() or ""
            titles = connection.scalars(select(Issue.title)).all()
        assert book.store.get(digest) == b"seen on the spot"
        assert "搬家后的问题" in titles


def test_a_backup_is_not_restored_over_a_casebook(tmp_path: Path, shared: Address) -> None:
    with office.new_book(tmp_path) as book:
        pack(book, tmp_path / "一.backup")
    with pytest.raises(Refused, match="已经有台账"):
        restore(tmp_path / "一.backup", shared)
    assert not list(shared.folder.glob("restoring*"))


def test_backup_and_restore_by_command(shared: Address, tmp_path: Path, line: Line) -> None:
    with office.new_book(shared) as book:
        office.with_subjects(book)
    archive = str(tmp_path / "一.backup")
    assert line("backup", written(shared), "--out", archive) == 0
    assert line("restore", archive, "--out", line.book) == 0
    assert len(line.json("list", "subjects")) == 4


def test_a_copy_is_taken_home_before_an_import_once_a_day(shared: Address) -> None:
    with office.new_book(shared) as book:
        office.with_subjects(book)
        assert upkeep.keep(book, upkeep.ON_CLOSING) is None
        copy = upkeep.keep(book, upkeep.BEFORE_IMPORT)
        assert copy is not None
        assert copy.is_relative_to(book.folder)
        add(book, "organizations", {"name": "试办区人社局"}, office.ACTOR)
        assert upkeep.keep(book, upkeep.BEFORE_IMPORT) is None


def test_several_windows_write_at_once_and_hear_of_each_other(shared: Address) -> None:
    with office.new_book(shared) as here, Book.open(shared) as there:
        ear = there.listen()
        assert ear is not None
        add(here, "organizations", {"name": "试办区人社局"}, office.ACTOR)
        assert readable([ear], [], [], 60)[0], "the server calls in its own time"
        assert ear.heard()
        assert there.news() == {"organization"}
        assert there.news() == here.news() == frozenset()
        add(there, "people", {"name": "钱安二"}, office.ACTOR)
        assert here.news() == {"person"}


def test_a_character_that_the_database_does_not_take_is_refused(shared: Address) -> None:
    with (
        office.new_book(shared) as book,
        pytest.raises(Refused, match="数据库不收的字符"),
        book.change("登记", office.ACTOR) as session,
    ):
        session.create(Organization, name="一\0二")
