from datetime import date
from typing import cast

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk import lists
from desk.book.place import Place
from desk.lists import Line, Query
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.listpage import ListPage
from ui.pages.visits import VisitsPage

MOST_STROKES = 25
FIRM = "澜津望舒精细化工有限公司"


def visits_page(sitting: Sitting) -> VisitsPage:
    return cast("VisitsPage", sitting.window.pages["visits"])


def lines(sitting: Sitting, query: Query) -> list[Line]:
    workspace = sitting.window.workspace
    assert workspace is not None
    with workspace.book.read() as connection:
        return lists.lines(connection, query, workspace.book.clock.today())


def click(page: VisitsPage, text: str) -> None:
    (found,) = [one for one in page.visit.findChildren(QPushButton) if one.text() == text]
    found.click()


def enter_visit(me: Sitting) -> None:
    """A visit with two problems, the second settled on the spot; nothing but keys and words."""
    me.press("Ctrl+Shift+N")
    me.letters("ljws")
    me.press("Return", "Return", "Return")
    me.write("钱安二、孙安三、")
    me.press("Return")
    me.write("总经理、生产部经理")
    me.press("Return")
    me.write("两条生产线满负荷运转，新招的三十名工人正在培训。")
    me.press("Tab")
    me.write("二期要用地，老厂区要照明。")
    me.press("Alt+A")
    me.write("二期用地手续没有批复")
    me.press("Return")
    me.letters("yd")
    me.press("Return")
    me.write("总经理")
    me.press("Alt+A")
    me.write("厂门口路灯不亮")
    me.press("Return")
    me.letters("jcss")
    me.press("Return", "Return", "Tab")
    me.write("当场联系市政，次日修复")


def enter_briefly(me: Sitting) -> None:
    """The same by those who came last time; every key is counted that is not free text."""
    me.press("Ctrl+Shift+N")
    me.letters("ljws")
    me.press("Alt+L")
    me.write("两条生产线满负荷运转，新招的三十名工人正在培训。")
    me.press("Tab")
    me.write("二期要用地，老厂区要照明。")
    me.press("Alt+A")
    me.write("二期用地手续没有批复")
    me.press("Return")
    me.letters("yd")
    me.press("Return")
    me.write("总经理")
    me.press("Return")
    me.write("批地的材料去年已经报齐。")
    me.press("Alt+A")
    me.write("厂门口路灯不亮")
    me.press("Return")
    me.letters("jcss")
    me.press("Return")
    me.write("生产部经理")
    me.press("Return", "Tab")
    me.write("当场联系市政，次日修复")
    me.press("Ctrl+S")


def test_a_visit_with_two_problems_takes_few_keys_beyond_its_text(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    before = lines(me, Query("visits", search=FIRM, sort="visited_on", descending=True))[0]
    enter_briefly(me)
    assert me.ask.warned == []
    visit = lines(me, Query("visits"))[0]
    copied = ("subject", "way", "visitors", "met")
    assert [visit.shown[name] for name in copied] == [before.shown[name] for name in copied]
    assert visit.shown["visited_on"] == "2018-07-31"
    assert visit.shown["situation"].startswith("两条生产线")
    light, land = lines(me, Query("issues"))[:2]
    assert (land.shown["category"], land.shown["raised_by"]) == ("用地", "总经理")
    assert (light.shown["state"], light.shown["category"]) == ("待核实", "基础设施")
    assert me.strokes <= MOST_STROKES


def test_a_visit_with_two_problems_is_entered_by_keyboard_alone(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    me.page("subjects")
    enter_visit(me)
    me.picture("登记走访")
    me.press("Ctrl+S")
    assert me.ask.warned == []
    page = visits_page(me)
    assert not page.entering
    visit = lines(me, Query("visits"))[0]
    assert page.current() == visit.uid
    assert visit.shown["subject"] == FIRM
    assert visit.shown["visitors"] == "钱安二、孙安三"
    assert visit.shown["visited_on"] == "2018-07-31"
    assert visit.shown["way"] == "入企走访"
    assert f"已登记走访 {visit.shown['number']}，问题 2 件" in me.said()
    me.picture("走访")
    light, land = lines(me, Query("issues"))[:2]
    assert (land.shown["title"], land.shown["state"]) == ("二期用地手续没有批复", "已登记")
    assert (land.shown["category"], land.shown["raised_by"]) == ("用地", "总经理")
    assert (light.shown["title"], light.shown["result"]) == (
        "厂门口路灯不亮",
        "当场联系市政，次日修复",
    )
    assert light.shown["state"] == "待核实"
    shown = [button.text() for button in page.pane.findChildren(QPushButton)]
    assert any(land.shown["title"] in text for text in shown)
    assert any(light.shown["title"] in text for text in shown)


def test_what_is_missing_is_said_and_gets_the_keyboard(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = visits_page(me)
    me.page("visits")
    me.press("Ctrl+N", "Ctrl+S")
    assert page.entering
    assert "还缺：帮扶对象" in me.reads(page.entry)
    assert page.entry.visit.rows["subject"].editor.hasFocus()
    me.letters("ljws")
    me.press("Return", "Alt+A", "Return", "Return")
    me.write("总经理")
    me.press("Ctrl+S")
    assert page.entering
    assert page.entry.problems[0].form.rows["title"].editor.hasFocus()


def test_a_refused_visit_stays_on_the_form_with_the_reason(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = visits_page(me)
    me.page("visits")
    me.press("Ctrl+N")
    me.letters("ljws")
    me.press("Return")
    me.letters("+3")
    me.press("Ctrl+S")
    assert page.entering
    assert "晚于今天" in me.ask.warned[0]
    assert page.entry.values()["subject"] == lines(me, Query("subjects", search=FIRM))[0].uid


def test_esc_leaves_the_form_and_keeps_what_was_typed(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = visits_page(me)
    me.page("visits")
    me.press("Ctrl+N")
    me.letters("ljws")
    me.press("Return", "Alt+A")
    me.write("变压器容量不够")
    me.press("Esc")
    assert not page.entering
    assert page.new_button.text() == "继续登记"
    me.press("Ctrl+N")
    assert "已找回" in page.entry.news.text()
    assert [problem.values["title"] for problem in page.entry.written()] == ["变压器容量不够"]


def test_a_form_that_was_only_looked_at_leaves_no_draft(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    me.page("visits")
    me.press("Ctrl+N", "Alt+A", "Esc")
    assert not visits_page(me).has_draft()


def test_the_form_is_cleared_only_when_that_is_confirmed(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo, False, True)
    enter_visit(me)
    entry = visits_page(me).entry
    typed = entry.draft()
    entry.cleared.emit()
    assert entry.draft() == typed
    entry.cleared.emit()
    assert entry.draft()["problems"] == []
    assert "subject" not in entry.draft()["visit"]
    assert not visits_page(me).has_draft()


def test_a_saved_visit_leaves_no_draft(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    enter_visit(me)
    me.press("Ctrl+S")
    assert not visits_page(me).has_draft()
    me.press("Ctrl+N")
    assert visits_page(me).entry.news.text() == ""
    assert visits_page(me).entry.problems == []


def test_closing_the_window_keeps_what_was_just_typed(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    enter_visit(me)
    typed = visits_page(me).entry.draft()
    me.leave()
    again = sit_down(demo)
    page = visits_page(again)
    assert again.window.page is page
    assert page.entering
    assert page.entry.draft() == typed
    assert page.entry.visit.rows["subject"].editor.hasFocus()
    again.picture("找回走访")


def test_the_form_stands_as_it_was_when_another_page_was_looked_at(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    enter_visit(me)
    writing = me.focused
    me.press("Ctrl+4", "Ctrl+3")
    assert visits_page(me).entering
    assert me.focused is writing


def test_a_problem_is_taken_off_by_a_key_and_the_rest_count_anew(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo, False, True)
    enter_visit(me)
    first, second = visits_page(me).entry.problems
    first.form.focus_first()
    me.press("Alt+D")
    assert visits_page(me).entry.problems == [first, second]
    me.press("Alt+D")
    assert me.ask.asked == ["去掉“问题 1”已填的内容？"] * 2
    assert visits_page(me).entry.problems == [second]
    assert second.heading.text() == "问题 1"
    assert second.form.rows["title"].editor.hasFocus()


def test_tab_goes_through_the_visit_and_its_problems_to_the_buttons(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    me.page("visits")
    me.press("Ctrl+N", "Alt+A", "Alt+A")
    entry = visits_page(me).entry
    entry.focus_first()
    forms = [entry.visit, *(card.form for card in entry.problems)]
    for row in [row for form in forms for row in form.rows.values()]:
        assert row.editor.hasFocus(), row.field.label
        me.press("Tab")
    for foot in (entry.add, entry.back, entry.save):
        assert foot.hasFocus()
        me.press("Tab")


@pytest.mark.parametrize("same", [True, False], ids=["same subject", "another subject"])
def test_the_last_visit_is_taken_over(same: bool, demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    before = lines(me, Query("visits", sort="visited_on", descending=True))[0]
    me.page("visits")
    me.press("Ctrl+N")
    if same:
        me.write(before.shown["subject"])
    me.press("Alt+L", "Ctrl+S")
    values = visits_page(me).entry.visit.draft()
    assert before.shown["way"] in values["way"]
    for visitor in before.values["visitors"]:
        assert visitor in values["visitors"]
    assert values.get("met", "") == (before.shown["met"] if same else "")


def test_a_visit_is_mended_from_the_list(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo, {"met": "厂长"})
    page = visits_page(me)
    me.page("visits")
    page.table.setFocus()
    page.table.selectRow(0)
    before = lines(me, Query("visits"))[0]
    me.press("Return")
    after = lines(me, Query("visits"))[0]
    assert after.shown["met"] == "厂长"
    assert {n: v for n, v in after.shown.items() if n != "met"} == {
        n: v for n, v in before.shown.items() if n != "met"
    }
    assert "厂长" in me.reads(page.pane)


def test_one_more_visit_to_the_same_subject_begins_with_what_is_known(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    page = visits_page(me)
    me.page("visits")
    page.table.selectRow(0)
    before = lines(me, Query("visits"))[0]
    click(page, "再访")
    values = page.entry.visit.values()
    assert values["subject"] == before.refers["subject"]
    assert values["visited_on"] == date(2018, 7, 31)
    assert values["met"] == before.values["met"]
    assert len(cast("tuple[str, ...]", values["visitors"])) == len(before.values["visitors"])


def test_a_change_that_was_waved_away_waits_on_its_visit(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = visits_page(me)
    uid = lines(me, Query("visits"))[3].uid
    page.workspace.drafts.save(f"visit-{uid}", {"met": "厂长"})
    me.leave()
    again = sit_down(demo)
    page = visits_page(again)
    assert again.window.page is page
    assert page.current() == uid
    assert any(button.text() == "继续修改…" for button in page.visit.findChildren(QPushButton))


def test_the_record_of_a_visit_names_who_entered_it(
    demo: Place, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo)
    enter_visit(me)
    me.press("Ctrl+S", "Ctrl+H")
    page = visits_page(me)
    qtbot.waitUntil(page.log.isVisible)
    first = page.log.tree.topLevelItem(0)
    assert first is not None
    assert (first.text(1), first.text(2)) == (page.workspace.actor, "登记走访，问题 2 件")
    page.log.accept()


def test_a_problem_of_a_visit_leads_to_the_ledger(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    enter_visit(me)
    me.press("Ctrl+S")
    page = visits_page(me)
    (land,) = [b for b in page.visit.findChildren(QPushButton) if "二期用地" in b.text()]
    land.click()
    ledger = me.window.page
    assert isinstance(ledger, ListPage)
    assert ledger.name == "issues"
    assert ledger.current() == lines(me, Query("issues", search="二期用地"))[0].uid


def test_another_look_of_the_window_keeps_the_form(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    enter_visit(me)
    typed = visits_page(me).entry.draft()
    me.window.set_theme(dark=True)
    page = visits_page(me)
    assert me.window.page is page
    assert page.entry.draft() == typed
    me.picture("登记走访（深色）")


def test_undo_takes_the_whole_visit_back(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    visits, issues = Query("visits"), Query("issues")
    before = [line.uid for line in (*lines(me, visits), *lines(me, issues))]
    enter_visit(me)
    me.press("Ctrl+S", "Ctrl+Z")
    assert [line.uid for line in (*lines(me, visits), *lines(me, issues))] == before
    assert visits_page(me).table.count() == len(lines(me, visits))
