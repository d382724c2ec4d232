from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.fakes import Show
from ui.preview import PdfPages, Pictures, Preview
from ui.printing import has_printer, print_pages

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
    assert preview.findChildren(QLabel)[0].text() == "第 1 页，共 5 页"


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


def test_a_wider_window_makes_wider_pages(preview: Preview) -> None:
    before = percent(preview)
    preview.window().resize(900, 700)
    QTest.qWait(0)
    assert percent(preview) > before
    assert middle(preview) == QColor("red")


def test_the_tools_say_their_keys(preview: Preview) -> None:
    tips = [tool.toolTip() for tool in preview.findChildren(QToolButton)]
    assert tips == ["缩小（-）", "放大（+）", "适合宽度（0）"]


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


def test_a_pdf_is_drawn_in_the_size_that_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    pages = PdfPages(pdf(3, tmp_path / "three.pdf"))
    picture = pages.picture(2, 1190)
    assert pages.count() == 3
    assert abs(picture.width() - 1190) <= 1
    assert abs(picture.height() - 1684) <= 1
    assert picture.pixelColor(5, 5) == QColor("white")


def test_what_the_printer_gets_is_what_the_preview_shows(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sheets.pdf"))
    printer.setFromTo(2, 3)
    assert print_pages(Pictures(sheets()), printer) == 2
    printed = PdfPages((tmp_path / "sheets.pdf").read_bytes())
    assert printed.count() == 2
    assert printed.picture(0, 300).pixelColor(3, 3) == QColor("green")
    assert printed.picture(1, 300).pixelColor(297, 420) == QColor("blue")


def test_a_wide_page_lies_across_the_sheet(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "wide.pdf"))
    wide = [png(sheet, tmp_path / "sheet.png") for sheet in sheets(297, 210)]
    assert print_pages(Pictures(wide), printer) == 5
    picture = PdfPages((tmp_path / "wide.pdf").read_bytes()).picture(0, 300)
    assert picture.width() > picture.height()
    assert isinstance(has_printer(), bool)
