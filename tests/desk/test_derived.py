"""The cached columns of issues follow whatever they rest on, also what changes afterwards."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, select

from desk import derived
from desk.book.casebook import Book
from desk.book.place import Place
from desk.book.undo import redo, undo
from desk.details import open_for_any
from desk.lists import Query, lines
from desk.records import add, edit
from desk.references import find
from models.fields import KINDS
from models.tables import Assignment, Issue, Organization
from tests.desk import office
from tests.desk.office import CLOUD, END_OF_JULY, GRAIN, LAND, POWER, TIDE


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        office.with_subjects(book)
        yield book


def lead_unit(connection: Connection) -> str | None:
    asked = select(Organization.name).join(Issue, Issue.lead_unit == Organization.uid)
    return connection.scalar(asked)


def test_who_answers_for_what_was_settled_follows_a_backdated_assignment(book: Book) -> None:
    office.visit(book, GRAIN, "2018-07-03", [office.problem("蒸汽压力不稳", settled="已恢复供汽")])
    office.assign(book, GRAIN, "2018-07-01", unit=POWER)
    with book.read() as connection:
        assert (lead_unit(connection), derived.stale(connection)) == (POWER, [])
    undo(book)
    with book.read() as connection:
        assert (lead_unit(connection), derived.stale(connection)) == ("试办区经发局", [])
    redo(book)
    with book.read() as connection:
        assert (lead_unit(connection), derived.stale(connection)) == (POWER, [])


def test_an_assignment_that_moves_on_leaves_its_former_subjects_as_they_were(book: Book) -> None:
    office.visit(book, GRAIN, "2018-07-03", [office.problem("蒸汽压力不稳", settled="已恢复供汽")])
    values = {"subject": CLOUD, "unit": POWER, "responsible": "孙安三", "from_on": "2018-07-01"}
    moved = add(book, "assignments", values, office.ACTOR).uid
    for subject in (GRAIN, TIDE):
        edit(book, KINDS["assignments"], moved, {"subject": subject}, office.ACTOR)
        with book.read() as connection:
            assert derived.stale(connection) == []


def test_an_assignment_that_begins_after_the_settling_changes_nothing_of_it(book: Book) -> None:
    office.visit(book, GRAIN, "2018-07-03", [office.problem("蒸汽压力不稳", settled="已恢复供汽")])
    office.assign(book, GRAIN, "2018-07-04", unit=POWER)
    with book.read() as connection:
        assert (lead_unit(connection), derived.stale(connection)) == ("试办区经发局", [])


def test_an_assignment_without_a_first_day_stands_behind_those_with_one(book: Book) -> None:
    with book.change("补登包联", office.ACTOR) as session:
        first = session.scalars(select(Assignment)).first()
        assert first is not None
        session.create(Assignment, subject=first.subject, unit=first.leader, from_on=None)
    with book.read() as connection:
        row = connection.execute(select(Assignment.subject).limit(1)).one()
        found = derived.assignments_of(connection, [row.subject])[row.subject]
    assert [one.from_on for one in found] == [None, date(2018, 3, 1)]


def test_units_of_a_dispatch_that_was_returned_do_not_help_in_what_was_settled(book: Book) -> None:
    number = office.issue(book, CLOUD, "2018-07-02", "变压器增容")
    office.take(book, number, "dispatch", "2018-07-03", lead_unit=POWER, co_units=LAND)
    office.take(book, number, "return", "2018-07-04", reason="不属本单位职责")
    office.take(book, number, "settle", "2018-07-05", result="当场调度")
    with book.read() as connection:
        line = lines(connection, Query("issues"), END_OF_JULY)[0]
    assert line.shown["lead_unit"] == "试办区经发局"
    assert line.values["co_units"] == ()


def test_steps_are_judged_for_more_issues_than_one_question_may_name(book: Book) -> None:
    number = office.issue(book, CLOUD, "2018-07-02", "变压器增容")
    with book.read() as connection:
        uid = find(connection, "issues", number)
        choices = open_for_any(connection, ["f" * 32] * 40_000 + [uid or ""], END_OF_JULY)
    assert [choice.name for choice in choices if choice.open] == [
        "dispatch",
        "settle",
        "merge",
        "withdraw",
    ]
