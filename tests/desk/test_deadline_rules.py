"""The office's own rules: added, changed by a new version, ended; and what issues make of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import derived
from desk.book.casebook import Book
from desk.book.undo import undo
from desk.deadline_rules import Draft, add_version, end, is_shipped, rules_on
from desk.errors import Refused
from desk.lists import Query, lines
from desk.rules import rulebook
from desk.settings import save
from models.deadlines import Term, Unit
from tests.desk import office
from tests.desk.office import CLOUD, POWER, with_subjects

TODAY = office.END_OF_JULY
FIVE = {"ordinary": Term(5, Unit.WORKING), "dispatch": Term(2, Unit.CALENDAR)}
OURS = Draft("五日办结", FIVE, date(2018, 7, 1), "试办办〔2018〕9号")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with with_subjects(office.new_book(tmp_path)) as book:
        yield book


def due(book: Book, on: str, rule: str) -> date:
    """The deadline of an issue that is handed out on a day under a rule."""
    number = office.issue(book, CLOUD, on, f"{on}{rule}")
    office.take(book, number, "dispatch", on, lead_unit=POWER, rule=rule)
    with book.read() as connection:
        found = lines(connection, Query("issues", {"title": f"{on}{rule}"}), TODAY)
        assert derived.stale(connection) == []
    day = found[0].values["due_on"]
    assert isinstance(day, date)
    return day


def test_an_own_rule_is_named_by_its_label_and_gives_its_terms(book: Book) -> None:
    assert add_version(book, OURS, office.ACTOR) == "own-1@1"
    assert due(book, "2018-07-10", "五日办结") == date(2018, 7, 17)
    with book.read() as connection:
        rule = rulebook(connection).rule("own-1@1")
        assert (rule.source, rule.valid_from, is_shipped(rule)) == (
            OURS.source,
            date(2018, 7, 1),
            False,
        )


def test_a_change_is_a_new_version_and_issues_keep_the_old_one(book: Book) -> None:
    add_version(book, OURS, office.ACTOR)
    before = due(book, "2018-07-10", "own-1")
    ten = {"ordinary": Term(10, Unit.CALENDAR)}
    later = Draft("五日办结", ten, date(2018, 7, 20), key="own-1")
    assert add_version(book, later, office.ACTOR) == "own-1@2"
    assert due(book, "2018-07-19", "own-1") == date(2018, 7, 26), "still the first version"
    assert due(book, "2018-07-20", "own-1") == date(2018, 7, 30)
    with book.read() as connection:
        known = rulebook(connection)
        titled = Query("issues", {"title": "2018-07-10own-1"})
        assert lines(connection, titled, TODAY)[0].values["due_on"] == before
    assert known.rule("own-1@1").valid_to == date(2018, 7, 19)


def test_a_rule_that_has_ended_is_not_offered_any_more(book: Book) -> None:
    add_version(book, OURS, office.ACTOR)
    end(book, "own-1@1", date(2018, 7, 20), office.ACTOR)
    with book.read() as connection:
        assert "own-1" in {rule.key for rule in rules_on(connection, date(2018, 7, 20))}
        assert "own-1" not in {rule.key for rule in rules_on(connection, date(2018, 7, 21))}
    undo(book)
    with book.read() as connection:
        assert "own-1" in {rule.key for rule in rules_on(connection, date(2018, 7, 21))}


def test_the_rule_that_the_office_works_by_comes_first_and_is_not_ended(book: Book) -> None:
    add_version(book, OURS, office.ACTOR)
    save(book, {"deadline_rule": "own-1"}, office.ACTOR)
    with book.read() as connection:
        assert rules_on(connection, TODAY)[0].label == "五日办结"
        assert derived.stale(connection) == []
    with pytest.raises(Refused, match="请先另选"):
        end(book, "own-1@1", TODAY, office.ACTOR)


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (Draft(" ", FIVE, TODAY), "规则名称"),
        (Draft("甲", {}, TODAY), "一般事项办结"),
        (Draft("甲", {"ordinary": Term(0, Unit.WORKING)}, TODAY), "1 到 3650"),
        (Draft("13710（自然日）", FIVE, TODAY), "已有叫"),
        (Draft("五日办结", FIVE, date(2018, 7, 1), key="own-1"), "晚于上一版"),
    ],
)
def test_what_is_no_rule_is_refused(book: Book, draft: Draft, why: str) -> None:
    add_version(book, OURS, office.ACTOR)
    with pytest.raises(Refused, match=why):
        add_version(book, draft, office.ACTOR)


def test_what_is_shipped_is_not_ended_and_no_rule_ends_before_it_begins(book: Book) -> None:
    with pytest.raises(Refused, match="随程序"):
        end(book, "13710@1", TODAY, office.ACTOR)
    add_version(book, OURS, office.ACTOR)
    with pytest.raises(Refused, match="不能早于启用日期"):
        end(book, "own-1@1", date(2018, 6, 30), office.ACTOR)


def test_before_the_office_s_own_rule_holds_the_standard_one_stands_in(book: Book) -> None:
    add_version(book, OURS, office.ACTOR)
    save(book, {"deadline_rule": "own-1"}, office.ACTOR)
    number = office.issue(book, CLOUD, "2018-06-29", "变压器增容")
    office.take(book, number, "dispatch", "2018-06-29", lead_unit=POWER, grade="重大")
    with book.read() as connection:
        (line,) = lines(connection, Query("issues", {"title": "变压器增容"}), TODAY)
    assert line.values["due_on"] == date(2018, 7, 29), "a month, as 13710 has it"


def test_a_rule_that_has_ended_is_refused_by_its_reference_too(book: Book) -> None:
    add_version(book, OURS, office.ACTOR)
    end(book, "own-1@1", date(2018, 7, 20), office.ACTOR)
    with pytest.raises(Refused, match="没有时限规则“own-1@1”"):
        due(book, "2018-07-21", "own-1@1")


def test_a_rule_that_is_not_known_is_refused_with_those_that_are(book: Book) -> None:
    with pytest.raises(Refused, match=r"没有时限规则“三日”；可用的有 1/3/7/10（自然日）、13710"):
        due(book, "2018-07-10", "三日")
