"""What becomes of texts on their way to paper: titles, dates, marks that leave none."""

from datetime import date

import pytest

from reports.blocks import chinese_date, clean
from reports.gongwen import MEASURES, ROW, STYLES
from reports.oxml import ROW_TWIPS, vertical
from reports.titles import LONGEST, title_lines, width


def test_a_short_title_is_one_line() -> None:
    assert title_lines("七月份走访服务工作情况") == ["七月份走访服务工作情况"]


def test_a_long_title_is_divided_between_words() -> None:
    assert title_lines("全区10月份走访服务企业及问题办理情况的通报") == [
        "全区10月份走访服务企业及",
        "问题办理情况的通报",
    ]


def test_a_line_feed_in_a_title_stands() -> None:
    assert title_lines("七月份\n走访情况") == ["七月份", "走访情况"]


@pytest.mark.parametrize(
    "title",
    [
        "关于东湖新区2018年上半年包联帮扶企业和重点项目工作开展情况的通报",
        "东湖新区“双创双服”活动2018年7月份走访服务、问题收集交办、销号回访情况以及下一步工作安排的报告",
        "区" * 45,
    ],
)
def test_lines_of_a_title_fit_and_lose_nothing(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(width(line) <= LONGEST for line in lines)
    assert not [line for line in lines if line[0] in "、，”）的"]


def test_dates_have_no_leading_zeros() -> None:
    assert chinese_date(date(2018, 7, 5)) == "2018年7月5日"


def test_what_leaves_no_mark_is_taken_out() -> None:
    assert clean("赵\u200b䶮\ufe00\U000e0101\u00a0某\t某\x07") == "赵䶮 某 某"
    assert clean("上\r\n下") == "上\n下"


def test_22_rows_of_word_fit_the_text_area() -> None:
    assert vertical(ROW) == ROW_TWIPS
    assert 22 * ROW_TWIPS <= 225 / 25.4 * 1440 < 22 * (ROW_TWIPS + 1)


def test_every_measure_says_where_it_is_laid_down() -> None:
    assert len({measure.label for measure in MEASURES}) == len(MEASURES)
    assert all(measure.clause and measure.value > 0 for measure in MEASURES)


def test_style_names_are_distinct() -> None:
    assert len({style.name for style in STYLES}) == len(STYLES)
