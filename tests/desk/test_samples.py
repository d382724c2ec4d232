"""The table of documents and its samples: all are there, blank and filled."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from desk.book.casebook import Book
from desk.book.place import Place
from desk.clock import Clock
from desk.documents import DOCUMENTS, blank_file, blanks, chosen
from desk.errors import Refused
from desk.meetings.documents import CAMPAIGN_PAPERS, MEETING_PAPERS, MODEL_CASE
from desk.printable import WATERMARKS, Printable
from desk.printing import EXCEL, PDF, WORD
from desk.progress import Cancelled, Progress
from desk.samples import BLANKS, SAMPLES, Sample, blanks_in_one, write
from desk.slips import ROSTERS, SLIPS, VISIT_BEFOREHAND
from tests.desk import office
from tests.desk.line import Line
from tests.reports import paper

DOCUMENTS_OF_THE_OFFICE = (
    *("工作简报", "情况通报", "专报", "问题台账", "反馈卡", "走访记录表"),
    *("走访计划与完成情况表", "包联一览表", "交办单", "回访记录", "销号审批表", "一企一档"),
    *("催办单", "督办单", "督办台账", "单位履职情况表", "督查记录"),
)


def named(name: str) -> Sample:
    return next(one for one in SAMPLES if one.name == name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The casebook of a summer, closed; made once, and only read."""
    place = tmp_path_factory.mktemp("summer")
    with office.new_book(place) as book:
        office.with_a_summer(office.with_subjects(book))
    return office.casebook_at(place)


@pytest.fixture
def book(folder: Place) -> Iterator[Book]:
    with Book.open(folder, writable=False, clock=Clock(office.END_OF_JULY)) as book:
        yield book


@pytest.fixture
def summer(folder: Place, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(folder, capsys)


# --- the table -----------------------------------------------------------------------------------


def test_every_document_of_the_office_stands_in_the_table() -> None:
    labels = [one.label for one in DOCUMENTS]
    assert set(DOCUMENTS_OF_THE_OFFICE) <= set(labels)
    assert len(labels) == len(set(labels))
    assert {*SLIPS, *ROSTERS, VISIT_BEFOREHAND} <= set(DOCUMENTS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_every_document_has_a_sample_and_says_who_uses_it_and_how_it_is_printed(
    document: Printable[object],
) -> None:
    assert [one for one in SAMPLES if one.of is document and not one.blank]
    assert document.told.users
    assert "→" in document.told.place
    assert document.told.command.startswith("baolian ")


def test_what_is_filled_in_by_hand_has_a_blank_form() -> None:
    with_blank = {one.label for one in DOCUMENTS if one.blanks}
    assert {"反馈卡", "走访记录表", "交办单", "回访记录", "销号审批表"} <= with_blank
    assert {"问题台账", "包联一览表", "走访计划与完成情况表"} <= with_blank


def test_samples_have_names_for_files_and_no_two_the_same() -> None:
    for names in ([one.name for one in SAMPLES], [one.label for one in SAMPLES]):
        assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z_.-]+", one.name) for one in SAMPLES)
    assert not any(re.search(r'[\\/:*?"<>|]', one.label) for one in SAMPLES)


# --- drawn from a casebook -----------------------------------------------------------------------


def test_the_whole_set_is_written_into_a_folder_and_what_is_missing_is_named(
    summer: Line, tmp_path: Path
) -> None:
    found = summer.json("samples", "--out", str(tmp_path / "样张"))
    written = {Path(path).name for path in found["files"]}
    missing = {one["name"] for one in found["missing"]}
    cards = {one.name for one in SAMPLES if one.of.name == "card" and not one.blank}
    meetings = {one.name for one in (*MEETING_PAPERS, *CAMPAIGN_PAPERS, MODEL_CASE)}
    none = {"urge", "inspection", "extension", "escalation"}
    blank = {"blank-card.platform", "blank-card.public_work"}
    assert missing == cards | meetings | none | blank
    expected = {
        f"{one.label}{suffix}"
        for one in SAMPLES
        if one.name not in missing
        for suffix in one.suffixes
    }
    assert written == expected == {path.name for path in (tmp_path / "样张").iterdir()}


def test_blank_forms_are_written_alone_and_over_no_other_file_unless_they_may(
    summer: Line, tmp_path: Path
) -> None:
    own = tmp_path / "空白企业反馈卡.docx"
    own.write_bytes(b"my own")
    asked = ("samples", "--blank", "--out", str(tmp_path))
    assert summer.on(*asked) == 1
    assert "空白企业反馈卡.docx”已存在" in summer.err
    assert own.read_bytes() == b"my own"
    assert list(tmp_path.iterdir()) == [own], "all files, or none"
    assert summer.on(*asked, "--force") == 0, summer.err
    assert {path.stem for path in tmp_path.glob("*.pdf")} == {one.label for one in BLANKS}
    assert paper.word_text(own.read_bytes())
    said = paper.pdf_text((tmp_path / "空白交办单.pdf").read_bytes())
    assert office.CODE not in said


def test_a_sample_is_drawn_of_the_latest_record_that_shows_the_most(book: Book) -> None:
    shown = named("visit").view(book)
    assert shown is not None
    assert [one.title for one in shown.issues] == ["堆场用地手续未批", "柴油车限行"]
    assert named("card.card-work").file(book, PDF) is None


def test_a_bulletin_without_work_tells_of_the_month_before_all_work(book: Book) -> None:
    view = named("briefing.blank").view(book)
    assert view is not None
    assert "5月份" in view.title


def test_nothing_is_written_of_a_set_that_is_not_drawn_to_its_end(
    book: Book, tmp_path: Path
) -> None:
    progress = Progress(lambda _label, done, _total: progress.cancel() if done else None)
    samples = [named("dispatch.blank"), named("follow-up.blank"), named("closing.blank")]
    with pytest.raises(Cancelled):
        write(book, tmp_path, samples, progress)
    assert not list(tmp_path.iterdir())


# --- blank forms ---------------------------------------------------------------------------------


def test_all_blank_forms_are_one_file_to_be_printed_at_once() -> None:
    told: list[tuple[str, int, int]] = []
    whole = paper.pdf_text(blanks_in_one(Progress(lambda *report: told.append(report))))
    assert told[0] == ("排印空白表样", 0, len(blanks()))
    for title in ("企业综合情况及问题反馈卡", "走访记录表", "交办单回执", "包联一览表", "问题台账"):
        assert title in whole
    some = paper.pdf_text(blanks_in_one(Progress(), ["closing"]))
    assert some == paper.pdf_text(blank_file("销号审批表", PDF))


@pytest.mark.parametrize("called", ["ledger", "问题台账", "空白问题台账"])
def test_a_blank_form_is_known_by_name_and_by_label(called: str) -> None:
    assert blank_file(called, EXCEL) == blank_file("ledger", EXCEL)


def test_a_blank_form_cannot_be_what_it_has_no_shape_for() -> None:
    with pytest.raises(Refused, match=r"请用 .docx 或 .pdf"):
        blank_file("dispatch", EXCEL)


# --- watermarks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("word", WATERMARKS)
def test_a_watermark_lies_behind_the_text_and_changes_none_of_it(book: Book, word: str) -> None:
    slip, number = chosen("visits", None), f"{office.CODE}-2018-0001"
    plain, marked = (slip.file(book, number, PDF, mark) for mark in ("", word))
    assert plain != marked
    assert paper.pdf_text(plain) == paper.pdf_text(marked)
    header = paper.word_part(slip.file(book, number, WORD, word), "word/header1.xml")
    assert word in etree.tostring(header, encoding="unicode")


def test_lists_are_printed_with_a_watermark_by_command(summer: Line, tmp_path: Path) -> None:
    plain, marked = tmp_path / "a.pdf", tmp_path / "b.pdf"
    assert summer.on("ledger", "--out", str(plain)) == 0
    assert summer.on("ledger", "--watermark", "内部", "--out", str(marked)) == 0
    assert plain.read_bytes() != marked.read_bytes()
    asked = (
        "print",
        "assignments",
        "park",
        "--watermark",
        "草稿",
        "--out",
        str(tmp_path / "c.pdf"),
    )
    assert summer.on(*asked) == 0, summer.err


@pytest.mark.parametrize("command", [("ledger",), ("print", "visits", "试办-2018-0001")])
def test_a_watermark_that_is_none_is_refused_with_those_that_there_are(
    summer: Line, tmp_path: Path, command: tuple[str, ...]
) -> None:
    out = tmp_path / "x.pdf"
    assert summer.on(*command, "--watermark", "绝密", "--out", str(out)) == 1
    assert summer.err == "没有水印“绝密”；可用的有 内部、草稿，不写则没有水印。\n"
    assert not out.exists()
