"""Reading produced files back, by other libraries than those that wrote them."""

import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import pairwise

import pdfplumber
import pypdfium2
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 72 / 25.4


@dataclass(frozen=True)
class Char:
    """A character as it stands on the page, in points from the upper left corner."""

    text: str
    font: str
    size: float
    x0: float
    x1: float
    baseline: float
    red: bool


def _begins(char: Char) -> float:
    """Where the ink of a character may begin: that of opening marks in their right half.

    A squeezed one stands half a cell further left, upon the blank half of the mark before it.
    """
    return char.x0 + (char.size / 2 if char.text in "（【〔《〈「『“‘" else 0)


@dataclass(frozen=True)
class Rule:
    """A straight line on the page."""

    x0: float
    x1: float
    y: float
    width: float
    red: bool


@dataclass(frozen=True)
class Face:
    """One page."""

    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]

    def lines(self) -> list[list[Char]]:
        """Characters line by line from the top, each from the left."""
        return list(self._lines)

    @cached_property
    def _lines(self) -> list[list[Char]]:
        rows = defaultdict(list)
        for char in self.chars:
            rows[round(char.baseline, 1)].append(char)
        return [sorted(rows[y], key=_begins) for y in sorted(rows)]

    def body_lines(self) -> list[list[Char]]:
        """The lines in 三号 type."""
        return [line for line in self.lines() if abs(line[0].size - 16) < 0.01]


def faces(pdf: bytes) -> list[Face]:
    """The pages of a PDF."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return [_face(page) for page in document.pages]


def _face(page: pdfplumber.page.Page) -> Face:
    height = float(page.height)
    chars = tuple(
        Char(
            char["text"],
            re.sub(r"^\w+\+", "", char["fontname"]),
            char["size"],
            char["x0"],
            char["x1"],
            height - char["matrix"][5],
            char["non_stroking_color"] == (1, 0, 0),
        )
        for char in page.chars
    )
    rules = tuple(
        Rule(line["x0"], line["x1"], line["top"], line["linewidth"], line["stroking_color"][0] == 1)
        for line in page.lines
        if line["top"] == line["bottom"]
    )
    return Face(float(page.width), height, chars, rules)


def gaps(line: list[Char]) -> list[float]:
    """From the beginning of each character to that of the next."""
    return [right.x0 - left.x0 for left, right in pairwise(line)]


def said(line: list[Char]) -> str:
    """The text of a line."""
    return "".join(char.text for char in line)


def pdf_text(pdf: bytes) -> str:
    """All text in the order in which it was drawn, without page numbers and white space."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[index].get_textpage() for index in range(len(document))]
    text = "".join(re.sub(r"\s*— \d+ —\s*$", "", page.get_text_range()) for page in pages)
    for page in pages:
        page.close()
    document.close()
    return re.sub(r"[\s\ufffe\x00]", "", text)


def word_part(docx: bytes, name: str) -> etree._Element:
    """One part of a Word file."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        return etree.fromstring(package.read(name))


def word_text(docx: bytes) -> str:
    """All text of the Word body, text boxes included, without white space."""
    body = word_part(docx, "word/document.xml")
    return re.sub(r"\s", "", "".join(node.text or "" for node in body.iter(f"{W}t")))


@dataclass(frozen=True)
class Ink:
    """Where the ink of a mark ends on its page, in points from the upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


def ink_of(pdf: bytes, index: int, char: str) -> list[Ink]:
    """The outlines of every such character of a page, from its vectors."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[index]
    height, text = page.get_size()[1], page.get_textpage()
    boxes = [
        text.get_charbox(place)
        for place in range(text.count_chars())
        if text.get_text_range(place, 1) == char
    ]
    text.close()
    document.close()
    return [Ink(left, height - top, right, height - bottom) for left, bottom, right, top in boxes]


def inked_rows(pdf: bytes, index: int, within: Ink, dpi: int = 300) -> list[float]:
    """The heights of the rows of dots of a printed page that carry ink within a stretch of it."""
    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[index].render(scale=dpi / 72, grayscale=True)
    dots, stride, dot = bytes(bitmap.buffer), bitmap.stride, 72 / dpi
    columns = slice(int(within.x0 / dot), int(within.x1 / dot))
    rows = range(int(within.top / dot), int(within.bottom / dot))
    inked = [row for row in rows if min(dots[row * stride :][:stride][columns]) < 128]
    bitmap.close()
    document.close()
    return [(row + 0.5) * dot for row in inked]
