"""Tables of several lines of headings, merged cells and thousands of rows, in all three writers."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from reports import excel, fonts, ledger, pdf, word
from reports.blocks import Column, Document, Paragraph, Table, paragraph
from reports.columns import HeadCell, heading, joins
from reports.dividing import MOST_ROWS, numeral, printable
from reports.errors import MissingGlyph
from reports.gongwen import LEDGER_CAPTION, LEDGER_SECTION
from reports.pages import count as page_count
from reports.view import LedgerColumn, LedgerView
from tests.reports import paper
from tests.reports.paper import Char, Face, W

GROUPED = (
    LedgerColumn("所属园区", 7),
    LedgerColumn("包联单位", 8),
    LedgerColumn("序号", 3, "center"),
    LedgerColumn("企业名称", 12),
    LedgerColumn("应走访", 4, "center", "走访情况"),
    LedgerColumn("已走访", 4, "center", "走访情况"),
    LedgerColumn("办结率", 4, "center", "问题办理"),
)
LONG = "东湖新区临港产业园区装备制造与新材料片区"
PARKS = (("一园", 3), (LONG, 1), ("二园", 60))
Rows = tuple[tuple[str, ...], ...]


def listed() -> Rows:
    """Rows of three parks, the second with a name of more lines than it has rows."""
    parks = [park for park, count in PARKS for _ in range(count)]
    return tuple(
        (park, f"第{n // 4}工作队", str(n), f"甲{n}号制造有限公司", "2", "1", "66.7%")
        for n, park in enumerate(parks, start=1)
    )


def document(rows: Rows | None = None, merged: int = 2) -> Document:
    """A ledger with two lines of headings and two merged columns."""
    told = listed() if rows is None else rows
    view = LedgerView("包联帮扶统计表", "东湖新区办公室", date(2018, 7, 31), GROUPED, told)
    return ledger.document(replace(view, merged=merged))


@pytest.fixture(scope="module")
def pages() -> list[Face]:
    return paper.faces(pdf.write(document()))


def text_at(page: Face, text: str) -> list[Char]:
    """The characters of the first line of a page that contains a text."""
    for line in page.lines():
        start = paper.said(line).find(text)
        if start >= 0:
            return line[start : start + len(text)]
    raise AssertionError(text)


def said_on(page: Face) -> str:
    return "".join(map(paper.said, page.lines()))


def middle(chars: list[Char]) -> float:
    return (chars[0].x0 + chars[-1].x1) / 2


# --- headings of two lines -----------------------------------------------------------------------


def test_columns_of_no_group_go_over_both_lines_of_a_heading() -> None:
    columns = (Column("甲", 3), Column("乙", 3, group="组"), Column("丙", 3, group="组"))
    assert heading(columns) == (
        HeadCell("甲", 0, 1, 0, 2),
        HeadCell("组", 1, 2, 0, 1),
        HeadCell("乙", 1, 1, 1, 1),
        HeadCell("丙", 2, 1, 1, 1),
    )


def test_groups_of_one_name_that_do_not_touch_are_two() -> None:
    columns = (Column("甲", 3, group="组"), Column("乙", 3), Column("丙", 3, group="组"))
    assert [(cell.label, cell.columns) for cell in heading(columns)][:3] == [
        ("组", 1),
        ("乙", 1),
        ("组", 1),
    ]


def test_the_name_of_a_group_stands_over_the_middle_of_its_columns_on_every_page(
    pages: list[Face],
) -> None:
    assert len(pages) > 2
    for page in pages:
        group, first, second = (text_at(page, name) for name in ("走访情况", "应走访", "已走访"))
        assert middle(group) == pytest.approx((middle(first) + middle(second)) / 2, abs=0.1)
        assert group[0].baseline < first[0].baseline == second[0].baseline
        alone = text_at(page, "企业名称")[0].baseline
        assert alone == pytest.approx((group[0].baseline + first[0].baseline) / 2, abs=0.1)


def test_word_spans_groups_and_repeats_both_lines() -> None:
    body = paper.word_part(word.write(document()), "word/document.xml")
    above, below, row = list(body.iter(f"{W}tr"))[:3]
    assert [len(list(one.iter(f"{W}tblHeader"))) for one in (above, below, row)] == [1, 1, 0]
    assert [span.get(f"{W}val") for span in above.iter(f"{W}gridSpan")] == ["2"]
    assert words(above) == ["所属园区", "包联单位", "序号", "企业名称", "走访情况", "问题办理"]
    assert words(below) == ["应走访", "已走访", "办结率"]
    assert len(merges(above)) == len(merges(below)) == 4


def words(row: etree._Element) -> list[str]:
    return [text.text or "" for text in row.iter(f"{W}t")]


def merges(row: etree._Element) -> list[str]:
    return [str(merge.get(f"{W}val", "continue")) for merge in row.iter(f"{W}vMerge")]


def test_excel_merges_headings_only_and_filters_below_them() -> None:
    (sheet,) = load_workbook(BytesIO(excel.write(document()))).worksheets
    ranges = {str(one) for one in sheet.merged_cells.ranges}
    assert {"A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3"} <= ranges
    assert not [one for one in sheet.merged_cells.ranges if one.min_row > 4]
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.auto_filter.ref == f"A4:G{4 + len(listed())}"
    assert sheet.freeze_panes == "A5"
    rows = list(sheet.iter_rows(5, values_only=True))
    assert rows == [tuple(row) for row in listed()]


# --- merged cells --------------------------------------------------------------------------------


def test_cells_are_one_while_they_and_those_before_say_the_same() -> None:
    rows = (
        *(("甲", "一"), ("甲", "一"), ("甲", "二")),
        *(("乙", "二"), ("", "二"), ("", "二")),
    )
    table = Table((Column("园", 3), Column("队", 3)), rows, merged=2)
    assert list(joins(table)) == [0, 2, 1, 0, 0, 0]


def test_a_merged_cell_is_said_once_a_page_in_the_middle_of_its_rows(pages: list[Face]) -> None:
    assert [sum(paper.said(line).count("二园") for line in page.lines()) for page in pages] == [
        1 for _ in pages
    ]
    last = pages[-1]
    rows = [line for line in last.lines() if "甲" in paper.said(line)]
    park = text_at(last, "二园")[0].baseline
    assert park == pytest.approx((rows[0][0].baseline + rows[-1][0].baseline) / 2, abs=0.1)


def test_no_rule_goes_through_a_merged_cell(pages: list[Face]) -> None:
    last = pages[-1]
    park, name = text_at(last, "二园"), text_at(last, "企业名称")
    assert len(crossing(last, park[0].x0)) == 3  # above and below the heading, and at the end
    assert len(crossing(last, name[0].x0)) == 2 + said_on(last).count("甲")


def crossing(page: Face, x: float) -> set[float]:
    """Where rules cross an upright line."""
    return {round(rule.y, 1) for rule in page.rules if rule.x0 < x < rule.x1}


def test_what_is_said_of_few_rows_has_room_in_them(pages: list[Face]) -> None:
    first = pages[0]
    said = [char for char in first.chars if char.text in "装备制造与新材料片" and char.x0 < 130]
    rules = sorted(rule.y for rule in first.rules if rule.x0 < said[0].x0 < rule.x1)
    above = max(y for y in rules if y < said[0].baseline)
    below = min(y for y in rules if y > said[0].baseline)
    assert all(above < char.baseline - 0.8 * char.size for char in said)
    assert all(char.baseline < below for char in said)


def test_a_group_is_parted_only_where_its_name_has_room_on_both_pages() -> None:
    rows = tuple((LONG, "队", str(n), f"甲{n}", "2", "1", "") for n in range(1, 200))
    for page in paper.faces(pdf.write(document(rows))):
        told = [line for line in page.lines() if re.search("甲", paper.said(line))]
        assert len(told) >= 3
        park = [c for c in page.chars if c.x0 < 120 and c.font == "FandolSong-Regular"]
        assert min(c.baseline for c in park) >= told[0][0].baseline - 0.1
        assert max(c.baseline for c in park) <= told[-1][0].baseline + 0.1


def test_a_row_higher_than_a_page_says_again_what_it_belongs_to() -> None:
    rows = (("一园", "队", "1", "已勘查，" * 400, "2", "1", ""), *listed()[3:6])
    told = [page for page in paper.faces(pdf.write(document(rows))) if "勘" in said_on(page)]
    assert len(told) > 1
    assert all("一园" in said_on(page) for page in told)
    text = "".join(map(said_on, told))
    assert text.count("勘") == 400


def test_word_merges_downward_and_says_a_name_once() -> None:
    body = paper.word_part(word.write(document()), "word/document.xml")
    rows = list(body.iter(f"{W}tr"))[2:]
    assert [merges(row) for row in rows[:3]] == [
        ["restart", "restart"],
        ["continue", "continue"],
        ["continue", "continue"],
    ]
    assert merges(rows[3]) == ["restart", "restart"]
    assert [words(row)[0] for row in rows[:4]] == ["一园", "2", "3", LONG]


def test_word_and_pdf_of_a_merged_table_say_the_same() -> None:
    short = document(listed()[:12])
    in_pdf = paper.pdf_text(pdf.write(short))
    assert paper.word_text(word.write(short)) == in_pdf.removesuffix("第1页共1页")


def test_the_validator_finds_nothing_in_merged_tables(tmp_path: Path) -> None:
    path = tmp_path / "merged.docx"
    path.write_bytes(word.write(document()))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


# --- thousands of rows ---------------------------------------------------------------------------

PLAIN = (LedgerColumn("序号", 3), LedgerColumn("牵头单位", 8), LedgerColumn("办理情况", 8))


def long_ledger(units: list[str], columns: tuple[LedgerColumn, ...] = PLAIN) -> Document:
    """A ledger with a row for each unit."""
    rows = tuple((str(n), unit, "办结") for n, unit in enumerate(units, start=1))
    return ledger.document(LedgerView("台账", "办公室", date(2018, 7, 31), columns, rows))


def sections(made: Document) -> list[tuple[str, int]]:
    """The headings of a divided document, each with the number of rows below it."""
    blocks = printable(made, fonts.current()).document.blocks
    return [
        (above.text, len(table.rows))
        for above, table in pairwise(blocks)
        if isinstance(above, Paragraph) and isinstance(table, Table)
    ]


def test_a_thousand_rows_are_one_table() -> None:
    assert sections(long_ledger(["区住建局"] * MOST_ROWS)) == []


def test_more_rows_are_divided_by_who_answers_and_too_long_parts_again() -> None:
    units = ["区住建局", "区税务局", ""] * 50 + ["区税务局"] * 1200
    assert sections(long_ledger(units)) == [
        ("一、区住建局（50件）", 50),
        ("二、区税务局（1250件，第1部分）", 1000),
        ("三、区税务局（1250件，第2部分）", 250),
        ("四、未填牵头单位（50件）", 50),
    ]


def test_the_place_divides_before_the_unit_does() -> None:
    columns = (PLAIN[0], LedgerColumn("所属园区", 8), PLAIN[1])
    assert [text for text, _ in sections(long_ledger(["东园"] * 1001, columns))] == [
        "一、东园（1001件，第1部分）",
        "二、东园（1001件，第2部分）",
    ]


def test_where_nothing_divides_the_rows_they_are_counted() -> None:
    columns = (PLAIN[0], LedgerColumn("备注", 8), LedgerColumn("说明", 8))
    assert sections(long_ledger(["无"] * 1500, columns)) == [
        ("一、第1至1000件", 1000),
        ("二、第1001至1500件", 500),
    ]


def test_a_name_in_a_heading_that_no_face_can_draw_is_refused_by_name() -> None:
    with pytest.raises(MissingGlyph, match=r"U\+1F600"):
        printable(long_ledger(["区\U0001f600局"] * 1001), fonts.current())


def test_a_drawing_tells_its_pages_and_the_faces_of_the_headings_that_divide_it() -> None:
    made = long_ledger(["区住建局", "区税务局"] * 501)
    drawing = pdf.draw(made)
    assert drawing.pages == page_count(drawing.data) > 1
    (drawn,) = (one for one in drawing.faces if one.role == LEDGER_SECTION.face)
    divided = "一、区住建局（501件）二、区税务局（501件）"
    assert drawn.characters == len("序号牵头单位办理情况" + divided)
    assert pdf.write(made) == drawing.data


def test_the_parts_of_a_long_ledger_are_found_by_navigation_in_word_and_pdf() -> None:
    made = long_ledger(["区住建局", "区税务局"] * 501)
    expected = ["一、区住建局（501件）", "二、区税务局（501件）"]
    with pikepdf.open(BytesIO(pdf.write(made))) as file, file.open_outline() as outline:
        assert [child.title for child in outline.root[0].children] == expected
    body = paper.word_part(word.write(made), "word/document.xml")
    assert [text for text in words(body) if "、区" in text] == expected
    assert len(list(body.iter(f"{W}tbl"))) == 2


def test_excel_keeps_a_long_ledger_in_one_table_and_in_order() -> None:
    (sheet,) = load_workbook(BytesIO(excel.write(long_ledger(["甲", "乙"] * 501)))).worksheets
    column = [row[0] for row in sheet.iter_rows(4, values_only=True)]
    assert column == [str(number) for number in range(1, 1003)]


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (1110, "一千一百一十")],
)
def test_headings_are_numbered_in_chinese(number: int, said: str) -> None:
    assert numeral(number) == said


def test_a_table_stays_below_text_that_stands_before_it() -> None:
    made = replace(document(), blocks=(paragraph("说明"), *document().blocks[-1:]))
    (first, *_) = paper.faces(pdf.write(made))
    assert text_at(first, "说明")[0].baseline < text_at(first, "走访情况")[0].baseline


@pytest.mark.parametrize("merged", [0, 2])
def test_who_signs_stands_with_the_last_row_however_long_the_list_is(merged: int) -> None:
    for count in range(14, 34):
        rows = tuple((f"第{n // 3}区", *("某单位" * 2,) * 6) for n in range(count))
        whole = document(rows, merged)
        (table,) = (block for block in whole.blocks if isinstance(block, Table))
        signed = paragraph("制表人：", LEDGER_CAPTION)
        kept = (*whole.blocks[:-1], replace(table, keep=True), signed)
        last = paper.faces(pdf.write(replace(whole, blocks=kept)))[-1]
        assert "某单位" in "".join(char.text for char in last.chars), count


def test_the_last_row_asks_word_to_stay_with_who_signs() -> None:
    whole = document()
    (table,) = (block for block in whole.blocks if isinstance(block, Table))
    for keep in (True, False):
        told = replace(whole, blocks=(replace(table, keep=keep),))
        rows = list(paper.word_part(word.write(told), "word/document.xml").iter(f"{W}tr"))
        assert (rows[-1].find(f".//{W}keepNext") is not None) is keep
        assert rows[-2].find(f".//{W}keepNext") is None
