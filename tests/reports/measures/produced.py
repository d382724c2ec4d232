"""A document as both of its files, read back once for all that is measured on it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, partial

from lxml import etree

from reports import pdf, word
from reports.blocks import Document
from reports.gongwen import (
    BINDING_MARGIN,
    FORM_MARGIN,
    LEDGER_MARGIN,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    TOP_MARGIN,
    WALL_HEIGHT,
    WALL_WIDTH,
)
from tests.reports import paper
from tests.reports.paper import MM, Char, Face, Rule, W


@dataclass(frozen=True)
class Sheet:
    """A sheet and its margins, in millimetres."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def edges(self) -> tuple[float, float]:
        """Where the text area begins and ends, in points from the left."""
        return self.left * MM, (self.width - self.right) * MM

    @property
    def foot(self) -> float:
        """The lower edge of the text area, in points from the top."""
        return (self.height - self.bottom) * MM


def _even(width: float, height: float, side: float, top: float) -> Sheet:
    return Sheet(width, height, side, top, side, top)


_WIDTH, _HEIGHT, _MARGIN = PAPER_WIDTH.value, PAPER_HEIGHT.value, LEDGER_MARGIN.value
OFFICIAL = Sheet(
    _WIDTH,
    _HEIGHT,
    BINDING_MARGIN.value,
    TOP_MARGIN.value,
    _WIDTH - BINDING_MARGIN.value - TEXT_WIDTH.value,
    _HEIGHT - TOP_MARGIN.value - TEXT_HEIGHT.value,
)
FORM = _even(_WIDTH, _HEIGHT, _MARGIN, FORM_MARGIN.value)
UPRIGHT = _even(_WIDTH, _HEIGHT, _MARGIN, _MARGIN)
WIDE = _even(_HEIGHT, _WIDTH, _MARGIN, _MARGIN)
WALL = _even(WALL_WIDTH.value, WALL_HEIGHT.value, _MARGIN, _MARGIN)


class Kind(StrEnum):
    """What a document is; which numbers of the format apply follows from it."""

    BULLETIN = "简报"
    LEDGER = "台账"
    ROSTER = "一览表"
    CARD = "反馈卡"
    SLIP = "单据"
    DOSSIER = "一企一档"
    ANALYSIS = "成果分析"


@dataclass(frozen=True)
class Sample:
    """A document to measure: what it is, on which sheet, and how it is made."""

    name: str
    kind: Kind
    sheet: Sheet
    make: Callable[[], Document]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, eq=False)
class Produced:
    """Both files of a sample, each written when it is first looked at."""

    sample: Sample
    as_word: Callable[[], bytes]
    as_pdf: Callable[[], bytes]

    @cached_property
    def docx(self) -> bytes:
        """The Word file."""
        return self.as_word()

    @cached_property
    def pdf(self) -> bytes:
        """The PDF."""
        return self.as_pdf()

    @property
    def sheet(self) -> Sheet:
        """The sheet that it should stand on."""
        return self.sample.sheet

    @cached_property
    def faces(self) -> list[Face]:
        """The pages of the PDF."""
        return paper.faces(self.pdf)

    @cached_property
    def root(self) -> etree._Element:
        """The document part of the Word file."""
        return paper.word_part(self.docx, "word/document.xml")

    @cached_property
    def styles(self) -> etree._Element:
        """The styles of the Word file."""
        return paper.word_part(self.docx, "word/styles.xml")

    @cached_property
    def style_names(self) -> dict[str, str]:
        """The names of the styles by what paragraphs call them."""
        return {
            str(style.get(f"{W}styleId")): str(style[0].get(f"{W}val"))
            for style in self.styles.iter(f"{W}style")
        }

    def body(self, face: Face) -> list[list[Char]]:
        """The lines of a page within its text area."""
        return [line for line in face.lines() if self.within(line[0].baseline)]

    def rules(self, face: Face) -> list[Rule]:
        """The level rules of a page from the top."""
        return sorted(face.rules, key=lambda rule: rule.y)

    def within(self, y: float) -> bool:
        """Whether a height lies within the text area."""
        return self.sheet.top * MM <= y <= self.sheet.foot + 0.5


def made(sample: Sample, document: Document | None = None) -> Produced:
    """A document (the sample's own if no other is given) as both files."""
    drawn = document or sample.make()
    return Produced(sample, partial(word.write, drawn), partial(pdf.write, drawn))


@cache
def produced(sample: Sample) -> Produced:
    """The sample as both files, made once for all tests that only look at it."""
    return made(sample)
