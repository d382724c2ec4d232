"""`new`, `check`, `backup`, `restore` from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from desk import upkeep
from desk.book.casebook import DATABASE, Book
from desk.cli.main import main
from tests.desk import office

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A closed casebook of a summer."""
    with office.new_book(tmp_path) as book:
        office.with_a_summer(office.with_subjects(book))
        return book.folder


def run(*arguments: object) -> int:
    return main([str(one) for one in arguments], lambda _book: 0)


def told(capture: Capture, *arguments: object) -> Any:
    """What a command prints as JSON, and its status."""
    status = run(*arguments, "--json")
    return status, json.loads(capture.readouterr().out)


def test_a_demo_casebook_stands_on_its_own_day_and_is_sound(
    tmp_path: Path, capsys: Capture
) -> None:
    demo = tmp_path / "demo"
    assert run("new", demo, "--demo") == 0
    capsys.readouterr()
    assert told(capsys, "check", demo) == (0, {"sound": True, "problems": []})
    _, said = told(capsys, "figures", demo, "--month", "2018-07")
    assert {name: said["figures"][name]["to_date"] for name in EXACTLY} == EXACTLY


EXACTLY = {
    "enterprises_assigned": 74,
    "projects_assigned": 18,
    "issues_collected": 89,
    "issues_settled_on_the_spot": 12,
}


def test_a_damaged_file_is_unsound_and_said_in_the_same_shape(book: Path, capsys: Capture) -> None:
    (book / DATABASE).write_bytes(b"rubbish" * 1000)
    status, said = told(capsys, "check", book)
    assert (status, said["sound"], said["problems"][0]["part"]) == (1, False, "file")


def test_what_is_wrong_is_told_part_by_part(book: Path, capsys: Capture) -> None:
    for path in (book / "attachments").rglob("*"):
        if path.is_file():
            path.unlink()
    assert run("check", book) == 1
    out = capsys.readouterr().out
    assert out.startswith("附件：“现场照片.txt”")
    assert out.endswith("台账有 1 处不妥。\n")


def test_a_folder_that_is_no_casebook_is_refused_rather_than_unsound(
    tmp_path: Path, capsys: Capture
) -> None:
    assert run("check", tmp_path) == 1
    assert "不是台账文件夹" in capsys.readouterr().err


def test_a_backup_restores_to_a_sound_casebook_with_all_its_issues(
    book: Path, tmp_path: Path, capsys: Capture
) -> None:
    backup, again = tmp_path / "七月.backup", tmp_path / "恢复"
    assert run("backup", book, "--out", backup) == run("restore", backup, "--out", again) == 0
    capsys.readouterr()
    assert told(capsys, "check", again) == (0, {"sound": True, "problems": []})
    assert told(capsys, "list", again, "issues") == told(capsys, "list", book, "issues")


def test_a_backup_is_not_written_over_another_file_unasked(
    book: Path, tmp_path: Path, capsys: Capture
) -> None:
    backup = tmp_path / "七月.backup"
    backup.write_text("kept")
    assert run("backup", book, "--out", backup) == 1
    assert "--force" in capsys.readouterr().err
    assert backup.read_text() == "kept"
    assert run("backup", book, "--out", backup, "--force") == 0


def test_restoring_says_how_many_attachments_are_missing(
    book: Path, tmp_path: Path, capsys: Capture
) -> None:
    backup, bare = tmp_path / "七月.backup", tmp_path / "七月.db"
    run("backup", book, "--out", backup)
    run("restore", backup, "--out", tmp_path / "一")
    (tmp_path / "一" / DATABASE).rename(bare)
    capsys.readouterr()
    assert run("restore", bare, "--out", tmp_path / "二") == 0
    assert "有 1 个附件" in capsys.readouterr().err


def test_restoring_a_casebooks_own_backup_says_what_came_after_it(
    book: Path, tmp_path: Path, capsys: Capture
) -> None:
    with Book.open(book) as opened:
        made = upkeep.keep_anyway(opened, upkeep.BY_HAND)
        office.issue(opened, office.CLOUD, "2018-07-31", "停电频繁")
    assert run("restore", made, "--out", tmp_path / "恢复") == 0
    said = capsys.readouterr().err
    assert "还有 1 项修改不在这份备份里" in said
    assert f"{office.ACTOR}：新增问题“停电频繁”。" in said


def test_restoring_over_a_casebook_is_refused(book: Path, tmp_path: Path, capsys: Capture) -> None:
    run("backup", book, "--out", tmp_path / "七月.backup")
    assert run("restore", tmp_path / "七月.backup", "--out", book) == 1
    assert "换一个位置" in capsys.readouterr().err
