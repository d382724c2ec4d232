"""Figures: what each counts, month and campaign, and that it opens the rows it counts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.book.place import Place
from desk.errors import Refused
from desk.statistics import Counted, figures, rows
from desk.statistics.rules import FIGURES, RATES
from models.calendar import Month
from tests.desk import office

JUNE, JULY, AUGUST = Month(2018, 6), Month(2018, 7), Month(2018, 8)


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        yield office.with_subjects(book)


@pytest.fixture
def summer(book: Book) -> Book:
    return office.with_a_summer(book)


def count(book: Book, month: Month = JULY, today: date | None = None) -> dict[str, Counted]:
    with book.read() as connection:
        return figures(connection, month, today or book.clock.today())


def both(counted: Counted) -> tuple[object, object]:
    return counted.value, counted.to_date


def opened(book: Book, name: str, month: Month = JULY, *, to_date: bool = False) -> list[str]:
    with book.read() as connection:
        found = rows(connection, name, month, to_date=to_date, today=book.clock.today())
    return [row.get("title") or row["name"] for row in found.rows]


@pytest.mark.parametrize(
    ("name", "value", "to_date"),
    [
        ("enterprises_assigned", 3, 3),
        ("projects_assigned", 1, 1),
        ("visits", 3, 4),
        ("subjects_visited", 2, 3),
        ("coverage_rate", 50.0, 75.0),
        ("issues_collected", 5, 7),
        ("issues_settled_on_the_spot", 1, 1),
        ("issues_dispatched", 3, 5),
        ("issues_closed", 1, 2),
        ("issues_solved", 2, 3),
        ("issues_explained", 0, 0),
        ("issues_open", 5, 5),
        ("issues_overdue", 1, 1),
        ("issues_suspended", 1, 1),
        ("closing_rate", 20.0, 28.6),
        ("on_time_rate", 0.0, 50.0),
        ("satisfaction_rate", 100.0, 100.0),
        ("issues_overridden", 0, 0),
        ("issues_collected:category=用地", 1, 1),
        ("issues_closed:lead_unit=试办区供电公司", 0, 1),
    ],
)
def test_a_figure_counts_the_month_and_the_campaign(
    summer: Book, name: str, value: float, to_date: float
) -> None:
    assert both(count(summer)[name]) == (value, to_date)


@pytest.mark.parametrize("month", [JUNE, JULY])
@pytest.mark.parametrize("to_date", [False, True])
def test_every_count_opens_as_many_rows_as_it_says(
    summer: Book, month: Month, to_date: bool
) -> None:
    with summer.read() as connection:
        for name, counted in figures(connection, month, office.END_OF_JULY).items():
            found = rows(connection, name, month, to_date=to_date, today=office.END_OF_JULY)
            expected = counted.to_date if to_date else counted.value
            assert found.value == expected
            if name not in RATES:
                assert len(found.rows) == expected, name
                assert all(row.get("number") or row.get("name") for row in found.rows)


def test_the_rows_of_a_rate_say_what_stands_above_and_below_the_line(summer: Book) -> None:
    with summer.read() as connection:
        found = rows(connection, "closing_rate", JULY, to_date=False, today=office.END_OF_JULY)
    above = [row["title"] for row in found.rows if row["in_numerator"]]
    assert above == ["门前道路积水"]
    assert sum(row["in_denominator"] for row in found.rows) == 5


def test_an_earlier_month_is_told_as_it_stood_at_its_end(summer: Book) -> None:
    june = count(summer, JUNE)
    assert both(june["issues_open"]) == (1, 1)
    assert both(june["issues_overdue"]) == (1, 1)
    assert opened(summer, "issues_overdue", JUNE) == ["门前道路积水"]
    assert both(june["issues_closed"]) == (1, 1)


def test_what_is_reopened_later_was_closed_in_its_month(tmp_path: Path) -> None:
    with office.new_book(tmp_path, date(2018, 8, 20)) as book:
        office.with_a_summer(office.with_subjects(book))
        road = "试办-2018-0002"
        office.take(book, road, "reopen", "2018-08-02", reason="雨后又积水")
        assert opened(book, "issues_closed", JULY) == ["门前道路积水"]
        assert both(count(book, AUGUST)["issues_closed"]) == (0, 1)
        assert "门前道路积水" in opened(book, "issues_open", AUGUST)


def test_merged_and_withdrawn_issues_count_nowhere(summer: Book) -> None:
    before = count(summer)
    office.take(summer, "试办-2018-0006", "withdraw", "2018-07-31", reason="企业撤回")
    after = count(summer)
    assert before["issues_collected"].value == 5
    assert both(after["issues_collected"]) == (4, 6)
    assert after["issues_open"].value == 4


def test_a_month_that_is_not_over_is_counted_as_of_today(summer: Book) -> None:
    day = date(2018, 7, 17)
    assert count(summer, today=day)["issues_overdue"].value == 0
    assert count(summer, today=date(2018, 7, 19))["issues_overdue"].value == 1
    assert count(summer, today=day)["visits"].value == 2


def test_a_rate_of_nothing_is_no_number(book: Book) -> None:
    july = count(book)
    assert both(july["closing_rate"]) == (None, None)
    assert both(july["coverage_rate"]) == (0.0, 0.0)


def test_an_assignment_counts_from_its_first_day_to_its_last(book: Book) -> None:
    assert count(book, Month(2018, 2))["enterprises_assigned"].value == 0
    office.assign(book, office.CLOUD, "2018-07-10", "试办区商务局")
    july = count(book)
    assert july["enterprises_assigned"].value == 3
    assert july["units_assigned"].value == 2
    assert opened(book, "units_assigned", JUNE) == ["试办区经发局"]


def test_closing_past_a_gate_is_counted_apart(summer: Book) -> None:
    land = "试办-2018-0004"
    office.take(summer, land, "close", "2018-07-31", override="区长办公会议定，先行销号")
    assert opened(summer, "issues_overridden") == ["堆场用地手续未批"]
    assert count(summer)["on_time_rate"].value == 0.0


def test_an_unknown_figure_is_refused_by_name(book: Book) -> None:
    for name in ("issues_lost", "issues_collected:color=red", "visits:park"[:-1] + "x=1"):
        with pytest.raises(Refused, match=name.partition("=")[0]), book.read() as connection:
            rows(connection, name, JULY, to_date=False, today=office.END_OF_JULY)


def test_labels_name_one_figure_each(summer: Book) -> None:
    labels = [counted.label for counted in count(summer).values()]
    assert len(set(labels)) == len(labels)
    assert set(FIGURES) | set(RATES) <= set(count(summer))
