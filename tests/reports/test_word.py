"""The Word files, measured on their XML; and that they say what the PDF says."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reports import bulletin, ledger, pdf, word
from reports.errors import MissingGlyph
from reports.view import Passage
from tests.reports import paper, samples
from tests.reports.paper import W


def paragraphs(docx_file: bytes) -> list[etree._Element]:
    """The paragraphs of the body, those of text boxes and tables left out."""
    body = paper.word_part(docx_file, "word/document.xml")[0]
    return body.findall(f"{W}p")


def said(paragraph: etree._Element) -> str:
    """The text of a paragraph."""
    return "".join(node.text or "" for node in paragraph.iter(f"{W}t"))


def find(docx_file: bytes, beginning: str) -> etree._Element:
    """The first paragraph that begins so."""
    return next(node for node in paragraphs(docx_file) if said(node).startswith(beginning))


def value(node: etree._Element, path: str, name: str = "val") -> str | None:
    """An attribute of a descendant; `path` in plain names."""
    found = node.find("/".join(W + part for part in path.split("/")))
    return None if found is None else found.get(W + name)


def test_word_and_pdf_say_the_same(bulletin_word: bytes, bulletin_pdf: bytes) -> None:
    assert paper.word_text(bulletin_word) == paper.pdf_text(bulletin_pdf)


def test_ledgers_say_the_same_on_one_page() -> None:
    document = ledger.document(samples.ledger(6))
    text = re.sub(r"第1页共1页$", "", paper.pdf_text(pdf.write(document)))
    assert paper.word_text(word.write(document)) == text


def test_page_and_margins_are_those_of_the_format(bulletin_word: bytes) -> None:
    section = docx.Document(BytesIO(bulletin_word)).sections[0]
    lengths = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.left_margin,
        section.right_margin,
        section.bottom_margin,
    )
    twips = [round(length.pt * 20) for length in lengths if length is not None]
    assert twips == pytest.approx([11906, 16838, 2098, 1587, 1474, 1984], abs=3)


def test_body_paragraphs_stand_on_the_grid_in_fangsong(bulletin_word: bytes) -> None:
    body = find(bulletin_word, "10月份，")
    assert value(body, "pPr/spacing", "line") == "579"
    assert value(body, "pPr/spacing", "lineRule") == "exact"
    assert value(body, "pPr/ind", "firstLineChars") == "200"
    assert value(body, "r/rPr/sz") == "32"
    assert value(body, "r/rPr/spacing") == "-5"
    fonts = body.find(f"{W}r/{W}rPr/{W}rFonts")
    assert fonts is not None
    assert {fonts.get(W + slot) for slot in ("ascii", "hAnsi", "eastAsia", "cs")} == {"仿宋_GB2312"}
    assert fonts.get(f"{W}hint") == "eastAsia"


def test_the_grid_has_lines_of_579_twips(bulletin_word: bytes) -> None:
    root = paper.word_part(bulletin_word, "word/document.xml")
    assert value(root, "body/sectPr/docGrid", "linePitch") == "579"


def test_marks_do_not_hang_and_digits_keep_the_grid(bulletin_word: bytes) -> None:
    body = find(bulletin_word, "10月份，")
    for name in ("overflowPunct", "autoSpaceDE", "autoSpaceDN"):
        assert value(body, f"pPr/{name}") == "0"


@pytest.mark.parametrize(
    ("beginning", "face"),
    [("一、", "黑体"), ("（一）", "楷体_GB2312"), ("1.", "仿宋_GB2312"), ("（1）", "仿宋_GB2312")],
)
def test_each_level_has_its_face_and_none_is_bold(
    bulletin_word: bytes, beginning: str, face: str
) -> None:
    heading = find(bulletin_word, beginning)
    assert value(heading, "r/rPr/rFonts", "eastAsia") == face
    assert value(heading, "r/rPr/sz") == "32"
    assert heading.find(f".//{W}b") is None


def test_headings_are_word_headings(bulletin_word: bytes) -> None:
    document = docx.Document(BytesIO(bulletin_word))
    names = {
        paragraph.text[:3]: paragraph.style.name
        for paragraph in document.paragraphs
        if paragraph.style is not None
    }
    assert names["一、走"] == "Heading 1"
    assert names["（二）"] == "Heading 2"
    assert names["（一）"] == "公文正文"  # text runs on behind the heading's sentence
    assert names["双创双"] == "简报名称"


def test_the_masthead_is_red_and_its_rule_a_lower_border(bulletin_word: bytes) -> None:
    name = find(bulletin_word, samples.BULLETIN.name)
    assert value(name, "r/rPr/color") == "FF0000"
    line = find(bulletin_word, samples.BULLETIN.office)
    assert value(line, "pPr/pBdr/bottom", "color") == "FF0000"
    assert value(line, "pPr/pBdr/bottom", "sz") == "18"
    assert line.find(f"{W}pPr/{W}ind") is None  # an indent would shorten the rule


def test_odd_and_even_pages_have_footers_of_their_own(bulletin_word: bytes) -> None:
    document = docx.Document(BytesIO(bulletin_word))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    odd, even = section.footer.part.element, section.even_page_footer.part.element
    assert [value(footer, "p/pPr/jc") for footer in (odd, even)] == ["right", "left"]
    assert value(odd, "p/pPr/ind", "right") == value(even, "p/pPr/ind", "left") == "280"
    for footer in (odd, even):
        assert "".join(node.text or "" for node in footer.iter(f"{W}instrText")).strip() == "PAGE"
        assert section.footer_distance is not None
    assert section.footer_distance is not None
    assert section.footer_distance.mm == pytest.approx(25.5, abs=0.1)


def test_the_imprint_is_a_text_box_on_the_lower_margin(bulletin_word: bytes) -> None:
    last = paragraphs(bulletin_word)[-1]
    box = next(last.iter(f"{W}txbxContent"))
    assert "".join(node.text or "" for node in box.iter(f"{W}t")).startswith("报：区委书记")
    borders = box.find(f"{W}tbl/{W}tblPr/{W}tblBorders")
    assert borders is not None
    assert {edge.tag.removeprefix(W): edge.get(f"{W}sz") for edge in borders} == {
        "top": "8",
        "bottom": "8",
        "insideH": "6",
    }
    assert value(last, "pPr/snapToGrid") == value(box, "p/pPr/snapToGrid") == "0"
    wp = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    (place,) = last.iter(f"{wp}positionV")
    assert (place.get("relativeFrom"), place[0].text) == ("margin", "bottom")


@pytest.mark.parametrize("draft", [False, True])
def test_the_validator_finds_nothing_in_a_bulletin(tmp_path: Path, draft: bool) -> None:
    document = bulletin.document(replace(samples.BULLETIN, draft=draft))
    assert findings(tmp_path, word.write(document)) == []


def test_the_validator_finds_nothing_in_a_ledger(tmp_path: Path) -> None:
    assert findings(tmp_path, word.write(ledger.document(samples.ledger(5)))) == []


def findings(folder: Path, docx_file: bytes) -> list[str]:
    """What the Office Open XML validator objects to."""
    path = folder / "file.docx"
    path.write_bytes(docx_file)
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def test_the_same_view_gives_the_same_bytes(bulletin_word: bytes) -> None:
    assert word.write(bulletin.document(samples.BULLETIN)) == bulletin_word


def test_no_part_carries_the_time_of_writing(bulletin_word: bytes) -> None:
    with zipfile.ZipFile(BytesIO(bulletin_word)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    created = docx.Document(BytesIO(bulletin_word)).core_properties.created
    assert created is not None
    assert created.date() == samples.BULLETIN.issued_on


def test_metadata_names_title_and_office(bulletin_word: bytes) -> None:
    properties = docx.Document(BytesIO(bulletin_word)).core_properties
    assert properties.title == samples.BULLETIN.title
    assert properties.author == samples.BULLETIN.office


def test_a_character_that_the_pdf_could_not_show_is_refused() -> None:
    passages = (Passage("联系人赵\U0001f600。"),)
    with pytest.raises(MissingGlyph):
        word.write(bulletin.document(replace(samples.BULLETIN, passages=passages)))


def test_marks_of_xml_in_a_text_stay_text() -> None:
    passages = (Passage("企业反映 <b> & “甲&乙”。"),)
    document = bulletin.document(replace(samples.BULLETIN, passages=passages))
    assert "企业反映<b>&“甲&乙”。" in paper.word_text(word.write(document))


def test_ledger_headings_repeat_and_rows_do_not_split() -> None:
    root = paper.word_part(word.write(ledger.document(samples.ledger(5))), "word/document.xml")
    head, *rows = root.iter(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert len(rows) == 5
    for row in (head, *rows):
        assert row.find(f"{W}trPr/{W}cantSplit") is not None


def test_ledgers_count_pages_in_their_footer() -> None:
    footer = (
        docx.Document(BytesIO(word.write(ledger.document(samples.ledger(5)))))
        .sections[0]
        .footer.part.element
    )
    fields = [(node.text or "").strip() for node in footer.iter(f"{W}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]
