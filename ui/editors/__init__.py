"""Editors of one value each: blank is a value, and what cannot be read is said beside the field."""

from ui.editors.base import Editor
from ui.editors.dates import DateEdit
from ui.editors.files import FilesEdit
from ui.editors.lines import IntegerEdit, LineEditor, NumberEdit
from ui.editors.longtext import TextEdit
from ui.editors.picks import ChoiceEdit, NewRecord, ReferenceEdit
from ui.editors.references import ReferencesEdit

__all__ = [
    "ChoiceEdit",
    "DateEdit",
    "Editor",
    "FilesEdit",
    "IntegerEdit",
    "LineEditor",
    "NewRecord",
    "NumberEdit",
    "ReferenceEdit",
    "ReferencesEdit",
    "TextEdit",
]
