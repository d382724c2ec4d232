"""Editors that pick one: a word of a code list, or another record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.checking import name_key
from models.pinyin import initials, matches
from models.vocabulary import LISTS, Term, code_of, label
from ui.editors.base import Editor
from ui.editors.suggestions import Choice, LookUp, PickLine

Find = Callable[[str], Sequence[tuple[str, str]]]
"""What was typed → uids and labels of the records that fit, the best first."""


@dataclass(frozen=True)
class NewRecord:
    """A record that does not exist yet: it shall be made, under this name, with what is saved."""

    label: str


class PickEditor(Editor):
    """A line that stands for one choice; text that is exactly one choice is that choice."""

    def __init__(self, look_up: LookUp) -> None:
        super().__init__()
        self._look_up = look_up
        self._chosen: Choice | None = None
        self.line = PickLine(look_up)
        self.line.add_opener()
        self.hold(self.line)
        self.line.textChanged.connect(self._read)
        self.line.picked.connect(self.choose)
        self.line.entered.connect(self.entered)
        self.line.left.connect(self.left)

    def choose(self, choice: Choice | None) -> None:
        """Show a choice; None makes the field blank."""
        self._chosen = choice
        text = choice.label if choice else ""
        if self.line.text() == text:
            self.changed.emit()
        self.line.setText(text)
        self.line.setCursorPosition(len(text))

    def value(self) -> object:
        """The key of the choice, a NewRecord, or None."""
        if self._chosen is None:
            return None
        return NewRecord(self._chosen.label) if self._chosen.new else self._chosen.key

    def problem(self) -> str:
        """See Editor."""
        text = self.line.text().strip()
        if self._chosen is not None or not text:
            return ""
        return f"“{text}”不在列表里，请从列表中选一个"

    def draft(self) -> str:
        """Key, tab, label; or the text alone while it is no choice yet."""
        chosen = self._chosen
        return f"{chosen.key}\t{chosen.label}" if chosen else self.line.text()

    def restore(self, draft: str) -> None:
        """See Editor."""
        key, tab, text = draft.partition("\t")
        if tab:
            self.choose(Choice(key, text, new=not key))
        else:
            self.line.setText(draft)

    def _read(self) -> None:
        text = self.line.text()
        if self._chosen is None or self._chosen.label != text:
            self._chosen = self.exactly(text.strip())
        self.changed.emit()

    def exactly(self, text: str) -> Choice | None:
        """The one choice that reads just so; None where there is none, or more than one."""
        if not text:
            return None
        same = [
            choice
            for choice in self._look_up(text)
            if not choice.new and name_key(choice.label) == name_key(text)
        ]
        return same[0] if len(same) == 1 else None


class ChoiceEdit(PickEditor):
    """A code of the named list of `models.vocabulary`, or a blank."""

    def __init__(self, list_name: str) -> None:
        super().__init__(self._fitting)
        self._list_name = list_name

    def set_value(self, value: object) -> None:
        """See Editor; the value is a code."""
        code = None if value is None else str(value)
        self.choose(Choice(code, label(self._list_name, code)) if code else None)

    def exactly(self, text: str) -> Choice | None:
        """The choice of that label, code or synonym."""
        code = code_of(self._list_name, text)
        return None if code is None else Choice(code, label(self._list_name, code))

    def _fitting(self, typed: str) -> list[Choice]:
        terms = [term for term in LISTS[self._list_name] if _fits(term, typed)]
        return [Choice(term.code, term.label) for term in best_first(terms, typed)]


class OptionEdit(PickEditor):
    """One of the words that a form brings itself, or a blank."""

    def __init__(self, options: Sequence[str]) -> None:
        super().__init__(self._fitting)
        self._options = tuple(options)

    def set_value(self, value: object) -> None:
        """See Editor; a word that is not on the list is shown, and is a problem."""
        word = "" if value is None else str(value)
        if word in self._options:
            self.choose(Choice(word, word))
        else:
            self.choose(None)
            self.line.setText(word)

    def _fitting(self, typed: str) -> list[Choice]:
        terms = [Term(word, word) for word in self._options if matches(word, typed)]
        return [Choice(term.code, term.label) for term in best_first(terms, typed)]


def best_first(terms: Sequence[Term], typed: str) -> list[Term]:
    """Words that begin so before those that hold it: bmy is 不满意 first, then 基本满意."""
    begun = typed.strip().casefold()
    return sorted(
        terms,
        key=lambda term: (
            not (term.label.startswith(begun) or initials(term.label).startswith(begun))
        ),
    )


def _fits(term: Term, typed: str) -> bool:
    return any(matches(word, typed) for word in (term.label, *term.synonyms))


class ReferenceEdit(PickEditor):
    """The uid of a record, a NewRecord where `creates` allows it, or a blank."""

    def __init__(self, find: Find, label_of: Callable[[str], str], creates: bool = False) -> None:
        super().__init__(choices_of(find, creates))
        self._label_of = label_of

    def set_value(self, value: object) -> None:
        """See Editor; the value is a uid or a NewRecord."""
        self.choose(choice_of(value, self._label_of))


def choice_of(value: object, label_of: Callable[[str], str]) -> Choice | None:
    """The choice that shows a stored value."""
    if isinstance(value, NewRecord):
        return Choice("", value.label, new=True)
    return Choice(str(value), label_of(str(value))) if value else None


def choices_of(find: Find, creates: bool) -> LookUp:
    """Look records up; where allowed, the last choice is to make a new one of that name."""

    def look_up(typed: str) -> list[Choice]:
        found = [Choice(uid, name) for uid, name in find(typed)]
        known = any(name_key(choice.label) == name_key(typed) for choice in found)
        return found if known or not (creates and typed) else [*found, Choice("", typed, new=True)]

    return look_up
