"""Two people on one card: each answer from the side that changed it, both shown where both did."""

from datetime import date
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.cards.filling import Filled, edit, save
from desk.cards.merging import CardSeen, see_card
from desk.errors import Conflict
from desk.records import add
from tests.desk import office

KNOWN = {
    "name": "甲公司",
    "enterprise_class": "规上工业",
    "contact": "张示例",
    "contact_phone": "0399-5550000",
    "condition": "盈利",
    "employees": 80,
    "revenue": 900.0,
    "satisfaction": "满意",
    "industry_needs": ("用地", "资金"),
}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return office.new_book(tmp_path)


@pytest.fixture
def seen(book: Book) -> CardSeen:
    add(book, "enterprises", {"name": "甲公司"}, "我")
    head = {"subject": "甲公司", "period": "2018-07", "filled_by": "张示例"}
    entered = save(book, Filled(head, KNOWN), "我")
    with book.read() as connection:
        return see_card(connection, entered.card.uid)


def now(book: Book, seen: CardSeen) -> CardSeen:
    with book.read() as connection:
        return see_card(connection, seen.uid)


def change(book: Book, seen: CardSeen, actor: str = "我", **answers: object) -> None:
    edit(book, seen, Filled({}, {**seen.answers, **answers}), actor)


def test_answers_that_only_one_side_changed_are_all_kept(book: Book, seen: CardSeen) -> None:
    change(book, seen, "他", revenue=1000.0, industry_needs=("用地",))
    change(book, seen, condition="亏损", vacancies=4)
    kept = now(book, seen).answers
    assert (kept["revenue"], kept["condition"], kept["vacancies"]) == (1000.0, "亏损", 4)
    assert kept["industry_needs"] == ("用地",)


def test_an_answer_that_one_side_took_away_stays_away(book: Book, seen: CardSeen) -> None:
    change(book, seen, "他", industry_needs=None)
    change(book, seen, vacancies=4)
    assert "industry_needs" not in now(book, seen).answers


def test_both_answers_are_told_where_both_sides_changed_one(book: Book, seen: CardSeen) -> None:
    change(book, seen, "他", revenue=1000.0)
    with pytest.raises(Conflict, match="“营业收入”") as raised:
        change(book, seen, revenue=950.0)
    (clash,) = raised.value.clashes
    assert (clash.mine, clash.theirs, clash.value) == ("950", "1000", 1000.0)
    assert clash.hand.startswith("他，")
    assert now(book, seen).answers["revenue"] == 1000.0


@pytest.mark.parametrize(("gives_way", "stands"), [(True, 1000.0), (False, 950.0)])
def test_what_the_person_chose_stands(
    book: Book, seen: CardSeen, gives_way: bool, stands: float
) -> None:
    change(book, seen, "他", revenue=1000.0, vacancies=2)
    mine = Filled({"filled_by": "李样例"}, {**seen.answers, "revenue": 950.0})
    with pytest.raises(Conflict) as raised:
        edit(book, seen, mine, "我")
    clashes = raised.value.clashes
    chosen = mine.giving_way(clashes if gives_way else ())
    edit(book, seen.settled(clashes), chosen, "我")
    after = now(book, seen)
    assert (after.answers["revenue"], after.answers["vacancies"]) == (stands, 2)
    assert after.head.values["filled_by"] == "李样例"


def test_who_filled_the_card_in_is_asked_for_as_an_answer_is(book: Book, seen: CardSeen) -> None:
    edit(book, seen, Filled({"filled_by": "王演示"}, seen.answers), "他")
    mine = Filled({"filled_by": "李样例", "filled_on": date(2018, 7, 2)}, seen.answers)
    with pytest.raises(Conflict) as raised:
        edit(book, seen, mine, "我")
    clashes = raised.value.clashes
    assert [clash.name for clash in clashes] == ["filled_by"]
    edit(book, seen.settled(clashes), mine.giving_way(clashes), "我")
    head = now(book, seen).head.values
    assert (head["filled_by"], head["filled_on"]) == ("王演示", date(2018, 7, 2))
