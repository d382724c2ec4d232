"""A card as an Excel sheet, read back: what stands where, what may be written, what is offered."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Cell, Worksheet
from openxml_audit import OpenXmlValidator

from models.vocabulary import ISSUE_CATEGORIES
from reports import cardexcel
from reports import cardsheet as at
from reports.cardview import CardIssue, CardView
from reports.errors import NoSheet
from tests.reports import cards

FILLED = replace(
    cards.small(),
    number="东湖A-2018-0012",
    filled_on=date(2018, 7, 26),
    filled_by="李某某",
    phone="13900000001",
    answers=cards.SMALL_ANSWERS,
    issues=(CardIssue("道路破损", "请修复", "基础设施", "东湖A-2018-0089"), CardIssue("缺工")),
)
BLANK = CardView(cards.SMALL, cards.OFFICE, blank=True)


def sheets(view: CardView) -> list[Worksheet]:
    """The sheets of a card's file."""
    return load_workbook(BytesIO(cardexcel.write(view))).worksheets


def keyed(view: CardView) -> dict[str, tuple[Cell, ...]]:
    """The rows that say in column A what stands in them."""
    rows = sheets(view)[0].iter_rows(2)
    return {str(row[at.KEY].value): row for row in rows if row[at.KEY].value}


def answers(view: CardView) -> dict[str, object]:
    """What stands in the column of answers, by key; days as dates."""
    values = ((key, row[at.ANSWER].value) for key, row in keyed(view).items())
    return {key: said.date() if isinstance(said, datetime) else said for key, said in values}


def offered(view: CardView, cell: Cell) -> list[object]:
    """The words of the list that a cell offers."""
    sheet, lists = sheets(view)
    place = f"{'ABCDE'[cell.column - 1]}{cell.row}"
    (rule,) = (one for one in sheet.data_validations.dataValidation if place in one)
    column = "ABCDEFGH".index(rule.formula1.partition("$")[2][0])
    words = [row[column] for row in lists.iter_rows(values_only=True) if len(row) > column]
    return [word for word in words if word is not None]


def test_the_first_row_says_which_card_it_is_and_is_hidden() -> None:
    sheet = sheets(FILLED)[0]
    first = next(sheet.iter_rows(values_only=True))
    assert first == (at.MARK, "card-small", 3, "Q007", "东湖A-2018-0012")
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden


def test_a_blank_sheet_is_of_no_subject_and_has_no_number() -> None:
    first = next(sheets(BLANK)[0].iter_rows(values_only=True))
    assert first[: at.SUBJECT] == (at.MARK, "card-small", 3)
    assert first[at.SUBJECT] is first[at.NUMBER] is None


def test_answers_stand_beside_their_keys_typed() -> None:
    said = answers(FILLED)
    assert said["name"] == "=甲一"
    assert said["class"] == "乙类"
    assert said["reason"] == "第一行\n第二行"
    assert (said["amount"], said["people"]) == (1234.5, 35)
    assert said["opened"] == date(2018, 3, 9)
    assert said["month"] == "2018-10"


def test_facts_of_the_card_stand_under_their_own_keys() -> None:
    said = answers(FILLED)
    assert [said[key] for key in at.FACTS] == [
        "2018-07",
        date(2018, 7, 26),
        "李某某",
        "13900000001",
    ]


def test_each_of_several_choices_has_a_row_to_be_ticked() -> None:
    said = answers(FILLED)
    ticked = [said[f"needs{at.OPTION}{ordinal}"] for ordinal in (1, 2, 3)]
    assert ticked == [at.TICK, None, at.TICK]
    labels = [keyed(FILLED)[f"needs{at.OPTION}{ordinal}"][at.LABEL].value for ordinal in (1, 2, 3)]
    assert labels == ["用地、用海", "资金", "A,B"]


def test_every_question_is_on_a_filled_sheet_too_for_an_answer_may_bring_it_up() -> None:
    assert answers(replace(FILLED, answers={"class": "甲类"})).keys() == answers(FILLED).keys()


def test_a_choice_is_offered_as_a_list() -> None:
    assert offered(BLANK, keyed(BLANK)["class"][at.ANSWER]) == ["甲类", "乙类"]
    assert offered(BLANK, keyed(BLANK)["needs:1"][at.ANSWER]) == [at.TICK]
    categories = [term.label for term in ISSUE_CATEGORIES]
    assert offered(BLANK, keyed(BLANK)["problem.1"][at.CATEGORY]) == categories


@pytest.mark.parametrize(
    ("key", "kind"), [("amount", "decimal"), ("people", "whole"), ("opened", "date")]
)
def test_numbers_and_dates_are_asked_as_such(key: str, kind: str) -> None:
    cell = keyed(BLANK)[key][at.ANSWER]
    rules = sheets(BLANK)[0].data_validations.dataValidation
    assert [rule.type for rule in rules if f"C{cell.row}" in rule] == [kind]


def test_what_people_type_as_text_stays_text() -> None:
    rows = keyed(BLANK)
    for key in ("name", "month", at.PERIOD, at.PHONE):
        assert rows[key][at.ANSWER].number_format == "@"
    assert rows["reason"][at.ANSWER].number_format == "General"  # long ones would show as ####


def test_only_answers_can_be_written_on_and_there_is_no_password() -> None:
    sheet = sheets(BLANK)[0]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    for key, row in keyed(BLANK).items():
        open_cells = [cell.column - 1 for cell in row if not cell.protection.locked]
        problem = [at.TITLE, at.CATEGORY, at.DETAIL]
        assert open_cells == (problem if key.startswith(at.PROBLEM) else [at.ANSWER])


def test_units_hints_and_whom_a_question_is_for_stand_beside_it() -> None:
    rows = keyed(BLANK)
    assert rows["amount"][at.UNIT].value == "万元"
    assert rows["reason"][at.HINT].value == "类型为乙类的填写；一句话说明"
    assert rows["opened"][at.HINT].value == "像 2018-07-26 这样填写"
    bars = [row[at.LABEL] for row in sheets(BLANK)[0].iter_rows(2, values_only=True) if not row[0]]
    assert "乙类指标（类型为乙类的填写）" in bars


def test_problems_stand_at_the_end_those_in_the_ledger_fixed() -> None:
    rows = {key: row for key, row in keyed(FILLED).items() if key.startswith(at.PROBLEM)}
    first, second, *spare = rows.values()
    assert [first[column].value for column in (at.TITLE, at.CATEGORY, at.DETAIL)] == [
        "道路破损",
        "基础设施",
        "请修复",
    ]
    assert first[at.LABEL].value == "1　东湖A-2018-0089"
    assert first[at.TITLE].protection.locked
    assert second[at.TITLE].value == "缺工"
    assert not second[at.TITLE].protection.locked
    assert [row[at.TITLE].value for row in spare] == [None, None]


def test_a_blank_sheet_has_as_many_rows_for_problems_as_its_form_says() -> None:
    assert [key for key in keyed(BLANK) if key.startswith(at.PROBLEM)] == ["problem.1", "problem.2"]


def test_whose_card_it_is_stands_above_and_stays_in_sight() -> None:
    sheet = sheets(FILLED)[0]
    above = [row[at.LABEL] for row in sheet.iter_rows(2, values_only=True)][:3]
    assert above[0] == "小卡"
    assert above[2] == "甲一精密制造有限公司　Q007　编号 东湖A-2018-0012"
    assert sheet.freeze_panes == "A6"


def test_the_lists_are_hidden() -> None:
    assert [sheet.sheet_state for sheet in sheets(BLANK)] == ["visible", "hidden"]


def test_a_row_is_as_high_as_its_text() -> None:
    long = replace(FILLED, answers={"reason": "已现场勘查，" * 40})
    (row,) = (row[0].row for key, row in keyed(long).items() if key == "reason")
    height = sheets(long)[0].row_dimensions[row].height
    assert height is not None
    assert height > 10 * 16


def test_a_text_too_long_for_a_cell_is_refused() -> None:
    with pytest.raises(NoSheet, match="32,768 字"):
        cardexcel.write(replace(FILLED, answers={"reason": "长" * 32_768}))


def test_the_same_card_gives_the_same_bytes() -> None:
    assert cardexcel.write(cards.filled()) == cardexcel.write(cards.filled())


@pytest.mark.parametrize("kind", list(cards.FORMS))
def test_the_file_is_sound(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "card.xlsx"
    path.write_bytes(cardexcel.write(cards.filled(kind)))
    assert not OpenXmlValidator().validate(str(path)).errors


@pytest.mark.parametrize("kind", list(cards.FORMS))
def test_every_question_of_every_form_has_its_row(kind: str) -> None:
    found = {key.partition(at.OPTION)[0] for key in keyed(cards.filled(kind))}
    assert {question.key for question in cards.FORMS[kind].questions} <= found
