"""Files of records that are there already: added as one change, taken off, told, found."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from desk import attachments, details
from desk.attachments import Evidence, LocalFile, Nameless, Stored, attach, detach
from desk.belongings import rows_of
from desk.book.casebook import Book
from desk.book.place import Place
from desk.book.undo import redo, undo
from desk.cards import views
from desk.checkup import check
from desk.details import KeptFile
from desk.dossier import dossier
from desk.errors import Refused
from desk.files import Store
from desk.history import Entry, record
from desk.progress import Cancelled, Progress
from desk.search import search
from models.tables import Attachment, Subject
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD
from tests.desk.plans import noted, of_the_log

PHOTO, MINUTES = Evidence("现场.jpg", b"photograph"), Evidence("纪要.pdf", b"minutes")
OWNERS = ("visit", "subject", "card")


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        office.with_subjects(book)
        office.visit(book, CLOUD, "2018-07-20", [])
        office.card(book, CLOUD, "2018-07")
        yield book


def owner(book: Book, table: str) -> tuple[str, str]:
    """The visit, the card, or the subject of both."""
    model = attachments.OWNERS[table]
    asked = select(model.uid)
    with book.read() as connection:
        found = connection.scalar(asked.where(Subject.name == CLOUD) if model is Subject else asked)
    return table, str(found)


def kept(book: Book, of: tuple[str, str]) -> tuple[KeptFile, ...]:
    """The files of a record, as its pane shows them."""
    table, uid = of
    with book.read() as connection:
        today = book.clock.today()
        match table:
            case "visit":
                return details.visit(connection, uid, today).files
            case "subject":
                return details.subject(connection, uid, today).files
            case _:
                return views.detail(connection, uid, today).files


def names(book: Book, of: tuple[str, str]) -> list[str]:
    return [file.name for file in kept(book, of)]


def last(book: Book) -> Entry:
    with book.read() as connection:
        return record(connection)[0]


@pytest.mark.parametrize("table", OWNERS)
def test_files_are_added_as_one_change_with_a_name_and_undo_takes_it_back(
    book: Book, table: str
) -> None:
    of = owner(book, table)
    label = attach(book, of, [PHOTO, MINUTES], ACTOR)
    assert names(book, of) == ["现场.jpg", "纪要.pdf"]
    assert book.store.get(kept(book, of)[0].sha256) == b"photograph"
    assert label.startswith("给")
    assert label.endswith("添加附件 2 个")
    assert (last(book).label, last(book).actor) == (label, ACTOR)
    undo(book)
    assert names(book, of) == []
    redo(book)
    assert names(book, of) == ["现场.jpg", "纪要.pdf"]


def test_what_has_no_name_gets_the_first_number_that_no_file_of_its_record_bears(
    book: Book,
) -> None:
    of, picture = owner(book, "visit"), Nameless("图-{}.png", b"picture")
    attach(book, owner(book, "card"), [picture], ACTOR)
    attach(book, of, [Evidence("图-2.png", b"own"), picture, PHOTO, picture], ACTOR)
    attach(book, of, [picture], "李安九")
    assert names(book, of) == ["图-2.png", "图-1.png", "现场.jpg", "图-3.png", "图-4.png"]


@pytest.mark.parametrize("table", OWNERS)
def test_a_file_is_taken_off_and_undo_brings_it_back(book: Book, table: str) -> None:
    of = owner(book, table)
    attach(book, of, [PHOTO, MINUTES], ACTOR)
    label = detach(book, kept(book, of)[0].uid, ACTOR)
    assert names(book, of) == ["纪要.pdf"]
    assert label.startswith("移除")
    assert label.endswith("的附件“现场.jpg”")
    undo(book)
    assert sorted(names(book, of)) == ["现场.jpg", "纪要.pdf"]
    assert {book.store.get(file.sha256) for file in kept(book, of)} == {b"photograph", b"minutes"}


def test_the_changes_name_the_record(book: Book) -> None:
    assert attach(book, owner(book, "subject"), [PHOTO], ACTOR) == (
        f"给帮扶对象“{CLOUD}”添加附件 1 个"
    )
    of = owner(book, "visit")
    assert attach(book, of, [PHOTO], ACTOR) == "给走访“试办-2018-0001”添加附件 1 个"
    file = kept(book, of)[0]
    assert detach(book, file.uid, ACTOR) == "移除走访“试办-2018-0001”的附件“现场.jpg”"


@pytest.mark.parametrize(
    ("data", "why"), [(b"", "是空文件；请换一个文件"), (b"0" * 11, "超过 200 MB；请压缩后再添加")]
)
def test_where_one_file_cannot_be_kept_none_is(
    book: Book, data: bytes, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "_LARGEST", 10)
    of, before = owner(book, "visit"), last(book)
    with pytest.raises(Refused, match=f"附件“乙.bin”{why}"):
        attach(book, of, [PHOTO, Evidence("乙.bin", data)], ACTOR)
    assert names(book, of) == []
    assert last(book) == before


def test_of_a_file_that_is_too_large_no_more_is_read_than_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "_LARGEST", 10)
    path = tmp_path / "录像.mp4"
    path.write_bytes(b"0" * 50)
    assert LocalFile(path).read() == b"0" * 11


def test_a_file_that_cannot_be_read_is_refused_by_name(book: Book, tmp_path: Path) -> None:
    of, before = owner(book, "visit"), last(book)
    with pytest.raises(Refused, match=r"找不到文件“.*没有\.jpg”"):
        attach(book, of, [PHOTO, LocalFile(tmp_path / "没有.jpg")], ACTOR)
    assert (names(book, of), last(book)) == ([], before)


def test_of_many_large_files_one_at_a_time_is_in_memory(tmp_path: Path) -> None:
    large = 4 * 1024 * 1024
    paths = [tmp_path / f"录像{place}.mp4" for place in range(6)]
    for place, path in enumerate(paths):
        path.write_bytes(bytes([place + 1]) * large)
    with office.new_book(tmp_path / "台账") as book:
        office.with_subjects(book)
        of = owner(book, "subject")
        tracemalloc.start()
        try:
            attach(book, of, [LocalFile(path) for path in paths], ACTOR)
            most = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert [book.store.get(file.sha256)[0] for file in kept(book, of)] == [1, 2, 3, 4, 5, 6]
    assert most < 2 * large


def test_what_is_asked_to_stop_while_a_file_is_read_keeps_none(book: Book) -> None:
    class Stopping(Evidence):
        def put_into(self, store: Store, name: str) -> Stored:
            progress.cancel()
            return super().put_into(store, name)

    of, progress = owner(book, "visit"), Progress()
    with progress.at_work(), pytest.raises(Cancelled):
        attach(book, of, [Stopping("录像.mp4", b"film")], ACTOR)
    assert names(book, of) == []


def test_nothing_is_added_to_a_record_that_is_gone_meanwhile(book: Book) -> None:
    of = owner(book, "visit")
    undo(book)
    undo(book)
    before = last(book)
    with pytest.raises(Refused, match="已被删除或撤销"):
        attach(book, of, [PHOTO], ACTOR)
    assert last(book) == before


def test_a_file_that_is_gone_meanwhile_is_not_taken_off_twice(book: Book) -> None:
    of = owner(book, "card")
    attach(book, of, [PHOTO], ACTOR)
    file = kept(book, of)[0]
    detach(book, file.uid, ACTOR)
    with pytest.raises(Refused, match="已被删除或撤销"):
        detach(book, file.uid, ACTOR)
    with pytest.raises(Refused, match="已被删除或撤销"):
        detach(book, "0" * 32, ACTOR)


def test_evidence_of_a_step_stands_and_falls_with_the_step(book: Book) -> None:
    office.with_a_summer(book)
    with book.read() as connection:
        asked = select(Attachment.uid).where(Attachment.owner_table == "step")
        uid = str(connection.scalars(asked).first())
    with pytest.raises(Refused, match="随办理步骤一起保存，不能单独移除"):
        detach(book, uid, ACTOR)


def test_a_visit_is_not_undone_from_under_the_files_that_came_later(book: Book) -> None:
    entered = office.visit(book, CLOUD, "2018-07-21")
    attach(book, ("visit", entered.visit.uid), [PHOTO], "李安九")
    with pytest.raises(Refused, match=r"现场\.jpg"):
        undo(book, ACTOR)


def test_a_file_does_not_come_back_to_a_record_that_was_undone_meanwhile(book: Book) -> None:
    entered = office.visit(book, CLOUD, "2018-07-21")
    of = ("visit", entered.visit.uid)
    attach(book, of, [PHOTO], "李安九")
    detach(book, kept(book, of)[0].uid, "李安九")
    undo(book, ACTOR)
    with pytest.raises(Refused, match=r"附件“现场\.jpg”要用到的走访.*已不在"):
        undo(book, "李安九")
    assert check(book) == []


@pytest.mark.parametrize("table", OWNERS)
def test_the_operation_record_tells_what_was_added_and_taken_off(book: Book, table: str) -> None:
    of = owner(book, table)
    attach(book, of, [PHOTO], ACTOR)
    detach(book, kept(book, of)[0].uid, ACTOR)
    with book.read() as connection:
        off, on, *_ = record(connection, rows_of(connection, [of]))
    assert [(one.verb, one.noun) for one in off.touched] == [("删除", "附件“现场.jpg”")]
    (added,) = on.touched
    assert (added.verb, added.noun) == ("新增", "附件")
    assert [(fact.label, fact.value) for fact in added.facts] == [("文件名", "现场.jpg")]


@pytest.mark.parametrize(
    ("table", "kind"), [("visit", "visits"), ("subject", "subjects"), ("card", "cards")]
)
def test_a_file_is_found_by_two_characters_of_its_name_and_leads_to_its_record(
    book: Book, table: str, kind: str
) -> None:
    of = owner(book, table)
    attach(book, of, [Evidence("厂门合影.jpg", b"1")], ACTOR)
    with book.read() as connection:
        (hit,) = search(connection, "合影")
    assert (hit.title, hit.opens) == ("厂门合影.jpg", (kind, of[1]))
    detach(book, kept(book, of)[0].uid, ACTOR)
    with book.read() as connection:
        assert search(connection, "合影") == []


def test_the_time_line_tells_each_file_on_the_day_of_its_record(book: Book) -> None:
    for table in OWNERS:
        attach(book, owner(book, table), [Evidence(f"{table}.jpg", b"1")], ACTOR)
    with book.read() as connection:
        told = dossier(connection, CLOUD, book.clock.today()).entries
    days = {entry.title: entry.day for entry in told if entry.kind == "attachment"}
    assert days == {
        "visit.jpg": "2018-07-20",
        "card.jpg": "2018-07-31",
        "subject.jpg": "2018-07-31",  # of the subject itself: the day on which it was added
    }


def test_neither_the_story_of_a_subject_with_files_nor_undo_walks_through_the_whole_log(
    tmp_path: Path,
) -> None:
    """Of a casebook with a million records either would keep the window waiting."""
    with office.new_book(tmp_path) as book:
        office.with_subjects(book)
        of = owner(book, "subject")
        attach(book, of, [PHOTO], ACTOR)
        with noted() as asked:
            with book.read() as connection:
                dossier(connection, of[1], book.clock.today())
            detach(book, kept(book, of)[0].uid, ACTOR)
            undo(book, ACTOR)
        plans = of_the_log(book, asked)
    assert any("ix_op_row" in plan for plan in plans)
    assert not [plan for plan in plans if plan.startswith("SCAN")]
