from itertools import pairwise
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.fields import KINDS, Field, Kind, Type
from tests.ui.fakes import LOOKUPS, Show
from ui.editors import Editor, LineEditor, NewRecord
from ui.forms import Form, editor_for, pane

VISIT = KINDS["visits"].fields
ENTERPRISE = KINDS["enterprises"].fields


def line(form: Form, name: str) -> LineEditor:
    return cast("LineEditor", form.rows[name].editor)


def has_keyboard(editor: Editor) -> bool:
    return editor.hasFocus()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_has_a_form_with_its_labels_and_units(qtbot: QtBot, kind: Kind) -> None:
    form = Form(kind.fields, LOOKUPS)
    qtbot.addWidget(form)
    said = " ".join(label.text() for label in form.findChildren(QLabel))
    for field in kind.entered:
        assert field.label in said
        assert field.unit in said
    assert form.values() == dict.fromkeys(f.name for f in kind.entered)


@pytest.mark.parametrize("type_", Type)
def test_every_type_of_field_has_an_editor_that_begins_blank(qtbot: QtBot, type_: Type) -> None:
    known = (f for kind in KINDS.values() for f in kind.fields if f.type == type_)
    field = next(known, Field("asked", "所问", type_, options=("甲", "乙")))
    editor = editor_for(field, LOOKUPS)
    qtbot.addWidget(editor)
    assert editor.value() is None
    assert editor.problem() == ""


def test_what_is_missing_is_listed_until_it_is_typed(qtbot: QtBot) -> None:
    form = Form(VISIT, LOOKUPS)
    qtbot.addWidget(form)
    assert form.summary.said == "还缺：帮扶对象、走访日期"
    form.rows["subject"].editor.set_value("s1")
    assert form.missing() == ["visited_on"]
    form.rows["visited_on"].editor.restore("今天")
    assert form.summary.said == ""
    assert form.values()["subject"] == "s1"
    assert form.values()["visited_on"] == LOOKUPS.today()


def test_what_is_wrong_stands_beside_the_field_and_is_red_once_it_is_left(show: Show) -> None:
    form = Form(ENTERPRISE, LOOKUPS)
    show(form)
    row = form.rows["employees"]
    row.editor.setFocus()
    row.editor.restore("很多")
    assert "不是一个确定的数" in row.note.text()
    assert row.note.property("kind") == "muted"
    form.rows["name"].editor.setFocus()
    assert row.note.property("kind") == "problem"
    assert form.problems().keys() == {"employees"}
    assert form.summary.said == "还缺：企业名称　请改正：从业人数"


def test_a_doubtful_code_is_taken_with_a_warning(qtbot: QtBot) -> None:
    form = Form(ENTERPRISE, LOOKUPS)
    qtbot.addWidget(form)
    form.rows["credit_code"].editor.restore("911100006000370049")
    assert form.values()["credit_code"] == "911100006000370049"
    assert form.rows["credit_code"].note.property("kind") == "warning"


def test_enter_walks_through_the_form_and_submits_at_its_end(qtbot: QtBot, show: Show) -> None:
    form = Form(KINDS["people"].fields[:-1], LOOKUPS)
    show(form)
    form.focus_first()
    order = ["name", "organization", "post", "phone"]
    for name, following in pairwise(order):
        assert has_keyboard(form.rows[name].editor)
        QTest.keyClick(line(form, name).line, Qt.Key.Key_Return)
        assert has_keyboard(form.rows[following].editor)
    with qtbot.waitSignal(form.submitted):
        QTest.keyClick(line(form, "phone").line, Qt.Key.Key_Return)


def test_tab_and_enter_go_the_same_way(show: Show) -> None:
    form = Form(VISIT, LOOKUPS)
    show(form, size=(1100, 700))
    form.focus_first()
    for name in form.rows:
        assert has_keyboard(form.rows[name].editor), name
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)


def test_a_form_that_is_not_ready_leads_to_the_first_obstacle(show: Show) -> None:
    form = Form(VISIT, LOOKUPS)
    show(form)
    form.rows["subject"].editor.set_value("s1")
    assert not form.ready()
    assert has_keyboard(form.rows["visited_on"].editor)
    assert form.summary.property("kind") == "problem"


def test_a_wide_form_has_two_columns_and_a_narrow_one_has_one(show: Show) -> None:
    form = Form(ENTERPRISE, LOOKUPS)
    window = show(form, size=(1100, 900))
    name, code = form.rows["name"], form.rows["credit_code"]
    assert (
        name.mapTo(form, name.rect().topLeft()).y() == code.mapTo(form, code.rect().topLeft()).y()
    )
    window.resize(400, 900)
    QApplication.processEvents()
    assert name.mapTo(form, name.rect().topLeft()).y() < code.mapTo(form, code.rect().topLeft()).y()


def test_the_field_with_the_keyboard_is_scrolled_into_sight(show: Show) -> None:
    form = Form(VISIT, LOOKUPS)
    window = show(pane(form), size=(500, 300))
    last = form.rows["note"].editor
    last.setFocus()
    QApplication.processEvents()
    shown = last.mapTo(window, last.rect().center())
    assert window.rect().contains(shown)


def test_a_draft_survives_in_plain_text_and_leaves_out_blanks(qtbot: QtBot) -> None:
    form, other = Form(VISIT, LOOKUPS), Form(VISIT, LOOKUPS)
    for made in (form, other):
        qtbot.addWidget(made)
    form.rows["subject"].editor.set_value("s2")
    form.rows["visitors"].editor.set_value(("p1", NewRecord("赵虚构")))
    form.rows["visited_on"].editor.restore("7.")
    draft = form.draft()
    assert draft.keys() == {"subject", "visitors", "visited_on"}
    other.restore(draft)
    assert other.values() == form.values()
    assert line(other, "visited_on").line.text() == "7."


def test_setting_values_shows_a_record_and_clears_the_rest(qtbot: QtBot) -> None:
    form = Form(ENTERPRISE, LOOKUPS)
    qtbot.addWidget(form)
    form.set_values({"name": "渤海示例化工有限公司", "employees": 120})
    form.set_values({"name": "临港样例新材料有限公司", "registered_capital": 500.0})
    given = {name: value for name, value in form.values().items() if value is not None}
    assert given == {"name": "临港样例新材料有限公司", "registered_capital": 500.0}
