"""What may be asked of a list: blanks, numbers, letters in either case; and how it counts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from desk.book.casebook import Book
from desk.book.place import Place
from desk.errors import Refused
from desk.lamps import Day, lamp_column
from desk.lists import Query, count, lines
from desk.records import add
from models.tables import Issue
from tests.desk import office
from tests.desk.office import ACTOR, END_OF_JULY

_POSTGRESQL = make_url("postgresql+psycopg://").get_dialect()()


@pytest.fixture(scope="module")
def book(lasting_place: Place) -> Iterator[Book]:
    """Four subjects and a summer of work; these tests only read it."""
    with office.new_book(lasting_place) as book:
        values = {"employees": "35", "annual_revenue": "1200.5", "founded_on": "2010-05-01"}
        add(book, "enterprises", {"name": "ABC 管业有限公司", **values}, ACTOR)
        yield office.with_a_summer(office.with_subjects(book))


def names(book: Book, where: dict[str, str]) -> list[str]:
    with book.read() as connection:
        found = lines(connection, Query("enterprises", where, sort="code"), END_OF_JULY)
    return [line.shown["name"] for line in found]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("employees", "35"),
        ("employees", "35人"),
        ("annual_revenue", "1,200.5"),
        ("founded_on", "2010-05"),
        ("founded_on", "2010年5月1日"),
    ],
)
def test_numbers_and_days_are_asked_as_they_are_written(book: Book, name: str, value: str) -> None:
    assert names(book, {name: value}) == ["ABC 管业有限公司"]


@pytest.mark.parametrize("name", ["employees", "annual_revenue", "founded_on", "note", "park"])
def test_what_was_left_blank_can_be_asked_for(book: Book, name: str) -> None:
    found = names(book, {name: ""})
    assert ("ABC 管业有限公司" in found) == (name in ("note", "park"))
    assert names(book, {name: "  "}) == found


@pytest.mark.parametrize(("name", "value"), [("employees", "很多"), ("founded_on", "前年")])
def test_what_is_no_number_or_day_is_refused_with_the_name_of_the_field(
    book: Book, name: str, value: str
) -> None:
    with pytest.raises(Refused, match=r"从业人数|成立日期"):
        names(book, {name: value})


def test_letters_are_found_in_either_case(book: Book) -> None:
    with book.read() as connection:
        assert count(connection, Query("subjects", search="abc"), END_OF_JULY) == 1


def test_several_choices_may_end_in_a_separator(book: Book) -> None:
    with book.read() as connection:
        several = Query("issues", {"lamp": "超期、挂账、"})
        assert count(connection, several, END_OF_JULY) == 2


def test_numbers_past_four_digits_sort_as_numbers(tmp_path: Path) -> None:
    with office.new_book(tmp_path) as other:
        office.with_subjects(other)
        numbers = [office.issue(other, office.CLOUD, "2018-07-02", f"{n}") for n in range(2)]
        with other.change("改号", ACTOR) as session:
            rows = session.scalars(select(Issue).order_by(Issue.id)).all()
            rows[0].number = numbers[0][:-4] + "10000"
            rows[1].number = numbers[0][:-4] + "9999"
        with other.read() as connection:
            found = lines(connection, Query("issues", sort="number"), END_OF_JULY)
    assert [line.shown["number"][-5:] for line in found] == ["-9999", "10000"]


def test_the_lamp_compares_days_as_the_text_they_are_kept_as_also_on_postgresql() -> None:
    said = str(
        lamp_column(Day(date(2018, 7, 31), date(2018, 8, 3))).compile(
            dialect=_POSTGRESQL, compile_kwargs={"render_postcompile": True}
        )
    )
    assert "::DATE" not in said
