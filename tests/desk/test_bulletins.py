"""A bulletin is kept, issued once and frozen; its files stay the same bytes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desk.book.casebook import Book
from desk.book.place import Place
from desk.book.undo import undo
from desk.bulletins import (
    Draft,
    draft_view,
    frozen_rows,
    get_draft,
    idle_fields,
    issue,
    issued,
    next_masthead,
    reset_draft,
    save_draft,
    settled,
)
from desk.errors import Conflict, Refused, Trouble
from desk.printing import bulletin_files, write_files
from models.calendar import Month
from models.tables import Change
from tests.desk import office

JUNE, JULY = Month(2018, 6), Month(2018, 7)
TODAY = date(2018, 7, 31)


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place, TODAY) as book:
        yield office.with_a_summer(office.with_subjects(book))


def draft_of(book: Book, month: Month = JULY) -> Draft:
    with book.read() as connection:
        return get_draft(connection, month, book.clock.today())


def changes(book: Book) -> int:
    with book.read() as connection:
        return connection.scalar(select(func.count()).select_from(Change)) or 0


def test_a_draft_is_kept_as_edited_and_can_be_made_afresh(book: Book) -> None:
    fresh = draft_of(book)
    edited = replace(fresh.edited("本月销号{销号问题}件。"), title="七月的工作")
    save_draft(book, edited, office.ACTOR)
    assert draft_of(book) == replace(edited, saved=True)
    reset_draft(book, JULY, office.ACTOR)
    assert draft_of(book) == fresh


def test_live_fields_of_a_kept_draft_move_with_the_work(book: Book) -> None:
    save_draft(book, draft_of(book).edited("销号{销号问题}件。"), office.ACTOR)
    office.finish(book, "试办-2018-0004", "2018-07-31")
    with book.read() as connection:
        view = draft_view(connection, draft_of(book), TODAY)
    assert view.text == "销号2件。"
    assert view.draft


def test_a_kept_sentence_whose_figure_is_gone_is_pointed_out(book: Book) -> None:
    save_draft(book, draft_of(book).edited("超期{超期问题}件，销号{销号问题}件。"), office.ACTOR)
    with book.read() as connection:
        assert idle_fields(connection, draft_of(book), TODAY) == []
    office.finish(book, "试办-2018-0004", "2018-07-31")
    with book.read() as connection:
        assert idle_fields(connection, draft_of(book), TODAY) == ["超期问题"]


def test_a_draft_changes_nothing_in_the_casebook(book: Book) -> None:
    before = changes(book)
    with book.read() as connection:
        files = bulletin_files(draft_view(connection, draft_of(book), TODAY, 7))
    assert files[".pdf"].startswith(b"%PDF")
    assert files[".docx"].startswith(b"PK")
    assert changes(book) == before


def test_an_issued_bulletin_gives_the_same_bytes_whatever_happens_later(book: Book) -> None:
    first = issue(book, JULY, 7, office.ACTOR)
    office.finish(book, "试办-2018-0004", "2018-07-31")
    assert issue(book, JULY, None, office.ACTOR) == first
    assert issue(book, JULY, 7, office.ACTOR) == first
    assert (first.masthead.number, first.masthead.issued_on) == (7, TODAY)


def test_the_figures_of_an_issued_bulletin_open_the_rows_of_that_day(book: Book) -> None:
    issue(book, JULY, None, office.ACTOR)
    office.take(book, "试办-2018-0006", "withdraw", "2018-07-31", reason="企业撤回")
    with book.read() as connection:
        kept = frozen_rows(connection, JULY, "issues_collected")
        before = frozen_rows(connection, JULY, "issues_collected", "month_before")
    assert (kept.value, len(kept.rows)) == (5, 5)
    assert (before.value, len(before.rows)) == (2, 2)
    assert "员工宿舍紧张" in [row["title"] for row in kept.rows]


def test_only_figures_that_were_printed_are_frozen(book: Book) -> None:
    with book.read() as connection, pytest.raises(Refused, match="还没有印发"):
        frozen_rows(connection, JULY, "visits")
    save_draft(book, draft_of(book).edited("销号{销号问题}件。"), office.ACTOR)
    issue(book, JULY, None, office.ACTOR)
    with book.read() as connection, pytest.raises(Refused, match="没有用到"):
        frozen_rows(connection, JULY, "visits")


def test_a_second_number_for_the_same_month_is_refused(book: Book) -> None:
    issue(book, JULY, 7, office.ACTOR)
    with pytest.raises(Refused, match="第 7 期"):
        issue(book, JULY, 8, office.ACTOR)


def test_a_number_that_another_month_carries_is_refused(book: Book) -> None:
    issue(book, JUNE, 6, office.ACTOR)
    with pytest.raises(Refused, match="2018年6月"):
        issue(book, JULY, 6, office.ACTOR)
    with book.read() as connection:
        assert issued(connection, book.store, JULY) is None


def test_numbers_follow_each_other_and_begin_anew_each_year(book: Book) -> None:
    issue(book, JUNE, 6, office.ACTOR)
    assert issue(book, JULY, None, office.ACTOR).masthead.number == 7
    with book.read() as connection:
        following = next_masthead(connection, date(2019, 1, 31))
    assert (following.number, following.total_number) == (1, 8)


@pytest.mark.parametrize(
    ("month", "day", "number"),
    [
        (Month(2018, 8), TODAY, 8),
        (JULY, date(2018, 8, 1), 7),
        (JULY, date(2018, 6, 30), 7),
        (JULY, TODAY, 0),
    ],
)
def test_a_wrong_month_day_or_number_is_refused_and_nothing_is_issued(
    book: Book, month: Month, day: date, number: int
) -> None:
    before = changes(book)
    with pytest.raises(Refused, match=r"还没有开始|印发日期|期号 0"):
        issue(book, month, number, office.ACTOR, day)
    assert changes(book) == before


def test_what_is_issued_is_neither_edited_nor_undone(book: Book) -> None:
    issue(book, JULY, None, office.ACTOR)
    with pytest.raises(Refused, match="已作为第 1 期印发"):
        save_draft(book, draft_of(book), office.ACTOR)
    with pytest.raises(Refused, match="已作为第 1 期印发"):
        reset_draft(book, JULY, office.ACTOR)
    undone = undo(book, office.ACTOR)
    assert "印发" not in undone.label
    with book.read() as connection:
        assert issued(connection, book.store, JULY) is not None


def test_a_lost_file_is_trouble_and_not_printed_anew(tmp_path: Path) -> None:
    with office.new_book(tmp_path, TODAY) as book:
        office.with_a_summer(office.with_subjects(book))
        issue(book, JULY, None, office.ACTOR)
        for path in (book.folder / "attachments").rglob("*"):
            if path.is_file() and path.read_bytes().startswith(b"%PDF"):
                path.unlink()
        with pytest.raises(Trouble, match="备份"):
            issue(book, JULY, None, office.ACTOR)


def test_what_a_colleague_wrote_into_the_draft_stays_where_only_they_wrote(book: Book) -> None:
    seen = draft_of(book)
    save_draft(book, replace(seen, title="七月的工作"), "郑安八", seen)
    save_draft(book, seen.edited("销号{销号问题}件。"), office.ACTOR, seen)
    assert (draft_of(book).title, draft_of(book).text) == ("七月的工作", "销号{销号问题}件。")


def test_two_texts_of_one_draft_are_both_shown_and_the_person_chooses(book: Book) -> None:
    seen = draft_of(book)
    save_draft(book, seen.edited("超期{超期问题}件。"), "郑安八", seen)
    mine = seen.edited("销号{销号问题}件。")
    with pytest.raises(Conflict, match="“正文”") as caught:
        save_draft(book, mine, office.ACTOR, seen)
    (clash,) = caught.value.clashes
    assert (clash.mine, clash.theirs) == ("销号{销号问题}件。", "超期{超期问题}件。")
    both = settled(seen, {clash.name: clash.value})
    save_draft(book, mine, office.ACTOR, both)
    assert draft_of(book).text == "销号{销号问题}件。"


def test_an_empty_title_is_refused(book: Book) -> None:
    with pytest.raises(Refused, match="标题"):
        save_draft(book, replace(draft_of(book), title=" "), office.ACTOR)


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    files = {".docx": b"word", ".pdf": b"paper"}
    (tmp_path / "简报.pdf").write_bytes(b"older")
    with pytest.raises(Refused, match="已存在"):
        write_files(files, tmp_path, "简报")
    assert not (tmp_path / "简报.docx").exists()
    write_files(files, tmp_path, "简报", force=True)
    assert (tmp_path / "简报.pdf").read_bytes() == b"paper"
