"""Which face draws which character: by what the files of the shipped faces themselves cover."""

from collections.abc import Iterable, Iterator
from functools import cache

from fontTools.ttLib import TTFont

from reports import fonts, marks
from reports.gongwen import Face
from tests.reports.measures.produced import Produced
from tests.reports.measures.wordfile import SLOTS, attribute, look, own_runs, paragraphs, said
from tests.reports.paper import Char

STANDARD = {face: names[0] for face, names in fonts.CHAINS.items()}
"""The shipped face that stands for each of the standard ones."""


@cache
def covered(name: str) -> frozenset[str]:
    """The characters that a shipped face has."""
    with TTFont(fonts.folder() / f"{name}.ttf", lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def drawn_in(chars: Iterable[Char], face: Face) -> bool:
    """Whether the face of a role draws all that it has."""
    name = STANDARD[face]
    return all(char.font == name or char.text not in covered(name) for char in chars)


def pdf_faces(made: Produced) -> Iterator[str]:
    """No character in a face that is neither a standard one nor a fallback behind it."""
    known = {*fonts.SHIPPED, marks.NAME}
    found = {char.font for face in made.faces for char in face.chars}
    yield from (f"用了字体 {name}" for name in sorted(found - known))


def word_faces(made: Produced) -> Iterator[str]:
    """All four slots of each run name one standard face, and it is hinted to be Chinese.

    Without the hint quotation marks and dashes take the Latin face (ECMA-376 17.3.2.26).
    """
    known = {*Face, marks.WORD_NAME}
    for paragraph in paragraphs(made):
        for run in filter(said, own_runs(paragraph)):
            named = {look(made, run, "rFonts", slot) for slot in SLOTS}
            if len(named) != 1 or not named <= known:
                yield f"“{said(run)[:8]}”字体 {named}"
            if attribute(run, "rPr/rFonts", "hint") != "eastAsia":
                yield f"“{said(run)[:8]}”没有 hint"
