"""Coverage of the four kinds: what is reached, of how many, and what is missing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import statistics
from desk.book.casebook import Book
from desk.book.place import Place
from desk.coverage import DIVISIONS, MEASURES, Coverage, coverage
from desk.errors import Refused
from desk.records import add
from models.calendar import Month
from tests.desk import office
from tests.desk.line import Line
from tests.desk.office import ACTOR, CLOUD, COLD, GRAIN, TIDE

TODAY = office.END_OF_JULY
JULY = Month(2018, 7)
OTHER = "未包联企业有限公司"


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    """Four assigned subjects and one that nobody answers for; a card in June, one in July."""
    with office.new_book(place) as book:
        _fill(office.with_subjects(book))
        yield book


def _fill(book: Book) -> None:
    add(book, "enterprises", {"name": OTHER, "park": "东园"}, ACTOR)
    office.card(book, CLOUD, "2018-07")
    office.card(book, GRAIN, "2018-06")
    office.visit(book, CLOUD, "2018-07-10")
    office.visit(book, COLD, "2018-06-10")


def _coverage(book: Book, month: Month | None = JULY, by: str = "") -> Coverage:
    with book.read() as connection:
        return coverage(connection, TODAY, month, by)


def test_each_kind_is_counted_against_all_of_it(book: Book) -> None:
    enterprises, projects, platforms, works = _coverage(book).kinds
    assert (enterprises.subjects, enterprises.assigned) == (4, 3)
    assert (enterprises.carded, enterprises.visited) == (1, 1)
    assert [enterprises.share(name) for name in MEASURES] == [75.0, 33.3, 33.3]
    assert (projects.share("assigned"), projects.share("carded")) == (100.0, 0.0)
    assert platforms.share("assigned") is None
    assert works.subjects == 0


def test_the_campaign_so_far_counts_every_month(book: Book) -> None:
    total = _coverage(book, None).total
    assert (total.carded, total.visited) == (2, 2)


def test_the_share_of_visited_is_the_coverage_rate_of_the_month(book: Book) -> None:
    with book.read() as connection:
        rate = statistics.figures(connection, JULY, TODAY)["coverage_rate"]
    assert _coverage(book).total.share("visited") == rate.value
    assert _coverage(book, None).total.share("visited") == rate.to_date


def test_what_is_missing_is_listed_with_what_it_lacks(book: Book) -> None:
    lacks = {one.name: one.lacks for one in _coverage(book).missing}
    assert lacks == {
        GRAIN: ("carded", "visited"),
        TIDE: ("carded", "visited"),
        OTHER: ("assigned",),
        COLD: ("carded", "visited"),
    }


def test_what_is_missing_names_who_answers_for_it(book: Book) -> None:
    found = next(one for one in _coverage(book).missing if one.name == TIDE)
    assert (found.park, found.unit, found.leader) == ("西园", "试办区经发局", "钱安二")


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("park", ["东园", "西园"]),
        ("unit", ["试办区经发局", "未落实包联"]),
        ("leader", ["钱安二", "未落实包联"]),
    ],
)
def test_the_same_is_divided_by_park_unit_and_leader(book: Book, by: str, names: list[str]) -> None:
    found = _coverage(book, by=by)
    assert [one.name for one in found.divisions] == names
    assert sum(one.total.subjects for one in found.divisions) == found.total.subjects
    for one in found.divisions:
        assert sum(kind.carded for kind in one.kinds) == one.total.carded


def test_every_division_can_be_asked_for(book: Book) -> None:
    for by in DIVISIONS:
        assert _coverage(book, by=by).divisions
    with pytest.raises(Refused, match="不能按“county”分；可用的有 park、unit、leader"):
        _coverage(book, by="county")


def test_an_assignment_that_began_later_does_not_count(book: Book) -> None:
    add(book, "assignments", {"subject": OTHER, "from_on": "2018-07-20"}, ACTOR)
    with book.read() as connection:
        before = coverage(connection, date(2018, 7, 19), JULY)
    assert OTHER in {one.name for one in before.missing if not one.assigned}
    assert _coverage(book).total.assigned == 5


def test_the_command_prints_shares_and_what_is_missing(line: Line, tmp_path: Path) -> None:
    with Book.open(tmp_path / "casebook") as book:
        _fill(office.with_subjects(book))
    said = line.json("coverage", "--month", "2018-07", "--by", "park", "--today", "2018-07-31")
    assert said["kinds"][0]["carded_share"] == 33.3
    assert said["missing"][0]["lacks"] == ["carded", "visited"]
    assert line.on("coverage", "--month", "2018-07", "--today", "2018-07-31") == 0
    assert "3/4 75.0%" in line.out
    assert "缺项 4 个" in line.err
