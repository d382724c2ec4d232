"""What goes to the clipboard: rows as text for anything, and as a table for Excel and WPS."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from desk.intake.pasted import FORMULA_MARKS, GUARD

_MARKS = tuple(FORMULA_MARKS)
_NUMBER = re.compile(r"[+-]?[\d,]*\.?\d+%?")
# A plain <br> would begin another cell.
_BREAK = "<br style='mso-data-placement:same-cell'>"
# Excel makes 9.1E+17 of an 18-digit code unless the cell says that it is text.
_CELL = "<td style='mso-number-format:\"\\@\"'>{}</td>"


def table_as_mime(rows: Iterable[Sequence[str]]) -> QMimeData:
    """Rows of text, the headings first, in both forms."""
    kept = list(rows)
    mime = QMimeData()
    mime.setText(_as_tsv(kept))
    mime.setHtml(_as_html(kept))
    return mime


def table_on_clipboard() -> str:
    """The table that was copied elsewhere, as lines of cells between tabs; empty for none."""
    return QGuiApplication.clipboard().text()


def _as_tsv(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    lines = (map(_guarded, row) for row in rows)
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(lines)
    return text.getvalue()


def _guarded(cell: str) -> str:
    """The cell so that no program takes it for a formula (STORAGE §8, no. 6); numbers stay."""
    return GUARD + cell if cell.startswith(_MARKS) and not _NUMBER.fullmatch(cell) else cell


def _as_html(rows: Sequence[Sequence[str]]) -> str:
    lines = ("".join(_CELL.format(_escaped(cell)) for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _escaped(cell: str) -> str:
    return escape(cell).replace("\n", _BREAK)
