"""The plan that is kept: drafted from the casebook, changed by a person, met by visits."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.clock import Clock
from desk.documents import chosen
from desk.errors import Refused
from desk.printing import EXCEL, PDF, WORD
from desk.records import add, edit
from desk.rhythm.planning import Draft
from desk.rhythm.plans import Planned, drop, keep, planned, propose
from desk.rhythm.spans import Span, span_of
from desk.settings import save
from models.fields import KINDS
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD, COLD, GRAIN, TIDE

TODAY = date(2018, 8, 1)
AUGUST = Span.month(TODAY)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """The casebook of a summer, on the first of August."""
    with office.new_book(tmp_path) as opened:
        office.with_a_summer(office.with_subjects(opened))
        opened.clock = Clock(TODAY)
        yield opened


def proposed(book: Book, span: Span = AUGUST) -> Draft:
    with book.read() as connection:
        return propose(connection, span, book.clock.today())


def names(draft: Draft) -> list[tuple[str, int]]:
    return [(one.subject.name, one.day.day) for one in draft.chosen]


def lines(book: Book, span: Span = AUGUST) -> list[Planned]:
    with book.read() as connection:
        return planned(connection, span, book.clock.today())


def test_the_draft_takes_late_issues_first_then_the_longest_unvisited(book: Book) -> None:
    # TIDE has a late issue; COLD was never visited, CLOUD last in June, GRAIN in July. One leader
    # answers for all: firms of one park go on one day, three at most.
    assert names(proposed(book)) == [(TIDE, 1), (GRAIN, 1), (COLD, 2), (CLOUD, 2)]
    save(book, {"visits_a_day": "1"}, ACTOR)
    assert names(proposed(book)) == [(TIDE, 1), (GRAIN, 2), (COLD, 3), (CLOUD, 6)]


def test_who_is_visited_or_planned_this_month_is_not_planned_again(book: Book) -> None:
    office.visit(book, TIDE, "2018-08-01")
    add(book, "plans", {"subject": COLD, "planned_on": "2018-08-20"}, ACTOR)
    found = names(proposed(book))
    assert {name for name, _ in found} == {CLOUD, GRAIN}
    assert names(proposed(book, Span.week(TODAY))) == found


def test_a_day_that_a_leader_has_full_already_is_left_free(book: Book) -> None:
    save(book, {"visits_a_day": "1"}, ACTOR)
    add(book, "plans", {"subject": COLD, "planned_on": "2018-08-01"}, ACTOR)
    assert names(proposed(book)) == [(TIDE, 2), (GRAIN, 3), (CLOUD, 6)]


def test_what_is_kept_is_met_by_visits_and_shows_who_was_missed(book: Book) -> None:
    assert keep(book, proposed(book).chosen, ACTOR) == 4
    assert not proposed(book).chosen
    with pytest.raises(Refused, match="没有可排的走访"):
        keep(book, (), ACTOR)
    first = lines(book)[0]
    assert (first.subject, first.leader, first.state) == (TIDE, "钱安二", "due")
    assert "有超期问题1件" in first.reason
    book.clock = Clock(date(2018, 8, 10))
    office.visit(book, TIDE, "2018-08-01")
    office.visit(book, CLOUD, "2018-08-09")
    assert {one.subject: one.state for one in lines(book)} == {
        TIDE: "met",
        GRAIN: "late",
        COLD: "late",
        CLOUD: "met_late",
    }


def test_a_person_moves_adds_and_drops_lines(book: Book) -> None:
    keep(book, proposed(book).chosen, ACTOR)
    tide, grain, *_ = lines(book)
    edit(book, KINDS["plans"], tide.uid, {"planned_on": "2018-08-30"}, ACTOR)
    drop(book, [grain.uid], ACTOR)
    assert [one.subject for one in lines(book)] == [COLD, CLOUD, TIDE]
    add(book, "plans", {"subject": GRAIN, "planned_on": "2018-08-30", "reason": "新项目"}, ACTOR)
    assert lines(book)[-1].leader == "钱安二"
    with pytest.raises(Refused, match="已排了走访这个对象"):
        add(book, "plans", {"subject": GRAIN, "planned_on": "2018-08-30"}, ACTOR)


def test_the_papers_show_the_plan_and_what_is_missing(book: Book) -> None:
    plan, owed = chosen("plans", "plan"), chosen("entries", "owed")
    assert plan.view(book, "2018-08").heading == "全区2018年8月走访计划（草案）"
    keep(book, proposed(book).chosen, ACTOR)
    view = plan.view(book, "2018-08")
    assert view.heading == "全区2018年8月走访计划"
    assert [row[0] for row in view.rows] == ["8月1日 周三"] * 2 + ["8月2日 周四"] * 2
    assert view.summary == "计划走访4个，已走访0个。"
    july = owed.view(book, "2018-07")
    assert july.rows[0][:3] == ("周联系", "1", "试办区经发局")
    assert "其中逾期" in july.summary
    for suffix in (PDF, WORD, EXCEL):
        assert owed.drawn(july, suffix)
    month = chosen("visits", "visit-plan").view(book, "2018-08")
    assert {row[1]: row[8] for row in month.rows}[TIDE] == "8月1日"


def test_a_week_is_written_by_one_of_its_days() -> None:
    week = span_of("2018-08-01", TODAY)
    assert (week.first, week.last) == (date(2018, 7, 30), date(2018, 8, 5))
    assert (week.label, week.following.label) == ("2018年7月30日—8月5日", "2018年8月6日—12日")
    assert span_of("", TODAY).previous.label == "2018年7月"
    with pytest.raises(Refused, match="不是月份"):
        span_of("下旬", TODAY)
