"""Many records changed together: one change, one undo, and a result for each of them."""

from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import func, select

from desk.book.casebook import Book
from desk.book.place import Place
from desk.book.undo import redo, undo
from desk.checkup import check
from desk.details import uid_of
from desk.errors import Refused
from desk.lists import Query, uids
from desk.progress import Cancelled, Progress
from desk.records import add, edit
from desk.references import find
from desk.seen import see
from desk.several import MOST, Changed, Picked, amend_many, assign_many, pick
from models.fields import KINDS
from models.tables import Assignment, Change, Op, Subject, Visit
from models.together import TOGETHER
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD, COLD, GRAIN, TIDE

OTHER = "郑安八"


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        yield office.with_subjects(book)


def picked(book: Book, listed: str, named: Sequence[str]) -> Picked:
    """The records of these names or numbers, as a form is opened on them."""
    with book.read() as connection:
        return pick(connection, listed, [uid_of(connection, listed, one) for one in named])


def all_of(book: Book, listed: str) -> Picked:
    with book.read() as connection:
        found = uids(connection, Query(listed), book.clock.today())
        return pick(connection, listed, found)


def came(changed: Changed) -> dict[str, str]:
    """By name, what came of each."""
    return {one.name: one.result for one in changed.outcomes}


def reasons(changed: Changed) -> list[str]:
    return [one.reason for one in changed.outcomes if one.result == "left"]


def parks(book: Book) -> dict[str, str | None]:
    with book.read() as connection:
        rows = connection.execute(select(Subject.name, Subject.park))
        return {row.name or "": row.park for row in rows}


def changes(book: Book) -> int:
    with book.read() as connection:
        return connection.scalar(select(func.count()).select_from(Change)) or 0


# --- the table ----------------------------------------------------------------------------------


@pytest.mark.parametrize("listed", TOGETHER)
def test_each_field_that_is_changed_together_is_entered_and_none_that_tells_records_apart(
    listed: str,
) -> None:
    together = TOGETHER[listed]
    for kind, names in together.fields.items():
        entered = {one.name for one in KINDS[kind].entered}
        assert set(names) <= entered
        never = {"name", "title", "subject", "credit_code", "also_called", "state", "lead_unit"}
        assert not never & set(names)
        assert entered - set(names), "not all of a record is alike in many"


def test_a_field_is_called_the_same_in_all_kinds_of_a_list_that_have_it() -> None:
    for together in TOGETHER.values():
        labels = [one.label for one in together.asked(together.fields)]
        names = [one.name for one in together.asked(together.fields)]
        assert len(set(labels)) == len(labels) == len(set(names))


def test_all_kinds_of_subjects_can_be_changed_together() -> None:
    assert set(TOGETHER["subjects"].fields) == {k.name for k in KINDS.values() if k.subject_kind}
    assert all(len(one.fields) == 1 for name, one in TOGETHER.items() if name != "subjects")


@pytest.mark.parametrize("listed", TOGETHER)
def test_a_blank_clears_every_field_that_is_changed_together_unless_it_must_be_said(
    listed: str, book: Book
) -> None:
    office.visit(book, CLOUD, "2018-07-05")
    office.card(book, CLOUD, "2018-07")
    office.issue(book, CLOUD, "2018-07-02", "变压器增容")
    chosen = all_of(book, listed)
    for one in chosen.fields:
        if one.required:
            with pytest.raises(Refused, match=one.label):
                amend_many(book, chosen, {one.name: ""}, ACTOR)
        else:
            amend_many(book, chosen, {one.name: ""}, ACTOR)
            with book.read() as connection:
                for kind, seen in all_of(book, listed).rows:
                    value = see(connection, kind, seen.uid).values.get(one.name)
                    assert value in (None, ()), one.name
    assert check(book) == []


# --- what comes of each -------------------------------------------------------------------------


def test_many_are_changed_as_one_change_and_who_says_so_already_is_told(book: Book) -> None:
    changed = amend_many(book, all_of(book, "subjects"), {"park": "西园"}, ACTOR)
    assert came(changed) == {CLOUD: "done", GRAIN: "same", TIDE: "same", COLD: "done"}
    assert [one.result for one in changed.outcomes] == ["same", "same", "done", "done"]
    assert changed.outcomes[0].number.startswith("试办-Q")
    assert undo(book).label == "修改 2 个帮扶对象的所属园区"
    assert parks(book) == {CLOUD: "东园", GRAIN: "西园", TIDE: "西园", COLD: "东园"}
    redo(book)
    assert set(parks(book).values()) == {"西园"}
    assert check(book) == []


def test_where_all_say_so_already_nothing_is_written(book: Book) -> None:
    before = changes(book)
    changed = amend_many(book, picked(book, "subjects", [GRAIN, TIDE]), {"park": "西园"}, ACTOR)
    assert set(came(changed).values()) == {"same"}
    assert changes(book) == before


def test_a_kind_that_has_no_such_field_is_left_and_says_so(book: Book) -> None:
    chosen = picked(book, "subjects", [CLOUD, COLD])
    changed = amend_many(book, chosen, {"industry": "装备制造"}, ACTOR)
    assert came(changed) == {COLD: "left", CLOUD: "done"}
    assert reasons(changed) == ["项目没有这一项，不必改。"]


def test_what_somebody_else_changed_meanwhile_is_left_and_told_with_who(book: Book) -> None:
    chosen = picked(book, "subjects", [CLOUD, GRAIN, TIDE])
    edit(book, KINDS["enterprises"], chosen.rows[0][1].uid, {"park": "南园"}, OTHER)
    edit(book, KINDS["enterprises"], chosen.rows[1][1].uid, {"park": ""}, OTHER)
    changed = amend_many(book, chosen, {"park": "西园"}, ACTOR)
    assert came(changed) == {CLOUD: "left", GRAIN: "left", TIDE: "same"}
    assert [OTHER in why for why in reasons(changed)] == [True, True]
    assert "把所属园区改为“南园”" in reasons(changed)[0]
    assert "把所属园区清空" in reasons(changed)[1]
    assert parks(book)[CLOUD] == "南园"


def test_a_rule_that_refuses_one_card_does_not_hold_the_others(book: Book) -> None:
    office.card(book, CLOUD, "2018-07")
    office.card(book, CLOUD, "2018-06")
    office.card(book, GRAIN, "2018-06")
    with book.read() as connection:
        june = uids(connection, Query("cards", {"period": "2018-06"}), book.clock.today())
        chosen = pick(connection, "cards", june)
    changed = amend_many(book, chosen, {"period": "2018-07"}, ACTOR)
    assert came(changed) == {CLOUD: "left", GRAIN: "done"}
    assert "已有这个对象的反馈卡" in reasons(changed)[0]
    assert undo(book).label == "修改 1 张反馈卡的填报期间"


def test_a_month_that_no_card_can_have_is_refused_whole(book: Book) -> None:
    for subject in (CLOUD, GRAIN):
        office.card(book, subject, "2018-06")
    before = changes(book)
    with pytest.raises(Refused, match="2018-08 还没有到"):
        amend_many(book, all_of(book, "cards"), {"period": "2018-08"}, ACTOR)
    assert changes(book) == before


def test_the_visitors_of_many_visits_are_changed_and_undone_together(book: Book) -> None:
    for subject in (CLOUD, GRAIN):
        office.visit(book, subject, "2018-07-05")
    changed = amend_many(book, all_of(book, "visits"), {"visitors": "孙安三、吴安九"}, ACTOR)
    assert changed.notes == ("已新建人员“吴安九”",)
    after = [seen.values["visitors"] for _, seen in all_of(book, "visits").rows]
    with book.read() as connection:
        named = tuple(find(connection, "people", one) for one in ("孙安三", "吴安九"))
    assert after == [named, named]
    undo(book)
    assert [len(seen.values["visitors"]) for _, seen in all_of(book, "visits").rows] == [2, 2]
    with book.read() as connection:
        assert find(connection, "people", "吴安九") is None
    assert check(book) == []


def test_a_record_that_is_gone_meanwhile_is_left(book: Book) -> None:
    add(book, "enterprises", {"name": "试办短命有限公司"}, ACTOR)
    chosen = picked(book, "subjects", ["试办短命有限公司", CLOUD])
    undo(book)
    changed = amend_many(book, chosen, {"park": "南园"}, ACTOR)
    assert [one.result for one in changed.outcomes] == ["left", "done"]
    assert "已被删除或撤销" in reasons(changed)[0]


def test_a_record_that_is_gone_when_the_form_opens_is_told_as_well(book: Book) -> None:
    gone = add(book, "enterprises", {"name": "试办短命有限公司"}, ACTOR).uid
    undo(book)
    with book.read() as connection:
        chosen = pick(connection, "subjects", [gone, uid_of(connection, "subjects", CLOUD)])
        with pytest.raises(Refused, match="都已被删除或撤销"):
            pick(connection, "subjects", [gone])
    assert chosen.called == "1 个帮扶对象"
    changed = amend_many(book, chosen, {"park": "南园"}, ACTOR)
    assert [(one.uid == gone, one.result) for one in changed.outcomes] == [
        (True, "left"),
        (False, "done"),
    ]


def test_only_what_the_table_names_can_be_changed_together(book: Book) -> None:
    chosen = picked(book, "subjects", [CLOUD])
    with pytest.raises(Refused, match="“name”不能成批修改；能改的有 park（所属园区）"):
        amend_many(book, chosen, {"name": "换名"}, ACTOR)
    with pytest.raises(Refused, match="企业类型"):
        amend_many(book, chosen, {"enterprise_class": "没有这一类"}, ACTOR)


def test_more_than_can_be_changed_together_are_refused_in_one_sentence(book: Book) -> None:
    with book.read() as connection, pytest.raises(Refused, match=r"一次最多修改 5,000 条"):
        pick(connection, "subjects", ["0" * 32] * (MOST + 1))


# --- who answers for them -----------------------------------------------------------------------


def leaders(book: Book) -> list[tuple[str, str]]:
    """By subject and first day, the assignments that go on."""
    asked = select(Subject.name, Assignment.from_on).join(
        Assignment, Assignment.subject == Subject.uid
    )
    with book.read() as connection:
        rows = connection.execute(asked.where(Assignment.to_on.is_(None)).order_by(Assignment.id))
        return [(row.name or "", str(row.from_on)) for row in rows]


NEW = {"leader": "赵安七", "unit": "试办区工信局", "responsible": "孙安三"}


def test_many_subjects_are_given_to_the_same_people_at_once(book: Book) -> None:
    office.assign(book, TIDE, "2018-07-20", unit="试办区工信局")
    chosen = picked(book, "subjects", [CLOUD, GRAIN, TIDE])
    changed = assign_many(book, chosen, {**NEW, "from_on": "2018-07-10"}, ACTOR)
    assert came(changed) == {TIDE: "left", CLOUD: "done", GRAIN: "done"}
    assert "自 2018-07-20 起已有另一条包联" in reasons(changed)[0]
    assert (CLOUD, "2018-07-10") in leaders(book)
    assert changed.notes == ("已新建人员“赵安七”",)
    assert undo(book).label == "落实 2 个帮扶对象的包联"
    assert (CLOUD, "2018-03-01") in leaders(book)


def test_a_subject_for_which_they_answer_already_keeps_its_assignment(book: Book) -> None:
    said = {"leader": "钱安二", "unit": "试办区经发局", "responsible": "孙安三"}
    office.assign(book, GRAIN, "2018-07-01", unit="试办区工信局")
    changed = assign_many(book, picked(book, "subjects", [CLOUD, GRAIN]), said, ACTOR)
    assert came(changed) == {CLOUD: "same", GRAIN: "done"}
    assert (CLOUD, "2018-03-01") in leaders(book)


def test_a_subject_that_somebody_else_gave_to_others_meanwhile_keeps_them(book: Book) -> None:
    chosen = picked(book, "subjects", [CLOUD, GRAIN])
    office.assign(book, GRAIN, "2018-07-01", unit="试办区工信局")
    changed = assign_many(book, chosen, NEW, ACTOR)
    assert came(changed) == {GRAIN: "left", CLOUD: "done"}
    assert reasons(changed) == ["打开以后，别人改了它的包联；请看过再单独落实这一条。"]
    assert (GRAIN, "2018-07-01") in leaders(book)


def test_a_subject_that_is_gone_is_not_named_by_its_uid(book: Book) -> None:
    add(book, "enterprises", {"name": "试办短命有限公司"}, ACTOR)
    chosen = picked(book, "subjects", ["试办短命有限公司", CLOUD])
    undo(book)
    changed = assign_many(book, chosen, NEW, ACTOR)
    assert reasons(changed) == ["这条记录已被删除或撤销；请刷新列表后重试。"]


def test_a_person_who_was_picked_and_is_gone_is_not_made_anew_under_a_uid(book: Book) -> None:
    office.visit(book, CLOUD, "2018-07-03")
    person = add(book, "people", {"name": "冯安六"}, ACTOR).uid
    undo(book)
    with pytest.raises(Refused, match="原来选的人员已被删除或撤销；请重新选择"):
        amend_many(book, all_of(book, "visits"), {"visitors": person}, ACTOR)


# --- very many ----------------------------------------------------------------------------------

MANY = 2_000


def with_many_visits(book: Book) -> Book:
    with book.read() as connection:
        subject = uid_of(connection, "subjects", CLOUD)
    rows = [
        {"uid": f"{n:032x}", "number": f"试办-2018-{n:04d}", "subject": subject, "way": "座谈会"}
        for n in range(1, MANY + 1)
    ]
    day = {"visited_on": book.clock.today()}
    with book.change("登记许多走访", ACTOR) as session:
        session.add_many(Visit, [row | day for row in rows])
    return book


def test_two_thousand_are_changed_at_once_and_undone_at_once(book: Book) -> None:
    chosen = all_of(with_many_visits(book), "visits")
    told: list[tuple[str, int, int]] = []
    with Progress(lambda *one: told.append(one)).at_work():
        changed = amend_many(book, chosen, {"way": "电话联系"}, ACTOR)
    assert [one.result for one in changed.outcomes] == ["done"] * MANY
    assert ("修改 2,000 次走访的走访方式", MANY) in {(said, of) for said, _, of in told}
    undo(book)
    assert {seen.values["way"] for _, seen in all_of(book, "visits").rows} == {"座谈会"}


def test_work_that_is_stopped_leaves_the_casebook_as_it_was(book: Book) -> None:
    chosen = all_of(with_many_visits(book), "visits")
    before = changes(book)
    progress = Progress(lambda _said, done, _of: progress.cancel() if done else None)
    with pytest.raises(Cancelled), progress.at_work():
        amend_many(book, chosen, {"way": "电话联系"}, ACTOR)
    assert changes(book) == before
    assert {seen.values["way"] for _, seen in all_of(book, "visits").rows} == {"座谈会"}
    with book.read() as connection:
        ops = connection.scalar(select(func.count()).select_from(Op).where(Op.tbl == "visit"))
    assert ops == MANY
