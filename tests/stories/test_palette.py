"""The command palette: a few letters bring any action, page or record."""

from collections.abc import Callable
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.looking import glance
from desk.orders import Asking
from tests.sitting import Sitting
from tests.stories.cards import FIRM
from tests.stories.conftest import SitDown
from ui import style
from ui.actions import ACTIONS
from ui.pages.search import SearchPage

_PATIENCE = 10_000  # milliseconds for work beside the window on a busy machine
_KEYSTROKE = 0.05  # seconds that the window's thread may work, whatever else the machine does


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=_PATIENCE)


def labels(me: Sitting) -> list[str]:
    return [entry.label for entry in me.window.palette_.list.entries()]


def groups(me: Sitting) -> list[str]:
    return list(dict.fromkeys(entry.group for entry in me.window.palette_.list.entries()))


@pytest.fixture
def me(demo_book_folder: Path, sit_down: SitDown, qtbot: QtBot) -> Sitting:
    """A person on the demo whose palette is open and knows its pinyin."""
    sitting = sit_down(demo_book_folder)
    sitting.press("Ctrl+K")
    sitting.letters("drmd")
    until(qtbot, lambda: bool(labels(sitting)))
    sitting.press("Ctrl+A", "Delete")
    return sitting


@pytest.mark.parametrize("typed", ["drmd", "daorumingdan", "md"])
def test_an_action_is_found_by_initials_and_by_pinyin(typed: str, me: Sitting) -> None:
    me.letters(typed)
    assert "导入名单" in labels(me)


def test_an_action_is_found_by_its_words_and_done_by_enter(me: Sitting) -> None:
    me.write("覆盖")
    assert labels(me)[0] == "覆盖情况"
    me.press("Return")
    assert me.window.page is me.window.pages["coverage"]
    assert not me.window.palette_.isVisible()


def test_a_record_is_found_by_the_initials_of_its_name_and_opened(
    me: Sitting, qtbot: QtBot
) -> None:
    me.write(FIRM)
    until(qtbot, lambda: FIRM in labels(me))
    assert groups(me)[0] == "记录"
    me.picture("命令面板-记录")
    me.press("Return")
    assert me.window.page is me.window.pages["subjects"]
    assert FIRM in me.reads(me.window.pages["subjects"])


def test_who_is_faster_than_the_search_gets_its_first_record(me: Sitting, qtbot: QtBot) -> None:
    me.write(FIRM)
    me.press("Return")
    until(qtbot, lambda: not me.window.palette_.isVisible())
    assert me.window.page is me.window.pages["subjects"]


def test_only_the_words_typed_last_are_answered(me: Sitting, qtbot: QtBot) -> None:
    me.write("有限公司")
    me.press("Ctrl+A")
    me.write(FIRM)
    until(qtbot, lambda: FIRM in labels(me))
    assert me.window.workspace is not None
    wanted = [hit.title for hit in glance(Asking(me.window.workspace.book), FIRM)]
    assert labels(me) == [*wanted, f"在全部内容里查找“{FIRM}”"]


def test_an_empty_line_shows_what_was_used_last_before_everything_else(
    me: Sitting, qtbot: QtBot
) -> None:
    assert groups(me) == ["动作", "页面"]
    me.picture("命令面板")
    me.write("简报")
    me.press("Return", "Ctrl+K")
    me.write(FIRM)
    until(qtbot, lambda: FIRM in labels(me))
    me.press("Return", "Ctrl+K")
    until(qtbot, lambda: labels(me)[:2] == [FIRM, "简报"])
    assert groups(me)[0] == "最近用过"
    me.picture("命令面板-最近用过")


def test_what_is_greyed_out_says_why_and_stays(me: Sitting) -> None:
    me.write("重做")
    entry = me.window.palette_.list.current()
    assert entry is not None
    assert entry.blocked == "没有可重做的操作"
    me.press("Return")
    assert me.window.palette_.isVisible()
    assert "没有可重做的操作" in me.window.palette_.foot.text()
    me.picture("命令面板-不能用")


def test_without_a_casebook_the_palette_says_that_one_must_be_opened(tmp_path: Path) -> None:
    with Sitting(tmp_path) as me:
        me.window.actions_["palette"].trigger()
        blocked = {one.label: one.blocked for one in me.window.palette_.list.entries()}
        assert blocked["登记走访"] == "请先打开一个台账"
        assert blocked["新建台账"] == ""
        me.window.palette_.hide()


def test_esc_gives_the_keyboard_back_and_changes_nothing(me: Sitting) -> None:
    me.press("Esc", "Ctrl+2")
    before = me.focused
    me.press("Ctrl+K", "Down", "Esc")
    assert me.focused is before
    assert not me.window.palette_.isVisible()


def test_the_arrows_pass_the_headings_and_stop_at_the_ends(me: Sitting) -> None:
    entries = me.window.palette_.list.entries()
    me.press("Up")
    assert me.window.palette_.list.current() == entries[0]
    me.press(*["PgDown"] * (len(entries) // 8 + 1))
    assert me.window.palette_.list.current() == entries[-1]
    me.press("Tab", "Backtab")
    assert me.window.palette_.list.current() == entries[-2]


def test_every_action_but_the_palette_itself_is_offered(me: Sitting) -> None:
    keys = {entry.key for entry in me.window.palette_.list.entries()}
    assert keys == {f"action:{name}" for name in ACTIONS} - {"action:palette"}


def test_a_keystroke_is_answered_before_it_is_felt(me: Sitting) -> None:
    for letter in "jydcqyfk":
        begun = thread_time()
        me.letters(letter)
        QApplication.processEvents()
        assert thread_time() - begun < _KEYSTROKE


def test_where_the_palette_ends_the_page_of_search_goes_on(me: Sitting, qtbot: QtBot) -> None:
    me.write("负荷不足")
    until(qtbot, lambda: "在全部内容里查找“负荷不足”" in labels(me))
    me.press("Up", *["Down"] * len(labels(me)), "Return")
    page = me.window.page
    assert isinstance(page, SearchPage)
    assert page.line.text() == "负荷不足"


def test_the_palette_is_right_in_the_dark_and_in_a_small_window(
    me: Sitting, dressed: QApplication
) -> None:
    me.window.resize(1024, 640)
    style.apply(dressed, "dark")
    me.write("台账")
    me.picture("命令面板-深色-小窗")
    window, palette = me.window.rect(), me.window.palette_.geometry()
    assert window.contains(palette)
    assert abs(palette.center().x() - window.center().x()) <= 1


def test_the_palette_may_stand_open_when_the_casebook_is_closed(
    me: Sitting, dressed: QApplication
) -> None:
    assert me.window.close_book()
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    me.window.palette_.hide()
    assert not me.window.palette_.isVisible()
