"""The text of a bulletin as lines to edit, and as passages that are kept.

A line is a paragraph, whose numeral says its level; or one exhibit alone; or, where lines with tabs
follow each other, a row of a table of the office's own, as it is pasted from a spreadsheet.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

import msgspec

from desk.bulletins.tokens import by_name
from reports.view import Passage

TAB = "\t"
_SPACES = " \u3000\r"
_LEVELS = (
    r"[一二三四五六七八九十]+、",
    r"（[一二三四五六七八九十]+）",
    r"\d{1,2}[.．](?!\d)",
    r"（\d+）",
)


class Kept(msgspec.Struct):
    """A passage as it is kept: live fields by name, figures never."""

    text: str
    level: int = 0


def passages_of(text: str) -> tuple[Passage, ...]:
    """The passages of a text; blank lines are left out.

    Raises `Refused` for a live field that is none, or an exhibit that does not stand alone.
    """
    runs = groupby(text.splitlines(), lambda line: TAB in line)
    return tuple(one for tabbed, run in runs for one in _run(list(run), tabbed))


def _run(lines: list[str], tabbed: bool) -> Iterator[Passage]:
    """Lines with tabs are rows if one of them has cells; else they are indented paragraphs."""
    rows = tabbed and len(lines) > 1 and any(TAB in line.strip() for line in lines)
    for line in lines:
        kept = by_name(line.strip(_SPACES) if rows else line.strip())
        if kept.strip():
            yield Passage(kept, 0 if rows else _level(kept))


def _level(line: str) -> int:
    found = (n for n, numeral in enumerate(_LEVELS, 1) if re.match(numeral, line))
    return next(found, 0)


def is_row(passage: Passage) -> bool:
    """Whether a passage is a row of an office's own table."""
    return TAB in passage.text


def packed(passages: Iterable[Passage]) -> str:
    """The passages as they are kept."""
    return msgspec.json.encode([Kept(one.text, one.level) for one in passages]).decode()


def unpacked(text: str | None) -> tuple[Passage, ...]:
    """The passages as they were kept."""
    kept = msgspec.json.decode(text or "[]", type=list[Kept])
    return tuple(Passage(*attrgetter("text", "level")(one)) for one in kept)
