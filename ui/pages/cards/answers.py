"""The questions of a card, made into a form; some come up only when others are answered so."""

from dataclasses import replace

from models import forms
from models.field import Field
from ui.forms import Lookups
from ui.sheet import SheetForm


class AnswersForm(SheetForm):
    """The questions of one version of a form. `values` gives the answers to what is asked."""

    def __init__(self, definition: forms.Form, lookups: Lookups) -> None:
        super().__init__(_fields(definition), lookups)
        self.definition = definition
        for key in _deciding(definition):
            self.rows[key].editor.changed.connect(self._ask)
        self._ask()

    def _ask(self) -> None:
        answers = {key: row.editor.value() for key, row in self.rows.items()}
        asked = self.definition.asked(answers)
        self.ask_only({question.key for section in asked for question in section.questions})


def _fields(definition: forms.Form) -> list[Field]:
    return [
        replace(question.field, section=section.title, width=Field.width * question.span)
        for section in definition.sections
        for question in section.questions
    ]


def _deciding(definition: forms.Form) -> set[str]:
    """The questions whose answers bring others up."""
    conditions = [section.when for section in definition.sections]
    conditions += [question.when for question in definition.questions]
    return {condition.question for condition in conditions if condition}
