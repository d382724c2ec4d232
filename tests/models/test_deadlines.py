"""Deadlines from rules, and what they say of themselves."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules import shipped_rules
from desk.workdays import shipped
from models.deadlines import STAGES, DeadlineRule, Rulebook, Standing, Term, Unit
from models.explaining import explain
from models.workdays import days_after

BOOK = Rulebook.of(shipped(), shipped_rules())
DAYS = st.dates(date(2018, 1, 1), date(2026, 9, 30))
WORKING, CALENDAR = "working-1-3-7@1", "13710@1"


def test_an_explanation_names_what_is_off_and_what_is_made_up() -> None:
    said = explain(date(2026, 9, 28), "交办", Term(7, Unit.WORKING), shipped())
    assert said == (
        "9月28日交办，7 个工作日，10月1—7日放假不计，10月10日（星期六）上班计入，10月13日到期"
    )


def test_an_explanation_of_calendar_days_names_no_holiday() -> None:
    said = explain(date(2026, 9, 28), "交办", Term(7, Unit.CALENDAR), shipped())
    assert said == "9月28日交办，7 天，10月5日到期"


def test_an_explanation_over_the_new_year_names_the_year() -> None:
    said = explain(date(2018, 12, 27), "交办", Term(3, Unit.WORKING), shipped())
    assert said == (
        "12月27日交办，3 个工作日，12月30日—1月1日放假不计，12月29日（星期六）上班计入，"
        "2019年1月2日到期"
    )


@given(DAYS, st.integers(1, 30))
def test_who_counts_by_the_explanation_comes_to_the_same_day(start: date, count: int) -> None:
    """Every day of the span is a weekday or named, as the sentence says."""
    end = shipped().after(start, count)
    said = explain(start, "交办", Term(count, Unit.WORKING), shipped())
    plain = sum(day.weekday() < 5 for day in days_after(start, end) if day not in shipped().days)
    assert plain + said.count("上班计入") == count


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2018, 1, 31), 1, date(2018, 2, 28)),
        (date(2018, 12, 15), 1, date(2019, 1, 15)),
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2018, 11, 30), 3, date(2019, 2, 28)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last(start: date, months: int, end: date) -> None:
    assert Term(months, Unit.MONTH).end(start, shipped()) == end


def test_each_shipped_rule_gives_every_stage_a_term_and_names_its_source() -> None:
    for rule in shipped_rules():
        assert set(rule.terms) == set(STAGES)
        assert rule.source


def test_13710_is_one_three_seven_and_a_month() -> None:
    day = date(2018, 7, 23)
    stages = {name: BOOK.due(CALENDAR, name, day) for name in ("dispatch", "report", "ordinary")}
    assert stages == {
        "dispatch": date(2018, 7, 24),
        "report": date(2018, 7, 26),
        "ordinary": date(2018, 7, 30),
    }
    assert BOOK.due(CALENDAR, "major", day) == date(2018, 8, 23)


@given(DAYS, st.integers(0, 40))
def test_a_suspension_moves_a_deadline_by_just_what_the_rule_says(due: date, days: int) -> None:
    first, last = due - timedelta(days=30), due - timedelta(days=30 - days)
    assert BOOK.moved(CALENDAR, due, first, last) == due + timedelta(days=days)
    stood_still = shipped().count(first, last)
    moved = BOOK.moved(WORKING, due, first, last)
    assert shipped().count(due, moved) == stood_still
    assert stood_still or moved == due


def test_an_issue_keeps_its_version_and_a_new_one_begins_under_the_latest() -> None:
    old = msgspec.structs.replace(BOOK.rule(WORKING), valid_to=date(2026, 6, 30))
    new = msgspec.structs.replace(
        old,
        version=2,
        valid_from=date(2026, 7, 1),
        valid_to=None,
        terms={**old.terms, "ordinary": Term(5, Unit.WORKING)},
    )
    book = Rulebook.of(shipped(), [old, new])
    assert book.current(old.key, date(2026, 6, 30)) == old
    assert book.current(old.key, date(2026, 7, 1)) == new
    assert book.due(old.reference, "ordinary", date(2026, 7, 6)) == date(2026, 7, 15)
    assert book.due(new.reference, "ordinary", date(2026, 7, 6)) == date(2026, 7, 13)


def test_a_deadline_is_provisional_only_where_working_days_reach_an_unknown_year() -> None:
    later = date(max(shipped().years) + 1, 1, 5)
    by_rule = Standing(WORKING, None, "rule", later)
    resumed = Standing(WORKING, None, "resume", later)
    assert BOOK.is_provisional(by_rule)
    assert BOOK.is_provisional(resumed)
    assert not BOOK.is_provisional(by_rule._replace(due_on=date(2026, 12, 31)))
    assert not BOOK.is_provisional(by_rule._replace(rule=CALENDAR))
    assert not BOOK.is_provisional(resumed._replace(rule=CALENDAR))
    assert not BOOK.is_provisional(by_rule._replace(reckoned="grant_extension")), "a person said"
    assert not BOOK.is_provisional(Standing(WORKING, None, None, None))


def test_a_rule_with_an_unknown_entry_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(
            b'{"key":"x","version":1,"label":"x","terms":{},"y":1}', type=DeadlineRule
        )
