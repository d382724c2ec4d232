"""The only place that prints: pages onto a printer's paper, just as the preview shows them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from desk.errors import Trouble
from desk.progress import Cancelled, Progress
from ui.leaves import Pages

Printer = QPrinter
"""What other parts of the window hand on, without a look inside."""

DOTS_PER_INCH = 300
_PRINTING = "打印"


def has_printer() -> bool:
    """Whether the system knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def prepared(pages: Pages, title: str) -> QPrinter:
    """A printer with the paper that the first page needs; it may be given other paper still."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setResolution(DOTS_PER_INCH)
    printer.setFullPage(True)
    if pages.count():
        size = pages.size(0)
        upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
        printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point, "", _NEARLY))
        printer.setPageOrientation(_lying(pages, 0))
    return printer


def choose_printer(window: QWidget, title: str, pages: Pages, page: int) -> QPrinter | None:
    """Let the person choose printer, pages and copies; None when the question was waved away.

    `page`, counted from 1, is what is printed of the current page alone.
    """
    printer = prepared(pages, title)
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(f"{_PRINTING}{title}")
    dialog.setMinMax(1, max(pages.count(), 1))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if agreed and printer.printRange() == QPrinter.PrintRange.CurrentPage:
        printer.setFromTo(page, page)
    return printer if agreed else None


def print_pages(pages: Pages, printer: QPrinter, progress: Progress) -> int:
    """Print the pages that the printer was set to, on the whole sheet; how many were printed.

    The margins are those of the document, so the printer's own are not added; a page is as large
    as its sheet allows, and lies across where it does in the document. May be called beside the
    window. Raises Trouble where the printer refuses, Cancelled when asked to stop: the pages that
    were not printed yet are taken back.
    """
    wanted = _wanted(pages, printer)
    if not wanted:
        return 0
    printer.setPageOrientation(_lying(pages, wanted[0]))
    painter = QPainter()
    if not painter.begin(printer):
        raise _refusal(printer)
    try:
        _print(pages, wanted, (printer, painter), progress)
    except (Trouble, Cancelled):
        printer.abort()
        raise
    finally:
        painter.end()
    return len(wanted)


def _print(
    pages: Pages, wanted: Sequence[int], onto: tuple[QPrinter, QPainter], progress: Progress
) -> None:
    printer, painter = onto
    # Without this a PDF printer squeezes the pages as photographs, and small print frays.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    for done, page in enumerate(wanted):
        progress.step(done, len(wanted), _PRINTING)
        if done:
            printer.setPageOrientation(_lying(pages, page))
            if not printer.newPage():
                raise _refusal(printer)
        _draw(painter, printer, pages, page)


def _wanted(pages: Pages, printer: QPrinter) -> list[int]:
    """The pages in the order of printing, from 0; so often as the printer does not copy itself."""
    ranges = printer.pageRanges()
    chosen = [
        page for page in range(pages.count()) if ranges.isEmpty() or ranges.contains(page + 1)
    ]
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return chosen * copies
    return [page for page in chosen for _copy in range(copies)]


def _lying(pages: Pages, page: int) -> QPageLayout.Orientation:
    size = pages.size(page)
    across = size.width() > size.height()
    return QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait


def _draw(painter: QPainter, printer: QPrinter, pages: Pages, page: int) -> None:
    """In the middle of the sheet, as large as it goes."""
    sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    size = pages.size(page).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    area = QRectF(0, 0, size.width(), size.height())
    area.moveCenter(sheet.center())
    # At its own size, not the area's: squeezed by one dot it would lose a row of them.
    painter.drawImage(area.topLeft(), pages.picture(page, round(size.width())))


def _refusal(printer: QPrinter) -> Trouble:
    name = printer.printerName() or printer.outputFileName()
    return Trouble(f"打印机“{name}”没有接受；请检查它是否开机、联机、有纸，再打印一次。")


_NEARLY = QPageSize.SizeMatchPolicy.FuzzyMatch
"""Sheets are measured in points by some and in millimetres by others."""
