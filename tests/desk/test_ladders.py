"""The office's own ladders: added, changed by a new version, chosen; and what they ask for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.errors import Refused
from desk.ladders import Draft, add_version, draft_of, end, ladders_on, standard
from desk.rules import ladders
from desk.settings import save
from desk.supervision.drafts import asked_for, drafts
from models.deadlines import Unit
from tests.desk import office
from tests.desk.office import CLOUD, POWER, with_subjects

BEGUN, CHANGED = date(2018, 7, 2), date(2018, 7, 10)
DUE_ON = date(2018, 7, 20)
OURS = Draft(
    "试办阶梯",
    BEGUN,
    Unit.CALENDAR,
    before=2,
    levels={"蓝": 1, "红": 9},
    stages={"accept": 3},
    source="试办办〔2018〕9号",
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with with_subjects(office.new_book(tmp_path)) as book:
        yield book


def given(book: Book, *days: date) -> None:
    """Issues handed out and accepted on these days, all with one deadline."""
    for day in days:
        number = office.issue(book, CLOUD, str(day), f"{day}交办")
        office.start(book, number, str(day), POWER, str(DUE_ON))


def asked(book: Book, day: int) -> list[tuple[str, str]]:
    """What the ladder asks for on a day of July: the level of each notice, and its issues."""
    with book.read() as connection:
        found = drafts(connection, date(2018, 7, day))
    return [(one.level, "、".join(issue.title for issue in one.issues)) for one in found]


def test_an_own_ladder_is_valid_from_its_day_and_says_what_was_written(book: Book) -> None:
    assert add_version(book, OURS, office.ACTOR) == "own-1@1"
    with book.read() as connection:
        assert [one.key for one in ladders_on(connection, date(2018, 7, 1))] == ["working"]
        kept = ladders_on(connection, BEGUN)[1]
    assert draft_of(kept, BEGUN) == replace(OURS, key="own-1")
    assert draft_of(standard(), BEGUN).levels == {"蓝": 1, "橙": 5, "红": 10}


def test_issues_that_were_handed_out_before_keep_the_old_version(book: Book) -> None:
    add_version(book, OURS, office.ACTOR)
    later = replace(OURS, key="own-1", valid_from=CHANGED, levels={"橙": 1})
    assert add_version(book, later, office.ACTOR) == "own-1@2"
    save(book, {"ladder": "own-1"}, office.ACTOR)
    given(book, date(2018, 7, 9), CHANGED)
    assert asked(book, 17) == []
    assert asked(book, 18) == [("", "2018-07-09交办、2018-07-10交办")]
    assert asked(book, 21) == [("橙", "2018-07-10交办"), ("蓝", "2018-07-09交办")]
    with book.read() as connection:
        first = next(one for one in ladders(connection) if one.reference == "own-1@1")
    assert first.valid_to == date(2018, 7, 9)


def test_an_issue_older_than_the_chosen_ladder_is_chased_by_the_shipped_one(book: Book) -> None:
    add_version(book, replace(OURS, valid_from=CHANGED), office.ACTOR)
    save(book, {"ladder": "own-1"}, office.ACTOR)
    given(book, date(2018, 7, 9), CHANGED)
    assert asked(book, 17) == [("", "2018-07-09交办")], "three working days before the 20th"


def test_what_the_office_owes_itself_is_reminded_of_by_an_own_ladder_too(book: Book) -> None:
    add_version(book, OURS, office.ACTOR)
    save(book, {"ladder": "own-1"}, office.ACTOR)
    office.issue(book, CLOUD, "2018-07-10", "员工宿舍紧张")
    with book.read() as connection:
        (found,) = asked_for(connection, date(2018, 7, 31))[1]
    assert found.issues[0].title == "员工宿舍紧张"


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (replace(OURS, label=" "), "阶梯名称"),
        (replace(OURS, before=None, levels={}), "至少要有一级.*请补上。"),
        (replace(OURS, levels={"蓝": 5, "橙": 3}), "“超期 3 天”要比“超期 5 天”更晚.*。"),
        (replace(OURS, levels={"蓝": 5, "橙": 5}), "不能在同一天"),
        (replace(OURS, levels={"蓝": 0}), "1 到 365"),
        (replace(OURS, before=31), "1 到 30"),
        (replace(OURS, label=standard().label), "已有叫"),
        (replace(OURS, label="试办阶梯", key="own-1"), "晚于上一版"),
    ],
)
def test_what_is_no_ladder_is_refused_with_one_sentence(book: Book, draft: Draft, why: str) -> None:
    add_version(book, replace(OURS, label="先有的阶梯"), office.ACTOR)
    with pytest.raises(Refused, match=f"^[^。]*{why}"):
        add_version(book, draft, office.ACTOR)
    with book.read() as connection:
        assert [one.reference for one in ladders(connection)] == ["working@1", "own-1@1"]


def test_only_an_own_ladder_that_the_office_does_not_work_by_is_ended(book: Book) -> None:
    add_version(book, OURS, office.ACTOR)
    with pytest.raises(Refused, match="随程序的督办阶梯不能停用"):
        end(book, "working@1", BEGUN, office.ACTOR)
    end(book, "own-1@1", CHANGED, office.ACTOR)
    with book.read() as connection:
        assert len(ladders_on(connection, CHANGED)) == 2
        assert len(ladders_on(connection, date(2018, 7, 11))) == 1
