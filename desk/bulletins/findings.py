"""What a check of an edited bulletin finds: figures that differ, and figures not found again."""

import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

_LONGEST = 60  # letters of the place that is named


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

    def compare(self, expected: Expected, written: str, place: str) -> None:
        """Hold what the file says against both sides."""
        self.checked += 1
        sides = [expected.casebook, *([] if expected.printed is None else [expected.printed])]
        if not all(same(written, side) for side in sides):
            one = expected
            told = (one.field, one.label, written, one.casebook, one.printed, clipped(place))
            self.differences.append(Difference(*told))

    def miss(self, field: str, label: str, place: str) -> None:
        """Say that a figure was not found again."""
        self.unfound.append(Unfound(field, label, clipped(place)))


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


def clipped(place: str) -> str:
    """The beginning of a paragraph, enough to find it by."""
    told = " ".join(place.split())
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
