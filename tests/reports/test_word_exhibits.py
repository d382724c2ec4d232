"""Figures, tables and charts in Word files: found again, vectors, and the same words as the PDF."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reports import bulletin, fonts, pdf, word
from reports.blocks import Document, Ends, Numbering, Paragraph
from reports.charts import chart_strips, described
from reports.gongwen import CHART_TEXT, FORM_CAPTION, TEXT_WIDTH
from reports.layout import Layout
from reports.view import Mark, Passage
from tests.reports import exhibits, paper, samples
from tests.reports.paper import W

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMU = 12700


@pytest.fixture(scope="module")
def shown() -> bytes:
    """A bulletin with figures, a table and a chart of each shape."""
    return word.write(bulletin.document(exhibits.SHOWN))


@pytest.fixture(scope="module")
def body(shown: bytes) -> etree._Element:
    """Its text."""
    return paper.word_part(shown, "word/document.xml")[0]


def said(node: etree._Element) -> str:
    """The text within a node."""
    return "".join(one.text or "" for one in node.iter(f"{W}t"))


def find(body: etree._Element, beginning: str) -> etree._Element:
    """The first paragraph of the body that begins so."""
    return next(node for node in body.findall(f"{W}p") if said(node).startswith(beginning))


def kept(node: etree._Element) -> bool:
    """Whether a paragraph is held to the next."""
    return node.find(f"{W}pPr/{W}keepNext") is not None


def findings(folder: Path, docx_file: bytes) -> list[str]:
    """What the Office Open XML validator objects to."""
    path = folder / "file.docx"
    path.write_bytes(docx_file)
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def test_word_and_pdf_say_the_same_with_tables_and_charts(shown: bytes) -> None:
    assert paper.word_text(shown) == paper.pdf_text(pdf.write(bulletin.document(exhibits.SHOWN)))


@pytest.mark.parametrize("name", exhibits.CHARTS)
def test_every_chart_says_the_same_and_is_valid(name: str, tmp_path: Path) -> None:
    document = bulletin.document(exhibits.edition(exhibits.LEAD, exhibits.CHARTS[name]))
    written = word.write(document)
    assert paper.word_text(written) == paper.pdf_text(pdf.write(document))
    assert findings(tmp_path, written) == []


def test_the_validator_finds_nothing_in_tables_charts_and_figures(
    shown: bytes, tmp_path: Path
) -> None:
    assert findings(tmp_path, shown) == []


def test_the_same_exhibits_give_the_same_bytes(shown: bytes) -> None:
    assert word.write(bulletin.document(exhibits.SHOWN)) == shown


def test_a_live_figure_stands_in_a_control_that_carries_its_name(body: etree._Element) -> None:
    found = [(_tag(control), said(control)) for control in find(body, "10月份").findall(f"{W}sdt")]
    assert found == [("baolian:visits", "1,024"), ("baolian:issues_collected", "356")]
    headed = find(body, "（一）")
    assert [_tag(control) for control in headed.findall(f"{W}sdt")] == [
        "baolian:coverage_rate",
        "baolian:coverage_rate.to_date",
    ]


def test_figures_in_title_and_note_stand_in_controls_wherever_lines_end() -> None:
    title = "关于7月份 走访企业1024家\u200b和收集问题356件有关情况的通报"
    note = "编者按：全区走访1024家。"
    marks = [
        tuple(Mark(n, n + len(said), name) for said, name in told if (n := text.index(said)) >= 0)
        for text, told in (
            (title, (("1024", "visits"), ("356", "issues_collected"))),
            (note, (("1024", "visits"),)),
        )
    ]
    view = replace(exhibits.SHOWN, title=title, editor_note=note)
    view = replace(view, title_marks=marks[0], note_marks=marks[1])
    body = paper.word_part(word.write(bulletin.document(view)), "word/document.xml")[0]
    titled, noted = find(body, "关于7月份"), find(body, "编者按")
    assert next(titled.iter(f"{W}br")) is not None
    assert [(_tag(one), said(one)) for one in titled.iter(f"{W}sdt")] == [
        ("baolian:visits", "1024"),
        ("baolian:issues_collected", "356"),
    ]
    assert [(_tag(one), said(one)) for one in noted.iter(f"{W}sdt")] == [("baolian:visits", "1024")]
    told = bulletin.document(replace(view, editor_note=note.removeprefix("编者按：")))
    assert any(isinstance(one, Paragraph) and one.text == note for one in told.blocks)


def _tag(control: etree._Element) -> str | None:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return None if tag is None else tag.get(f"{W}val")


def test_a_live_figure_looks_like_its_surroundings_and_is_not_locked(
    body: etree._Element,
) -> None:
    paragraph = find(body, "10月份")
    looks = {etree.tostring(look) for look in paragraph.iter(f"{W}rPr")}
    assert len(looks) == 1
    for control in paragraph.findall(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        assert properties is not None
        assert [etree.QName(one).localname for one in properties] == ["tag", "appearance"]


def test_a_figure_within_a_heading_has_the_face_of_the_heading(body: etree._Element) -> None:
    first, second = find(body, "（一）").findall(f"{W}sdt")
    faces = [one.find(f".//{W}rFonts") for one in (first, second)]
    assert [face.get(f"{W}eastAsia") for face in faces if face is not None] == [
        "楷体_GB2312",
        "仿宋_GB2312",
    ]


def test_a_table_tells_what_it_shows(body: etree._Element) -> None:
    (table,) = body.findall(f"{W}tbl")
    told = table.find(f"{W}tblPr/{W}tblDescription")
    assert told is not None
    assert told.get(f"{W}val") == "baolian:table:main_figures"


def test_headings_captions_and_heading_rows_stay_with_what_follows(
    body: etree._Element,
) -> None:
    assert kept(find(body, "一、主要指标"))
    assert kept(find(body, "主要指标"))
    assert not kept(find(body, "10月份"))
    (table,) = body.findall(f"{W}tbl")
    head, *rows = table.findall(f"{W}tr")
    assert all(map(kept, head.iter(f"{W}p")))
    assert not any(kept(one) for row in rows for one in row.iter(f"{W}p"))


def test_a_long_sentence_with_a_numeral_is_not_held_to_the_next() -> None:
    long = Passage(f"1.{samples.HAN * 2}", 3)
    written = word.write(bulletin.document(exhibits.edition(long, exhibits.LEAD)))
    assert not kept(find(paper.word_part(written, "word/document.xml")[0], "1."))


def test_the_way_to_the_grid_is_that_of_the_paper(body: etree._Element) -> None:
    gaps = Layout(bulletin.document(exhibits.SHOWN), fonts.current()).gaps
    (table,) = body.findall(f"{W}tbl")
    behind = table.getnext()
    assert behind is not None
    line = behind.find(f"{W}pPr/{W}spacing")
    assert line is not None
    assert int(line.get(f"{W}line") or 0) / 20 == pytest.approx(gaps[0] - 2, abs=0.2)
    caption = find(body, "各牵头单位销号率").find(f"{W}pPr/{W}spacing")
    assert caption is not None
    assert int(caption.get(f"{W}after") or 0) / 20 == pytest.approx(gaps[2] - 2, abs=0.2)


def test_a_chart_is_a_group_of_shapes_without_a_picture(shown: bytes, body: etree._Element) -> None:
    with zipfile.ZipFile(BytesIO(shown)) as package:
        assert not [name for name in package.namelist() if "media" in name]
    groups = list(body.iter(f"{WPG}wgp"))
    assert len(groups) == 3
    for group in groups:
        assert {etree.QName(shape).localname for shape in group} == {
            *("cNvGrpSpPr", "grpSpPr", "wsp")
        }


def test_a_chart_is_as_large_as_on_the_paper(body: etree._Element) -> None:
    inline = next(body.iter(f"{WP}inline"))
    (drawing,) = chart_strips(exhibits.COLUMNS, TEXT_WIDTH.points, fonts.current())
    extent = inline.find(f"{WP}extent")
    assert extent is not None
    assert int(extent.get("cx") or 0) == pytest.approx(drawing.width * EMU, abs=1)
    assert int(extent.get("cy") or 0) == pytest.approx(drawing.height * EMU, abs=1)


def test_no_shape_stands_out_of_its_group(body: etree._Element) -> None:
    for inline in body.iter(f"{WP}inline"):
        width, height = _pair(inline.find(f"{WP}extent"), "cx", "cy")
        for shape in inline.iter(f"{WPS}wsp"):
            left, top = _pair(shape.find(f"{WPS}spPr/{A}xfrm/{A}off"), "x", "y")
            across, down = _pair(shape.find(f"{WPS}spPr/{A}xfrm/{A}ext"), "cx", "cy")
            assert left >= -1
            assert top >= -1
            assert left + across <= width + 2
            assert top + down <= height + 2


def _pair(node: etree._Element | None, first: str, second: str) -> tuple[int, int]:
    assert node is not None
    return int(node.get(first) or 0), int(node.get(second) or 0)


def test_columns_are_as_high_as_their_values_in_word(body: etree._Element) -> None:
    group = next(body.iter(f"{WPG}wgp"))
    heights = [
        _pair(shape.find(f"{WPS}spPr/{A}xfrm/{A}ext"), "cx", "cy")[1]
        for shape in group.iter(f"{WPS}wsp")
        if shape.find(f"{WPS}spPr/{A}solidFill/{A}srgbClr[@val='595959']") is not None
    ][1:]
    values = exhibits.COLUMNS.series[0].values
    ratios = [height / (value or 1) for height, value in zip(heights, values, strict=True)]
    assert max(ratios) == pytest.approx(min(ratios), rel=1e-3)


def test_text_in_charts_has_no_insets_and_its_own_size(body: etree._Element) -> None:
    boxes = [
        shape
        for group in body.iter(f"{WPG}wgp")
        for shape in group.iter(f"{WPS}wsp")
        if said(shape)
    ]
    assert len(boxes) > 50
    for box in boxes:
        inset = box.find(f"{WPS}bodyPr")
        assert inset is not None
        assert {inset.get(side) for side in ("lIns", "tIns", "rIns", "bIns")} == {"0"}
        sizes = {size.get(f"{W}val") for size in box.iter(f"{W}sz")}
        assert sizes == {str(round(CHART_TEXT.size * 2))}


def test_a_chart_is_described_for_those_who_cannot_see_it(body: etree._Element) -> None:
    told = [node.get("descr") for node in body.iter(f"{WP}docPr") if node.get("descr")]
    assert told == [described(view) for view in (exhibits.COLUMNS, exhibits.BARS, exhibits.LINES)]


def test_no_two_drawings_have_one_number(body: etree._Element) -> None:
    numbers = [node.get("id") for tag in (f"{WP}docPr", f"{WPS}cNvPr") for node in body.iter(tag)]
    assert len(numbers) > 100
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("numbering", Numbering)
def test_a_watermark_and_what_goes_on_stand_in_one_file(
    numbering: Numbering, tmp_path: Path
) -> None:
    written = word.write(_continued(numbering))
    with zipfile.ZipFile(BytesIO(written)) as package:
        headers = [
            package.read(name).decode() for name in package.namelist() if "word/header" in name
        ]
    assert all('string="内部"' in header for header in headers)
    said = [header for header in headers if "走访记录表（续）" in header]
    assert len(headers) - len(said) == 1  # the first page does not go on
    assert len(said) == (2 if numbering is Numbering.DASHES else 1)
    assert findings(tmp_path, written) == []


def _continued(numbering: Numbering) -> Document:
    return replace(
        bulletin.document(exhibits.SHOWN),
        watermark="内部",
        continued=Ends("走访记录表（续）", "东湖A-2018-0001", FORM_CAPTION),
        numbering=numbering,
    )


def test_the_first_page_of_what_goes_on_is_numbered_as_well() -> None:
    written = word.write(_continued(Numbering.DASHES))
    with zipfile.ZipFile(BytesIO(written)) as package:
        footers = [package.read(name).decode() for name in package.namelist() if "footer" in name]
    assert len([footer for footer in footers if re.search(r"instrText[^>]*> PAGE ", footer)]) == 3


def test_a_watermark_alone_leaves_no_style_that_the_file_does_not_have() -> None:
    document = replace(bulletin.document(exhibits.SHOWN), watermark="内部")
    with zipfile.ZipFile(BytesIO(word.write(document))) as package:
        headers = [package.read(name) for name in package.namelist() if "word/header" in name]
    assert headers
    assert not [header for header in headers if b"pStyle" in header]
