"""A chart at the window: where its marks stand, and what it says without being seen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reports.view import ChartView, Series
from tests.ui.fakes import Show
from ui import style
from ui.chartpaint import series_color
from ui.charts import Chart

NAMES = ("能源保障", "用地", "沧州临港经济技术开发区管委会及其下属各单位")
COUNTS = ChartView(
    "各类问题",
    "bars",
    "件",
    NAMES,
    (Series("收集", (12.0, 6.0, 3.0)), Series("销号", (4.0, None, 0.0))),
)
SHARES = ChartView("覆盖率", "columns", "%", NAMES[:2], (Series("走访", (50.0, 25.0)),))


def shown(show: Show, view: ChartView) -> Chart:
    chart = Chart()
    chart.show_chart(view)
    show(chart)
    return chart


def test_bars_are_as_long_as_their_values(show: Show) -> None:
    first, second = shown(show, COUNTS).marks[:2]
    assert (first.series, second.series) == (0, 1)
    assert first.area.width() == pytest.approx(3 * second.area.width())


def test_what_is_not_known_has_no_mark_and_nothing_has_one_without_length(show: Show) -> None:
    marks = shown(show, COUNTS).marks
    assert [(mark.category, mark.series) for mark in marks] == [
        *((0, 0), (0, 1), (1, 0), (2, 0), (2, 1)),
    ]
    assert marks[-1].area.width() == 0


def test_shares_stand_against_a_hundred_percent(show: Show) -> None:
    chart = shown(show, SHARES)
    field = chart.marks[0].around
    assert chart.marks[0].area.height() == pytest.approx(field.height() / 2)
    assert chart.marks[1].area.height() == pytest.approx(field.height() / 4)


@pytest.mark.parametrize("view", [COUNTS, SHARES])
@pytest.mark.parametrize("width", [300, 480, 1200])
def test_every_mark_stays_within_the_chart(show: Show, view: ChartView, width: int) -> None:
    chart = shown(show, view)
    chart.resize(width, chart.height())
    for mark in chart.marks:
        assert mark.area.left() >= 0
        assert mark.area.right() <= width
        assert 0 <= mark.area.top() <= mark.area.bottom() <= chart.sizeHint().height()


def test_arrow_keys_stop_at_the_ends(show: Show) -> None:
    chart = shown(show, COUNTS)
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert chart.current() is chart.marks[0]
    for _ in range(9):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current() is chart.marks[-1]


def test_enter_tells_series_and_category(show: Show) -> None:
    chart = shown(show, COUNTS)
    told: list[tuple[int, int]] = []
    chart.opened.connect(lambda series, category: told.append((series, category)))
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told == [(1, 0)]


def test_a_click_beside_all_marks_opens_nothing(show: Show) -> None:
    chart = shown(show, COUNTS)
    told: list[int] = []
    chart.opened.connect(lambda series, _category: told.append(series))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert told == []


def test_the_whole_chart_is_said_for_who_cannot_see_it(show: Show) -> None:
    chart = shown(show, COUNTS)
    assert chart.accessibleName() == "各类问题"
    assert chart.accessibleDescription().startswith("能源保障　收集 12 件；能源保障　销号 4 件；")


def test_numbers_are_copied_with_gaps_for_what_is_not_known(show: Show) -> None:
    chart = shown(show, COUNTS)
    chart.copy_numbers()
    lines = QApplication.clipboard().text().splitlines()
    assert [line.split("\t") for line in lines] == [
        ["各类问题", "收集（件）", "销号（件）"],
        ["能源保障", "12", "4"],
        ["用地", "6", ""],
        [NAMES[2], "3", "0"],
    ]


def test_a_chart_of_nothing_says_so(show: Show) -> None:
    chart = shown(show, ChartView("空", "columns", "件", ("用地",), (Series("收集", (0.0,)),)))
    assert chart.marks == ()
    assert chart.accessibleDescription() == "没有可以画的数。"
    QTest.keyClick(chart, Qt.Key.Key_Return)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_series_differ_in_lightness_in_both_themes(theme: style.Theme) -> None:
    lights = [series_color(number, style.THEMES[theme]).lightnessF() for number in (0, 1)]
    assert abs(lights[0] - lights[1]) > 0.15
