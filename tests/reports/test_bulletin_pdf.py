"""The PDF of a 工作简报, measured on the file: the numbers of GB/T 9704-2012."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from statistics import median

import pikepdf
import pytest
from pikepdf import pdfa

from reports import bulletin, pdf
from reports.errors import MissingGlyph
from reports.pages import pictures
from reports.view import Passage
from tests.reports import paper, samples
from tests.reports.paper import MM, Char, Face


def full_pages(faces: list[Face]) -> list[Face]:
    """Pages between the first, with its masthead, and the last but one."""
    return faces[1:-2]


def test_a_full_page_has_22_rows_of_the_grid(faces: list[Face]) -> None:
    assert full_pages(faces)
    for face in full_pages(faces):
        baselines = [line[0].baseline for line in face.body_lines()]
        pitches = [below - above for above, below in pairwise(baselines)]
        assert len(baselines) == 22
        assert median(pitches) == pytest.approx(225 * MM / 22, abs=0.02)
        assert max(pitches) - min(pitches) < 0.02


def test_full_lines_of_han_have_28_characters(faces: list[Face]) -> None:
    full = [
        line
        for face in faces
        for line in face.body_lines()
        if line[-1].x1 > 183 * MM and re.fullmatch(r"[一-鿿]+", paper.said(line))
    ]
    assert full
    lengths = {len(line) for line in full if line[0].x0 < 28.5 * MM}
    assert lengths == {28}
    assert {len(line) for line in full} <= {26, 28}  # 26 behind an indent of two


def test_body_text_stays_within_the_text_area(faces: list[Face]) -> None:
    for face in faces:
        for line in face.body_lines():
            assert line[0].x0 >= 28 * MM - 0.3
            assert line[-1].x1 <= 184 * MM + 0.3


def test_all_lines_but_the_last_of_a_paragraph_reach_the_edge(faces: list[Face]) -> None:
    for face in full_pages(faces):
        lines = face.body_lines()
        for line, below in pairwise(lines):
            if below[0].x0 < 29 * MM:  # not indented: the paragraph goes on
                assert line[-1].x1 == pytest.approx(184 * MM, abs=8.1)


def test_pages_are_a4_upright(faces: list[Face]) -> None:
    for face in faces:
        assert (face.width, face.height) == pytest.approx((210 * MM, 297 * MM), abs=0.01)


def test_the_name_is_red_and_centred_above_a_red_rule(faces: list[Face]) -> None:
    name = [char for char in faces[0].chars if char.red]
    assert paper.said(name) == samples.BULLETIN.name
    assert (name[0].x0 + name[-1].x1) / 2 == pytest.approx(106 * MM, abs=2)
    assert 42 <= name[0].size <= 60
    (rule,) = [rule for rule in faces[0].rules if rule.red]
    assert (rule.x0, rule.x1) == pytest.approx((28 * MM, 184 * MM), abs=0.3)
    assert name[0].baseline < rule.y < 100 * MM


def test_only_the_masthead_is_red(faces: list[Face]) -> None:
    assert not [char for face in faces[1:] for char in face.chars if char.red]


def test_the_title_is_centred_two_rows_below_the_red_rule(faces: list[Face]) -> None:
    (rule,) = [rule for rule in faces[0].rules if rule.red]
    title = [line for line in faces[0].lines() if abs(line[0].size - 22) < 0.01]
    assert "".join(map(paper.said, title)) == samples.BULLETIN.title
    for line in title:
        assert (line[0].x0 + line[-1].x1) / 2 == pytest.approx(106 * MM, abs=MM)
    rows = 225 * MM / 22
    assert title[0][0].baseline - 22 > rule.y + 2 * rows


def test_each_heading_level_has_its_face(faces: list[Face]) -> None:
    found = {
        paper.said(line)[:3]: line[0].font
        for face in faces
        for line in face.body_lines()
        if line[0].x0 > 30 * MM
    }
    assert found["一、走"] == "FandolHei-Regular"
    assert found["（一）"] == found["（二）"] == "FandolKai-Regular"
    assert found["1.要"] == found["（1）"] == "FandolFang-Regular"


def test_text_behind_a_heading_sentence_is_set_as_body(faces: list[Face]) -> None:
    line = next(
        line
        for face in faces
        for line in face.body_lines()
        if paper.said(line).startswith("（一）")
    )
    stop = paper.said(line).index("。")
    assert line[stop].font == "FandolKai-Regular"
    assert line[stop + 1].font == "FandolFang-Regular"


def page_number(face: Face) -> list[Char]:
    """The last line of a page."""
    return face.lines()[-1]


def test_page_numbers_stand_outside_on_both_sides(faces: list[Face]) -> None:
    for number, face in enumerate(faces, start=1):
        line = page_number(face)
        assert paper.said(line) == f"— {number} —"
        assert {char.size for char in line} == {14}
        if number % 2:
            assert line[-1].x1 == pytest.approx(184 * MM - 14, abs=0.5)
        else:
            assert line[0].x0 == pytest.approx(28 * MM + 14, abs=0.5)


def test_the_ink_of_the_dash_stands_7_mm_below_the_text(bulletin_pdf: bytes) -> None:
    dots = 300 / 25.4
    sheet = next(iter(pictures(bulletin_pdf, dots / MM)))
    blue = sheet.pixels[::4]
    inked = [
        row
        for row in range(round(264 * dots), round(274 * dots))
        if sum(blue[row * sheet.stride // 4 :][: sheet.width]) < 255 * (sheet.width - 80)
    ]
    assert sum(inked) / len(inked) / dots == pytest.approx(269, abs=0.2)


def test_the_imprint_stands_on_the_lower_edge_of_the_last_page(faces: list[Face]) -> None:
    rules = sorted((rule for rule in faces[-1].rules), key=lambda rule: rule.y)
    assert [rule.width / MM for rule in rules] == pytest.approx([0.35, 0.25, 0.35], abs=0.01)
    assert rules[-1].y == pytest.approx(262 * MM, abs=0.3 * MM)
    for rule in rules:
        assert (rule.x0, rule.x1) == pytest.approx((28 * MM, 184 * MM), abs=0.3)


def test_names_of_readers_hang_below_the_first_name(faces: list[Face]) -> None:
    lines = [line for line in faces[-1].lines() if abs(line[0].size - 14) < 0.01]
    send = next(i for i, line in enumerate(lines) if paper.said(line).startswith("送："))
    assert lines[send][0].x0 == pytest.approx(28 * MM + 14, abs=0.3)
    assert lines[send + 1][0].x0 == pytest.approx(lines[send][2].x0, abs=0.3)


def test_rare_characters_of_names_print_and_can_be_copied(bulletin_pdf: bytes) -> None:
    text = paper.pdf_text(bulletin_pdf)
    assert "赵䶮、钱𬭎" in text
    assert "350㎡" in text


def test_a_character_without_a_face_is_refused_by_name_and_place() -> None:
    passages = (Passage("联系人赵\U0001f600。"),)
    with pytest.raises(MissingGlyph, match=r"联系人赵.*U\+1F600"):
        pdf.write(bulletin.document(replace(samples.BULLETIN, passages=passages)))


def test_the_same_view_gives_the_same_bytes(bulletin_pdf: bytes) -> None:
    assert pdf.write(bulletin.document(samples.BULLETIN)) == bulletin_pdf


def test_the_file_is_an_archive_file(bulletin_pdf: bytes) -> None:
    report = pdfa.validate_written(BytesIO(bulletin_pdf), "2b")
    assert report.passed, report.findings


def test_metadata_is_chinese_and_carries_the_date_of_issue(bulletin_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(bulletin_pdf)) as file:
        assert str(file.docinfo["/Title"]) == samples.BULLETIN.title
        assert str(file.docinfo["/Author"]) == samples.BULLETIN.office
        assert str(file.docinfo["/CreationDate"]).startswith("D:20261105")


def test_navigation_leads_to_the_headings(bulletin_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(bulletin_pdf)) as file, file.open_outline() as outline:
        (title,) = outline.root
        assert title.title == samples.BULLETIN.title
        (first,) = title.children
        assert first.title == "一、走访服务情况"
        assert [child.title for child in first.children] == [
            "（一）覆盖面持续扩大",
            "（二）问题收集更加精准",
        ]


def test_a_draft_leaves_room_for_its_number_and_is_marked_without_text() -> None:
    draft = replace(samples.BULLETIN, number=0, total_number=0, draft=True)
    drawn = pdf.write(bulletin.document(draft))
    text = paper.pdf_text(drawn)
    assert "第期" in text
    assert "草稿" not in text
    plain = pdf.write(bulletin.document(replace(draft, draft=False)))
    assert len(drawn) > len(plain)


def test_what_is_empty_is_not_printed() -> None:
    bare = replace(
        samples.BULLETIN,
        total_number=0,
        editor_note="",
        contributed_by="",
        report_to=(),
        send_to=(),
        issue_to=(),
        copies=0,
        issued_on=date(2018, 7, 5),
        passages=(Passage("七月没有走访。"),),
    )
    text = paper.pdf_text(pdf.write(bulletin.document(bare)))
    for mark in ("总第", "编者按", "供稿", "报：", "送：", "发：", "共印"):
        assert mark not in text
    assert text.endswith("2018年7月5日印发")


def test_a_short_bulletin_keeps_its_imprint_on_the_first_page() -> None:
    short = replace(samples.BULLETIN, passages=(Passage("本期无内容。"),))
    assert len(paper.faces(pdf.write(bulletin.document(short)))) == 1


def test_writing_can_be_watched_and_stopped() -> None:
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        pdf.write(bulletin.document(samples.BULLETIN), stop)
    assert [done for done, _ in seen] == [1, 2]


def test_an_office_too_long_for_one_line_stands_above_the_date() -> None:
    office = "东湖新区企业服务工作专班办公室（营商环境建设局）联合督查组"
    face = paper.faces(pdf.write(bulletin.document(replace(samples.BULLETIN, office=office))))[0]
    lines = [paper.said(line) for line in face.lines()]
    assert lines[lines.index(office) + 1] == "2026年11月5日"
