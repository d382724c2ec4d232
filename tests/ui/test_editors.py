from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models.checking import BadValue
from tests.ui.fakes import LOOKUPS, TODAY, Show, find, label
from ui.editors import (
    ChoiceEdit,
    DateEdit,
    Editor,
    IntegerEdit,
    LineEditor,
    NewRecord,
    NumberEdit,
    ReferenceEdit,
    ReferencesEdit,
    TextEdit,
)
from ui.editors.dates import read_date


def commit(widget: QWidget, text: str) -> None:
    """Type Chinese as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def person() -> ReferenceEdit:
    return ReferenceEdit(lambda t: find("people", t), lambda u: label("people", u), creates=True)


def people() -> ReferencesEdit:
    return ReferencesEdit(lambda t: find("people", t), lambda u: label("people", u), creates=True)


def plain() -> LineEditor:
    return LineEditor(lambda text: (text.strip() or None, None))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7.20", date(2018, 7, 20)),
        ("0720", date(2018, 7, 20)),
        ("7月20日", date(2018, 7, 20)),
        ("７．２０", date(2018, 7, 20)),
        ("20日", date(2018, 7, 20)),
        ("20180720", date(2018, 7, 20)),
        ("2018.7.20", date(2018, 7, 20)),
        ("2018年7月20日", date(2018, 7, 20)),
        ("今天", TODAY),
        ("-3", date(2018, 7, 20)),
        ("+9", date(2018, 8, 1)),
        ("", None),
    ],
)
def test_a_date_is_read_the_way_it_is_typed(typed: str, meant: date | None) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["2.30", "1301", "32日", "上周", "7.2.3", "723"])
def test_what_is_no_date_is_refused_and_never_guessed(typed: str) -> None:
    with pytest.raises(BadValue):
        read_date(typed, TODAY)


def test_a_date_is_shown_the_long_way_once_the_keyboard_leaves(show: Show) -> None:
    editor, other = DateEdit(lambda: TODAY), plain()
    show(editor, other)
    editor.setFocus()
    QTest.keyClicks(editor.line, "7.20")
    assert editor.hint() == "2018-07-20 星期五"
    other.setFocus()
    assert editor.line.text() == "2018-07-20"
    assert editor.hint() == "星期五"


def test_a_wrong_date_stays_as_typed_and_says_why(show: Show) -> None:
    editor, other = DateEdit(lambda: TODAY), plain()
    show(editor, other)
    editor.setFocus()
    QTest.keyClicks(editor.line, "2.30")
    other.setFocus()
    assert editor.line.text() == "2.30"
    assert editor.value() is None
    assert editor.problem() == "2018年没有2月30日，请核对"


def test_the_calendar_gives_a_day_and_can_make_the_field_blank(show: Show) -> None:
    editor = DateEdit(lambda: TODAY)
    show(editor)
    popup = editor.open_calendar()
    popup.days.clicked.emit(popup.days.selectedDate().addDays(1))
    assert editor.value() == date(2018, 7, 24)
    popup = editor.open_calendar()
    blank = next(b for b in popup.findChildren(QPushButton) if b.text() == "清空")
    QTest.mouseClick(blank, Qt.MouseButton.LeftButton)
    assert editor.value() is None


@pytest.mark.parametrize(
    ("editor", "typed", "value"),
    [
        (lambda: NumberEdit("万元"), "3.2亿", 32000.0),
        (lambda: NumberEdit("万元"), "", None),
        (lambda: NumberEdit(), "0", 0.0),
        (lambda: IntegerEdit("人"), "1.2万", 12000),
        (lambda: IntegerEdit("人"), "0", 0),
    ],
)
def test_a_number_or_a_blank_can_be_typed(
    qtbot: QtBot, editor: Callable[[], LineEditor], typed: str, value: object
) -> None:
    made = editor()
    qtbot.addWidget(made)
    made.restore(typed)
    assert made.value() == value
    assert made.problem() == ""


def test_a_number_that_is_none_says_so(qtbot: QtBot) -> None:
    editor = NumberEdit("万元")
    qtbot.addWidget(editor)
    editor.restore("约三百")
    assert editor.value() is None
    assert "不是一个确定的数" in editor.problem()


def test_zero_is_shown_and_not_taken_for_a_blank(show: Show) -> None:
    number, count = NumberEdit(), IntegerEdit()
    show(number, count)
    number.set_value(0.0)
    count.set_value(0)
    assert (number.line.text(), count.line.text()) == ("0", "0")


def test_a_choice_is_found_by_the_initials_of_its_pinyin(show: Show) -> None:
    editor = ChoiceEdit("issue_categories")
    show(editor)
    editor.setFocus()
    QTest.keyClicks(editor.line, "hjbh")
    assert editor.line.suggested() == ["环境保护"]
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "环境保护"
    assert editor.line.suggested() == []


def test_a_synonym_that_is_typed_out_is_the_choice(show: Show) -> None:
    editor = ChoiceEdit("issue_categories")
    show(editor)
    commit(editor.line, "融资")
    assert editor.value() == "资金"


def test_a_word_that_is_no_choice_is_a_problem_and_no_value(show: Show) -> None:
    editor = ChoiceEdit("visit_ways")
    show(editor)
    commit(editor.line, "飞行")
    assert editor.value() is None
    assert editor.problem() == "“飞行”不在列表里，请从列表中选一个"


def test_escape_closes_the_list_and_not_the_dialog(qtbot: QtBot) -> None:
    dialog = QDialog()
    editor = ChoiceEdit("visit_ways")
    QVBoxLayout(dialog).addWidget(editor)
    qtbot.addWidget(dialog)
    dialog.resize(500, 300)
    with qtbot.waitActive(dialog):
        dialog.show()
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    assert len(editor.line.suggested()) == 6
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    assert editor.line.suggested() == []
    assert dialog.isVisible()


def test_a_half_composed_word_is_not_text_yet(show: Show) -> None:
    editor = person()
    show(editor)
    QApplication.sendEvent(editor.line, QInputMethodEvent("zhang", []))
    assert editor.draft() == ""
    commit(editor.line, "张示例")
    assert editor.value() == "p1"


def test_an_unknown_name_can_be_made_a_new_record(show: Show) -> None:
    editor = person()
    show(editor)
    commit(editor.line, "赵虚构")
    assert editor.line.suggested() == ["新建“赵虚构”"]
    assert editor.value() is None
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.value() == NewRecord("赵虚构")


def test_a_known_name_is_not_offered_as_new(show: Show) -> None:
    editor = person()
    show(editor)
    commit(editor.line, "李样例")
    assert editor.line.suggested() == ["李样例"]


def test_two_records_of_one_name_must_be_told_apart_by_picking(show: Show) -> None:
    twins = [("a", "张示例"), ("b", "张示例")]
    editor = ReferenceEdit(lambda _typed: twins, dict(twins).__getitem__)
    show(editor)
    commit(editor.line, "张示例")
    assert editor.value() is None
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "b"


def test_several_people_are_picked_one_after_the_other(show: Show) -> None:
    editor = people()
    show(editor)
    editor.setFocus()
    QTest.keyClicks(editor.line, "zs")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    commit(editor.line, "李样例、")
    assert editor.value() == ("p1", "p2")
    QTest.keyClick(editor.line, Qt.Key.Key_Backspace)
    assert editor.value() == ("p1",)


def test_a_pasted_row_of_names_is_taken_apart(show: Show) -> None:
    editor = people()
    show(editor)
    QApplication.clipboard().setText("张示例，李样例\n赵虚构、")
    editor.line.paste()
    assert editor.value() == ("p1", "p2", NewRecord("赵虚构"))


def test_enter_goes_on_and_does_not_press_the_dialogs_button(qtbot: QtBot) -> None:
    dialog = QDialog()
    layout = QVBoxLayout(dialog)
    editor, save = plain(), QPushButton("保存")
    save.setDefault(True)
    layout.addWidget(editor)
    layout.addWidget(save)
    pressed: list[bool] = []
    save.clicked.connect(pressed.append)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    with qtbot.waitSignal(editor.entered):
        QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert pressed == []


def test_a_pasted_cell_loses_tabs_and_line_ends(show: Show) -> None:
    editor = plain()
    show(editor)
    QApplication.clipboard().setText("渤海示例\t化工\r\n有限公司")
    editor.line.paste()
    assert editor.value() == "渤海示例 化工 有限公司"


def test_long_text_grows_with_its_lines_up_to_a_limit(show: Show) -> None:
    editor = TextEdit()
    show(editor)
    least = editor.paper.height()
    editor.set_value("一\n二\n三\n四")
    grown = editor.paper.height()
    editor.set_value("\n".join("多" * 40))
    assert least < grown < editor.paper.height() < 400


def test_ctrl_enter_leaves_long_text_and_enter_begins_a_line(qtbot: QtBot, show: Show) -> None:
    editor = TextEdit()
    show(editor)
    QTest.keyClicks(editor.paper, "a")
    QTest.keyClick(editor.paper, Qt.Key.Key_Return)
    QTest.keyClicks(editor.paper, "b")
    with qtbot.waitSignal(editor.entered):
        QTest.keyClick(editor.paper, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == "a\nb"


def test_a_draft_brings_back_what_was_half_typed(show: Show) -> None:
    for make, typed in ((person, "张"), (people, "李"), (lambda: DateEdit(LOOKUPS.today), "7.")):
        editor, other = make(), make()
        show(editor, other)
        commit(editor.line, typed)
        other.restore(editor.draft())
        assert other.line.text() == typed


def test_a_draft_brings_back_what_was_picked(qtbot: QtBot, show: Show) -> None:
    one, many = person(), people()
    show(one, many)
    one.set_value(NewRecord("赵虚构"))
    many.set_value(("p1", NewRecord("赵虚构")))
    for editor, other in ((one, person()), (many, people())):
        qtbot.addWidget(other)
        other.restore(editor.draft())
        assert other.value() == editor.value()


@pytest.mark.parametrize("make", [person, people, plain, TextEdit, lambda: ChoiceEdit("tiers")])
def test_a_blank_field_leaves_no_draft(qtbot: QtBot, make: Callable[[], Editor]) -> None:
    editor = make()
    qtbot.addWidget(editor)
    assert editor.draft() == ""


def test_the_name_that_is_typed_out_goes_before_longer_ones(show: Show) -> None:
    records = [("a", "赵虚构二"), ("b", "赵虚构")]
    editor = ReferenceEdit(lambda _typed: records, dict(records).__getitem__)
    show(editor)
    commit(editor.line, "赵虚构")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "b"
