"""`baolian import`: counts that add up, problems by name, and nothing taken in twice."""

import json
from pathlib import Path
from typing import Any

import pytest

from desk.cli.main import main
from desk.intake.table import Cell
from tests.desk import office
from tests.desk.intake.senders import CODE, HEADINGS, excel

LINES: list[list[Cell]] = [
    ["包联企业名单", None, None, None, None, None],
    list(HEADINGS),
    [1, "云岫机械有限公司", CODE, "东园", "2015-03-01", 500],
    [2, "禾渚食品有限公司", None, "西园", "2016年5月1日", 80.5],
    [3, "云岫机械 有限公司", CODE, "东园", None, None],
    [None, None, None, None, None, None],
    [4, None, None, "西园", "2018-07-01", 20],
    [None, "合计", None, None, None, 600.5],
]


@pytest.fixture
def book(tmp_path: Path) -> str:
    office.new_book(tmp_path).close()
    return str(tmp_path / "casebook")


@pytest.fixture
def sent(tmp_path: Path) -> str:
    return str(excel(tmp_path / "名单.xlsx", LINES))


def told(capture: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """What a command prints as JSON; today is 1 August 2018."""
    status = main([*arguments, "--json", "--today", "2018-08-01"], lambda _book: 0)
    out, err = capture.readouterr()
    assert status == 0, err
    return json.loads(out)


def counts(said: dict[str, Any]) -> tuple[int, ...]:
    names = ("read", "created", "updated", "unchanged", "rejected", "skipped", "duplicates")
    return tuple(said[name] for name in names)


def test_a_list_is_taken_in_and_its_sums_add_up(
    book: str, sent: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, "import", book, sent)
    assert said["kind"] == "enterprises"
    read, created, updated, unchanged, rejected, _, duplicates = counts(said)
    assert read == 4 == created + updated + unchanged + rejected
    assert (created, rejected, duplicates) == (2, 1, 1)
    problem = next(problem for problem in said["problems"] if problem["rejected"])
    assert (problem["row"], problem["column"]) == (7, "企业名称")
    assert problem["value"] == ""
    assert problem["reason"]
    names = [one["name"] for one in told(capsys, "list", book, "subjects", "--sort", "code")]
    assert names == ["云岫机械有限公司", "禾渚食品有限公司"]


def test_the_same_list_again_changes_nothing_and_leaves_no_entry(
    book: str, sent: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "import", book, sent)
    said = told(capsys, "import", book, sent)
    assert counts(said)[:5] == (4, 0, 0, 3, 1)
    assert len(told(capsys, "log", book)) == 1


def test_undo_takes_the_whole_list_back(
    book: str, sent: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "import", book, sent)
    told(capsys, "undo", book)
    assert told(capsys, "list", book, "subjects") == []


def test_a_dry_run_says_the_same_and_takes_nothing_in(
    book: str, sent: str, capsys: pytest.CaptureFixture[str]
) -> None:
    dry = told(capsys, "import", book, sent, "--dry-run")
    assert told(capsys, "list", book, "subjects") == []
    assert told(capsys, "import", book, sent) == dry


def test_rejected_rows_are_saved_beside_and_not_over_another_file(
    book: str, sent: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rejects = tmp_path / "退回.xlsx"
    told(capsys, "import", book, sent, "--rejects", str(rejects))
    again = told(capsys, "import", book, str(rejects), "--dry-run")
    assert counts(again)[:5] == (1, 0, 0, 0, 1)
    rejects.write_bytes(b"kept")
    assert main(["import", book, sent, "--rejects", str(rejects)], lambda _book: 0) == 1
    assert "--force" in capsys.readouterr().err
    assert rejects.read_bytes() == b"kept"


def test_people_read_the_counts_and_each_problem_with_its_row_and_column(
    book: str, sent: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", book, sent, "--today", "2018-08-01"], lambda _book: 0) == 0
    out = capsys.readouterr().out
    assert out.startswith("企业名单：读入 4 行，新增 2 行，更新 0 行，无变化 1 行，退回 1 行")
    assert "第 7 行 企业名称“”退回：" in out


def test_a_kind_that_is_named_is_believed(
    book: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = excel(tmp_path / "单位.xlsx", [["名称", "所属园区"], ["海棠湾冷链项目", "东园"]])
    said = told(capsys, "import", book, str(path), "--kind", "projects")
    assert (said["kind"], said["created"]) == ("projects", 1)
