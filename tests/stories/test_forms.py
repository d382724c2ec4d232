"""Forms at the window: what is missing, back and on by keys, what is found again, small windows."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desk.book.place import Place
from tests.sitting import Sitting
from tests.stories.cards import answers, begin_card, cards_page
from tests.stories.conftest import SitDown
from tests.stories.test_visit import visits_page
from ui.missing import Missing


def click_link(me: Sitting, label: Missing, word: str) -> None:
    """A click on a word of a label: found by trying, as the mouse would find it."""
    assert word in label.said
    for y in range(4, label.height(), 8):
        for x in range(2, label.width(), 8):
            QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
            row = answers(me).rows["satisfaction"]
            if row.editor.hasFocus():
                return
    raise AssertionError(f"no click leads to {word}")


def test_each_name_of_what_is_missing_leads_to_its_field(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    begin_card(me)
    entry = cards_page(me).entry
    assert entry.summary.said.startswith("还缺：")
    click_link(me, entry.summary, "满意")


def test_f8_goes_round_what_is_missing_and_to_the_button_at_last(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    me.press("Ctrl+Shift+N", "Alt+A", "Return")
    me.letters("yd")
    entry = visits_page(me).entry
    title = entry.problems[0].form.rows["title"].editor
    me.press("F8")
    assert entry.visit.rows["subject"].editor.hasFocus()
    me.press("F8")
    assert title.hasFocus()
    me.write("厂门口路灯不亮")
    me.press("F8")
    me.letters("ljws")
    me.press("Return", "F8")
    assert entry.save.hasFocus()


def test_shift_enter_goes_back_from_every_kind_of_field(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    me.press("Ctrl+Shift+N", "Alt+A")
    entry = visits_page(me).entry
    forms = [entry.visit, entry.problems[0].form]
    rows = [row for form in forms for row in form.rows.values()]
    rows[-1].editor.setFocus()
    for row in reversed(rows):
        assert row.editor.hasFocus(), row.field.label
        me.press("Shift+Return")
    assert all(
        row.editor.draft() == "" for row in rows if row.field.name not in ("visited_on", "way")
    )


def test_shift_enter_goes_back_through_boxes_of_a_card(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    begin_card(me)
    form = answers(me)
    asked = [row for row in form.rows.values() if row.asked]
    asked[-1].editor.setFocus()
    for row in reversed(asked):
        assert row.editor.hasFocus(), row.field.label
        me.press("Shift+Return")
    head = cards_page(me).entry.head
    assert head.isAncestorOf(me.focused)
