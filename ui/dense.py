"""A form for much to write in little room: labels over their fields, several fields in a line."""

import sys
from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.fields import Type
from ui import style
from ui.facts import dissolve
from ui.forms import Form
from ui.parts import words
from ui.sections import Cell, FormRow, Section

_TITLE_PIXELS = 80  # the name of a section, at the left of its lines
_ROOM = 40  # pixels of a field beside its characters
_TOKENS = 60  # pixels more where several records are picked: their crosses, and the next name
_GAP = 12


class _Cell(Cell):
    """A cell that says how much of a line it wants."""

    def __init__(self, row: FormRow) -> None:
        super().__init__(row)
        several = _TOKENS if row.field.type == Type.REFERENCES else 0
        self.weight = row.field.width * style.FONT_PIXELS + _ROOM + several


class Band(Section):
    """The name of the section at the left; at its right as many fields to a line as fit."""

    def lay_out(self) -> None:
        """See Section."""
        self._cells = [_Cell(row) for row in self.rows]
        self._set: tuple[int, list[_Cell]] = (0, [])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if self.title:
            layout.addWidget(self._name())
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        layout.addLayout(self._lines, 1)

    def show_asked(self) -> None:
        """See Section."""
        for cell in self._cells:
            cell.setVisible(cell.row.asked)
        super().show_asked()

    def arrange(self, width: int) -> None:
        """Lines of about the same number of fields, wide ones wider.

        A form that has no width yet is taken for a wide one: so it is not high at first sight.
        """
        room = width - self._margin() if width else sys.maxsize
        asked = [cell for cell in self._cells if cell.row.asked]
        per_line = fitting([cell.weight for cell in asked], room)
        if (per_line, asked) != self._set:
            self._set = (per_line, asked)
            self._set_lines(per_line, asked)

    def _name(self) -> QWidget:
        name = words(self.title, "heading")
        name.setFixedWidth(_TITLE_PIXELS)
        name.setContentsMargins(0, 22, 0, 0)
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        return name

    def _margin(self) -> int:
        return _TITLE_PIXELS if self.title else 0

    def _set_lines(self, per_line: int, cells: Sequence[_Cell]) -> None:
        self._take_out()
        for start in range(0, len(cells), per_line):
            made = QHBoxLayout()
            made.setSpacing(_GAP)
            for cell in cells[start : start + per_line]:
                made.addWidget(cell, cell.weight)
            self._lines.addLayout(made)

    def _take_out(self) -> None:
        """Empty the lines first: a cell in two layouts is not measured anew when it grows."""
        while (old := self._lines.takeAt(0)) is not None:
            dissolve(old.layout())


def fitting(widths: Sequence[int], room: int) -> int:
    """How many fields go on a line, so that each line fits and all are about as full."""
    for lines in range(1, len(widths) + 1):
        each = ceil(len(widths) / lines)
        starts = range(0, len(widths), each)
        if all(sum(widths[s : s + each]) + _GAP * (each - 1) <= room for s in starts):
            return each
    return 1


class DenseForm(Form):
    """See the module."""

    section = Band
