"""一企一档: nothing of a subject's story is dropped, nothing invented, however long it is."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, select

from desk.book.casebook import Book
from desk.cards.definitions import form_for
from desk.details import kept_file
from desk.dossier import UNDATED, Dossier, Entry, dossier, view
from desk.errors import Refused
from models.tables import (
    Assignment,
    Attachment,
    Card,
    Issue,
    OperatingFigure,
    Step,
    Subject,
    Visit,
)
from tests.desk import office
from tests.desk.line import Line
from tests.reports import paper


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        yield office.with_a_summer(office.with_subjects(book))


def told(book: Book, name: str = office.CLOUD) -> Dossier:
    with book.read() as connection:
        return dossier(connection, name, book.clock.today())


def uid_of(book: Book, name: str = office.CLOUD) -> str:
    with book.read() as connection:
        return str(connection.scalar(select(Subject.uid).where(Subject.name == name)))


def with_papers(book: Book, name: str = office.CLOUD) -> None:
    """A card, two months of figures, a file of the subject and one of the card."""
    subject = uid_of(book, name)
    with book.change("填卡", office.ACTOR) as session:
        card = session.create(
            Card,
            number="试办-2018-0001",
            subject=subject,
            period="2018-06",
            filled_on=date(2018, 6, 20),
            filled_by="郑安五",
            answers={"needs": "订单不足", "workers": 12},
        )
        for month, revenue in (("2018-06", 310.5), ("2018-05", 280.0)):
            session.create(OperatingFigure, subject=subject, month=month, revenue=revenue)
        for table, owner in (("subject", subject), ("card", card.uid)):
            session.create(Attachment, owner_table=table, owner=owner, name=f"{table}.pdf", size=1)


def rows_of(connection: Connection, subject: str) -> set[tuple[str, str]]:
    """Every row of the tables that tells of a subject, as table and uid."""
    models: tuple[Any, ...] = (Assignment, Visit, Card, OperatingFigure, Issue)
    found = {
        (model.__tablename__, uid)
        for model in models
        for uid in connection.scalars(select(model.uid).where(model.subject == subject))
    }
    issues = [uid for table, uid in found if table == "issue"]
    steps = connection.scalars(select(Step.uid).where(Step.issue.in_(issues)))
    found |= {("step", uid) for uid in steps}
    owners = [subject, *(uid for _, uid in found)]
    files = connection.scalars(select(Attachment.uid).where(Attachment.owner.in_(owners)))
    return found | {("attachment", uid) for uid in files}


def titles(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.title for entry in entries]


def test_every_row_of_the_tables_is_told_exactly_once(book: Book) -> None:
    with_papers(book)
    for name in (office.CLOUD, office.GRAIN, office.TIDE, office.COLD):
        entries = told(book, name).entries
        with book.read() as connection:
            rows = rows_of(connection, uid_of(book, name))
        assert Counter((entry.table, entry.uid) for entry in entries) == Counter(rows)


def test_an_assignment_that_has_ended_is_told_at_both_ends(book: Book) -> None:
    office.assign(book, office.COLD, "2018-06-01", unit="试办区科技局")
    entries = told(book, office.COLD).entries
    days = [(entry.day, entry.title) for entry in entries]
    assert days == [
        ("2018-03-01", "落实包联"),
        ("2018-05-31", "包联结束"),
        ("2018-06-01", "落实包联"),
    ]
    assert entries[0].uid == entries[1].uid != entries[2].uid
    assert dict(entries[2].facts)["包联单位"] == "试办区科技局"


def test_an_end_that_is_still_to_come_is_no_entry_yet(book: Book) -> None:
    with book.change("定下期限", office.ACTOR) as session:
        asked = select(Assignment).where(Assignment.subject == uid_of(book, office.COLD))
        for row in session.scalars(asked).all():
            row.to_on = office.END_OF_JULY + timedelta(days=1)
    (begun,) = told(book, office.COLD).entries
    assert ("包联结束日期", "2018-08-01") in begun.facts


def test_the_oldest_comes_first_and_a_file_right_after_what_it_belongs_to(book: Book) -> None:
    with_papers(book)
    entries = told(book).entries
    dated = [entry.on for entry in entries if entry.on]
    assert dated == sorted(dated)
    place = titles(entries).index("办结：厂区用电负荷不足")
    assert entries[place + 1].title == "现场照片.txt"
    assert entries[place + 1].day == entries[place].day == "2018-06-18"
    assert entries[place + 1].root == entries[place].root == ("issue", entries[place].root[1])


def test_what_bears_no_day_is_told_without_one(book: Book) -> None:
    with_papers(book)
    with book.change("补记", office.ACTOR) as session:
        session.create(Visit, subject=uid_of(book), way="电话联系")
    entries = told(book).entries
    assert [entry.title for entry in entries if entry.on is None] == ["电话联系"]
    assert entries[0].day == UNDATED


def test_a_step_of_a_newer_program_is_told_by_its_name(book: Book) -> None:
    number = office.issue(book, office.COLD, "2018-07-01", "道口限高")
    with book.change("收到", office.ACTOR) as session:
        issue = session.scalars(select(Issue).where(Issue.number == number)).one()
        day = date(2018, 7, 2)
        session.create(Step, issue=issue.uid, step="beam_up", happened_on=day, by="王安七")
    last = told(book, office.COLD).entries[-1]
    assert (last.title, last.who, last.day) == ("beam_up：道口限高", "王安七", "2018-07-02")


def test_a_visit_says_who_went_and_what_was_asked(book: Book) -> None:
    office.visit(book, office.COLD, "2018-07-20", [office.problem("冷库电价偏高")])
    visit = next(e for e in told(book, office.COLD).entries if e.kind == "visit")
    assert (visit.title, visit.who) == ("入企走访", "钱安二、孙安三")
    assert dict(visit.facts)["问题"].startswith("试办-2018-")


def test_a_card_tells_its_answers_by_section(book: Book) -> None:
    kept = form_for("enterprise")
    first = next(q for q in kept.questions if q.type == "text")
    with book.change("填卡", office.ACTOR) as session:
        values = {"subject": uid_of(book), "form": kept.key, "version": kept.version}
        day = date(2018, 7, 9)
        session.create(Card, **values, period="2018-07", filled_on=day, answers={first.key: "答"})
    card = next(e for e in told(book).entries if e.kind == "card")
    assert (card.title, card.day) == ("反馈卡 2018-07", "2018-07-09")
    answers = dict(fact for _, told in card.sections for fact in told)
    assert answers[first.label] == "答"
    assert f"{first.label} 答" in card.text
    assert first.label not in card.brief, "who it is stands above the whole story"


def test_the_counts_leave_merged_and_withdrawn_issues_out(book: Book) -> None:
    assert told(book).counts.issues == 3
    number = office.issue(book, office.CLOUD, "2018-07-30", "重复登记")
    office.take(book, number, "withdraw", "2018-07-30", reason="重复")
    counts = told(book).counts
    assert (counts.visits, counts.last_visit) == (1, date(2018, 6, 12))
    assert (counts.issues, counts.closed, counts.open, counts.overdue) == (3, 2, 1, 0)
    assert (counts.asked, counts.content) == (2, 2)
    assert told(book, office.TIDE).counts.overdue == 1


def test_a_longer_story_asks_no_more_questions(book: Book) -> None:
    before = questions(book)
    subject = uid_of(book)
    with book.change("补记一年走访", office.ACTOR) as session:
        for day in range(400):
            session.create(Visit, subject=subject, visited_on=date(2017, 1, 1) + timedelta(day))
    assert len(told(book).entries) > 400
    assert questions(book) == before


def questions(book: Book) -> int:
    """How many statements one reading takes."""
    asked: list[str] = []
    with book.read() as connection:
        event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
        dossier(connection, office.CLOUD, book.clock.today())
    return len(asked)


def test_an_entry_of_a_file_gives_the_file(book: Book) -> None:
    entry = next(e for e in told(book).entries if e.kind == "attachment")
    with book.read() as connection:
        file = kept_file(connection, entry.uid)
        assert kept_file(connection, "0" * 32) is None
    assert file is not None
    assert book.store.get(file.sha256) == b"seen on the spot"


def test_a_subject_that_is_not_there_is_refused(book: Book) -> None:
    with pytest.raises(Refused, match="没有找到帮扶对象“查无此企”"):
        told(book, "查无此企")


def test_the_paper_tells_every_entry_in_order_of_time(book: Book) -> None:
    with_papers(book)
    story = told(book)
    printed = view(story, office.OFFICE)
    assert [part.title for part in printed.parts] == ["包联责任", "经营指标", "问题清单", "大事记"]
    assert [row[2] for row in printed.parts[-1].rows] == titles(story.entries)
    assert [row[1] for row in printed.parts[2].rows] == [
        "厂区用电负荷不足",
        "门前道路积水",
        "变压器增容",
    ]
    assert printed.summary == (
        "走访1次，最近一次在2018年6月12日，问题3件，已销号2件，未销号1件，回访满意2件（共回访2件）。"
    )
    assert ("企业名称", office.CLOUD) in printed.facts
    assert "" not in {value for _, value in printed.facts}


def test_the_command_line_prints_a_dossier_as_word_and_pdf(summer: Line, tmp_path: Path) -> None:
    for suffix, magic in ((".docx", b"PK"), (".pdf", b"%PDF")):
        path = tmp_path / f"一企一档{suffix}"
        document = ("--document", "一企一档") if suffix == ".pdf" else ()
        status = summer.on("print", "subjects", office.CLOUD, *document, "--out", str(path))
        assert (status, summer.out) == (0, f"{path}\n"), summer.err
        assert path.read_bytes().startswith(magic)
    assert "变压器增容" in paper.pdf_text((tmp_path / "一企一档.pdf").read_bytes())


def test_the_command_line_says_what_can_be_printed(summer: Line, tmp_path: Path) -> None:
    path = str(tmp_path / "一企一档.docx")
    assert summer.on("print", "people", "钱安二", "--out", path) == 1
    assert "“people”没有可打印的文书；可打印的有 subjects、" in summer.err
    asked = ("print", "enterprises", office.CLOUD, "--document", "slip", "--out", path)
    assert summer.on(*asked) == 1
    assert "“enterprises”没有“slip”这种文书；可用的有 dossier（一企一档）" in summer.err
    assert summer.on("print", "subjects", office.CLOUD, "--out", path.replace("docx", "xlsx")) == 1
    assert "请用 .docx 或 .pdf" in summer.err
    assert list(tmp_path.glob("一企一档*")) == []
