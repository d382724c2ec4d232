"""A list as a person set it up is kept under a name, found again, and written as it is seen."""

from pathlib import Path

import msgspec
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk.book.place import Place
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.listpage import ListPage
from ui.parts import SMALLEST
from ui.views import View

LISTS = ("visits", "subjects", "cards", "meetings", "campaigns", "issues")


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


def listed(me: Sitting, name: str) -> ListPage:
    page = me.page(name)
    assert isinstance(page, ListPage)
    return page


def seen(page: ListPage) -> list[tuple[str, ...]]:
    """The headings and rows of a list, as its table has them from left to right."""
    model, header = page.table.model(), page.table.horizontalHeader()
    order = (header.logicalIndex(stand) for stand in range(header.count()))
    places = [place for place in order if not page.table.isColumnHidden(place)]
    across = Qt.Orientation.Horizontal
    whole = Qt.ItemDataRole.ToolTipRole  # a cell shows the beginning of a long text
    rows = range(model.rowCount())
    return [
        tuple(str(model.headerData(place, across)) for place in places),
        *(tuple(str(model.index(row, place).data(whole)) for place in places) for row in rows),
    ]


def written(me: Sitting, path: Path, qtbot: QtBot) -> list[tuple[str, ...]]:
    """What Ctrl+E writes of the page in sight: headings and rows, without their numbers."""
    me.ask.answers.append(path)
    with qtbot.waitSignal(me.window.jobs.idle, timeout=20_000):
        me.press("Ctrl+E")
    assert me.ask.warned == []
    (sheet,) = load_workbook(path).worksheets
    assert me.window.page is not None
    assert sheet.title == me.window.page.title.text()
    rows = [tuple(str(one or "") for one in row) for row in sheet.iter_rows(values_only=True)]
    head = next(place for place, row in enumerate(rows) if row[0] == "序号")
    return [row[1:] for row in rows[head:]]


def test_a_list_that_was_arranged_comes_back_by_its_view_and_is_written_as_it_is_seen(
    demo: Place, sit_down: SitDown, qtbot: QtBot, tmp_path: Path
) -> None:
    me = sit_down(demo, "找人")
    page = listed(me, "visits")
    header = page.table.horizontalHeader()
    page.table.setColumnHidden(page.columns.index("way"), True)
    header.moveSection(header.visualIndex(page.columns.index("number")), 0)
    page.table.sort_requested.emit("subject", True)
    page.ask(search="公司")
    before = seen(page)
    assert "方式" not in "".join(before[0])
    assert 2 < len(before) <= page.source.total()
    choose(page, "保存为视图…")
    page.ask(search="")
    page.table.sort_requested.emit("visited_on", False)
    page.table.setColumnHidden(page.columns.index("way"), False)
    header.moveSection(0, 3)
    me.page("today")
    page = listed(me, "visits")
    assert seen(page) != before
    choose(page, "找人")
    assert seen(page) == before
    assert written(me, tmp_path / "走访.xlsx", qtbot) == before
    assert me.window.page is page


def test_every_list_writes_itself(
    demo: Place, sit_down: SitDown, qtbot: QtBot, tmp_path: Path
) -> None:
    me = sit_down(demo)
    for name in LISTS:
        page = listed(me, name)
        page.take_keyboard()
        assert written(me, tmp_path / f"{name}.xlsx", qtbot) == seen(page)
    me.page("today")
    assert not me.window.actions_["export"].isEnabled()


def test_a_condition_beyond_the_chips_is_kept_with_a_view(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo, "同类")
    page = ledger(me)
    page.ask(where={"category": str(page.source.rows(0, 1)[0][page.columns.index("category")])})
    before = seen(page)
    assert 1 < len(before) <= page.source.total()
    choose(page, "保存为视图…")
    page.filter_by("closed")
    choose(page, "同类")
    assert seen(page) == before


def test_a_view_of_old_leaves_the_columns_as_they_stand(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = ledger(me)
    page.table.setColumnHidden(page.columns.index("title"), True)
    columns = page.table.shown_columns()
    page.take_view(msgspec.json.decode(b'{"chip":"open","search":"","sort":"due_on"}', type=View))
    assert page.chip.name == "open"
    assert page.table.shown_columns() == columns
    shown = [str(page.source.rows(row, row + 1)[0][6] or "~") for row in range(20)]
    assert shown == sorted(shown)


def test_columns_stand_as_they_were_left_when_the_window_opens_again(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    page = listed(me, "visits")
    header = page.table.horizontalHeader()
    page.table.setColumnHidden(page.columns.index("way"), True)
    header.moveSection(header.visualIndex(page.columns.index("number")), 0)
    header.resizeSection(page.columns.index("number"), 173)
    columns = page.table.shown_columns()
    widths = [page.table.columnWidth(place) for place in range(header.count())]
    me.leave()
    again = listed(sit_down(demo), "visits")
    assert again.table.shown_columns() == columns
    header = again.table.horizontalHeader()
    assert [again.table.columnWidth(place) for place in range(header.count())] == widths
