"""Editors of one value each: blank is a value, and what cannot be read is said beside the field."""

from ui.editors.base import Editor
from ui.editors.choices import ChoicesEdit
from ui.editors.dates import DateEdit
from ui.editors.files import FilesEdit
from ui.editors.lines import IntegerEdit, LineEditor, NumberEdit
from ui.editors.longtext import TextEdit
from ui.editors.months import MonthEdit
from ui.editors.picks import ChoiceEdit, NewRecord, OptionEdit, ReferenceEdit
from ui.editors.references import ReferencesEdit

__all__ = [
    "ChoiceEdit",
    "ChoicesEdit",
    "DateEdit",
    "Editor",
    "FilesEdit",
    "IntegerEdit",
    "LineEditor",
    "MonthEdit",
    "NewRecord",
    "NumberEdit",
    "OptionEdit",
    "ReferenceEdit",
    "ReferencesEdit",
    "TextEdit",
]
