"""What a person says of a list, and what is kept of it for the sender's next one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.book.undo import undo
from desk.errors import Refused
from desk.intake import layouts
from desk.intake.apply import take_in
from desk.intake.headings import NO_ROW, Corrections, Place
from desk.intake.lists import Origin, Sent, Understanding, read_list, table_of, understood
from desk.intake.table import Layout, Table
from tests.desk.intake.senders import CODE, TODAY, Line, excel, sheet
from tests.desk.office import new_book

ACTOR = "周安一"
#: One heading that nobody knows, one that is read as something else than the sender means.
ODD = ("序号", "被服务方", "电话", "板块", "单位地址")
ROWS = ((1, "甲公司", "经办张示例", "东园", "甲路1号"), (2, "乙公司", None, "西园", "乙路2号"))
SAID = Corrections("enterprises", None, {"被服务方": "name", "电话": "contact", "板块": "park"})


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path, TODAY) as made:
        yield made


def sent(*lines: Line, name: str = "东园名单.xlsx") -> Sent:
    return Sent(name, (sheet(*lines),))


def kept(book: Book) -> tuple[Layout, ...]:
    with book.read() as connection:
        return layouts.known(connection)


def taken(one: Understanding, book: Book) -> Table:
    table = table_of(one, TODAY)
    take_in(book, table, ACTOR)
    return table


def fields(one: Understanding) -> dict[str, str]:
    return {column.column.title: column.field for column in one.columns}


def test_a_list_without_known_headings_is_shown_with_what_is_missing() -> None:
    one = understood(sent(("名录",), ODD, *ROWS), Corrections())
    assert (one.kind.name, one.best.first, one.best.sure) == ("enterprises", 1, False)
    assert one.missing == ("企业名称",)
    assert fields(one)["电话"] == "phone"
    assert {c.column.title: c.origin for c in one.columns} == {
        "序号": Origin.EMPTY,
        "被服务方": Origin.UNKNOWN,
        "电话": Origin.MATCHED,
        "板块": Origin.UNKNOWN,
        "单位地址": Origin.MATCHED,
    }


def test_a_column_is_shown_with_the_first_values_that_differ() -> None:
    one = understood(sent(ODD, *ROWS, *ROWS), Corrections())
    assert one.columns[1].samples == ("甲公司", "乙公司")


def test_what_a_person_says_goes_before_every_guess() -> None:
    one = understood(sent(ODD, *ROWS), SAID)
    assert fields(one) == {
        "序号": "",
        "被服务方": "name",
        "电话": "contact",
        "板块": "park",
        "单位地址": "address",
    }
    assert one.columns[2].origin is Origin.CORRECTED
    assert [row.values["name"] for row in table_of(one, TODAY).rows] == ["甲公司", "乙公司"]


def test_a_field_moves_from_the_column_that_filled_it() -> None:
    one = understood(sent(("企业名称", "手机", "座机"), ("甲公司", "1", "2")), Corrections())
    assert fields(one) == {"企业名称": "name", "手机": "phone", "座机": ""}
    moved = understood(one.sent, one.corrected("座机", "phone"))
    assert fields(moved) == {"企业名称": "name", "手机": "", "座机": "phone"}


def test_amounts_under_a_corrected_heading_keep_its_unit() -> None:
    said = Corrections("enterprises", None, {"家底(亿元)": "registered_capital"})
    one = understood(sent(("企业名称", "家底（亿元）"), ("甲公司", 2)), said)
    assert table_of(one, TODAY).rows[0].values["registered_capital"] == 20_000


def test_columns_without_a_heading_or_with_the_same_one_are_told_apart() -> None:
    said = Corrections("", None, {"#1": "contact", "备注#2": "address"})
    lines = (("企业名称", None, "备注", "备注"), ("甲公司", "张示例", "好", "甲路"))
    one = understood(sent(*lines), said)
    (row,) = table_of(one, TODAY).rows
    assert row.values == {"name": "甲公司", "contact": "张示例", "note": "好", "address": "甲路"}


def test_a_list_that_begins_with_its_first_record_is_taken_in_by_columns() -> None:
    place = Place("名单", NO_ROW, NO_ROW)
    said = Corrections("enterprises", place, {"#1": "name", "#2": "park"})
    one = understood(sent(("甲公司", "东园", 7), ("乙公司", "西园", 8)), said)
    table = table_of(one, TODAY)
    assert [row.values for row in table.rows] == [
        {"name": "甲公司", "park": "东园"},
        {"name": "乙公司", "park": "西园"},
    ]
    assert (table.skipped, table.parts[0].headings, table.layout) == (
        0,
        ("企业名称", "所属园区", ""),
        None,
    )


def test_a_person_points_at_the_headings() -> None:
    lines = (("企业名称", "电话"), ("单位", "联络"), ("甲公司", "12345"))
    said = Corrections("enterprises", Place("名单", 1, 1), {"单位": "name"})
    one = understood(sent(*lines), said)
    assert [row.values["name"] for row in table_of(one, TODAY).rows] == ["甲公司"]


def test_the_rows_that_may_be_headings_are_offered_and_two_lines_where_they_look_it() -> None:
    lines = (
        ("名单", None, None),
        ("企业名称", "联系", None),
        (None, "人", "电话"),
        ("甲", "乙", "1"),
    )
    offered = understood(sent(*lines), Corrections()).places()
    rows = [(place.first, place.last) for place, _ in offered]
    assert rows == [(NO_ROW, NO_ROW), (0, 0), (1, 1), (1, 2), (2, 2), (3, 3)]
    assert offered[2][1] == "企业名称　联系"


def test_a_corrected_list_is_kept_and_the_next_one_needs_no_correction(book: Book) -> None:
    taken(understood(sent(ODD, *ROWS), SAID), book)
    nearly = ("序号", "板块", "被服务方", "电话", "单位地址", "说明")
    one = understood(
        sent(nearly, (1, "南园", "丙公司", "李样例", "丙路")), Corrections(), kept(book)
    )
    assert (one.kind.name, one.missing, one.layout is None) == ("enterprises", (), False)
    assert {c.column.title for c in one.columns if c.origin is Origin.RECALLED} == {
        "被服务方",
        "电话",
        "板块",
    }
    assert table_of(one, TODAY).rows[0].values["contact"] == "李样例"


def test_the_very_same_list_adds_nothing_to_what_is_kept(book: Book) -> None:
    taken(understood(sent(ODD, *ROWS), SAID), book)
    assert understood(sent(ODD, *ROWS, name="九月.xlsx"), Corrections(), kept(book)).layout is None


def test_a_list_that_was_understood_by_itself_is_not_kept(book: Book) -> None:
    taken(understood(sent(("企业名称", "电话"), ("甲公司", "12345")), Corrections()), book)
    assert kept(book) == ()


def test_what_is_said_anew_of_the_same_list_takes_the_place_of_the_old(book: Book) -> None:
    taken(understood(sent(ODD, *ROWS), SAID), book)
    one = understood(sent(ODD, *ROWS), Corrections(), kept(book))
    taken(understood(one.sent, one.corrected("电话", "phone"), kept(book)), book)
    (layout,) = kept(book)
    assert layout.columns == {"被服务方": "name", "板块": "park", "电话": "phone"}


def test_a_correction_stands_against_what_was_kept(book: Book) -> None:
    taken(understood(sent(ODD, *ROWS), SAID), book)
    said = Corrections(columns={"单位地址": "park"})
    one = understood(sent(ODD, *ROWS), said, kept(book))
    assert (fields(one)["单位地址"], fields(one)["板块"]) == ("park", "")


def test_two_senders_who_use_one_heading_are_told_apart_by_the_others(book: Book) -> None:
    east, west = ("对象", "负责", "东园事项"), ("对象", "负责", "西园事项")
    for headings, field in ((east, "contact"), (west, "legal_representative")):
        said = Corrections("enterprises", None, {"对象": "name", "负责": field})
        taken(understood(sent(headings, ("甲公司", "张示例", "无")), said), book)
    for headings, field in ((east, "contact"), (west, "legal_representative")):
        one = understood(sent(headings, ("乙公司", "李样例", "无")), Corrections(), kept(book))
        assert fields(one)["负责"] == field


def test_of_layouts_that_are_equally_alike_the_latest_holds() -> None:
    old, new = (Layout("enterprises", ("甲", "乙", str(n)), {"甲": "name"}) for n in (1, 2))
    found = layouts.best((old, new), ("甲", "乙", "丙"))
    assert found is None or found[1] is new
    assert layouts.best((old, new), ("甲", "乙")) == (2 / 3, new)


def test_a_list_that_lacks_a_corrected_column_is_guessed_anew(book: Book) -> None:
    taken(understood(sent(ODD, *ROWS), SAID), book)
    one = understood(
        sent(ODD[:2] + ODD[3:], (1, "丙公司", "南园", "丙路")), Corrections(), kept(book)
    )
    assert (one.best.layout, one.missing) == (None, ("企业名称",))


def test_another_kind_than_guessed_is_kept_too(book: Book) -> None:
    lines = (("单位名称", "联系电话"), ("甲公司", "12345"))
    taken(understood(sent(*lines), Corrections("enterprises")), book)
    one = understood(sent(*lines), Corrections(), kept(book))
    assert one.kind.name == "enterprises"
    other = ("单位名称", "联系电话", "职务")
    one = understood(sent(other, ("甲局", "1", "科长")), Corrections(), kept(book))
    assert one.kind.name == "organizations"


def test_undo_of_the_import_forgets_what_was_said_of_the_list(book: Book) -> None:
    taken(understood(sent(ODD, *ROWS), SAID), book)
    assert len(kept(book)) == 1
    undo(book, ACTOR)
    assert kept(book) == ()


def test_the_command_line_uses_what_is_kept_and_refuses_what_is_not_known(
    book: Book, tmp_path: Path
) -> None:
    path = excel(tmp_path / "名单.xlsx", (ODD, *ROWS))
    with pytest.raises(Refused, match="没有找到表头"):
        read_list(path, TODAY)
    taken(understood(sent(ODD, *ROWS), SAID), book)
    table = read_list(path, TODAY, known=kept(book))
    assert (len(table.rows), table.recalled, table.layout) == (
        2,
        ("被服务方", "电话", "板块"),
        None,
    )


def test_all_sheets_with_the_corrected_headings_are_taken_together() -> None:
    sheets = tuple(sheet(ODD, row, name=name) for row, name in zip(ROWS, "甲乙", strict=True))
    table = table_of(understood(Sent("名单.xlsx", sheets), SAID), TODAY)
    assert [(row.sheet, row.values["name"]) for row in table.rows] == [
        ("甲", "甲公司"),
        ("乙", "乙公司"),
    ]


def test_a_file_without_contents_is_refused() -> None:
    with pytest.raises(Refused, match="没有内容"):
        understood(Sent("空白.xlsx", (sheet(()),)), Corrections())


def test_codes_under_a_corrected_heading_are_checked_like_others() -> None:
    said = Corrections("enterprises", None, {"证照": "credit_code"})
    one = understood(sent(("企业名称", "证照"), ("甲公司", CODE)), said)
    assert table_of(one, TODAY).rows[0].values["credit_code"] == CODE


def test_a_column_read_with_others_is_not_shown_as_unknown_and_can_be_left_out() -> None:
    lines = (
        ("企业名称", "存在问题", "问题类别", "办理状态"),
        ("甲公司", "道路待修", "基础设施", "办理中"),
    )
    one = understood(sent(*lines), Corrections())
    assert (one.kind.name, one.columns[3].column.aside) == ("issues", True)
    assert one.columns[3].origin is Origin.MATCHED
    assert table_of(one, TODAY).rows[0].life == {"": "办理中"}
    left = understood(one.sent, one.corrected("办理状态", ""))
    assert table_of(left, TODAY).rows[0].life == {}


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ("7月产值（万元）", "产值(万元)"),
        ("2018年8月份产值", "产值"),
        ("2018年1-7月产值", "产值"),
        ("2018年度产值", "产值"),
        ("12月", "12月"),
        ("第3产业产值", "第3产业产值"),
    ],
)
def test_the_month_of_a_heading_changes_from_list_to_list(heading: str, kept: str) -> None:
    assert layouts.lasting((heading, "企业名称"))[0] == kept


def test_headings_that_differ_by_the_year_alone_are_told_apart_by_it() -> None:
    headings = ("2017年产值", "2018年产值")
    assert layouts.lasting(headings) == headings


def test_what_was_said_of_one_month_holds_for_the_next(book: Book) -> None:
    july, august = (("对象", f"2018年{month}月份户数") for month in (7, 8))
    said = Corrections("enterprises", None, {"对象": "name", "2018年7月份户数": "employees"})
    taken(understood(sent(july, ("甲公司", 12)), said), book)
    one = understood(sent(august, ("甲公司", 13)), Corrections(), kept(book))
    assert [c.origin for c in one.columns] == [Origin.RECALLED, Origin.RECALLED]
    assert table_of(one, TODAY).rows[0].values["employees"] == 13
    assert one.layout is None


def test_the_unit_that_no_heading_says_is_said_by_the_person_and_kept(book: Book) -> None:
    lines = (("企业名称", "注册资本"), ("甲公司", 5_000_000))
    one = understood(sent(*lines), Corrections())
    one = understood(one.sent, one.corrected("注册资本", "registered_capital/元"))
    assert table_of(one, TODAY).rows[0].values["registered_capital"] == 500
    taken(one, book)
    again = understood(one.sent, Corrections(), kept(book))
    assert again.columns[1].origin is Origin.RECALLED
    assert table_of(again, TODAY).rows[0].values["registered_capital"] == 500


def test_a_sheet_that_lacks_what_the_list_needs_is_not_read_with_it() -> None:
    sheets = (
        sheet(("企业名称", "客户", "电话", "地址"), ("甲公司", "乙公司", "1", "甲路"), name="甲"),
        sheet(("企业名称", "电话", "地址"), ("丙公司", "2", "丙路"), name="乙"),
    )
    one = understood(Sent("名单.xlsx", sheets), Corrections("enterprises", None, {}))
    assert [found.sheet.name for found in one.found] == ["甲", "乙"]
    one = understood(one.sent, one.corrected("客户", "name"))
    assert ([found.sheet.name for found in one.found], one.unread) == (["甲"], ("乙",))
    assert [row.values["name"] for row in table_of(one, TODAY).rows] == ["乙公司"]
