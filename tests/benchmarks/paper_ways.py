"""Ways to make one document, each run by itself: `python -m tests.benchmarks.paper_ways WAY ROWS`.

Says on one line of JSON what it took: seconds of the clock and of the processor, megabytes held at
most. What is loaded and read by a first small ledger of each way is not counted.
"""

import json
import resource
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter, process_time

import docx
from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from reports import excel, fonts, pdf, word
from reports import ledger as ledgers
from reports.columns import wanted_widths
from reports.gongwen import A3_LANDSCAPE, CELL_MARGIN, CELL_PADDING, GRID_RULE, LEDGER_CELL
from reports.view import LedgerView
from tests.benchmarks.ledger_rows import ledger

#: Linux counts in kilobytes, macOS in bytes.
_UNIT = 1 if sys.platform == "darwin" else 1024
_CELLS, _HEADS = "FandolSong-Regular", "FandolHei-Regular"
_GRID = (
    ("GRID", (0, 0), (-1, -1), GRID_RULE.points, "black"),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), CELL_PADDING.points),
    ("RIGHTPADDING", (0, 0), (-1, -1), CELL_PADDING.points),
    ("TOPPADDING", (0, 0), (-1, -1), CELL_MARGIN.points),
    ("BOTTOMPADDING", (0, 0), (-1, -1), CELL_MARGIN.points),
)


def pdf_of_ours(view: LedgerView, target: Path) -> None:
    """The ledger as this program prints it."""
    target.write_bytes(pdf.write(ledgers.document(view)))


def word_of_ours(view: LedgerView, target: Path) -> None:
    """The ledger as this program writes it for Word."""
    target.write_bytes(word.write(ledgers.document(view)))


def excel_of_ours(view: LedgerView, target: Path) -> None:
    """The ledger as this program writes it for Excel: what LibreOffice prints."""
    target.write_bytes(excel.write(ledgers.document(view)))


def long_table(view: LedgerView, target: Path) -> None:
    """A LongTable of Paragraphs: how reportlab's manual says that long tables are made."""
    for name in (_CELLS, _HEADS):
        pdfmetrics.registerFont(ttfonts.TTFont(name, str(fonts.folder() / f"{name}.ttf")))
    size, pitch = LEDGER_CELL.size, LEDGER_CELL.pitch
    cell = ParagraphStyle("cell", fontName=_CELLS, fontSize=size, leading=pitch, wordWrap="CJK")
    head = ParagraphStyle("head", cell, fontName=_HEADS)
    wanted = wanted_widths(tuple(map(ledgers.column, view.columns)), LEDGER_CELL)
    widths = [width * A3_LANDSCAPE.text_width / sum(wanted) for width in wanted]
    rows = [[Paragraph(column.label, head) for column in view.columns]]
    rows += [[Paragraph(text, cell) for text in row] for row in view.rows]
    made = SimpleDocTemplate(str(target), pagesize=landscape(A3), leftMargin=45, rightMargin=45)
    made.build([LongTable(rows, widths, repeatRows=1, style=_GRID)])


def add_row(view: LedgerView, target: Path) -> None:
    """Row upon row: how python-docx's manual says that tables are made."""
    made = docx.Document()
    table = made.add_table(1, len(view.columns))
    for cell, column in zip(table.rows[0].cells, view.columns, strict=True):
        cell.text = column.label
    for row in view.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.save(str(target))


WAYS: Mapping[str, Callable[[LedgerView, Path], None]] = {
    "pdf": pdf_of_ours,
    "word": word_of_ours,
    "excel": excel_of_ours,
    "long-table": long_table,
    "add-row": add_row,
}


def told(way: str, rows: int, target: Path) -> str:
    """What it takes to make a ledger of so many rows in one way, as JSON."""
    WAYS[way](ledger(1), target)
    view = ledger(rows)
    began, worked = perf_counter(), process_time()
    WAYS[way](view, target)
    seconds, processor = perf_counter() - began, process_time() - worked
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
    return json.dumps({"seconds": seconds, "processor": processor, "megabytes": held / (1 << 20)})


if __name__ == "__main__":
    way, rows, target = sys.argv[1:]
    sys.stdout.write(f"{told(way, int(rows), Path(target))}\n")
