"""Editors of one line: text, codes, telephones, numbers."""

from collections.abc import Callable

from models.checking import BadValue, Checked, integer, number
from ui.editors.base import Editor, Line

Read = Callable[[str], Checked]


class LineEditor(Editor):
    """A line that a reader understands: it gives the value and a warning, or raises BadValue.

    When the keyboard leaves, an entry that was understood is shown in its usual spelling.
    """

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read
        self.line = Line()
        self.hold(self.line)
        self.line.textChanged.connect(self.changed)
        self.line.entered.connect(self.entered)
        self.line.left.connect(self._settle)

    def spell(self, value: object) -> str:
        """The usual spelling of a value."""
        return "" if value is None else str(value)

    def value(self) -> object:
        """See Editor."""
        try:
            return self._read(self.line.text())[0]
        except BadValue:
            return None

    def set_value(self, value: object) -> None:
        """See Editor."""
        self.line.setText(self.spell(value))
        self.line.setCursorPosition(0)

    def problem(self) -> str:
        """See Editor."""
        try:
            self._read(self.line.text())
        except BadValue as bad:
            return str(bad) if self.line.text().strip() else ""
        return ""

    def warning(self) -> str:
        """The warning of the reader."""
        try:
            return self._read(self.line.text())[1] or ""
        except BadValue:
            return ""

    def draft(self) -> str:
        """See Editor."""
        return self.line.text()

    def restore(self, draft: str) -> None:
        """See Editor."""
        self.line.setText(draft)

    def _settle(self) -> None:
        value = self.value()
        if value is not None and self.line.text() != self.spell(value):
            self.line.setText(self.spell(value))
        self.left.emit()


class NumberEdit(LineEditor):
    """A number in a unit, or a blank; 3.2亿 in a field of 万元 becomes 32000."""

    def __init__(self, unit: str = "") -> None:
        super().__init__(lambda text: (number(text, unit), None))

    def spell(self, value: object) -> str:
        """Without exponent, and without a fraction of zero."""
        return (
            f"{value:.10f}".rstrip("0").rstrip(".")
            if isinstance(value, float)
            else str(value or "")
        )


class IntegerEdit(LineEditor):
    """A count in a unit, or a blank."""

    def __init__(self, unit: str = "") -> None:
        super().__init__(lambda text: (integer(text, unit), None))
