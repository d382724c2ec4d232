"""Live fields in a bulletin's text: `{issues_closed}`, `{issues_closed.to_date}`.

A field is the name of a figure and what is wanted of it: nothing for the month, `to_date` for the
campaign so far, `change` for the difference from the month before (its sign is said in words), or
`to_date.change`. People see and write them by label: `{销号问题}`, `{销号问题·累计}`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desk.errors import Refused
from desk.statistics import Figures, Value, describe, name_of

_FIELD = re.compile(r"\{([^{}]*)\}")
_WANTS = {"to_date": "累计", "change": "较上月"}
_WIDE = str.maketrans({"{": "｛", "}": "｝", "“": "‘", "”": "’", "\n": " ", "\r": " "})


@dataclass(frozen=True)
class LiveField:
    """A figure in a text: of the month or the campaign so far, itself or its change."""

    name: str
    to_date: bool = False
    change: bool = False

    def __str__(self) -> str:
        return f"{{{self.name}{'.to_date' * self.to_date}{'.change' * self.change}}}"


def parse(text: str) -> LiveField:
    """What stands between the braces, by name or by label.

    Raises `Refused` and names what is no figure.
    """
    rest, wanted = text.strip(), set[str]()
    for name, label in reversed(_WANTS.items()):
        for ending in (f".{name}", f"·{label}"):
            if rest.endswith(ending):
                rest, wanted = rest.removesuffix(ending), wanted | {name}
    try:
        name = name_of(rest) or rest
        describe(name)
    except Refused as error:
        raise Refused(
            f"“{{{text}}}”不是可用的数字；请改用数字的名称，或删去花括号直接书写。"
        ) from error
    return LiveField(name, "to_date" in wanted, "change" in wanted)


def fields(text: str) -> Iterator[LiveField]:
    """The live fields of a text, in their order. Raises `Refused` for one that is none."""
    return (parse(found) for found in _FIELD.findall(text))


def by_name(text: str) -> str:
    """The text with its fields as they are kept. Raises `Refused` for one that is none."""
    return _FIELD.sub(lambda found: str(parse(found[1])), text)


def by_label(text: str) -> str:
    """The text with its fields as people read and write them."""
    return _FIELD.sub(lambda found: _labelled(parse(found[1])), text)


def _labelled(field: LiveField) -> str:
    return f"{{{_called(field)}}}"


def _called(field: LiveField) -> str:
    wanted = [_WANTS["to_date"]] * field.to_date + [_WANTS["change"]] * field.change
    return "·".join([describe(field.name)[0], *wanted])


def quoted(text: str | None) -> str:
    """Text of the casebook on one line, to stand in quotes; none of it is taken for a field."""
    return (text or "").strip().translate(_WIDE)


@dataclass(frozen=True)
class Resolver:
    """Puts figures into texts: those of the month, and those of the month before."""

    now: Figures
    before: Figures

    def text(self, text: str) -> str:
        """The text as it is read. Raises `Refused` for a field that is none."""
        return _FIELD.sub(lambda found: shown(self.value(parse(found[1]))), text)

    def idle(self, text: str) -> list[str]:
        """The labels of the fields that say nothing now: their sentences want to be rewritten."""
        return [_called(field) for field in fields(text) if not self.value(field)]

    def value(self, field: LiveField) -> Value:
        """What a field says; a change is the difference without its sign."""
        value = self.now.value(field.name, to_date=field.to_date)
        if not field.change:
            return value
        change = difference(value, self.before.value(field.name, to_date=field.to_date))
        return None if change is None else abs(change)


def difference(now: Value, before: Value) -> Value:
    """By how much a figure grew; None where one of the two is no number."""
    if now is None or before is None:
        return None
    change = Decimal(str(now)) - Decimal(str(before))
    return int(change) if isinstance(now, int) else float(change)


def shown(value: Value) -> str:
    """A figure as it is printed: no idle zeros, a dash where there is no number."""
    return "—" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
