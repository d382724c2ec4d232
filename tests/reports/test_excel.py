"""The ledger as Excel, read back: what stands in the cells, and how the sheet shows and prints."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

from reports import bulletin, excel, ledger
from reports.blocks import Document, Table
from reports.errors import NoSheet
from reports.gongwen import CELL_MARGIN, LEDGER_CELL
from reports.view import LedgerColumn
from tests.reports import samples

HEAD = 4  # title, summary, caption, headings
NARROW = (LedgerColumn("序号", 3), LedgerColumn("办理情况", 10))
PITFALLS = (
    '=HYPERLINK("file://x","点我")',
    "+86 0317",
    "-1",
    "@SUM(1)",
    "{=1+1}",
    "0012",
    "91130900000000000X",
    "2018-07-30",
    "https://example.invalid/",
    "_x0041_",
    "首行\n次行",
    " 前后空格 ",
    "𬭎\U0001f600",
)


def sheet(document: Document) -> Worksheet:
    """The only sheet of the document, read back."""
    (only,) = load_workbook(BytesIO(excel.write(document))).worksheets
    return only


def of_notes(*notes: str) -> Document:
    """A ledger of two columns with these notes."""
    rows = tuple((str(number), note) for number, note in enumerate(notes, start=1))
    return ledger.document(replace(samples.ledger(1), columns=NARROW, rows=rows))


@pytest.fixture
def twelve() -> Worksheet:
    return sheet(ledger.document(samples.ledger(40)))


def test_what_is_read_back_is_what_was_listed(twelve: Worksheet) -> None:
    view = samples.ledger(40)
    title, summary, caption, head, *rows = twelve.iter_rows(values_only=True)
    assert (title[0], summary[0]) == (view.title, view.summary)
    assert (caption[0], caption[-1]) == (f"填报单位：{view.office}", "截至2018年7月31日")
    assert head == tuple(column.label for column in view.columns)
    assert rows == [tuple(cell or None for cell in row) for row in view.rows]


@pytest.mark.parametrize("text", PITFALLS)
def test_a_text_stays_the_text_that_it_is(text: str) -> None:
    (row,) = sheet(of_notes(text)).iter_rows(HEAD + 1)
    cell = row[1]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_no_cell_is_a_formula_in_title_and_summary_either() -> None:
    view = replace(samples.ledger(1), title="=1+1", summary="=2+2")
    found = sheet(ledger.document(view))
    assert {cell.data_type for row in found.iter_rows() for cell in row if cell.value} == {"s"}


def test_headings_are_bold_stay_in_sight_filter_and_are_repeated_on_print(
    twelve: Worksheet,
) -> None:
    head = next(twelve.iter_rows(HEAD))
    assert all(cell.font.b and cell.font.name == "黑体" for cell in head)
    assert twelve.freeze_panes == f"A{HEAD + 1}"
    assert twelve.print_title_rows == f"${HEAD}:${HEAD}"
    assert twelve.auto_filter.ref == f"A{HEAD}:L{HEAD + 40}"


def test_it_prints_landscape_one_page_wide_with_the_number_of_pages(twelve: Worksheet) -> None:
    setup = twelve.page_setup
    assert (setup.orientation, setup.paperSize) == ("landscape", 8)
    assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
    assert (twelve.oddFooter.center.text or "").endswith("第&P页 共&N页")


def test_few_columns_print_on_a4() -> None:
    assert sheet(of_notes("已勘查")).page_setup.paperSize == 9


def test_columns_are_as_wide_as_the_blocks_say(twelve: Worksheet) -> None:
    widths = [twelve.column_dimensions[letter].width for letter in "ABE"]
    shares = [3, 8, 22]
    for width, share in zip(widths, shares, strict=True):
        assert width / widths[0] == pytest.approx((share + 2 / 3) / (3 + 2 / 3), rel=0.1)


def test_cells_wrap_and_stand_as_their_columns_say(twelve: Worksheet) -> None:
    cells = next(twelve.iter_rows(HEAD + 1))
    assert all(cell.alignment.wrap_text for cell in cells)
    assert [cell.alignment.horizontal for cell in cells[:3]] == ["center", "left", "left"]


def test_a_long_summary_gets_as_many_lines_as_it_needs() -> None:
    view = replace(samples.ledger(1), summary="其中已销号若干件，" * 45)
    short = sheet(ledger.document(samples.ledger(1))).row_dimensions[2].height
    long = sheet(ledger.document(view)).row_dimensions[2].height
    assert short is not None
    assert long is not None
    assert long > 4 * short


def test_a_row_is_as_high_as_its_longest_cell_and_no_higher_than_excel_allows() -> None:
    found = sheet(of_notes("已勘查", "已勘查。" * 40, "长" * 5_000))
    heights = [found.row_dimensions[HEAD + number].height for number in (1, 2, 3)]
    assert heights[0] is None  # one line: the program's own height
    three = 3 * LEDGER_CELL.pitch + 2 * CELL_MARGIN.points
    assert heights[1:] == pytest.approx([three, 409], abs=0.5)  # whole pixels


def test_an_empty_ledger_has_its_headings() -> None:
    rows = list(sheet(of_notes()).iter_rows(values_only=True))
    assert rows[-1] == ("序号", "办理情况")


def test_one_column_is_enough() -> None:
    view = replace(samples.ledger(1), columns=NARROW[:1], rows=(("1",),))
    caption = list(sheet(ledger.document(view)).iter_rows(values_only=True))[2]
    assert caption == (f"填报单位：{view.office}　截至2018年7月31日",)


def test_the_longest_text_fits_and_a_longer_one_is_refused_by_its_place() -> None:
    longest = "勘" * 32_767
    assert next(sheet(of_notes(longest)).iter_rows(HEAD + 1))[1].value == longest
    with pytest.raises(NoSheet, match="第2行“办理情况”有 32,768 字"):
        excel.write(of_notes("已勘查", longest + "查"))


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    document = of_notes("已勘查")
    *above, table = document.blocks
    assert isinstance(table, Table)
    endless = replace(table, rows=table.rows * 1_048_576)
    with pytest.raises(NoSheet, match="缩小筛选范围"):
        excel.write(replace(document, blocks=(*above, endless)))


def test_running_text_is_no_sheet() -> None:
    with pytest.raises(NoSheet, match="请改用 Word 或 PDF"):
        excel.write(bulletin.document(samples.BULLETIN))


def test_the_same_ledger_gives_the_same_bytes_dated_as_the_ledger_is() -> None:
    document = ledger.document(samples.ledger(3))
    first = excel.write(document)
    assert excel.write(document) == first
    properties = load_workbook(BytesIO(first)).properties
    assert (properties.title, properties.creator) == (document.title, document.author)
    assert (
        properties.created
        == properties.modified
        == datetime.combine(document.dated, datetime.min.time())
    )


def test_the_file_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(excel.write(ledger.document(samples.ledger(3))))
    assert not OpenXmlValidator().validate(str(path)).errors
