"""Backups and what is restored from them: whole, sound, and another writer of the log."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from desk.archives import pack, restore
from desk.book.casebook import DATABASE, Book
from desk.book.undo import undoable
from desk.checkup import check
from desk.errors import Refused, Trouble
from desk.progress import Cancelled, Progress
from models.tables import Attachment, Issue, Op, Replica
from tests.desk import office


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A casebook of a summer, with attachments."""
    with office.new_book(tmp_path) as book:
        yield office.with_a_summer(office.with_subjects(book))


@pytest.fixture
def backup(book: Book, tmp_path: Path) -> Path:
    pack(book, tmp_path / "七月.backup")
    return tmp_path / "七月.backup"


def replicas(book: Book) -> list[tuple[str, str, int, int]]:
    with book.read() as connection:
        asked = select(Replica.id, Replica.code, Replica.mine, Replica.seq).order_by(Replica.mine)
        return [(r.id, r.code, r.mine, r.seq) for r in connection.execute(asked)]


def titles(book: Book) -> list[str | None]:
    with book.read() as connection:
        return list(connection.scalars(select(Issue.title).order_by(Issue.id)))


def test_a_restored_casebook_holds_everything_and_is_sound(
    book: Book, backup: Path, tmp_path: Path
) -> None:
    assert restore(backup, tmp_path / "恢复") == 0
    with Book.open(tmp_path / "恢复") as restored:
        assert titles(restored) == titles(book)
        assert check(restored) == []
        with restored.read() as connection:
            digest = connection.scalars(select(Attachment.sha256)).first() or ""
        assert restored.store.get(digest) == b"seen on the spot"


def test_a_restored_casebook_writes_under_a_new_name_with_the_same_code(
    book: Book, backup: Path, tmp_path: Path
) -> None:
    restore(backup, tmp_path / "恢复")
    with Book.open(tmp_path / "恢复") as restored:
        (old, _, _, seq), (new, code, _, fresh) = replicas(restored)
        assert (old, seq) == (replicas(book)[0][0], replicas(book)[0][3])
        assert new != old
        assert (code, fresh) == (office.CODE, 0)


def test_work_goes_on_in_a_restored_casebook(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "恢复")
    with Book.open(tmp_path / "恢复") as restored:
        assert undoable(restored) is None
        last = max(int((title or "0")[-4:]) for title in _numbers(restored))
        number = office.issue(restored, office.CLOUD, "2018-07-30", "恢复后的问题")
        assert int(number[-4:]) == last + 1
        with restored.read() as connection:
            latest = connection.scalar(select(func.max(Op.hlc)))
            ours = connection.scalars(select(Op.hlc).order_by(Op.hlc.desc()).limit(1)).one()
        assert ours == latest
        assert undoable(restored) == "新增问题“恢复后的问题”"
        assert check(restored) == []


def _numbers(book: Book) -> list[str | None]:
    with book.read() as connection:
        return list(connection.scalars(select(Issue.number)))


def test_the_casebooks_own_backups_are_restored_with_its_attachments(
    book: Book, tmp_path: Path
) -> None:
    copy = book.backup("手动")
    assert restore(copy, tmp_path / "恢复") == 0
    with Book.open(tmp_path / "恢复") as restored:
        assert check(restored) == []


def test_a_copy_without_attachments_is_restored_and_says_how_many_are_missing(
    book: Book, tmp_path: Path
) -> None:
    copy = book.backup("手动").rename(tmp_path / "只有数据库.db")
    assert restore(copy, tmp_path / "恢复") == 1
    with Book.open(tmp_path / "恢复") as restored:
        assert {finding.part for finding in check(restored)} == {"attachments"}


def test_a_backup_is_taken_while_somebody_writes(book: Book, tmp_path: Path) -> None:
    with book.change("写", office.ACTOR) as session:
        session.flush()
        with Book.open(book.folder, writable=False) as reader:
            pack(reader, tmp_path / "七月.backup")
    assert restore(tmp_path / "七月.backup", tmp_path / "恢复") == 0


def test_restoring_over_something_is_refused(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "有东西").mkdir()
    (tmp_path / "有东西" / "信.txt").write_text("kept")
    with pytest.raises(Refused, match="换一个位置"):
        restore(backup, tmp_path / "有东西")
    with pytest.raises(Refused, match="找不到备份"):
        restore(tmp_path / "没有.backup", tmp_path / "恢复")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _without_database(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("attachments/x", b"")


def _empty_database(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr(DATABASE, b"")


@pytest.mark.parametrize("harm", [_cut, _empty, _without_database, _empty_database])
def test_a_damaged_backup_is_trouble_and_leaves_nothing(
    backup: Path, tmp_path: Path, harm: object
) -> None:
    assert callable(harm)
    harm(backup)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Trouble):
        restore(backup, tmp_path / "恢复")
    assert sorted(tmp_path.iterdir()) == before


def test_a_backup_is_not_written_over_the_database_itself(book: Book) -> None:
    with pytest.raises(Refused, match="换一个文件名"):
        pack(book, book.database)
    assert check(book) == []


def test_packing_and_restoring_can_be_stopped_and_leave_nothing(
    book: Book, backup: Path, tmp_path: Path
) -> None:
    before = sorted(tmp_path.iterdir())
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        pack(book, tmp_path / "八月.backup", stopped)
    with pytest.raises(Cancelled):
        restore(backup, tmp_path / "恢复", stopped)
    assert sorted(tmp_path.iterdir()) == before


def test_a_backup_that_cannot_be_written_is_trouble_and_leaves_nothing(
    book: Book, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble):
        pack(book, tmp_path / "file" / "七月.backup")
    assert [path.name for path in tmp_path.glob("*七月*")] == []
