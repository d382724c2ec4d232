"""今日: each group finds what a person would look for, and the most pressing stands first."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk import statistics
from desk.agenda import GROUPS, Asked, Group, agenda, group
from desk.book.casebook import Book
from desk.book.place import Place
from desk.cli.main import main
from desk.issues import Act, step
from desk.lists import Query, uids
from desk.mine import Mine, known_as
from desk.records import add
from desk.rhythm.owing import owed_by_office
from desk.supervision.drafts import drafts
from models.calendar import Month
from tests.desk import office
from tests.desk.line import written
from tests.desk.office import CLOUD, COLD, GRAIN, TIDE

END = office.END_OF_JULY


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    """The casebook of a summer."""
    with office.new_book(place) as opened:
        yield office.with_a_summer(office.with_subjects(opened))


def on(
    book: Book, name: str, today: date = END, most: int | None = None, *, whose: Mine | None = None
) -> Group:
    with book.read() as connection:
        return group(connection, name, Asked(today, most, whose))


def what(book: Book, name: str, today: date = END) -> list[str]:
    return [row.what for row in on(book, name, today).rows]


def number(book: Book, title: str) -> str:
    with book.read() as connection:
        (found,) = uids(connection, Query("issues", {"title": title}), END)
    return found


def act(book: Book, title: str, name: str, on: str = "2018-07-31", **values: str) -> None:
    step(book, number(book, title), Act(name, {"on": on, **values}), office.ACTOR)


def test_an_issue_is_late_after_its_deadline_and_near_it_on_the_three_days_before(
    book: Book,
) -> None:
    title, due = "变压器增容", date(2018, 8, 4)
    assert title not in what(book, "due_soon", due - timedelta(days=4))
    assert title in what(book, "due_soon", due - timedelta(days=3))
    assert title in what(book, "due_soon", due)
    assert title not in what(book, "overdue", due)
    assert title in what(book, "overdue", due + timedelta(days=1))


def test_the_most_pressing_stands_first_and_the_count_tells_of_all(book: Book) -> None:
    august = date(2018, 8, 20)
    late = on(book, "overdue", august)
    assert [row.what for row in late.rows] == ["堆场用地手续未批", "变压器增容"]
    assert [row.due_on for row in late.rows] == [date(2018, 7, 18), date(2018, 8, 4)]
    first = on(book, "overdue", august, most=1)
    assert (first.count, [row.what for row in first.rows]) == (2, ["堆场用地手续未批"])


def test_an_issue_goes_from_group_to_group_as_it_is_worked(book: Book) -> None:
    title = "员工宿舍紧张"
    steps = (
        ("to_dispatch", "dispatch", {"lead_unit": office.LAND}),
        ("to_accept", "accept", {"responsible": "李安四"}),
    )
    for name, taken, values in steps:
        assert title in what(book, name)
        act(book, title, taken, **values)
        assert title not in what(book, name)
    office.take(book, number(book, title), "resolve", "2018-07-31", result="已协调宿舍")
    for name, taken, values in (
        ("to_verify", "verify", {}),
        ("to_follow_up", "follow_up", {"satisfaction": "满意"}),
        ("to_close", "close", {}),
    ):
        assert title in what(book, name)
        act(book, title, taken, **values)
        assert title not in what(book, name)


def test_what_was_suspended_comes_up_on_its_day_of_review_until_it_is_resumed(book: Book) -> None:
    review = date(2018, 10, 10)
    assert on(book, "to_review", review - timedelta(days=1)).rows == ()
    (row,) = on(book, "to_review", review).rows
    assert (row.what, row.due_on, row.lamp) == ("柴油车限行", review, "grey")
    none = on(book, "to_review", review, most=0)
    assert (none.count, none.rows) == (1, ()), "the count tells of all"
    act(book, "柴油车限行", "resume", reason="限行时段已调整")
    assert on(book, "to_review", review).rows == ()


def test_a_later_suspension_names_a_later_day_of_review(book: Book) -> None:
    act(book, "柴油车限行", "resume", reason="限行时段已调整")
    act(book, "柴油车限行", "suspend", basis="又有变化", review_on="2018-10-25")
    assert on(book, "to_review", date(2018, 10, 24)).count == 0
    assert on(book, "to_review", date(2018, 10, 25)).count == 1


def test_what_is_suspended_is_looked_at_each_quarter_whatever_day_was_set(book: Book) -> None:
    act(book, "柴油车限行", "resume", reason="限行时段已调整")
    act(book, "柴油车限行", "suspend", basis="又有变化", review_on="2018-12-01")
    assert on(book, "to_review", date(2018, 10, 30)).count == 0
    assert on(book, "to_review", date(2018, 10, 31)).count == 1


def test_who_was_not_visited_this_month_is_named_the_longest_unvisited_first(book: Book) -> None:
    rows = on(book, "unvisited").rows
    assert [(row.subject, row.what) for row in rows] == [
        (COLD, "还没有走访过"),
        (CLOUD, "上次走访 2018-06-12"),
    ]
    assert {(row.kind, row.unit, row.due_on) for row in rows} == {("subjects", "试办区经发局", END)}
    august = [row.subject for row in on(book, "unvisited", date(2018, 8, 1)).rows]
    assert august == [COLD, CLOUD, GRAIN, TIDE]


@pytest.mark.parametrize("today", [END, date(2018, 6, 30), date(2018, 2, 1)])
def test_the_unvisited_are_those_that_the_figure_counts(book: Book, today: date) -> None:
    with book.read() as connection:
        name = "assigned_subjects_unvisited"
        counted = statistics.rows(connection, name, Month.of(today), to_date=False, today=today)
    named = sorted(row.number for row in on(book, "unvisited", today).rows)
    assert named == sorted(row["code"] for row in counted.rows)


def test_a_subject_whose_assignment_was_renewed_is_named_once_with_its_unit_of_now(
    book: Book,
) -> None:
    office.assign(book, COLD, "2018-07-31", office.LAND)
    assert [r.unit for r in on(book, "unvisited").rows if r.subject == COLD] == [office.LAND]


def test_every_line_leads_to_a_record(demo_book: Book) -> None:
    today = demo_book.clock.today()
    with demo_book.read() as connection:
        groups = agenda(connection, Asked(today))
        known = {kind: set(uids(connection, Query(kind), today)) for kind in ("issues", "subjects")}
        known["supervision"] = {one.key for one in drafts(connection, today)}
        owed = owed_by_office(connection, Month.of(today).previous.first, today, today)
        known["rhythm"] = {one.id for one in owed}
    assert [one.name for one in groups] == list(GROUPS)
    assert all(one.count == len(one.rows) > 0 for one in groups)
    assert all(row.uid in known[row.kind] for one in groups for row in one.rows)


def run(capture: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    assert main(arguments, lambda _book: 0) == 0
    out, err = capture.readouterr()
    return out, err


def test_today_says_the_groups_on_the_command_line(
    book: Book, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(book.folder) if isinstance(place, Path) else written(place)
    out, _ = run(capsys, "today", folder, "--json", "--today", "2018-07-31")
    said = json.loads(out)
    assert said["date"] == "2018-07-31"
    assert [(one["name"], one["label"]) for one in said["groups"]] == [
        (rule.name, rule.label) for rule in GROUPS.values()
    ]
    late = said["groups"][0]
    assert (late["label"], late["count"], late["rows"][0]["due_on"]) == ("超期", 1, "2018-07-18")
    out, _ = run(capsys, "today", folder, "--today", "2018-07-31")
    assert out.startswith("2018-07-31 今日待办\n\n超期 1\n")
    assert "堆场用地手续未批" in out
    assert "待回访" not in out


def test_an_office_without_work_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.new_book(tmp_path).close()
    out, err = run(capsys, "today", str(tmp_path / "casebook"), "--today", "2018-07-31")
    assert (out, err) == ("2018-07-31 今日待办\n", "今天没有要办的事。\n")


def test_who_was_not_contacted_this_week_is_named_from_monday_on_enterprises_alone(
    book: Book,
) -> None:
    named = {row.subject for row in on(book, "uncontacted", date(2018, 7, 31)).rows}
    every = {row.subject for row in on(book, "unvisited", date(2018, 7, 31)).rows}
    assert every - named == {COLD}, "a project is visited each month, not called each week"
    assert CLOUD in named
    due = {row.due_on for row in on(book, "uncontacted", date(2018, 7, 31)).rows}
    assert due == {date(2018, 8, 5)}


def test_more_late_issues_than_can_be_looked_at_each_are_one_line(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert on(book, "to_send").rows[0].uid
    monkeypatch.setattr("desk.agenda._MOST_CHASED", 0)
    (line,) = on(book, "to_send").rows
    assert (line.kind, line.uid, line.lamp) == ("supervision", "", "red")


def mine(book: Book, name: str) -> Mine:
    with book.read() as connection:
        found = known_as(connection, name)
    assert found is not None
    return found


def his(book: Book, name: str, who: str, today: date = END) -> list[str]:
    whose = mine(book, who)
    return [row.subject or row.what for row in on(book, name, today, whose=whose).rows]


def test_of_issues_mine_are_those_of_my_subjects_in_my_hands_or_led_by_my_unit(book: Book) -> None:
    other = add(book, "people", {"name": "沈安六", "organization": office.LAND}, office.ACTOR)
    august = date(2018, 8, 20)
    everybody = what(book, "overdue", august)
    assert everybody == ["堆场用地手续未批", "变压器增容"]
    by_unit = on(book, "overdue", august, whose=mine(book, "沈安六"))
    assert (by_unit.count, [row.what for row in by_unit.rows]) == (1, ["堆场用地手续未批"])
    assign_to = {"subject": CLOUD, "liaison": "沈安六", "from_on": "2018-07-01"}
    add(book, "assignments", assign_to, office.ACTOR)
    of_subject = on(book, "overdue", august, whose=mine(book, "沈安六"))
    assert [row.what for row in of_subject.rows] == everybody
    assert other.uid in mine(book, "沈安六").people


def test_of_visits_mine_are_those_to_subjects_that_name_me_in_an_assignment_that_stands(
    book: Book,
) -> None:
    values = {
        "subject": COLD,
        "responsible": "沈安六",
        "from_on": "2018-07-01",
        "to_on": "2018-07-30",
    }
    add(book, "assignments", values, office.ACTOR)
    assert his(book, "unvisited", "沈安六", date(2018, 7, 30)) == [COLD]
    assert his(book, "unvisited", "沈安六") == []


def test_what_the_office_owes_is_mine_where_its_unit_is_mine(book: Book) -> None:
    add(book, "people", {"name": "沈安六", "organization": office.LAND}, office.ACTOR)
    every = on(book, "duties").count
    assert every > 0
    assert his(book, "duties", "沈安六") == []
    with book.read() as connection:
        unit = owed_by_office(connection, date(2018, 6, 1), END, END)[0].owner.unit
    add(book, "people", {"name": "韩安七", "organization": unit}, office.ACTOR)
    assert len(his(book, "duties", "韩安七")) == every


def test_of_a_notice_only_what_concerns_me_is_counted(book: Book) -> None:
    add(book, "people", {"name": "沈安六", "organization": office.LAND}, office.ACTOR)
    every = {row.uid: row.unit for row in on(book, "to_send", date(2018, 8, 20)).rows}
    named = on(book, "to_send", date(2018, 8, 20), whose=mine(book, "沈安六")).rows
    assert {row.uid: row.unit for row in named} == {
        uid: unit for uid, unit in every.items() if unit == office.LAND
    }
    assert 0 < len(named) < len(every)


def test_a_name_that_nobody_bears_means_nobody(book: Book) -> None:
    with book.read() as connection:
        assert known_as(connection, "没有这个人") is None
