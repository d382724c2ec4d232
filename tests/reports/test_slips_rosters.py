"""Lists on paper: headings on each page, both writers alike, rows to write on, a sheet of Excel."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from reports import excel, pdf, rosters, word
from reports.rosters import RosterView
from reports.view import LedgerColumn
from tests.reports import paper

COLUMNS = (
    LedgerColumn("序号", 3, "center"),
    LedgerColumn("帮扶对象", 13),
    LedgerColumn("完成情况", 5, "center"),
)
BLANK = RosterView("走访计划与完成情况表", COLUMNS)


def filled(count: int) -> RosterView:
    """A list of so many rows, with a line of totals."""
    rows = tuple((str(n), f"甲{n}号精密制造有限公司", "完成") for n in range(1, count + 1))
    heading, office = "东湖新区2018年7月走访计划与完成情况表", "东湖新区双创双服办公室"
    total = ("", f"合计（{count}个）", f"完成{count}个")
    return RosterView(heading, COLUMNS, office, date(2018, 7, 31), rows, total, "应走访。")


def pages(view: RosterView) -> list[str]:
    """The text of each page."""
    faces = paper.faces(pdf.write(rosters.document(view)))
    return ["".join(map(paper.said, face.lines())) for face in faces]


def test_word_and_pdf_say_the_same_blank_and_filled() -> None:
    for view in (BLANK, filled(60)):
        made = rosters.document(view)
        in_pdf = paper.pdf_text(pdf.write(made))
        heads = "".join(column.label for column in COLUMNS)
        once = re.sub(rf"第\d页共\d页({heads})?", "", in_pdf)
        assert paper.word_text(word.write(made)) == once


def test_a_long_list_repeats_its_headings_on_landscape_pages_and_ends_with_its_totals() -> None:
    found = pages(filled(60))
    assert len(found) > 2
    assert all("序号帮扶对象完成情况" in page for page in found)
    assert re.search("合计（60个）完成60个制表人：.*审核人：.*单位负责人：", found[-1])
    face = paper.faces(pdf.write(rosters.document(filled(1))))[0]
    assert (round(face.width), round(face.height)) == (842, 595)


def test_a_blank_list_is_one_page_of_rows_high_enough_to_write_on() -> None:
    (face,) = paper.faces(pdf.write(rosters.document(BLANK)))
    numbers = [line[0] for line in face.lines() if re.fullmatch(r"\d+", paper.said(line))]
    assert "".join(char.text for char in numbers) == "1234567891" + "11"
    heights = {round(below.baseline - above.baseline, 1) for above, below in pairwise(numbers)}
    assert heights == {30.0}


def test_a_list_is_a_sheet_of_excel_with_the_same_rows() -> None:
    (sheet,) = load_workbook(BytesIO(excel.write(rosters.document(filled(3))))).worksheets
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert ["1", "甲1号精密制造有限公司", "完成"] in rows
    assert ["合计（3个）", "完成3个"] in rows


def test_the_validator_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.docx"
    path.write_bytes(word.write(rosters.document(filled(30))))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_a_list_without_rows_is_printed_all_the_same() -> None:
    (page,) = pages(replace(filled(0), total=()))
    assert "序号帮扶对象完成情况制表人" in page
