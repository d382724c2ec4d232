"""The import command on a list as it comes, from the file to the casebook and back."""

import json
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from desk.cli.main import main
from tests.desk import office
from tests.desk.intake.senders import CODE, OTHER_CODE

HEADINGS = ("序号", "市场主体名称", "营业执照号", "所在乡镇", "纳税等级")
LINES = (
    ("重点企业名单",),
    HEADINGS,
    (1, "甲公司", CODE, "东园", "A"),
    (2, "甲 公司", None, "东园", "A"),
    (3, None, OTHER_CODE, "西园", "B"),
    ("合计", 3),
)


def _sent(folder: Path) -> str:
    path = folder / "名单.xlsx"
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("名单")
        for number, line in enumerate(LINES):
            sheet.write_row(number, 0, line)
        book.add_worksheet("填表说明").write(0, 0, "一户一行")
    return str(path)


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    status = main(arguments, lambda _book: 0)
    said = capsys.readouterr()
    assert status == 0, said.err
    return said.out


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(_run(capsys, *arguments, "--json"))


def test_a_list_goes_in_once_says_what_it_left_out_and_can_be_taken_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.new_book(tmp_path).close()
    book, sent = str(tmp_path / "casebook"), _sent(tmp_path)
    first = _json(capsys, "import", book, sent)
    counts = [first[name] for name in ("read", "created", "updated", "unchanged", "rejected")]
    assert (counts, first["skipped"], first["duplicates"]) == ([3, 1, 0, 1, 1], 2, 1)
    assert (first["unmatched"], first["unread"]) == (["纳税等级"], ["填表说明"])
    (problem,) = first["problems"]
    assert (problem["row"], problem["column"], problem["value"]) == (5, "市场主体名称", "")
    assert problem["reason"]
    again = _json(capsys, "import", book, sent)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)
    _run(capsys, "undo", book)
    assert _json(capsys, "list", book, "enterprises") == []


def test_what_was_left_out_is_said_in_words_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.new_book(tmp_path).close()
    said = _run(capsys, "import", str(tmp_path / "casebook"), _sent(tmp_path), "--dry-run")
    assert "没有用到的列：纳税等级。" in said
    assert "没有用到的工作表：填表说明。" in said
    assert "第 5 行 市场主体名称“”退回：企业名称不能为空" in said
