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


class Copied:
    """Rows on their way to the clipboard, in both forms; added a few at a time."""

    def __init__(self) -> None:
        self._text = io.StringIO()
        self._writer = csv.writer(self._text, delimiter="\t", lineterminator="\n")
        self._html: list[str] = []

    def add(self, rows: Iterable[Sequence[str]]) -> None:
        """Add rows of text below those before; the headings come first."""
        for row in rows:
            self._writer.writerow(map(_guarded, row))
            cells = "".join(_CELL.format(_escaped(cell)) for cell in row)
            self._html.append(f"<tr>{cells}</tr>")

    def mime(self) -> QMimeData:
        """What programs get: text for anything, a table for Excel and WPS."""
        mime = QMimeData()
        mime.setText(self._text.getvalue())
        mime.setHtml(f"<table>{''.join(self._html)}</table>")
        return mime


def table_as_mime(rows: Iterable[Sequence[str]]) -> QMimeData:
    """Rows of text, the headings first, in both forms."""
    copied = Copied()
    copied.add(rows)
    return copied.mime()


def table_on_clipboard() -> str:
    """The table that was copied elsewhere, as lines of cells between tabs; empty for none."""
    return QGuiApplication.clipboard().text()


def _guarded(cell: str) -> str:
    """The cell so that no program takes it for a formula (STORAGE §8, no. 6); numbers stay."""
    return GUARD + cell if cell.startswith(_MARKS) and not _NUMBER.fullmatch(cell) else cell


def _escaped(cell: str) -> str:
    return escape(cell).replace("\n", _BREAK)
