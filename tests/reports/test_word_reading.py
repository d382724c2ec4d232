"""Reading a Word file back: what this house wrote, what others made of it, what is none at all."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from reports import bulletin, word
from reports.view import BulletinView, ChartView, LedgerColumn, Mark, Passage, Series, TableView
from reports.word_opening import DOCUMENT, MAX_PART, PROPERTIES, Unreadable
from reports.word_reading import ReadParagraph, read

TABLE = TableView(
    "各单位情况",
    (
        LedgerColumn("单位", 8),
        LedgerColumn("交办", 3, "center", "累计"),
        LedgerColumn("销号", 3, "center", "累计"),
    ),
    (("试办区供电公司", "2", "1"), ("合计", "2", "1")),
    field="table:lead_units",
)
CHART = ChartView("近况", "columns", "件", ("6月", "7月"), (Series("收集问题", (2.0, 5.0)),))
VIEW = BulletinView(
    name="试办工作简报",
    number=1,
    total_number=1,
    office="试办区双创双服办公室",
    issued_on=date(2018, 7, 31),
    title="七月的工作",
    passages=(
        Passage("一、情况", 1),
        Passage(
            "走访3次，销号2件。", 0, (Mark(2, 3, "visits"), Mark(7, 8, "issues_closed.to_date"))
        ),
        TABLE,
        CHART,
    ),
    keywords="工作简报 2018-07",
)


@pytest.fixture(scope="module")
def written() -> bytes:
    return word.write(bulletin.document(VIEW))


def altered(data: bytes, change: Callable[[str], str], part: str = DOCUMENT) -> bytes:
    with ZipFile(BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


def test_live_figures_are_found_with_their_fields(written: bytes) -> None:
    told = next(one for one in read(written).paragraphs if one.marks)
    assert told == ReadParagraph(
        "走访3次，销号2件。", (Mark(2, 3, "visits"), Mark(7, 8, "issues_closed.to_date"))
    )


def test_tables_say_what_they_show_and_give_their_cells(written: bytes) -> None:
    (table,) = read(written).tables
    assert table.field == "table:lead_units"
    assert table.rows[table.headings :] == TABLE.rows
    assert [len(row) for row in table.rows] == [3] * len(table.rows)


def test_charts_are_read_by_their_text(written: bytes) -> None:
    chart = next(one for one in read(written).charts if one.name == "近况")
    assert {"6月", "7月", "2", "5"} <= set(chart.texts)


def test_the_file_says_which_bulletin_it_is(written: bytes) -> None:
    assert read(written).keywords == "工作简报 2018-07"
    bare = altered(
        written, lambda xml: re.sub("<cp:keywords>.*</cp:keywords>", "", xml), PROPERTIES
    )
    assert read(bare).keywords == ""


def test_deleted_text_is_gone_and_inserted_text_is_there(written: bytes) -> None:
    tracked = (
        '<w:p><w:r><w:t>甲</w:t></w:r><w:del w:id="1" w:author="某"><w:r><w:delText>乙'
        '</w:delText></w:r></w:del><w:ins w:id="2" w:author="某"><w:r><w:t>丙</w:t></w:r></w:ins>'
        "<w:r><w:tab/><w:t>丁</w:t><w:br/><w:t>戊</w:t></w:r></w:p>"
    )
    file = altered(written, lambda xml: xml.replace("<w:body>", f"<w:body>{tracked}", 1))
    assert read(file).paragraphs[0].text == "甲丙\t丁\n戊"


def test_blocks_within_a_control_are_read_and_a_cell_over_columns_keeps_its_place(
    written: bytes,
) -> None:
    block = (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>里面</w:t></w:r></w:p><w:tbl><w:tr><w:tc>"
        '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>宽</w:t></w:r></w:p></w:tc></w:tr>'
        "<w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        "</w:sdtContent></w:sdt>"
    )
    file = read(altered(written, lambda xml: xml.replace("<w:body>", f"<w:body>{block}", 1)))
    assert file.paragraphs[0].text == "里面"
    assert file.tables[0].rows == (("宽", ""), ("甲", ""))


# --- what is no bulletin --------------------------------------------------------------------


def _with_doctype(xml: str) -> str:
    return xml.replace(
        "<w:document", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document', 1
    )


def _deep(xml: str) -> str:
    return xml.replace("<w:body>", "<w:body>" + "<w:p>" * 5_000, 1)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda _: b"", "不是 Word 文件"),
        (lambda _: b"%PDF-1.7", "不是 Word 文件"),
        (lambda _: b"\xd0\xcf\x11\xe0" + bytes(600), "旧式的 .doc"),
        (lambda data: data[: len(data) // 2], "已经损坏"),
        (lambda _: packed({"xl/workbook.xml": b"<x/>"}), "不是 Word 文件"),
        (lambda data: altered(data, _with_doctype), "内部反常"),
        (lambda data: altered(data, _deep), "内部反常"),
        (lambda data: altered(data, lambda xml: xml[:-20]), "内部反常"),
        (lambda data: altered(data, lambda xml: xml + " " * MAX_PART), "内部反常"),
        (lambda _: packed({f"p{n}": b"" for n in range(2_001)} | {DOCUMENT: b"<x/>"}), "内部反常"),
    ],
    ids=[
        *("empty", "pdf", "old", "half", "excel", "doctype", "deep", "torn", "swelling", "many"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    written: bytes, make: Callable[[bytes], bytes], said: str
) -> None:
    with pytest.raises(Unreadable, match=said) as caught:
        read(make(written))
    assert "\n" not in str(caught.value)


def test_a_locked_file_is_said_to_be_locked(written: bytes) -> None:
    at = written.index(b"PK\x01\x02") + 8
    with pytest.raises(Unreadable, match="密码"):
        read(written[:at] + b"\x01\x00" + written[at + 2 :])


def test_a_file_whose_sizes_lie_is_read_no_further_than_allowed(written: bytes) -> None:
    swollen = altered(written, lambda xml: xml + " " * MAX_PART)
    name = DOCUMENT.encode()
    at = swollen.rindex(name) - 46 + 24
    with pytest.raises(Unreadable):
        read(swollen[:at] + (1_000).to_bytes(4, "little") + swollen[at + 4 :])


def test_a_document_without_a_body_is_empty(written: bytes) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    file = altered(written, lambda _: f'<w:document xmlns:w="{space}"/>')
    assert read(file).parts == ()
