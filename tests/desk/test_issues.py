"""The life of an issue through the casebook: steps are kept, folded, refused, withdrawn."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from desk.attachments import Evidence, LocalFile
from desk.book.casebook import Book
from desk.book.place import Place
from desk.book.undo import redo, undo
from desk.derived import rebuild, stale
from desk.details import issue as detail
from desk.errors import Refused
from desk.issues import Act, step, step_each, step_many
from desk.references import find
from desk.visits import Problem
from models.tables import Attachment, Issue, Step
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD, GRAIN


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        yield office.with_subjects(book)


@pytest.fixture
def number(book: Book) -> str:
    """An issue that was registered on 2 July."""
    return office.issue(book, CLOUD, "2018-07-02", "变压器增容")


def shown(book: Book, number: str) -> dict[str, Any]:
    with book.read() as connection:
        row = connection.execute(select(Issue.__table__).where(Issue.number == number)).one()
    return dict(row._mapping)


def refused(book: Book, number: str, name: str, **values: str) -> str:
    with pytest.raises(Refused) as error:
        step(book, number, Act(name, values), ACTOR)
    return error.value.sentence


def test_a_dispatch_gives_seven_days_the_day_itself_not_counted(book: Book, number: str) -> None:
    office.take(book, number, "dispatch", "2018-07-03", lead_unit=office.POWER)
    row = shown(book, number)
    assert (row["state"], str(row["due_on"])) == ("dispatched", "2018-07-10")


def test_a_refused_step_says_why_and_leaves_no_trace(book: Book, number: str) -> None:
    before = shown(book, number)
    assert "已登记" in refused(book, number, "accept", responsible="李安四")
    assert "没有“colour”这一项" in refused(book, number, "dispatch", colour="red")
    assert "没有“dance”这一步" in refused(book, number, "dance")
    assert "2018-08-01" in refused(book, number, "dispatch", lead_unit="x", on="2018-08-01")
    assert shown(book, number) == before
    with book.read() as connection:
        assert connection.scalars(select(Step.uid)).all() == []


def test_a_deadline_rule_that_nobody_knows_is_refused_with_those_there_are(
    book: Book, number: str
) -> None:
    said = refused(book, number, "dispatch", lead_unit=office.POWER, rule="急件")
    assert "没有时限规则“急件”" in said
    assert "13710（自然日）、1/3/7（工作日）" in said


def test_an_issue_keeps_the_version_of_the_rule_that_it_began_under(
    book: Book, number: str
) -> None:
    office.take(book, number, "dispatch", "2018-07-03", lead_unit=office.POWER)
    office.take(book, number, "return", "2018-07-03", reason="不属本单位")
    other = {"lead_unit": office.LAND, "rule": "working-1-3-7"}
    office.take(book, number, "dispatch", "2018-07-04", **other)
    with book.read() as connection:
        kept = connection.execute(select(Step.rule, Step.due_on).order_by(Step.id)).all()
        due_on = connection.scalar(select(Issue.due_on).where(Issue.number == number))
    assert [tuple(row) for row in kept] == [
        ("13710@1", None),
        (None, None),
        ("working-1-3-7@1", None),
    ]
    assert due_on == date(2018, 7, 13)


def test_an_issue_cannot_be_closed_while_a_gate_is_unmet_and_the_gate_is_named(
    book: Book, number: str
) -> None:
    office.start(book, number, "2018-07-03")
    office.take(book, number, "resolve", "2018-07-05", result="已增容")
    office.take(book, number, "verify", "2018-07-05")
    sentence = refused(book, number, "close")
    assert "企业不满意不放过" in sentence
    assert "责任不落实不放过" not in sentence
    office.take(book, number, "follow_up", "2018-07-06", satisfaction="满意")
    office.take(book, number, "close", "2018-07-06")
    assert shown(book, number)["state"] == "closed"


def test_an_open_measure_keeps_an_issue_from_being_closed(book: Book, number: str) -> None:
    office.start(book, number, "2018-07-03")
    office.take(book, number, "measure", "2018-07-03", text="架设临时线路")
    office.take(book, number, "resolve", "2018-07-05", result="已增容")
    office.take(book, number, "verify", "2018-07-05")
    office.take(book, number, "follow_up", "2018-07-06", satisfaction="满意")
    assert "任务不完成不放过" in refused(book, number, "close")
    office.take(book, number, "measure_done", "2018-07-06", measure="1", outcome="已架设")
    office.take(book, number, "close", "2018-07-06")


def test_a_resolve_without_evidence_does_not_pass_its_gate(book: Book, number: str) -> None:
    office.start(book, number, "2018-07-03")
    step(book, number, Act("resolve", {"result": "已增容", "on": "2018-07-05"}), ACTOR)
    office.take(book, number, "verify", "2018-07-05")
    office.take(book, number, "follow_up", "2018-07-06", satisfaction="满意")
    assert "佐证材料" in refused(book, number, "close")


def test_a_leader_closes_past_a_gate_only_with_a_reason(book: Book, number: str) -> None:
    office.start(book, number, "2018-07-03")
    refused(book, number, "close", override="")
    office.take(book, number, "close", "2018-07-06", override="市政府统一安排")
    assert shown(book, number)["override"] == "市政府统一安排"


def test_an_issue_settled_on_the_spot_is_proved_by_its_visit(book: Book) -> None:
    entered = office.visit(book, GRAIN, "2018-07-05", [Problem({"title": "蒸汽"}, "当场调度")])
    number = entered.issues[0].number
    assert str(shown(book, number)["settled_on"]) == "2018-07-05"
    office.take(book, number, "verify", "2018-07-06")
    office.take(book, number, "follow_up", "2018-07-06", satisfaction="满意")
    office.take(book, number, "close", "2018-07-06")
    assert shown(book, number)["state"] == "closed"


def test_a_visit_whose_problem_is_refused_is_not_entered_at_all(book: Book) -> None:
    problems = [Problem({"title": "蒸汽"}), Problem({"title": ""})]
    with pytest.raises(Refused, match="问题 2："):
        office.visit(book, GRAIN, "2018-07-05", problems)
    with book.read() as connection:
        assert connection.scalars(select(Issue.uid)).all() == []


def test_the_same_step_of_several_issues_is_one_change_or_none(book: Book, number: str) -> None:
    other = office.issue(book, GRAIN, "2018-07-02", "蒸汽压力不稳")
    act = Act("dispatch", {"lead_unit": office.POWER, "on": "2018-07-03"})
    assert len(step_many(book, [number, other], act, ACTOR)) == 2
    assert undo(book).label == "交办 2 条"
    office.take(book, other, "dispatch", "2018-07-03", lead_unit=office.POWER)
    with pytest.raises(Refused):
        step_many(book, [number, other], act, ACTOR)
    assert shown(book, number)["state"] == "registered"


def test_of_several_issues_one_that_refuses_the_step_does_not_hold_the_others(
    book: Book, number: str
) -> None:
    later, started = (
        office.issue(book, GRAIN, day, "蒸汽") for day in ("2018-07-09", "2018-07-02")
    )
    office.take(book, started, "dispatch", "2018-07-03", lead_unit=office.POWER)
    act = Act("dispatch", {"lead_unit": office.LAND, "on": "2018-07-05"})
    each = step_each(book, [number, later, started], act, ACTOR)
    assert list(each.done) == [number]
    assert "早于上一步（2018-07-09）" in each.left[later]
    assert shown(book, later)["state"] == "registered"
    assert undo(book).label == f"交办 {number}"
    assert shown(book, number)["state"] == "registered"


def test_a_step_that_no_issue_takes_writes_nothing_not_even_a_unit_or_a_batch(
    book: Book, number: str
) -> None:
    other = office.issue(book, GRAIN, "2018-07-09", "蒸汽")
    act = Act("dispatch", {"lead_unit": "试办区新设局", "on": "2018-07-01"})
    each = step_each(book, [number, other], act, ACTOR)
    assert (list(each.done), len(set(each.left.values()))) == ([], 2)
    with book.read() as connection:
        assert find(connection, "organizations", "试办区新设局") is None
    done = step_each(book, [number, other], Act("dispatch", {"lead_unit": office.LAND}), ACTOR).done
    assert [one.batch for one in done.values()] == ["试办-2018-第1批"] * 2


def test_a_step_that_all_issues_refuse_for_one_reason_is_refused_whole(
    book: Book, number: str
) -> None:
    other = office.issue(book, GRAIN, "2018-07-02", "蒸汽")
    with pytest.raises(Refused, match="牵头单位"):
        step_each(book, [number, other], Act("dispatch"), ACTOR)


def test_evidence_is_kept_once_by_what_it_contains(book: Book, number: str) -> None:
    office.start(book, number, "2018-07-03")
    twice = [Evidence("一.txt", b"same"), Evidence("二.txt", b"same")]
    step(book, number, Act("progress", {"note": "已踏勘", "on": "2018-07-04"}, twice), ACTOR)
    with book.read() as connection:
        kept = connection.execute(select(Attachment.name, Attachment.sha256)).all()
        files = detail(connection, number, office.END_OF_JULY).steps[-1].files
    assert files == ("一.txt", "二.txt")
    assert len({row.sha256 for row in kept}) == 1
    assert book.store.get(kept[0].sha256 or "") == b"same"


def test_evidence_of_a_step_of_several_issues_is_read_once(
    book: Book, number: str, tmp_path: Path
) -> None:
    class Watched(LocalFile):
        reads = 0

        def read(self) -> bytes:
            self.reads += 1
            return super().read()

    other = office.issue(book, GRAIN, "2018-07-02", "蒸汽")
    for one in (number, other):
        office.start(book, one, "2018-07-03")
    path = tmp_path / "验收单.pdf"
    path.write_bytes(b"accepted")
    scan = Watched(path)
    step_each(book, [number, other], Act("progress", {"note": "已踏勘"}, [scan]), ACTOR)
    assert scan.reads == 1
    with book.read() as connection:
        asked = select(Attachment.name, Attachment.size, Attachment.owner).distinct()
        assert [row[:2] for row in connection.execute(asked)] == [("验收单.pdf", 8)] * 2


def test_an_empty_file_is_no_evidence(book: Book, number: str) -> None:
    office.start(book, number, "2018-07-03")
    with pytest.raises(Refused, match=r"照片\.txt”是空文件"):
        step(book, number, Act("progress", {"note": "x"}, [Evidence("照片.txt", b"")]), ACTOR)


def test_by_says_whose_act_it_was_and_the_log_says_who_recorded_it(book: Book, number: str) -> None:
    office.take(book, number, "dispatch", "2018-07-03", lead_unit=office.POWER, by="钱安二")
    with book.read() as connection:
        assert detail(connection, number, office.END_OF_JULY).steps[0].by == "钱安二"


def test_undo_of_the_closing_brings_the_state_before_it_back(book: Book, number: str) -> None:
    office.start(book, number, "2018-07-03")
    office.finish(book, number, "2018-07-06")
    undo(book)
    assert (shown(book, number)["state"], shown(book, number)["closed_on"]) == ("verified", None)
    redo(book)
    assert shown(book, number)["state"] == "closed"


def test_cached_columns_are_rebuilt_from_the_steps(book: Book, number: str) -> None:
    office.start(book, number, "2018-07-03")
    before = shown(book, number)
    with book.change("试", ACTOR) as session:
        connection = session.connection()
        connection.execute(update(Issue).values(state="closed", due_on=None))
        assert len(stale(connection)) == 1
        assert rebuild(connection) == 1
        assert stale(connection) == []
        assert rebuild(connection) == 0
    assert shown(book, number) == before


def test_a_step_out_of_turn_is_refused_for_that_before_what_it_lacks(
    book: Book, number: str
) -> None:
    assert "“签收”只能在“已交办”时办理" in refused(book, number, "accept")
    assert "要填写牵头单位（lead_unit）" in refused(book, number, "dispatch")
