"""Duties come on the days that their rules name, and are owed on working days."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rhythm.duties import shipped_duties
from desk.workdays import shipped
from models.duties import Cadence, Duty, Moved
from models.vocabulary import DUTIES

KNOWN = {duty.key: duty for duty in shipped_duties()}
DAYS = st.dates(date(2018, 1, 1), date(2026, 9, 30))
YEAR = (date(2018, 1, 1), date(2018, 12, 31))


def owed(duty: Duty, first: date, last: date) -> list[str]:
    return [f"{turn.owed_on:%m-%d}" for turn in duty.turns(first, last, shipped())]


def test_every_shipped_duty_has_a_name_and_a_source_and_none_is_missing() -> None:
    assert [duty.key for duty in shipped_duties()] == [term.code for term in DUTIES]
    assert all(duty.source and duty.on for duty in shipped_duties())


def test_liaisons_report_on_the_12th_and_the_27th_or_on_the_next_working_day() -> None:
    report = KNOWN["liaison-report"]
    assert owed(report, date(2018, 5, 1), date(2018, 7, 31)) == [
        *("05-14", "05-28"),  # the 12th is a Saturday, the 27th a Sunday
        *("06-12", "06-27"),
        *("07-12", "07-27"),
    ]
    # 12 February 2021 is the first day of the Spring Festival; 20 February, a Saturday, is worked.
    assert owed(report, date(2021, 2, 1), date(2021, 2, 20)) == ["02-18"]


def test_the_two_meetings_take_turns_by_month() -> None:
    odd, even = KNOWN["odd-month-meeting"], KNOWN["even-month-meeting"]
    assert owed(odd, *YEAR) == ["01-03", "03-05", "05-03", "07-03", "09-03", "11-05"]
    assert owed(even, *YEAR) == ["02-05", "04-03", "06-04", "08-03", "10-08", "12-03"]


def test_what_covers_a_quarter_or_half_a_year_begins_with_its_first_month() -> None:
    (quarter,) = KNOWN["quarterly-meeting"].turns(date(2018, 7, 1), date(2018, 9, 30), shipped())
    assert (quarter.first, quarter.owed_on) == (date(2018, 7, 1), date(2018, 9, 30))
    half, _ = KNOWN["half-year-summary"].turns(*YEAR, shipped())
    assert (half.first, half.last, half.owed_on) == (
        *(date(2018, 1, 1), date(2018, 6, 30)),
        date(2018, 6, 29),
    )


def test_a_week_in_which_nobody_works_owes_nothing() -> None:
    contact = KNOWN["weekly-contact"]
    # The Spring Festival of 2018: 15–21 February off, the Sundays 11 and 24 (a Saturday) worked.
    assert owed(contact, date(2018, 2, 5), date(2018, 3, 4)) == ["02-11", "02-14", "02-24", "03-02"]
    october = owed(contact, date(2018, 9, 24), date(2018, 10, 14))
    assert october == ["09-30", "10-12"]


@pytest.mark.parametrize(
    ("day", "moved", "monday", "owed_on"),
    [
        (1, Moved.PREVIOUS, date(2024, 6, 10), "06-11"),  # 端午: the Monday off
        (5, Moved.NEXT, date(2020, 4, 27), "04-30"),  # 劳动节: the Friday off, back on Wednesday
    ],
)
def test_a_week_owes_within_the_week_wherever_its_day_would_go(
    day: int, moved: Moved, monday: date, owed_on: str
) -> None:
    duty = msgspec.structs.replace(KNOWN["weekly-contact"], days=(day,), moved=moved)
    assert owed(duty, monday, monday + timedelta(days=6)) == [owed_on]


@given(DAYS, st.integers(0, 400), st.sampled_from(sorted(KNOWN)))
def test_a_turn_is_owed_on_a_working_day_within_the_days_that_are_asked(
    first: date, length: int, key: str
) -> None:
    last = first + timedelta(days=length)
    turns = list(KNOWN[key].turns(first, last, shipped()))
    assert turns == sorted(set(turns))
    for turn in turns:
        assert first <= turn.owed_on <= last
        assert shipped().is_working(turn.owed_on)
        assert turn.first <= turn.day <= turn.last


@given(DAYS, st.integers(1, 90), st.integers(0, 90), st.sampled_from(sorted(KNOWN)))
def test_asking_in_two_parts_finds_the_same_turns(
    first: date, one: int, two: int, key: str
) -> None:
    middle, last = first + timedelta(days=one), first + timedelta(days=one + two)
    duty, calendar = KNOWN[key], shipped()
    parts = [
        *duty.turns(first, middle - timedelta(days=1), calendar),
        *duty.turns(middle, last, calendar),
    ]
    assert parts == list(duty.turns(first, last, calendar))


@pytest.mark.parametrize(("moved", "day"), [("next", 14), ("previous", 11), ("stays", 12)])
def test_where_a_day_off_goes_is_a_setting(moved: str, day: int) -> None:
    duty = msgspec.structs.replace(KNOWN["liaison-report"], moved=Moved(moved), days=(12,))
    (turn,) = duty.turns(date(2018, 5, 1), date(2018, 5, 31), shipped())
    assert (turn.day, turn.owed_on) == (date(2018, 5, 12), date(2018, 5, day))


def test_a_version_owes_only_what_is_due_while_it_holds() -> None:
    duty = msgspec.structs.replace(
        KNOWN["liaison-report"], valid_from=date(2018, 5, 13), valid_to=date(2018, 6, 12)
    )
    assert owed(duty, *YEAR) == ["05-28", "06-12"]
    assert duty.cadence is Cadence.MONTH
