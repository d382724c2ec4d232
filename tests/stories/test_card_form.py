"""The form of a card: what it asks, what it keeps, where the keyboard goes."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk.book.place import Place
from desk.lists import Query
from tests.stories.cards import (
    FIRM,
    answers,
    begin_card,
    cards_page,
    fill_card,
    lines,
    reach,
    reach_answers,
    save_card_of,
)
from tests.stories.conftest import SitDown


def test_a_question_comes_up_when_another_is_answered_so(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    begin_card(me)
    form = answers(me)
    assert form.rows["output_value"].isVisibleTo(form)
    assert not form.rows["researchers"].isVisibleTo(form)
    reach_answers(me)
    reach(me, "enterprise_class")
    me.letters("kj")
    me.press("Return")
    assert not form.rows["output_value"].isVisibleTo(form)
    reach(me, "researchers")
    me.letters("12")
    reach(me, "satisfaction")
    me.letters("bmy")
    me.press("Return")
    assert "还缺：" in cards_page(me).entry.summary.said
    assert "不满意的事项" in cards_page(me).entry.summary.said
    me.picture("填写反馈卡（科技型中小企业）")


def test_what_is_missing_is_said_and_gets_the_keyboard(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    entry = cards_page(me).entry
    me.press("Ctrl+Shift+K", "Ctrl+S")
    assert entry.summary.said == "还缺：帮扶对象"
    assert entry.head.rows["subject"].editor.hasFocus()
    me.letters("ljxc")
    me.press("Return", "Ctrl+S")
    assert "经营状况" in entry.summary.said
    assert answers(me).rows["condition"].editor.hasFocus()
    assert lines(me, Query("cards", search=FIRM)) == []


def test_a_form_that_was_only_looked_at_leaves_no_draft(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    me.press("Ctrl+Shift+K", "Alt+A", "Esc")
    assert not cards_page(me).entering
    assert not cards_page(me).has_draft()


def test_clearing_begins_anew_once_that_is_confirmed(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo, False, True)
    begin_card(me)
    entry = cards_page(me).entry
    entry.cleared.emit()
    assert entry.answers is not None
    entry.cleared.emit()
    assert entry.answers is None
    assert entry.head.values()["period"] == "2018-07"
    assert not cards_page(me).has_draft()


def test_the_answers_of_the_card_before_fill_what_is_blank(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    save_card_of(me, "2018-06")
    begin_card(me)
    page = cards_page(me)
    assert page.entry.copy.text() == "沿用 2018-06 的答案"
    reach_answers(me)
    reach(me, "condition")
    me.letters("yl")
    me.press("Return", "Alt+L")
    given = answers(me).values()
    assert (given["condition"], given["revenue"], given["vacancies"]) == ("盈利", 900.0, 7)
    me.picture("沿用上次的答案")


def test_a_change_half_made_waits_on_its_card(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    card = save_card_of(me, "2018-07")
    page = cards_page(me)
    me.page("cards").open(card.uid)
    page.open_record(card.uid)
    reach(me, "vacancies")
    me.letters("31")
    me.press("Esc")
    assert any(b.text() == "继续修改" for b in page.card.findChildren(QPushButton))
    me.leave()
    again = sit_down(demo)
    page = cards_page(again)
    assert (again.window.page, page.current()) == (page, card.uid)
    page.open_record(card.uid)
    assert answers(again).values()["vacancies"] == 31


def test_what_was_typed_stays_when_the_month_is_corrected(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    begin_card(me)
    reach_answers(me)
    reach(me, "revenue")
    me.letters("777")
    entry = cards_page(me).entry
    entry.head.rows["period"].editor.setFocus()
    entry.head.rows["period"].editor.restore("上月")
    me.press("Return")
    assert entry.begun is not None
    assert entry.begun.head["period"] == "2018-06"
    assert answers(me).values()["revenue"] == 777.0


def test_tab_goes_through_head_answers_and_problems_to_the_buttons(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    begin_card(me)
    me.press("Alt+A")
    entry = cards_page(me).entry
    entry.focus_first()
    rows = [*entry.head.rows.values(), *answers(me).rows.values()]
    rows += entry.problems.cards[0].form.rows.values()
    for row in [row for row in rows if row.asked]:
        assert row.editor.hasFocus(), row.field.label
        me.press("Tab")
    for foot in (entry.add, entry.back, entry.save):
        assert foot.hasFocus()
        me.press("Tab")


def test_another_look_of_the_window_keeps_the_form(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    fill_card(me)
    typed = cards_page(me).entry.draft()
    me.window.set_theme(dark=True)
    assert cards_page(me).entry.draft() == typed
    me.picture("填写反馈卡（深色）")
    me.press("Ctrl+S")
    me.picture("反馈卡（深色）")


def test_the_record_of_a_card_names_who_entered_it(
    demo: Place, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo)
    fill_card(me)
    me.press("Ctrl+S", "Ctrl+H")
    page = cards_page(me)
    qtbot.waitUntil(page.log.isVisible)
    first = page.log.tree.topLevelItem(0)
    assert first is not None
    assert first.text(1) == page.workspace.actor
    assert FIRM in first.text(2)
    page.log.accept()
