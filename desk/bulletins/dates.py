"""Dates in the text of a bulletin: they come from the casebook as figures do, and are checked so.

In the Word file the numbers of a date are marked, each by itself; 年, 月 and 日 are not. Whoever
corrects a date corrects its numbers, and LibreOffice, which parts bare numbers from Chinese
characters although the file forbids it, leaves marked ones where they stand.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desk.bulletins.findings import Expected, Findings
from reports.view import Mark
from reports.word_reading import ReadParagraph

_DATE = re.compile(
    "(?<![0-9.])(?:[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|[0-9]{1,2}月(?:[0-9]{1,2}日)?)"
)
_NUMBER = re.compile("([0-9]+)([年月日])")
_MARK = re.compile(f"date:({_DATE.pattern})/([年月日])")
_LABEL = "日期·{0}"


def marks(text: str, offset: int = 0) -> Iterator[Mark]:
    """The numbers of the dates in a text, which stands `offset` letters behind a beginning."""
    for said in _DATE.finditer(text):
        for number in _NUMBER.finditer(text, *said.span()):
            start, end = number.span(1)
            yield Mark(offset + start, offset + end, f"{_key(said[0])}/{number[2]}")


def is_date(field: str) -> bool:
    """Whether a mark stands on a number of a date."""
    return _MARK.fullmatch(field) is not None


def compare_dates(
    findings: Findings, texts: Iterable[str], places: Sequence[ReadParagraph], *, printed: bool
) -> None:
    """Hold the dates of a file against those of the text that is kept, or drafted now.

    A date whose marks are lost must be found by its words, as often as the text says it.
    """
    told = [(said[0], text) for text in texts for said in _DATE.finditer(text)]
    check = _Check(findings, Counter(said for said, _ in told), printed)
    check.marked(places)
    check.unmarked(places)
    for said, text in told:
        if check.missing[said]:
            check.missing[said] -= 1
            findings.miss(_key(said), _LABEL.format(said), text, text.index(said))


@dataclass(frozen=True)
class _Written:
    """A date by its marks: as it was printed, as it is written now, and where."""

    said: str
    written: str
    at: int


@dataclass
class _Check:
    """A check under way; `missing` are the dates that were not met yet."""

    findings: Findings
    missing: Counter[str]
    printed: bool

    def __post_init__(self) -> None:
        self._told = frozenset(self.missing)

    def marked(self, places: Iterable[ReadParagraph]) -> None:
        """The dates that marks show."""
        for place in places:
            for one in _written(place):
                self.missing -= Counter([one.said])
                self._compare(one, place.text)

    def unmarked(self, places: Iterable[ReadParagraph]) -> None:
        """The dates that words alone show, among those that are missing."""
        found = Counter(said for place in places for said in _bare(place)) & self.missing
        self.findings.checked += found.total()
        self.missing -= found

    def _compare(self, one: _Written, place: str) -> None:
        key, label = _key(one.said), _LABEL.format(one.said)
        if one.said in self._told:
            expected = Expected(key, label, one.said, one.said if self.printed else None)
            self.findings.compare(expected, one.written, place, one.at)
        else:
            self.findings.miss(key, label, place, one.at)


def _key(said: str) -> str:
    return f"date:{said}"


def _written(place: ReadParagraph) -> Iterator[_Written]:
    """The dates whose numbers are marked, put together again."""
    for said, run in _runs(place.marks):
        numbers = (f"{place.text[one.start : one.end].strip()}{one.field[-1]}" for one in run)
        yield _Written(said, "".join(numbers), run[0].start)


def _runs(found: Iterable[Mark]) -> Iterator[tuple[str, list[Mark]]]:
    """Marks that follow each other and are of one date; one that begins anew is the next."""
    before, run = "", list[Mark]()
    for mark, named in ((mark, _MARK.fullmatch(mark.field)) for mark in found):
        if named is None:
            continue
        if run and (named[1] != before or mark.field in {one.field for one in run}):
            yield before, run
            run = []
        before = named[1]
        run.append(mark)
    if run:
        yield before, run


def _bare(place: ReadParagraph) -> Iterator[str]:
    """The dates in which no number is marked."""
    for said in _DATE.finditer(place.text):
        if not any(one.start < said.end() and said.start() < one.end for one in place.marks):
            yield said[0]
