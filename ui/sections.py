"""The rows of a form, and how a section of it sets them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.fields import Field, Type
from ui import style
from ui.editors import Editor

TWO_COLUMNS = 760  # pixels of width from which a form has two columns
_GUTTER = 20  # pixels more between two columns
_LABEL_CHARACTERS = 8  # longer labels are broken


class FormRow(QWidget):
    """A field of a form: its editor, its unit, and a line for what is wrong or helps.

    A row that is not `asked` is out of sight and counts for nothing; what was typed in it stays.
    """

    def __init__(self, field: Field, editor: Editor) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        self.asked = True
        self.label = _label(field, editor)
        self.note = QLabel(wordWrap=True)
        self._remark = ""
        self._lay_out()
        editor.changed.connect(self.review)
        editor.left.connect(self.review)
        self.review()

    @property
    def wide(self) -> bool:
        """Whether the row takes the whole width of the form."""
        return self.field.type in (Type.LONG_TEXT, Type.REFERENCES, Type.CHOICES)

    @property
    def missing(self) -> bool:
        """Whether the field must be filled in and is blank."""
        blank = self.editor.value() is None and not self.editor.problem()
        return self.asked and self.field.required and blank

    @property
    def problem(self) -> str:
        """Why what stands here cannot be taken; empty where it can, or where it is not asked."""
        return self.editor.problem() if self.asked else ""

    def remark(self, sentence: str) -> None:
        """What the casebook knows of the entry and a person should see; empty for nothing."""
        if sentence != self._remark:
            self._remark = sentence
            self.review()

    def review(self) -> None:
        """Say beside the field what is wrong, or how the entry was understood.

        While the person types, an entry may be wrong only because it is not finished: then the
        words are grey, and the edge is not red.
        """
        problem, warning = self.editor.problem(), self.editor.warning() or self._remark
        settled = bool(problem) and not self.editor.hasFocus()
        text = problem or warning or self.editor.hint() or self.field.help
        kind: style.Kind = "warning" if warning and not problem else "muted"
        self.note.setText(text)
        self.note.setVisible(bool(text))
        style.mark(self.note, "problem" if settled else kind)
        self.editor.show_wrong(settled)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.editor, 1)
        if self.field.unit:
            unit = QLabel(self.field.unit)
            unit.setProperty("kind", "muted")
            line.addWidget(unit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self.note)
        layout.addStretch()


class Cell(QWidget):
    """A label over its field."""

    def __init__(self, row: FormRow) -> None:
        super().__init__()
        self.row = row
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(row.label)
        layout.addWidget(row, 1)


def _label(field: Field, editor: Editor) -> QLabel:
    star = f' <span style="color:{style.tokens()["danger"]}">*</span>' if field.required else ""
    label = QLabel(field.label + star)
    label.setWordWrap(True)
    label.setBuddy(editor)
    label.setToolTip(field.help)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label


def label_width(fields: Sequence[Field]) -> int:
    """So wide that labels stand under each other in all sections, and the star has room."""
    characters = max((len(field.label) for field in fields), default=0)
    return min(characters, _LABEL_CHARACTERS) * style.FONT_PIXELS + 14


class Section(QWidget):
    """A heading and its rows."""

    def __init__(self, title: str, rows: Sequence[FormRow], label_width: int) -> None:
        super().__init__()
        self.title = title
        self.rows = rows
        self.label_width = label_width
        self.lay_out()

    @property
    def asked(self) -> list[FormRow]:
        """The rows that are asked."""
        return [row for row in self.rows if row.asked]

    def show_asked(self) -> None:
        """Put the rows that are not asked out of sight; a section of which none is goes, too."""
        for row in self.rows:
            row.label.setVisible(row.asked)
            row.setVisible(row.asked)
        self.setVisible(bool(self.asked))
        self.arrange(self.width())

    def lay_out(self) -> None:
        """Make what stands whatever the width is."""
        raise NotImplementedError

    def arrange(self, width: int) -> None:
        """Set the rows as a form of so many pixels has room for them."""
        raise NotImplementedError


class Columns(Section):
    """Labels at the left of their fields, in one column or two."""

    def lay_out(self) -> None:
        """A heading over the grid."""
        self._set: tuple[int, list[FormRow]] = (0, [])
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        if self.title:
            layout.addLayout(heading(self.title))
        layout.addLayout(self._grid)

    def arrange(self, width: int) -> None:
        """Two columns where there is room; wide rows take a line of their own."""
        columns = 2 if width >= TWO_COLUMNS else 1
        if (columns, self.asked) != self._set:
            self._set = (columns, self.asked)
            self._set_widths(columns)
            self._set_rows(columns)

    def _set_widths(self, columns: int) -> None:
        for column in range(2):
            used = column < columns
            width = self.label_width + (_GUTTER if column else 0)
            self._grid.setColumnMinimumWidth(2 * column, width if used else 0)
            self._grid.setColumnStretch(2 * column + 1, int(used))

    def _set_rows(self, columns: int) -> None:
        line, column = 0, 0
        for row in self.asked:
            if row.wide and column:
                line, column = line + 1, 0
            row.label.setContentsMargins(_GUTTER if column else 0, 6, 0, 0)
            self._grid.addWidget(row.label, line, 2 * column)
            self._grid.addWidget(row, line, 2 * column + 1, 1, 3 if row.wide and columns > 1 else 1)
            column = 0 if row.wide else (column + 1) % columns
            line += column == 0


def heading(title: str) -> QHBoxLayout:
    """The title of a section, with a rule to the right edge."""
    name = QLabel(title)
    name.setProperty("kind", "heading")
    rule = QFrame()
    rule.setObjectName("rule")
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addWidget(name)
    line.addWidget(rule, 1)
    return line
