"""F1: the manual opens where one is, and can be read by keyboard alone."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.sitting import Sitting, keep_picture, until
from tests.stories.conftest import SitDown
from tests.stories.looking import Onlooker, sit_and_look
from ui import style, topics
from ui.deadlines import DeadlinesDialog
from ui.manual import ManualWindow
from ui.pages import PAGES
from ui.parts import SMALLEST


def manual(me: Sitting) -> ManualWindow:
    """The manual that is open."""
    QApplication.processEvents()
    return [one for one in me.window.findChildren(ManualWindow) if one.isVisible()][-1]


def pictured(shown: ManualWindow, topic: str, name: str) -> None:
    shown.turn_to(topic)
    keep_picture(shown, name)


@pytest.fixture
def me(demo_book_folder: Path, sit_down: SitDown) -> Sitting:
    return sit_down(demo_book_folder)


def test_f1_opens_the_page_that_belongs_to_the_page_in_sight(me: Sitting) -> None:
    for page in PAGES:
        me.press(page.shortcuts[0], "F1")
        shown = manual(me)
        assert shown.topic() == topics.TOPICS[page.name]
        assert shown.page.toPlainText().strip()
        shown.close()
        me.window.activateWindow()
        QApplication.processEvents()


def test_f1_works_within_a_dialog_and_says_what_belongs_to_it(me: Sitting) -> None:
    me.window.actions_["exports"].trigger()
    QApplication.processEvents()
    me.press("F1")
    assert manual(me).topic() == "fonts"
    manual(me).close()


def test_f1_in_a_form_says_what_belongs_to_what_it_was_asked_from(
    demo_book_folder: Path, tmp_path: Path
) -> None:
    with sit_and_look(tmp_path, demo_book_folder) as me:
        me.window.actions_["deadlines"].trigger()
        (dialog,) = me.window.findChildren(DeadlinesDialog)
        dialog.rules.new.click()
        form = cast("Onlooker", me.ask).shown[-1]
        form.open()
        form.activateWindow()
        until(form.isActiveWindow)
        me.press("F1")
        shown = form.findChildren(ManualWindow)[-1]
        assert shown.topic() == "deadlines"
        for one in (shown, form, dialog):
            one.close()


def test_without_a_casebook_the_manual_says_how_to_begin(tmp_path: Path) -> None:
    with Sitting(tmp_path) as me:
        me.window.actions_["manual"].trigger()
        assert manual(me).topic() == "start"


def test_links_lead_from_page_to_page_and_back_and_never_out(me: Sitting) -> None:
    shown = me.window.help.show("start")
    shown.page.anchorClicked.emit(QUrl("issues.md"))
    assert shown.topic() == "issues"
    here = shown.contents.currentItem()
    assert here is not None
    assert here.text(0) == topics.TITLES["issues"]
    shown.back.click()
    assert shown.topic() == "start"
    shown.forward.click()
    assert shown.topic() == "issues"
    for outside in ("http://example.invalid/a.md", "../../README.md/none.md", "nowhere.md"):
        shown.page.anchorClicked.emit(QUrl(outside))
        assert shown.topic() == "issues"


def test_the_contents_show_where_one_is_and_lead_elsewhere(me: Sitting, qtbot: QtBot) -> None:
    shown = me.window.help.show("cards")
    here = shown.contents.currentItem()
    assert here is not None
    assert here.text(0) == "反馈卡"
    qtbot.waitUntil(shown.isActiveWindow)
    shown.contents.setFocus()
    me.press("Down")
    assert shown.topic() == "issues"


def test_a_search_lists_the_pages_and_goes_to_the_words(me: Sitting) -> None:
    shown = me.window.help.show("today")
    me.press("Ctrl+F")
    me.write("销号")
    me.press("Return")
    assert "销号" in shown.note.text()
    assert shown.page.textCursor().selectedText() == "销号"
    keep_picture(shown, "手册-搜索")


def test_every_page_is_set_no_wider_than_the_window(me: Sitting) -> None:
    shown = me.window.help.show("start")
    keep_picture(shown, "手册-开始使用")
    for topic in topics.TITLES:
        shown.turn_to(topic)
        QApplication.processEvents()
        beyond = shown.page.horizontalScrollBar().maximum()
        assert beyond <= 1, topic  # a table's columns are rounded to pixels


def test_the_manual_is_right_in_a_small_window_and_in_the_dark(
    me: Sitting, dressed: QApplication
) -> None:
    me.window.resize(SMALLEST)
    style.apply(dressed, "dark")
    shown = me.window.help.show("issue-life")
    keep_picture(shown, "手册-深色-步骤")
    assert shown.width() <= SMALLEST.width()
    pictured(shown, "shortcuts", "手册-深色-快捷键")
    assert shown.page.horizontalScrollBar().maximum() == 0
