from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.fakes import Show
from ui.leaves import Leaves
from ui.preview import Fit, PdfPages, Pictures, Preview

COLORS = ("red", "green", "blue", "yellow", "cyan")


def sheets(width: int = 210, height: int = 297) -> list[QImage]:
    made = []
    for color in COLORS:
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor(color))
        made.append(image)
    return made


def png(image: QImage, path: Path) -> bytes:
    assert image.save(str(path))
    return path.read_bytes()


def pdf(pages: int, path: Path) -> bytes:
    writer = QPdfWriter(str(path))
    painter = QPainter(writer)
    for _page in range(pages - 1):
        writer.newPage()
    painter.end()
    return path.read_bytes()


@pytest.fixture
def preview(show: Show) -> Preview:
    made = Preview()
    show(made, size=(500, 700))
    made.show_pages(Pictures(sheets()))
    return made


def middle(preview: Preview) -> QColor:
    return preview.grab().toImage().pixelColor(preview.width() // 2, preview.height() // 2)


def test_the_first_page_is_shown_and_fills_the_width(preview: Preview) -> None:
    picture = preview.grab().toImage()
    assert middle(preview) == QColor("red")
    assert picture.pixelColor(40, preview.height() // 2) == QColor("red")
    assert said(preview) == "第 1 页，共 5 页"


def said(preview: Preview) -> str:
    total = next(w.text() for w in preview.findChildren(QLabel) if "共" in w.text())
    return f"第 {preview.number.text()} {total}"


def test_pages_are_turned_by_keys_and_stop_at_the_ends(preview: Preview) -> None:
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Home):
        QTest.keyClick(preview, key)
        seen.append((preview.page(), middle(preview).name()))
    assert seen == [
        (2, QColor("green").name()),
        (5, QColor("cyan").name()),
        (5, QColor("cyan").name()),
        (1, QColor("red").name()),
    ]


def test_zooming_keeps_the_page_and_zero_fits_the_width_again(preview: Preview) -> None:
    preview.go_to(3)
    fitting = percent(preview)
    QTest.keyClick(preview, Qt.Key.Key_Plus)
    QTest.keyClick(preview, Qt.Key.Key_Plus)
    assert percent(preview) > fitting
    assert preview.page() == 3
    QTest.keyClick(preview, Qt.Key.Key_0)
    assert percent(preview) == fitting
    assert preview.page() == 3


def percent(preview: Preview) -> int:
    return int(next(w.text() for w in preview.findChildren(QLabel) if "%" in w.text())[:-1])


def wheel(preview: Preview, turned: int, held: Qt.KeyboardModifier) -> None:
    """Turn the wheel over the middle of the pages."""
    middle = QPointF(preview.width() / 2, preview.height() / 2)
    event = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    viewport = preview.findChildren(QScrollArea)[0].viewport()
    QApplication.sendEvent(viewport, event)


def test_the_wheel_zooms_with_control_and_scrolls_without(preview: Preview) -> None:
    fitting = percent(preview)
    wheel(preview, 120, Qt.KeyboardModifier.ControlModifier)
    nearer = percent(preview)
    assert nearer > fitting
    wheel(preview, -240, Qt.KeyboardModifier.ControlModifier)
    assert percent(preview) < nearer
    smaller = percent(preview)
    wheel(preview, -1200, Qt.KeyboardModifier.NoModifier)
    assert (percent(preview), preview.page() > 1) == (smaller, True)


def test_the_whole_page_is_in_sight_when_it_is_fitted(preview: Preview) -> None:
    preview.go_to(2)
    QTest.keyClick(preview, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    picture = preview.grab().toImage()
    assert preview.page() == 2
    rows = [picture.pixelColor(preview.width() // 2, y).name() for y in range(picture.height())]
    green = QColor("green").name()
    assert green not in (rows[45], rows[-1])
    width = rows.count(green) * 210 / 297
    assert width < preview.width() - 40
    QTest.keyClick(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert percent(preview) == round(100 * (preview.width() - 48) / 794)


def test_the_first_page_begins_at_its_top_whatever_size_the_window_takes(show: Show) -> None:
    preview = Preview()
    preview.show_pages(Pictures(sheets(297, 210)))
    show(preview, size=(900, 500))
    assert preview.findChildren(QScrollArea)[0].verticalScrollBar().value() == 0
    preview.window().resize(1100, 500)
    QApplication.processEvents()
    assert preview.findChildren(QScrollArea)[0].verticalScrollBar().value() == 0


def test_zooming_keeps_what_is_in_the_middle(preview: Preview) -> None:
    preview.zoom(2)
    bar = preview.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = (bar.value() + preview.height() / 2) / preview.findChildren(Leaves)[0].height()
    preview.zoom(2)
    QApplication.processEvents()
    after = (bar.value() + preview.height() / 2) / preview.findChildren(Leaves)[0].height()
    assert after == pytest.approx(before, abs=0.01)


def test_a_number_leads_to_its_page_and_one_beyond_to_the_last(preview: Preview) -> None:
    QTest.keyClick(preview, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert preview.number.hasFocus()
    QTest.keyClicks(preview.number, "4")
    QTest.keyClick(preview.number, Qt.Key.Key_Return)
    assert (preview.page(), preview.hasFocus()) == (4, True)
    preview.number.begin()
    QTest.keyClicks(preview.number, "99")
    QTest.keyClick(preview.number, Qt.Key.Key_Enter)
    assert (preview.page(), preview.number.text()) == (5, "5")
    preview.number.begin()
    QTest.keyClicks(preview.number, "2")
    QTest.keyClick(preview.number, Qt.Key.Key_Escape)
    assert (preview.page(), preview.number.text()) == (5, "5")


def test_pages_turn_while_the_number_has_the_keyboard(preview: Preview) -> None:
    preview.number.begin()
    QTest.keyClick(preview.number, Qt.Key.Key_PageDown)
    assert preview.page() == 2


def test_another_state_of_the_document_is_shown_where_the_reader_was(preview: Preview) -> None:
    preview.zoom(1)
    preview.go_to(4)
    shown = percent(preview)
    preview.renew(Pictures([*sheets()[:3], *sheets()[:3]]))
    assert (preview.page(), percent(preview), middle(preview)) == (4, shown, QColor("red"))


def test_pages_of_several_sizes_lie_under_each_other(show: Show) -> None:
    preview = Preview()
    show(preview, size=(900, 700))
    preview.show_pages(Pictures([sheets(210, 297)[0], sheets(297, 210)[1], sheets(210, 297)[2]]))
    seen = []
    for page in (1, 2, 3):
        preview.go_to(page)
        seen.append((preview.page(), middle(preview).name()))
    assert seen == [(n, QColor(color).name()) for n, color in enumerate(COLORS[:3], 1)]


def test_a_wider_window_makes_wider_pages(preview: Preview) -> None:
    before = percent(preview)
    preview.window().resize(900, 700)
    QTest.qWait(0)
    assert percent(preview) > before
    assert middle(preview) == QColor("red")


def test_the_tools_say_their_keys(preview: Preview) -> None:
    tips = [tool.toolTip() for tool in preview.findChildren(QToolButton)]
    assert tips == [
        "缩小（Ctrl+-）",
        "放大（Ctrl++）",
        "适合窗口的宽度（Alt+0）",
        "一眼看到整页（Alt+9）",
    ]


def test_without_pages_it_says_so_and_no_key_harms(show: Show) -> None:
    preview = Preview()
    show(preview)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Plus, Qt.Key.Key_0):
        QTest.keyClick(preview, key)
    assert preview.page() == 0


def test_a_million_pixels_of_far_pages_are_not_drawn(show: Show) -> None:
    asked: list[int] = []

    class Counted(Pictures):
        def picture(self, page: int, width: int) -> QImage:
            asked.append(page)
            return super().picture(page, width)

    preview = Preview()
    show(preview, size=(500, 700))
    preview.show_pages(Counted(sheets()))
    preview.grab()
    assert 4 not in asked


def test_a_long_document_keeps_few_pictures(show: Show) -> None:
    drawn: list[int] = []

    class Large(Pictures):
        def picture(self, page: int, width: int) -> QImage:
            drawn.append(page)
            return QImage(3000, 3000, QImage.Format.Format_RGB32)

    preview = Preview()
    show(preview, size=(500, 700))
    preview.show_pages(Large([QImage(210, 297, QImage.Format.Format_RGB32)] * 650))
    for page in (1, 200, 400, 650, 1):
        preview.go_to(page)
        preview.grab()
    assert said(preview) == "第 1 页，共 650 页"
    assert drawn.count(0) == 2, "what is far away is forgotten"
    assert len(set(drawn)) < 15


def test_no_row_of_pixels_is_lost_on_the_way_to_the_screen(show: Show) -> None:
    striped = QImage(600, 851, QImage.Format.Format_RGB32)
    for y in range(striped.height()):
        for x in range(striped.width()):
            striped.setPixelColor(x, y, QColor("black" if y % 2 else "white"))

    class AsDrawn(Pictures):
        """One pixel higher than its size in points says, as a page that is rounded up."""

        def size(self, page: int) -> QSizeF:
            return QSizeF(450, 637.5)

        def picture(self, page: int, width: int) -> QImage:
            return striped

    preview = Preview()
    show(preview, size=(700, 1000))
    preview.show_pages(AsDrawn([striped]))
    preview.fit(Fit.WIDTH)
    picture = preview.findChildren(Leaves)[0].grab().toImage()
    rows = [picture.pixelColor(picture.width() // 2, y).name() for y in range(20, 820)]
    assert all(one != next_one for one, next_one in pairwise(rows))


def test_a_pdf_is_drawn_in_the_size_that_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    pages = PdfPages(pdf(3, tmp_path / "three.pdf"))
    picture = pages.picture(2, 1190)
    assert pages.count() == 3
    assert abs(picture.width() - 1190) <= 1
    assert abs(picture.height() - 1684) <= 1
    assert picture.pixelColor(5, 5) == QColor("white")
