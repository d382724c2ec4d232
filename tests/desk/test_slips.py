"""Slips from the casebook: what is read, how a deadline and a gate are explained, the commands."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.errors import Refused
from desk.printable import Printable
from desk.progress import Cancelled, Progress
from desk.records import add
from desk.slips import SLIPS, slips_of, views
from reports.slipview import IssueSlip, VisitSlip
from tests.desk import office
from tests.desk.line import Line
from tests.reports import paper


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        yield office.with_a_summer(office.with_subjects(book))


def numbered(ordinal: int) -> str:
    return f"{office.CODE}-2018-{ordinal:04d}"


def issue(book: Book, number: str) -> IssueSlip:
    with book.read() as connection:
        return views.issue(connection, number, book.clock.today())


def follow_up(book: Book, number: str) -> IssueSlip:
    with book.read() as connection:
        return views.follow_up(connection, number, book.clock.today())


def visit(book: Book, number: str) -> VisitSlip:
    with book.read() as connection:
        return views.visit(connection, number, book.clock.today())


def opened(book: Book, on: str = "2018-07-02") -> str:
    return office.issue(book, office.COLD, on, "道口限高")


# --- visits --------------------------------------------------------------------------------------


def test_a_visit_names_who_answered_for_the_subject_on_its_day(book: Book) -> None:
    values = {"subject": office.GRAIN, "leader": "吴安五", "from_on": "2018-07-20"}
    add(book, "assignments", values, office.ACTOR)
    slip = visit(book, numbered(2))
    assert (slip.office, slip.visited_on) == ("双创双服工作办公室", date(2018, 7, 3))
    assert (slip.subject.name, slip.subject.park) == (office.GRAIN, "西园")
    assert (slip.subject.leader, slip.subject.unit) == ("钱安二", "试办区经发局")
    assert slip.said["visitors"] == "钱安二、孙安三"


def test_a_visit_lists_its_problems_with_where_they_stand_today(book: Book) -> None:
    problems = [(one.title, one.state) for one in visit(book, numbered(1)).issues]
    assert problems == [("厂区用电负荷不足", "已销号"), ("门前道路积水", "已销号")]


def test_the_form_for_a_visit_knows_the_subject_and_leaves_the_rest_to_a_hand(book: Book) -> None:
    with book.read() as connection:
        slip = views.visit_beforehand(connection, office.GRAIN, book.clock.today())
    assert (slip.subject.name, slip.subject.leader) == (office.GRAIN, "钱安二")
    assert slip.blank
    assert not slip.said


# --- how a deadline was reckoned -----------------------------------------------------------------


def test_a_deadline_that_nobody_named_says_the_term_of_the_rule(
    book: Book,
) -> None:
    number = opened(book)
    office.start(book, number, "2018-07-03")
    slip = issue(book, number)
    assert (slip.due_on, slip.reckoned) == (
        date(2018, 7, 10),
        "7月3日交办，7 天，7月10日到期",
    )
    assert slip.said["due_on"] == "2018年7月10日"


def test_a_deadline_that_was_named_is_said_to_be(book: Book) -> None:
    number = opened(book)
    office.start(book, number, "2018-07-03", due_on="2018-07-20")
    assert issue(book, number).reckoned == "7月3日交办，交办时定7月20日到期"


def test_an_extension_says_what_the_deadline_was_before(book: Book) -> None:
    number = opened(book)
    office.start(book, number, "2018-07-03")
    office.take(book, number, "ask_extension", "2018-07-05", due_on="2018-07-25", reason="待批")
    first = "7月3日交办，7 天，7月10日到期"
    assert issue(book, number).reckoned == first, "asked for is not granted"
    office.take(book, number, "grant_extension", "2018-07-06", by="钱安二")
    assert issue(book, number).reckoned == (
        f"{first}；7月5日{office.ACTOR}申请延期，7月6日钱安二同意，由7月10日延至7月25日到期"
    )


def test_days_on_hold_that_moved_a_deadline_are_said(book: Book) -> None:
    number = opened(book)
    office.start(book, number, "2018-07-03")
    office.take(book, number, "suspend", "2018-07-05", basis="等规划", review_on="2018-07-30")
    office.take(book, number, "resume", "2018-07-09", reason="规划已批")
    assert issue(book, number).reckoned == (
        "7月3日交办，7 天，7月10日到期；"
        "7月5日挂账，7月9日恢复办理，顺延 4 天，由7月10日顺延至7月14日到期"
    )


def test_what_was_never_dispatched_has_no_reckoning(book: Book) -> None:
    slip = issue(book, opened(book))
    assert (slip.reckoned, slip.due_on, slip.dispatched_on) == ("", None, None)


# --- the ground of each gate ---------------------------------------------------------------------


def grounds(book: Book, number: str) -> list[tuple[bool | None, str]]:
    return [(gate.met, gate.ground) for gate in issue(book, number).gates]


def test_each_gate_that_is_met_says_on_what_ground(book: Book) -> None:
    assert grounds(book, numbered(1)) == [
        (True, "试办区供电公司，责任人李安四，2018年6月13日签收"),
        (True, "没有另定措施"),
        (True, "2018年6月18日办结，佐证材料1件，2018年6月18日核实"),
        (True, "2018年6月18日回访，企业满意"),
    ]


def test_each_gate_that_is_not_met_says_what_it_lacks(book: Book) -> None:
    number = opened(book)
    office.start(book, number, "2018-07-03")
    office.take(book, number, "measure", "2018-07-04", text="现场勘查")
    assert grounds(book, number)[1:] == [
        (False, "措施 1 没有完成情况"),
        (False, "还没有办结"),
        (False, "办结以来没有回访到满意或基本满意"),
    ]
    office.take(book, number, "measure_done", "2018-07-05", measure="1", outcome="已勘查")
    assert grounds(book, number)[1] == (True, "所定1条措施均有完成情况")


def test_what_was_settled_on_the_spot_is_proved_by_its_visit(book: Book) -> None:
    number = numbered(3)
    office.take(book, number, "verify", "2018-07-04")
    first, _, third, _ = grounds(book, number)
    assert first == (True, "试办区经发局，责任人孙安三，走访时现场解决")
    proof = f"2018年7月3日现场解决，走访记录{numbered(2)}，2018年7月4日核实"
    assert third == (True, proof)


# --- the story and the follow-up -----------------------------------------------------------------


def test_the_story_in_short_leaves_out_the_closing_that_is_asked_for(book: Book) -> None:
    office.take(book, numbered(7), "progress", "2018-07-29", note="已到现场")
    steps = [line.label for line in issue(book, numbered(1)).story]
    assert steps == ["登记", "交办", "签收", "办结", "核实", "回访"]
    told = issue(book, numbered(1)).story[1]
    assert (told.on, told.by) == ("2018年6月13日", office.ACTOR)
    assert told.text == f"牵头单位：{office.POWER}"
    assert "报进展" not in [line.label for line in issue(book, numbered(7)).story]


def test_a_follow_up_tells_the_last_answer_and_what_it_was_about(book: Book) -> None:
    number = opened(book)
    office.start(book, number, "2018-07-03")
    office.finish(book, number, "2018-07-06", "不满意")
    slip = follow_up(book, number)
    assert (slip.followed_up_on, slip.said["satisfaction"]) == (date(2018, 7, 6), "不满意")
    assert slip.said["result"] == "已协调办妥，企业恢复正常生产", (
        "though it does not stand any more"
    )
    assert slip.said["resolved_on"] == "2018年7月6日"
    assert slip.asked_by == office.ACTOR


def test_after_another_resolve_the_enterprise_is_to_be_asked_anew(book: Book) -> None:
    number = opened(book)
    office.start(book, number, "2018-07-03")
    office.finish(book, number, "2018-07-06", "不满意")
    office.take(book, number, "resolve", "2018-07-12", result="已拆除限高架")
    slip = follow_up(book, number)
    assert (slip.followed_up_on, slip.said["satisfaction"], slip.answer) == (None, "", "")
    assert slip.said["result"] == "已拆除限高架"


# --- several at once -----------------------------------------------------------------------------


def test_slips_of_several_records_are_one_file_with_the_same_bytes_each_time(book: Book) -> None:
    dispatch = slips_of("issues")[0]
    numbers = [numbered(1), numbered(2)]
    joined = dispatch.files(book, numbers, Progress())
    said = [paper.pdf_text(dispatch.file(book, number, ".pdf")) for number in numbers]
    assert paper.pdf_text(joined) == "".join(said)
    assert dispatch.files(book, numbers, Progress()) == joined


def test_drawing_several_slips_tells_how_far_it_is_and_stops_when_asked(book: Book) -> None:
    told: list[tuple[str, int, int]] = []
    progress = Progress(lambda *report: told.append(report))
    slips_of("issues")[0].files(book, [numbered(1), numbered(2)], progress)
    assert told[0] == ("交办单", 0, 2)
    progress.cancel()
    with pytest.raises(Cancelled):
        slips_of("issues")[0].files(book, [numbered(1)], progress)


# --- the commands --------------------------------------------------------------------------------


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_every_slip_is_printed_by_name_and_by_label(
    summer: Line, tmp_path: Path, slip: Printable[IssueSlip]
) -> None:
    for called, suffix in ((slip.name, ".docx"), (slip.label, ".pdf")):
        path = tmp_path / f"{slip.name}{suffix}"
        asked = (slip.kind, numbered(1), "--document", called, "--out", str(path))
        assert summer.on("print", *asked) == 0, summer.err
    assert slip.label in paper.pdf_text((tmp_path / f"{slip.name}.pdf").read_bytes())
    assert slip.label in paper.word_text((tmp_path / f"{slip.name}.docx").read_bytes())


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_every_slip_is_printed_blank_without_a_casebook(
    line: Line, tmp_path: Path, slip: Printable[IssueSlip]
) -> None:
    for called, suffix in ((slip.name, ".docx"), (slip.label, ".pdf")):
        path = tmp_path / f"{slip.name}{suffix}"
        assert line("form", called, "--blank", "--out", str(path)) == 0, line.err
    assert "☑" not in paper.pdf_text((tmp_path / f"{slip.name}.pdf").read_bytes())


def test_the_form_for_a_visit_is_printed_of_any_kind_of_subject(
    summer: Line, tmp_path: Path
) -> None:
    for kind, name in (("subjects", office.CLOUD), ("projects", office.COLD)):
        path = tmp_path / f"{kind}.pdf"
        asked = (kind, name, "--document", "预填走访记录表", "--out", str(path))
        assert summer.on("print", *asked) == 0, summer.err
        assert f"帮扶对象{name}" in paper.pdf_text(path.read_bytes())


def test_a_form_that_is_none_is_refused_with_cards_and_slips(line: Line, tmp_path: Path) -> None:
    assert line("form", "无此表", "--blank", "--out", str(tmp_path / "a.pdf")) == 1
    assert "card-enterprise（" in line.err
    for slip in ("closing（销号审批表）", "extension（延期审批单）", "assignments（包联一览表）"):
        assert slip in line.err


def test_a_record_that_is_not_there_is_refused(book: Book) -> None:
    for slip in slips_of("issues"):
        with pytest.raises(Refused, match="没有找到问题“查无此号”"):
            slip.file(book, "查无此号", ".pdf")


def test_a_slip_is_no_excel_file(book: Book) -> None:
    with pytest.raises(Refused, match=r"请用 .docx 或 .pdf"):
        slips_of("visits")[0].file(book, numbered(1), ".xlsx")
