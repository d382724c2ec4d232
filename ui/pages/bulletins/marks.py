"""How the lines of a bulletin stand out while they are written: headings, and what is wrong."""

import re

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat

from ui import style
from ui.pages.bulletins.letters import is_mixed, is_row, letters

#: What stands in braces and is no number.
FIELD = re.compile(r"\{([^{}\n\ufffc]*)\}")
_SECTION = re.compile(r"[一二三四五六七八九十]+、")
_POINT = re.compile(r"（[一二三四五六七八九十]+）[^。\n]*。?")
_TEXT, _ROW = 0, 1  # what a line leaves for the next to know


class Marks(QSyntaxHighlighter):
    """Headings stand out as they do on paper; a field that is none is underlined.

    So is a line in which a table or a chart does not stand alone.
    """

    def highlightBlock(self, text: str) -> None:
        """See QSyntaxHighlighter."""
        row = is_row(self.currentBlock())
        if is_mixed(self.currentBlock()):
            self.setFormat(0, letters(text), _wrong())
        elif row and self.previousBlockState() != _ROW:
            self.setFormat(0, letters(text), _bold())
        elif not row:
            self._mark_heading(text)
        self.setCurrentBlockState(_ROW if row else _TEXT)
        for found in FIELD.finditer(text):
            self.setFormat(letters(text[: found.start()]), letters(found[0]), _wrong())

    def _mark_heading(self, text: str) -> None:
        heading = text if _SECTION.match(text) else _POINT.match(text)
        if heading is not None:
            said = heading if isinstance(heading, str) else heading[0]
            self.setFormat(0, letters(said), _bold())


def _bold() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    return form


def _wrong() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(style.color("danger"))
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    form.setUnderlineColor(style.color("danger"))
    return form
