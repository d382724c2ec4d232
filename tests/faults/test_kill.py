"""`kill -9` loses nothing that was acknowledged, and leaves nothing half-done (STORAGE.md §6)."""

from pathlib import Path

import pytest
from sqlalchemy import select

from desk.book.casebook import Book
from desk.checkup import check
from desk.intake.apply import take_in
from desk.intake.lists import read_list
from desk.records import add
from models.tables import Change, Issue, Organization, Subject
from tests.desk import office
from tests.desk.intake.senders import HEADINGS, excel
from tests.faults import children

ROWS = 1500


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed casebook with one enterprise."""
    with office.new_book(tmp_path) as book:
        add(book, "enterprises", {"name": office.CLOUD}, office.ACTOR)
        return book.folder


def test_kills_in_a_loop_of_commits_lose_nothing_acknowledged(folder: Path) -> None:
    acknowledged: list[str] = []
    for commits in (1, 4, 9):
        child = children.start(children.commit_without_end, folder)
        acknowledged += children.kill_when(child, commits)
    with Book.open(folder) as book, book.read() as connection:
        numbers = connection.scalars(select(Issue.number).order_by(Issue.id)).all()
        units = connection.scalars(select(Organization.name).order_by(Organization.id)).all()
        changes = connection.scalars(select(Change.label).where(Change.label == "登记")).all()
        assert set(acknowledged) <= set(numbers)
        assert len(acknowledged) >= 14
        assert numbers == units
        assert len(changes) == len(numbers) == len(set(numbers))
        assert check(book) == []


@pytest.mark.parametrize("moment", ["比对各行", "写入新增", "写入更新"])
def test_a_kill_in_an_import_leaves_all_of_it_or_nothing(folder: Path, moment: str) -> None:
    lines = [[n, f"云帆{n}有限公司", None, "东园", None, None] for n in range(ROWS)]
    excel(folder.parent / children.LIST, [HEADINGS, *lines])
    child = children.start(children.import_a_list, folder)
    said = children.kill_when(child, moment)
    with Book.open(folder) as book:
        assert _taken_in(book) in ((ROWS,) if "已导入" in said else (0, ROWS))
        assert check(book) == []
        table = read_list(folder.parent / children.LIST, book.clock.today())
        again = take_in(book, table, office.ACTOR)
        assert again.counts["created"] + again.counts["unchanged"] == ROWS
        assert _taken_in(book) == ROWS


def _taken_in(book: Book) -> int:
    with book.read() as connection:
        return len(connection.scalars(select(Subject.uid)).all()) - 1


def test_a_killed_writer_leaves_no_lock_behind(folder: Path) -> None:
    child = children.start(children.commit_without_end, folder)
    children.kill_when(child, 1)
    with Book.open(folder) as book:
        add(book, "enterprises", {"name": office.GRAIN}, office.ACTOR)
