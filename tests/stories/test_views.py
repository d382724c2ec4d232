"""What a list was filtered, searched and sorted by is kept under a name, and found again."""

from desk.book.place import Place
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.listpage import ListPage
from ui.parts import SMALLEST


def offered(page: ListPage) -> list[str]:
    page.named_views.fill()
    return [action.text() for action in page.named_views.actions() if action.text()]


def choose(page: ListPage, name: str) -> None:
    """Pick a line of the menu of views."""
    page.named_views.fill()
    next(action for action in page.named_views.actions() if action.text() == name).trigger()


def ledger(me: Sitting) -> ListPage:
    page = me.page("issues")
    assert isinstance(page, ListPage)
    return page


def test_a_view_that_was_kept_shows_the_same_rows_again(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo, "超期的用电问题", "超期的用电问题")
    page = ledger(me)
    page.filter_by("open")
    page.table.sort_requested.emit("due_on", True)
    page.ask(search="电")
    shown = [page.source.uid(row) for row in range(page.source.count())]
    assert 0 < len(shown) < page.source.total()
    choose(page, "保存为视图…")
    page.filter_by("all")
    page.ask(search="")
    assert page.source.count() == page.source.total()
    choose(page, "超期的用电问题")
    assert [page.source.uid(row) for row in range(page.source.count())] == shown
    assert (page.chip.name, page.search_box.text()) == ("open", "电")
    choose(page, "删除视图…")
    assert offered(page) == ["保存为视图…", "删除视图…"]


def test_views_belong_to_one_list(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo, "我的")
    page = ledger(me)
    choose(page, "保存为视图…")
    other = me.page("subjects")
    assert isinstance(other, ListPage)
    assert "我的" not in offered(other)
    assert "我的" in offered(ledger(me))
    me.picture("list-views")
    me.window.resize(SMALLEST)
    me.page("subjects")
    me.picture("list-views-small")
