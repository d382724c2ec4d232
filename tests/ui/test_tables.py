from collections.abc import Sequence

import pytest
from PySide6.QtCore import QElapsedTimer, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.errors import Trouble
from models.fields import KINDS
from models.vocabulary import LAMPS
from tests.ui.fakes import Show
from ui import lamps, style
from ui.copying import MOST_COPIED
from ui.tables import PAGE, PAGES_KEPT, Column, PagedModel, Row, TableView

FIELDS = {f.name: f for f in KINDS["issues"].fields}
NAMES = ("lamp", "number", "title", "round")


class Source:
    """Invented issues, as many as wanted; remembers which rows were asked for."""

    def __init__(self, count: int, first: int = 0) -> None:
        self._count = count
        self.first = first
        self.columns = [Column(FIELDS[name]) for name in NAMES]
        self.asked: list[tuple[int, int]] = []

    def count(self) -> int:
        return self._count

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        self.asked.append((start, stop))
        return [self._row(self.first + number) for number in range(start, stop)]

    def uid(self, row: int) -> str:
        return f"{self.first + row:032x}"

    def _row(self, number: int) -> Row:
        return (LAMPS[number % 6].code, f"样A-2018-{number:04d}", "道路\n待修", number)


def copied() -> list[list[str]]:
    return [line.split("\t") for line in QApplication.clipboard().text().splitlines()]


def test_a_million_rows_are_fetched_only_where_they_are_seen(show: Show) -> None:
    source = Source(1_000_000)
    view = TableView(source)
    show(view)
    view.scrollToBottom()
    QApplication.processEvents()
    assert view.count() == 1_000_000
    assert len(source.asked) < 8
    assert source.asked[-1][1] == 1_000_000


class Damaged(Source):
    """Rows that cannot be read."""

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        super().rows(start, stop)
        raise Trouble("台账文件已损坏。")


def test_rows_that_cannot_be_read_stay_blank_and_that_is_told_once() -> None:
    source = Damaged(3)
    model = PagedModel(source)
    cells = [model.data(model.index(row, 1)) for row in range(3)]
    assert cells == ["", "", ""]
    assert len(source.asked) == 1
    with pytest.raises(Trouble, match="已损坏"):
        QApplication.processEvents()


def test_picking_all_of_a_million_rows_does_not_halt_the_window(show: Show) -> None:
    view = TableView(Source(1_000_000))
    show(view)
    clock = QElapsedTimer()
    clock.start()
    view.selectAll()
    QApplication.processEvents()
    view.grab()
    assert view.selected_ranges() == [range(1_000_000)]
    assert clock.elapsed() < 3000  # with the header's own question to each row it is 25 seconds


def test_typing_a_letter_does_not_walk_through_the_rows(show: Show) -> None:
    source = Source(100_000)
    view = TableView(source)
    show(view)
    view.selectRow(0)
    before = len(source.asked)
    QTest.keyClick(view, Qt.Key.Key_Z)
    assert len(source.asked) == before


def test_pages_that_are_long_out_of_sight_are_let_go() -> None:
    source = Source(PAGE * (PAGES_KEPT + 2))
    model = PagedModel(source)
    for page in range(PAGES_KEPT + 2):
        model.row(page * PAGE)
    asked = len(source.asked)
    model.row(PAGE * (PAGES_KEPT + 1))
    assert len(source.asked) == asked
    model.row(0)
    assert len(source.asked) == asked + 1


def test_cells_show_labels_and_numbers_stand_right(qtbot: QtBot) -> None:
    view = TableView(Source(3))
    qtbot.addWidget(view)
    model = view.model()
    assert [model.index(1, column).data() for column in range(4)] == [
        "预警",
        "样A-2018-0001",
        "道路 待修",
        "1",
    ]
    right = model.index(1, 3).data(Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight


def test_every_lamp_has_a_shape_and_a_colour_of_its_own_together() -> None:
    looks = set()
    for term in LAMPS:
        drawn = lamps.icon(term.code).pixmap(16, 16).toImage()
        looks.add((lamps.color(term.code).name(), bytes(drawn.constBits())))
    assert len(looks) == len(LAMPS)


def test_lamps_of_one_colour_differ_in_shape() -> None:
    shapes = set()
    for term in LAMPS:
        drawn = (
            lamps.icon(term.code)
            .pixmap(16, 16)
            .toImage()
            .convertToFormat(QImage.Format.Format_Alpha8)
        )
        shapes.add(bytes(drawn.constBits()))
    assert len(shapes) == len(LAMPS)


def test_a_click_on_a_heading_asks_for_another_order(qtbot: QtBot, show: Show) -> None:
    view = TableView(Source(10))
    show(view)
    header = view.horizontalHeader()
    place = QPoint(header.sectionPosition(1) + 20, 10)
    with qtbot.waitSignal(view.sort_requested) as asked:
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["number", False]
    with qtbot.waitSignal(view.sort_requested) as asked:
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["number", True]


def test_showing_the_order_asks_for_nothing(qtbot: QtBot) -> None:
    view = TableView(Source(10))
    qtbot.addWidget(view)
    with qtbot.assertNotEmitted(view.sort_requested):
        view.show_sorted("title", descending=True)
    assert view.horizontalHeader().sortIndicatorSection() == 2


def test_rows_are_copied_with_headings_and_without_hidden_columns(show: Show) -> None:
    view = TableView(Source(10))
    show(view)
    view.setColumnHidden(2, True)
    view.selectRow(1)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == [
        ["状态灯", "编号", "办理轮次"],
        ["预警", "样A-2018-0001", "1"],
    ]


def test_codes_go_to_excel_as_text(qtbot: QtBot) -> None:
    view = TableView(Source(3))
    qtbot.addWidget(view)
    view.selectAll()
    view.copy()
    html = QApplication.clipboard().mimeData().html()
    assert html.count('mso-number-format:"\\@"') == 4 * (3 + 1)


def test_a_copy_that_is_cut_short_says_so(qtbot: QtBot) -> None:
    view = TableView(Source(MOST_COPIED + 10))
    qtbot.addWidget(view)
    view.selectAll()
    said: list[str] = []
    view.notice.connect(said.append)
    view.copy()
    assert said == ["正在复制 50,000 行…"]
    qtbot.waitUntil(lambda: len(said) > 1, timeout=60_000)
    assert said[1:] == ["只复制了前 50,000 行（选中 50,010 行）；要全部请用“导出”。"]
    assert QApplication.clipboard().text().count("样A") == MOST_COPIED


def test_the_record_stays_picked_when_rows_come_before_it(qtbot: QtBot, show: Show) -> None:
    source = Source(50, first=10)
    view = TableView(source)
    show(view)
    view.selectRow(5)
    picked = source.uid(5)
    source.first = 0
    with qtbot.assertNotEmitted(view.picked):
        view.refresh()
    assert view.currentIndex().row() == 15
    assert source.uid(15) == picked


def test_a_picked_record_that_is_gone_is_told(qtbot: QtBot, show: Show) -> None:
    source = Source(5)
    view = TableView(source)
    show(view)
    view.selectRow(2)
    source.first = 100
    with qtbot.waitSignal(view.picked) as told:
        view.refresh()
    assert told.args == [""]


def test_enter_opens_the_record(qtbot: QtBot, show: Show) -> None:
    view = TableView(Source(5))
    show(view)
    view.selectRow(3)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [f"{3:032x}"]


def test_columns_can_be_hidden_but_not_the_last_one(qtbot: QtBot) -> None:
    view = TableView(Source(5))
    qtbot.addWidget(view)
    for action in view.column_menu().actions()[:3]:
        action.trigger()
    assert [view.isColumnHidden(place) for place in range(4)] == [True, True, True, False]
    assert not view.column_menu().actions()[3].isEnabled()


def test_all_rows_have_the_height_of_the_design(qtbot: QtBot) -> None:
    view = TableView(Source(5))
    qtbot.addWidget(view)
    assert {view.rowHeight(row) for row in range(5)} == {style.ROW_PIXELS}
