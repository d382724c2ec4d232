"""成果分析 on paper and at the command line: the same numbers as the figures."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.analysis import Scope, Study
from desk.analysis.paper import ANALYSIS, view
from desk.book.casebook import Book
from models.calendar import Month
from tests.desk import office
from tests.desk.line import Line

JULY = Month(2018, 7)
ON = ("--today", office.END_OF_JULY.isoformat())


@pytest.fixture(scope="module")
def summer_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The casebook of a summer, for all tests here: read it, never write."""
    with office.new_book(tmp_path_factory.mktemp("summer")) as book:
        yield office.with_a_summer(office.with_subjects(book))


def study(book: Book, scope: Scope) -> Study:
    with book.read() as connection:
        return Study.of(connection, scope, book.clock.today())


def test_the_paper_says_what_the_page_says(summer_book: Book) -> None:
    told = view(study(summer_book, Scope(JULY, park="西园")), "试办区双创双服办公室")
    assert told.span == "2018年7月"
    assert told.narrowed == "范围：所属园区：西园"
    assert "收集问题4件" in told.summary
    captions = [part.caption for part in told.parts]
    assert captions[:2] == ["主要指标", "各月收集与销号"]
    assert "各牵头单位问题办理情况" in captions


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_the_analysis_is_printed_even_where_nothing_was_done(tmp_path: Path, suffix: str) -> None:
    with office.new_book(tmp_path) as book:
        assert len(ANALYSIS.file(book, "2018-07", suffix)) > 1000
        told = view(study(book, Scope(JULY)), "试办区双创双服办公室")
    assert told.summary == "没有可以统计的记录。"
    assert len(told.parts) == 1


def test_the_command_says_figures_charts_and_tables(summer: Line, tmp_path: Path) -> None:
    said = summer.json("analysis", "--month", "2018-07", *ON)
    figures = summer.json("figures", "--month", "2018-07", *ON)["figures"]
    for one in said["figures"]:
        if one["name"] in figures:
            assert one["value"] == figures[one["name"]]["value"]
    course = next(one for one in said["charts"] if one["name"] == "months")
    assert course["categories"] == ["2018年6月", "7月"]
    assert course["series"][0] == {"label": "收集问题", "values": [2, 5]}
    assert said["tables"][0]["name"] == "table:lead_units"
    assert summer.on("analysis", "--park", "西园", *ON) == 0
    assert "开展以来成果分析" in summer.out
    path = tmp_path / "成果分析.pdf"
    assert summer.on("analysis", "--month", "2018-07", "--out", str(path), *ON) == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_the_command_refuses_what_is_no_month(summer: Line) -> None:
    assert summer.on("analysis", "--month", "2018年7月") == 1
    assert "不是月份" in summer.err
