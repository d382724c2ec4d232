"""Breaking a centred title into lines by meaning (GB/T 9704 7.3.1: 梯形或菱形, words whole)."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from reports.gongwen import TEXT_WIDTH, TITLE_SIZE

LONGEST = int(TEXT_WIDTH.points / TITLE_SIZE.points)
"""Full-width characters that a line of the title holds (20)."""

_GOOD_END = re.compile(r"(?:[、，：；》”）]|[及与和的]|情况|工作|以来|期间|通报|[月年]份?)$")
_GOOD_START = re.compile(r"(?:关于|情况|工作|[《“（]|及|暨)")
_BAD_START = re.compile(r"[的了及与和、，：；》”）0-9%A-Za-z]|年|月|日|份|企业$|情况$")
_BAD_END = re.compile(r"[《“（0-9A-Za-z]$|第$")


def title_lines(title: str) -> list[str]:
    """The lines of a title; line feeds in it stand, lines that are too long are divided."""
    return [line for part in title.split("\n") for line in _divided(part.strip())]


def width(text: str) -> float:
    """Width in full-width characters."""
    return sum(1 if unicodedata.east_asian_width(char) in "FWA" else 0.55 for char in text)


def _divided(text: str) -> list[str]:
    if width(text) <= LONGEST:
        return [text]
    count = -int(-width(text) // (LONGEST - 2))
    best = min(_divisions(text, count), key=_ugliness, default=(text,))
    return list(best)


def _divisions(text: str, count: int) -> Iterator[tuple[str, ...]]:
    """All ways to divide a text into so many lines that fit."""
    if count == 1:
        if width(text) <= LONGEST:
            yield (text,)
        return
    for cut in range(2, len(text) - 1):
        if width(text[:cut]) > LONGEST:
            return
        for rest in _divisions(text[cut:], count - 1):
            yield (text[:cut], *rest)


def _ugliness(lines: tuple[str, ...]) -> float:
    """How far a division is from an even shape that breaks between words."""
    widths = [width(line) for line in lines]
    uneven = max(widths) - min(widths)
    cuts = pairwise(lines)
    return uneven * 0.5 + (2 if uneven == 0 else 0) + sum(_roughness(*cut) for cut in cuts)


def _roughness(above: str, below: str) -> float:
    """How much a break between two lines disturbs the reader."""
    rough = 4.0
    if _GOOD_END.search(above):
        rough -= 4
    elif _GOOD_START.match(below):
        rough -= 2
    if _BAD_START.match(below) or _BAD_END.search(above):
        rough += 20
    return rough
