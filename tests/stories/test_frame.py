"""The frame of the window: the way back, what waits, the foot, light and dark, keys everywhere."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui import style
from ui.actions import ACTIONS
from ui.manual import ManualWindow
from ui.pages import PAGES
from ui.pages.issues import IssuesPage
from ui.pages.listpage import ListPage
from ui.pages.visits import VisitsPage


def issues(me: Sitting) -> IssuesPage:
    return cast("IssuesPage", me.page("issues"))


def click_foot(me: Sitting, beginning: str) -> None:
    """Click the part at the foot that begins so."""
    found = [one for one in me.window.frame.foot.parts if one.text().startswith(beginning)]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_the_way_back_leads_to_the_page_and_the_row_and_forward_again(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    me.press("Ctrl+2", "Down", "Down")
    before = issues(me).current()
    linked = issues(me).issue
    linked.link_wanted.emit("visits", _visit_of(me))
    assert me.window.page is me.window.pages["visits"]
    there = cast("VisitsPage", me.window.page).current()
    me.press("Down", "Down")
    moved = cast("VisitsPage", me.window.page).current()
    assert moved != there
    me.press("Alt+Left")
    assert me.window.page is me.window.pages["issues"]
    assert issues(me).current() == before
    me.press("Alt+Right")
    assert cast("VisitsPage", me.window.page).current() == moved
    me.press("Alt+Left", "Alt+Left")
    assert me.window.page is me.window.pages["today"]
    assert not me.window.actions_["back"].isEnabled()
    assert me.window.actions_.hindrance("back") == "没有可以回到的页面"


def _visit_of(me: Sitting) -> str:
    page = cast("VisitsPage", me.window.pages["visits"])
    return page.source.uid(4)


def test_back_keeps_the_filter_under_which_the_row_was_found(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    page = issues(me)
    page.filter_by("red")
    me.press("Down", "Ctrl+5", "Alt+Left")
    assert page.chip.name == "red"
    assert me.focused is page.table


def test_the_navigation_says_how_much_is_late_and_how_much_is_open(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder, {})
    nav = me.window.nav
    assert nav is not None
    assert (nav.count("today"), nav.count("issues"), nav.count("visits")) == ("7", "26", "")
    issues(me).filter_by("awaiting")
    me.press("Down")
    issues(me).issue.primary.click()
    assert nav.count("issues") == "25"
    me.press("Ctrl+Z")
    assert nav.count("issues") == "26"


def test_each_part_of_the_foot_leads_to_what_it_tells_of(
    demo_book_folder: Path, tmp_path: Path, sit_down: SitDown
) -> None:
    target = tmp_path / "带走.backup"
    me = sit_down(demo_book_folder, "周安一", target, None)
    click_foot(me, "操作人")
    assert "操作人：周安一" in me.window.frame.foot.text()
    click_foot(me, "尚未备份")
    while me.window.jobs.busy:
        QApplication.processEvents()
    assert target.is_file()
    me.press("Ctrl+5")
    click_foot(me, "业务日期")
    assert me.window.page is me.window.pages["today"]
    click_foot(me, "台账：")
    assert me.ask.asked[-1].startswith("打开台账")


def test_the_foot_leads_to_the_form_that_waits_half_filled_in(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    click_foot(me, "没有草稿")
    assert me.said() == "没有没写完的表单。"
    me.press("Ctrl+Shift+N")
    me.letters("ljxc")
    me.press("Return")
    cast("VisitsPage", me.window.pages["visits"]).keeper.keep_pending()
    me.press("Ctrl+1")
    click_foot(me, "草稿 1 份")
    assert me.window.page is me.window.pages["visits"]


def test_the_foot_is_reached_by_the_keyboard_and_keeps_it(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder, "周安一")
    parts = me.window.frame.foot.parts
    parts[1].setFocus(Qt.FocusReason.TabFocusReason)
    me.press("Space")
    focused = cast("QPushButton", me.focused)
    assert focused.text() == "操作人：周安一"


def test_light_and_dark_follow_the_desktop_until_one_is_chosen(
    demo_book_folder: Path, sit_down: SitDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = sit_down(demo_book_folder)
    actions, hints = me.window.actions_, QApplication.styleHints()
    assert actions["as_desktop"].isChecked()
    monkeypatch.setattr(style, "desktop_theme", lambda: "dark")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert style.theme() == "dark"
    actions["light"].trigger()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert style.theme() == "light"
    assert [n for n in ("as_desktop", "light", "dark") if actions[n].isChecked()] == ["light"]
    actions["as_desktop"].trigger()
    assert style.theme() == "dark"


#: The keys that everybody knows, and what they mean wherever one is.
KEYS = {
    "F5": "refresh",
    "Ctrl+F": "find",
    "Ctrl+Z": "undo",
    "Ctrl+S": "save",
    "Ctrl+N": "new",
    "F1": "manual",
}

_LEADING_AWAY = ("new", "manual")  # what is begun may stand on another page


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_the_keys_of_the_window_mean_the_same_on_every_page(
    name: str, demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder, None)
    page = me.page(name)
    heard: list[str] = []
    me.window.actions_.wanted.connect(heard.append)
    for key, action in KEYS.items():
        able = me.window.actions_[action].isEnabled()
        assert able or me.window.actions_.hindrance(action)
        me.press(key)
        assert heard == [action] * able, key
        assert me.window.page is page or action in _LEADING_AWAY
        heard.clear()
    (manual,) = me.window.findChildren(ManualWindow)
    assert manual.isVisible()
    manual.reject()


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_no_page_has_a_key_of_its_own_that_the_window_uses(
    name: str, demo_book_folder: Path, sit_down: SitDown
) -> None:
    page = sit_down(demo_book_folder).page(name)
    taken = {key for action in ACTIONS.values() for key in _keys(*action.shortcuts)}
    own = {key for one in page.findChildren(QShortcut) for key in _keys(*one.keys())}
    assert own & taken == set()


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_ctrl_f_leads_to_where_words_are_searched_for_on_every_page(
    name: str, demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    page = me.page(name)
    me.press("Ctrl+F")
    assert page.isAncestorOf(me.focused)
    if isinstance(page, ListPage):
        assert me.focused is page.search_box


def _keys(*keys: str | QKeySequence) -> set[str]:
    return {QKeySequence(key).toString() for key in keys}


def test_a_long_sentence_at_the_foot_is_read_whole_in_a_narrow_window(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    sitting = sit_down(demo_book_folder)
    bar, foot = sitting.window.statusBar(), sitting.window.frame.foot
    sitting.window.resize(1024, 640)
    QApplication.processEvents()
    workspace = sitting.window.workspace
    assert workspace is not None
    assert foot.isVisibleTo(bar)
    workspace.said.emit("已保存")
    assert foot.isVisibleTo(bar)
    called = "走访“试办A-2018-0012”（试办区示范材料制造有限公司）"
    workspace.said.emit(f"已给{called}添加附件 2 个；Ctrl+Z 可撤销")
    assert not foot.isVisibleTo(bar)
    assert bar.toolTip() == bar.currentMessage()
    bar.clearMessage()
    assert foot.isVisibleTo(bar)
