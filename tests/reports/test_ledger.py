"""Ledgers: sheets, repeated headings, rows that keep together, page numbers with the total."""

from dataclasses import replace

import pytest

from reports import ledger, pdf
from reports.errors import MissingGlyph
from reports.gongwen import A3_LANDSCAPE, A4_LANDSCAPE
from reports.view import LedgerColumn
from tests.reports import paper, samples
from tests.reports.paper import MM


def test_many_columns_go_on_a3_landscape(ledger_pdf: bytes) -> None:
    for face in paper.faces(ledger_pdf):
        assert (face.width, face.height) == pytest.approx((420 * MM, 297 * MM), abs=0.01)


def test_few_columns_go_on_a4_landscape() -> None:
    columns = (LedgerColumn("序号", 3), LedgerColumn("问题描述", 30))
    view = replace(samples.ledger(1), columns=columns, rows=(("1", "道路破损"),))
    assert ledger.document(view).page is A4_LANDSCAPE
    assert ledger.document(samples.ledger(1)).page is A3_LANDSCAPE


def test_every_page_repeats_the_headings_and_counts_all_pages(ledger_pdf: bytes) -> None:
    faces = paper.faces(ledger_pdf)
    assert len(faces) > 2
    for number, face in enumerate(faces, start=1):
        text = "".join(map(paper.said, face.lines()))
        assert "序号编号企业名称类别问题描述收集时间" in text
        assert f"第{number}页 共{len(faces)}页" in text


def test_every_row_is_printed_once_and_on_one_page(ledger_pdf: bytes) -> None:
    pages = ["".join(map(paper.said, face.lines())) for face in paper.faces(ledger_pdf)]
    for number in range(1, 41):
        assert [page.count(f"东湖A-2018-{number:04d}") for page in pages].count(1) == 1
    assert sum(page.count("勘") for page in pages) == 40  # 已现场勘查, in each row once


def test_text_stays_within_its_cells(ledger_pdf: bytes) -> None:
    page = A3_LANDSCAPE
    for face in paper.faces(ledger_pdf):
        cells = [char for char in face.chars if char.size == 9]
        assert min(char.x0 for char in cells) > page.left
        assert max(char.x1 for char in cells) < page.left + page.text_width
        assert max(char.baseline for char in cells) < page.top + page.text_height


def test_a_row_higher_than_a_page_goes_on_on_the_next() -> None:
    columns = (LedgerColumn("序号", 3), LedgerColumn("办理情况", 10))
    rows = (("1", "已现场勘查，" * 900), ("2", "完毕"))
    faces = paper.faces(
        pdf.write(ledger.document(replace(samples.ledger(1), columns=columns, rows=rows)))
    )
    text = "".join(paper.said(line) for face in faces for line in face.lines())
    assert len(faces) > 1
    assert text.count("已现场勘查，") >= 890  # some are cut by a line's end
    assert text.count("勘") == 900


def test_a_line_feed_in_a_cell_begins_a_new_line() -> None:
    columns = (LedgerColumn("序号", 3), LedgerColumn("办理情况", 10))
    view = replace(samples.ledger(1), columns=columns, rows=(("1", "已勘查。\n已完工。"),))
    lines = [paper.said(line) for line in paper.faces(pdf.write(ledger.document(view)))[0].lines()]
    assert "已勘查。" in lines
    assert "已完工。" in lines


def test_an_empty_ledger_prints_its_headings() -> None:
    (face,) = paper.faces(pdf.write(ledger.document(replace(samples.ledger(1), rows=()))))
    assert "序号" in "".join(map(paper.said, face.lines()))


def test_a_character_without_a_face_is_named_by_row_and_column() -> None:
    columns = (LedgerColumn("序号", 3), LedgerColumn("责任人", 10))
    view = replace(samples.ledger(1), columns=columns, rows=(("1", "赵某"), ("2", "\U0001f600")))
    with pytest.raises(MissingGlyph, match=r"第2行“责任人”"):
        pdf.write(ledger.document(view))
