from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.checking import BadValue
from models.field import Field, Type
from models.vocabulary import Term
from tests.ui.fakes import LOOKUPS, TODAY, Show
from ui.editors import ChoiceEdit, ChoicesEdit, Editor, MonthEdit, OptionEdit
from ui.editors.months import read_month
from ui.forms import Form, editor_for

NEEDS = ("用地", "资金、担保", "人才用工", "其他")


def needs() -> ChoicesEdit:
    return ChoicesEdit([Term(word, word) for word in NEEDS])


def press(editor: Editor, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(editor.focusProxy() or editor, key)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2018-07", "2018-07"),
        ("201807", "2018-07"),
        ("2018.7", "2018-07"),
        ("２０１８年７月", "2018-07"),
        ("7月", "2018-07"),
        ("7", "2018-07"),
        ("12月份", "2018-12"),
        ("上月", "2018-06"),
        ("本月", "2018-07"),
        ("-7", "2017-12"),
        ("+6", "2019-01"),
        ("", None),
    ],
)
def test_a_month_is_read_the_way_it_is_typed(typed: str, meant: str | None) -> None:
    assert read_month(typed, TODAY) == meant


def test_the_month_before_january_is_of_the_year_before() -> None:
    assert read_month("上月", date(2019, 1, 9)) == "2018-12"


@pytest.mark.parametrize("typed", ["13月", "0", "201813", "七月里", "2018"])
def test_what_is_no_month_is_refused_and_never_guessed(typed: str) -> None:
    with pytest.raises(BadValue):
        read_month(typed, TODAY)


def test_a_month_typed_the_short_way_says_which_it_is_and_is_shown_in_full(show: Show) -> None:
    editor, other = MonthEdit(lambda: TODAY), MonthEdit(lambda: TODAY)
    show(editor, other)
    editor.setFocus()
    QTest.keyClicks(editor.line, "-1")
    assert editor.hint() == "2018-06"
    other.setFocus()
    assert (editor.line.text(), editor.hint()) == ("2018-06", "")


def test_words_are_ticked_by_arrows_letters_and_the_space_bar(show: Show) -> None:
    editor = needs()
    show(editor)
    editor.setFocus()
    press(editor, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert editor.value() == ("用地", "人才用工")
    press(editor, Qt.Key.Key_Z, Qt.Key.Key_Space)
    assert editor.value() == ("用地", "资金、担保", "人才用工")
    press(editor, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Space)
    assert editor.value() == ("资金、担保", "人才用工")


def test_one_box_shows_where_the_keyboard_is_and_none_when_it_left(show: Show) -> None:
    editor, other = needs(), needs()
    show(editor, other)
    editor.setFocus()
    press(editor, Qt.Key.Key_Down)
    assert [bool(box.property("current")) for box in editor.boxes] == [False, True, False, False]
    other.setFocus()
    assert not any(box.property("current") for box in editor.boxes)


def test_enter_goes_on_from_the_boxes(show: Show, qtbot: QtBot) -> None:
    editor = needs()
    show(editor)
    editor.setFocus()
    with qtbot.waitSignal(editor.entered):
        press(editor, Qt.Key.Key_Return)


def test_a_click_ticks_and_brings_the_keyboard(show: Show) -> None:
    editor, other = needs(), needs()
    show(editor, other)
    other.setFocus()
    editor.boxes[2].click()
    assert editor.value() == ("人才用工",)
    assert editor.hasFocus()


def test_a_word_that_left_the_list_is_a_problem_until_something_is_ticked(show: Show) -> None:
    editor = needs()
    show(editor)
    editor.set_value(("用地", "用海"))
    assert editor.problem() == "“用海”不在选项里，请重新勾选"
    editor.boxes[3].click()
    assert (editor.problem(), editor.value()) == ("", ("用地", "其他"))


def test_ticks_survive_in_a_draft(qtbot: QtBot) -> None:
    editor, other = needs(), needs()
    for one in (editor, other):
        qtbot.addWidget(one)
    assert editor.draft() == ""
    editor.set_value(("资金、担保", "其他"))
    other.restore(editor.draft())
    assert other.value() == ("资金、担保", "其他")
    other.restore("")
    assert other.value() is None


def test_an_option_is_found_by_pinyin_and_keeps_its_own_spelling(show: Show) -> None:
    editor = OptionEdit(NEEDS)
    show(editor)
    editor.setFocus()
    QTest.keyClicks(editor.line, "zj")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "资金、担保"
    editor.restore("用海")
    assert editor.value() is None
    assert editor.problem() == "“用海”不在列表里，请从列表中选一个"


def test_an_option_that_left_the_list_is_shown_and_asked_for_anew(qtbot: QtBot) -> None:
    editor = OptionEdit(NEEDS)
    qtbot.addWidget(editor)
    editor.set_value("用海")
    assert editor.line.text() == "用海"
    assert editor.problem()


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (Field("a", "月份", Type.MONTH), MonthEdit),
        (Field("b", "需求", Type.CHOICES, options=NEEDS), ChoicesEdit),
        (Field("c", "需求", Type.CHOICES, choices="issue_categories"), ChoicesEdit),
        (Field("d", "需求", Type.CHOICE, options=NEEDS), OptionEdit),
    ],
)
def test_a_field_gets_the_editor_of_its_type(
    qtbot: QtBot, field: Field, kind: Callable[..., Editor]
) -> None:
    editor = editor_for(field, LOOKUPS)
    qtbot.addWidget(editor)
    assert type(editor) is kind
    assert (editor.value(), editor.problem()) == (None, "")


def chosen(*names: str) -> list[Field]:
    return [Field(name, name, required=True, section=name[0]) for name in names]


def test_what_is_not_asked_is_out_of_sight_and_counts_for_nothing(show: Show) -> None:
    form = Form(chosen("a1", "b1", "b2", "c1"), LOOKUPS)
    show(form)
    form.rows["b1"].editor.restore("先填的")
    form.ask_only({"a1", "b2", "c1"})
    assert not form.rows["b1"].isVisible()
    assert form.rows["b2"].isVisible()
    assert form.values().keys() == {"a1", "b2", "c1"}
    assert form.missing() == ["a1", "b2", "c1"]
    form.ask_only({"a1", "c1"})
    assert form.summary.said == "还缺：a1、c1"
    form.focus_first()
    press(form.rows["a1"].editor, Qt.Key.Key_Return)
    assert form.rows["c1"].editor.hasFocus()
    form.ask_only({"a1", "b1", "c1"})
    assert form.values()["b1"] == "先填的"


def test_a_section_of_which_nothing_is_asked_takes_no_room(show: Show) -> None:
    form = Form(chosen("a1", "b1", "b2", "c1"), LOOKUPS)
    show(form, size=(600, 700))
    high = form.sizeHint().height()
    form.ask_only({"a1", "c1"})
    assert form.sizeHint().height() < high
    form.ask_only({"a1", "b1", "b2", "c1"})
    assert form.sizeHint().height() == high


@pytest.mark.parametrize(
    "editor",
    [lambda: ChoiceEdit("satisfactions"), lambda: OptionEdit(("满意", "基本满意", "不满意"))],
)
def test_a_word_that_begins_so_is_offered_before_one_that_holds_it(
    show: Show, editor: Callable[[], ChoiceEdit | OptionEdit]
) -> None:
    made = editor()
    show(made)
    made.setFocus()
    QTest.keyClicks(made.line, "bmy")
    assert made.line.suggested() == ["不满意", "基本满意"]
    QTest.keyClick(made.line, Qt.Key.Key_Return)
    assert made.value() == "不满意"
