"""The running text of a bulletin: its paragraphs in the Word file, its lines in the PDF."""

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from reports.gongwen import BODY, BODY_SIZE, CHARACTERS, HEADINGS, NOTE, TEXT_WIDTH, Face
from reports.oxml import BUILT_IN
from tests.reports.measures.produced import Produced
from tests.reports.measures.wordfile import styled
from tests.reports.paper import Char, said
from tests.reports.paper import Face as Page

CELL = TEXT_WIDTH.points / CHARACTERS.value
LEVELS = (
    (re.compile("[一二三四五六七八九十]+、"), Face.HEI),
    (re.compile("（[一二三四五六七八九十]+）"), Face.KAI),
    (re.compile(r"\d+\.(?!\d)"), Face.FANGSONG),
    (re.compile(r"（\d+）"), Face.FANGSONG),
)
"""How a heading of each level begins, and its face (7.3.3)."""
_RUNNING = (BODY.name, NOTE.name, *(BUILT_IN[style.name] for style in HEADINGS))


def running(made: Produced) -> Iterator[etree._Element]:
    """The paragraphs of a Word file's text, headings and editor's note among them."""
    return styled(made, *_RUNNING)


def text_lines(made: Produced, face: Page) -> list[list[Char]]:
    """The lines of running text on a page: 三号, below the red rule and the title."""
    heads = [line[0].baseline for line in face.lines() if line[0].size > 16.5]
    begin = max((*heads, *(rule.y for rule in face.rules if rule.red)), default=0.0)
    lines = [line for line in made.body(face) if line[0].baseline > begin]
    return [line for line in lines if abs(line[0].size - BODY_SIZE.points) < 0.01]


def indent(made: Produced, line: list[Char]) -> float:
    """How far from the margin a line begins, in cells."""
    return (line[0].x0 - made.sheet.edges[0]) / CELL


def text_paragraphs(made: Produced) -> list[list[Char]]:
    """The characters of each paragraph, over all pages: the next begins where a line is indented.

    The line that says who contributed stands at the right edge and is left out.
    """
    found: list[list[Char]] = []
    lines = [line for face in made.faces for line in text_lines(made, face)]
    for line in lines:
        if not said(line).startswith("（供稿"):
            if not found or indent(made, line) > 1.4:
                found.append([])
            found[-1] += line
    return found


def level_of(text: str) -> Face | None:
    """The face of the heading that a paragraph begins with, if it does."""
    return next((face for begins, face in LEVELS if begins.match(text)), None)


def full_pages(made: Produced) -> Iterator[tuple[int, list[list[Char]]]]:
    """Pages behind the first that hold running text only and go on in it, with their number."""
    pages = [text_lines(made, face) for face in made.faces]
    for number, (lines, below) in enumerate(pairwise(pages), start=1):
        alone = len(lines) == len(made.body(made.faces[number - 1]))
        if number > 1 and alone and below and level_of(said(below[0])) is None:
            yield number, lines
