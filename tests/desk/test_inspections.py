"""督查: a sample anybody can draw again, findings, and issues that are closed like all issues."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import inspections
from desk.book import undo
from desk.book.casebook import Book
from desk.details import issue as detail
from desk.documents import chosen
from desk.errors import Refused
from desk.inspections import Sample, Told
from desk.printing import PDF
from desk.supervision.inspecting import sampled
from tests.desk import office
from tests.reports import paper

VALUES = {"title": "上半年抽查", "kind": "抽样督查", "held_on": "2018-07-31"}
TWO = Sample("closed", 2, "730")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        yield office.with_a_summer(office.with_subjects(book))


def told(book: Book, text: str) -> Told:
    with book.read() as connection:
        return inspections.told(connection, text, office.END_OF_JULY)


def drawn(book: Book, sample: Sample) -> tuple[str, ...]:
    with book.read() as connection:
        return inspections.draw(connection, sample, office.END_OF_JULY).uids


def test_the_same_seed_draws_the_same_and_a_larger_sample_holds_the_smaller(book: Book) -> None:
    one, two = drawn(book, Sample("subjects", 1, "a")), drawn(book, Sample("subjects", 3, " a "))
    assert two == drawn(book, Sample("subjects", 3, "a"))
    assert two[:1] == one
    samples = {drawn(book, Sample("subjects", 2, str(seed))) for seed in range(20)}
    assert len(samples) > 3
    assert len(drawn(book, Sample("closed", 9, "a"))) == 2, "all that there are"


def test_an_inspection_writes_down_what_it_was_drawn_from_and_how(book: Book) -> None:
    saved = inspections.begin(book, VALUES, office.ACTOR, TWO)
    found = told(book, saved.number)
    assert saved.number == "试办-2018-0001"
    assert (found.line.values["drawn"], found.line.values["drawn_from"]) == (2, 2)
    assert found.line.values["seed"] == "2018-07-31 近半年销号的问题 种子“730”"
    assert sampled(found.line.values) == (
        "2018年7月31日从近半年销号的问题 2 个中抽取 2 个，种子“730”当众说定，照此重抽结果相同"
    )
    assert [one.issue for one in found.items] != ["", ""]
    assert found.standing == "待督查 2 项"
    with pytest.raises(Refused, match="种子"):
        inspections.begin(book, VALUES, office.ACTOR, Sample("closed", 2, " "))


def test_nothing_is_drawn_from_what_is_not_there(book: Book) -> None:
    (land,) = (one for one in drawn(book, Sample("overdue", 9, "a")))
    with book.read() as connection:
        number = detail(connection, land, office.END_OF_JULY).line.shown["number"]
    office.finish(book, number, "2018-07-31")
    with pytest.raises(Refused, match="没有可抽的"):
        inspections.begin(book, VALUES, office.ACTOR, Sample("overdue", 2, "a"))


def test_an_item_is_taken_off_the_list_until_an_issue_was_made_of_it(book: Book) -> None:
    number = inspections.begin(book, VALUES, office.ACTOR, TWO).number
    first, second = told(book, number).items
    inspections.drop_item(book, first.uid, office.ACTOR)
    assert [one.uid for one in told(book, number).items] == [second.uid]
    inspections.note(book, second.uid, "路面又破损", office.ACTOR)
    inspections.rectify(book, second.uid, {"title": "管护不到位"}, office.ACTOR)
    with pytest.raises(Refused, match="不能移除"):
        inspections.drop_item(book, second.uid, office.ACTOR)


def test_what_is_found_is_rectified_as_an_issue_and_closed_like_one(book: Book) -> None:
    uid = inspections.begin(book, VALUES, office.ACTOR, TWO).uid
    first, second = told(book, uid).items
    with pytest.raises(Refused, match="先填写"):
        inspections.rectify(book, first.uid, {"title": "管护不到位"}, office.ACTOR)
    inspections.note(book, first.uid, "清淤后又淤塞", office.ACTOR)
    inspections.note(book, second.uid, "未发现问题", office.ACTOR)
    number = inspections.rectify(book, first.uid, {"title": "管护不到位"}, office.ACTOR).number
    assert told(book, uid).standing == "整改中 1 件"
    with book.read() as connection:
        line = detail(connection, number, office.END_OF_JULY).line
    assert (line.values["source"], line.shown["subject"]) == ("督查", first.subject)
    assert line.values["detail"] == "清淤后又淤塞"
    with pytest.raises(Refused, match="已经登记"):
        inspections.rectify(book, first.uid, {"title": "再登记"}, office.ACTOR)
    office.start(book, number, "2018-07-31", office.LAND)
    office.finish(book, number, "2018-07-31")
    assert told(book, uid).standing == "已整改"


def test_what_was_only_merged_or_withdrawn_is_not_rectified(book: Book) -> None:
    uid = inspections.begin(book, VALUES, office.ACTOR).uid
    inspections.add_item(book, uid, "subjects", office.TIDE, office.ACTOR)
    (item,) = told(book, uid).items
    inspections.note(book, item.uid, "又漏雨", office.ACTOR)
    number = inspections.rectify(book, item.uid, {"title": "漏雨"}, office.ACTOR).number
    into = office.issue(book, office.TIDE, "2018-07-31", "屋面失修")
    office.take(book, number, "merge", "2018-07-31", into=into)
    assert told(book, uid).standing == "整改中 1 件"
    office.take(book, into, "withdraw", "2018-07-31", reason="重复登记")
    assert told(book, uid).standing == "未整改 1 件"
    undo.undo(book, office.ACTOR)
    office.start(book, into, "2018-07-31", office.LAND)
    office.finish(book, into, "2018-07-31")
    assert told(book, uid).standing == "已整改"


def test_registering_what_was_found_is_undone_whole(book: Book) -> None:
    uid = inspections.begin(book, VALUES, office.ACTOR, TWO).uid
    item = told(book, uid).items[0]
    inspections.note(book, item.uid, "清淤后又淤塞", office.ACTOR)
    inspections.rectify(book, item.uid, {"title": "管护不到位"}, office.ACTOR)
    undo.undo(book, office.ACTOR)
    assert told(book, uid).items[0].raised == ""


def test_an_item_is_added_by_its_name_once_and_the_record_is_printed(book: Book) -> None:
    uid = inspections.begin(book, VALUES, office.ACTOR).uid
    inspections.add_item(book, uid, "subjects", office.TIDE, office.ACTOR)
    with pytest.raises(Refused, match="已经在"):
        inspections.add_item(book, uid, "subjects", office.TIDE, office.ACTOR)
    said = paper.pdf_text(chosen("inspections", None).file(book, "上半年抽查", PDF))
    assert "督查记录" in said
    assert office.TIDE in said
