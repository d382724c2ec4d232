"""The operation record: who did what when, in words that people read."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.belongings import rows_of, story_of
from desk.book.casebook import Book
from desk.book.place import Place
from desk.book.undo import undo
from desk.clock import new_uid
from desk.common_problems import put_under, take_out
from desk.details import uid_of
from desk.history import Entry, latest, record, written
from desk.meetings import Topic, set_agenda
from desk.records import add, edit
from desk.settings import save
from models.fields import KINDS
from models.tables import Subject
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD, GRAIN
from tests.desk.plans import noted, of_the_log


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        yield book


def told(book: Book, of: str = "", kind: str = "issues") -> list[Entry]:
    """The whole record, or that of one issue or subject."""
    with book.read() as connection:
        if not of:
            return record(connection)
        uid = uid_of(connection, kind, of)
        issue = kind == "issues"
        return record(
            connection,
            rows_of(connection, [("issue", uid)]) if issue else story_of(connection, uid),
        )


def test_an_entry_says_who_when_on_which_day_and_what(book: Book) -> None:
    add(book, "enterprises", {"name": CLOUD, "park": "东园"}, ACTOR)
    (entry,) = told(book)
    assert (entry.actor, entry.label, entry.rows) == (ACTOR, f"新增企业“{CLOUD}”", 1)
    assert (entry.business_on, entry.undone) == ("2018-07-31", False)
    (touched,) = entry.touched
    assert (touched.verb, touched.noun) == ("新增", "帮扶对象")
    facts = {fact.label: fact.value for fact in touched.facts}
    assert facts == {"代码": "试办-Q0001", "企业名称": CLOUD, "所属园区": "东园"}


def test_an_edit_tells_only_what_changed(book: Book) -> None:
    uid = add(book, "enterprises", {"name": CLOUD, "park": "东园"}, ACTOR).uid
    edit(book, KINDS["enterprises"], uid, {"park": "西园"}, ACTOR)
    (touched,) = told(book)[0].touched
    assert (touched.verb, [(f.label, f.value) for f in touched.facts]) == (
        "修改",
        [("所属园区", "西园")],
    )


def test_references_and_codes_are_told_as_people_read_them(book: Book) -> None:
    office.with_subjects(book)
    number = office.issue(book, CLOUD, "2018-07-02", "用电")
    office.start(book, number, "2018-07-03")
    office.take(book, number, "resolve", "2018-07-04", result="已增容", outcome="解决")
    entries = told(book, number)
    facts = [{f.label: f.value for t in e.touched for f in t.facts} for e in entries]
    assert facts[0]["办结方式"] == "解决"
    assert facts[1]["责任人"] == "李安四"
    assert facts[2]["牵头单位"] == office.POWER
    assert facts[3]["帮扶对象"] == CLOUD


def test_the_record_of_an_issue_also_tells_steps_that_were_withdrawn(book: Book) -> None:
    office.with_subjects(book)
    number = office.issue(book, CLOUD, "2018-07-02", "用电")
    office.take(book, number, "dispatch", "2018-07-03", lead_unit=office.POWER)
    undo(book)
    assert [(entry.label, entry.undone) for entry in told(book, number)] == [
        (f"撤销：交办 {number}", False),
        (f"交办 {number}", True),
        ("新增问题“用电”", False),
    ]


def test_the_record_of_a_subject_tells_its_visits_issues_and_steps_and_no_others(
    book: Book,
) -> None:
    office.with_subjects(book)
    office.visit(book, CLOUD, "2018-07-03", [office.problem("用电")])
    office.visit(book, GRAIN, "2018-07-04", [office.problem("蒸汽")])
    number = "试办-2018-0001"
    office.take(book, number, "dispatch", "2018-07-05", lead_unit=office.POWER)
    labels = [entry.label for entry in told(book, CLOUD, "subjects")]
    assert labels == [
        f"交办 {number}",
        "登记走访，问题 1 件",
        f"新增包联关系“{CLOUD}”",
        f"新增企业“{CLOUD}”",
    ]


def test_the_latest_changes_are_told_without_what_they_wrote_which_is_told_of_one(
    book: Book,
) -> None:
    office.with_subjects(book)
    with book.read() as connection:
        newest, every = latest(connection, 3), record(connection)
        assert [replace(one, touched=()) for one in every[:3]] == newest
        assert written(connection, newest[0].uid) == every[0].touched != ()


def test_a_subjects_record_holds_its_monthly_figures(book: Book) -> None:
    add(book, "enterprises", {"name": CLOUD}, ACTOR)
    add(book, "figures", {"subject": CLOUD, "month": "2018-06", "revenue": "310.5"}, ACTOR)
    (latest, _) = told(book, CLOUD, "subjects")
    facts = {fact.label: fact.value for fact in latest.touched[0].facts}
    assert (latest.touched[0].noun, facts["营业收入"]) == ("经营指标", "310.5")


def test_the_record_of_a_common_problem_tells_which_issues_came_under_it_and_left_it(
    book: Book,
) -> None:
    office.with_subjects(book)
    number = office.issue(book, CLOUD, "2018-07-02", "用电")
    head = put_under(book, "企业用电", [number], ACTOR)
    take_out(book, [number], ACTOR)
    with book.read() as connection:
        entries = record(connection, rows_of(connection, [("common_problem", head)]))
    assert [entry.label for entry in entries] == [
        "1 条问题移出共性问题",
        "1 条问题归入共性问题“企业用电”",
        "新增共性问题“企业用电”",
        "新增问题“用电”",
    ]


def test_the_record_of_a_meeting_tells_topics_that_were_taken_off(book: Book) -> None:
    talks = {"title": "单月会商", "kind": "单月会商", "held_on": "2018-07-20"}
    uid = add(book, "meetings", talks, ACTOR).uid
    for topics in ([Topic("通报安排")], []):
        set_agenda(book, uid, topics, ACTOR)
    with book.read() as connection:
        entries = record(connection, rows_of(connection, [("meeting", uid)]))
    assert [(t.verb, t.noun) for e in entries for t in e.touched] == [
        ("删除", "议题"),
        ("新增", "议题"),
        ("新增", "会议"),
    ]


def test_what_an_office_says_of_itself_is_told_by_its_label(book: Book) -> None:
    save(book, {"region": "南片"}, ACTOR)
    (touched,) = told(book)[0].touched
    assert [(f.label, f.value) for f in touched.facts] == [("地区简称", "南片")]


def test_the_record_of_one_row_reads_no_more_of_the_log_than_its_own(tmp_path: Path) -> None:
    """Of a casebook with a million records the whole log would keep the window waiting."""
    with office.new_book(tmp_path) as book:
        office.with_subjects(book)
        office.visit(book, CLOUD, "2018-07-20")
        with noted() as asked:
            assert told(book, CLOUD, "subjects")
        plans = of_the_log(book, asked)
    assert any("ix_op_row" in plan for plan in plans)
    assert not [plan for plan in plans if plan.startswith("SCAN")]
    # Which rows are gone is told by the index alone.
    assert not [plan for plan in plans if plan.endswith("USING INDEX ix_op_row (tbl=?)")]


def test_of_a_change_that_touched_very_many_rows_the_first_are_told(book: Book) -> None:
    with book.change("读入很多", ACTOR) as session:
        rows = [{"uid": new_uid(), "name": f"虚构公司{n}"} for n in range(501)]
        session.add_many(Subject, rows)
    (entry,) = told(book)
    assert (entry.rows, len(entry.touched)) == (501, 500)
    with book.read() as connection:
        (entry,) = record(connection, [rows[-1]["uid"]])
    assert (entry.rows, [one.uid for one in entry.touched]) == (501, [rows[-1]["uid"]])
