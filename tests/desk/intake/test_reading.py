"""Files from strangers: what can be read is read, what cannot costs one sentence."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from desk.errors import Refused
from desk.intake import reading
from desk.intake.reading import read
from desk.progress import Cancelled, Progress
from tests.desk.intake.senders import excel

GREETING = "序号,企业名称\r\n1,甲公司\r\n\r\n2,“乙”公司\r\n"


def test_rows_keep_their_places_and_cells_their_types(tmp_path: Path) -> None:
    lines = [(), ("企业名称", "成立"), ("甲", date(2018, 7, 23), 12.5)]
    (sheet,) = read(excel(tmp_path / "甲.xlsx", lines))
    assert sheet.name == "名单"
    assert sheet.rows == (
        (None, None, None),
        ("企业名称", "成立", None),
        ("甲", date(2018, 7, 23), 12.5),
    )


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    sheets = read(excel(tmp_path / "甲.xlsx", [("企业名称",)], hidden="旧名单"))
    assert [sheet.name for sheet in sheets] == ["名单"]


def test_merged_ranges_come_with_the_sheet(tmp_path: Path) -> None:
    (sheet,) = read(excel(tmp_path / "甲.xlsx", [], merged=[((0, 0, 0, 3), "名单")]))
    (area,) = sheet.merged
    assert (area.top, area.left, area.bottom, area.right) == (0, 0, 0, 3)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_with_commas_is_read_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "甲.csv"
    path.write_bytes(GREETING.encode(encoding))
    (sheet,) = read(path)
    assert sheet.rows == (
        ("序号", "企业名称"),
        ("1", "甲公司"),
        (None, None),
        ("2", "“乙”公司"),
    )


def test_the_name_of_a_file_does_not_matter(tmp_path: Path) -> None:
    path = excel(tmp_path / "甲.xlsx", [("企业名称",)]).rename(tmp_path / "甲.xls")
    assert read(path)[0].rows == (("企业名称",),)


def _refusal(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        read(path)
    assert caught.value.sentence.endswith("。")
    return caught.value.sentence


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "没有.xlsx" in _refusal(tmp_path / "没有.xlsx")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空的"),
        (b"  <html><p>1</p></html>", "网页"),
        (b"PK\x03\x04" + b"x" * 100, "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "另存为 .xlsx"),
        (bytes(range(128, 256)) * 3, "另存为 .xlsx"),
    ],
)
def test_what_is_no_list_costs_one_sentence(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(content)
    assert word in _refusal(path)


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    path = excel(tmp_path / "甲.xlsx", [("企业名称",)])
    path.write_bytes(path.read_bytes()[:-300])
    assert "损坏" in _refusal(path)


def test_a_cell_in_the_last_corner_costs_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "角.xlsx"
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "企业名称")
        sheet.write_string(1_048_575, 16_383, "x")
    assert "多余的行列" in _refusal(path)


def _bomb(entries: int, size: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in range(entries):
            archive.writestr(f"xl/{entry}.xml", b" " * size)
    return stream.getvalue()


@pytest.mark.parametrize(("entries", "size"), [(1, 10_000_000), (2_001, 0)])
def test_an_archive_that_swells_is_refused_before_it_is_opened(
    tmp_path: Path, entries: int, size: int
) -> None:
    path = tmp_path / "弹.xlsx"
    path.write_bytes(_bomb(entries, size))
    assert "大得反常" in _refusal(path)


def test_a_file_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    assert "超过" in _refusal(excel(tmp_path / "甲.xlsx", [("企业名称",)]))


def test_a_reader_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_SECONDS", 0.0)
    assert "已停下" in _refusal(excel(tmp_path / "甲.xlsx", [("企业名称",)]))


def test_reading_stops_when_asked(tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        read(excel(tmp_path / "甲.xlsx", [("企业名称",)]), progress)
