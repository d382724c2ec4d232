from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fakes import Show
from ui import style
from ui.bars import Bar, Bars, Group, figures


def group(name: str, value: int, of: int = 10) -> Group:
    share = 100.0 * value / of if of else None
    return Group(name, f"第{name}组", "说明", (Bar("走访", value, of, share),))


def shown(show: Show, *groups: Group) -> Bars:
    bars = Bars()
    show(bars, size=(500, 400))
    bars.show_groups(groups)
    bars.setFixedSize(480, bars.sizeHint().height())
    return bars


def color_at(widget: QWidget, x: int, y: int) -> str:
    return widget.grab().toImage().pixelColor(x, y).name()


def middle_of_bar(bars: Bars, place: int) -> int:
    """The height of the only bar of a group."""
    return sum(one.pixels for one in bars.groups[:place]) + 10 + 26 + 12


def test_a_bar_is_as_long_as_its_share_and_green_when_all_are_reached(show: Show) -> None:
    bars = shown(show, group("a", 5), group("b", 10), group("c", 0))
    left, right = 84 + 10 + 20, 480 - 118 - 10 - 20
    half, full, none = (middle_of_bar(bars, place) for place in range(3))
    colors = style.tokens()
    assert color_at(bars, left, half) == colors["accent"]
    assert color_at(bars, right, half) == colors["border"]
    assert color_at(bars, left, full) == color_at(bars, right, full) == colors["green"]
    assert color_at(bars, left, none) == colors["border"]


def test_the_figures_say_what_is_reached_of_what_and_nothing_of_nothing() -> None:
    assert figures(Bar("走访", 5, 10, 50.0)) == "5/10  50.0%"
    assert figures(Bar("走访", 0, 0, None)) == "0/0  —"


def test_the_keys_walk_from_group_to_group_and_stop_at_the_ends(show: Show, qtbot: QtBot) -> None:
    bars = shown(show, group("a", 5), group("b", 10), group("c", 0))
    bars.setFocus()
    picked: list[str] = []
    bars.picked.connect(picked.append)
    with qtbot.waitSignal(bars.reached) as reached:
        QTest.keyClick(bars, Qt.Key.Key_Down)
    assert reached.args == [bars.groups[0].pixels, bars.groups[1].pixels]
    for key in (Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_Up):
        QTest.keyClick(bars, key)
    assert picked == ["b", "c", "a"]


def test_a_click_picks_the_group_below_it(show: Show) -> None:
    bars = shown(show, group("a", 5), group("b", 10))
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(50, bars.groups[0].pixels + 5))
    assert bars.current() == "b"


def test_the_current_group_stays_when_all_are_counted_anew(show: Show) -> None:
    bars = shown(show, group("a", 5), group("b", 10))
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Down)
    bars.show_groups([group("c", 1), group("b", 2)])
    assert bars.current() == "b"
    bars.show_groups([group("c", 1)])
    assert bars.current() == "c"
    bars.show_groups([])
    assert bars.current() == ""
