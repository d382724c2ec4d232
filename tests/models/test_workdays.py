"""Working days against two other sources: the library `holidays`, and notices typed in by hand."""

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.workdays import shipped
from models.workdays import CalendarDay, DayKind, WorkCalendar, days_after, runs
from tests.notice_texts import NOTICES

FIRST, LAST = date(2018, 1, 1), date(2026, 12, 31)
COUNTS = (1, 3, 7, 15, 30)
DAYS = st.dates(FIRST, LAST)


def every_day() -> list[date]:
    return [FIRST, *days_after(FIRST, LAST)]


@cache
def working_days_of_another_library() -> list[date]:
    other = holidays.country_holidays("CN", years=range(2018, 2028))
    return [day for day in every_day() if other.is_working_day(day)]


@pytest.mark.parametrize("count", COUNTS)
def test_every_deadline_of_2018_to_2026_is_that_of_another_library(count: int) -> None:
    others = working_days_of_another_library()
    for day in every_day():
        place = bisect_right(others, day) + count - 1
        if place < len(others):  # beyond 2026 the other library guesses
            assert shipped().after(day, count) == others[place], day


def test_each_day_is_what_the_package_it_was_seeded_from_says() -> None:
    for day in [date(2004, 1, 1), *days_after(date(2004, 1, 1), LAST)]:
        assert shipped().is_working(day) == chinese_calendar.is_workday(day), day


@pytest.mark.parametrize("year", sorted(NOTICES))
def test_the_days_of_a_year_are_those_typed_in_by_hand(year: int) -> None:
    rest, work = NOTICES[year].rest, NOTICES[year].work
    named = [one for one in shipped().days.values() if one.year == year]
    assert {one.day for one in named if one.kind is DayKind.REST} == rest
    assert {one.day for one in named if one.kind is DayKind.WORK} == work


@pytest.mark.parametrize("year", sorted(NOTICES))
def test_every_deadline_within_a_year_is_that_of_its_notice_typed_in_by_hand(year: int) -> None:
    rest, work = NOTICES[year].rest, NOTICES[year].work
    days = [date(year, 1, 1), *days_after(date(year, 1, 1), date(year, 12, 25))]
    at_work = [day for day in days if day in work or (day.weekday() < 5 and day not in rest)]
    for count in COUNTS:
        for day in days:
            place = bisect_right(at_work, day) + count - 1
            if place < len(at_work):
                assert shipped().after(day, count) == at_work[place], (day, count)


def test_the_year_after_the_last_notice_is_provisional() -> None:
    calendar = shipped()
    last = max(calendar.years)
    assert not calendar.is_provisional(date(last, 12, 31))
    assert calendar.is_provisional(date(last + 1, 1, 4))


def test_the_example_of_the_autumn_of_2026() -> None:
    assert shipped().after(date(2026, 9, 28), 7) == date(2026, 10, 13)


def test_no_working_days_is_the_day_itself_or_the_next_at_work() -> None:
    assert shipped().after(date(2026, 9, 28), 0) == date(2026, 9, 28)
    assert shipped().after(date(2026, 10, 3), 0) == date(2026, 10, 8)
    with pytest.raises(ValueError, match="-1"):
        shipped().after(FIRST, -1)


@given(DAYS, st.integers(0, 60))
def test_one_working_day_more_never_shortens(day: date, count: int) -> None:
    one_more, as_many = shipped().after(day, count + 1), shipped().after(day, count)
    assert one_more > as_many if count else one_more >= as_many


@given(DAYS, st.integers(0, 60))
def test_so_many_days_after_are_so_many_days_counted(day: date, count: int) -> None:
    calendar = shipped()
    end = calendar.after(day, count)
    assert calendar.is_working(end)
    assert calendar.count(day, end) == count + (count == 0 and end > day)


@given(DAYS, st.integers(1, 60))
def test_before_goes_back_as_many_working_days(day: date, count: int) -> None:
    calendar = shipped()
    start = calendar.before(day, count)
    assert calendar.is_working(start)
    assert calendar.count(start, day) == count - (not calendar.is_working(day))


@given(st.lists(st.integers(0, 40), unique=True))
def test_runs_hold_each_day_once_and_no_other(numbers: list[int]) -> None:
    days = [FIRST + timedelta(days=number) for number in sorted(numbers)]
    spans = list(runs(days))
    assert [day for first, last in spans for day in (first, *days_after(first, last))] == days


def test_of_two_lines_about_one_day_the_later_stands() -> None:
    day = date(2027, 5, 1)
    off = CalendarDay(day, DayKind.REST, "劳动节", 2027)
    on = CalendarDay(day, DayKind.WORK, "劳动节", 2027)
    assert WorkCalendar.of([off, on]).is_working(day)
    assert not WorkCalendar.of([on, off]).is_working(day)
