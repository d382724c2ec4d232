"""Where a list begins, what it lists, and which column fills which field."""

import pytest

from desk.errors import Refused
from desk.intake.headings import find, guess_kind
from desk.intake.mapping import columns
from models.fields import KINDS
from tests.desk.intake.senders import HEADINGS, sheet


def _fields(*headings: str, kind: str = "enterprises") -> list[str]:
    return [column.field for column in columns(KINDS[kind], headings)]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.values() if kind.listed])
def test_every_label_fills_its_own_field_and_tells_its_kind(kind: str) -> None:
    entered = KINDS[kind].entered
    labels = [field.label for field in entered]
    assert _fields(*labels, kind=kind) == [field.name for field in entered]
    assert guess_kind(labels) == kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_synonym_is_understood(kind: str) -> None:
    for field in KINDS[kind].entered:
        for word in field.synonyms:
            assert _fields(word, kind=kind) != [""], word


@pytest.mark.parametrize(
    "heading",
    [
        "企业名称",
        " 企 业 名 称 ",
        "企业\n名称",
        "*企业名称",
        "企业名称：",
        "企业名称（必填）",
        "企业名称(全称)",
        "★企业名称*（必填）",
        "1.企业名称",
        "企业（单位）名称",
        "企业/单位名称",
        "单位名称",
    ],
)
def test_blanks_breaks_marks_and_brackets_do_not_hide_a_heading(heading: str) -> None:
    assert _fields(heading) == ["name"]


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("注册资本（万元）", "万元"),
        ("注册资本(单位：亿元)", "亿元"),
        ("注册资金/元", "元"),
        ("注册资本万元", "万元"),
        ("注册资本", ""),
        ("注册资本（万美元）", "万美元"),
    ],
)
def test_a_unit_is_taken_off_a_heading_and_kept(heading: str, unit: str) -> None:
    (column,) = columns(KINDS["enterprises"], [heading])
    assert (column.field, column.unit) == ("registered_capital", unit)


def test_a_year_before_a_heading_is_no_hindrance() -> None:
    assert _fields("企业名称", "2017年主营业务收入（万元）") == ["name", "annual_revenue"]


def test_the_name_of_one_kind_is_not_taken_for_that_of_another() -> None:
    assert _fields("项目名称", kind="enterprises") == [""]
    assert _fields("企业名称", kind="projects") == [""]


def test_the_end_of_a_word_is_not_taken_for_a_unit() -> None:
    assert _fields("法定代表人姓名", "联系人姓名") == ["legal_representative", "contact"]


def test_a_field_is_filled_by_the_surest_column_only() -> None:
    assert _fields("电话", "企业名称", "联系电话") == ["", "name", "phone"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("联系电话/手机", "phone"),
        ("所属园区/乡镇", "park"),
        ("主营业务及产品", "business"),
        ("统一社会信用代码/组织机构代码", "credit_code"),
        ("联系人及电话", "contact"),
        ("法定代表人/联系人", ""),
    ],
)
def test_a_compound_heading_fills_a_field_if_each_part_names_it(heading: str, field: str) -> None:
    assert _fields("企业名称", heading) == ["name", field]


def test_of_two_words_for_a_field_the_closer_one_is_taken() -> None:
    fields = _fields("年产值", "营业收入", "税号", "社会信用代码", "座机", "手机")
    assert fields == ["", "annual_revenue", "", "credit_code", "", "phone"]


def test_of_several_years_the_latest_is_taken() -> None:
    assert _fields("2016年营业收入", "2017年营业收入", "2018年1-6月营业收入") == [
        "",
        "annual_revenue",
        "",
    ]


def test_unknown_columns_are_left_unmatched_and_numbers_of_lines_ignored() -> None:
    number, _, unknown = columns(KINDS["enterprises"], ["序号", "企业名称", "纳税信用等级"])
    assert (number.field, number.ignored) == ("", True)
    assert (unknown.field, unknown.ignored, unknown.letter) == ("", False, "C")


def test_a_column_without_a_heading_is_called_by_its_letters() -> None:
    assert columns(KINDS["enterprises"], [""] * 28)[27].title == "AB列"


def test_the_headings_are_found_below_titles() -> None:
    titled = sheet(("渤新区重点企业名单",), (None, "填报单位：甲局"), (), HEADINGS, (1, "甲公司"))
    (found,) = find([titled])
    assert (found.kind.name, found.first, found.last) == ("enterprises", 3, 3)
    assert found.headings == HEADINGS


def test_headings_in_two_merged_lines_are_read_together() -> None:
    two_lines = sheet(
        ("企业名单",),
        ("企业名称", "联系方式", None, "经营情况", None),
        (None, "联系人", "电话", "注册资本", "从业人数"),
        ("甲公司", "张三", "12345", 1, 2),
        merged=[(1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)],
    )
    (found,) = find([two_lines])
    assert (found.first, found.last) == (1, 2)
    fields = [column.field for column in found.columns]
    assert fields == ["name", "contact", "phone", "registered_capital", "employees"]


def test_the_upper_line_of_two_gives_sense_to_the_lower() -> None:
    two_lines = sheet(
        ("企业名称", "法定代表人", None, "联系人", None),
        (None, "姓名", "民族", "姓名", "电话"),
        ("甲公司", "张三", "汉", "李四", "12345"),
        merged=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)],
    )
    fields = [column.field for column in find([two_lines])[0].columns]
    assert fields == ["name", "legal_representative", "", "contact", "phone"]


def test_two_lines_are_read_together_although_nothing_is_merged() -> None:
    two_lines = sheet(
        ("企业名称", "联系方式", None, "备注"),
        (None, "联系人", "电话", None),
        ("甲公司", "张三", "12345", None),
    )
    (found,) = find([two_lines])
    assert (found.first, found.last) == (0, 1)
    assert [column.field for column in found.columns] == ["name", "contact", "phone", "note"]


def test_a_line_of_units_below_the_headings_belongs_to_them() -> None:
    lines = sheet(("企业名称", "注册资本", "从业人数"), (None, "（亿元）", "（人）"), ("甲", 1, 2))
    (found,) = find([lines])
    assert (found.first, found.last) == (0, 1)
    assert [(column.field, column.unit) for column in found.columns[1:]] == [
        ("registered_capital", "亿元"),
        ("employees", "人"),
    ]


def test_two_lines_and_a_line_of_units_are_read_together() -> None:
    lines = sheet(
        ("企业名称", "经营情况", None),
        (None, "注册资本", "从业人数"),
        (None, "亿元", "人"),
        ("甲公司", 1, 2),
        merged=[(0, 0, 2, 0), (0, 1, 0, 2)],
    )
    (found,) = find([lines])
    assert (found.first, found.last) == (0, 2)
    assert [(column.field, column.unit) for column in found.columns] == [
        ("name", ""),
        ("registered_capital", "亿元"),
        ("employees", "人"),
    ]


def test_headings_far_down_an_empty_sheet_are_found() -> None:
    lines = [()] * 199
    (found,) = find([sheet(*lines, ("企业名称", "电话"), ("甲公司", "12345"))])
    assert found.first == 199


def test_who_filled_in_the_list_is_not_taken_for_its_headings() -> None:
    lines = sheet(
        ("单位名称（盖章）：", "甲局", "联系人：", "张三", "联系电话："),
        ("企业名称", "地址", None, None, None),
        ("甲公司", "甲路", None, None, None),
    )
    assert find([lines], "enterprises")[0].first == 1


def test_a_blank_edge_of_the_sheet_is_no_column() -> None:
    (found,) = find([sheet((None, "企业名称", None), (None, "甲公司", "东园"))])
    assert [column.ignored for column in found.columns] == [True, False, False]


def test_a_title_merged_over_the_list_does_not_join_the_headings() -> None:
    titled = sheet(("企业名单", None, None), HEADINGS[:3], (1, "甲", None), merged=[(0, 0, 0, 2)])
    assert (find([titled])[0].first, find([titled])[0].last) == (1, 1)


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (("企业名称", "联系人", "联系电话", "地址"), "enterprises"),
        (("项目名称", "建设单位", "总投资（亿元）", "开工时间"), "projects"),
        (("企业名称", "分包领导", "分包单位", "责任人", "联系人"), "assignments"),
        (("企业名称", "走访时间", "走访人", "存在问题"), "visits"),
        (("企业名称", "存在问题", "问题类别", "牵头单位", "办理状态"), "issues"),
        (("部门名称", "简称", "层级"), "organizations"),
        (("姓名", "单位", "职务", "手机"), "people"),
    ],
)
def test_the_kind_is_told_by_the_headings(headings: tuple[str, ...], kind: str) -> None:
    assert guess_kind(headings) == kind


def test_headings_of_nothing_known_are_refused() -> None:
    assert guess_kind(("天气", "温度")) is None
    with pytest.raises(Refused, match="没有找到表头"):
        find([sheet(("天气", "温度"), ("晴", 30))])


def test_a_kind_that_was_asked_for_goes_before_the_guess() -> None:
    named = sheet(("单位名称", "联系电话"), ("甲局", "12345"))
    assert find([named], "enterprises")[0].kind.name == "enterprises"
    assert find([named])[0].kind.name == "organizations"


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refused, match="enterprises"):
        find([sheet(HEADINGS)], "companies")


def test_a_missing_required_column_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="走访日期"):
        find([sheet(("企业名称", "走访人员"), ("甲公司", "张三"))], "visits")


def test_sheets_with_the_same_headings_are_taken_together() -> None:
    one = sheet(HEADINGS, (1, "甲公司"), name="甲园")
    other = sheet(HEADINGS, (1, "乙公司"), name="乙园")
    notes = sheet(("填表说明",), name="说明")
    assert [found.sheet.name for found in find([notes, one, other])] == ["甲园", "乙园"]


def test_a_sheet_with_headings_of_its_own_goes_on_with_the_list() -> None:
    one = sheet(HEADINGS, (1, "甲公司"), name="甲园")
    other = sheet(("企业全称", "电话", "地址"), ("乙公司", "12345", "乙路"), name="乙园")
    phones = sheet(("单位名称", "联系电话"), ("甲局", "12345"), name="通讯录")
    sample = sheet(HEADINGS, (1, "样例公司"), name="填写样例")
    found = find([sample, phones, one, other])
    assert [one.sheet.name for one in found] == ["甲园", "乙园"]
    assert [column.field for column in found[1].columns] == ["name", "phone", "address"]
