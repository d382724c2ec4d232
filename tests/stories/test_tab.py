"""Tab on a page with a list."""

from typing import cast

from PySide6.QtWidgets import QLabel, QWidget

from desk.book.place import Place
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.listpage import ListPage

_MOST = 80  # stops of a window


def turned_to(me: Sitting, name: str) -> ListPage:
    """A page, the keyboard in its list."""
    page = cast("ListPage", me.page(name))
    me.settle()
    page.take_keyboard()
    assert me.focused is page.table
    return page


def round_trip(me: Sitting, key: str) -> list[QWidget]:
    """All that a key comes to, until it is back where it began."""
    met = [me.focused]
    while len(met) < _MOST:
        me.press(key)
        if me.focused is met[0]:
            return met
        met.append(me.focused)
    raise AssertionError("there is no way back")


def test_one_tab_comes_to_a_value_that_leads_elsewhere_and_enter_follows_it(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    page = turned_to(me, "issues")
    met = [stop for stop in round_trip(me, "Tab") if isinstance(stop, QLabel)]
    assert met
    assert len(met) == len(set(met))
    met[0].setFocus()
    me.press("Backtab", "Tab")
    assert me.focused is met[0]
    assert met[0].hasSelectedText(), "it is seen which link has the keyboard"
    me.press("Return")
    assert me.window.page is not page
