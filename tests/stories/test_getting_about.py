"""From page to page by keyboard: where it is, and what is in hand when one arrives."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desk.book.place import Place
from tests.desk import office
from tests.sitting import Sitting
from tests.stories.cards import FIRM, answers, cards_page, fill_card, save_card_of
from tests.stories.conftest import SitDown
from ui.pages import PAGES
from ui.pages.coverage import CoveragePage
from ui.pages.dossier import DossierPage
from ui.pages.listpage import ListPage
from ui.record import RecordDialog


def listed(me: Sitting) -> ListPage:
    """The list in sight."""
    return cast("ListPage", me.window.page)


def at(me: Sitting, widget: QWidget) -> bool:
    """Whether the keyboard is there."""
    return me.focused is widget


def row(me: Sitting) -> int:
    return listed(me).table.currentIndex().row()


def test_every_page_is_turned_to_by_its_own_keys(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    for page in PAGES:
        assert page.shortcuts
        me.press(page.shortcuts[-1])
        assert me.window.page is me.window.pages[page.name]


def test_a_page_that_is_turned_to_has_the_keyboard_in_its_list(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    me.press("Ctrl+4")
    assert at(me, listed(me).table)
    assert row(me) == 0
    me.press("Down", "Down", "Ctrl+2", "Ctrl+4")
    assert at(me, listed(me).table)
    assert row(me) == 2
    me.press("Ctrl+7")
    assert at(me, cast("CoveragePage", me.window.page).bars)


def test_enter_behind_what_is_searched_for_goes_to_what_was_found(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    me.press("Ctrl+5", "Ctrl+F")
    me.write(FIRM)
    me.press("Return")
    assert at(me, listed(me).table)
    assert listed(me).source.count() == 1
    assert FIRM in me.reads(listed(me).pane)


def test_what_is_saved_is_in_hand_alone_though_ctrl_was_held(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    me.press("Ctrl+4", "Down", "Down")
    fill_card(me)
    me.press("Ctrl+S")
    assert [len(rows) for rows in cards_page(me).table.selected_ranges()] == [1]


def test_the_page_of_stories_asks_for_a_subject_before_it_shows_one(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    me.press("Ctrl+6")
    page = cast("DossierPage", me.window.page)
    assert isinstance(me.focused, QLineEdit)
    assert not page.story.isVisible()
    me.picture("一企一档-未选对象")
    me.letters("ljxc")
    me.press("Return")
    assert page.story.isVisible()
    assert at(me, page.timeline)


def test_a_change_that_is_given_up_leaves_the_card_as_it_was(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo, True)
    card = save_card_of(me, "2018-07")
    page = cards_page(me)
    me.page("cards").open(card.uid)
    me.press("Return")
    assert page.entry.clear.text() == "放弃修改"
    me.press("Ctrl+A")
    me.write("别的名称")
    page.entry.clear.click()
    assert me.ask.asked == ["放弃没有保存的修改，恢复成这张卡原来的内容？"]
    me.press("Esc")
    assert not page.has_draft()


def test_a_list_that_the_keyboard_comes_to_shows_which_row_is_in_hand(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    me.press("Ctrl+7", "Ctrl+F")
    page = cast("CoveragePage", me.window.page)
    assert page.table.selected_ranges() == [range(1)]
    assert page.look.isEnabled()


@pytest.mark.parametrize(("key", "page"), [("Alt+K", "cards"), ("Alt+V", "visits")])
def test_what_is_begun_for_a_subject_and_left_as_it_began_leaves_nothing_behind(
    key: str, page: str, demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    me.press("Ctrl+7", "Ctrl+F", "Down", "Down", key)
    assert me.window.page is me.window.pages[page]
    me.press("Esc")
    assert not me.window.pages[page].has_draft()


def test_an_empty_list_says_how_it_is_filled_and_one_without_a_match_says_so(
    tmp_path: Path, sit_down: SitDown
) -> None:
    with office.new_book(tmp_path) as book:
        office.with_subjects(book)
    me = sit_down(tmp_path / "casebook")
    me.press("Ctrl+4")
    assert "填写反馈卡" in listed(me).table.nothing
    me.picture("没有反馈卡")
    me.press("Ctrl+5", "Ctrl+F")
    me.letters("zzz")
    me.press("Return")
    assert listed(me).table.nothing == "没有符合条件的记录。"


def test_what_is_begun_on_another_page_leads_back_there_when_it_is_left_or_saved(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    me.press("Ctrl+7", "Ctrl+F", "Down", "Down")
    page = cast("CoveragePage", me.window.page)
    wanted = page.current_uid()
    me.press("Alt+K", "Esc")
    assert me.window.page is page
    assert at(me, page.table)
    assert page.current_uid() == wanted
    me.press("Alt+K")
    for key, value in (("condition", "盈利"), ("revenue", 800.0), ("satisfaction", "满意")):
        answers(me).rows[key].editor.set_value(value)
    me.press("Ctrl+S")
    assert me.window.page is page
    assert "已登记反馈卡" in me.said()
    me.press("Ctrl+4", "Ctrl+N", "Esc")
    assert cards_page(me).table.isVisible()


@pytest.mark.parametrize("page", ["issues", "visits", "cards", "subjects"])
def test_the_operation_record_of_any_record_is_one_click_away(
    page: str, demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    me.page(page)
    listed(me).table.selectRow(0)
    listed(me).log_button.click()
    shown = listed(me).findChildren(RecordDialog)[-1]
    assert shown.tree.topLevelItemCount() > 0
    shown.accept()


def test_the_page_of_stories_shows_the_record_of_the_entry_in_hand_and_of_its_subject(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    me.press("Ctrl+6")
    me.letters("ljxc")
    me.press("Return", "Ctrl+H")
    page = cast("DossierPage", me.window.pages["dossier"])
    entry = page.timeline.current()
    assert entry is not None
    assert entry.root[1] in {row.uid for one in page.log.entries for row in one.touched}
    page.log.accept()
    of_subject = [b for b in page.findChildren(QPushButton) if "这个对象" in b.toolTip()]
    of_subject[-1].click()
    assert page.log.entries[-1].label == "导入企业 86 条"
    page.log.accept()


def test_undo_in_the_menu_names_what_it_takes_back_and_the_foot_says_who_acts(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder, "周安一", {"office": "试办区双创双服办公室", "region": "全区"})
    me.window.actions_["actor"].trigger()
    for said in ("台账：", "操作人：周安一", "没有草稿", "备份"):
        assert said in me.window.frame.foot.text()
    me.window.actions_["office"].trigger()
    assert me.window.actions_["undo"].text() == "撤销“修改办公室设置”"
    me.window.actions_["undo"].trigger()
    assert me.window.actions_["redo"].text() == "重做“修改办公室设置”"
