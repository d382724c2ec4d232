"""A migration that is interrupted leaves the old casebook or the new one (STORAGE.md D7)."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine, event

from desk.book import engine, revision
from desk.book.casebook import DATABASE, Book, create
from desk.errors import Refused
from desk.records import add
from tests.desk import office

INTERRUPTED = 77
#: When somebody may pull the plug: before each statement and each commit.
MOMENTS = ("before_cursor_execute", "commit")

ADDS_AND_MOVES = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = {before!r}


def upgrade() -> None:
    op.create_table("nickname", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("subject", sa.Text()), sa.Column("text", sa.Text()))
    op.execute("INSERT INTO nickname (subject, text) SELECT code, name FROM subject")
    with op.batch_alter_table("subject") as batch:
        batch.add_column(sa.Column("nickname", sa.Text()))
    op.execute("UPDATE subject SET nickname = upper(name)")
"""

REBUILDS_A_TABLE = """
import sqlalchemy as sa
from alembic import op

revision = "9002"
down_revision = "9001"


def upgrade() -> None:
    with op.batch_alter_table("subject", recreate="always") as batch:
        batch.alter_column("nickname", new_column_name="short_name")
    op.drop_table("nickname")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed casebook with two enterprises."""
    with office.new_book(tmp_path) as book:
        for name in (office.CLOUD, office.GRAIN):
            add(book, "enterprises", {"name": name}, office.ACTOR)
        return book.folder


@pytest.fixture
def later_revisions(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that knows two revisions more than the one that made the casebook."""
    scripts = tmp_path / "migrations"
    shutil.copytree(revision.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    first = ADDS_AND_MOVES.format(before=look(folder)[0])
    (scripts / "versions" / "9001_adds.py").write_text(first, encoding="utf-8")
    (scripts / "versions" / "9002_rebuilds.py").write_text(REBUILDS_A_TABLE, encoding="utf-8")
    monkeypatch.setattr(revision, "SCRIPTS", scripts)


def interrupted_at(statement: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that dies before its n-th statement or commit; False if it ended."""
    child = os.fork()
    if child == 0:
        _die_at(statement)
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, INTERRUPTED)
    return status == INTERRUPTED


def _die_at(statement: int) -> None:
    numbers = count(1)

    def reached(*_arguments: object) -> None:
        if next(numbers) == statement:
            os._exit(INTERRUPTED)

    for name in MOMENTS:
        event.listen(Engine, name, reached)


def each_interruption(work: Callable[[], None]) -> Iterator[int]:
    """Every statement at which the work could be interrupted, after the interruption."""
    for statement in count(1):
        if not interrupted_at(statement, work):
            return
        yield statement


def look(folder: Path) -> tuple[str, list[str], str]:
    """Revision, names of subjects and integrity, seen through a connection of its own."""
    connection = engine.reading(folder / DATABASE, None)
    try:
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        names = connection.execute("SELECT name FROM subject ORDER BY code").fetchall()
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        connection.close()
    return revision, [name for (name,) in names], sound


@pytest.mark.usefixtures("later_revisions")
def test_an_upgrade_interrupted_anywhere_leaves_the_old_or_the_new_casebook(
    folder: Path, tmp_path: Path
) -> None:
    old = look(folder)
    statements = 0
    for statement in each_interruption(lambda: _open_a_copy(folder, tmp_path / "copy")):
        statements = statement
        revision, names, sound = look(tmp_path / "copy")
        assert (names, sound) == (old[1], "ok")
        assert revision in (old[0], "9002")
        _open(tmp_path / "copy")
        assert look(tmp_path / "copy") == ("9002", old[1], "ok")
    assert statements > 10


def _open_a_copy(folder: Path, copy: Path) -> None:
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    _open(copy)


def _open(folder: Path) -> None:
    """Open and close: what opening has to bring up to date, it does."""
    Book.open(folder).close()


@pytest.mark.usefixtures("later_revisions")
def test_an_upgrade_moves_the_data_and_keeps_a_backup_of_the_old_casebook(folder: Path) -> None:
    old = look(folder)
    _open(folder)
    backup = next((folder / "backups").glob("*升级前.db"))
    connection = sqlite.connect(str(folder / DATABASE))
    moved = connection.execute("SELECT name, short_name FROM subject ORDER BY code").fetchall()
    connection.close()
    assert moved == [(name, name) for name in old[1]]
    copy = engine.reading(backup, None)
    assert copy.execute("SELECT version_num FROM alembic_version").fetchone()[0] == old[0]
    copy.close()


@pytest.mark.usefixtures("later_revisions")
def test_an_older_casebook_is_not_upgraded_by_one_who_only_reads(folder: Path) -> None:
    old = look(folder)
    with pytest.raises(Refused, match="旧版本"):
        Book.open(folder, writable=False)
    assert look(folder) == old


def test_a_casebook_interrupted_while_it_is_made_is_not_there_yet(tmp_path: Path) -> None:
    folder = tmp_path / "casebook"
    there = at_each_statement(lambda: create(folder), folder.exists)
    assert len(there) > 20
    assert not any(there)
    shutil.rmtree(folder)
    for statement in (1, len(there) // 2, len(there)):
        assert interrupted_at(statement, lambda: create(folder))
        assert not folder.exists()
    create(folder)
    _open(folder)


def at_each_statement(work: Callable[[], object], look: Callable[[], bool]) -> list[bool]:
    """What is seen before each statement and commit of the work."""
    seen: list[bool] = []

    def reached(*_arguments: object) -> None:
        seen.append(look())

    for name in MOMENTS:
        event.listen(Engine, name, reached)
    try:
        work()
    finally:
        for name in MOMENTS:
            event.remove(Engine, name, reached)
    return seen
