"""Filling in a card: checked by its form, kept as one change, its problems as issues."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from desk import checkup
from desk.book import undo
from desk.book.casebook import Book
from desk.book.place import Place
from desk.cards.answers import check_answers, read, stored, typed
from desk.cards.definitions import form_for
from desk.cards.filling import Entered, Filled, edit, existing, save
from desk.cards.starting import start
from desk.cards.views import beforehand, blank, detail, view
from desk.errors import Refused
from desk.issues import Act, step
from desk.lists import Query, lines
from desk.records import add
from desk.visits import Problem
from models.forms import Form
from models.tables import Card, Issue, OperatingFigure
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD, COLD, GRAIN, TIDE

TODAY = office.END_OF_JULY
JULY = "2018-07"
ANSWERS: dict[str, Any] = {
    "name": CLOUD,
    "enterprise_class": "规上工业",
    "contact": "吴安五",
    "contact_phone": "0399-5550101",
    "condition": "微利",
    "employees": "86人",
    "revenue": "1280.5",
    "output_value": "0.14亿",
    "industry_needs": ("用地", "能源保障"),
    "satisfaction": "满意",
}


@pytest.fixture
def book(place: Place) -> Iterator[Book]:
    with office.new_book(place) as book:
        yield office.with_subjects(book)


def _save(
    book: Book, *problems: Problem, subject: str = CLOUD, period: str = JULY, **more: Any
) -> Entered:
    head = {"subject": subject, "period": period, "filled_on": "2018-07-20", "filled_by": "吴安五"}
    return save(book, Filled(head, {**ANSWERS, **more}, problems), ACTOR)


def _answers(book: Book, uid: str) -> dict[str, Any]:
    with book.read() as connection:
        return dict(detail(connection, uid, TODAY).answers)


def _count(book: Book, model: Any) -> int:
    with book.read() as connection:
        return connection.scalar(select(func.count()).select_from(model)) or 0


# --- answers --------------------------------------------------------------------------------------


def test_answers_are_read_as_the_form_means_them(book: Book) -> None:
    kept = _answers(book, _save(book).card.uid)
    assert kept["employees"] == 86
    assert kept["output_value"] == 1400.0
    assert kept["industry_needs"] == ("用地", "能源保障")


def test_every_wrong_answer_is_named_and_nothing_is_kept(book: Book) -> None:
    with pytest.raises(Refused) as refused:
        _save(book, office.problem("厂区缺电"), revenue="很多", satisfaction="", condition="一般")
    for said in ("营业收入：“很多”", "“一般”不在经营状况的选项中", "包联服务满意度不能为空"):
        assert said in refused.value.sentence
    assert (_count(book, Card), _count(book, Issue)) == (0, 0)


def test_the_page_is_told_which_question_has_which_problem() -> None:
    checked = check_answers(form_for("enterprise"), {"revenue": "很多"}, TODAY)
    assert "不是一个确定的数" in checked.problems["revenue"]
    assert "satisfaction" in checked.problems
    assert "dissatisfaction" not in checked.problems, "it is asked only of who is not content"


def test_an_answer_that_nobody_asked_for_is_left_out_and_said(book: Book) -> None:
    entered = _save(book, logistics_share="12")
    assert "logistics_share" not in _answers(book, entered.card.uid)
    assert entered.notes == ["“物流占成本比重”不用这个对象回答，没有保存"]


def test_a_question_that_is_asked_now_must_be_answered(book: Book) -> None:
    with pytest.raises(Refused, match="不满意的事项不能为空"):
        _save(book, satisfaction="不满意")
    _save(book, satisfaction="不满意", dissatisfaction="跑了三次才受理")


def test_an_answer_to_no_question_is_refused(book: Book) -> None:
    with pytest.raises(Refused, match=r"没有“revenu”这一项；可填的有 name（企业名称）"):
        _save(book, revenu="12")


@pytest.mark.parametrize("kind", ["enterprise", "project", "platform", "public_work"])
def test_what_is_stored_reads_back_as_it_was(kind: str) -> None:
    form = form_for(kind)
    values = check_answers(form, _some_answers(form), TODAY)
    assert not values.problems
    assert typed(form, stored(values.values)) == values.values


def _some_answers(form: Form) -> dict[str, Any]:
    """An answer to every question, of whatever type it is."""
    by_type = {
        "number": 12.5,
        "integer": 3,
        "date": date(2018, 6, 1),
        "month": "2018-06",
        "phone": "0399-5550101",
        "credit_code": "91130931MA07XXXXXM",
    }
    return {
        q.key: q.options[0] if q.options else by_type.get(q.type, "照旧") for q in form.questions
    }


def test_an_answer_is_read_with_its_unit() -> None:
    question = form_for("enterprise").question("revenue")
    assert question is not None
    assert read(question, 1280.5) == "1280.5万元"


def test_what_the_card_says_of_its_subject_otherwise_is_told_and_changes_nothing_there(
    book: Book,
) -> None:
    add(book, "enterprises", {"name": "新帆仪表有限公司", "contact": "陈安七"}, ACTOR)
    entered = _save(book, subject="新帆仪表有限公司", name="新帆仪表有限公司")
    assert entered.notes == ["联系人与台账不同（台账上是“陈安七”）；如有变动，请在对象资料里修改"]
    with book.read() as connection:
        assert start(connection, "新帆仪表有限公司", JULY).answers["contact"] == "陈安七"


# --- the card -------------------------------------------------------------------------------------


def test_a_card_is_numbered_and_stands_in_the_list(book: Book) -> None:
    assert _save(book).card.number == "试办-2018-0001"
    with book.read() as connection:
        (line,) = lines(connection, Query("cards"), TODAY)
    told = [line.shown[name] for name in ("subject", "form", "period", "filled_on", "filled_by")]
    assert told == [CLOUD, "企业反馈卡", JULY, "2018-07-20", "吴安五"]


def test_a_subject_has_one_card_a_month_and_it_is_named(book: Book) -> None:
    _save(book)
    with pytest.raises(Refused, match=r"2018-07 已有这个对象的反馈卡（试办-2018-0001）"):
        _save(book)
    _save(book, period="2018-06")
    with book.read() as connection:
        assert existing(connection, CLOUD, JULY) != existing(connection, CLOUD, "2018-06")
        assert existing(connection, GRAIN, JULY) is None


def test_a_month_that_has_not_come_is_refused(book: Book) -> None:
    with pytest.raises(Refused, match="2018-08 还没有到"):
        _save(book, period="2018-08")


def test_a_visit_of_another_subject_is_refused(book: Book) -> None:
    number = office.visit(book, GRAIN, "2018-07-10").visit.number
    head = {"subject": CLOUD, "period": JULY, "visit": number}
    with pytest.raises(Refused, match=f"走访“{number}”不是这个帮扶对象的"):
        save(book, Filled(head, ANSWERS), ACTOR)


def test_only_what_changed_is_logged_when_a_card_is_edited(book: Book) -> None:
    uid = _save(book).card.uid
    edit(book, uid, Filled({"filled_by": "郑安六"}, {**ANSWERS, "revenue": 1300}), ACTOR)
    kept = _answers(book, uid)
    assert (kept["revenue"], kept["employees"]) == (1300.0, 86)
    undo.undo(book)
    assert _answers(book, uid)["revenue"] == 1280.5
    assert checkup.check(book) == []


def test_a_card_that_is_saved_as_it_was_changes_nothing(book: Book) -> None:
    uid = _save(book).card.uid
    told: list[frozenset[str]] = []
    book.subscribe(told.append)
    edit(book, uid, Filled({}, ANSWERS), ACTOR)
    assert told == []


def test_a_card_stays_with_its_subject(book: Book) -> None:
    uid = _save(book).card.uid
    with pytest.raises(Refused, match="不能改到别的帮扶对象名下"):
        edit(book, uid, Filled({"subject": GRAIN}, ANSWERS), ACTOR)


# --- problems -------------------------------------------------------------------------------------


def test_the_problems_of_a_card_become_issues_that_point_to_it(book: Book) -> None:
    entered = _save(book, office.problem("厂区缺电"), office.problem("缺建设用地", "用地"))
    with book.read() as connection:
        card = detail(connection, entered.card.number, TODAY)
        found = lines(connection, Query("issues", {"card": entered.card.number}), TODAY)
    numbers = [issue.number for issue in entered.issues]
    assert [line.shown["number"] for line in card.issues] == numbers
    assert card.line.values["issues"] == tuple(numbers)
    for line in found:
        assert (line.shown["source"], line.shown["registered_on"]) == ("反馈卡", "2018-07-20")
        assert (line.shown["subject"], line.shown["card"]) == (CLOUD, entered.card.number)


def test_one_undo_takes_the_card_and_its_issues_back(book: Book) -> None:
    _save(book, office.problem("厂区缺电"))
    undo.undo(book)
    assert (_count(book, Card), _count(book, Issue)) == (0, 0)
    assert checkup.check(book) == []


def test_a_problem_that_is_open_on_the_ledger_is_not_registered_twice(book: Book) -> None:
    known = office.issue(book, CLOUD, "2018-07-02", "厂区 缺电")
    entered = _save(book, office.problem("厂区缺电"))
    assert entered.issues == []
    assert entered.notes == [f"“厂区 缺电”已在台账中（{known}），没有重复登记"]
    with book.read() as connection:
        assert detail(connection, entered.card.uid, TODAY).issues[0].values["number"] == known


def test_a_problem_that_was_struck_off_may_come_again(book: Book) -> None:
    known = office.issue(book, CLOUD, "2018-07-02", "厂区缺电")
    step(book, known, Act("withdraw", {"reason": "企业撤回", "on": "2018-07-03"}), ACTOR)
    assert len(_save(book, office.problem("厂区缺电")).issues) == 1


def test_a_problem_that_is_wrong_is_named_by_its_place(book: Book) -> None:
    with pytest.raises(Refused, match="问题 2：问题类别"):
        _save(book, office.problem("厂区缺电"), office.problem("其他的事", "不存在的类别"))
    assert _count(book, Card) == 0


def test_what_was_settled_on_the_spot_is_settled(book: Book) -> None:
    entered = _save(book, office.problem("厂区缺电", settled="当场送电"))
    with book.read() as connection:
        (line,) = lines(connection, Query("issues"), TODAY)
    assert (line.values["number"], line.values["state"]) == (entered.issues[0].number, "resolved")


def test_editing_a_card_adds_only_what_is_new(book: Book) -> None:
    uid = _save(book, office.problem("厂区缺电")).card.uid
    problems = [office.problem("厂区缺电"), office.problem("门前积水", "基础设施")]
    entered = edit(book, uid, Filled({}, ANSWERS, problems), ACTOR)
    assert len(entered.issues) == 1
    assert _count(book, Issue) == 2


# --- beginning and looking ------------------------------------------------------------------------


def test_a_card_begins_with_what_the_casebook_knows(book: Book) -> None:
    values = {"contact": "吴安五", "phone": "0399-5550101", "employees": "80"}
    add(book, "enterprises", {"name": "新帆仪表有限公司", **values}, ACTOR)
    visit = office.visit(book, TIDE, "2018-07-10").visit.number
    with book.read() as connection:
        begun = start(connection, "新帆仪表有限公司", JULY)
        assert start(connection, TIDE, JULY, visit).head["visit"]
    assert begun.answers["contact"] == "吴安五"
    assert begun.answers["employees"] == 80
    assert (begun.last, begun.existing) == ({}, None)


def test_the_figures_of_the_month_go_before_what_the_list_says(book: Book) -> None:
    with book.read() as connection:
        uid = start(connection, CLOUD, JULY).subject
    with book.change("填数", ACTOR) as session:
        for month, revenue in (("2018-06", 900.0), (JULY, 1000.0)):
            session.create(OperatingFigure, subject=uid, month=month, revenue=revenue, employees=91)
    with book.read() as connection:
        begun = start(connection, CLOUD, JULY)
    assert (begun.answers["revenue"], begun.answers["employees"]) == (1000.0, 91)


def test_the_answers_of_the_card_before_are_offered_not_filled_in(book: Book) -> None:
    _save(book, period="2018-05", revenue="1000")
    _save(book, period="2018-06", revenue="1100")
    with book.read() as connection:
        begun = start(connection, CLOUD, JULY)
    assert (begun.last["revenue"], begun.last_period) == (1100.0, "2018-06")
    assert "revenue" not in begun.answers


def test_a_card_that_is_there_is_offered_for_editing(book: Book) -> None:
    uid = _save(book).card.uid
    with book.read() as connection:
        assert start(connection, CLOUD, JULY).existing == uid


def test_what_is_printed_says_who_answers_for_the_subject_and_where_the_issues_stand(
    book: Book,
) -> None:
    entered = _save(book, office.problem("厂区缺电"))
    office.start(book, entered.issues[0].number, "2018-07-21")
    with book.read() as connection:
        printed = view(connection, entered.card.number, TODAY)
    assert not printed.blank
    assert (printed.subject.name, printed.subject.leader) == (CLOUD, "钱安二")
    assert printed.answers["revenue"] == 1280.5
    assert [(i.title, i.state, i.lead_unit) for i in printed.issues] == [
        ("厂区缺电", "办理中", office.POWER)
    ]


def test_a_blank_card_may_be_filled_in_beforehand(book: Book) -> None:
    assert blank("项目").form.key == "card-project"
    with book.read() as connection:
        printed = beforehand(connection, COLD, JULY, TODAY)
    assert (printed.blank, printed.form.key) == (True, "card-project")
    assert printed.answers["name"] == COLD


def test_the_answers_are_told_by_section(book: Book) -> None:
    uid = _save(book).card.uid
    with book.read() as connection:
        told = dict(detail(connection, uid, TODAY).told)
    assert ("工业总产值", "1400万元") in told["规上工业指标"]
    assert "服务业指标" not in told
