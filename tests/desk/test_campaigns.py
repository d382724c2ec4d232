"""Drives and model cases: who looks at whom, what is found and still open, what others learn."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import lessons
from desk.book.casebook import Book
from desk.bulletins.exhibits import show
from desk.bulletins.keeping import resolver_of
from desk.campaign_paper import plan
from desk.campaigns import (
    Standing,
    draw_up,
    drop_unit,
    keep_unit,
    report,
    shares,
    standing,
    still_open,
)
from desk.errors import Conflict, Refused
from desk.lists import ANYTHING, Query, lines
from desk.records import add, edit
from desk.references import find
from desk.seen import Seen
from models.calendar import Month
from models.fields import KINDS
from reports.view import TableView
from tests.desk import office

DRIVE = {"title": "三季度问题大排查", "from_on": "2018-07-20", "to_on": "2018-08-10"}
BUREAU, PORT = "试办区经发局", "试办区港务局"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        yield office.with_subjects(book)


def drive(book: Book) -> str:
    return add(book, "campaigns", DRIVE, office.ACTOR).uid


def now(book: Book, uid: str) -> Standing:
    with book.read() as connection:
        return standing(connection, uid, book.clock.today())


def test_subjects_are_dealt_out_by_assignments_and_orphans_to_who_has_fewest(book: Book) -> None:
    office.assign(book, office.COLD, "2018-07-01", PORT)
    for name in ("丙一商贸有限公司", "丙二商贸有限公司", "丙三商贸有限公司", "丙四商贸有限公司"):
        add(book, "enterprises", {"name": name}, office.ACTOR)
    with book.read() as connection:
        dealt = shares(connection, book.clock.today())
    assert [(one.name, one.subjects) for one in dealt] == [
        (PORT, (office.COLD, "丙一商贸有限公司", "丙二商贸有限公司", "丙三商贸有限公司")),
        (BUREAU, (office.CLOUD, office.GRAIN, office.TIDE, "丙四商贸有限公司")),
    ]


def test_the_plan_of_a_drive_is_dated_no_later_than_its_first_day(book: Book) -> None:
    uid = drive(book)
    days = (date(2018, 7, 18), date(2018, 7, 31))
    with book.read() as connection:
        dated = [plan(connection, uid, day).as_of for day in days]
    assert dated == [date(2018, 7, 18), date(2018, 7, 20)]


def test_a_drive_counts_what_each_unit_found_and_what_of_it_is_open(book: Book) -> None:
    uid = drive(book)
    office.assign(book, office.COLD, "2018-07-01", PORT)
    assert draw_up(book, uid, office.ACTOR) == 2
    with pytest.raises(Refused, match="都已在清单上"):
        draw_up(book, uid, office.ACTOR)
    found = {"subject": office.CLOUD, "title": "围墙破损", "campaign": DRIVE["title"]}
    number = add(book, "issues", found, office.ACTOR).number
    add(book, "issues", {**found, "title": "厂门积水"}, office.ACTOR)
    office.start(book, number, "2018-07-31")
    office.finish(book, number, "2018-07-31")
    told = now(book, uid)
    assert [(one.name, len(one.issues), len(still_open(one.issues))) for one in told.units] == [
        (PORT, 0, 0),
        (BUREAU, 2, 1),
    ]
    assert {issue.values["source"] for issue in told.issues} == {"问题大排查"}
    assert told.units[0].due_on == date(2018, 8, 10)
    port = told.units[0]
    assert port.standing(date(2018, 8, 10)) == "未上报"
    assert port.standing(date(2018, 8, 11)) == "逾期未报"
    report(book, port.uid, office.ACTOR)
    assert now(book, uid).units[0].standing(date(2018, 8, 11)) == "已上报"
    drop_unit(book, told.units[1].uid, office.ACTOR)
    left = now(book, uid)
    assert len(left.others) == len(left.issues) == 2, "what was found stays found"


def test_what_a_unit_found_stays_its_own_although_the_subject_is_renamed(book: Book) -> None:
    uid = drive(book)
    for unit, scope in ((BUREAU, office.CLOUD), (PORT, office.COLD)):
        keep_unit(book, uid, {"organization": unit, "scope": scope}, office.ACTOR)
    found = {"subject": office.CLOUD, "title": "围墙破损", "campaign": DRIVE["title"]}
    add(book, "issues", found, office.ACTOR)
    with book.read() as connection:
        subject = find(connection, "subjects", office.CLOUD)
    assert subject is not None
    edit(book, KINDS["enterprises"], subject, {"name": "云岫智造有限公司"}, office.ACTOR)
    told = now(book, uid)
    assert [len(one.issues) for one in told.units] == [1, 0]
    assert told.others == ()


def test_units_of_a_drive_are_added_and_changed_each_once(book: Book) -> None:
    uid = drive(book)
    values = {"organization": PORT, "scope": office.COLD, "plan": "逐户走"}
    keep_unit(book, uid, values, office.ACTOR)
    (one,) = now(book, uid).units
    assert (one.subjects, one.plan, one.due_on) == ((office.COLD,), "逐户走", date(2018, 8, 10))
    for odd in (values, {"organization": BUREAU, "reported_on": "2018-08-01"}):
        with pytest.raises(Refused):
            keep_unit(book, uid, odd, office.ACTOR)
    seen = Seen(one.uid, one.values)
    keep_unit(book, uid, {**values, "due_on": "2018-08-01"}, office.ACTOR, seen)
    assert now(book, uid).units[0].due_on == date(2018, 8, 1)


def test_a_form_on_a_unit_leaves_alone_what_others_wrote_meanwhile(book: Book) -> None:
    uid = drive(book)
    values = {"organization": PORT, "scope": office.COLD, "due_on": DRIVE["to_on"]}
    keep_unit(book, uid, values, office.ACTOR)
    (one,) = now(book, uid).units
    seen = Seen(one.uid, one.values)
    report(book, one.uid, office.ACTOR)
    keep_unit(book, uid, {**values, "plan": "逐户走"}, office.ACTOR, seen)
    (one,) = now(book, uid).units
    assert (one.plan, one.reported_on) == ("逐户走", book.clock.today())
    with pytest.raises(Conflict) as clash:
        keep_unit(book, uid, {**values, "plan": "分组走"}, office.ACTOR, seen)
    keep_unit(book, uid, {"scope": ""}, office.ACTOR, seen.settled(clash.value.clashes))
    assert (now(book, uid).units[0].subjects, now(book, uid).units[0].plan) == ((), "逐户走")


def test_a_drive_ends_after_it_began_has_a_name_of_its_own_and_a_number(book: Book) -> None:
    assert add(book, "campaigns", DRIVE, office.ACTOR).number == "试办-2018-0001"
    for odd in ({"title": "又一次", "to_on": "2018-07-01"}, {}):
        with pytest.raises(Refused):
            add(book, "campaigns", {**DRIVE, **odd}, office.ACTOR)


def test_a_closed_issue_is_marked_as_a_model_case_and_told_in_the_bulletin(book: Book) -> None:
    number = office.issue(book, office.CLOUD, "2018-07-02", "停电")
    office.start(book, number, "2018-07-02")
    with pytest.raises(Refused, match="还没有销号"):
        lessons.mark(book, number, "先接临时电源", office.ACTOR)
    office.finish(book, number, "2018-07-05")
    lessons.mark(book, number, "先接临时电源，再议增容", office.ACTOR)
    with book.read() as connection:
        (case,) = lessons.cases(connection, book.clock.today())
        found = lines(connection, Query("issues", {"lesson": ANYTHING}), book.clock.today())
        resolver = resolver_of(connection, Month(2018, 7), book.clock.today())
    assert [case] == found
    shown = show("table:model_cases", resolver)
    assert isinstance(shown, TableView)
    assert [row[-1] for row in shown.rows] == ["先接临时电源，再议增容"]
    lessons.mark(book, number, " ", office.ACTOR)
    with book.read() as connection:
        assert lessons.cases(connection, book.clock.today()) == []
