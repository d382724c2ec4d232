"""The text of a yearly notice becomes days, or is refused with the words that do not fit."""

from datetime import date

import pytest

from desk.workdays import shipped
from models.notices import BadNotice, parse_notice
from models.workdays import DayKind
from tests.notice_texts import NOTICES


@pytest.mark.parametrize("year", sorted(NOTICES))
def test_a_pasted_notice_gives_the_days_that_were_set_down_by_hand(year: int) -> None:
    notice = parse_notice(NOTICES[year].text, "粘贴")
    assert notice.year == year
    assert {one.day for one in notice.days if one.kind is DayKind.REST} == NOTICES[year].rest
    assert {one.day for one in notice.days if one.kind is DayKind.WORK} == NOTICES[year].work


@pytest.mark.parametrize("year", sorted(NOTICES))
def test_a_pasted_notice_says_what_is_shipped(year: int) -> None:
    known = {(one.day, one.kind) for one in shipped().days.values() if one.year == year}
    assert {(one.day, one.kind) for one in parse_notice(NOTICES[year].text, "粘贴").days} == known


def test_the_year_may_be_given_beside_a_text_without_title() -> None:
    notice = parse_notice("一、劳动节：5月1日至3日放假，共3天。", "粘贴", 2027)
    assert [one.day for one in notice.days] == [date(2027, 5, day) for day in (1, 2, 3)]
    assert {one.name for one in notice.days} == {"劳动节"}


@pytest.mark.parametrize(
    "text",
    [
        "2027年放假安排\n元旦：1月1日至3日放假，共3天。\n国庆节、中秋节：10月1日放假。",
        "2027年假期：一、元旦：1月1日至3日放假，共3天。二、国庆节：10月1日放假，共1天。",
    ],
)
def test_a_notice_copied_without_numbers_or_breaks_is_read_all_the_same(text: str) -> None:
    notice = parse_notice(text, "粘贴")
    assert [one.day for one in notice.days] == [
        *(date(2027, 1, day) for day in (1, 2, 3)),
        date(2027, 10, 1),
    ]


def test_a_day_made_up_for_is_off_and_advice_is_not() -> None:
    first = "一、清明节：4月4日放假。4月5日（周五）补休。"
    text = f"2024年节假日安排\n{first}\n二、春节：2月10日放假。鼓励在除夕（2月9日）休假。"
    days = {one.day for one in parse_notice(text, "粘贴").days}
    assert days == {date(2024, 4, 4), date(2024, 4, 5), date(2024, 2, 10)}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("一、劳动节：5月1日至5日放假，共4天。", "共 4 天，按日期数是 5 天"),
        ("一、劳动节：5月1日（周一）放假。", "在2027年不是周一"),
        ("一、春节：2月30日放假。", "不是日子"),
        ("一、劳动节：5月5日至3日放假。", "结束早于开始"),
        ("一、劳动节：5月1日放假。5月1日上班。", "又放假又上班"),
        ("一、劳动节：放假三天。", "没有写出日期"),
        ("五一放假安排待定", "没有读到"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_words(line: str, why: str) -> None:
    with pytest.raises(BadNotice, match=why):
        parse_notice(line, "粘贴", 2027)


def test_a_text_that_names_no_year_asks_for_it() -> None:
    with pytest.raises(BadNotice, match="哪一年"):
        parse_notice("一、劳动节：5月1日放假。", "粘贴")
