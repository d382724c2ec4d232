"""The casebook's own backups: made when something changed, thinned, and what each would lose."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from desk import upkeep
from desk.archives import restore
from desk.book.casebook import DATABASE, Book, create
from desk.checkup import check
from desk.errors import Trouble
from desk.intake.apply import take_in
from desk.intake.lists import read_list
from desk.progress import Cancelled, Progress
from models.tables import Subject
from tests.desk import office
from tests.desk.intake.senders import CODE, HEADINGS, excel

NOW = datetime.fromisoformat("2018-07-25T18:00:00")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A casebook with a few subjects."""
    with office.new_book(tmp_path) as book:
        yield office.with_subjects(book)


def names(book: Book) -> list[str]:
    return sorted(path.name for path in (book.folder / "backups").iterdir())


def dated(book: Book, *stamps: str) -> list[Path]:
    """Sound backups that are named as if made at those times."""
    folder = book.folder / "backups"
    return [book.backup("手动").rename(folder / f"{stamp}-关闭时.db") for stamp in stamps]


def spoil(path: Path) -> None:
    """Damage that is only met when everything is read."""
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8192] = bytes(8192)
    path.write_bytes(data)


def test_a_casebook_is_backed_up_when_something_changed(book: Book) -> None:
    made = upkeep.keep(book, upkeep.ON_CLOSING)
    assert made is not None
    last = upkeep.newest(book)
    assert last is not None
    assert (last.path, last.reason) == (made, "关闭时")
    office.visit(book, office.CLOUD, "2018-07-30")
    upkeep.keep(book, upkeep.BEFORE_IMPORT)
    assert [choice.copy.reason for choice in upkeep.shelf(book.folder).choices] == [
        "导入前",
        "关闭时",
    ]


def test_nothing_is_backed_up_twice(book: Book) -> None:
    upkeep.keep(book, upkeep.ON_CLOSING)
    assert upkeep.keep(book, upkeep.BEFORE_IMPORT) is None
    assert len(names(book)) == 1


def test_a_person_who_asks_gets_a_backup_all_the_same(book: Book) -> None:
    upkeep.keep(book, upkeep.ON_CLOSING)
    upkeep.keep_anyway(book, upkeep.BY_HAND)
    assert len(names(book)) == 2


def test_a_casebook_in_which_nothing_was_ever_written_is_not_backed_up(tmp_path: Path) -> None:
    create(tmp_path / "新台账")
    with Book.open(tmp_path / "新台账") as book:
        assert upkeep.keep(book, upkeep.ON_CLOSING) is None


@pytest.mark.parametrize("left", [b"", b"rubbish" * 4000])
def test_a_file_that_holds_no_casebook_is_no_backup(book: Book, left: bytes) -> None:
    made = upkeep.keep(book, upkeep.ON_CLOSING)
    assert made is not None
    made.write_bytes(left)
    assert upkeep.newest(book) is None
    assert upkeep.keep(book, "再次") is not None
    shelf = upkeep.shelf(book.folder)
    assert ([one.copy.reason for one in shelf.choices], shelf.damaged) == (["再次"], 1)


def test_a_backup_that_was_cut_short_is_none(book: Book) -> None:
    made = upkeep.keep(book, upkeep.ON_CLOSING)
    assert made is not None
    made.write_bytes(made.read_bytes()[:40_000])
    assert upkeep.newest(book) is None


def test_a_damaged_page_is_found_before_a_backup_is_offered(book: Book) -> None:
    made = upkeep.keep(book, upkeep.ON_CLOSING)
    assert made is not None
    spoil(made)
    shelf = upkeep.shelf(book.folder)
    assert (shelf.choices, shelf.damaged) == ((), 1)


def test_old_backups_are_thinned_when_one_is_made(book: Book) -> None:
    dated(book, "2018-07-20-090000", "2018-07-20-173000", "2018-07-25-080000")
    upkeep.thin(book, NOW)
    assert names(book) == ["2018-07-20-173000-关闭时.db", "2018-07-25-080000-关闭时.db"]


def test_making_a_backup_thins_what_is_older_than_all_spans(book: Book) -> None:
    dated(book, "2001-07-20-090000", "2002-07-20-173000")
    upkeep.keep_anyway(book, upkeep.BY_HAND)
    assert [name[18:] for name in names(book)] == ["手动.db"]


def test_nothing_goes_in_favour_of_a_damaged_backup(book: Book) -> None:
    early, late = dated(book, "2018-07-20-090000", "2018-07-20-173000")
    spoil(late)
    upkeep.thin(book, NOW)
    assert early.exists()
    late.write_bytes(b"")
    upkeep.thin(book, NOW)
    assert early.exists()


def test_files_of_other_names_are_left_alone_and_unfinished_ones_go(book: Book) -> None:
    folder = book.folder / "backups"
    (folder / "说明.txt").write_text("kept")
    (folder / "我的副本.db").write_bytes(b"kept")
    (folder / ".2018-07-20-090000-关闭时.db.making").write_bytes(b"half")
    upkeep.thin(book, NOW)
    assert names(book) == ["我的副本.db", "说明.txt"]


def test_each_backup_names_what_would_be_lost(book: Book) -> None:
    upkeep.keep(book, "先")
    office.visit(book, office.CLOUD, "2018-07-30")
    upkeep.keep(book, "后")
    office.issue(book, office.CLOUD, "2018-07-31", "停电频繁")
    later, early = upkeep.shelf(book.folder).choices
    assert (later.lost, early.lost) == (1, 2)
    assert [loss.label for loss in later.newest] == ["新增问题“停电频繁”"]
    assert early.newest[0] == later.newest[0]
    assert early.newest[0].actor == office.ACTOR


def test_more_changes_are_counted_than_named(book: Book) -> None:
    upkeep.keep(book, upkeep.ON_CLOSING)
    for number in range(upkeep.NAMED + 1):
        office.issue(book, office.CLOUD, "2018-07-31", f"问题之{number}")
    (choice,) = upkeep.shelf(book.folder).choices
    assert (choice.lost, len(choice.newest)) == (upkeep.NAMED + 1, upkeep.NAMED)
    assert choice.newest[0].label.endswith(f"问题之{upkeep.NAMED}”")


def test_what_a_damaged_casebook_loses_is_not_known_and_its_backups_restore(
    book: Book, tmp_path: Path
) -> None:
    upkeep.keep(book, upkeep.ON_CLOSING)
    book.close()
    assert not upkeep.is_lost(book.folder)
    book.database.write_bytes(b"rubbish" * 4000)
    assert upkeep.is_lost(book.folder)
    (choice,) = upkeep.shelf(book.folder).choices
    assert (choice.lost, choice.newest) == (None, ())
    restore(choice.copy.path, tmp_path / "恢复")
    with Book.open(tmp_path / "恢复") as restored:
        assert check(restored) == []


def test_a_database_that_is_gone_is_lost_only_where_there_are_backups(book: Book) -> None:
    made = upkeep.keep(book, upkeep.ON_CLOSING)
    assert made is not None
    book.close()
    (book.folder / DATABASE).unlink()
    assert upkeep.is_lost(book.folder)
    made.unlink()
    assert not upkeep.is_lost(book.folder)


def test_looking_through_the_backups_can_be_stopped(book: Book) -> None:
    upkeep.keep(book, upkeep.ON_CLOSING)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        upkeep.shelf(book.folder, progress)


def test_a_backup_that_cannot_be_written_is_trouble(book: Book) -> None:
    (book.folder / "backups").rmdir()
    (book.folder / "backups").write_text("in the way")
    with pytest.raises(Trouble):
        upkeep.keep(book, upkeep.ON_CLOSING)


def test_a_restored_casebook_lies_beside_and_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    book = tmp_path / "台账"
    assert upkeep.place_beside(book) == tmp_path / "台账-恢复"
    (tmp_path / "台账-恢复").mkdir()
    assert upkeep.place_beside(book) == tmp_path / "台账-恢复2"
    assert upkeep.place_beside(tmp_path / "台账-恢复") == tmp_path / "台账-恢复2"


def test_an_import_is_preceded_by_a_backup(book: Book, tmp_path: Path) -> None:
    listed = excel(tmp_path / "名单.xlsx", (HEADINGS, (1, "甲公司", CODE, "东园")))
    take_in(book, read_list(listed, office.END_OF_JULY), office.ACTOR)
    (choice,) = upkeep.shelf(book.folder).choices
    assert choice.copy.reason == "导入前"
    assert [loss.label for loss in choice.newest] == ["导入企业名单 1 行"]


def test_an_import_that_cannot_be_preceded_by_a_backup_takes_nothing_in(
    book: Book, tmp_path: Path
) -> None:
    (book.folder / "backups").rmdir()
    (book.folder / "backups").write_text("in the way")
    listed = excel(tmp_path / "名单.xlsx", (HEADINGS, (1, "甲公司", CODE, "东园")))
    with pytest.raises(Trouble, match="备份没有写成"):
        take_in(book, read_list(listed, office.END_OF_JULY), office.ACTOR)
    with book.read() as connection:
        assert "甲公司" not in connection.scalars(select(Subject.name)).all()
