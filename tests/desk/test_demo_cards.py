"""The cards of the demo: true to their forms, tied to the ledger, and some for every kind."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from desk.book.casebook import Book
from desk.cards.answers import check_answers
from desk.cards.definitions import forms
from desk.cards.views import detail
from desk.coverage import MEASURES, coverage
from desk.lists import Query, lines
from models.calendar import Month
from models.tables import Card, Issue
from tests.desk.demo_content import AS_OF, SUBJECT_FILES, Record, assignment_on, records

KIND_OF = {r["name"]: kind for kind in SUBJECT_FILES for r in records(kind)}
CONTACT = {r["name"]: r["contact"] for kind in SUBJECT_FILES for r in records(kind)}


@pytest.fixture(scope="module")
def connection(demo_folder: Path) -> Iterator[Connection]:
    """The demo casebook, to read."""
    with Book.open(demo_folder, writable=False) as book, book.read() as connection:
        yield connection


@pytest.mark.parametrize("card", records("cards"), ids=lambda c: f"{c['subject']} {c['period']}")
def test_a_card_answers_what_its_form_asks_and_nothing_else(
    card: Record, connection: Connection
) -> None:
    asked = select(Card.answers).where(Card.period == card["period"])
    kept = next(
        answers for answers in connection.scalars(asked) if answers["name"] == card["subject"]
    )
    form = forms()[SUBJECT_FILES.index(KIND_OF[card["subject"]])]
    checked = check_answers(form, kept, AS_OF)
    assert not checked.problems
    assert set(card["answers"]) <= set(checked.values), "what was not asked for would be left out"


def test_every_card_came_in_on_the_day_on_which_it_was_filled(connection: Connection) -> None:
    found = lines(connection, Query("cards", sort="number"), AS_OF)
    told = [(line.values["subject"], line.shown["filled_on"]) for line in found]
    assert told == [(card["subject"], card["filled_on"]) for card in records("cards")]
    assert len(told) == 36


def test_who_filled_a_card_in_speaks_for_the_subject_and_somebody_answers_for_it() -> None:
    for card in records("cards"):
        assert card["filled_by"] == CONTACT[card["subject"]]
        assert assignment_on(card["subject"], card["filled_on"])
        assert date.fromisoformat(card["filled_on"]).weekday() < 5


def test_the_problems_of_a_card_are_issues_of_the_ledger_that_point_to_it(
    connection: Connection,
) -> None:
    tied = select(Card.period, Issue.title).join(Issue, Issue.card == Card.uid)
    said = {(c["period"], title) for c in records("cards") for title in c.get("problems", ())}
    assert {(row.period, row.title) for row in connection.execute(tied)} == said
    assert len(said) == 15


def test_the_issue_that_a_card_brought_is_tied_to_that_card(connection: Connection) -> None:
    asked = select(Issue.card).where(Issue.source == "反馈卡")
    (uid,) = connection.scalars(asked)
    assert detail(connection, uid or "", AS_OF).line.values["period"] == "2018-05"


def test_july_has_cards_and_gaps_in_every_kind(connection: Connection) -> None:
    found = coverage(connection, AS_OF, Month(2018, 7))
    for kind in found.kinds:
        assert 0 < kind.carded < kind.assigned
    assert {name for one in found.missing for name in one.lacks} == set(MEASURES)
