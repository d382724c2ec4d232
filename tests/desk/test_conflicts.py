"""Two people edit one record: what only one changed merges, what both changed is shown to both."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from desk.book.casebook import Book
from desk.book.place import Place
from desk.checkup import check
from desk.errors import Conflict, Refused
from desk.records import add, edit
from desk.seen import Seen, see
from models.fields import KINDS, Kind
from models.tables import Change, Subject
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD

OTHER = "郑安八"
SUBJECTS = KINDS["enterprises"]


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        yield office.with_subjects(book)


def opened(book: Book, kind: Kind, uid: str) -> Seen:
    """The record as a form is opened on it."""
    with book.read() as connection:
        return see(connection, kind, uid)


def stored(book: Book, kind: Kind, uid: str, name: str) -> object:
    return opened(book, kind, uid).values[name]


@pytest.fixture
def cloud(book: Book) -> str:
    values = {"name": "试办新材料有限公司", "park": "东园", "phone": "03170000001"}
    return add(book, "enterprises", values, ACTOR).uid


def whole(seen: Seen, **changed: str) -> dict[str, object]:
    """What a form gives: every field, those that were not touched as they were."""
    return {**seen.values, **changed}


def test_fields_that_one_side_changed_merge_without_a_question(book: Book, cloud: str) -> None:
    mine = opened(book, SUBJECTS, cloud)
    edit(book, SUBJECTS, cloud, {"park": "西园"}, OTHER)
    edit(book, SUBJECTS, mine, whole(mine, address="纬二路 8 号"), ACTOR)
    assert stored(book, SUBJECTS, cloud, "park") == "西园"
    assert stored(book, SUBJECTS, cloud, "address") == "纬二路 8 号"


def test_a_field_that_both_changed_is_refused_with_both_values_who_and_when(
    book: Book, cloud: str
) -> None:
    mine = opened(book, SUBJECTS, cloud)
    edit(book, SUBJECTS, cloud, {"park": "西园"}, OTHER)
    with pytest.raises(Conflict, match=r"“所属园区”.*没有保存") as caught:
        edit(book, SUBJECTS, mine, whole(mine, park="南园", address="纬二路 8 号"), ACTOR)
    (clash,) = caught.value.clashes
    assert (clash.name, clash.mine, clash.theirs) == ("park", "南园", "西园")
    assert clash.hand.startswith(f"{OTHER}，20")
    assert stored(book, SUBJECTS, cloud, "park") == "西园"
    assert stored(book, SUBJECTS, cloud, "address") is None


def test_who_saw_both_may_keep_their_own(book: Book, cloud: str) -> None:
    mine = opened(book, SUBJECTS, cloud)
    edit(book, SUBJECTS, cloud, {"park": "西园"}, OTHER)
    with pytest.raises(Conflict) as caught:
        edit(book, SUBJECTS, mine, whole(mine, park="南园"), ACTOR)
    again = mine.settled(caught.value.clashes)
    edit(book, SUBJECTS, again, whole(again, park="南园"), ACTOR)
    assert stored(book, SUBJECTS, cloud, "park") == "南园"
    assert check(book) == []


def test_a_third_change_meanwhile_is_shown_as_well(book: Book, cloud: str) -> None:
    mine = opened(book, SUBJECTS, cloud)
    edit(book, SUBJECTS, cloud, {"park": "西园"}, OTHER)
    with pytest.raises(Conflict) as caught:
        edit(book, SUBJECTS, mine, whole(mine, park="南园"), ACTOR)
    edit(book, SUBJECTS, cloud, {"park": "北园"}, OTHER)
    again = mine.settled(caught.value.clashes)
    with pytest.raises(Conflict):
        edit(book, SUBJECTS, again, whole(again, park="南园"), ACTOR)


def test_both_writing_the_same_is_no_conflict(book: Book, cloud: str) -> None:
    mine = opened(book, SUBJECTS, cloud)
    edit(book, SUBJECTS, cloud, {"park": "西园"}, OTHER)
    with book.read() as connection:
        before = connection.scalar(select(func.count()).select_from(Change))
    edit(book, SUBJECTS, mine, whole(mine, park="西园"), ACTOR)
    with book.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Change)) == before


def test_a_reference_and_a_list_are_compared_and_named_as_people_read_them(book: Book) -> None:
    visits = KINDS["visits"]
    uid = office.visit(book, CLOUD, "2018-07-03").visit.uid
    mine = opened(book, visits, uid)
    edit(book, visits, uid, {"visitors": "钱安二、王安五", "way": "电话联系"}, OTHER)
    with pytest.raises(Conflict) as caught:
        edit(book, visits, mine, {"visitors": "李安四", "way": "入企走访"}, ACTOR)
    (clash,) = caught.value.clashes
    assert (clash.label, clash.mine, clash.theirs) == ("走访人员", "李安四", "钱安二、王安五")
    assert clash.hand.startswith(OTHER)


def test_a_record_that_is_gone_is_refused_and_not_made_again(book: Book, cloud: str) -> None:
    mine = opened(book, SUBJECTS, cloud)
    with book.change("删除", OTHER) as session:
        session.delete(session.by_uid(Subject, cloud))
    with pytest.raises(Refused, match="已被删除"):
        edit(book, SUBJECTS, mine, whole(mine, park="南园"), ACTOR)


def test_a_step_that_somebody_took_meanwhile_is_refused_by_the_state_it_left(book: Book) -> None:
    number = office.issue(book, CLOUD, "2018-07-02", "变压器增容")
    office.start(book, number, "2018-07-03")
    with pytest.raises(Refused, match="交办"):
        office.take(book, number, "dispatch", "2018-07-03", lead_unit=office.LAND)
