"""Lists: filtered and sorted in the database, shown as people read them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.book.place import Place
from desk.errors import Refused
from desk.lists import Line, Query, count, lines, uids
from models.fields import KINDS
from tests.desk import office
from tests.desk.office import CLOUD, COLD, GRAIN, TIDE

TODAY = office.END_OF_JULY


@pytest.fixture(scope="module")
def book(lasting_place: Place) -> Iterator[Book]:
    """A summer of work; these tests only read it."""
    with office.new_book(lasting_place) as book:
        yield office.with_a_summer(office.with_subjects(book))


def ask(book: Book, query: Query) -> list[Line]:
    with book.read() as connection:
        found = lines(connection, query, TODAY)
        assert count(connection, query, TODAY) == len(found)
    return found


def titles(found: list[Line]) -> list[str]:
    return [line.shown["title"] for line in found]


@pytest.mark.parametrize("kind", ["subjects", *KINDS])
def test_every_kind_can_be_listed_and_sorted_by_each_of_its_columns(book: Book, kind: str) -> None:
    found = ask(book, Query(kind))
    for name in found[0].values if found else ():
        if name not in ("visitors", "issues", "co_units"):
            assert {line.uid for line in ask(book, Query(kind, sort=name))} == {
                one.uid for one in found
            }


def test_newest_come_first_unless_a_field_is_named(book: Book) -> None:
    assert [line.shown["name"] for line in ask(book, Query("subjects"))] == [
        COLD,
        TIDE,
        GRAIN,
        CLOUD,
    ]
    by_park = ask(book, Query("subjects", sort="park"))
    assert [line.shown["park"] for line in by_park] == ["东园", "东园", "西园", "西园"]


def test_blanks_come_last_in_both_directions(book: Book) -> None:
    for descending in (False, True):
        days = [
            line.values["closed_on"]
            for line in ask(book, Query("issues", sort="closed_on", descending=descending))
        ]
        filled = [day for day in days if day]
        assert days == sorted(filled, reverse=descending) + [None] * (len(days) - len(filled))


def test_references_sort_and_show_by_name_and_keep_their_uid(book: Book) -> None:
    found = ask(book, Query("issues", sort="subject"))
    names = [line.shown["subject"] for line in found]
    assert names == sorted(names)
    assert all(len(line.refers["subject"]) == 32 for line in found)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"lamp": "grey"}, ["柴油车限行"]),
        ({"lamp": "超期"}, ["堆场用地手续未批"]),
        ({"state": "已交办"}, []),
        ({"state": "in_progress", "lead_unit": office.POWER}, ["变压器增容"]),
        ({"category": "用电"}, ["厂区用电负荷不足", "冷库蒸汽压力不稳", "变压器增容"]),
        ({"registered_on": "2018-06"}, ["厂区用电负荷不足", "门前道路积水"]),
        ({"subject": GRAIN}, ["冷库蒸汽压力不稳"]),
        ({"subject": "没有这家"}, []),
        ({"lead_unit": ""}, ["员工宿舍紧张"]),
    ],
)
def test_fields_are_asked_by_code_label_name_or_part_of_a_date(
    book: Book, where: dict[str, str], expected: list[str]
) -> None:
    found = ask(book, Query("issues", where=where, sort="number"))
    assert sorted(titles(found)) == sorted(expected)


def test_every_word_of_a_search_must_be_found_also_in_names_referred_to(book: Book) -> None:
    assert titles(ask(book, Query("issues", search="澜津 用地"))) == ["堆场用地手续未批"]
    assert titles(ask(book, Query("issues", search="国土"))) == ["堆场用地手续未批", "门前道路积水"]
    assert ask(book, Query("issues", search="澜津 蒸汽")) == []
    assert (
        ask(book, Query("subjects", search="100%"))
        == ask(book, Query("subjects", search="_"))
        == []
    )


def test_pages_follow_each_other_without_gap_or_overlap(book: Book) -> None:
    with book.read() as connection:
        whole = uids(connection, Query("issues", sort="category"), TODAY)
        pages = [
            uids(connection, Query("issues", sort="category"), TODAY, n, 2) for n in (0, 2, 4, 6)
        ]
    assert [uid for page in pages for uid in page] == whole


def test_visits_show_their_visitors_and_the_numbers_of_their_issues(book: Book) -> None:
    first = ask(book, Query("visits", sort="visited_on"))[0]
    assert first.shown["visitors"] == "钱安二、孙安三"
    assert first.values["issues"] == ("试办-2018-0001", "试办-2018-0002")


def test_an_issue_that_waits_only_for_its_closing_says_so(tmp_path: Path) -> None:
    with office.new_book(tmp_path) as other:
        office.with_subjects(other)
        number = office.issue(other, CLOUD, "2018-07-02", "用电")
        office.start(other, number, "2018-07-03")
        office.take(other, number, "resolve", "2018-07-04", result="已解决")
        office.take(other, number, "verify", "2018-07-04")
        assert ask(other, Query("issues"))[0].shown["state"] == "待回访"
        office.take(other, number, "follow_up", "2018-07-05", satisfaction="基本满意")
        line = ask(other, Query("issues"))[0]
        assert (line.values["state"], line.shown["state"]) == ("verified", "待销号")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (Query("nothing"), "nothing"),
        (Query("issues", sort="colour"), "colour"),
        (Query("issues", {"colour": "red"}), "colour"),
    ],
)
def test_an_unknown_kind_or_field_is_refused_by_name(book: Book, query: Query, name: str) -> None:
    with pytest.raises(Refused, match=f"没有“{name}”"):
        ask(book, query)


def test_what_is_kept_as_rows_is_not_sorted_by_nor_filtered_by_unless_said_how(book: Book) -> None:
    with pytest.raises(Refused, match="不能按“走访人员”排序"):
        ask(book, Query("visits", sort="visitors"))
    with pytest.raises(Refused, match="不能按“配合单位”筛选"):
        ask(book, Query("issues", where={"co_units": office.LAND}))
