"""What a check of an edited bulletin finds: figures that differ, and figures not found again."""

import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

_LONGEST = 60  # letters of the place that is named, the figure in their middle


@dataclass(frozen=True)
class Difference:
    """A figure that the file writes differently than the casebook has it now, or was printed.

    `printed` is None where the bulletin is not issued, or did not print the figure.
    """

    field: str
    label: str
    written: str
    casebook: str
    printed: str | None
    place: str


@dataclass(frozen=True)
class Unfound:
    """A figure that should stand in the file and could not be told apart: somebody must look."""

    field: str
    label: str
    place: str


@dataclass(frozen=True)
class Expected:
    """A figure as it should be: by the casebook now, and as it was printed."""

    field: str
    label: str
    casebook: str
    printed: str | None = None


@dataclass
class Findings:
    """Findings as they come in."""

    checked: int = 0
    differences: list[Difference] = field(default_factory=list)
    unfound: list[Unfound] = field(default_factory=list)

    def compare(self, expected: Expected, written: str, place: str, at: int = 0) -> None:
        """Hold what the file says against both sides; it stands `at` this letter of the place."""
        self.checked += 1
        sides = [expected.casebook, *([] if expected.printed is None else [expected.printed])]
        if not all(same(written, side) for side in sides):
            one = expected
            told = (one.field, one.label, written, one.casebook, one.printed, clipped(place, at))
            self.differences.append(Difference(*told))

    def miss(self, field: str, label: str, place: str, at: int = 0) -> None:
        """Say that a figure was not found again."""
        self.unfound.append(Unfound(field, label, clipped(place, at)))


def same(written: str, expected: str) -> bool:
    """Whether two figures say the same, however wide or grouped their digits are written."""
    one, other = plain(written), plain(expected)
    return one == other or (_number(one) is not None and _number(one) == _number(other))


def plain(written: str) -> str:
    """A figure without the liberties of typing: full-width digits, spaces, thousands apart."""
    folded = unicodedata.normalize("NFKC", written).replace("−", "-").replace(",", "")
    return "".join(folded.split())


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text.removesuffix("%"))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def clipped(place: str, at: int = 0) -> str:
    """The part of a paragraph around a letter, enough to find it by."""
    told = " ".join(place.split())
    middle = len(" ".join(place[:at].split()))
    start = max(min(middle - _LONGEST // 2, len(told) - _LONGEST), 0)
    part = told[start : start + _LONGEST]
    return f"{'…' * (start > 0)}{part}{'…' * (start + _LONGEST < len(told))}"
