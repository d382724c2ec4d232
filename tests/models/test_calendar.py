"""Months."""

from datetime import date

import pytest

from models.calendar import BadMonth, Month


def test_a_month_is_read_and_written_the_same_way() -> None:
    assert str(Month.parse("2018-07")) == "2018-07"
    assert Month.parse("2018-07").label == "2018年7月"


@pytest.mark.parametrize(
    "text",
    ["2018-7", "2018-13", "2018-00", "0000-01", "2018年7月", "2018-07-01", "２０１８-07", ""],
)
def test_what_is_no_month_is_refused_by_what_was_written(text: str) -> None:
    with pytest.raises(BadMonth, match=f"“{text}”"):
        Month.parse(text)


def test_february_ends_by_the_leap_year() -> None:
    assert Month(2018, 2).last == date(2018, 2, 28)
    assert Month(2020, 2).last == date(2020, 2, 29)


def test_december_is_followed_by_january_and_january_led_by_december() -> None:
    assert Month(2018, 12).following == Month(2019, 1)
    assert Month(2019, 1).previous == Month(2018, 12)


def test_a_month_holds_its_first_and_last_day_and_no_other_months() -> None:
    july = Month(2018, 7)
    assert july.first in july
    assert july.last in july
    assert date(2018, 8, 1) not in july
    assert date(2018, 6, 30) not in july
    assert Month.of(date(2018, 7, 16)) == july


def test_months_stand_in_the_order_of_time() -> None:
    assert sorted([Month(2019, 1), Month(2018, 12), Month(2018, 2)]) == [
        Month(2018, 2),
        Month(2018, 12),
        Month(2019, 1),
    ]
