"""成果分析: what is counted equals the figures, and every number opens the rows that it says."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk import statistics
from desk.analysis import Graph, Point, Ranking, Scope, Study, Tile, graphs, rankings, tiles
from desk.book.casebook import Book
from desk.book.place import Place
from desk.bulletins.charts import COURSE
from desk.coverage import coverage
from desk.errors import Refused
from desk.statistics import Figures
from models.calendar import Month
from models.vocabulary import ISSUE_CATEGORIES
from tests.desk import office
from tests.desk.office import CLOUD, COLD, GRAIN, LAND, POWER, TIDE

JUNE, JULY, AUGUST = Month(2018, 6), Month(2018, 7), Month(2018, 8)
TODAY = office.END_OF_JULY
IN_JULY = Scope(JULY)
ON = ("--today", TODAY.isoformat())


@pytest.fixture(scope="module")
def summer_book(lasting_place: Place) -> Iterator[Book]:
    """The casebook of a summer, for all tests here: read it, never write."""
    with office.new_book(lasting_place) as book:
        yield office.with_a_summer(office.with_subjects(book))


@pytest.fixture
def own_summer(tmp_path: Path) -> Iterator[Book]:
    """The same for one test, to do with as it likes."""
    with office.new_book(tmp_path) as book:
        yield office.with_a_summer(office.with_subjects(book))


def study(book: Book, scope: Scope = IN_JULY) -> Study:
    with book.read() as connection:
        return Study.of(connection, scope, book.clock.today())


def tile(book: Book, name: str, scope: Scope = IN_JULY) -> Tile:
    return next(one for one in tiles(study(book, scope)) if one.name == name)


def graph(found: Study, name: str) -> Graph:
    return next(one for one in graphs(found) if one.name == name)


def drawn(book: Book, name: str, scope: Scope = IN_JULY) -> dict[str, tuple[object, ...]]:
    """A chart as its numbers: category → the values of the series."""
    one = graph(study(book, scope), name)
    series = [each.values for each in one.view.series]
    return dict(zip(one.view.categories, zip(*series, strict=True), strict=True))


def ranking(found: Study, name: str) -> Ranking:
    return next(one for one in rankings(found) if one.name == name)


def opened(book: Book, point: Point) -> list[dict[str, Any]]:
    """The rows behind a number, by label of column."""
    with book.read() as connection:
        found = point.opened(connection)
    labels = [column.label for column in found.columns]
    return [dict(zip(labels, row, strict=True)) for row in found.rows]


def titles(book: Book, point: Point) -> set[object]:
    return {row["问题摘要"] for row in opened(book, point)}


# --- the main figures -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "change"),
    [
        ("coverage_rate", 50.0, 25.0),
        ("issues_collected", 5, 3),
        ("issues_closed", 1, 0),
        ("closing_rate", 20.0, -30.0),
        ("on_time_rate", 0.0, -100.0),
        ("satisfaction_rate", 100.0, 0.0),
        ("issues_overdue", 1, 0),
        ("closing_days", 23.0, 17.0),
    ],
)
def test_a_main_figure_stands_beside_the_month_before(
    summer_book: Book, name: str, value: float, change: float
) -> None:
    found = tile(summer_book, name)
    assert (found.point.value, found.change) == (value, change)


def test_the_campaign_so_far_is_held_against_the_end_of_last_month(summer_book: Book) -> None:
    collected = tile(summer_book, "issues_collected", Scope())
    assert (collected.point.value, collected.change) == (7, 5)
    days = tile(summer_book, "closing_days", Scope())
    assert (days.point.value, days.change) == (14.5, 8.5)


@pytest.mark.parametrize("scope", [Scope(JUNE), Scope(JULY), Scope()])
def test_main_figures_are_those_of_the_figures_command(summer_book: Book, scope: Scope) -> None:
    with summer_book.read() as connection:
        counted = statistics.figures(connection, scope.month or JULY, TODAY)
    for one in tiles(study(summer_book, scope)):
        if one.name in counted:
            expected = counted[one.name]
            assert one.point.value == (expected.to_date if scope.to_date else expected.value)
            assert one.point.label == expected.label


def test_an_issue_open_last_month_and_closed_since_was_overdue_then(tmp_path: Path) -> None:
    with office.new_book(tmp_path, date(2018, 8, 20)) as book:
        office.with_a_summer(office.with_subjects(book))
        office.finish(book, "试办-2018-0004", "2018-08-10")
        with book.read() as connection:
            july = statistics.figures(connection, JULY, TODAY)["issues_overdue"].value
        overdue = tile(book, "issues_overdue", Scope(AUGUST))
        assert july == 1
        assert overdue.point.value == july + (overdue.change or 0)


def test_every_main_figure_opens_what_it_counts(summer_book: Book) -> None:
    for one in tiles(study(summer_book)):
        if one.point.unit == "件":
            assert len(opened(summer_book, one.point)) == one.point.value
    closing = tile(summer_book, "closing_rate").point
    above = {row["问题摘要"] for row in opened(summer_book, closing) if row["销号问题"] == "是"}
    assert above == {"门前道路积水"}


def test_a_month_to_come_is_refused(summer_book: Book) -> None:
    with pytest.raises(Refused, match="2018年9月还没有到；请选2018年7月或更早的月份"):
        study(summer_book, Scope(Month(2018, 9)))


# --- the charts -----------------------------------------------------------------------------------


def test_the_course_shows_each_month_from_the_first_issue_on(summer_book: Book) -> None:
    assert drawn(summer_book, "months") == {"2018年6月": (2.0, 1.0), "7月": (5.0, 1.0)}


def test_categories_places_and_units_are_counted_in_the_span(summer_book: Book) -> None:
    assert drawn(summer_book, "categories") == {
        "能源保障": (2.0, 0.0),
        "人才用工": (1.0, 0.0),
        "物流成本": (1.0, 0.0),
        "用地": (1.0, 0.0),
        "基础设施": (0.0, 1.0),
    }
    assert drawn(summer_book, "parks", Scope()) == {"西园": (4.0, 0.0), "东园": (3.0, 2.0)}
    units = drawn(summer_book, "units", Scope())
    assert units[LAND] == (2.0, 1.0)
    assert units[POWER] == (2.0, 1.0)
    assert list(units)[-1] == "未交办"


def test_days_to_close_run_from_registration_to_closing(summer_book: Book) -> None:
    assert drawn(summer_book, "days", Scope()) == {
        "7天以内": (1.0,),
        "8至15天": (0.0,),
        "16至30天": (1.0,),
        "31至60天": (0.0,),
        "60天以上": (0.0,),
    }


def test_follow_ups_are_divided_by_what_the_enterprise_said(summer_book: Book) -> None:
    found = drawn(summer_book, "satisfaction", Scope())
    assert found == {"满意": (2.0,), "基本满意": (0.0,), "不满意": (0.0,)}


def test_units_are_ranked_by_their_closing_rate_as_the_bulletin_ranks_them(
    summer_book: Book,
) -> None:
    found = study(summer_book)
    names = list(graph(found, "closing_rates").view.categories)
    table = ranking(found, "table:lead_units").view
    assert names[0] == table.rows[0][1]
    assert drawn(summer_book, "closing_rates")[LAND] == (50.0,)


def test_coverage_of_kinds_and_places_is_that_of_the_coverage_page(own_summer: Book) -> None:
    office.card(own_summer, CLOUD, "2018-07")
    with own_summer.read() as connection:
        found = coverage(connection, TODAY, JULY, "park")
    shares = {kind.label: _shares(kind) for kind in found.kinds if kind.subjects}
    assert drawn(own_summer, "coverage_kinds") == shares
    assert drawn(own_summer, "coverage_parks") == {
        one.name: _shares(one.total) for one in found.divisions
    }
    assert shares["企业"][1] == 33.3


def _shares(one: Any) -> tuple[float | None, ...]:
    return tuple(one.share(name) for name in ("assigned", "carded", "visited"))


@pytest.mark.parametrize("scope", [Scope(JULY), Scope(), Scope(JULY, park="西园")])
def test_every_mark_that_counts_opens_as_many_rows_as_it_says(
    summer_book: Book, scope: Scope
) -> None:
    for one in graphs(study(summer_book, scope)):
        for series in one.points:
            for point in series:
                if point.unit == "件":
                    assert len(opened(summer_book, point)) == point.value, point.label


def test_a_share_of_coverage_opens_who_is_reached_and_who_is_not(summer_book: Book) -> None:
    kinds = graph(study(summer_book), "coverage_kinds")
    visited = kinds.points[2][kinds.view.categories.index("企业")]
    rows = opened(summer_book, visited)
    assert {(row["情况"], row["帮扶对象"]) for row in rows} == {
        ("已做到", GRAIN),
        ("已做到", TIDE),
        ("尚缺", CLOUD),
    }
    assert visited.value == 66.7


def test_a_rate_of_a_unit_opens_only_its_issues(summer_book: Book) -> None:
    rates = graph(study(summer_book), "closing_rates")
    point = rates.points[0][rates.view.categories.index(LAND)]
    assert titles(summer_book, point) == {"门前道路积水", "堆场用地手续未批"}


def test_what_is_left_over_of_many_categories_is_put_together(own_summer: Book) -> None:
    for term in ISSUE_CATEGORIES[:14]:
        office.issue(own_summer, COLD, "2018-07-30", f"零星问题：{term.label}", term.label)
    one = graph(study(own_summer), "categories")
    assert len(one.view.categories) == 12
    assert one.view.categories[-1] == "其余各类"
    assert sum(point.value or 0 for point in one.points[0]) == 19
    assert len(opened(own_summer, one.points[0][-1])) == one.points[0][-1].value


# --- the filter -----------------------------------------------------------------------------------


def test_a_place_keeps_its_subjects_visits_and_issues(summer_book: Book) -> None:
    scope = Scope(JULY, park="西园")
    assert tile(summer_book, "issues_collected", scope).point.value == 4
    assert tile(summer_book, "coverage_rate", scope).point.value == 100.0
    assert drawn(summer_book, "months", scope) == {"2018年7月": (4.0, 0.0)}
    assert list(drawn(summer_book, "coverage_parks", scope)) == ["西园"]


def test_a_unit_keeps_the_issues_that_it_leads_and_says_nothing_of_subjects(
    summer_book: Book,
) -> None:
    found = study(summer_book, Scope(unit=LAND))
    assert next(one.name for one in tiles(found)) == "issues_collected"
    assert not {"coverage_kinds", "coverage_parks"} & {one.name for one in graphs(found)}
    assert {one.name for one in rankings(found)} == {"table:lead_units", "table:categories"}
    collected = next(one for one in tiles(found) if one.name == "issues_collected").point
    assert titles(summer_book, collected) == {"门前道路积水", "堆场用地手续未批"}
    assert drawn(summer_book, "months", Scope(unit=LAND)) == {
        "2018年6月": (1.0, 0.0),
        "7月": (1.0, 1.0),
    }


def test_the_filter_leaves_what_may_be_chosen(summer_book: Book) -> None:
    found = study(summer_book, Scope(JULY, "东园", LAND))
    assert found.parks == ("东园", "西园")
    assert {LAND, POWER} <= set(found.units)


# --- the months by plain SQL ----------------------------------------------------------------------


def test_what_was_closed_and_reopened_later_was_closed_in_its_month(tmp_path: Path) -> None:
    with office.new_book(tmp_path, date(2018, 8, 20)) as book:
        office.with_a_summer(office.with_subjects(book))
        office.take(book, "试办-2018-0002", "reopen", "2018-08-02", reason="雨后又积水")
        found = graph(study(book, Scope(AUGUST)), "months")
        assert drawn(book, "months", Scope(AUGUST))["7月"] == (5.0, 1.0)
        july = found.points[1][found.view.categories.index("7月")]
        assert titles(book, july) == {"门前道路积水"}


_DAY = st.integers(min_value=0, max_value=90)
_LIVES = st.lists(st.tuples(_DAY, st.lists(_DAY, max_size=5), st.booleans()), max_size=4)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(lives=_LIVES, unit=st.sampled_from(["", POWER, LAND]))
def test_months_counted_by_sql_are_what_the_figures_of_each_month_say(
    tmp_path_factory: pytest.TempPathFactory,
    lives: list[tuple[int, list[int], bool]],
    unit: str,
) -> None:
    """Issues that are dispatched, closed and reopened on any days, some of them by turns."""
    with office.new_book(tmp_path_factory.mktemp("lives"), date(2018, 9, 30)) as book:
        office.with_subjects(book)
        # Of another kind each, so that none is the recurrence of another.
        for (begun, turns, land), kind in zip(lives, ISSUE_CATEGORIES, strict=False):
            _live(book, begun, sorted(turns), (LAND if land else POWER, kind.code))
        found = study(book, Scope(Month(2018, 9), unit=unit))
        for one in found.passed:
            assert one.counts == _by_figures(book, found.scope, one.month)


def _live(book: Book, begun: int, turns: list[int], what: tuple[str, str]) -> None:
    unit, kind = what
    first = date(2018, 6, 1)

    def day(number: int) -> str:
        return (first + timedelta(days=begun + number // 3)).isoformat()

    number = office.issue(book, CLOUD, day(0), "变压器增容", kind)
    for count, turn in enumerate(turns):
        if count % 2:
            office.take(book, number, "reopen", day(turn), reason="问题重现")
        elif not count:
            office.start(book, number, day(turn), unit)
            office.finish(book, number, day(turn))
        else:
            office.finish(book, number, day(turn))


def _by_figures(book: Book, scope: Scope, month: Month) -> tuple[int, ...]:
    with book.read() as connection:
        figures = Figures.of(connection, month, book.clock.today())
    led = [figures.lines(name) for name in COURSE]
    return tuple(sum(not scope.unit or x["lead_unit"] == scope.unit for x in xs) for xs in led)


# --- the rankings ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lead_units", "categories", "visiting_units", "parks"])
def test_every_cell_of_a_ranking_opens_what_it_says(summer_book: Book, name: str) -> None:
    found = ranking(study(summer_book), f"table:{name}")
    for row, cells in enumerate(found.view.rows):
        for column in range(found.ranked + 1, len(cells)):
            point = found.point(row, column)
            shown = "—" if point.value is None else f"{point.value:g}"
            assert shown == cells[column], point.label
            if point.unit != "%":
                assert len(opened(summer_book, point)) == point.value, point.label


def test_the_name_in_a_ranking_opens_all_that_it_has(summer_book: Book) -> None:
    found = ranking(study(summer_book), "table:lead_units")
    row = next(n for n, cells in enumerate(found.view.rows) if cells[1] == LAND)
    assert titles(summer_book, found.point(row, 0)) == {"门前道路积水", "堆场用地手续未批"}
