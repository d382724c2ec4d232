"""The only place that prints: pages onto a printer's paper, just as the preview shows them."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from ui.preview import Pages

DOTS_PER_INCH = 300


def has_printer() -> bool:
    """Whether the system knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def choose_printer(window: QWidget, title: str) -> QPrinter | None:
    """Let the person choose printer, pages and copies; None when the question was waved away."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(f"打印{title}")
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if agreed else None


def print_pages(pages: Pages, printer: QPrinter) -> int:
    """Print the pages that the printer was set to, on the whole sheet; how many were printed.

    The margins are those of the document, so the printer's own are not added. The sheet lies
    across where the page does.
    """
    wanted = range(pages.count())[_first(printer) : _last(printer, pages.count())]
    if not wanted:
        return 0
    _set_sheet(printer, pages)
    painter = QPainter(printer)
    # Without this a PDF printer squeezes the pages as photographs, and small print frays.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    for place, page in enumerate(wanted):
        if place:
            printer.newPage()
        _draw(painter, pages, page)
    painter.end()
    return len(wanted)


def _first(printer: QPrinter) -> int:
    return max(printer.fromPage() - 1, 0)


def _last(printer: QPrinter, count: int) -> int:
    return printer.toPage() or count


def _set_sheet(printer: QPrinter, pages: Pages) -> None:
    printer.setResolution(DOTS_PER_INCH)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    sample = pages.picture(0, 100)
    across = sample.width() > sample.height()
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    )


def _draw(painter: QPainter, pages: Pages, page: int) -> None:
    sheet = painter.viewport()
    picture = pages.picture(page, sheet.width())
    height = round(picture.height() * sheet.width() / picture.width())
    painter.drawImage(QRect(0, 0, sheet.width(), min(height, sheet.height())), picture)
