"""What a fillable form is: sections of questions, as data that offices may change (DESIGN.md §2.2).

A definition is JSON of this shape, kept in `resources/cards/`, one file a version. A filled form
names the definition and version that it was filled on, so a later version never changes what an
earlier one said.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from models.field import Field, Type

#: What was answered, by the key of the question.
Answers = Mapping[str, Any]


class Condition(Struct, frozen=True, forbid_unknown_fields=True):
    """When a question or section is asked: another question has one of these answers."""

    question: str
    any_of: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        """Whether the answers say so; of several choices, one is enough."""
        said = answers.get(self.question)
        several = said if isinstance(said, tuple | list) else (said,)
        return any(one in self.any_of for one in several)


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question.

    `type` is a type of `models.field`, references left out; `options` are the words to choose
    from; `fills` names a field of the subject whose value is offered as the answer, `figure` one
    of its monthly figures; `span` is how many of the four columns of the printed form the answer
    takes, `lines` its height in lines.
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
    figure: str = ""
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

    def question(self, key: str) -> Question | None:
        """The question of that key, or None."""
        return next((one for one in self.questions if one.key == key), None)

    def asked(self, answers: Answers) -> tuple[Section, ...]:
        """The sections with only those questions that are asked of who answers so.

        The answer to a question that is not asked itself brings no other question up.
        """
        heard: dict[str, Any] = {}
        found: list[Section] = []
        for section in self.sections:
            if section.when is None or section.when.holds(heard):
                questions = tuple(_asked(section.questions, answers, heard))
                found += [replace(section, questions=questions)] if questions else []
        return tuple(found)

    def said(self, condition: Condition) -> str:
        """A condition as a blank form says it: 企业类型为规上工业的填写."""
        question = self.question(condition.question)
        label = question.label if question else condition.question
        return f"{label}为{'、'.join(condition.any_of)}的填写"


def _asked(
    questions: tuple[Question, ...], answers: Answers, heard: dict[str, Any]
) -> Iterator[Question]:
    """The questions that are asked; `heard` gathers their answers."""
    for question in questions:
        if question.when is None or question.when.holds(heard):
            heard[question.key] = answers.get(question.key)
            yield question
