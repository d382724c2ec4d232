"""催办 and 督办 over a casebook: what is due on a day, and what a person sends."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from desk.book import undo
from desk.book.casebook import Book
from desk.clock import Clock
from desk.derived import stale
from desk.details import issue as detail
from desk.documents import chosen
from desk.errors import Refused
from desk.lists import Query, lines
from desk.printing import PDF
from desk.supervision.drafts import Draft, asked_for, drafts
from desk.supervision.ledger import ledger, record
from desk.supervision.notices import draft_view, sent, sent_view
from desk.supervision.record import MEASURES, UnitRecord, records
from desk.supervision.sending import send
from models.tables import Step
from tests.desk import office
from tests.reports import paper


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A casebook after a summer: one issue nine working days late, one near its deadline."""
    return office.with_a_summer(office.with_subjects(office.new_book(tmp_path)))


def on(book: Book, day: date) -> tuple[Draft, ...]:
    book.clock = Clock(day)
    with book.read() as connection:
        return drafts(connection, day)


def classes(found: tuple[Draft, ...]) -> list[tuple[str, str, str, int]]:
    return [(one.called, one.step, one.level, len(one.issues)) for one in found]


def test_a_day_has_the_drafts_that_the_ladder_says(book: Book) -> None:
    assert classes(on(book, date(2018, 7, 31))) == [(office.LAND, "supervise", "橙", 1)]
    assert classes(on(book, date(2018, 8, 1))) == [
        (office.LAND, "supervise", "红", 1),
        (office.POWER, "urge", "", 1),
    ]


def test_what_the_office_owes_itself_is_reminded_of(book: Book) -> None:
    with book.read() as connection:
        found = asked_for(connection, office.END_OF_JULY)[1]
    assert [(one.called, [i.title for i in one.issues]) for one in found] == [
        ("登记后交办超期 1 个工作日", ["员工宿舍紧张"])
    ]


def test_what_is_sent_is_a_step_of_each_issue_under_one_number(book: Book) -> None:
    another = office.issue(book, office.TIDE, "2018-07-11", "堆场排水不畅")
    office.start(book, another, "2018-07-11", office.LAND)
    (one,) = on(book, office.END_OF_JULY)
    (notice,) = send(book, [one.key], office.ACTOR)
    assert (notice.number, notice.issues) == ("试办督办〔2018〕1号", 2)
    with book.read() as connection:
        for chased in one.issues:
            found = detail(connection, chased.uid, office.END_OF_JULY)
            said = dict(found.steps[-1].facts)
            assert (found.steps[-1].step, said["督办等级"]) == ("supervise", "橙")
            assert said["文号"] == notice.number
        assert stale(connection) == []
    assert on(book, office.END_OF_JULY) == ()
    with pytest.raises(Refused, match="已经发出"):
        send(book, [one.key], office.ACTOR)


def test_sending_is_undone_whole_and_its_number_is_not_given_again(book: Book) -> None:
    (one,) = on(book, office.END_OF_JULY)
    send(book, [one.key], office.ACTOR)
    undo.undo(book, office.ACTOR)
    assert on(book, office.END_OF_JULY) == (one,)
    (again,) = send(book, [one.key], office.ACTOR)
    assert again.number == "试办督办〔2018〕2号"


def test_a_new_unit_has_been_told_nothing_yet(book: Book) -> None:
    book.clock = Clock(date(2018, 8, 1))
    both = drafts_keys(book)
    send(book, both, office.ACTOR)
    assert drafts_keys(book) == []
    (late,) = late_numbers(book)
    office.take(book, late, "reassign", "2018-08-01", lead_unit=office.POWER, reason="职责调整")
    assert classes(on(book, date(2018, 8, 1))) == [(office.POWER, "supervise", "红", 1)]


def drafts_keys(book: Book) -> list[str]:
    return [one.key for one in on(book, book.clock.today())]


def late_numbers(book: Book) -> list[str]:
    with book.read() as connection:
        found = lines(connection, Query("issues", {"lamp": "red"}), book.clock.today())
    return [str(line.values["number"]) for line in found]


def test_what_waits_for_its_verifying_is_not_chased(book: Book) -> None:
    (late,) = late_numbers(book)
    office.take(book, late, "resolve", "2018-07-31", result="手续已批")
    assert on(book, office.END_OF_JULY) == ()


# --- what was sent, as paper and as lists ---------------------------------------------------------


def test_a_notice_is_printed_again_as_it_was_sent(book: Book) -> None:
    (one,) = on(book, office.END_OF_JULY)
    with book.read() as connection:
        before = draft_view(connection, one)
    (notice,) = send(book, [one.key], office.ACTOR)
    (number,) = late_numbers(book)
    office.take(book, number, "progress", "2018-07-31", note="已补办手续")
    book.clock = Clock(date(2018, 8, 20))
    with book.read() as connection:
        (kept,) = sent(connection)
        assert sent_view(connection, kept) == replace(before, number=notice.number)
    assert (kept.called, before.issues[0].late) == ("督办单（橙色）", "超期9个工作日")
    said = paper.pdf_text(chosen("notices", "supervise").file(book, notice.number, PDF))
    assert notice.number in said


def test_the_words_of_a_notice_can_be_written_by_a_person(book: Book) -> None:
    (one,) = on(book, office.END_OF_JULY)
    send(book, [one.key], office.ACTOR, {one.key: "请今日来办公室说明。"})
    with book.read() as connection:
        assert sent(connection)[0].text == "请今日来办公室说明。"


def test_the_ledger_of_supervision_is_divided_by_unit_level_and_grade(book: Book) -> None:
    (number,) = late_numbers(book)
    send(book, drafts_keys(book), office.ACTOR)
    office.take(book, number, "talk", "2018-07-31", asked="分管局长", note="限三日办结")
    with book.read() as connection:
        by_level = ledger(connection, "level", office.END_OF_JULY)
        assert [row[0] for row in by_level.rows] == ["约谈", "督办（橙）"]
        assert by_level.summary == "共2件次：督办（橙）1件次、约谈1件次。"
        assert ledger(connection, "承办单位", office.END_OF_JULY).rows[0][0] == office.LAND
        with pytest.raises(Refused, match="事项等级"):
            ledger(connection, "park", office.END_OF_JULY)


def test_what_a_unit_was_told_by_hand_stays_with_it_when_another_takes_over(book: Book) -> None:
    (number,) = late_numbers(book)
    office.take(book, number, "supervise", "2018-07-31", level="红")
    office.take(book, number, "talk", "2018-07-31", asked="分管局长", note="限三日办结")
    office.take(book, number, "reassign", "2018-07-31", lead_unit=office.POWER, reason="职责调整")
    with book.read() as connection:
        found = {one.name: one for one in records(connection, date(2018, 7, 1), date(2018, 7, 31))}
        kept = ledger(connection, "unit", office.END_OF_JULY)
        written = connection.scalar(select(Step.unit).where(Step.level == "红"))
    assert written == found[office.LAND].uid
    assert len(found[office.LAND].of("supervised_红")) == 1
    assert found[office.POWER].of("supervised_红") == ()
    assert [row[0] for row in kept.rows] == [office.LAND, office.LAND]
    assert classes(on(book, office.END_OF_JULY)) == [(office.POWER, "supervise", "橙", 1)]


def test_the_record_of_a_unit_counts_what_it_did_and_each_number_knows_its_issues(
    book: Book,
) -> None:
    send(book, drafts_keys(book), office.ACTOR)
    back = office.issue(book, office.CLOUD, "2018-07-30", "排水")
    office.take(book, back, "dispatch", "2018-07-30", lead_unit=office.POWER)
    office.take(book, back, "return", "2018-07-31", reason="不属本单位职责")
    with book.read() as connection:
        found = {one.name: one for one in records(connection, date(2018, 7, 1), date(2018, 7, 31))}
        july = record(connection, "2018-07", office.END_OF_JULY)
    land, power = found[office.LAND], found[office.POWER]
    told = {m: len(land.of(m)) for m in MEASURES if land.of(m)}
    assert told == {"handed": 1, "late": 1, "overdue": 1, "supervised_橙": 1}
    # Due on June 20th and done on July 5th: 11 working days; since July 18th: 9.
    assert (land.late_by, land.average_late, land.share_on_time) == ((11, 9), 10.0, 0)
    assert {m: len(power.of(m)) for m in MEASURES if power.of(m)} == {"handed": 1, "returned": 1}
    assert next(row[1] for row in july.rows) == office.LAND


def test_what_is_open_and_late_is_not_on_time() -> None:
    counted = {"on_time": ("甲",), "overdue": ("乙",)}
    assert UnitRecord("u", "单位", counted).share_on_time == 50
    assert UnitRecord("u", "单位", {"handed": ("甲",)}).share_on_time is None
