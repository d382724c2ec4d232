"""A list that is too large to be asked for while the person waits."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk.book.place import Place
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.listpage import ListPage
from ui.sources import ListSource


@pytest.fixture(autouse=True)
def every_list_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ListSource, "at_once", 0)
    monkeypatch.setattr(ListSource, "first_rows", 20)


def issues(me: Sitting, qtbot: QtBot) -> ListPage:
    """The ledger, when all its rows have come."""
    page = me.page("issues")
    assert isinstance(page, ListPage)
    qtbot.waitUntil(lambda: page.source.whole)
    return page


def chips(page: ListPage) -> str:
    """What stands on the chips."""
    return "\n".join(chip.text() for chip in page.chip_bar.findChildren(QPushButton))


def shown(page: ListPage, column: str) -> list[str]:
    place = page.columns.index(column)
    model = page.table.model()
    return [model.index(row, place).data() for row in range(model.rowCount())]


def test_all_rows_come_after_the_first_ones(demo: Place, sit_down: SitDown, qtbot: QtBot) -> None:
    me = sit_down(demo)
    page = issues(me, qtbot)
    assert page.source.total() > ListSource.first_rows
    assert page.table.count() == page.source.total()
    assert f"共 {page.source.total()} 条" in page.count.text()
    assert len(set(shown(page, "number"))) == page.source.total()


def test_a_heading_that_is_clicked_orders_the_list_beside_the_window(
    demo: Place, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo)
    page = issues(me, qtbot)
    page.table.sort_requested.emit("title", False)
    assert "正在排列" in page.count.text()
    qtbot.waitUntil(lambda: page.source.whole)
    assert shown(page, "title") == sorted(shown(page, "title"))
    assert "正在排列" not in page.count.text()


def test_the_last_of_several_wishes_is_what_is_shown(
    demo: Place, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo)
    page = issues(me, qtbot)
    for column in ("title", "lamp", "due_on", "subject", "number"):
        page.table.sort_requested.emit(column, True)
    qtbot.waitUntil(lambda: page.source.whole)
    assert shown(page, "number") == sorted(shown(page, "number"), reverse=True)


def test_chips_tell_their_counts_when_these_have_come(
    demo: Place, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo)
    page = issues(me, qtbot)
    qtbot.waitUntil(lambda: "未销号 " in chips(page))
    page.filter_by("open")
    qtbot.waitUntil(lambda: page.source.whole)
    assert f"未销号 {page.source.count()}" in chips(page)
    assert f"列出 {page.source.count()} 条" in page.count.text()


def test_a_record_that_is_asked_for_is_found_when_the_rows_have_come(
    demo: Place, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo)
    page = issues(me, qtbot)
    last = page.source.uid(page.source.count() - 1)
    page.filter_by("red")
    me.window.show_page("issues", last)
    qtbot.waitUntil(lambda: page.chip.name == "all" and page.source.whole)
    assert page.current() == last


def test_the_window_closes_while_a_list_is_asked_for(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = me.page("issues")
    assert isinstance(page, ListPage)
    page.table.sort_requested.emit("title", False)
    assert me.window.close()
