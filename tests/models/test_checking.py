"""What a written value means."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checking import (
    BadValue,
    check,
    clean,
    credit_code,
    integer,
    name_key,
    number,
    parse_date,
    parse_month,
    phone,
    valid_credit_code,
    written,
)
from models.fields import KINDS, Field, Type
from models.vocabulary import LISTS

TODAY = date(2018, 8, 1)
DAY = date(2018, 7, 23)
#: A made-up code; its check character was worked out by hand from GB 32100-2015.
CODE = "91130931MA07XXXXXM"


@pytest.mark.parametrize(
    "raw",
    [
        "2018年7月23日",
        "2018 年 07 月 23 日",
        "2018.7.23",
        "2018/7/23",
        "2018-07-23",
        "20180723",
        "２０１８．７．２３",
        "二〇一八年七月二十三日",
        "二零一八年七月廿三日",
        "2018.07.23.",
        "2018-07-23 00:00:00",
        "2018年7月23日（星期一）",
        "43304",
        43304,
        43304.0,
        20180723.0,
        DAY,
        datetime.fromisoformat("2018-07-23T10:30"),
    ],
)
def test_one_day_is_understood_in_every_spelling(raw: object) -> None:
    assert parse_date(raw, TODAY) == DAY


@pytest.mark.parametrize(
    "raw",
    [
        "2018年7月",
        "2018.7",
        2018.7,
        2018,
        "2018年",
        "2018.7.32",
        "2018-02-29",
        "23/7/2018",
        "7/8/18",
        "18.7.23",
        "7月23日",
        "至今",
        "2018.7.23-2019.7.23",
        12345,
        True,
    ],
)
def test_what_is_no_one_day_is_not_guessed(raw: object) -> None:
    with pytest.raises(BadValue):
        parse_date(raw, TODAY)


def test_a_year_out_of_reason_is_refused_by_the_day_of_today() -> None:
    assert parse_date("2060-1-1", TODAY) == date(2060, 1, 1)
    with pytest.raises(BadValue, match="年份"):
        parse_date("2060-1-1", date(1990, 1, 1))


def test_a_month_without_day_is_asked_to_be_completed() -> None:
    with pytest.raises(BadValue, match="没有写到日"):
        parse_date("2018年7月", TODAY)


@given(st.dates(date(1950, 1, 1), date(2060, 12, 31)))
def test_every_day_is_read_back_from_the_ways_it_is_written(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    spellings = (f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}", str(day), serial)
    assert {parse_date(spelling, TODAY) for spelling in spellings} == {day}


def test_a_sound_credit_code_is_normalised_without_a_warning() -> None:
    for raw in (
        CODE,
        " 91130931ma07xxxxxm",
        "９１１３０９３１ＭＡ０７ＸＸＸＸＸＭ",
        f"'{CODE}\u200b",
        f"统一社会信用代码：{CODE}",
    ):
        assert credit_code(raw) == (CODE, None)


def test_a_wrong_check_character_is_taken_in_with_a_warning() -> None:
    code, warning = credit_code(CODE[:-1] + "1")
    assert code == CODE[:-1] + "1"
    assert warning is not None
    assert "校验位" in warning


def test_a_letter_that_codes_do_not_have_is_named() -> None:
    code, warning = credit_code("91130931MAO7XXXXXM")
    assert code == "91130931MAO7XXXXXM"
    assert warning is not None
    assert "“O”" in warning


@pytest.mark.parametrize(
    "raw",
    [
        911100006000370048.0,
        911100006000370048,
        "9.1E+17",
        "9.1110000600037E+17",
        "911100006000370048.0",
        "911100006000370000",
    ],
)
def test_a_code_that_excel_made_a_number_is_left_out_with_a_warning(raw: object) -> None:
    code, warning = credit_code(raw)
    assert code is None
    assert warning is not None
    assert "Excel" in warning


def test_a_filler_is_no_credit_code() -> None:
    assert not valid_credit_code("0" * 18)
    assert credit_code("0" * 18)[0] is None


def test_a_code_of_another_length_is_refused_with_its_length() -> None:
    with pytest.raises(BadValue, match="15 位"):
        credit_code(130931000012345.0)


@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_every_single_wrong_character_is_caught(place: int, character: str) -> None:
    altered = CODE[:place] + character + CODE[place + 1 :]
    assert valid_credit_code(altered) == (altered == CODE)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1,234.5", 1234.5),
        ("１２３４", 1234),
        (12.5, 12.5),
        ("3.2亿", 32000),
        ("500万元", 500),
        ("3000元", 0.3),
        ("1.1亿", 11000),
        ("5000万元人民币", 5000),
        ("¥12", 12),
        ("人民币500万元整", 500),
        ("500（万元）", 500),
        ("-5", -5),
        ("无", None),
        ("", None),
    ],
)
def test_amounts_are_read_in_the_unit_of_the_field(raw: object, value: float | None) -> None:
    assert number(raw, "万元") == value


@pytest.mark.parametrize(
    "raw", ["约500", "500左右", "1,23", "30-50", "12%", "100万美元", "12 345", float("nan"), True]
)
def test_an_amount_with_two_readings_is_refused(raw: object) -> None:
    with pytest.raises(BadValue):
        number(raw, "万元")


def test_a_count_is_whole_and_not_below_zero() -> None:
    assert [integer(raw, "人") for raw in ("35人", 35.0, "1,200", "1.2万")] == [35, 35, 1200, 12000]
    for raw in ("35.5", "-1", "三十", "1E99", 10**20):
        with pytest.raises(BadValue):
            integer(raw, "人")


@pytest.mark.parametrize(
    ("raw", "spelling"),
    [
        (13800000000.0, "13800000000"),
        ("1.3812345678E+10", "13812345678"),
        ("+86 138-0000-0000", "13800000000"),
        ("１３８　００００　００００", "13800000000"),
        ("(0317)5761234转801", "0317-5761234转801"),
        ("0317-5761234-801", "0317-5761234转801"),
        ("03175761234", "0317-5761234"),
        ("010－62345678", "010-62345678"),
        ("13800000000/13900000000；0317-5761234", "13800000000、13900000000、0317-5761234"),
        ("13800000000 13900000000", "13800000000、13900000000"),
        ("电话：5761234", "5761234"),
        ("12345", "12345"),
        ("暂无", None),
    ],
)
def test_telephones_get_one_spelling(raw: object, spelling: str | None) -> None:
    assert phone(raw) == (spelling, None)


@pytest.mark.parametrize("raw", ["1.38E+10", "1380000000", "13800000000（王某）", "见名片"])
def test_a_telephone_that_is_not_understood_is_kept_with_a_warning(raw: str) -> None:
    kept, warning = phone(raw)
    assert kept == raw
    assert warning is not None


def test_text_loses_what_word_and_databases_refuse_and_keeps_the_rest() -> None:
    assert clean("甲\x00\x0b乙\r\n丙\ud800\ufffe\t𠮷") == "甲\n乙\n丙\t𠮷"


@given(st.text())
def test_clean_text_can_be_stored_and_is_clean_already(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert "\x00" not in cleaned
    cleaned.encode()


def test_names_match_whatever_their_blanks_brackets_and_width() -> None:
    assert name_key("甲 化工（渤新）ＡＢＣ\u200b公司") == name_key("甲化工(渤新)abc　公司")
    assert name_key("甲化工") != name_key("乙化工")


def test_numbers_are_written_without_an_exponent() -> None:
    assert [written(raw) for raw in (1.0, 12.5, 9.1e17, -0.0)] == [
        "1",
        "12.5",
        "91" + "0" * 16,
        "0",
    ]


def _field(kind: str, name: str) -> Field:
    found = KINDS[kind].field(name)
    assert found is not None
    return found


def test_a_required_field_may_not_be_blank_and_others_may() -> None:
    assert check(_field("enterprises", "park"), " — ", TODAY) == (None, None)
    with pytest.raises(BadValue, match="企业名称不能为空"):
        check(_field("enterprises", "name"), "　", TODAY)


def test_a_word_for_nothing_is_no_name_but_may_be_a_note() -> None:
    assert check(_field("enterprises", "contact"), "无", TODAY) == (None, None)
    assert check(_field("enterprises", "note"), "无", TODAY) == ("无", None)
    with pytest.raises(BadValue, match="企业名称不能为空"):
        check(_field("enterprises", "name"), "暂无", TODAY)


def test_a_broken_formula_is_told_and_is_no_name() -> None:
    value, warning = check(_field("enterprises", "note"), "#N/A", TODAY)
    assert value is None
    assert "Excel 公式" in str(warning)
    with pytest.raises(BadValue, match="#REF!"):
        check(_field("enterprises", "name"), "#REF!", TODAY)


def test_a_bare_number_is_no_name() -> None:
    with pytest.raises(BadValue, match="只有数字"):
        check(_field("enterprises", "name"), 12.0, TODAY)


def test_blanks_inside_a_chinese_name_go_and_between_words_stay() -> None:
    name = _field("enterprises", "name")
    assert check(name, " 甲 化 工\n有限公司", TODAY)[0] == "甲化工有限公司"
    assert check(name, "ABC  Chemical", TODAY)[0] == "ABC Chemical"


def test_a_choice_is_found_by_synonym_and_refused_with_the_list() -> None:
    field = _field("enterprises", "enterprise_class")
    assert check(field, "规模以上 工业", TODAY) == ("规上工业", None)
    with pytest.raises(BadValue, match="可填：规上工业"):
        check(field, "大户", TODAY)


def test_several_names_in_a_cell_are_parted_and_said_once() -> None:
    names, _ = check(_field("visits", "visitors"), "张 三、李四，张三\n王五", TODAY)
    assert names == ("张三", "李四", "王五")


def test_long_text_keeps_its_lines() -> None:
    assert (
        check(_field("issues", "detail"), "一是用电\r\n二是用地", TODAY)[0] == "一是用电\n二是用地"
    )


@pytest.mark.parametrize("type_", list(Type))
def test_every_type_of_field_has_a_checker(type_: Type) -> None:
    field = Field("x", "某项", type_, choices="tiers")
    raw = {Type.DATE: "2018-7-23", Type.CREDIT_CODE: CODE, Type.CHOICE: LISTS["tiers"][0].label}
    raw |= {Type.CHOICES: raw[Type.CHOICE], Type.MONTH: "2018年7月"}
    assert check(field, raw.get(type_, "12345"), TODAY)[0] is not None


@pytest.mark.parametrize(
    "said",
    [
        "2018-07",
        "2018.7",
        "2018年7月",
        "2018年7月份",
        "二〇一八年七月",
        "201807",
        "2018-7-23",
        "43304",
    ],
)
def test_a_month_is_read_however_it_is_written(said: str) -> None:
    assert parse_month(said, TODAY) == "2018-07"


@pytest.mark.parametrize("said", ["7月", "2018年13月", "2018年"])
def test_a_month_that_may_be_any_is_not_guessed(said: str) -> None:
    with pytest.raises(BadValue, match="月"):
        parse_month(said, TODAY)


def test_options_of_a_form_are_chosen_by_their_words() -> None:
    field = Field("x", "所需支持", Type.CHOICES, options=("用地", "融资、担保", "人才"))
    assert check(field, "人才，用地", TODAY)[0] == ("用地", "人才")
    assert check(field, "融资、担保", TODAY)[0] == ("融资、担保",)
    with pytest.raises(BadValue, match="用地、融资、担保、人才"):
        check(field, "资金", TODAY)


def test_a_word_that_begins_one_choice_alone_stands_for_it() -> None:
    way = _field("visits", "way")
    assert check(way, "入企", TODAY)[0] == "入企走访"
    for several in ("现场", "走"):
        with pytest.raises(BadValue, match="选项"):
            check(way, several, TODAY)
