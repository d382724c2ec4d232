"""The dossier on paper: Word and PDF say the same, headings repeat, nothing is clipped."""

import re
from dataclasses import replace
from datetime import date

import pytest

from reports import dossier, pdf, word
from reports.blocks import FormTable
from reports.dossier import DossierPart, DossierView
from reports.errors import MissingGlyph
from reports.gongwen import A4_PORTRAIT
from reports.view import LedgerColumn
from tests.reports import paper

_STORY = (
    LedgerColumn("日期", 6, "center"),
    LedgerColumn("事项", 13),
    LedgerColumn("内容", 30),
)


def story(count: int) -> DossierPart:
    """A part of so many rows, each of several lines."""
    rows = tuple(
        (f"2018-07-{n % 28 + 1:02d}", f"第{n}次走访", "问现状：订单饱满，" * 9)
        for n in range(count)
    )
    return DossierPart("大事记", _STORY, rows)


VIEW = DossierView(
    name="甲一精密制造有限公司",
    office="东湖新区双创双服办公室",
    as_of=date(2018, 7, 31),
    summary="走访2次，问题1件。",
    facts=(
        ("代码", "东湖A-Q0001"),
        ("联系人", "赵某某"),
        ("主营业务", "精密轴承与数控机床主轴的研发、制造、销售和维修服务"),
    ),
    parts=(DossierPart("经营指标", (LedgerColumn("月份", 6),), ()), story(3)),
)


def pages(view: DossierView) -> list[str]:
    """The text of each page of the PDF."""
    faces = paper.faces(pdf.write(dossier.document(view)))
    return ["".join(map(paper.said, face.lines())) for face in faces]


def test_the_parts_come_in_order_under_numbered_headings() -> None:
    (page,) = pages(VIEW)
    assert page.startswith("甲一精密制造有限公司一企一档走访2次，问题1件。建档单位：东湖新区")
    assert re.findall("[一二三]、[^0-9A-Z]{4}", page) == [
        "一、基本情况",
        "二、经营指标",
        "三、大事记日",
    ]
    assert "截至2018年7月31日" in page


def test_a_part_without_rows_says_so() -> None:
    assert "二、经营指标暂无记录。" in pages(VIEW)[0]


def test_a_long_fact_stands_over_the_whole_width() -> None:
    facts = next(b for b in dossier.document(VIEW).blocks if isinstance(b, FormTable))
    rows = [[c.paragraphs[0].text for c in row.cells] for row in facts.rows]
    assert rows[1:] == [["代码", "东湖A-Q0001", "联系人", "赵某某"], [*VIEW.facts[2]]]
    assert {sum(cell.units for cell in row.cells) for row in facts.rows} == {facts.units}


def test_a_long_story_repeats_its_headings_and_counts_its_pages() -> None:
    found = pages(replace(VIEW, parts=(story(60),)))
    assert all("甲一精密制造有限公司一企一档（续）截至" in page for page in found[1:])
    assert len(found) > 2
    for number, page in enumerate(found, start=1):
        assert "日期事项内容" in page
        assert f"第{number}页 共{len(found)}页" in page
    assert all(sum(page.count(f"第{n}次走访") for page in found) == 1 for n in range(60))


def test_word_and_pdf_say_the_same() -> None:
    document = dossier.document(replace(VIEW, parts=(story(4),)))
    in_pdf = re.sub(r"第\d+页共\d+页", "", paper.pdf_text(pdf.write(document)))
    assert "（续）" not in in_pdf, "one page: what stands above the others is in a Word header"
    assert sorted(in_pdf) == sorted(paper.word_text(word.write(document)))


def test_text_stays_on_the_sheet() -> None:
    for face in paper.faces(pdf.write(dossier.document(replace(VIEW, parts=(story(20),))))):
        right = A4_PORTRAIT.left + A4_PORTRAIT.text_width
        assert max(char.x1 for char in face.chars) <= right + 0.01
        assert min(char.x0 for char in face.chars) >= A4_PORTRAIT.left - 0.01


def test_a_heading_is_held_to_the_rows_below_it_and_leads_through_the_document() -> None:
    for table in (b for b in dossier.document(VIEW).blocks if isinstance(b, FormTable)):
        assert all(row.keep for row in table.rows[: max(table.headings, 1)])
        assert table.rows[0].cells[0].paragraphs[0].style.outline == 2


def test_the_same_dossier_gives_the_same_bytes() -> None:
    document = dossier.document(VIEW)
    assert pdf.write(document) == pdf.write(document)
    assert word.write(document) == word.write(document)


def test_a_character_without_a_face_is_named() -> None:
    broken = replace(VIEW, facts=(("联系人", "\U0001f600"),))
    with pytest.raises(MissingGlyph, match="联系人"):
        pdf.write(dossier.document(broken))
