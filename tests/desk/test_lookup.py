"""Suggestions while a reference is typed, and who is meant where several share a name."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from desk.book.casebook import Book
from desk.book.place import Place
from desk.errors import Refused
from desk.lookup import suggest
from desk.records import add
from desk.references import find
from models.tables import Organization
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        for name, unit, post in (
            ("王安三", "试办区经发局", "科长"),
            ("王安三", "试办区人社局", ""),
            ("钱安二", "试办区经发局", ""),
        ):
            add(book, "people", {"name": name, "organization": unit, "post": post}, ACTOR)
        yield book


def offered(connection: Connection, kind: str, typed: str) -> list[str]:
    return [label for _, label in suggest(connection, kind, typed)]


def test_people_who_share_a_name_are_offered_with_their_unit(book: Book) -> None:
    with book.read() as connection:
        assert offered(connection, "people", "安") == [
            "王安三（试办区人社局）",
            "王安三（试办区经发局，科长）",
            "钱安二",
        ]


def test_a_person_is_found_by_name_and_unit_as_offered(book: Book) -> None:
    with book.read() as connection:
        for uid, label in suggest(connection, "people", "王安三"):
            assert find(connection, "people", label) == uid
        assert find(connection, "people", "王安三(试办区经发局)") is not None
        assert find(connection, "people", "王安三（试办区住建局）") is None


def test_a_shared_name_alone_is_refused_with_who_may_be_meant(book: Book) -> None:
    with (
        book.read() as connection,
        pytest.raises(Refused, match=r"2 个.*王安三（试办区人社局）、王安三（试办区经发局，科长）"),
    ):
        find(connection, "people", "王安三")


def test_a_project_and_an_enterprise_of_one_name_are_told_apart_by_code(book: Book) -> None:
    for kind in ("enterprises", "projects"):
        add(book, kind, {"name": CLOUD}, ACTOR)
    with book.read() as connection:
        labels = offered(connection, "subjects", "云岫")
        assert labels == [f"{CLOUD}（试办-Q0001）", f"{CLOUD}（试办-X0001）"]
        assert len({find(connection, "subjects", label) for label in labels}) == 2


def test_spellings_that_fit_two_units_are_refused_rather_than_made_a_third(book: Book) -> None:
    for name in ("试办区Ａ局", "试办区Ａ 局"):
        with book.change("登记", ACTOR) as session:
            session.create(Organization, name=name)
    with book.read() as connection, pytest.raises(Refused, match="2 个单位"):
        find(connection, "organizations", "试办区A局")


def test_pinyin_initials_and_codes_find_what_they_stand_for(book: Book) -> None:
    add(book, "enterprises", {"name": CLOUD}, ACTOR)
    with book.read() as connection:
        assert offered(connection, "people", "qae") == ["钱安二"]
        assert offered(connection, "subjects", "q0001") == [CLOUD]


def test_issues_are_offered_by_number_and_found_by_title(book: Book) -> None:
    add(book, "enterprises", {"name": CLOUD}, ACTOR)
    numbers = [
        office.issue(book, CLOUD, "2018-07-02", title) for title in ("变压器增容", "门前道路积水")
    ]
    with book.read() as connection:
        assert offered(connection, "issues", "道路") == [numbers[1]]
        assert offered(connection, "issues", "") == [numbers[1], numbers[0]]
