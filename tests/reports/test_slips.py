"""Slips on paper: what they say blank and filled, that both writers say it, that pages are full."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator
from pikepdf import pdfa

from models.fields import KINDS
from reports import issue_slips, meeting, pdf, visit_slip, word
from reports.blocks import Document, FormTable
from reports.errors import MissingGlyph
from reports.gongwen import A4_FORM
from reports.slipview import GateLine, IssueSlip, VisitSlip
from tests.reports import meetings, paper, slips
from tests.reports.paper import W

DRAWN: Mapping[str, tuple[Callable[[Any], Document], Any, Any]] = {
    "visit": (visit_slip.document, VisitSlip(), slips.VISIT),
    "dispatch": (issue_slips.dispatch, IssueSlip(), slips.ISSUE),
    "follow-up": (issue_slips.follow_up, IssueSlip(), slips.ISSUE),
    "closing": (issue_slips.closing, IssueSlip(), slips.ISSUE),
}
ALL = [(name, filled) for name in DRAWN for filled in (False, True)]


@cache
def document(name: str, filled: bool) -> Document:
    """One of the slips, laid out once for all tests."""
    draw, blank, known = DRAWN[name]
    return draw(known if filled else blank)


@cache
def as_pdf(name: str, filled: bool) -> bytes:
    """The same as PDF."""
    return pdf.write(document(name, filled))


def text(made: Document) -> str:
    """What the PDF says, without white space."""
    return paper.pdf_text(pdf.write(made))


# --- all of them ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "filled"), ALL)
def test_word_and_pdf_say_the_same(name: str, filled: bool) -> None:
    made = document(name, filled)
    assert made.continued is not None
    again = re.escape(re.sub(r"\s", "", made.continued.left + made.continued.right))
    said = re.sub(rf"第\d页共\d页({again})?", "", paper.pdf_text(as_pdf(name, filled)))
    assert paper.word_text(word.write(made)) == said


@pytest.mark.parametrize(("name", "filled"), ALL)
def test_a_slip_is_one_page_and_a_blank_visit_both_sides_of_a_sheet(
    name: str, filled: bool
) -> None:
    faces = paper.faces(as_pdf(name, filled))
    assert len(faces) == (2 if (name, filled) == ("visit", False) else 1)
    assert (round(faces[0].width), round(faces[0].height)) == (595, 842)


@pytest.mark.parametrize(("name", "filled"), ALL)
def test_a_slip_fills_its_page_and_stays_in_its_frame(name: str, filled: bool) -> None:
    face = paper.faces(as_pdf(name, filled))[0]
    body = [char for char in face.chars if char.baseline < A4_FORM.top + A4_FORM.text_height]
    assert max(char.baseline for char in body) > A4_FORM.top + A4_FORM.text_height * 0.85
    inked = [char for char in face.chars if char.text != "（"]  # its left half is blank
    assert min(char.x0 for char in inked) >= A4_FORM.left - 0.01
    assert max(char.x1 for char in inked) <= A4_FORM.left + A4_FORM.text_width + 0.01


@pytest.mark.parametrize(("name", "filled"), ALL)
def test_every_row_of_a_slip_is_as_wide_as_its_frame(name: str, filled: bool) -> None:
    tables = [one for one in document(name, filled).blocks if isinstance(one, FormTable)]
    for table in tables:
        assert {sum(cell.units for cell in row.cells) for row in table.rows} == {table.units}


@pytest.mark.parametrize("name", DRAWN)
def test_no_line_ends_with_the_box_of_the_next(name: str) -> None:
    for face in paper.faces(as_pdf(name, True)):
        assert not {paper.said(line)[-1] for line in face.lines()} & {"☐", "☑"}


@pytest.mark.parametrize("name", DRAWN)
def test_the_validators_find_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / "slip.docx"
    path.write_bytes(word.write(document(name, True)))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    report = pdfa.validate_written(BytesIO(as_pdf(name, True)), "2b")
    assert report.passed, report.findings


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_slip_gives_the_same_bytes(name: str) -> None:
    draw, _, known = DRAWN[name]
    assert pdf.write(draw(known)) == as_pdf(name, True)
    assert word.write(draw(known)) == word.write(document(name, True))


def test_a_character_that_nothing_can_print_is_named_by_what_asks_for_it() -> None:
    broken = replace(slips.VISIT, said={**slips.VISIT.said, "met": "甲\U0001f600"})
    with pytest.raises(MissingGlyph, match=r"“企业参加人员”一栏.*U\+1F600"):
        visit_slip.document(broken)


# --- 走访记录表 ----------------------------------------------------------------------------------


def test_a_visit_says_who_went_where_and_what_was_asked() -> None:
    said = text(document("visit", True))
    assert "编号：东湖A-2018-0012走访日期：2018年7月6日" in said
    assert "帮扶对象甲一精密制造有限公司所属园区东湖装备园" in said
    assert "☑入企走访☐座谈会" in said
    assert "问需求增加用电容量" in said
    assert "现场解决事项门前排水沟当日清通" in said
    assert "1厂区北侧道路破损基础设施东湖A-2018-0089办理中" in said
    assert said.endswith("走访人员（签字）：年月日被走访单位负责人（签字、盖章）：年月日第1页共1页")


def test_a_blank_visit_asks_everything_that_the_casebook_keeps() -> None:
    said = text(document("visit", False))
    kept = [f.label for f in KINDS["visits"].fields if not f.derived]
    assert [label for label in kept if label not in said] == []
    assert "☑" not in said
    assert "希望如何解决123" in said


def test_a_visit_without_problems_says_so_and_leaves_out_what_was_not_said() -> None:
    said = text(visit_slip.document(replace(slips.VISIT, issues=())))
    assert "本次走访没有反映问题。" in said
    assert "备注" not in said
    assert "帮长效" in said, "what is asked on every visit stays"


def test_a_long_visit_goes_on_with_its_name_above_and_loses_nothing() -> None:
    said = {**slips.VISIT.said, "situation": "勘" * 900, "long_term": "察" * 600}
    faces = paper.faces(pdf.write(visit_slip.document(replace(slips.VISIT, said=said))))
    pages = [[paper.said(line) for line in face.lines()] for face in faces]
    assert len(pages) > 1
    assert all(page[0] == "走访记录表（续）编号：东湖A-2018-0012" for page in pages[1:])
    text = "".join(line for page in pages for line in page)
    assert (text.count("勘"), text.count("察")) == (900, 600)


# --- 交办单 --------------------------------------------------------------------------------------


def test_a_dispatch_says_to_whom_until_when_and_how_that_was_reckoned() -> None:
    said = text(document("dispatch", True))
    assert "交办日期：2018年7月9日牵头单位区住房和城乡建设局责任人李安四" in said
    assert "配合单位东湖装备园管委会、区水务局" in said
    assert "办理时限2018年7月16日（7月9日交办，7天，7月16日到期）" in said
    assert f"交办单位（盖章）：{slips.OFFICE}2018年7月9日" in said


def test_below_the_line_to_cut_stands_a_receipt_that_names_slip_and_unit() -> None:
    above, below = re.split("…+沿此线裁开，回执送交办单位…+", text(document("dispatch", True)))
    assert below.startswith("交办单回执交办单编号东湖A-2018-0089签收单位区住房和城乡建设局")
    assert "☐接收办理☐退回，理由：" in below
    assert "办理要求" in above


def test_the_line_to_cut_along_is_one_line() -> None:
    (face,) = paper.faces(as_pdf("dispatch", True))
    assert len([line for line in face.lines() if paper.said(line).count("…") > 2]) == 1


# --- 回访记录 ------------------------------------------------------------------------------------


def test_a_follow_up_ticks_what_the_enterprise_said_and_by_whom_it_was_asked() -> None:
    said = text(document("follow-up", True))
    assert "回访日期：2018年7月15日" in said
    assert "☑满意☐基本满意☐不满意" in said
    assert "企业意见和建议处理及时回访人周安一" in said
    assert said.count("☐是☐否") == 3


def test_a_follow_up_that_is_still_to_be_made_has_every_box_open() -> None:
    assert "☑" not in text(document("follow-up", False))


# --- 销号审批表 ----------------------------------------------------------------------------------


def test_a_closing_says_of_each_gate_whether_it_is_met_and_why() -> None:
    unmet = GateLine("任务不完成不放过", False, "措施 1 没有完成情况")
    gates = (slips.ISSUE.gates[0], unmet, *slips.ISSUE.gates[2:])
    said = text(issue_slips.closing(replace(slips.ISSUE, gates=gates)))
    assert "责任不落实不放过☑满足☐未满足依据0" in said
    assert "任务不完成不放过☐满足☑未满足措施1没有完成情况" in said
    assert "破格销号理由" in said, "a leader who closes past a gate says why"


def test_a_closing_with_every_gate_met_asks_for_no_reason_unless_one_was_given() -> None:
    assert "破格销号理由" not in text(document("closing", True))
    given = {**slips.ISSUE.said, "override": "企业书面认可"}
    said = text(issue_slips.closing(replace(slips.ISSUE, said=given)))
    assert "破格销号理由企业书面认可" in said


def test_a_closing_tells_the_story_in_short_before_those_who_decide() -> None:
    said = text(document("closing", True))
    assert "2018年7月9日交办周安一牵头单位：区住房和城乡建设局" in said
    order = ["办理经过", "四个不放过", "承办单位意见", "办公室审核意见", "领导审批意见"]
    assert [said.index(part) for part in order] == sorted(said.index(part) for part in order)


def test_the_four_gates_are_not_parted_by_a_page() -> None:
    story = slips.ISSUE.story * 12
    made = issue_slips.closing(replace(slips.ISSUE, story=story))
    pages = ["".join(map(paper.said, face.lines())) for face in paper.faces(pdf.write(made))]
    holding = [page for page in pages if "不放过☑" in page.replace(" ", "")]
    assert len(pages) > 1
    assert len(holding) == 1
    assert holding[0].count("不放过☑") == 4


def test_what_is_asked_of_a_meeting_stands_on_the_page_of_the_story_before_it() -> None:
    many = replace(meetings.MEETING, before=(), items=meetings.MEETING.items[:1] * 12)
    begins = [paper.said(face.lines()[1]) for face in paper.faces(pdf.write(meeting.agenda(many)))]
    assert len(begins) > 3
    assert not [said for said in begins if "提请会议" in said]


def test_rows_of_a_slip_do_not_split_in_word() -> None:
    root = paper.word_part(word.write(document("closing", True)), "word/document.xml")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in root.iter(f"{W}tr"))
