"""A shared office under strain: many writers, a server that dies, a line that breaks."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from desk.book import server as book_server
from desk.book.casebook import Book, create
from desk.book.place import Address
from desk.checkup import check
from desk.errors import Refused, Trouble
from desk.records import add
from models.tables import Change, Issue, Op, Organization, Subject
from tests.desk import office
from tests.faults import children
from tests.faults.lines import Line
from tests.shared_office import Server

WRITERS = 20


def numbers(book: Book) -> list[str | None]:
    with book.read() as connection:
        return list(connection.scalars(select(Issue.number).order_by(Issue.id)))


def named(book: Book) -> list[str | None]:
    with book.read() as connection:
        return list(connection.scalars(select(Organization.name).order_by(Organization.id)))


@pytest.fixture
def book(shared: Address) -> Iterator[Book]:
    with office.new_book(shared) as book:
        add(book, "enterprises", {"name": office.CLOUD}, office.ACTOR)
        yield book


def test_twenty_writers_get_every_number_once_and_leave_no_gap(book: Book, shared: Address) -> None:
    writers = [children.start(children.add_some, shared) for _ in range(WRITERS)]
    for writer in writers:
        assert children.next_line(writer) == "开了"
    for writer in writers:
        children.tell(writer)
    said = [number for writer in writers for number in children.rest(writer)]
    count = WRITERS * children.SOME
    assert len(said) == count
    ordinals = {number.rpartition("-")[2] for number in said}
    assert ordinals == {f"{n:04d}" for n in range(1, count + 1)}
    assert numbers(book) == sorted(said)
    with book.read() as connection:
        clocks = connection.execute(select(Op.seq, Op.hlc).order_by(Op.seq)).all()
    assert [row.seq for row in clocks] == list(range(1, len(clocks) + 1))
    assert [row.hlc for row in clocks] == sorted({row.hlc for row in clocks})
    assert check(book) == []


def test_two_processes_edit_one_record_and_the_second_sees_and_settles_it(
    book: Book, shared: Address
) -> None:
    first, second = (children.start(children.edit_what_was_seen, shared) for _ in range(2))
    for one in (first, second):
        assert children.next_line(one) == "看了"
    with book.change("改园区", "郑安八") as session:
        session.scalars(select(Subject)).one().park = "临港园"
    children.tell(first)
    assert children.rest(first) == ["南园/临港园", "存了"]
    children.tell(second)
    assert children.rest(second) == ["存了"]
    assert check(book) == []


def test_a_server_that_is_killed_loses_nothing_acknowledged(durable: Server) -> None:
    address = durable.make()
    create(address, code=office.CODE)
    with Book.open(address) as book:
        add(book, "enterprises", {"name": office.CLOUD}, office.ACTOR)
        acknowledged: list[str] = []
        for commits in (2, 6):
            child = children.start(children.commit_without_end, address)
            acknowledged += [children.next_line(child) for _ in range(commits)]
            durable.kill()
            acknowledged += [line for line in children.rest(child) if line]
            durable.start()
        assert set(acknowledged) <= set(numbers(book))
        assert numbers(book) == named(book)
        assert len(numbers(book)) == len(set(numbers(book)))
        assert check(book) == []


def register(book: Book) -> None:
    add(book, "organizations", {"name": "试办区人社局"}, office.ACTOR)


def changes(book: Book) -> int:
    with book.read() as connection:
        return connection.scalar(select(func.count()).select_from(Change)) or 0


@pytest.fixture
def line(shared: Address) -> Iterator[Line]:
    with Line(shared) as line:
        yield line


def test_a_change_whose_answer_was_lost_is_found_saved_and_saved_once(line: Line) -> None:
    with office.new_book(line.address) as book:
        line.after_commit = True
        register(book)
        assert not line.after_commit, "the line was never cut"
        assert named(book) == ["试办区人社局"]
        assert changes(book) == 1


def test_a_change_that_never_arrived_is_told_as_not_saved(line: Line) -> None:
    with office.new_book(line.address) as book:
        line.before_commit = True
        with pytest.raises(Trouble, match="没有保存"):
            register(book)
        assert named(book) == []
        register(book)
        assert named(book) == ["试办区人社局"]


@pytest.mark.parametrize("arrived", [True, False], ids=["saved", "lost"])
def test_a_change_in_doubt_is_never_saved_twice(
    line: Line, arrived: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_server, "_LOOKS", (0.0,))
    monkeypatch.setattr(book_server.Line, "_SPARED", 0.0)
    with office.new_book(line.address) as book:
        line.after_commit, line.before_commit, line.closes = arrived, not arrived, True
        with pytest.raises(Trouble, match="还不能确定"):
            register(book)
        line.closed = False
        if arrived:
            with pytest.raises(Refused, match="其实已经存上了"):
                register(book)
        else:
            register(book)
        assert named(book) == ["试办区人社局"]
        add(book, "organizations", {"name": "试办区住建局"}, office.ACTOR)
        assert check(book) == []


def register_and_cut(book: Book, line: Line) -> None:
    with book.change("登记", "周安一") as session:
        session.create(Organization, name="试办区人社局")
        session.flush()
        line.cut()


def test_a_line_that_breaks_in_the_middle_of_a_change_leaves_nothing_of_it(line: Line) -> None:
    with office.new_book(line.address) as book:
        with pytest.raises(Trouble, match="没有保存"):
            register_and_cut(book, line)
        assert named(book) == []
        register(book)
        assert named(book) == ["试办区人社局"]
