"""A card filled in as Excel and read back: the same answers, no problem twice, nothing lost."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from desk import checkup, printing
from desk.book import undo
from desk.book.casebook import Book
from desk.cards.definitions import forms
from desk.cards.filling import Filled, save
from desk.cards.reading import read_cards
from desk.cards.taking_in import files_in, plan, take_in
from desk.cards.views import beforehand, blank, detail, view
from desk.errors import Refused
from desk.records import add
from models.forms import Form
from models.tables import Card, Issue
from models.vocabulary import SUBJECT_KINDS
from reports import cardsheet as at
from tests.desk import office
from tests.desk.line import Line
from tests.desk.office import ACTOR

TODAY = office.END_OF_JULY
JULY = "2018-07"
NAME = "云帆化工有限公司"
KINDS = ("enterprises", "projects", "platforms", "works")
ANSWERS: Mapping[str, Any] = {
    "enterprise_class": "规上工业",
    "condition": "微利",
    "employees": 86,
    "revenue": 1280.5,
    "revenue_growth": -3.5,
    "industry_needs": ("用地", "能源保障"),
    "satisfaction": "基本满意",
    "suggestions": "多来看看。\n再说一次用电。",
}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        yield book


def _enterprise(book: Book, name: str = NAME) -> None:
    values = {"contact": "吴安五", "phone": "0399-5550101", "enterprise_class": "规上工业"}
    add(book, "enterprises", {"name": name, **values}, ACTOR)


def _sheet(book: Book, folder: Path, name: str = NAME) -> Path:
    """The card of a subject as the program writes it, with what is known."""
    with book.read() as connection:
        data = printing.card_file(beforehand(connection, name, JULY, TODAY), ".xlsx")
    path = folder / f"{name}.xlsx"
    path.write_bytes(data)
    return path


def _fill(path: Path, answers: Mapping[str, Any], *problems: tuple[str, str, str]) -> Path:
    """Write into the cells that an enterprise writes into."""
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    rows = {str(row[at.KEY].value): row for row in sheet.iter_rows() if row[at.KEY].value}
    for key, value in answers.items():
        rows[key][at.ANSWER].value = value
    for ordinal, (title, category, wish) in enumerate(problems, 1):
        row = rows[f"{at.PROBLEM}{ordinal}"]
        row[at.TITLE].value, row[at.CATEGORY].value = title, category
        row[at.DETAIL].value = wish
    workbook.save(path)
    return path


def _as_cells(answers: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """Answers as they stand in cells: a tick beside each option that was chosen."""
    cells: dict[str, Any] = {}
    for key, value in answers.items():
        question = form.question(key)
        assert question is not None
        if isinstance(value, tuple):
            ordinals = (question.options.index(one) + 1 for one in value)
            cells |= {f"{key}{at.OPTION}{n}": at.TICK for n in ordinals}
        else:
            cells[key] = value
    return cells


def _filled(book: Book, folder: Path, *problems: tuple[str, str, str]) -> Path:
    path = _sheet(book, folder)
    return _fill(path, _as_cells(ANSWERS, forms()[0]), *problems)


def _count(book: Book, model: Any) -> int:
    with book.read() as connection:
        return connection.scalar(select(func.count()).select_from(model)) or 0


def _answers_of(form: Form) -> dict[str, Any]:
    """An answer to every question, of whatever type it is."""
    by_type = {
        "number": 12.5,
        "integer": 3,
        "date": date(2018, 6, 1),
        "month": "2018-06",
        "phone": "0399-5550101",
        "credit_code": "91130931MA07XXXXXM",
        "long_text": "第一行\n第二行，＝号“=1+1”照旧",
    }
    found: dict[str, Any] = {
        q.key: q.options[0] if q.options else by_type.get(q.type, "照旧") for q in form.questions
    }
    found |= {q.key: q.options[:2] for q in form.questions if q.type == "choices"}
    return found


# --- there and back -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_of_each_kind_reads_back_as_it_was_written(
    book: Book, tmp_path: Path, kind: str
) -> None:
    form = forms()[KINDS.index(kind)]
    assert form.subject_kind == SUBJECT_KINDS[KINDS.index(kind)].code
    add(book, kind, {"name": NAME}, ACTOR)
    answers = {**_answers_of(form), "name": NAME}
    head = {"subject": NAME, "period": JULY, "filled_by": "吴安五", "phone": "0399-5550101"}
    saved = save(book, Filled(head, answers, [office.problem("厂区缺电")]), ACTOR)
    with book.read() as connection:
        printed = view(connection, saved.card.number, TODAY)
    path = tmp_path / "卡.xlsx"
    path.write_bytes(printing.card_file(printed, ".xlsx"))
    made = take_in(book, [path], ACTOR)
    assert [(one.status, one.problems) for one in made.outcomes] == [("unchanged", ())]
    assert (_count(book, Card), _count(book, Issue)) == (1, 1)


def test_what_an_enterprise_filled_in_becomes_its_card(book: Book, tmp_path: Path) -> None:
    _enterprise(book)
    path = _filled(book, tmp_path, ("厂区缺电", "能源保障", "请供电公司来一趟"))
    made = take_in(book, [path], ACTOR)
    assert made.counts["created"] == 1
    with book.read() as connection:
        card = detail(connection, made.outcomes[0].number, TODAY)
    assert {key: card.answers[key] for key in ANSWERS} == ANSWERS
    assert card.answers["contact"] == "吴安五"
    (issue,) = card.issues
    assert (issue.values["category"], issue.values["detail"]) == ("能源保障", "请供电公司来一趟")


def test_the_same_file_again_changes_nothing(book: Book, tmp_path: Path) -> None:
    _enterprise(book)
    path = _filled(book, tmp_path, ("厂区缺电", "能源保障", ""))
    take_in(book, [path], ACTOR)
    told: list[frozenset[str]] = []
    book.subscribe(told.append)
    assert take_in(book, [path], ACTOR).counts["unchanged"] == 1
    assert told == []
    assert _count(book, Issue) == 1


def test_another_file_for_the_month_corrects_the_card(book: Book, tmp_path: Path) -> None:
    _enterprise(book)
    path = _filled(book, tmp_path, ("厂区缺电", "能源保障", ""))
    take_in(book, [path], ACTOR)
    _fill(path, {"revenue": 1300, "suggestions": None}, ("门前积水", "基础设施", ""))
    made = take_in(book, [path], ACTOR)
    assert made.counts["updated"] == 1
    with book.read() as connection:
        card = detail(connection, made.outcomes[0].number, TODAY)
    assert card.answers["revenue"] == 1300.0
    assert card.answers["suggestions"] == ANSWERS["suggestions"], "a blank never clears"
    assert _count(book, Issue) == 2


def test_one_undo_takes_all_cards_of_an_import_back(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "收到的卡"
    folder.mkdir()
    for name in (NAME, "云帆二厂有限公司"):
        _enterprise(book, name)
        _fill(_sheet(book, folder, name), _as_cells(ANSWERS, forms()[0]))
    made = take_in(book, files_in(folder), ACTOR)
    assert made.counts["created"] == 2
    undo.undo(book)
    assert _count(book, Card) == 0
    assert checkup.check(book) == []


# --- what is wrong --------------------------------------------------------------------------------


def test_a_wrong_answer_is_named_by_question_and_row(book: Book, tmp_path: Path) -> None:
    _enterprise(book)
    path = _filled(book, tmp_path)
    _fill(path, {"revenue": "很多", "card.period": "2018-13"}, ("", "能源保障", "来一趟"))
    (one,) = take_in(book, [path], ACTOR).outcomes
    assert one.status == "rejected"
    assert {p.column: p.value for p in one.problems} == {
        "营业收入": "很多",
        "填报期间": "2018-13",
        "问题摘要": "",
    }
    assert all(p.row > 1 and p.rejected for p in one.problems)
    assert _count(book, Card) == 0


def test_the_right_cards_are_taken_in_beside_a_wrong_one(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "收到的卡"
    folder.mkdir()
    for name in (NAME, "云帆二厂有限公司"):
        _enterprise(book, name)
    _filled(book, folder)
    _sheet(book, folder, "云帆二厂有限公司")
    (folder / "别的.xlsx").write_bytes(b"nothing")
    (folder / "~$锁.xlsx").write_bytes(b"nothing")
    counts = take_in(book, files_in(folder), ACTOR).counts
    assert (counts["read"], counts["created"], counts["rejected"]) == (3, 1, 2)
    assert counts["read"] == sum(
        counts[name] for name in ("created", "updated", "unchanged", "rejected")
    )


def test_a_month_to_come_is_rejected(book: Book, tmp_path: Path) -> None:
    _enterprise(book)
    path = _fill(_filled(book, tmp_path), {"card.period": "2018-08"})
    (one,) = plan(book, [path]).outcomes
    assert [p.reason for p in one.problems] == ["这个月还没有到，请核对"]


def test_a_card_without_its_month_is_rejected(book: Book, tmp_path: Path) -> None:
    _enterprise(book)
    path = _fill(_filled(book, tmp_path), {"card.period": None})
    assert [p.reason for p in plan(book, [path]).outcomes[0].problems] == ["填报期间不能为空"]


def test_a_share_that_excel_made_a_fraction_is_asked_about(book: Book, tmp_path: Path) -> None:
    _enterprise(book)
    path = _fill(_filled(book, tmp_path), {"revenue_growth": 0.146})
    (one,) = plan(book, [path]).outcomes
    assert one.status == "created"
    assert [p.reason for p in one.problems] == [
        "读作 0.146%；如果填的是 14.6%，请去掉百分号只写数字"
    ]


def test_a_month_that_excel_made_a_date_is_understood(book: Book, tmp_path: Path) -> None:
    _enterprise(book)
    path = _fill(_filled(book, tmp_path), {"card.period": date(2018, 7, 1)})
    assert plan(book, [path]).outcomes[0].period == JULY


def test_a_blank_sheet_finds_its_subject_by_name(book: Book, tmp_path: Path) -> None:
    _enterprise(book)
    path = tmp_path / "空白卡.xlsx"
    path.write_bytes(printing.card_file(blank("企业"), ".xlsx"))
    contact = {"name": "云帆 化工有限公司", "contact": "吴安五", "contact_phone": "0399-5550101"}
    _fill(path, {**contact, **_as_cells(ANSWERS, forms()[0]), "card.period": JULY})
    (one,) = take_in(book, [path], ACTOR).outcomes
    assert (one.status, one.subject) == ("created", NAME), one.problems


def test_a_subject_that_is_not_there_is_told(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "空白卡.xlsx"
    path.write_bytes(printing.card_file(blank("企业"), ".xlsx"))
    _fill(path, {"name": NAME, "card.period": JULY})
    said = {p.reason for p in plan(book, [path]).outcomes[0].problems}
    assert "台账里没有这个帮扶对象，请先登记它，或核对名称和信用代码" in said


def test_the_card_of_one_subject_with_another_in_it_is_rejected(book: Book, tmp_path: Path) -> None:
    _enterprise(book)
    _enterprise(book, "云帆二厂有限公司")
    path = _fill(_filled(book, tmp_path), {"name": "云帆二厂有限公司"})
    (problem,) = plan(book, [path]).outcomes[0].problems
    assert problem.reason == f"这张卡是为“{NAME}”印的，填的却是“云帆二厂有限公司”，请改用它自己的卡"


def test_two_cards_for_one_month_are_told_not_merged(book: Book, tmp_path: Path) -> None:
    _enterprise(book)
    first = _filled(book, tmp_path)
    second = tmp_path / "另一份.xlsx"
    second.write_bytes(first.read_bytes())
    made = plan(book, [first, second])
    assert [one.status for one in made.outcomes] == ["created", "rejected"]
    assert made.counts["duplicates"] == 1
    assert NAME in made.outcomes[1].problems[0].reason


def test_a_file_that_is_no_card_says_so(tmp_path: Path, book: Book) -> None:
    _enterprise(book)
    path = _filled(book, tmp_path)
    workbook = load_workbook(path)
    workbook.worksheets[0].cell(1, 1).value = "企业名称"
    workbook.save(path)
    with pytest.raises(Refused, match="不是本程序写出的反馈卡"):
        read_cards(path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有 Excel 文件"):
        files_in(tmp_path)


# --- by command -----------------------------------------------------------------------------------


def test_a_card_is_written_filled_and_imported_by_command(line: Line, tmp_path: Path) -> None:
    with Book.open(tmp_path / "casebook") as book:
        _enterprise(book)
    path, today = tmp_path / "卡.xlsx", ("--today", "2018-07-31")
    printed = ("enterprises", NAME, "--document", "blank-card", "--out", str(path))
    assert line.on("print", *printed, *today) == 0, line.err
    _fill(path, _as_cells(ANSWERS, forms()[0]), ("厂区缺电", "能源保障", ""))
    said = line.json("import", str(path), "--kind", "cards", *today)
    assert (said["kind"], said["read"], said["created"]) == ("cards", 1, 1)
    assert said["cards"][0]["number"] == "试办-2018-0001"
    assert line.on("import", str(path), "--kind", "cards", "--dry-run", *today) == 0
    assert "反馈卡：读入 1 张，新增 0 张，更新 0 张，无变化 1 张，退回 0 张" in line.out


def test_a_card_is_known_without_being_told_and_is_no_list(line: Line, tmp_path: Path) -> None:
    with Book.open(tmp_path / "casebook") as book:
        _enterprise(book)
        path = _filled(book, tmp_path)
    today = ("--today", "2018-07-31")
    assert line.on("import", str(path), "--kind", "enterprises", *today) == 1
    assert "是填好的反馈卡，不是名单" in line.err
    assert line.json("import", str(path), *today)["created"] == 1
    assert line.json("show", "enterprises", NAME)["cards"][0]["period"] == JULY


def test_a_folder_of_cards_is_taken_in_by_command(line: Line, tmp_path: Path) -> None:
    folder = tmp_path / "收到的卡"
    folder.mkdir()
    with Book.open(tmp_path / "casebook") as book:
        for name in (NAME, "云帆二厂有限公司"):
            _enterprise(book, name)
            _fill(_sheet(book, folder, name), _as_cells(ANSWERS, forms()[0]))
    assert line.json("import", str(folder), "--today", "2018-07-31")["created"] == 2


def test_wrong_answers_are_printed_by_file_and_question(line: Line, tmp_path: Path) -> None:
    with Book.open(tmp_path / "casebook") as book:
        _enterprise(book)
        path = _fill(_filled(book, tmp_path), {"revenue": "很多"})
    assert line.on("import", str(path), "--kind", "cards", "--today", "2018-07-31") == 0
    assert f"{NAME}.xlsx 第 " in line.out
    assert "营业收入“很多”退回：" in line.out


def test_every_card_of_the_demo_comes_back_from_excel_as_it_was(
    demo_book: Book, tmp_path: Path
) -> None:
    today = demo_book.clock.today()
    with demo_book.read() as connection:
        numbers = connection.scalars(select(Card.number)).all()
        for number in numbers:
            sheet = printing.card_file(view(connection, str(number), today), ".xlsx")
            (tmp_path / f"{number}.xlsx").write_bytes(sheet)
    counts = plan(demo_book, sorted(tmp_path.glob("*.xlsx"))).counts
    assert counts["read"] == counts["unchanged"] == len(numbers)
