"""The command line refuses in one Chinese sentence, and its exit status says whose fault it is."""

from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.history import record
from tests.desk.line import Line


def test_a_refused_command_changes_nothing(line: Line, tmp_path: Path) -> None:
    assert line.on("add", "visits", "subject=没有这家", "visited_on=2018-07-01") == 1
    with Book.open(tmp_path / "casebook") as book, book.read() as connection:
        assert record(connection) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("list", "BOOK", "nothing"), "没有“nothing”这一类"),
        (("list", "BOOK", "issues", "--where", "colour=red"), "没有“colour”这一项"),
        (("list", "BOOK", "issues", "--where", "state=开"), "办理状态中没有“开”；可写的有 已登记"),
        (("new", "NEW", "--code", "试-甲"), "代码“试-甲”不合用"),
        (("list", "BOOK", "issues", "--limit", "few"), "不是整数"),
        (("list", "BOOK", "issues", "--today", "yesterday"), "“yesterday”不是日期"),
        (("figures", "BOOK", "--month", "2018-7"), "“2018-7”不是月份"),
        (("figures", "BOOK", "--month", "2018-07", "--rows", "none"), "none"),
        (("add", "BOOK", "enterprises", "park=东园"), "企业名称不能为空，请填写。"),
        (("show", "BOOK", "issues", "9"), "没有找到问题“9”"),
        (("step", "BOOK", "9", "close"), "没有找到问题“9”"),
        (("undo", "BOOK"), "没有可以撤销的操作"),
        (("import", "BOOK", "nowhere.xlsx"), "nowhere.xlsx"),
        (("import", "BOOK", "x.xlsx", "--kind", "cats"), "没有“cats”这一类"),
        (("list", "postgresql://server", "issues"), "没有数据库名"),
        (("export", "BOOK"), "以后的版本"),
    ],
)
def test_wrong_input_is_one_sentence_and_status_1(
    line: Line, arguments: tuple[str, ...], sentence: str
) -> None:
    assert line(*(line.book if one == "BOOK" else one for one in arguments)) == 1
    assert sentence in line.err
    assert line.err.count("\n") == 1
    assert line.out == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nonsense",), "没有“nonsense”这个命令"),
        (("list",), "缺少 BOOK, KIND"),
        (("list", "BOOK", "issues", "--nope"), "多出了 --nope"),
        (("list", "BOOK", "issues", "more"), "多出了 more"),
        (("list", "BOOK", "issues", "--sort"), "--sort 后面要写一个值"),
        (("check", "BOOK", "--json=yes"), "--json 后面不带值"),
        (("add", "BOOK", "issues", "title"), "“title”应写成 字段=值"),
        (("add", "BOOK", "issues", "title=a", "title=b"), "“title”写了两次"),
        (("figures", "BOOK", "--month", "2018-07", "--to-date"), "--to-date 要与 --rows 同用"),
        (("ledger", "BOOK"), "缺少 --out"),
    ],
)
def test_a_command_written_wrong_is_status_2_and_told_in_chinese(
    line: Line, arguments: tuple[str, ...], sentence: str
) -> None:
    assert line(*(line.book if one == "BOOK" else one for one in arguments)) == 2
    assert sentence in line.err
    assert "usage" not in line.err
    assert line.out == ""


def test_a_casebook_that_is_damaged_is_status_3(line: Line, tmp_path: Path) -> None:
    (tmp_path / "casebook" / "casebook.db").write_bytes(b"rubbish" * 1000)
    assert line.on("list", "issues") == 3
    assert "备份" in line.err


def test_what_the_disk_says_is_told_in_chinese(line: Line, tmp_path: Path) -> None:
    (in_the_way := tmp_path / "报表").write_bytes(b"a file, not a folder")
    assert line.on("ledger", "--out", str(in_the_way / "台账.pdf")) == 3
    assert "（那里有同名的文件）" in line.err
    assert line.on("import", str(tmp_path)) == 1
    assert "directory" not in line.err
