"""What no face can draw is refused by every command that prints, and nothing is written."""

from pathlib import Path

import pytest

from tests.desk import office
from tests.desk.line import Line

UNKNOWN = "\U00031350"


@pytest.fixture
def unprintable(summer: Line) -> Line:
    """The casebook of a summer, where an enterprise and its issue are named by such a character."""
    assert summer.on("add", "enterprises", f"name=云{UNKNOWN}公司", "park=东园") == 0
    title = f"title=扩建{UNKNOWN}号厂房"
    assert summer.on("add", "issues", f"subject=云{UNKNOWN}公司", title, "category=能源保障") == 0
    return summer


def issue(line: Line) -> str:
    """The number of that issue."""
    listed = line.json("list", "issues", "--search", UNKNOWN)
    return str(next(one["number"] for one in listed))


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
@pytest.mark.parametrize(
    "command",
    [
        ("ledger",),
        ("print", "subjects", f"云{UNKNOWN}公司"),
        ("print", "subjects", f"云{UNKNOWN}公司", "--document", "blank-card"),
        ("print", "subjects", f"云{UNKNOWN}公司", "--document", "blank-visit"),
        ("print", "issues", "ISSUE"),
        ("print", "issues", "ISSUE", "--document", "closing"),
    ],
    ids=lambda command: "-".join(command).replace(UNKNOWN, "X"),
)
def test_a_character_without_a_face_is_named_and_nothing_is_written(
    unprintable: Line, tmp_path: Path, command: tuple[str, ...], suffix: str
) -> None:
    number, out = issue(unprintable), tmp_path / "paper"
    out.mkdir()
    told = [number if one == "ISSUE" else one for one in command]
    assert unprintable.on(told[0], *told[1:], "--out", str(out / f"file{suffix}")) == 1
    assert "U+31350" in unprintable.err
    assert "没有字体可以打印" in unprintable.err
    assert unprintable.err.count("\n") == 1
    assert list(out.iterdir()) == []


def test_a_bulletin_is_refused_whole(unprintable: Line, tmp_path: Path) -> None:
    named = ("--office", f"东湖{UNKNOWN}办")
    book = tmp_path / "other"
    assert unprintable("new", str(book), "--code", "东湖A", *named) == 0
    out = tmp_path / "paper"
    said = ("bulletin", str(book), "--month", "2018-07", "--draft", "--out", str(out))
    assert unprintable(*said, "--today", str(office.END_OF_JULY)) == 1
    assert "U+31350" in unprintable.err
    assert not out.exists() or list(out.iterdir()) == []


def test_excel_is_written_all_the_same(unprintable: Line, tmp_path: Path) -> None:
    assert unprintable.on("ledger", "--out", str(tmp_path / "ledger.xlsx")) == 0, unprintable.err
