"""Files from strangers that break programs (STORAGE §8): each costs one sentence, or is read right.

The program lives, and nothing of such a file is taken in.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from desk.book.casebook import Book
from desk.checkup import check
from desk.drafts import Drafts
from desk.errors import Refused
from desk.files import sha256
from desk.intake import reading, rejects
from desk.intake.lists import read_list
from desk.intake.reading import read
from models.tables import Op
from tests.desk import office
from tests.desk.intake.senders import TODAY
from tests.desk.line import Line
from tests.faults import hostile
from tests.faults.hostile import SHEET, STRINGS
from tests.sitting import Sitting

GOOD = hostile.workbook(("企业名称", "所属园区"), ("云岫公司", "东园"), ("禾渚公司", "西园"))
READ = (("企业名称", "所属园区"), ("云岫公司", "东园"), ("禾渚公司", "西园"))
LINES = "行\n" * 5_000
NOISE = Random(1).randbytes(3_000_000)

_DOCTYPES = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
)
_MERGED = b'<mergeCell ref="A1:B1048576"/>' * 5_000


def _in_sheet(old: bytes, new: bytes) -> bytes:
    return hostile.altered(GOOD, SHEET, old, new)


#: What is sent, and what the sentence says of it.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "swells": (lambda: hostile.swelling(40_000_000), "展开后大得反常"),
    "swells to 400 MB": (
        lambda: hostile.lying(hostile.with_entry(GOOD, "xl/noise", NOISE), 400_000_000),
        "展开后大得反常",
    ),
    "swells and lies": (lambda: hostile.lying(hostile.swelling(40_000_000), 900), "已损坏"),
    "many entries": (
        lambda: hostile.packed({f"xl/{n}.xml": b"" for n in range(2_001)}),
        "展开后大得反常",
    ),
    "corner cell": (lambda: _in_sheet(b'r="A3"', b'r="XFD1048576"'), "XFD1048576 单元格"),
    "cell far right": (lambda: _in_sheet(b'r="B2"', b'r="XFD2"'), "“名单”的 XFD2 单元格"),
    "cell far down": (lambda: _in_sheet(b'r="A3"', b'r="AAA1048576"'), "AAA1048576 单元格"),
    "merged over and over": (
        lambda: _in_sheet(
            b"</sheetData>", b"</sheetData><mergeCells>" + _MERGED + b"</mergeCells>"
        ),
        "合并单元格反常",
    ),
    "external entity": (
        lambda: hostile.altered(GOOD, STRINGS, b"<sst", _DOCTYPES[0] + b"<sst"),
        "DOCTYPE",
    ),
    "entities in entities": (
        lambda: hostile.altered(GOOD, "xl/workbook.xml", b"<workbook", _DOCTYPES[1] + b"<workbook"),
        "DOCTYPE",
    ),
    "truncated": (lambda: GOOD[:-300], "已损坏"),
    "noise": (lambda: NOISE[:5_000], "另存为 .xlsx"),
    "noise in a workbook": (lambda: hostile.altered(GOOD, SHEET, b"<row", NOISE), "另存为 .xlsx"),
    "locked": (lambda: hostile.compound("EncryptedPackage", "EncryptionInfo"), "去掉密码"),
    "locked archive": (lambda: hostile.locked(GOOD), "去掉密码"),
    "broken .xls": (lambda: hostile.compound("Workbook"), "另存为新的 .xlsx"),
    "document of WPS": (lambda: hostile.compound("WordDocument"), "Word 或 WPS 文字文件"),
    "slides": (lambda: hostile.compound("PowerPoint Document"), "演示文稿"),
    ".docx": (lambda: hostile.packed({"word/document.xml": b"<x/>"}), "Word 或 WPS 文字文件"),
    "plain archive": (lambda: hostile.packed({"名单.xlsx": GOOD}), "先解压"),
    "entry twice": (lambda: hostile.with_sheet_twice(GOOD), "内部的文件反常"),
    "entry twice, but for case": (
        lambda: hostile.with_entry(GOOD, SHEET.upper()),
        "内部的文件反常",
    ),
    "entry above": (lambda: hostile.with_entry(GOOD, "../../escaped"), "内部的文件反常"),
    "entry on a disk": (lambda: hostile.with_entry(GOOD, "C:\\escaped"), "内部的文件反常"),
    "link": (lambda: hostile.with_entry(GOOD, "xl/link", b"/etc", link=True), "内部的文件反常"),
    "endless name": (lambda: hostile.with_entry(GOOD, "xl/" + "a" * 300), "内部的文件反常"),
    "picture bomb": (lambda: hostile.picture(12_000, 12_000), "这是图片"),
    "PDF": (lambda: b"%PDF-1.7\n%", "PDF"),
    "program": (lambda: b"MZ\x90\x00\x03", "程序"),
    "old XML": (
        lambda: (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
        ),
        "旧式的 XML 表格",
    ),
    "page without a table": (lambda: b"<html><body>404</body></html>", "没有表格"),
    "page with a wide cell": (
        lambda: b"<table>" + b"<tr><td colspan=1000 rowspan=1000>x" * 9 + b"</table>",
        "太大",
    ),
    "nothing": (lambda: b"", "空的"),
    "zeros": (lambda: bytes(10_000), "空的"),
    "one endless line": (lambda: b"a" * 1_000_000, "引号没有成对"),
    "one endless row": (lambda: "企业名称,".encode() * 20_000, "20,000 列"),
    "open quote": (lambda: '企业名称\n"甲公司\n'.encode() + b"x\n" * 100_000, "引号没有成对"),
    "lone surrogate": (lambda: "企业名称\n".encode() + b"\xed\xa0\x80\n", "另存为 .xlsx"),
    "no list": (lambda: hostile.workbook(("天气", "温度"), ("晴", "三十")), "没有找到表头"),
}

#: What looks dangerous and is read all the same.
SOUND: dict[str, Callable[[], bytes]] = {
    "coloured to the edge": lambda: _in_sheet(
        b'<row r="3"', b'<row r="2"><c r="XFD2" s="1"/></row><row r="3"'
    ),
    "macros": lambda: hostile.with_entry(GOOD, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 90),
    "links to other workbooks": lambda: hostile.with_entry(
        GOOD, "xl/externalLinks/externalLink1.xml", b"<externalLink/>"
    ),
    "web page": lambda: (
        "<html><meta charset=gb2312><table><tr><th>企业名称<th>所属园区"
        "<tr><td>云岫公司<td>东园</tr><tr><td>禾渚公司<td>西园</table>"
    ).encode("gb2312"),
    "a heading of 5,000 lines": lambda: _text().replace("园区", f'园区,"{LINES}"', 1).encode(),
    "UTF-16 without a mark": lambda: _text().encode("utf-16-le"),
    "a stray zero in UTF-8": lambda: _text().replace("云岫", "云\0岫").encode(),
    "a stray zero in GBK": lambda: (_text().replace("云", "云\0") + "," * 300).encode("gbk"),
}


def _text() -> str:
    return "".join(f"{','.join(line)}\r\n" for line in READ)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook with something in it."""
    folder = tmp_path_factory.mktemp("office")
    with office.new_book(folder) as book:
        office.with_subjects(book)
    return folder / "casebook"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files would lie."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def line(folder: Path, temporary: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Line]:
    """The command line, which leaves the casebook as it was, sound, and no file behind."""
    before = _contents(folder)
    yield Line(folder, capsys)
    assert _contents(folder) == before
    assert list(temporary.iterdir()) == []


def _contents(folder: Path) -> tuple[int, set[Path]]:
    """How much the log holds, and which files there are."""
    with Book.open(folder, writable=False) as book, book.read() as connection:
        ops = connection.scalar(select(func.count()).select_from(Op))
        assert check(book) == []
    return ops or 0, set(folder.rglob("*"))


@pytest.mark.parametrize("sent", REFUSED)
def test_a_hostile_file_costs_one_sentence(sent: str, line: Line, tmp_path: Path) -> None:
    make, words = REFUSED[sent]
    path = tmp_path / "名单.xlsx"
    path.write_bytes(make())
    assert line.on("import", str(path)) == 1
    assert words in line.err
    assert line.err.count("\n") == 1
    assert line.err.endswith("。\n")
    assert line.out == ""


@pytest.mark.parametrize("sent", SOUND)
def test_what_only_looks_hostile_is_read(sent: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.xls"
    path.write_bytes(SOUND[sent]())
    table = read_list(path, TODAY)
    assert [tuple(row.values.values()) for row in table.rows] == list(READ[1:])


def test_merged_cells_of_a_web_page_keep_their_places(tmp_path: Path) -> None:
    path = tmp_path / "名单.xls"
    page = "<table><tr><td rowspan=2>企业<br>名称<td colspan=2>园区<tr><td>甲<td>乙</table>"
    path.write_text(page, encoding="utf-8")
    (sheet,) = read(path)
    assert sheet.rows == (("企业\n名称", "园区", None), (None, "甲", "乙"))
    assert [(a.top, a.left, a.bottom, a.right) for a in sheet.merged] == [
        (0, 0, 1, 0),
        (0, 1, 0, 2),
    ]


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="是文件夹"):
        read(tmp_path)


def test_a_device_that_never_ends_is_no_list(line: Line) -> None:
    assert line.on("import", "/dev/zero") == 1
    assert "不是普通文件" in line.err


def test_a_file_above_the_limit_is_not_even_opened(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    with path.open("wb") as stream:
        stream.truncate(reading.MAX_BYTES + 1)
    assert line.on("import", str(path)) == 1
    assert "超过 64 MB" in line.err


def test_a_reader_that_hangs_is_stopped(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_SECONDS", 0.0)
    path = tmp_path / "名单.xlsx"
    path.write_bytes(GOOD)
    assert line.on("import", str(path)) == 1
    assert "已停下" in line.err


def test_the_reader_may_hold_no_more_than_a_gigabyte() -> None:
    greedy = "from desk.intake.worker import limit_memory as f; f(); bytearray({} << 20)"
    kept = [_ends(greedy.format(megabytes)) for megabytes in (300, 1_100)]
    assert kept == [0, 1]


def _ends(program: str) -> int:
    """The exit status of a program."""
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        (sys.executable, "-c", program), cwd=root, check=False, stderr=subprocess.DEVNULL
    )
    return ended.returncode


FORMULAS = ("=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "＝1", '=HYPERLINK("x")')


def test_what_looks_like_a_formula_is_written_as_text(tmp_path: Path) -> None:
    listed = hostile.workbook(("企业名称", "所属园区"), *(("", text) for text in FORMULAS))
    back = _sent_back(tmp_path, listed)
    assert [row.raw[1] for row in read_list(back, TODAY).rejected] == list(FORMULAS)
    rows = load_workbook(back).worksheets[0].iter_rows(min_row=2)
    assert {cell.data_type for row in rows for cell in row[1:]} == {"s"}


def test_a_text_too_long_for_a_cell_is_cut_and_said_to_be(tmp_path: Path) -> None:
    back = _sent_back(tmp_path, f"企业名称,经营范围\n,{'字' * 40_000}\n".encode())
    (row,) = read_list(back, TODAY).rejected
    assert row.raw[1] == "字" * 32_767
    assert str(row.raw[2]).startswith("经营范围：超过 32,767 字，这里只有开头")


def _sent_back(folder: Path, listed: bytes) -> Path:
    """The rejected rows of a list as a file to be mended."""
    (folder / "名单").write_bytes(listed)
    table = read_list(folder / "名单", TODAY)
    back = folder / "退回.xlsx"
    back.write_bytes(rejects.workbook(table, table.rejected, table.problems, TODAY))
    return back


def test_control_characters_and_half_characters_are_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.new_book(tmp_path).close()
    line = Line(tmp_path / "casebook", capsys)
    odd = "甲\x00\x0b\x1b\ufffe\ud800公司\u200b"
    assert line.on("add", "enterprises", f"name={odd}") == 0
    assert [row["name"] for row in line.json("list", "subjects")] == ["甲公司"]
    assert line.on("check") == 0


def test_a_picture_bomb_is_kept_as_it_is_and_not_unpacked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with office.new_book(tmp_path) as book:
        office.with_subjects(book)
        number = office.issue(book, office.CLOUD, "2018-07-02", "变压器增容")
        office.start(book, number, "2018-07-03")
    bomb = tmp_path / "现场.png"
    bomb.write_bytes(hostile.picture(60_000, 6_000))
    line = Line(tmp_path / "casebook", capsys)
    given = ("result=已增容", "--attach", str(bomb), "--today", "2018-07-31")
    assert line.on("step", number, "resolve", *given) == 0, line.err
    assert line.on("check") == 0
    kept = sha256(bomb.read_bytes())
    assert (tmp_path / "casebook" / "attachments" / kept[:2] / kept[2:]).is_file()


def test_a_device_is_no_evidence(line: Line) -> None:
    assert line.on("step", "试办-2018-0001", "resolve", "--attach", "/dev/zero") == 1
    assert "不是普通文件" in line.err


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"form":' * 50_000, b'{"form":NaN}', b""])
def test_a_draft_that_makes_no_sense_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "visit.json").write_bytes(content)
    assert Drafts(tmp_path).load("visit") is None
    assert Drafts(tmp_path).all() == []


def test_the_window_says_a_sentence_and_takes_the_next_list(tmp_path: Path, qtbot: QtBot) -> None:
    office.new_book(tmp_path).close()
    bad, good = tmp_path / "坏.xlsx", tmp_path / "好.xlsx"
    bad.write_bytes(REFUSED["corner cell"][0]())
    good.write_bytes(GOOD)
    with Sitting(tmp_path, bad, good) as me:
        me.open(tmp_path / "casebook")
        page = me.page("subjects")
        me.window.actions_["import"].trigger()
        qtbot.waitUntil(lambda: bool(me.ask.warned), timeout=60_000)
        (sentence,) = me.ask.warned
        assert "“坏.xlsx”没有读入" in sentence
        assert "XFD1048576" in sentence
        me.window.actions_["import"].trigger()
        qtbot.waitUntil(lambda: bool(page.findChildren(QDialog)), timeout=60_000)
        (dialog,) = page.findChildren(QDialog)
        assert "新增 2" in me.reads(dialog)
        dialog.reject()
