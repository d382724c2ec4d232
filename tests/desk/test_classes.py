"""Issues counted in classes: each figure says what it says when they are counted one by one."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.book.casebook import Book
from desk.book.place import Place
from desk.bulletins.charts import closing_days
from desk.statistics import Figures
from desk.statistics.casework import read
from desk.statistics.classes import Filter, Many, read_classes
from desk.statistics.rules import FIGURES, RATES
from models.calendar import Month
from models.vocabulary import ISSUE_CATEGORIES
from tests.desk import office
from tests.desk.office import CLOUD, GRAIN, LAND, POWER

#: What is not counted from the lines of issues alone, or looks at each of them.
_OTHER = {"subjects_with_issues", "urgings", "supervisions", "extensions"}
NAMES = sorted({*FIGURES, *RATES} - _OTHER)
WHOLE = Filter(lambda _: True, lambda _: True)


@pytest.fixture(scope="module")
def summer_book(lasting_place: Place) -> Iterator[Book]:
    """The casebook of a summer, for all tests here: read it, never write."""
    with office.new_book(lasting_place) as book:
        yield office.with_a_summer(office.with_subjects(book))


def both(book: Book, month: Month, kept: Filter = WHOLE) -> tuple[Figures, Figures]:
    """The figures of a month, counted one by one and in classes."""
    as_of = min(month.last, book.clock.today())
    with book.read() as connection:
        one_by_one = Figures(read(connection, as_of), month)
        return one_by_one, Figures(read_classes(connection, month, as_of, kept), month)


def assert_same(book: Book, month: Month) -> None:
    one_by_one, classes = both(book, month)
    for to_date in (False, True):
        for name in NAMES:
            expected = one_by_one.value(name, to_date=to_date)
            assert classes.value(name, to_date=to_date) == expected, (name, month, to_date)
        for name in ("issues_collected", "issues_closed", "issues_open", "issues_overdue"):
            for field in ("category", "lead_unit", "park"):
                parts = one_by_one.parts(name, field, to_date=to_date)
                assert classes.parts(name, field, to_date=to_date) == parts, (name, field)
        assert took(classes, to_date) == took(one_by_one, to_date)


def took(figures: Figures, to_date: bool) -> Counter[int]:
    """How many issues took so many days to be closed."""
    found = Counter[int]()
    for line in figures.lines("issues_closed", to_date, "closing_days"):
        found[closing_days(line)] += line.times
    return found


@pytest.mark.parametrize("month", [Month(2018, number) for number in (5, 6, 7)])
def test_the_figures_of_a_summer_are_those_of_its_issues(summer_book: Book, month: Month) -> None:
    assert_same(summer_book, month)


@pytest.mark.parametrize("month", [Month(2018, number) for number in range(3, 8)])
def test_the_figures_of_the_demo_are_those_of_its_issues(demo_book: Book, month: Month) -> None:
    assert_same(demo_book, month)


def test_what_no_figure_tells_apart_is_one_line(demo_book: Book) -> None:
    _, classes = both(demo_book, Month(2018, 7))
    lines = classes.lines("issues_collected", to_date=True)
    assert len(lines) < sum(line.times for line in lines)
    assert max(line.times for line in lines) > 1


def test_a_class_is_not_counted_by_what_it_does_not_say(demo_book: Book) -> None:
    _, classes = both(demo_book, Month(2018, 7))
    with pytest.raises(KeyError):
        classes.value("subjects_with_issues")
    with pytest.raises(KeyError):
        classes.divided("issues_collected", lambda line: line["category"])


def test_of_a_month_alone_nothing_is_read_that_was_over_before(demo_book: Book) -> None:
    alone = Filter(WHOLE.subject, WHOLE.issue, of_month=True)
    one_by_one, classes = both(demo_book, Month(2018, 7), alone)
    for name in NAMES:
        assert classes.value(name) == one_by_one.value(name), name
    over = [line for line in classes.lines("issues_collected", True) if isinstance(line, Many)]
    assert sum(line.times for line in over) < len(one_by_one.lines("issues_collected", True))


_LIVES = st.lists(
    st.tuples(
        st.integers(0, 60),  # the day on which it is registered
        st.lists(st.integers(0, 120), max_size=6),  # days on which it is closed and reopened
        st.booleans(),
    ),
    max_size=5,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lives=_LIVES)
def test_whatever_befell_the_issues_every_month_counts_the_same(
    lives: list[tuple[int, list[int], bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("lives")
    with office.new_book(folder, date(2018, 10, 31)) as book:
        office.with_subjects(book)
        # Of kinds of their own: what comes back within a year closes only with a measure more.
        for kind, (begun, turns, land) in zip(ISSUE_CATEGORIES, lives, strict=False):
            _live(book, kind.code, begun, sorted(turns), land=land)
        for number in range(5, 11):
            assert_same(book, Month(2018, number))


def _live(book: Book, kind: str, begun: int, turns: list[int], *, land: bool) -> None:
    first = date(2018, 6, 1) + timedelta(days=begun)
    days = [(first + timedelta(days=turn // 2)).isoformat() for turn in (0, *turns)]
    number = office.issue(book, CLOUD if land else GRAIN, days[0], "变压器增容", kind)
    for count, day in enumerate(days[1:]):
        if count % 2:
            office.take(book, number, "reopen", day, reason="问题重现")
            continue
        if not count:
            office.start(book, number, day, LAND if land else POWER)
        office.finish(book, number, day)
