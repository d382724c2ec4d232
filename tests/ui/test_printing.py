"""What the printer gets: the pages that were asked for, as large as the sheet allows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desk.errors import Trouble
from desk.progress import Cancelled, Progress
from tests.ui.test_preview import sheets
from ui.preview import PdfPages, Pictures
from ui.printing import has_printer, prepared, print_pages

Print = Callable[[Pictures], QPrinter]


@pytest.fixture
def printer(qtbot: QtBot, tmp_path: Path) -> Print:
    """A printer that prints into a file."""
    del qtbot

    def made(pages: Pictures) -> QPrinter:
        printer = prepared(pages, "测试")
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return printer

    return made


def printed(printer: QPrinter) -> PdfPages:
    return PdfPages(Path(printer.outputFileName()).read_bytes())


def colours(pages: PdfPages) -> list[str]:
    pictures = (pages.picture(page, 300) for page in range(pages.count()))
    return [one.pixelColor(one.width() // 2, one.height() // 2).name() for one in pictures]


def named(*colors: str) -> list[str]:
    return [QColor(color).name() for color in colors]


def test_what_the_printer_gets_is_what_the_preview_shows(printer: Print) -> None:
    pages = Pictures(sheets())
    onto = printer(pages)
    onto.setFromTo(2, 3)
    assert print_pages(pages, onto, Progress()) == 2
    got = printed(onto)
    assert colours(got) == named("green", "blue")
    assert got.picture(0, 300).pixelColor(3, 3) == QColor("green")
    assert got.picture(1, 300).pixelColor(297, 420) == QColor("blue")


def test_copies_come_one_after_the_other(printer: Print) -> None:
    pages = Pictures(sheets()[:2])
    onto = printer(pages)
    onto.setCopyCount(2)
    assert print_pages(pages, onto, Progress()) == 4
    assert colours(printed(onto)) == named("red", "green", "red", "green")
    onto.setCollateCopies(False)
    print_pages(pages, onto, Progress())
    assert colours(printed(onto)) == named("red", "red", "green", "green")


def test_a_wide_page_lies_across_the_sheet_also_among_upright_ones(printer: Print) -> None:
    pages = Pictures([sheets()[0], sheets(297, 210)[1], sheets()[2]])
    onto = printer(pages)
    assert print_pages(pages, onto, Progress()) == 3
    got = printed(onto)
    across = [got.size(page).width() > got.size(page).height() for page in range(3)]
    assert (across, colours(got)) == ([False, True, False], named("red", "green", "blue"))


def test_large_paper_is_asked_for_where_the_page_is_large(printer: Print) -> None:
    class Large(Pictures):
        def size(self, page: int) -> QSizeF:
            return super().size(page) * 2

    onto = printer(Large(sheets(297, 210)))
    assert onto.pageLayout().orientation() == QPageLayout.Orientation.Landscape
    assert onto.pageLayout().pageSize().id() == QPageSize.PageSizeId.A3


def test_each_page_that_is_sent_is_told_and_may_be_the_last(printer: Print) -> None:
    pages = Pictures(sheets())
    told: list[tuple[str, int, int]] = []
    progress = Progress(lambda *report: told.append(report))
    onto = printer(pages)

    class Stopping(Pictures):
        def picture(self, page: int, width: int) -> QImage:
            if page == 1:
                progress.cancel()
            return super().picture(page, width)

    with pytest.raises(Cancelled):
        print_pages(Stopping(sheets()), onto, progress)
    assert told[0] == ("打印", 0, 5)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_told_in_one_sentence(printer: Print, tmp_path: Path) -> None:
    pages = Pictures(sheets())
    onto = printer(pages)
    onto.setOutputFileName(str(tmp_path / "无此文件夹" / "x.pdf"))
    with pytest.raises(Trouble, match="没有接受；请检查它是否开机"):
        print_pages(pages, onto, Progress())


def test_nothing_is_printed_of_nothing(printer: Print) -> None:
    pages = Pictures([])
    assert print_pages(pages, printer(pages), Progress()) == 0
    assert isinstance(has_printer(), bool)
