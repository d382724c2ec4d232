"""成果分析: figures, charts and rankings, every one opened by mouse and by keyboard."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desk import statistics
from desk.book.place import Place
from desk.bulletins.charts import CHARTS
from models.calendar import Month
from tests.sitting import SIZE, Sitting, keep_picture
from tests.stories.conftest import SitDown
from ui.charts import Chart
from ui.documents import PaperDialog
from ui.pages.analysis import AnalysisPage
from ui.pages.analysis.tiles import TileButton
from ui.pages.issues import IssuesPage

JULY = Month(2018, 7)
SMALLEST = (1024, 640)


@pytest.fixture
def me(demo_book_folder: Place, sit_down: SitDown, qtbot: QtBot) -> Sitting:
    """At the page of results of the demo, which has been counted."""
    sitting = sit_down(demo_book_folder)
    sitting.press("Ctrl+9")
    ready(sitting, qtbot)
    return sitting


def page(me: Sitting) -> AnalysisPage:
    return cast("AnalysisPage", me.window.pages["analysis"])


def ready(me: Sitting, qtbot: QtBot) -> None:
    """Wait for what is being counted."""
    qtbot.waitUntil(lambda: page(me).found is not None and not page(me).counting, timeout=60_000)


def listed(me: Sitting, qtbot: QtBot) -> int:
    """Wait for the list behind a number; how many rows it has. It is closed."""
    qtbot.waitUntil(lambda: page(me).rows is not None, timeout=20_000)
    rows = page(me).rows
    assert rows is not None
    count = rows.table.count()
    rows.accept()
    page(me).rows = None
    me.window.activateWindow()
    QApplication.processEvents()
    return count


def tile(me: Sitting, name: str) -> TileButton:
    found = cast("list[TileButton]", page(me).tiles.shown())
    return next(one for one in found if one.tile.name == name)


def chart(me: Sitting, name: str) -> Chart:
    return page(me).cards()[name].chart


def click(one: Chart, place: int) -> None:
    """Click the middle of a mark."""
    middle = one.marks[place].around.center().toPoint()
    QTest.mouseClick(one, Qt.MouseButton.LeftButton, pos=middle)


def test_the_tiles_say_what_the_figures_of_the_month_say(me: Sitting, qtbot: QtBot) -> None:
    me.picture("成果分析")
    book = page(me).workspace.book
    with book.read() as connection:
        figures = statistics.figures(connection, JULY, book.clock.today())
    for name in ("coverage_rate", "issues_collected", "closing_rate", "issues_overdue"):
        assert tile(me, name).tile.point.value == figures[name].value
    collected = figures["issues_collected"].value
    assert f"收集问题 {collected}件" in tile(me, "issues_collected").accessibleName()
    tile(me, "issues_collected").click()
    assert listed(me, qtbot) == collected


def test_the_keyboard_walks_over_the_marks_and_enter_opens_one(me: Sitting, qtbot: QtBot) -> None:
    one = chart(me, "categories")
    one.setFocus()
    me.press("Down", "Down", "Down")
    current = one.current()
    assert current is one.marks[3]
    me.picture("成果分析-键盘")
    me.press("End", "Home", "Right", "Return")
    second = page(me).cards()["categories"].point(one.marks[1].series, one.marks[1].category)
    assert listed(me, qtbot) == second.value
    me.press("Left", "Left", "Space")
    first = page(me).cards()["categories"].point(one.marks[0].series, one.marks[0].category)
    assert listed(me, qtbot) == first.value


def ends(one: Chart) -> list[int]:
    """The first and the last mark of a chart."""
    return sorted({0, len(one.marks) - 1})


@pytest.mark.parametrize("name", [chart.name for chart in CHARTS])
def test_a_click_on_a_mark_of_any_chart_opens_its_rows(
    me: Sitting, qtbot: QtBot, name: str
) -> None:
    card = page(me).cards()[name]
    page(me).scroller.ensureWidgetVisible(card)
    for place in ends(card.chart):
        mark = card.chart.marks[place]
        point = card.point(mark.series, mark.category)
        click(card.chart, place)
        rows = listed(me, qtbot)
        assert rows == point.value if point.unit != "%" else rows > 0


def test_a_row_of_an_opened_bar_leads_to_its_issue(me: Sitting, qtbot: QtBot) -> None:
    click(chart(me, "months"), 0)
    qtbot.waitUntil(lambda: page(me).rows is not None, timeout=20_000)
    rows = page(me).rows
    assert rows is not None
    assert rows.table.count() == 21
    keep_picture(rows, "成果分析-明细")
    rows.table.setFocus()
    me.press("Return")
    assert isinstance(me.window.page, IssuesPage)


def test_the_mouse_sees_what_a_bar_says(me: Sitting) -> None:
    one = chart(me, "satisfaction")
    page(me).scroller.ensureWidgetVisible(one)
    place = one.marks[0].around.center().toPoint()
    QTest.mouseMove(one, place)
    assert one.cursor().shape() == Qt.CursorShape.PointingHandCursor
    at = QHelpEvent(QEvent.Type.ToolTip, place, one.mapToGlobal(place))
    QApplication.sendEvent(one, at)
    assert QToolTip.text() == "满意　回访问题 12 件"
    QToolTip.hideText()
    QTest.mouseMove(one, QPoint(1, 1))
    assert one.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_place_and_a_unit_narrow_everything(me: Sitting, qtbot: QtBot) -> None:
    park = page(me).park
    whole = tile(me, "issues_collected").tile.point.value or 0
    place = next(n for n in range(park.count()) if park.itemText(n) == "港城区")
    park.setCurrentIndex(place)
    park.activated.emit(place)
    ready(me, qtbot)
    assert park.currentText() == "港城区"
    assert 0 < (tile(me, "issues_collected").tile.point.value or 0) < whole
    assert chart(me, "coverage_parks").view.categories == ("港城区",)
    unit = page(me).unit
    unit.setCurrentIndex(1)
    unit.activated.emit(1)
    ready(me, qtbot)
    assert "coverage_kinds" not in page(me).cards()
    assert chart(me, "categories").marks == ()
    me.picture("成果分析-筛选")


def test_months_are_turned_and_the_whole_campaign_counted(me: Sitting, qtbot: QtBot) -> None:
    july = tile(me, "issues_collected").tile.point.value
    me.press("Alt+Right")
    assert page(me).scope.month == JULY
    me.press("Ctrl+PgUp")
    ready(me, qtbot)
    assert page(me).month_bar.said.text() == "2018年6月"
    assert tile(me, "issues_collected").tile.point.value == 25
    page(me).month_bar.since_start.click()
    ready(me, qtbot)
    assert page(me).month_bar.said.text() == "开展以来"
    assert (tile(me, "issues_collected").tile.point.value or 0) > (july or 0)
    assert "较上月末" in me.reads(page(me))


def test_the_last_month_asked_for_is_the_one_that_is_shown(me: Sitting, qtbot: QtBot) -> None:
    for _ in range(3):
        me.press("Ctrl+PgUp")
    ready(me, qtbot)
    found = page(me).found
    assert found is not None
    assert found.study.scope.month == Month(2018, 4)
    assert page(me).count.text() == "截至 2018-04-30"


def test_a_change_elsewhere_is_counted_and_the_keyboard_stays(me: Sitting, qtbot: QtBot) -> None:
    one = chart(me, "parks")
    one.setFocus()
    me.press("Down")
    before = page(me).found
    me.press("F5")
    ready(me, qtbot)
    assert page(me).found is not before
    assert me.focused is chart(me, "parks")


def test_numbers_and_picture_of_a_chart_go_to_the_clipboard(me: Sitting) -> None:
    one = chart(me, "coverage_kinds")
    one.setFocus()
    me.press("Ctrl+C")
    text = QApplication.clipboard().text().splitlines()
    assert text[0].split("\t") == [
        *("四类对象覆盖率", "落实包联（%）", "填报反馈卡（%）", "走访（%）"),
    ]
    assert text[1].split("\t")[:2] == ["企业", "86"]
    page(me).cards()["coverage_kinds"].copy_picture()
    assert "图片" in me.said()
    picture = QApplication.clipboard().image()
    assert picture.width() == 1280
    assert picture.pixelColor(1, 1).name() == "#ffffff"


def test_a_number_in_a_ranking_opens_and_a_column_sorts(me: Sitting, qtbot: QtBot) -> None:
    found = page(me).rankings
    assert found is not None
    page(me).scroller.ensureWidgetVisible(found)
    assert found.table is not None
    table = found.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 4))
    me.press("Return")
    assert listed(me, qtbot) == int(table.model().index(0, 4).data())
    table.horizontalHeader().setSortIndicator(4, Qt.SortOrder.DescendingOrder)
    numbers = [int(table.model().index(row, 4).data()) for row in range(3)]
    assert numbers == sorted(numbers, reverse=True)
    found.choose("table:parks")
    me.picture("成果分析-排名")


def test_it_is_looked_at_as_paper_and_saved(me: Sitting, qtbot: QtBot, tmp_path: Path) -> None:
    me.press("Ctrl+P")
    qtbot.waitUntil(lambda: bool(me.window.findChildren(PaperDialog)), timeout=60_000)
    (dialog,) = me.window.findChildren(PaperDialog)
    assert dialog.windowTitle() == "成果分析 2018年7月"
    keep_picture(dialog, "成果分析-预览")
    dialog.close()
    path = tmp_path / "成果分析.docx"
    me.ask.answers.append(path)
    page(me).export()
    qtbot.waitUntil(path.exists, timeout=60_000)
    qtbot.waitUntil(lambda: "已导出" in me.said(), timeout=60_000)


def test_the_window_closes_while_it_is_counting(
    demo_book_folder: Place, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder)
    me.press("Ctrl+9")
    assert page(me).counting
    assert page(me).count.text() == "正在统计…"
    assert me.window.close_book()
    assert me.window.workspace is None
    qtbot.wait(50)
    assert me.ask.warned == []


@pytest.mark.parametrize("size", [SIZE, SMALLEST])
def test_it_fits_the_window_and_the_dark(me: Sitting, qtbot: QtBot, size: tuple[int, int]) -> None:
    me.window.resize(*size)
    me.window.set_theme(dark=True)
    me.page("analysis")
    ready(me, qtbot)
    one = page(me)
    for card in one.cards().values():
        assert card.chart.width() <= card.width()
        assert card.geometry().right() <= one.canvas.width()
    me.picture(f"成果分析-深色-{size[0]}")
