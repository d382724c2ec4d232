"""What a fillable form is: sections of questions, as data that offices may change (DESIGN.md §2.2).

A definition is JSON of this shape, kept in `resources/cards/`, one file a version. A filled form
names the definition and version that it was filled on, so a later version never changes what an
earlier one said.
"""

from msgspec import Struct

from models.field import Field, Type


class Condition(Struct, frozen=True, forbid_unknown_fields=True):
    """When a question or section is asked: another question has one of these answers."""

    question: str
    any_of: tuple[str, ...]


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question.

    `type` is a type of `models.field`, references left out; `options` are the words to choose
    from; `fills` names a field of the subject whose value is offered as the answer; `span` is how
    many of the four columns of the printed form the answer takes, `lines` its height in lines.
    """

    key: str
    label: str
    type: Type = Type.TEXT
    unit: str = ""
    options: tuple[str, ...] = ()
    required: bool = False
    help: str = ""
    when: Condition | None = None
    fills: str = ""
    span: int = 1
    lines: int = 1

    @property
    def field(self) -> Field:
        """The question as a field, for editors and checks."""
        return Field(
            self.key,
            self.label,
            self.type,
            required=self.required,
            options=self.options,
            unit=self.unit,
            help=self.help,
        )


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Questions under one heading, perhaps asked only of some (`when`)."""

    key: str
    title: str
    questions: tuple[Question, ...]
    when: Condition | None = None


class Form(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form for one kind of subject. `issue_rows` is how many problems the printed form holds."""

    key: str
    version: int
    title: str
    subject_kind: str
    sections: tuple[Section, ...]
    issue_rows: int = 4
    notes: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question of the form, in order."""
        return tuple(question for section in self.sections for question in section.questions)
