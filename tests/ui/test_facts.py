"""Labels and values of a record, and what is told of a card that came back."""

from PySide6.QtWidgets import QApplication, QLabel

from desk.cards.judging import Outcome
from desk.intake.table import Problem
from tests.ui.fakes import Show
from ui import style
from ui.facts import Facts
from ui.pages.cards.takein import OutcomeSource

LONG = "年度目标进展（截至填报月末）"


def test_a_long_label_goes_on_below_and_leaves_the_values_their_room(show: Show) -> None:
    facts = Facts([("编号", "示例A-2018-0001"), (LONG, "年度目标数 350，已完成数 96")])
    show(facts, size=(300, 400))
    QApplication.processEvents()
    texts = {label.text(): label for label in facts.findChildren(QLabel)}
    assert texts[LONG].width() <= 8 * style.FONT_PIXELS
    assert texts["示例A-2018-0001"].width() > 120


def told(column: str, reason: str) -> object:
    problem = Problem(5, column, "", reason, rejected=True)
    outcome = Outcome("交回的卡.xlsx", "示例公司", "2018-07", "rejected", (problem,))
    return OutcomeSource([outcome]).rows(0, 1)[0][-1]


def test_a_question_of_a_card_is_named_once_where_its_answer_is_wrong() -> None:
    assert told("营业收入", "营业收入：请只写数字") == "营业收入：请只写数字"
    assert told("营业收入", "请只写数字") == "营业收入：请只写数字"
    assert told("", "不是反馈卡") == "不是反馈卡"
