"""A notice that comes: the days it brings, the deadlines it moves, and back again."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import derived, details, notices, workdays
from desk.agenda import Asked, group
from desk.book.casebook import Book
from desk.book.undo import redo, undo
from desk.errors import Refused
from desk.lists import Query, lines
from desk.settings import save
from desk.workdays import calendar, shipped
from tests.desk import office
from tests.desk.office import CLOUD, GRAIN, LAND, TIDE, with_subjects

TODAY = date(2027, 1, 15)
NEXT = """2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日至11日放假调休，共7天。1月30日（周六）、2月14日（周日）上班。
"""
WORKING = "working-1-3-7"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An office that works by 1/3/7 working days, in the first days of a year without notice."""
    with with_subjects(office.new_book(tmp_path, TODAY)) as book:
        save(book, {"deadline_rule": WORKING}, office.ACTOR)
        yield book


def due(book: Book, number: str) -> date:
    with book.read() as connection:
        found = lines(connection, Query("issues"), TODAY)
    (day,) = (line.values["due_on"] for line in found if line.shown["number"] == number)
    assert isinstance(day, date)
    return day


def steps(book: Book, number: str) -> list[str]:
    with book.read() as connection:
        return [step.step for step in details.issue(connection, number, TODAY).steps]


def stale(book: Book) -> list[str]:
    with book.read() as connection:
        return derived.stale(connection)


@pytest.fixture
def moving(book: Book) -> str:
    """An issue of which seven working days end on a Thursday that becomes a holiday."""
    number = office.issue(book, CLOUD, "2027-01-05", "变压器增容")
    office.take(book, number, "dispatch", "2027-01-05", lead_unit=LAND, grade="重大")
    return number


def test_a_deadline_that_a_notice_moves_has_a_line_of_it_in_the_record(
    book: Book, moving: str
) -> None:
    assert due(book, moving) == date(2027, 2, 16)
    added = notices.add(book, notices.read_text(NEXT), office.ACTOR)
    assert [(one.number, one.before, one.after) for one in added.moved] == [
        (moving, date(2027, 2, 16), date(2027, 2, 19))
    ]
    assert due(book, moving) == date(2027, 2, 19)
    with book.read() as connection:
        last = details.issue(connection, moving, TODAY).steps[-1]
    assert (last.label, last.on) == ("时限重算", TODAY)
    note = "按《2027年节假日安排的通知》，办理时限由2027年2月16日改为2027年2月19日"
    assert last.facts == (("重算情况", note),)
    assert stale(book) == []


def test_undo_takes_back_the_days_and_the_lines_and_redo_brings_them_again(
    book: Book, moving: str
) -> None:
    notices.add(book, notices.read_text(NEXT), office.ACTOR)
    undo(book)
    assert (due(book, moving), steps(book, moving)) == (date(2027, 2, 16), ["dispatch"])
    assert stale(book) == []
    with book.read() as connection:
        assert calendar(connection) is shipped()
    redo(book)
    assert (due(book, moving), steps(book, moving)) == (date(2027, 2, 19), ["dispatch", "reckon"])
    assert stale(book) == []


def test_a_line_of_a_recomputing_holds_back_no_step_of_an_earlier_day(
    book: Book, moving: str
) -> None:
    notices.add(book, notices.read_text(NEXT), office.ACTOR)
    office.take(book, moving, "accept", "2027-01-06", responsible="李安四")
    assert steps(book, moving) == ["dispatch", "reckon", "accept"]
    with pytest.raises(Refused, match="由程序"):
        office.take(book, moving, "reckon", "2027-01-06", note="重算")


def test_every_sort_of_issue_is_reckoned_as_folding_it_would(book: Book) -> None:
    """Returned, reassigned, extended, suspended, reopened, settled: each by its own way."""
    told = {
        "plain": [],
        "returned": [("return", "2027-01-06", {"reason": "不属"})],
        "reassigned": [("reassign", "2027-01-06", {"lead_unit": office.POWER, "reason": "改"})],
        "accepted": [("accept", "2027-01-06", {"responsible": "李安四"})],
        "extended": [
            ("ask_extension", "2027-01-06", {"due_on": "2027-03-01", "reason": "缓"}),
            ("grant_extension", "2027-01-07", {"by": "钱安二"}),
        ],
        "resumed": [
            ("suspend", "2027-01-06", {"basis": "待批", "review_on": "2027-02-01"}),
            ("resume", "2027-01-14", {"reason": "已批"}),
        ],
    }
    for name, life in told.items():
        number = office.issue(book, TIDE, "2027-01-05", name)
        office.take(book, number, "dispatch", "2027-01-05", lead_unit=LAND, grade="重大")
        for step, on, values in life:
            office.take(book, number, step, on, **values)
    office.issue(book, GRAIN, "2026-12-31", "待交办")
    moved = notices.add(book, notices.read_text(NEXT), office.ACTOR).moved
    assert len(moved) == 4, "neither the returned one nor the one that a person named a day for"
    assert stale(book) == []


def test_a_later_notice_of_a_year_replaces_the_earlier(book: Book, moving: str) -> None:
    notices.add(book, notices.read_text(NEXT), office.ACTOR)
    shorter = NEXT.replace("2月5日至11日放假调休，共7天", "2月5日至9日放假调休，共5天")
    with book.read() as connection:
        said = notices.what_happens(connection, notices.read_text(shorter)[0])
    assert said.endswith("日历中已有这一年，以这份为准，2 天与原来不同。")
    notices.add(book, notices.read_text(shorter), office.ACTOR)
    with book.read() as connection:
        assert calendar(connection).is_working(date(2027, 2, 10))
    assert due(book, moving) == date(2027, 2, 17)
    assert steps(book, moving) == ["dispatch", "reckon", "reckon"]
    with pytest.raises(Refused, match="不必再添加"):
        notices.add(book, notices.read_text(shorter), office.ACTOR)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_notice_is_read_from_a_file(tmp_path: Path, encoding: str) -> None:
    (path := tmp_path / "通知.txt").write_bytes(NEXT.encode(encoding))
    (found,) = notices.read_file(path)
    assert (found.year, len(found.days)) == (2027, 12)


def test_days_are_read_from_a_file_as_the_program_ships_it(tmp_path: Path) -> None:
    (path := tmp_path / "days.json").write_text(
        '{"source":"x","days":[["2028-01-01","rest","元旦",2028],["2027-10-01","rest","国庆",2027]]}'
    )
    assert [(one.year, one.days[0].source) for one in notices.read_file(path)] == [
        (2027, "x"),
        (2028, "x"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"\xff\xfe\x00\xff\xff", "不是文本文件"),
        ("a.txt", "今天放假".encode(), "没有读到是哪一年"),
        ("a.json", b"[]", "不是节假日文件"),
        ("a.json", b"\xff", "不是节假日文件"),
        ("a.json", b'{"source":"","days":[]}', "没有日期"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    (path := tmp_path / name).write_bytes(data)
    with pytest.raises(Refused, match=why):
        notices.read_file(path)


@pytest.mark.usefixtures("moving")
def test_a_deadline_reads_provisional_until_its_notice_is_in(book: Book) -> None:
    def read() -> tuple[str, bool]:
        with book.read() as connection:
            (line,) = lines(connection, Query("issues"), TODAY)
            (row,) = group(connection, "to_accept", Asked(TODAY)).rows
        return line.shown["due_on"], row.provisional

    assert read() == ("2027-02-16 暂定", True)
    notices.add(book, notices.read_text(NEXT), office.ACTOR)
    assert read() == ("2027-02-19", False)


def test_another_rule_of_the_office_moves_what_is_owed_under_it(book: Book) -> None:
    office.issue(book, GRAIN, "2027-01-08", "待交办")
    for rule in ("13710", WORKING):
        save(book, {"deadline_rule": rule}, office.ACTOR)
        assert stale(book) == []


@pytest.fixture
def an_older_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], None]]:
    """The days of the program without those of 2026; called, the newer program has come."""
    newer = workdays.FILE
    read = json.loads(newer.read_bytes())
    read["days"] = [day for day in read["days"] if day[3] < 2026]
    (older := tmp_path / "days.json").write_text(json.dumps(read), encoding="utf-8")

    def ship(file: Path) -> None:
        monkeypatch.setattr(workdays, "FILE", file)
        shipped.cache_clear()

    ship(older)
    yield lambda: ship(newer)
    ship(newer)


def test_an_issue_that_changed_hands_does_not_look_like_days_that_moved(tmp_path: Path) -> None:
    with with_subjects(office.new_book(tmp_path, date(2026, 3, 4))) as book:
        number = office.issue(book, CLOUD, "2026-03-02", "变压器增容")
        office.take(book, number, "dispatch", "2026-03-02", lead_unit=LAND)
        office.take(book, number, "reassign", "2026-03-04", lead_unit=office.POWER, reason="误派")
        assert not notices.is_behind(book)


def test_a_newer_program_reckons_anew_what_its_days_move(
    tmp_path: Path, an_older_program: Callable[[], None]
) -> None:
    today = date(2026, 2, 10)
    with with_subjects(office.new_book(tmp_path, today)) as book:
        number = office.issue(book, CLOUD, "2026-02-09", "变压器增容")
        office.take(book, number, "dispatch", "2026-02-09", lead_unit=LAND, rule=WORKING)
        assert not notices.is_behind(book)
        an_older_program()
        assert notices.is_behind(book)
        (moved,) = notices.catch_up(book, office.ACTOR).moved
        assert (moved.before, moved.after) == (date(2026, 2, 18), date(2026, 2, 25))
        assert not notices.is_behind(book)
        assert steps(book, number) == ["dispatch", "reckon"]
        assert stale(book) == []
