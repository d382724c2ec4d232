"""What goes to the clipboard: rows as text for anything, and as a table for Excel and WPS."""

import csv
import io
from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QMimeData

# Excel makes 9.1E+17 of an 18-digit code unless the cell says that it is text.
_CELL = "<td style='mso-number-format:\"\\@\"'>{}</td>"


def table_as_mime(rows: Iterable[Sequence[str]]) -> QMimeData:
    """Rows of text, the headings first, in both forms."""
    kept = list(rows)
    mime = QMimeData()
    mime.setText(_as_tsv(kept))
    mime.setHtml(_as_html(kept))
    return mime


def _as_tsv(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(rows)
    return text.getvalue()


def _as_html(rows: Sequence[Sequence[str]]) -> str:
    lines = ("".join(_CELL.format(escape(cell)) for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
