"""What a column of a list can fill, and the line in which that is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from models.fields import Field, Kind
from models.pinyin import matches
from ui.editors.suggestions import Choice, PickLine
from ui.tables import Column, heading

_UNITS = ("元", "万元", "亿元")
LEFT_OUT = "不导入"


@dataclass(frozen=True)
class Filling:
    """What a column can fill: how that is said (`told_field`) and read, and by which words it is
    found."""

    said: str
    label: str
    words: tuple[str, ...] = ()


def fillings(kind: Kind) -> tuple[Filling, ...]:
    """What the columns of a list of that kind can fill: each field, then the amounts once more,
    in the units in which they may be written where no heading says it."""
    fields = [Filling(one.name, heading(Column(one)), one.synonyms) for one in kind.entered]
    amounts = [one for one in kind.entered if one.unit.endswith("元")]
    units = [
        Filling(f"{one.name}/{unit}", in_unit(one, unit)) for one in amounts for unit in _UNITS
    ]
    return (Filling("", LEFT_OUT), *fields, *units)


def in_unit(field: Field, unit: str) -> str:
    """What a field is called where its amounts are in another unit."""
    return f"{field.label}，按{unit}计"


class FieldPick(PickLine):
    """The choice of a field, by its label or its other names, in Chinese or by initials."""

    def __init__(self, parent: QWidget, offered: Sequence[Filling]) -> None:
        super().__init__(self._fitting)
        self.setParent(parent)
        self._offered = offered
        self._taking = False
        self._began = ""
        self.setFrame(False)
        self.add_opener()
        self.picked.connect(self._show_picked)

    def begin(self, text: str) -> None:
        """Show what holds now."""
        self._began = text
        self.setText(text)

    @property
    def unchanged(self) -> bool:
        """Whether it still shows what it began with."""
        return self.text() == self._began

    def key(self) -> str | None:
        """What was chosen, as it is said; empty for none, None where there is no such field."""
        text = self.text().strip() or LEFT_OUT
        exact = (one for one in self._offered if text in (one.label, one.label.partition("（")[0]))
        return next((one.said for one in exact), None)

    def take(self) -> bool:
        """See PickLine."""
        self._taking = True
        taken = super().take()
        self._taking = False
        return taken

    def _show_picked(self, choice: Choice) -> None:
        self.setText(choice.label)
        if not self._taking:  # by the mouse: there is no Enter to follow
            self.entered.emit()

    def _fitting(self, typed: str) -> list[Choice]:
        found = [
            Choice(one.said, one.label)
            for one in self._offered
            if any(matches(word, typed) for word in (one.label, *one.words))
        ]
        return sorted(found, key=lambda choice: not matches(choice.label, typed))
