"""Tables and charts in the text of a bulletin: what stays together, and the grid behind them."""

from dataclasses import replace

import pytest

from reports import bulletin, pdf
from reports.blocks import Chart, Document, Paragraph, Table, ToGrid
from reports.gongwen import (
    EXHIBIT_CAPTION_SIZE,
    EXHIBIT_NOTE_SIZE,
    EXHIBIT_SIZE,
    EXHIBIT_SMALL_SIZE,
    ROW,
)
from reports.view import Element, Mark, Passage
from tests.reports import exhibits, paper, samples
from tests.reports.paper import MM, Char, Face

TOP = 37 * MM


@pytest.fixture(scope="module")
def faces() -> list[Face]:
    """The pages of a bulletin with a table and charts."""
    return paper.faces(pdf.write(bulletin.document(exhibits.SHOWN)))


def printed(*elements: Element) -> list[Face]:
    """The pages of a bulletin of these elements."""
    return paper.faces(pdf.write(bulletin.document(exhibits.edition(*elements))))


def row(line: list[Char]) -> float:
    """Which row of the grid a line of body text stands on, counted from 0."""
    return (line[0].baseline - 0.38 * 16 - ROW / 2 - TOP) / ROW


def on_the_grid(line: list[Char]) -> bool:
    """Whether a line of body text stands on a row."""
    return abs(row(line) - round(row(line))) < 0.01


def page_of(faces: list[Face], text: str) -> int:
    """The page on which a line begins so."""
    return next(
        number
        for number, face in enumerate(faces)
        for line in face.lines()
        if paper.said(line).startswith(text)
    )


def test_text_goes_on_upon_the_grid_behind_tables_and_charts(faces: list[Face]) -> None:
    lines = [line for face in faces for line in face.body_lines()]
    assert len(lines) > 60
    assert all(map(on_the_grid, lines))


def test_full_pages_behind_a_table_and_a_chart_have_22_lines(faces: list[Face]) -> None:
    counts = [len(face.body_lines()) for face in faces]
    assert 22 in counts
    assert max(counts) == 22


def test_a_third_of_a_row_at_least_parts_an_exhibit_from_the_text(faces: list[Face]) -> None:
    for face in faces:
        note = [line for line in face.lines() if paper.said(line).startswith("注：")]
        for line in note:
            below = min(
                body[0].baseline
                for body in face.body_lines()
                if body[0].baseline > line[0].baseline
            )
            assert below - line[0].baseline > ROW / 2 + 0.3 * ROW


@pytest.mark.parametrize("lines", range(5, 9))
def test_a_heading_stays_on_the_page_of_what_follows_it(lines: int) -> None:
    faces = printed(
        exhibits.text(lines),
        Passage("一、走访情况", 1),
        Passage("（一）覆盖情况。", 2),
        exhibits.text(30),
    )
    page = page_of(faces, "一、")
    assert page == (0 if lines == 5 else 1)  # the first page holds eight lines of text
    assert page == page_of(faces, "（一）")
    assert paper.said(faces[page].body_lines()[-1])[0] not in "一（"


@pytest.mark.parametrize("lines", range(3, 7))
def test_captions_stay_with_their_tables_and_charts(lines: int) -> None:
    faces = printed(
        exhibits.text(lines),
        Passage("一、指标", 1),
        exhibits.TABLE,
        exhibits.text(2),
        exhibits.BARS,
    )
    page = page_of(faces, "主要指标")
    assert page == page_of(faces, "一、指标") == page_of(faces, "走访企业")
    assert page_of(faces, "各牵头单位销号率") == page_of(faces, "单位：%")


def test_headings_as_long_as_text_may_end_a_page() -> None:
    headings = [Passage(f"{number}.{samples.HAN * 2}", 3) for number in range(1, 14)]
    faces = printed(*headings)
    assert len(faces[1].body_lines()) == 22


def test_a_chart_of_many_bars_fits_a_page_with_its_caption() -> None:
    names = tuple(f"区第{number}服务管理中心" for number in range(1, 21))
    series = tuple(replace(one, values=tuple(range(20))) for one in exhibits.COLUMNS.series)
    view = replace(exhibits.BARS, categories=names, series=series)
    faces = printed(exhibits.LEAD, view, exhibits.text(2))
    assert page_of(faces, "各牵头单位销号率") == page_of(faces, "区第1服务") == 1


def test_captions_cells_and_notes_have_their_sizes(faces: list[Face]) -> None:
    sizes = {paper.said(line)[:4]: line[0].size for face in faces for line in face.lines()}
    assert sizes["主要指标"] == EXHIBIT_CAPTION_SIZE.value
    assert sizes["走访企业"] == EXHIBIT_SIZE.value
    assert sizes["注：7月"] == EXHIBIT_NOTE_SIZE.value


def test_tables_are_as_wide_as_the_text_and_small_where_they_have_many_columns() -> None:
    faces = printed(exhibits.RANKED)
    ruled = [rule for face in faces for rule in face.rules if rule.width == 0.5]
    assert min(rule.x0 for rule in ruled) == pytest.approx(28 * MM, abs=0.3)
    assert max(rule.x1 for rule in ruled) == pytest.approx(184 * MM, abs=0.3)
    cells = {
        line[0].size for face in faces for line in face.lines() if "办公室" in paper.said(line)
    }
    assert EXHIBIT_SMALL_SIZE.value in cells


def test_figures_are_spans_of_their_own_that_change_no_word() -> None:
    blocks = bulletin.document(exhibits.edition(exhibits.LEAD, exhibits.HEADED)).blocks
    marked = [block for block in blocks if isinstance(block, Paragraph)][-3:-1]
    assert [block.text for block in marked] == [exhibits.LEAD.text, exhibits.HEADED.text]
    fields = [(span.text, span.field) for block in marked for span in block.spans if span.field]
    assert fields == [
        ("1,024", "visits"),
        ("356", "issues_collected"),
        ("96.4%", "coverage_rate"),
        ("96.4%", "coverage_rate.to_date"),
    ]


def test_figures_change_no_line_of_the_paper() -> None:
    plain = replace(exhibits.LEAD, marks=())
    assert printed(exhibits.LEAD)[0].lines() == printed(plain)[0].lines()


def test_a_figure_that_ends_a_heading_and_begins_the_text_stays_in_the_text() -> None:
    passage = Passage("（一）共12.次。34件。", 2, (Mark(4, 6, "visits"), Mark(9, 11, "issues")))
    (block,) = [
        block
        for block in bulletin.document(exhibits.edition(passage)).blocks
        if isinstance(block, Paragraph) and block.text == passage.text
    ]
    assert [span.field for span in block.spans if span.field] == ["visits", "issues"]
    assert block.spans[1].face is not None
    assert block.spans[-2].face is None


def test_each_exhibit_is_followed_by_the_way_back_to_the_grid() -> None:
    document = bulletin.document(exhibits.edition(exhibits.TABLE, exhibits.COLUMNS))
    kinds = [type(block) for block in document.blocks if not isinstance(block, Paragraph)]
    assert [kind for kind in kinds if kind in (Table, Chart, ToGrid)] == [
        *(Table, ToGrid, Chart, ToGrid)
    ]


def test_all_kinds_of_bulletins_have_one_masthead() -> None:
    for name in ("双创双服情况通报", "双创双服专报"):
        view = replace(exhibits.SHOWN, name=name)
        first = paper.faces(pdf.write(bulletin.document(view)))[0]
        assert paper.said([char for char in first.chars if char.red]) == name


def test_the_same_exhibits_give_the_same_bytes() -> None:
    assert pdf.write(_document()) == pdf.write(_document())


def _document() -> Document:
    return bulletin.document(exhibits.SHOWN)
