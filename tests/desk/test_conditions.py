"""Conditions: what a list is narrowed by though it stands elsewhere, which values occur."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from desk import matches
from desk.beyond import beyond
from desk.book.casebook import Book
from desk.book.place import Place
from desk.conditions import offered, sentence, told, values
from desk.errors import Refused
from desk.lists import ANYTHING, Query, count, ids, lines
from desk.records import add
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD, COLD, END_OF_JULY, GRAIN, TIDE

LISTS = ("issues", "subjects", "visits", "cards", "meetings", "campaigns")
_SORTS = "USE TEMP B-TREE FOR ORDER BY"


@pytest.fixture(scope="module")
def book(lasting_place: Place) -> Iterator[Book]:
    """A summer of work; these tests only read it."""
    with office.new_book(lasting_place) as book:
        add(book, "enterprises", {"name": "无人包联有限公司", "industry": "化工"}, ACTOR)
        yield office.with_a_summer(office.with_subjects(book))


def found(book: Book, kind: str, where: dict[str, str], today: date = END_OF_JULY) -> set[str]:
    shown = "name" if kind == "subjects" else "subject"
    with book.read() as connection:
        return {line.shown[shown] for line in lines(connection, Query(kind, where), today)}


def test_issues_visits_and_cards_are_narrowed_by_what_their_subject_is(book: Book) -> None:
    assert found(book, "issues", {"subject.park": "东园"}) <= {CLOUD, TIDE, GRAIN, COLD}
    with book.read() as connection:
        subjects = lines(connection, Query("subjects", {"park": "东园"}), END_OF_JULY)
    east = {line.shown["name"] for line in subjects}
    for kind in ("issues", "visits"):
        within = found(book, kind, {"subject.park": "东园"})
        assert within == found(book, kind, {}) & east
        assert within
    assert found(book, "issues", {"subject.kind": "项目"}) <= {COLD}


def test_who_answers_for_a_subject_narrows_by_the_day(book: Book) -> None:
    unit = {"assignment.unit": "试办区经发局"}
    assert {CLOUD, TIDE, GRAIN, COLD} & found(book, "subjects", unit)
    assert found(book, "subjects", unit, date(2017, 1, 1)) == set()
    assert "无人包联有限公司" in found(book, "subjects", {"assignment.unit": ""})
    assert "无人包联有限公司" not in found(book, "subjects", {"assignment.unit": ANYTHING})


def test_visits_are_narrowed_by_one_of_their_visitors(book: Book) -> None:
    with book.read() as connection:
        named = lines(connection, Query("visits", {"visitors": "孙安三"}), END_OF_JULY)
        nobody = lines(connection, Query("visits", {"visitors": "李安四"}), END_OF_JULY)
        every = lines(connection, Query("visits"), END_OF_JULY)
    assert named == [line for line in every if "孙安三" in line.shown["visitors"]] != []
    assert nobody == []


def test_what_only_enterprises_have_narrows_the_list_of_all_subjects(book: Book) -> None:
    assert found(book, "subjects", {"industry": "化工"}) == {"无人包联有限公司"}


@pytest.mark.parametrize("kind", LISTS)
def test_each_value_that_is_offered_finds_as_many_as_it_says(book: Book, kind: str) -> None:
    seen = 0
    with book.read() as connection:
        for one in offered(kind):
            for value in values(connection, Query(kind), one.name, END_OF_JULY):
                narrowed = Query(kind, {one.name: value.text})
                assert count(connection, narrowed, END_OF_JULY) == value.count, (one, value)
                (said,) = told(connection, kind, narrowed.where)
                assert (said.label, said.shown) == (one.label, value.shown)
                seen += 1
    assert seen or kind in ("cards", "meetings", "campaigns")


def test_values_are_counted_within_the_other_conditions_and_beside_their_own(book: Book) -> None:
    where = {"category": "能源保障", "state": "已销号"}
    with book.read() as connection:
        alone = values(connection, Query("issues", {"category": "能源保障"}), "state", END_OF_JULY)
        both = values(connection, Query("issues", where), "state", END_OF_JULY)
    assert both == alone
    assert sum(value.count for value in alone) == 3


def test_a_condition_reads_as_people_say_it(book: Book) -> None:
    with book.read() as connection:
        where = {
            "lead_unit": office.LAND,
            "registered_on": "2018-07",
            "source": "",
            "state": "closed",
        }
        said = sentence(connection, "issues", where)
    assert (
        said
        == f"牵头单位：{office.LAND}、登记日期：2018年7月、问题来源：（空白）、办理状态：已销号"
    )


def test_what_was_chosen_and_is_gone_reads_so_and_not_as_a_uid(book: Book) -> None:
    with book.read() as connection:
        assert sentence(connection, "issues", {"lead_unit": "f" * 32}) == "牵头单位：（已删除）"
    assert found(book, "issues", {"lead_unit": "f" * 32}) == set()


@pytest.mark.parametrize(
    ("name", "written"),
    [("registered_on", "2018-13"), ("registered_on", "2018-00"), ("state", "、")],
)
def test_a_condition_that_cannot_hold_is_refused_and_can_be_read(
    book: Book, name: str, written: str
) -> None:
    with book.read() as connection:
        assert told(connection, "issues", {name: written})
        with pytest.raises(Refused):
            count(connection, Query("issues", {name: written}), END_OF_JULY)


def test_what_stands_elsewhere_is_known_by_its_name_alone() -> None:
    assert beyond("issues", "subject.park") is not None
    assert beyond("issues", "park") is None
    assert beyond("organizations", "subject.park") is None


def _plan(book: Book, query: Query) -> str:
    """How SQLite says that it finds the first row of a list."""
    asked: list[tuple[str, Any]] = []
    with book.read() as connection:

        @event.listens_for(connection, "before_cursor_execute")
        def keep(_c: object, _cursor: object, statement: str, given: Any, *_: object) -> None:
            asked.append((statement, given))

        ids(connection, query, END_OF_JULY, 1)
        statement, given = asked[-1]
        told = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
        return "\n".join(str(row.detail) for row in told)


@pytest.mark.parametrize("many", [0, 20_000])
@pytest.mark.parametrize("sort", ["", "due_on", "title", "subject"])
@pytest.mark.parametrize("where", [{"subject.park": "东园"}, {"assignment.unit": "*"}])
def test_the_first_rows_are_those_at_the_top_however_they_are_found(
    book: Book, monkeypatch: pytest.MonkeyPatch, many: int, sort: str, where: dict[str, str]
) -> None:
    monkeypatch.setattr(matches, "MANY", many)
    query = Query("issues", where, sort=sort, descending=bool(sort))
    with book.read() as connection:
        every = ids(connection, query, END_OF_JULY)
        assert len(every) > 1
        for few in (1, 2, len(every) + 1):
            assert ids(connection, query, END_OF_JULY, few) == every[:few]


def test_where_many_fit_the_first_are_found_on_the_way_and_not_sorted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = [Query("issues", {"subject.park": "东园"}, sort=sort) for sort in ("", "due_on")]
    with office.new_book(tmp_path / "book") as folder:
        assert all(_SORTS in _plan(folder, query) for query in queries)
        monkeypatch.setattr(matches, "MANY", 0)
        assert not any(_SORTS in _plan(folder, query) for query in queries)
        assert _SORTS in _plan(folder, replace(queries[0], sort="title"))
