"""Forms made from their definition: labels, units, help, and what is wrong as you type."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.checking import Checked, check
from models.fields import Field, Type
from models.vocabulary import LISTS, Term
from ui import style
from ui.editors import (
    ChoiceEdit,
    ChoicesEdit,
    DateEdit,
    Editor,
    FilesEdit,
    IntegerEdit,
    LineEditor,
    MonthEdit,
    NumberEdit,
    OptionEdit,
    ReferenceEdit,
    ReferencesEdit,
    TextEdit,
)
from ui.editors.base import ENTER
from ui.editors.picks import NewRecord
from ui.editors.suggestions import take_highlighted
from ui.found import Found
from ui.missing import Missing
from ui.panes import Scroller
from ui.sections import Columns, FormRow, Section, label_width


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
        case Type.MONTH:
            return MonthEdit(lookups.today)
        case Type.CHOICE:
            return OptionEdit(field.options) if field.options else ChoiceEdit(field.choices)
        case Type.CHOICES:
            return ChoicesEdit(_terms(field))
        case Type.REFERENCE | Type.REFERENCES:
            return _reference_editor(field, lookups)
    return LineEditor(read)


def _terms(field: Field) -> Sequence[Term]:
    """The words to choose from: those that the field brings itself, or those of its code list."""
    own = [Term(word, word) for word in field.options]
    return own or LISTS[field.choices]


def _reference_editor(field: Field, lookups: Lookups) -> Editor:
    kind = field.refers
    editor = ReferenceEdit if field.type == Type.REFERENCE else ReferencesEdit
    return editor(
        lambda typed: lookups.find(kind, typed),
        lambda uid: lookups.label(kind, uid),
        kind in lookups.creates,
    )


class Form(QWidget):
    """The fields of a record to be filled in.

    `changed`: something was typed or set. `submitted`: Enter in the last field, or Ctrl+Enter.
    `summarized`: `summary` was written anew.
    `summary` says what is missing, `found` that a draft was put back; whoever shows the form puts
    them where they are always seen.
    `section` is how a section sets its fields. `editors` are handed in by name where the type of
    a field does not say how it is edited.
    """

    changed = Signal()
    submitted = Signal()
    summarized = Signal()
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
        self.summary = Missing()
        self.found = Found(self)
        width = label_width(entered)
        self._sections = [self.section(title, rows, width) for title, rows in self._by_section()]
        self._lay_out()
        self._chain()
        self._summarize()
        for row in self.rows.values():
            if isinstance(row.editor, FilesEdit):
                row.editor.take_pastes_in(self)

    def values(self) -> dict[str, object]:
        """The value of each field that is asked: None for a blank and for what cannot be read."""
        return {name: row.editor.value() for name, row in self.rows.items() if row.asked}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show a record; fields that it does not name become blank."""
        for name, row in self.rows.items():
            row.editor.set_value(values.get(name))

    def problems(self) -> dict[str, str]:
        """By field, why what stands there cannot be taken."""
        found = {name: row.problem for name, row in self.rows.items()}
        return {name: problem for name, problem in found.items() if problem}

    def missing(self) -> list[str]:
        """The fields that must be filled in and are blank."""
        return [name for name, row in self.rows.items() if row.missing]

    def ready(self) -> bool:
        """Whether the record can be saved; if not, the keyboard goes to what stands against it."""
        take_highlighted()
        wanting = {*self.missing(), *self.problems()}
        first = next((row for name, row in self.rows.items() if name in wanting), None)
        if first is not None:
            first.editor.setFocus()
        for name, row in self.rows.items():
            row.editor.show_wrong(name in wanting)
        style.mark(self.summary, "problem" if wanting else "muted")
        return not wanting

    def ask_only(self, names: Collection[str]) -> None:
        """Ask these fields and no others; what was typed into the others waits out of sight."""
        if names == {name for name, row in self.rows.items() if row.asked}:
            return
        for name, row in self.rows.items():
            row.asked = name in names
        for section in self._sections:
            section.show_asked()
        self._summarize()

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

    def focus_blank(self) -> None:
        """Put the keyboard into the first field that is blank; the first of all where none is."""
        asked = [row for row in self.rows.values() if row.asked]
        blank = next((row for row in asked if not row.editor.draft()), asked[0])
        blank.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the rows as there is room."""
        super().resizeEvent(event)
        for section in self._sections:
            section.arrange(event.size().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter says that the form is filled in; Shift+Enter goes a field back."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.focusPreviousChild()
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
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
        rows = [row for section in self._sections for row in section.rows]
        for row in rows:
            row.editor.changed.connect(self._summarize)
            row.editor.changed.connect(self.changed)
            row.editor.entered.connect(self._go_on)
        for row, following in pairwise(rows):
            QWidget.setTabOrder(row.editor, following.editor)

    def _go_on(self) -> None:
        """Go from the field that was left by Enter to the next one that is asked.

        As Tab does, so that what stands there is typed over. Behind the last one the form is done.
        """
        left = self.sender()
        rows = [row for section in self._sections for row in section.rows]
        here = next(place for place, row in enumerate(rows) if row.editor is left)
        following = next((row for row in rows[here + 1 :] if row.asked), None)
        if following is None:
            self.submitted.emit()
        else:
            following.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _summarize(self) -> None:
        self.summary.tell(self.rows.values())
        self.summarized.emit()


def pane(form: Form) -> QWidget:
    """The form in a scroll area, with the list of what is missing always in sight below it.

    What was found again is said above it.
    """
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(form.found)
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
