"""Circulars, reports and checks of edited bulletins from the command line."""

import hashlib
from pathlib import Path

import pytest

from reports.word_reading import read
from tests.desk import office
from tests.desk.line import Line


def test_a_circular_is_issued_once_and_printed_again_alike(summer: Line, tmp_path: Path) -> None:
    out = tmp_path / "出"
    first = summer.json("circular", "--month", "2018-07", "--out", str(out))
    assert (first["kind"], first["month"], first["number"]) == ("circular", "2018-07", 1)
    assert [Path(name).name for name in first["files"]] == [
        "情况通报第1期（2018年7月）.docx",
        "情况通报第1期（2018年7月）.pdf",
    ]
    for name in first["files"]:
        digest = hashlib.sha256(Path(name).read_bytes()).hexdigest()
        assert first["sha256"][Path(name).name] == digest
    assert any("仿宋" in role for role in first["fonts"])
    assert summer.json("circular", "--month", "2018-07", "--out", str(out)) == first


def test_kinds_are_printed_by_name_or_label_and_counted_apart(summer: Line, tmp_path: Path) -> None:
    given = ("--month", "2018-07", "--out", str(tmp_path))
    assert summer.json("bulletin", *given, "--number", "7")["kind"] == "briefing"
    special = summer.json("bulletin", *given, "--kind", "专报")
    assert (special["kind"], special["number"]) == ("special", 1)
    assert summer.on("bulletin", *given, "--kind", "special", "--number", "5") == 1
    assert "专报已作为第 1 期印发" in summer.err


def test_a_draft_of_a_circular_changes_nothing(summer: Line, tmp_path: Path) -> None:
    before = summer.json("log")
    given = ("--month", "2018-07", "--out", str(tmp_path), "--draft")
    made = summer.json("circular", *given)
    assert set(made) == {"kind", "month", "files", "sha256"}
    assert summer.json("log") == before
    assert summer.on("circular", *given, "--force") == 0
    assert summer.out.splitlines() == made["files"]


def test_an_unknown_kind_is_refused_with_those_that_there_are(summer: Line, tmp_path: Path) -> None:
    given = ("--month", "2018-07", "--out", str(tmp_path))
    assert summer.on("bulletin", *given, "--kind", "周报") == 1
    assert "briefing（工作简报）" in summer.err


@pytest.fixture
def circular(summer: Line, tmp_path: Path) -> Path:
    given = ("--month", "2018-07", "--draft", "--out", str(tmp_path))
    return next(Path(name) for name in summer.json("circular", *given)["files"] if "docx" in name)


def test_a_sound_file_is_said_to_be_sound(summer: Line, circular: Path) -> None:
    found = summer.json("verify", str(circular))
    assert (found["kind"], found["month"], found["issued"]) == ("circular", "2018-07", False)
    assert (found["differences"], found["unfound"]) == ([], [])
    assert found["checked"] > len(read(circular.read_bytes()).paragraphs)
    assert summer.on("verify", str(circular)) == 0
    assert summer.out.endswith("与台账一致。\n")


def test_what_moved_since_is_listed_and_the_status_says_so(summer: Line, circular: Path) -> None:
    given = (f"subject={office.GRAIN}", "visited_on=2018-07-31", "way=入企走访")
    assert summer.on("add", "visits", *given, "visitors=钱安二") == 0
    assert summer.on("verify", str(circular), "--month", "2018-07", "--kind", "circular") == 1
    assert "走访次数" in summer.out
    assert "处不一致，0 处无法核对。" in summer.out
    summer.on("verify", str(circular), "--json")
    assert '"field": "visits"' in summer.out


def test_figures_that_are_not_found_are_named(summer: Line, circular: Path) -> None:
    assert summer.on("verify", str(circular), "--month", "2018-06", "--kind", "special") == 1
    assert "无法核对：" in summer.out


def test_a_file_that_cannot_be_checked_is_refused(summer: Line, tmp_path: Path) -> None:
    other = tmp_path / "名单.docx"
    other.write_bytes(b"x")
    assert summer.on("verify", str(other)) == 1
    assert summer.err.startswith("这不是 Word 文件（.docx）")
    assert summer.on("verify", str(tmp_path / "没有.docx")) == 1
    assert summer.on("verify", str(other), "--kind", "special") == 2
    assert "--month" in summer.err
