"""Backups that are none, or were tampered with: one sentence, and nothing is left behind."""

import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from desk.archives import pack, restore
from desk.book.casebook import DATABASE, Book
from desk.checkup import check
from desk.errors import Trouble
from tests.desk import office
from tests.faults import hostile


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An honest backup."""
    folder = tmp_path_factory.mktemp("office")
    with office.new_book(folder) as book:
        office.with_subjects(book)
        pack(book, folder / "备份.zip")
    return (folder / "备份.zip").read_bytes()


def _archive(packing: int, **entries: bytes) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", packing) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("_", "."), data)
    return stream.getvalue()


REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "swells": (lambda _: _archive(ZIP_DEFLATED, casebook_db=bytes(50_000_000)), "重新压缩过"),
    "locked": (lambda good: hostile.locked(good, DATABASE), "重新压缩过"),
    "a list": (lambda _: hostile.workbook(("企业名称",)), "不是本程序写的备份"),
    "no database in it": (lambda _: _archive(ZIP_STORED, casebook_txt=b"x"), "不是本程序写的备份"),
    "two databases": (
        lambda good: hostile.with_entry(good, "casebook?db").replace(b"book?db", b"book.db"),
        "不是本程序写的备份",
    ),
    "one byte altered": (lambda good: good.replace("云岫".encode(), "云帆".encode()), "已损坏"),
    "half of it": (lambda good: good[: len(good) // 2], "已损坏"),
    "noise as database": (lambda _: _archive(ZIP_STORED, casebook_db=b"x" * 9_000), "备份"),
    "nothing": (lambda _: b"", "备份"),
}


@pytest.mark.parametrize("sent", REFUSED)
def test_a_hostile_backup_costs_one_sentence(sent: str, good: bytes, tmp_path: Path) -> None:
    make, words = REFUSED[sent]
    backup = tmp_path / "备份.zip"
    backup.write_bytes(make(good))
    with pytest.raises(Trouble) as caught:
        restore(backup, tmp_path / "恢复")
    assert words in str(caught.value)
    assert str(caught.value).endswith("。")
    assert list(tmp_path.iterdir()) == [backup]


@pytest.mark.parametrize("name", ["../../escaped", "/escaped", "C:\\escaped", "attachments/no"])
def test_what_else_is_in_a_backup_is_left_there(name: str, good: bytes, tmp_path: Path) -> None:
    backup = tmp_path / "内" / "层" / "备份.zip"
    backup.parent.mkdir(parents=True)
    backup.write_bytes(hostile.with_entry(good, name))
    assert restore(backup, tmp_path / "内" / "层" / "恢复") == 0
    with Book.open(tmp_path / "内" / "层" / "恢复") as book:
        assert check(book) == []
    assert [path.name for path in tmp_path.rglob("*escaped*")] == []
