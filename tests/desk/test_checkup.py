"""`baolian check` finds what is wrong, and says in which part; a sound casebook it calls sound."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from desk.book import engine
from desk.book.casebook import DATABASE, Book
from desk.checkup import PARTS, check
from desk.errors import Trouble
from desk.files import FolderStore
from models.tables import Attachment, Issue, Subject
from tests.desk import office


@pytest.fixture
def folder(start: Callable[[], Path]) -> Path:
    """A casebook of a summer, to be damaged."""
    return start()


def by_hand(folder: Path, *statements: str) -> None:
    """What somebody might do with a database tool, past the door."""
    connection = engine.writing(folder / DATABASE, None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def found(folder: Path) -> dict[str, str]:
    """The parts in which something is wrong, each with its first sentence."""
    with Book.open(folder, writable=False) as book:
        findings = check(book)
    assert {one.part for one in findings} <= PARTS.keys()
    return {one.part: one.reason for one in reversed(findings)}


def test_a_casebook_that_was_only_worked_with_is_sound(folder: Path) -> None:
    assert found(folder) == {}


DAMAGE = {
    "an op's values were edited": (
        "UPDATE op SET body = replace(body, '钱安二', '李安九') WHERE body LIKE '%钱安二%'",
        "log",
        "已被改动",
    ),
    "an op's clock was edited": ("UPDATE op SET hlc = hlc + 1 WHERE seq = 3", "log", "已被改动"),
    "an op was cut out": ("DELETE FROM op WHERE seq = 5", "log", "第 5 条操作记录不在了"),
    "the tail was cut off": (
        "DELETE FROM op WHERE seq > (SELECT max(seq) - 2 FROM op)",
        "log",
        "应有",
    ),
    "a change's author was edited": (
        "UPDATE change SET actor = '别人' WHERE id = 2",
        "log",
        "改动",
    ),
    "a row was edited": ("UPDATE subject SET park = '别处' WHERE id = 1", "rows", "park"),
    "a row was deleted": ("DELETE FROM visit WHERE id = 1", "rows", "却不在数据表里"),
    "a row was slipped in": (
        "INSERT INTO person (uid, name) VALUES (x'00112233445566778899aabbccddeeff', '来历不明')",
        "rows",
        "没有登记过",
    ),
    "a row's state was edited": (
        "UPDATE row_state SET state = replace(state, '\"*\"', '\"x\"')",
        "rows",
        "登记状态",
    ),
    "a cached column was edited": (
        "UPDATE issue SET state = 'closed' WHERE state = 'in_progress'",
        "derived",
        "办理步骤不一致",
    ),
    "an index was dropped": ("DROP INDEX ix_issue_number", "tables", "ix_issue_number"),
    "a number was given twice": (
        "UPDATE issue SET number = (SELECT min(number) FROM issue) WHERE id = 2",
        "numbers",
        "不止一次",
    ),
}


@pytest.mark.parametrize(("statement", "part", "said"), DAMAGE.values(), ids=DAMAGE)
def test_what_was_done_past_the_door_is_found(
    folder: Path, statement: str, part: str, said: str
) -> None:
    by_hand(folder, statement)
    assert said in found(folder)[part]


def test_a_row_that_points_to_nothing_is_found(folder: Path) -> None:
    with Book.open(folder) as book, book.change("误删", office.ACTOR) as session:
        session.delete(session.scalars(select(Subject).limit(1)).one())
    told = found(folder)
    assert told.keys() == {"references"}
    assert "subject 所指的帮扶对象不在台账里" in told["references"]


def _lose(path: Path) -> None:
    path.unlink()


def _alter(path: Path) -> None:
    path.write_bytes(b"another picture")


@pytest.mark.parametrize(("harm", "said"), [(_lose, "不在台账文件夹里"), (_alter, "已被改动")])
def test_an_attachment_that_is_lost_or_altered_is_found(
    folder: Path, harm: Callable[[Path], None], said: str
) -> None:
    with Book.open(folder) as book, book.read() as connection:
        digest = connection.scalars(select(Attachment.sha256).limit(1)).one() or ""
    harm(FolderStore(folder / "attachments").path(digest))
    told = found(folder)
    assert told.keys() == {"attachments"}
    assert said in told["attachments"]
    assert "现场照片.txt" in told["attachments"]


def test_a_damaged_page_is_trouble_and_never_a_wrong_answer(folder: Path) -> None:
    raw = engine.reading(folder / DATABASE, None)
    asked = "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master"
    page, size = raw.execute(f"{asked} WHERE name = 'issue'").fetchone()
    raw.close()
    with (folder / DATABASE).open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(bytes(size))
    with Book.open(folder, writable=False) as book:
        with pytest.raises(Trouble, match="损坏"), book.read() as connection:
            connection.scalars(select(Issue.title)).all()
        with pytest.raises(Trouble, match="损坏"):
            check(book)


def test_check_writes_nothing(folder: Path) -> None:
    before = (folder / DATABASE).read_bytes()
    found(folder)
    assert (folder / DATABASE).read_bytes() == before
