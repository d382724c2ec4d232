"""Cards on paper: what they say blank and filled, and that nothing is clipped, lost or torn."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from msgspec import structs
from openxml_audit import OpenXmlValidator
from pikepdf import pdfa

from models.forms import Question, Section
from reports import card, pdf, word
from reports.blocks import FormTable
from reports.cardview import CardIssue, CardView
from reports.errors import MissingGlyph
from reports.gongwen import A4_FORM
from tests.reports import cards, paper
from tests.reports.paper import W

KINDS = tuple(cards.FORMS)
EIGHT = [(kind, filled) for kind in KINDS for filled in (False, True)]


@cache
def as_pdf(kind: str, filled: bool) -> bytes:
    """One of the eight cards, drawn once for all tests."""
    return pdf.write(card.document(view_of(kind, filled)))


@cache
def as_word(kind: str, filled: bool) -> bytes:
    """The same as a Word file."""
    return word.write(card.document(view_of(kind, filled)))


@cache
def faces_of(kind: str, filled: bool) -> list[paper.Face]:
    """The pages of its PDF."""
    return paper.faces(as_pdf(kind, filled))


def view_of(kind: str, filled: bool) -> CardView:
    """The card of that kind."""
    return cards.filled(kind) if filled else cards.blank(kind)


def text(view: CardView) -> str:
    """What the PDF of a card says, without white space."""
    return paper.pdf_text(pdf.write(card.document(view)))


def lines(faces: list[paper.Face]) -> list[list[str]]:
    """The lines of each page, from the top."""
    return [[paper.said(line) for line in face.lines()] for face in faces]


# --- both writers -------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "filled"), EIGHT)
def test_word_and_pdf_say_the_same(kind: str, filled: bool) -> None:
    continued = card.document(view_of(kind, filled)).continued
    assert continued is not None
    again = re.escape(continued.left + continued.right)
    said = re.sub(rf"第\d页共\d页({again})?", "", paper.pdf_text(as_pdf(kind, filled)))
    assert paper.word_text(as_word(kind, filled)) == said


@pytest.mark.parametrize(("kind", "filled"), EIGHT)
def test_a_card_takes_two_pages_of_a4_at_most(kind: str, filled: bool) -> None:
    faces = faces_of(kind, filled)
    assert len(faces) <= 2
    assert (round(faces[0].width), round(faces[0].height)) == (595, 842)


@pytest.mark.parametrize(("kind", "filled"), EIGHT)
def test_no_text_leaves_the_frame(kind: str, filled: bool) -> None:
    for face in faces_of(kind, filled):
        inked = [char for char in face.chars if char.text != "（"]  # its left half is blank
        assert min(char.x0 for char in inked) >= A4_FORM.left - 0.01
        assert max(char.x1 for char in face.chars) <= A4_FORM.left + A4_FORM.text_width + 0.01


@pytest.mark.parametrize(("kind", "filled"), EIGHT)
def test_no_line_ends_with_the_box_of_the_next(kind: str, filled: bool) -> None:
    ends = {line[-1] for page in lines(faces_of(kind, filled)) for line in page}
    assert not ends & {"☐", "☑"}


@pytest.mark.parametrize("filled", [False, True])
def test_the_validator_finds_nothing(tmp_path: Path, filled: bool) -> None:
    path = tmp_path / "card.docx"
    path.write_bytes(as_word("enterprise", filled))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_the_pdf_is_an_archive_file_with_the_boxes_in_it() -> None:
    data = as_pdf("enterprise", True)
    report = pdfa.validate_written(BytesIO(data), "2b")
    assert report.passed, report.findings
    assert "☑规上工业" in paper.pdf_text(data)


def test_the_same_card_gives_the_same_bytes() -> None:
    document = card.document(cards.filled())
    assert pdf.write(document) == as_pdf("enterprise", True)
    assert word.write(document) == as_word("enterprise", True)


# --- what stands on it ---------------------------------------------------------------------------


def test_a_blank_card_has_room_for_number_month_and_day() -> None:
    assert re.search(r"编号：填报期间：年月填报日期：年月日", text(cards.blank()))


def test_a_filled_card_says_number_month_and_day() -> None:
    said = text(cards.filled())
    assert "编号：东湖A-2018-0012填报期间：2018年7月填报日期：2018年7月26日" in said


def test_a_blank_card_asks_everything_and_says_of_whom() -> None:
    said = text(cards.blank())
    for question in cards.FORMS["enterprise"].questions:
        assert question.label in said
    assert "（企业类型为服务业的填写）" in said
    assert "不满意的事项（不满意的填写）" in said


@pytest.mark.parametrize(("count", "last"), [(9, "十"), (10, "十一"), (19, "二十"), (20, "二十一")])
def test_sections_are_counted_on_beyond_ten(count: int, last: str) -> None:
    section = Section(key="one", title="甲", questions=(Question(key="a", label="栏"),))
    form = structs.replace(cards.SMALL, sections=(section,) * count)
    assert f"{last}、问题反馈" in text(CardView(form, cards.OFFICE))


def test_a_filled_card_leaves_out_what_was_not_asked_and_counts_on() -> None:
    said = text(cards.filled())
    assert "服务业类别" not in said
    assert "的填写）" not in said
    assert "三、规上工业指标" in said
    assert "四、企业现状、需求和环境" in said


def test_chosen_options_are_ticked_and_the_others_stand_beside_them() -> None:
    said = text(cards.small(needs=("用地、用海", "A,B")))
    assert "☑用地、用海☐资金☑A,B" in said


def test_an_answer_that_is_no_option_is_ticked_behind_them() -> None:
    assert "☐甲类☐乙类☑丙类" in text(replace(cards.small(), answers={"class": "丙类"}))


def test_answers_carry_their_units_and_chinese_dates() -> None:
    said = text(replace(cards.small(), answers=cards.SMALL_ANSWERS))
    assert "金额1234.5万元人数35人" in said
    assert "开业日期2018年3月9日投产月份2018年10月" in said


def test_a_blank_card_shows_what_a_hand_needs() -> None:
    said = text(replace(cards.small(), blank=True))
    assert "金额万元人数人" in said
    assert "开业日期年月日投产月份年月" in said
    assert "（一句话说明）" in said


def test_what_is_known_stands_on_a_card_that_is_to_be_filled_in() -> None:
    said = text(replace(cards.small(name="甲一公司"), blank=True))
    assert "名称甲一公司" in said
    assert "乙类指标（类型为乙类的填写）" in said


def test_who_filled_it_in_and_who_answers_for_it_stand_at_the_foot() -> None:
    said = text(cards.filled())
    assert "填表人李某某联系电话13900000001" in said
    assert "包联领导赵䶮包联单位区工业和信息化局责任人钱𬭎联络员孙某某" in said
    assert "填报单位（盖章）：年月日包联责任人（签字）：年月日" in said
    assert said.index("（签字）") < said.index("注：1．金额以万元为单位")


def test_the_note_of_a_form_with_one_is_not_numbered() -> None:
    assert "注：一条只写一件事。" in text(cards.small())


# --- problems ------------------------------------------------------------------------------------


def test_a_blank_card_has_as_many_rows_for_problems_as_its_form_says() -> None:
    said = text(replace(cards.small(), blank=True))
    assert "序号问题类别希望如何解决12填表人" in said


def test_the_issues_of_a_filled_card_stand_with_number_and_state() -> None:
    said = text(cards.filled())
    assert "编号办理情况1厂区北侧道路破损" in said
    assert "疏通管网基础设施东湖A-2018-0089办理中区住房和城乡建设局" in said
    assert "210千伏专线容量不足能源保障东湖A-2018-0090已销号" in said


def test_a_filled_card_without_problems_says_so() -> None:
    assert "本期没有反映问题" in text(cards.small())


def test_headings_of_the_problems_are_repeated_where_they_go_on() -> None:
    many = tuple(CardIssue(f"问题之{number}，" * 6) for number in range(80))
    view = replace(cards.small(), issues=many)
    first, second, *_ = lines(paper.faces(pdf.write(card.document(view))))
    assert any(line.startswith("二、问题反馈") for line in first)
    assert second[1:3] == ["二、问题反馈", "序号问题类别编号办理情况"]
    root = paper.word_part(word.write(card.document(view)), "word/document.xml")
    repeated = root.findall(f".//{W}tblHeader")
    assert len(repeated) == 2


def test_there_is_as_much_room_to_write_and_sign_as_the_page_allows() -> None:
    rooms = [_room(replace(cards.small(reason="勘" * n), blank=True)) for n in (0, 480, 600, 780)]
    assert rooms == [(74, 112), (46, 112), (32, 88), (32, 64)]


def _room(view: CardView) -> tuple[float, float]:
    """Height of a row for problems and of the cell to sign in, on one page."""
    document = card.document(view)
    assert len(paper.faces(pdf.write(document))) == 1
    _, problems, signing = (one for one in document.blocks if isinstance(one, FormTable))
    return problems.rows[-1].cells[0].least, signing.rows[-1].cells[0].least


# --- pages ---------------------------------------------------------------------------------------


def test_later_pages_begin_with_title_and_number() -> None:
    first, second = lines(faces_of("enterprise", True))
    assert first[0] == "企业综合情况及问题反馈卡"
    assert second[0] == "企业综合情况及问题反馈卡（续表）编号：东湖A-2018-0012"


def test_in_word_the_first_page_has_no_such_line_but_its_page_number() -> None:
    section = docx.Document(BytesIO(as_word("enterprise", True))).sections[0]
    assert section.different_first_page_header_footer
    assert [one.text for one in section.first_page_header.paragraphs] == [""]
    assert "（续表）" in section.header.paragraphs[0].text
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == "第1页 共1页"


@pytest.mark.parametrize(("kind", "filled"), EIGHT)
def test_no_page_ends_with_the_heading_of_a_section(kind: str, filled: bool) -> None:
    for page in lines(faces_of(kind, filled)):
        *_, last, number = page
        assert number.startswith("第")
        assert not re.match(r"[一二三四五六七八九十]+、", last)


def test_rows_do_not_split_in_word_and_headings_stay_with_what_they_head() -> None:
    root = paper.word_part(as_word("enterprise", False), "word/document.xml")
    rows = list(root.iter(f"{W}tr"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    bars = [row for row in rows if len(row.findall(f"{W}tc")) == 1]
    assert len(bars) == len(cards.FORMS["enterprise"].sections) + 1
    assert all(row.find(f".//{W}keepNext") is not None for row in bars)


def test_an_answer_longer_than_a_page_goes_on_and_nothing_is_lost() -> None:
    view = replace(cards.small(), answers={"class": "乙类", "reason": "已现场勘查，" * 600})
    faces = paper.faces(pdf.write(card.document(view)))
    assert len(faces) > 2
    assert sum(line.count("勘") for page in lines(faces) for line in page) == 600
    for face in faces:
        *_, last, _number = face.lines()
        assert last[0].baseline < A4_FORM.top + A4_FORM.text_height


def test_a_row_grows_with_its_answer() -> None:
    short = replace(cards.small(), answers={"class": "乙类", "reason": "短"})
    long = replace(cards.small(), answers={"class": "乙类", "reason": "长，" * 400})
    assert _bottom(long) > _bottom(short) + 10 * 14


def _bottom(view: CardView) -> float:
    """Where the frame of the questions ends on the first page."""
    (face,) = paper.faces(pdf.write(card.document(view)))
    (label,) = (char.baseline for char in face.chars if char.text == "投")
    return label


def test_a_character_that_nothing_can_print_is_named_by_its_column() -> None:
    view = cards.small(name="甲\U0001f600")
    with pytest.raises(MissingGlyph, match=r"“名称”一栏.*U\+1F600"):
        card.document(view)


def test_marks_of_other_languages_in_an_answer_stay_as_they_are() -> None:
    assert "<b>&“甲&乙”" in paper.word_text(
        word.write(card.document(cards.small(name="<b> & “甲&乙”")))
    )
