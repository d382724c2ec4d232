"""Tab on a page with a list: what stands above, then the list, then the record beside it."""

from collections.abc import Sequence
from itertools import groupby
from typing import cast

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desk.book.place import Place
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.listpage import ListPage

LISTS = ("issues", "visits", "cards", "subjects", "meetings", "campaigns")
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


def part(page: ListPage, widget: QWidget) -> str:
    if widget is page.table:
        return "list"
    if page.pane.isAncestorOf(widget):
        return "pane"
    return "above" if page.isAncestorOf(widget) else "window"


def rows(page: QWidget, stops: Sequence[QWidget]) -> list[int]:
    """At which height of the page these stand, those of one row as one."""
    middles = [one.mapTo(page, one.rect().center()).y() for one in stops]
    return [round(one / 8) for one in middles]


@pytest.mark.parametrize("name", LISTS)
def test_tab_goes_from_the_list_to_the_record_and_past_what_stands_above_back_to_it(
    demo: Place, sit_down: SitDown, name: str
) -> None:
    me = sit_down(demo)
    page = turned_to(me, name)
    met = round_trip(me, "Tab")
    assert [one for one, _ in groupby(met, lambda stop: part(page, stop))] == [
        *("list", "pane", "window", "above")
    ]
    above = [stop for stop in met if part(page, stop) == "above"]
    assert rows(page, above) == sorted(rows(page, above))
    back = round_trip(me, "Backtab")
    assert back == [met[0], *reversed(met[1:])]


def test_what_the_pane_says_anew_is_come_to_in_its_order(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = turned_to(me, "subjects")
    for _ in range(3):
        me.press("Down")
    met = [stop for stop in round_trip(me, "Tab") if part(page, stop) == "pane"]
    assert [cast("QPushButton", stop).text() for stop in met[:2]] == ["一企一档", "修改…"]
    places = [stop.mapTo(page.pane, stop.rect().topLeft()).y() for stop in met]
    assert places == sorted(places)


def test_where_the_pane_is_folded_away_tab_leads_past_it(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = turned_to(me, "issues")
    me.press("F4", "Tab")
    assert part(page, me.focused) == "window"


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
