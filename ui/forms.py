"""Forms made from their definition: labels, units, help, and what is wrong as you type."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.checking import Checked, check
from models.fields import Field, Type
from ui import style
from ui.editors import (
    ChoiceEdit,
    DateEdit,
    Editor,
    IntegerEdit,
    LineEditor,
    NumberEdit,
    ReferenceEdit,
    ReferencesEdit,
    TextEdit,
)
from ui.editors.base import ENTER
from ui.editors.picks import NewRecord
from ui.parts import Scroller

TWO_COLUMNS = 760  # pixels of width from which a form has two columns
_GUTTER = 20  # pixels more between two columns
_LABEL_CHARACTERS = 8  # longer labels are broken


@dataclass(frozen=True)
class Lookups:
    """What a form must know of the world.

    `find(kind, typed)` gives uids and labels of the records of a kind that fit, the best first;
    `label(kind, uid)` names one; `creates` are the kinds that may be named though they do not
    exist yet.
    """

    today: Callable[[], date]
    find: Callable[[str, str], Sequence[tuple[str, str]]]
    label: Callable[[str, str], str]
    creates: frozenset[str] = frozenset()


def editor_for(field: Field, lookups: Lookups) -> Editor:
    """The editor that a field of that type is typed in."""

    def read(text: str) -> Checked:
        return check(field, text, lookups.today())

    match field.type:
        case Type.LONG_TEXT:
            return TextEdit()
        case Type.DATE:
            return DateEdit(lookups.today)
        case Type.INTEGER:
            return IntegerEdit(field.unit)
        case Type.NUMBER:
            return NumberEdit(field.unit)
        case Type.CHOICE:
            return ChoiceEdit(field.choices)
        case Type.REFERENCE | Type.REFERENCES:
            return _reference_editor(field, lookups)
    return LineEditor(read)


def _reference_editor(field: Field, lookups: Lookups) -> Editor:
    kind = field.refers
    editor = ReferenceEdit if field.type == Type.REFERENCE else ReferencesEdit
    return editor(
        lambda typed: lookups.find(kind, typed),
        lambda uid: lookups.label(kind, uid),
        kind in lookups.creates,
    )


class FormRow(QWidget):
    """A field of a form: its editor, its unit, and a line for what is wrong or helps."""

    def __init__(self, field: Field, editor: Editor) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        self.label = _label(field, editor)
        self.note = QLabel(wordWrap=True)
        self._lay_out()
        editor.changed.connect(self.review)
        editor.left.connect(self.review)
        self.review()

    @property
    def wide(self) -> bool:
        """Whether the row takes the whole width of the form."""
        return self.field.type in (Type.LONG_TEXT, Type.REFERENCES)

    @property
    def missing(self) -> bool:
        """Whether the field must be filled in and is blank."""
        blank = self.editor.value() is None and not self.editor.problem()
        return self.field.required and blank

    def review(self) -> None:
        """Say beside the field what is wrong, or how the entry was understood.

        While the person types, an entry may be wrong only because it is not finished: then the
        words are grey, and the edge is not red.
        """
        problem, warning = self.editor.problem(), self.editor.warning()
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


def _label(field: Field, editor: Editor) -> QLabel:
    star = f' <span style="color:{style.tokens()["danger"]}">*</span>' if field.required else ""
    label = QLabel(field.label + star)
    label.setWordWrap(True)
    label.setBuddy(editor)
    label.setToolTip(field.help)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label


def _label_width(fields: Sequence[Field]) -> int:
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
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        if self.title:
            layout.addLayout(_heading(self.title))
        layout.addLayout(self._grid)

    def arrange(self, width: int) -> None:
        """Two columns where there is room; wide rows take a line of their own."""
        columns = 2 if width >= TWO_COLUMNS else 1
        if columns != self._columns:
            self._columns = columns
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
        for row in self.rows:
            if row.wide and column:
                line, column = line + 1, 0
            row.label.setContentsMargins(_GUTTER if column else 0, 6, 0, 0)
            self._grid.addWidget(row.label, line, 2 * column)
            self._grid.addWidget(row, line, 2 * column + 1, 1, 3 if row.wide and columns > 1 else 1)
            column = 0 if row.wide else (column + 1) % columns
            line += column == 0


def _heading(title: str) -> QHBoxLayout:
    name = QLabel(title)
    name.setProperty("kind", "heading")
    rule = QFrame()
    rule.setObjectName("rule")
    heading = QHBoxLayout()
    heading.setSpacing(12)
    heading.addWidget(name)
    heading.addWidget(rule, 1)
    return heading


class Form(QWidget):
    """The fields of a record to be filled in.

    `changed`: something was typed or set. `submitted`: Enter in the last field, or Ctrl+Enter.
    `summary` says what is missing; whoever shows the form puts it where it is always seen.
    `section` is how a section sets its fields. `editors` are handed in by name where the type of
    a field does not say how it is edited.
    """

    changed = Signal()
    submitted = Signal()
    section: type[Section] = Columns

    def __init__(
        self,
        fields: Sequence[Field],
        lookups: Lookups,
        editors: Mapping[str, Editor] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        entered = [field for field in fields if not field.derived]
        self.rows = {
            f.name: FormRow(f, editors.get(f.name) or editor_for(f, lookups)) for f in entered
        }
        self.summary = QLabel(wordWrap=True)
        self.summary.setProperty("kind", "muted")
        width = _label_width(entered)
        self._sections = [self.section(title, rows, width) for title, rows in self._by_section()]
        self._lay_out()
        self._chain()
        self._summarize()

    def values(self) -> dict[str, object]:
        """The value of each field: None for a blank and for what cannot be read."""
        return {name: row.editor.value() for name, row in self.rows.items()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show a record; fields that it does not name become blank."""
        for name, row in self.rows.items():
            row.editor.set_value(values.get(name))

    def problems(self) -> dict[str, str]:
        """By field, why what stands there cannot be taken."""
        found = {name: row.editor.problem() for name, row in self.rows.items()}
        return {name: problem for name, problem in found.items() if problem}

    def missing(self) -> list[str]:
        """The fields that must be filled in and are blank."""
        return [name for name, row in self.rows.items() if row.missing]

    def ready(self) -> bool:
        """Whether the record can be saved; if not, the keyboard goes to what stands against it."""
        wanting = {*self.missing(), *self.problems()}
        first = next((row for name, row in self.rows.items() if name in wanting), None)
        if first is not None:
            first.editor.setFocus()
        for name, row in self.rows.items():
            row.editor.show_wrong(name in wanting)
        style.mark(self.summary, "problem" if wanting else "muted")
        return not wanting

    def draft(self) -> dict[str, str]:
        """What was typed so far, half-typed too, by field; blank fields are left out."""
        blank_or_typed = {name: row.editor.draft() for name, row in self.rows.items()}
        return {name: draft for name, draft in blank_or_typed.items() if draft}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put back what `draft` gave; fields that it does not name become blank."""
        for name, row in self.rows.items():
            row.editor.restore(draft.get(name, ""))

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        next(iter(self.rows.values())).editor.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the rows as there is room."""
        super().resizeEvent(event)
        for section in self._sections:
            section.arrange(event.size().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter says that the form is filled in."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def _by_section(self) -> list[tuple[str, list[FormRow]]]:
        sections: dict[str, list[FormRow]] = {}
        for row in self.rows.values():
            sections.setdefault(row.field.section, []).append(row)
        return list(sections.items())

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(18)
        for section in self._sections:
            section.arrange(0)
            layout.addWidget(section)
        layout.addStretch()

    def _chain(self) -> None:
        """Let Enter and Tab go from field to field in the order in which they are read."""
        rows = [row for _, section in self._by_section() for row in section]
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            row.editor.changed.connect(self._summarize)
            row.editor.changed.connect(self.changed)
            if following is None:
                row.editor.entered.connect(self.submitted)
            else:
                row.editor.entered.connect(_reacher(following.editor))
                QWidget.setTabOrder(row.editor, following.editor)

    def _summarize(self) -> None:
        wanting = [self.rows[name].field.label for name in self.missing()]
        wrong = [self.rows[name].field.label for name in self.problems()]
        parts = [("还缺：", wanting), ("请改正：", wrong)]
        self.summary.setText("　".join(say + "、".join(labels) for say, labels in parts if labels))
        if not wanting and not wrong:
            style.mark(self.summary, "muted")


def _reacher(editor: Editor) -> Callable[[], None]:
    """Goes on to an editor as Tab does, so that what stands there is typed over."""
    return lambda: editor.setFocus(Qt.FocusReason.TabFocusReason)


def pane(form: Form) -> QWidget:
    """The form in a scroll area, with the list of what is missing always in sight below it."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(Scroller(form), 1)
    layout.addWidget(form.summary)
    return whole


def as_written(values: Mapping[str, object]) -> dict[str, object]:
    """What a form gives, as the desk takes it: a record that is to be made goes by its name."""
    return {name: _written(value) for name, value in values.items()}


def _written(value: object) -> object:
    if isinstance(value, NewRecord):
        return value.label
    if isinstance(value, tuple):
        return "、".join(str(_written(one)) for one in value)
    return value
