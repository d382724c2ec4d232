"""Meetings: agendas drafted from the red issues, decisions that become measures of the issues."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk.book import undo
from desk.book.casebook import Book
from desk.clock import Clock
from desk.derived import stale
from desk.details import issue
from desk.errors import Refused
from desk.meetings import (
    Decision,
    Topic,
    agenda,
    decide,
    proposals,
    reword,
    set_agenda,
    settled_before,
)
from desk.records import add
from desk.seen import Seen
from models.tables import Step
from tests.desk import office

AUGUST = date(2018, 8, 20)
TALKS = {"title": "8月单月会商", "kind": "单月会商", "held_on": "2018-08-20", "chair": "钱安二"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        office.with_a_summer(office.with_subjects(book))
        book.clock = Clock(AUGUST)
        yield book


def number(title: str, book: Book) -> str:
    with book.read() as connection:
        found = proposals(connection, AUGUST)
    return next(one.issue.uid for one in found if one.issue.shown["title"] == title)


def meeting(book: Book, *titles: str, **values: str) -> str:
    """A meeting about these issues; its uid."""
    uid = add(book, "meetings", {**TALKS, **values}, office.ACTOR).uid
    set_agenda(book, uid, [Topic("定措施", number(one, book)) for one in titles], office.ACTOR)
    return uid


def items(book: Book, uid: str) -> list[str]:
    with book.read() as connection:
        return [item.uid for item in agenda(connection, uid, book.clock.today())]


def test_the_draft_has_the_red_issues_escalated_and_supervised_ones_first_then_unit_by_unit(
    book: Book,
) -> None:
    late = ["堆场用地手续未批", "变压器增容"]
    with book.read() as connection:
        found = proposals(connection, AUGUST)
    assert [one.issue.shown["title"] for one in found] == late
    assert [one.days_late for one in found] == [33, 16]
    numbers = [one.issue.shown["number"] for one in found]
    office.take(book, numbers[1], "supervise", "2018-08-20", level="红")
    near = office.issue(book, office.COLD, "2018-08-18", "道口限高")
    office.start(book, near, "2018-08-18")
    office.take(book, near, "escalate", "2018-08-19", to="试办市交通局")
    with book.read() as connection:
        again = proposals(connection, AUGUST)
        rest = proposals(connection, AUGUST, [again[0].issue.uid])
    told = [(one.issue.shown["number"], one.reason) for one in again]
    assert told == [(near, "已提级"), (numbers[1], "红色督办"), (numbers[0], "已超期")]
    assert rest == again[1:]


def test_what_is_verified_as_done_or_late_no_more_is_not_drafted_although_supervised_in_red(
    book: Book,
) -> None:
    with book.read() as connection:
        numbers = [one.issue.shown["number"] for one in proposals(connection, AUGUST)]
    for number in numbers:
        office.take(book, number, "supervise", "2018-08-20", level="红")
        office.take(book, number, "resolve", "2018-08-20", result="已办妥")
        office.take(book, number, "verify", "2018-08-20")
    office.take(book, numbers[0], "follow_up", "2018-08-20", satisfaction="满意")
    office.take(book, numbers[0], "close", "2018-08-20")
    office.take(book, numbers[0], "reopen", "2018-08-20", reason="复发", due_on="2018-09-20")
    with book.read() as connection:
        assert proposals(connection, AUGUST) == ()


def test_an_agenda_is_cut_and_ordered_and_keeps_what_stays(book: Book) -> None:
    uid = meeting(book, "堆场用地手续未批", "变压器增容")
    with book.read() as connection:
        first, second = agenda(connection, uid, AUGUST)
    set_agenda(book, uid, [second.topic, Topic("通报9月安排"), first.topic], office.ACTOR)
    with book.read() as connection:
        found = agenda(connection, uid, AUGUST)
    assert [one.uid for one in found][::2] == [second.uid, first.uid]
    assert found[1].title == "通报9月安排"
    set_agenda(book, uid, [found[0].topic], office.ACTOR)
    assert items(book, uid) == [second.uid]
    assert undo.undo(book, office.ACTOR).label == "排定会议“试办-2018-0001”的议题"
    assert len(items(book, uid)) == 3
    for odd in ([Topic()], [first.topic, Topic("又一次", first.topic.issue)]):
        with pytest.raises(Refused):
            set_agenda(book, uid, odd, office.ACTOR)


def test_what_another_desk_did_to_the_agenda_meanwhile_stays_done(book: Book) -> None:
    uid = meeting(book, "堆场用地手续未批", "变压器增容")
    shown = _topics(book, uid)
    first, second = shown
    reword(book, _seen(first), {"matter": "改由专班研究"}, office.ACTOR)
    set_agenda(book, uid, [first, Topic("别人的议题")], office.ACTOR)
    set_agenda(book, uid, [second, first, Topic("我的议题")], office.ACTOR, shown)
    told = [(one.uid, one.matter) for one in _topics(book, uid)]
    assert told[0] == (first.uid, "改由专班研究")
    assert [matter for _, matter in told[1:]] == ["我的议题", "别人的议题"]
    with pytest.raises(Refused, match="已被别人去掉"):
        reword(book, _seen(second), {"matter": "另写"}, office.ACTOR)
    with pytest.raises(Refused, match="两次"):
        set_agenda(book, uid, [*shown, Topic("又一次", first.issue)], office.ACTOR, shown)


def test_a_decision_becomes_a_measure_of_the_issue_and_undo_takes_back_both(book: Book) -> None:
    uid = meeting(book, "堆场用地手续未批")
    (item,) = items(book, uid)
    decided = decide(
        book, item, Decision("9月10日前补齐要件", "李安四", "2018-09-10"), office.ACTOR
    )
    with book.read() as connection:
        (measure,) = issue(connection, decided.number, AUGUST).measures
        (one,) = agenda(connection, uid, AUGUST)
        assert stale(connection) == []
    assert (measure.text, measure.owner) == ("9月10日前补齐要件", "李安四")
    assert (one.decision, one.measure) == ("9月10日前补齐要件", measure)
    with pytest.raises(Refused, match="已有会议决定"):
        decide(book, item, Decision("再定一条"), office.ACTOR)
    with pytest.raises(Refused, match="不能去掉"):
        set_agenda(book, uid, [], office.ACTOR)
    undo.undo(book, office.ACTOR)
    with book.read() as connection:
        assert issue(connection, decided.number, AUGUST).measures == ()
        assert agenda(connection, uid, AUGUST)[0].decision == ""


def test_a_decision_that_is_entered_late_is_due_from_the_day_of_the_meeting(book: Book) -> None:
    uid = meeting(book, "堆场用地手续未批", held_on="2018-08-10")
    (item,) = items(book, uid)
    with book.read() as connection:
        (one,) = agenda(connection, uid, AUGUST)
    assert one.issue is not None
    office.take(book, one.issue.shown["number"], "progress", "2018-08-18", note="已报批")
    with pytest.raises(Refused, match="不能早于定措施当天（2018-08-10）"):
        decide(book, item, Decision("补齐要件", due_on="2018-08-09"), office.ACTOR)
    decide(book, item, Decision("补齐要件", due_on="2018-08-15"), office.ACTOR)
    with book.read() as connection:
        measure = agenda(connection, uid, AUGUST)[0].measure
    assert measure is not None
    assert measure.due_on == date(2018, 8, 15)


def test_what_no_measure_can_be_written_for_stands_in_the_minutes_alone(book: Book) -> None:
    numbers = {title: number(title, book) for title in ("变压器增容",)}
    uid = meeting(book, "变压器增容")
    with book.read() as connection:
        called = issue(connection, numbers["变压器增容"], AUGUST).line.shown["number"]
    office.take(book, called, "escalate", "2018-08-19", to="试办市供电公司")
    decided = decide(book, items(book, uid)[0], Decision("请市公司8月底前答复"), office.ACTOR)
    assert decided.number == ""
    assert decided.notes == [f"{called}已提级，不能另定措施；决定只记入会议纪要"]
    set_agenda(book, uid, [*_topics(book, uid), Topic("通报9月安排")], office.ACTOR)
    assert decide(book, items(book, uid)[1], Decision("同意"), office.ACTOR).notes == []


def test_a_measure_that_came_to_nothing_where_two_histories_met_is_left_out(book: Book) -> None:
    uid = meeting(book, "堆场用地手续未批")
    (item,) = items(book, uid)
    number = decide(book, item, Decision("补齐要件"), office.ACTOR).number
    office.take(book, number, "suspend", "2018-08-20", basis="待批", review_on="2018-09-20")
    with book.read() as connection:
        asked = issue(connection, number, AUGUST).line.uid
    with book.change("并入另一台电脑的办理", "赵安一") as session:
        session.create(
            Step, issue=asked, step="measure", happened_on=AUGUST, by="赵安一", text="另定"
        )
    with book.read() as connection:
        measure = agenda(connection, uid, AUGUST)[0].measure
    assert measure is not None
    assert measure.text == "补齐要件"


def _seen(topic: Topic) -> Seen:
    return Seen(topic.uid, {"matter": topic.matter})


def _topics(book: Book, uid: str) -> list[Topic]:
    with book.read() as connection:
        return [one.topic for one in agenda(connection, uid, AUGUST)]


def test_nothing_is_decided_before_the_meeting_is_held_or_without_words(book: Book) -> None:
    uid = meeting(book, "变压器增容", held_on="2018-08-21")
    (item,) = items(book, uid)
    with pytest.raises(Refused, match="2018-08-21 才开"):
        decide(book, item, Decision("办"), office.ACTOR)
    with pytest.raises(Refused, match="没有内容"):
        decide(book, item, Decision(" "), office.ACTOR)


def test_the_next_meeting_is_told_what_became_of_the_decisions(book: Book) -> None:
    first = meeting(book, "堆场用地手续未批", "变压器增容")
    land, power = items(book, first)
    done = decide(book, land, Decision("补齐要件", "李安四", "2018-08-25"), office.ACTOR)
    decide(book, power, Decision("排定停电窗口", "李安四", "2018-08-24"), office.ACTOR)
    book.clock = Clock(date(2018, 9, 20))
    office.take(book, done.number, "measure_done", "2018-08-23", measure="1", outcome="已补齐")
    late = {"title": "9月单月会商", "held_on": "2018-09-20"}
    again = meeting(book, **late)
    other = meeting(book, **{**late, "title": "9月调度会", "kind": "季调度"})
    with book.read() as connection:
        told = settled_before(connection, again, book.clock.today())
        elsewhere = settled_before(connection, other, book.clock.today())
        assert settled_before(connection, first, book.clock.today()) == ()
    assert [(one.decision, one.word, one.told) for one in told] == [
        ("补齐要件", "已落实", "2018-08-23 已补齐"),
        ("排定停电窗口", "逾期未落实", "已逾期 27 天"),
    ]
    assert [one.decision for one in elsewhere] == ["排定停电窗口"], "what is done is of no interest"
