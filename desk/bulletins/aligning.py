"""Finding figures again in a text whose content controls are lost: by the words around them.

Saved by another program, or pasted paragraph by paragraph, a file has only its words. Each
paragraph is laid beside the sentence that it was printed from; what stands between the same words
as a live field is that field's figure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from desk.bulletins.tokens import LiveField, pieces

_SLOT = "\ufffc"
_FIGURE = re.compile(r"[+-]?\d+(?:[.,．，]\d+)*|—")
_ALIKE = 0.5  # from which share of same letters on a paragraph is taken for the edited sentence


@dataclass(frozen=True)
class Template:
    """A sentence before its figures are put in: words with slots, and the field of each slot."""

    words: str
    fields: tuple[LiveField, ...]

    @classmethod
    def of(cls, text: str) -> "Template":
        """The template of a passage. Raises `Refused` for a field that is none."""
        parts = list(pieces(text))
        words = "".join(one if isinstance(one, str) else _SLOT for one in parts)
        return cls(words, tuple(one for one in parts if isinstance(one, LiveField)))

    @property
    def shown(self) -> str:
        """The words as a person finds them, a blank for each figure."""
        return self.words.replace(_SLOT, "＿")

    def likeness(self, text: str) -> float:
        """How much of the words stands in a text, 0 to 1."""
        return SequenceMatcher(None, self.words, text, autojunk=False).ratio()

    def found_in(self, text: str) -> list[tuple[int, int] | None]:
        """Where in an edited text each figure stands; None where words do not tell.

        Between two words that stayed, as many figures must stand as there are slots.
        """
        found: list[tuple[int, int] | None] = []
        for slots, start, end in _gaps(self.words, text):
            figures = [match.span() for match in _FIGURE.finditer(text, start, end)]
            found += figures if len(figures) == slots else [None] * slots
        return found


def _gaps(words: str, text: str) -> Iterator[tuple[int, int, int]]:
    """The stretches between words that stayed: how many slots each has, and where it lies."""
    at = _places(words, text)
    position = 0
    for stayed, run in groupby(range(len(words)), lambda index: at[index] is not None):
        indices = list(run)
        if stayed:
            position = (at[indices[-1]] or 0) + 1
            continue
        following = indices[-1] + 1
        end = at[following] if following < len(words) else len(text)
        slots = words.count(_SLOT, indices[0], following)
        if slots:
            yield slots, position, len(text) if end is None else end


def _places(words: str, text: str) -> list[int | None]:
    """For each letter of the words where it stands in the text."""
    at: list[int | None] = [None] * len(words)
    for block in SequenceMatcher(None, words, text, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            at[block.a + step] = block.b + step
    return at


def paired(templates: Sequence[Template], texts: Sequence[str]) -> dict[int, int]:
    """Which text each template became, both by position; each text at most once, the likest first.

    A template that became none of them is left out.
    """
    likeness = sorted(
        (
            (-template.likeness(text), n, m)
            for n, template in enumerate(templates)
            for m, text in enumerate(texts)
            if _may_be(template.words, text)
        ),
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for alike, n, m in likeness:
        if -alike >= _ALIKE and n not in found and m not in taken:
            found[n] = m
            taken.add(m)
    return found


def _may_be(words: str, text: str) -> bool:
    """Whether it is worth looking closer: lengths and letters alone allow it."""
    matcher = SequenceMatcher(None, words, text, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE
