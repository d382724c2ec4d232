"""What a field and a kind of record are; the table of them is `models.fields`."""

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """How a field's value is typed, checked and shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    MONTH = "month"
    INTEGER = "integer"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    CREDIT_CODE = "credit_code"
    PHONE = "phone"
    REFERENCE = "reference"
    REFERENCES = "references"


@dataclass(frozen=True)
class Field:
    """One fact of a record.

    `synonyms` are other headings that lists use for it; `choices` names a code list of
    `models.vocabulary`, and `options` are the words themselves where a form brings its own;
    `refers` names the kind that a reference points to; `derived` fields are shown but never
    entered; `person` fields hold the name of a person, beside which lists write a telephone;
    `width` is in Chinese characters.
    """

    name: str
    label: str
    type: Type = Type.TEXT
    required: bool = False
    synonyms: tuple[str, ...] = ()
    choices: str = ""
    options: tuple[str, ...] = ()
    refers: str = ""
    unit: str = ""
    help: str = ""
    section: str = ""
    derived: bool = False
    person: bool = False
    width: int = 8


@dataclass(frozen=True)
class Kind:
    """A kind of record: its name on the command line, its Chinese label and its fields.

    `subject_kind` is set for the four kinds of subject (帮扶对象), which share one table;
    `listed` kinds arrive as lists, one record a row, the others as sheets of their own.
    """

    name: str
    label: str
    table: str
    fields: tuple[Field, ...]
    subject_kind: str = ""
    listed: bool = True

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((f for f in self.fields if f.name == name), None)

    @property
    def entered(self) -> tuple[Field, ...]:
        """The fields that a person fills in, in the order of the form."""
        return tuple(f for f in self.fields if not f.derived)
