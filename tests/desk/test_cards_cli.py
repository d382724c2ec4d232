"""Cards by command: added, listed, shown, printed, told in the record."""

import zipfile
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.cards.definitions import forms
from desk.records import add
from tests.desk import office
from tests.desk.line import Line

NAME = "云帆化工有限公司"
TODAY = ("--today", "2018-07-31")
ANSWERS = (
    *("condition=微利", "employees=86", "revenue=1280.5万元", "industry_needs=用地、能源保障"),
    *("satisfaction=基本满意", "suggestions=多来看看"),
)


@pytest.fixture
def line(line: Line, tmp_path: Path) -> Line:
    values = {"enterprise_class": "规上工业", "contact": "吴安五", "phone": "0399-5550101"}
    with Book.open(tmp_path / "casebook") as book:
        add(book, "enterprises", {"name": NAME, **values}, office.ACTOR)
    return line


def _add(line: Line, *more: str) -> str:
    said = ("cards", f"subject={NAME}", "period=2018年7月", *ANSWERS, *more)
    assert line.on("add", *said, *TODAY) == 0, line.err
    return line.out.strip()


def test_a_card_is_added_from_what_is_answered_and_what_is_known(line: Line) -> None:
    number = _add(line, "filled_by=吴安五")
    card = line.json("show", "cards", number)
    assert (card["period"], card["form"], card["version"]) == ("2018-07", "card-enterprise", 1)
    assert card["answers"]["revenue"] == 1280.5
    assert card["answers"]["industry_needs"] == ["用地", "能源保障"]
    assert card["answers"]["contact"] == "吴安五", "known from the list of enterprises"


def test_what_is_lacking_is_refused_in_one_sentence(line: Line) -> None:
    assert line.on("add", "cards", f"subject={NAME}", "period=2018-07", *TODAY) == 1
    assert "营业收入不能为空" in line.err
    assert "包联服务满意度不能为空" in line.err
    assert line.json("list", "cards") == []


def test_a_month_that_is_none_is_refused(line: Line) -> None:
    assert line.on("add", "cards", f"subject={NAME}", "period=七月", *TODAY) == 1
    assert "填报期间：“七月”认不出是哪年哪月" in line.err


def test_an_issue_is_tied_to_its_card_by_number(line: Line) -> None:
    number = _add(line, "filled_on=2018-07-20")
    assert line.on("add", "issues", f"card={number}", "title=厂区缺电", *TODAY) == 0
    (issue,) = line.json("list", "issues", "--where", f"card={number}")
    assert (issue["subject"], issue["source"], issue["registered_on"]) == (
        NAME,
        "反馈卡",
        "2018-07-20",
    )
    assert line.json("show", "cards", number)["issues"][0]["title"] == "厂区缺电"


def test_an_issue_of_a_card_that_is_not_there_is_refused(line: Line) -> None:
    assert line.on("add", "issues", "card=试办-2018-0099", "title=厂区缺电", *TODAY) == 1
    assert "没有找到反馈卡“试办-2018-0099”" in line.err


def test_a_card_is_shown_by_section_with_its_issues(line: Line) -> None:
    number = _add(line)
    line.on("add", "issues", f"card={number}", "title=厂区缺电", *TODAY)
    assert line.on("show", "cards", number) == 0
    assert "生产经营情况（填报月份）\n  经营状况：微利\n  从业人数：86人" in line.out
    assert "厂区缺电" in line.out


def test_cards_are_listed_by_month_and_form(line: Line) -> None:
    number = _add(line)
    found = line.json("list", "cards", "--where", "period=2018-07", "--where", "form=企业反馈卡")
    assert [card["number"] for card in found] == [number]
    assert line.json("list", "cards", "--where", "period=2018-06") == []


def test_the_record_tells_the_answers_by_their_labels(line: Line) -> None:
    _add(line)
    told = line.json("log", "--subject", NAME)[0]
    assert told["label"] == f"登记反馈卡“{NAME}”2018-07"
    (card,) = told["touched"]
    facts = {fact["label"]: fact["value"] for fact in card["facts"]}
    assert facts["表样"] == "企业反馈卡"
    assert (facts["营业收入"], facts["需求类别"]) == ("1280.5", "用地、能源保障")


@pytest.mark.parametrize("name", [*(form.key for form in forms()), "项目", "平台反馈卡"])
def test_every_form_is_written_blank_without_a_casebook(
    line: Line, tmp_path: Path, name: str
) -> None:
    out = tmp_path / f"{name}.pdf"
    assert line("form", name, "--blank", "--out", str(out)) == 0, line.err
    assert out.read_bytes().startswith(b"%PDF")


def test_an_unknown_form_is_refused_with_those_there_are(line: Line, tmp_path: Path) -> None:
    assert line("form", "问卷", "--blank", "--out", str(tmp_path / "x.pdf")) == 1
    assert "没有表样“问卷”；可用的有 " in line.err
    assert "card-enterprise（企业反馈卡）" in line.err


def test_a_filled_card_is_printed_by_its_number(line: Line, tmp_path: Path) -> None:
    out = tmp_path / "卡.docx"
    assert line.on("print", "cards", _add(line), "--out", str(out)) == 0, line.err
    with zipfile.ZipFile(out) as package:
        assert "1280.5" in package.read("word/document.xml").decode()


def test_a_card_is_printed_for_a_subject_to_fill_in_by_hand(line: Line, tmp_path: Path) -> None:
    out = tmp_path / "预填.docx"
    asked = ("enterprises", NAME, "--document", "预填反馈卡", "--out", str(out))
    assert line.on("print", *asked, *TODAY) == 0, line.err
    with zipfile.ZipFile(out) as package:
        assert NAME in package.read("word/document.xml").decode()
