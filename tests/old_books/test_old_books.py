"""Casebooks that earlier programs wrote: kept as files, opened, upgraded and worked in."""

from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from desk import checkup
from desk.book import undo
from desk.book.casebook import Book
from desk.progress import Cancelled, Progress
from desk.records import add
from tests.desk.line import Line

HERE = Path(__file__).parent
#: Each as `baolian backup` of that program wrote it, by its newest revision.
BOOKS = tuple(sorted(path.name for path in HERE.glob("*.zip")))


@pytest.fixture(params=BOOKS)
def old(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """The command line on an old casebook that was restored by this program."""
    line = Line(tmp_path / "old", capsys)
    assert line("restore", str(_as_written(request.param, tmp_path)), "--out", line.book) == 0
    return line


def _as_written(name: str, folder: Path) -> Path:
    """The backup with its files stored, as the program wrote it; here they are kept packed."""
    written = folder / name
    with ZipFile(HERE / name) as packed, ZipFile(written, "w", ZIP_STORED) as stored:
        for entry in packed.namelist():
            stored.writestr(entry, packed.read(entry))
    return written


def test_an_old_casebook_is_sound_after_it_was_upgraded(old: Line) -> None:
    with Book.open(Path(old.book)) as book:
        assert checkup.check(book) == []


def test_what_stood_in_an_old_casebook_stands_there_still(old: Line) -> None:
    with Book.open(Path(old.book)):
        pass
    shown = old.json("list", "issues")
    assert [(one["title"], one["state"]) for one in shown] == [("用电负荷不足", "verified")]


def test_what_stood_in_an_old_casebook_is_searched(old: Line) -> None:
    with Book.open(Path(old.book)):
        pass
    hits = old.json("search", "负荷")["hits"]
    assert [(hit["kind"], hit["title"]) for hit in hits] == [("issues", "用电负荷不足")]


@pytest.mark.parametrize("name", BOOKS)
def test_an_upgrade_tells_how_far_it_is_and_may_be_stopped(name: str, tmp_path: Path) -> None:
    with ZipFile(HERE / name) as packed:
        packed.extractall(tmp_path)
    impatient = Progress(lambda _label, _done, _total: impatient.cancel())
    with pytest.raises(Cancelled):
        Book.open(tmp_path, progress=impatient)
    told: list[str] = []
    Book.open(tmp_path, progress=Progress(lambda label, _done, _total: told.append(label))).close()
    assert "建检索索引" in told


def test_work_goes_on_in_an_old_casebook_and_can_be_undone(old: Line) -> None:
    with Book.open(Path(old.book)) as book:
        add(book, "enterprises", {"name": "新登记样例有限公司"}, "周安一")
        assert undo.undo(book).rows == 1
        assert checkup.check(book) == []
