"""Who owes what: reckoned from duties, assignments and what was done."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from desk import settings
from desk.book import undo
from desk.book.casebook import Book
from desk.errors import Refused
from desk.records import add, edit
from desk.rhythm.duties import change, duties
from desk.rhythm.owing import Debt, by_debtor, by_duty, owed
from models.duties import Duty, Moved
from models.fields import KINDS
from models.tables import Meeting
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD, COLD, GRAIN, TIDE

JULY = (date(2018, 7, 1), date(2018, 7, 31))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """The casebook of a summer."""
    with office.new_book(tmp_path) as opened:
        yield office.with_a_summer(office.with_subjects(opened))


def debts(
    book: Book, key: str, first: date = JULY[0], last: date = JULY[1], today: date = JULY[1]
) -> list[Debt]:
    with book.read() as connection:
        return owed(connection, first, last, today, [key])


def states(found: list[Debt]) -> dict[tuple[str, int], str]:
    """Subject or unit and day → state."""
    return {(debt.owner.what, debt.turn.owed_on.day): debt.state for debt in found}


def duty(book: Book, key: str) -> Duty:
    with book.read() as connection:
        found = duties(connection).on(key, book.clock.today())
    assert found is not None
    return found


def test_a_contact_of_any_way_meets_the_week_and_only_enterprises_owe_one(book: Book) -> None:
    found = states(debts(book, "weekly-contact"))
    assert {what for what, _ in found} == {CLOUD, GRAIN, TIDE}
    met = {(what, day) for (what, day), state in found.items() if state == "met"}
    assert met == {(GRAIN, 6), (TIDE, 13), (TIDE, 27)}
    assert {found[CLOUD, day] for day in (6, 13, 20, 27)} == {"late"}


def test_a_visit_in_the_month_meets_the_leaders_duty_until_the_month_is_over(book: Book) -> None:
    assert states(debts(book, "monthly-visit")) == {
        (CLOUD, 31): "due",
        (COLD, 31): "due",
        (GRAIN, 31): "met",
        (TIDE, 31): "met",
    }
    june = (date(2018, 6, 1), date(2018, 6, 30))
    office.visit(book, GRAIN, "2018-06-30")  # a Saturday, when 29 June was the last working day
    assert states(debts(book, "monthly-visit", *june))[GRAIN, 29] == "met"
    assert states(debts(book, "monthly-visit", *june))[COLD, 29] == "late"


def test_nobody_owes_for_a_subject_before_it_is_assigned(book: Book) -> None:
    march = (date(2018, 3, 1), date(2018, 3, 31))
    february = (date(2018, 2, 1), date(2018, 2, 28))
    assert len(debts(book, "monthly-visit", *march)) == 4
    assert not debts(book, "monthly-visit", *february)


def department(book: Book, name: str, **values: str) -> str:
    values = {"name": name, "organization_type": "部门", "tier": "县", **values}
    return add(book, "organizations", values, ACTOR).uid


def test_every_department_owes_the_liaisons_reports_also_one_without_a_liaison(book: Book) -> None:
    department(book, "试办区商务局", liaison="吴安五")
    department(book, "试办区民政局")
    department(book, "省商务厅", tier="省")
    with book.read() as connection:
        ours = settings.office(connection)["office"]
    department(book, ours)  # to which they report
    found = debts(book, "liaison-report")
    said = {(debt.owner.what, debt.owner.debtor) for debt in found}
    assert said == {
        ("试办区商务局", "吴安五"),
        ("试办区民政局", "试办区民政局（联络员未明确）"),
    }
    assert len(found) == 4


def test_an_entry_meets_the_day_that_it_is_for_and_says_when_it_came(book: Book) -> None:
    unit = department(book, "试办区商务局", liaison="吴安五")
    for day, done in (("2018-07-12", "2018-07-12"), ("2018-07-27", "2018-07-30")):
        values = {"duty": "联络员报送", "owed_on": day, "organization": unit, "done_on": done}
        add(book, "entries", {**values, "by": "吴安五", "text": "本期进展顺利"}, ACTOR)
    found = debts(book, "liaison-report")
    assert states(found) == {("试办区商务局", 12): "met", ("试办区商务局", 27): "met_late"}
    assert {debt.proof.kind for debt in found if debt.proof} == {"entries"}


def test_an_entry_is_refused_for_a_day_that_owes_none_and_for_one_that_has_it(book: Book) -> None:
    values = {"duty": "季度报告", "done_on": "2018-07-02"}
    with pytest.raises(Refused, match="2018-07-03"):
        add(book, "entries", {**values, "owed_on": "2018-07-04"}, ACTOR)
    add(book, "entries", {**values, "owed_on": "2018-07-03"}, ACTOR)
    with pytest.raises(Refused, match="已登记"):
        add(book, "entries", {**values, "owed_on": "2018-07-03"}, ACTOR)
    with pytest.raises(Refused, match="走访"):
        add(book, "entries", {**values, "duty": "月走访", "owed_on": "2018-07-31"}, ACTOR)
    with pytest.raises(Refused, match="晚于今天"):
        add(book, "entries", {**values, "owed_on": "2018-10-03", "done_on": "2018-10-03"}, ACTOR)


def test_a_meeting_of_the_kind_meets_its_turn(book: Book) -> None:
    with book.change("登记会议", ACTOR) as session:
        session.create(Meeting, kind="单月会商", held_on=date(2018, 7, 5), title="七月会商")
    (july,) = debts(book, "odd-month-meeting")
    assert (july.state, july.shown["met_by"]) == ("met_late", "七月会商")
    september = ("quarterly-meeting", date(2018, 9, 1), date(2018, 9, 30))
    assert [debt.state for debt in debts(book, *september)] == ["open"]
    # One that was held elsewhere is written down.
    held = {"duty": "季调度", "owed_on": "2018-09-30", "done_on": "2018-07-20"}
    add(book, "entries", held, ACTOR)
    assert [debt.state for debt in debts(book, *september)] == ["met"]


def test_an_issue_suspended_through_a_quarter_owes_a_review(book: Book) -> None:
    quarter = (date(2018, 9, 1), date(2018, 9, 30))
    number = office.issue(book, COLD, "2018-06-01", "土地规划调整")
    office.start(book, number, "2018-06-02")
    office.take(book, number, "suspend", "2018-06-20", basis="规划调整中", review_on="2018-09-20")
    (found,) = [d for d in debts(book, "suspended-review", *quarter) if number in d.owner.what]
    assert found.state == "open"
    office.take(book, number, "review", "2018-07-30", note="仍在调整", review_on="2018-12-20")
    (found,) = [d for d in debts(book, "suspended-review", *quarter) if number in d.owner.what]
    assert (found.state, found.shown["met_on"]) == ("met", "2018-07-30")
    office.take(book, number, "resume", "2018-07-31", reason="规划已调整")
    assert not [d for d in debts(book, "suspended-review", *quarter) if number in d.owner.what]


def test_tallies_count_every_debt_once(book: Book) -> None:
    with book.read() as connection:
        found = owed(connection, *JULY, JULY[1])
    for tallies in (by_duty(found), by_debtor(found)):
        assert sum(one.owed for one in tallies) == len(found)
        assert sum(one.late for one in tallies) == sum(debt.state == "late" for debt in found)
    assert by_debtor(found)[0].late == max(one.late for one in by_debtor(found))


def test_a_changed_duty_holds_from_today_and_what_was_owed_before_stays(book: Book) -> None:
    weekly, report = duty(book, "weekly-circular"), duty(book, "liaison-report")
    off = msgspec.structs.replace(weekly, on=False)
    later = msgspec.structs.replace(report, days=(5, 20), moved=Moved.PREVIOUS)
    assert change(book, [off, later, duty(book, "monthly-visit")], ACTOR) == 2
    assert not duty(book, "weekly-circular").on
    assert len(debts(book, "weekly-circular")) == 4  # July, before it was switched off
    assert not debts(book, "weekly-circular", date(2018, 8, 1), date(2018, 8, 31))
    department(book, "试办区商务局")
    august = debts(book, "liaison-report", date(2018, 8, 1), date(2018, 8, 31))
    assert [debt.turn.owed_on.day for debt in august] == [3, 20]
    undo.undo(book, ACTOR)
    undo.undo(book, ACTOR)
    assert duty(book, "weekly-circular").on


def test_days_that_are_none_are_refused_by_name(book: Book) -> None:
    wrong = msgspec.structs.replace(duty(book, "weekly-circular"), days=(8,))
    with pytest.raises(Refused, match="每周通报：日子请写 1 到 7"):
        change(book, [wrong], ACTOR)


def test_a_liaison_who_is_changed_owes_the_reports_from_then(book: Book) -> None:
    unit = department(book, "试办区商务局", liaison="吴安五")
    edit(book, KINDS["organizations"], unit, {"liaison": "郑安六"}, ACTOR)
    assert {debt.owner.debtor for debt in debts(book, "liaison-report")} == {"郑安六"}
