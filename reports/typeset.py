"""Breaking and justifying Chinese lines: pure arithmetic on text and advances, no fonts, no files.

No line begins with a closing mark or ends with an opening one; numbers with their units, words
and dashes stay whole, except tokens of twelve characters or more. A line that is nearly full may
squeeze its punctuation to take in a closing mark; every line but the last is stretched to the edge.
Rules: GB/T 15834 (forbidden starts and ends), GB/T 9704 7.3.3 (figures are not divided).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

FORBIDDEN_START = frozenset("，。、；：？！,.;:?!)]}）】〕》〉」』”’％%‰℃°…—～·")
FORBIDDEN_END = frozenset("（【〔《〈「『“‘([{￥＄$№＃#☐☑")
LONG_TOKEN = 12
"""Tokens of this many characters or more may be divided."""

_SQUEEZED_RIGHT = frozenset("，。、；：？！）】〕》〉」』”’")
_SQUEEZED_LEFT = frozenset("（【〔《〈「『“‘")
_SQUEEZED = _SQUEEZED_LEFT | _SQUEEZED_RIGHT
_ALIKE = re.compile(
    "[{0}]+|[{1}]+|[^{0}{1}]+".format(*map("".join, (_SQUEEZED_LEFT, _SQUEEZED_RIGHT)))
)
_BLANKS = frozenset(" \u3000")
_NO_START = FORBIDDEN_START | _BLANKS
_LOOSE_EMS = 2
_MOST_STRETCH_EMS = 0.5
_SLACK = 1e-6

_UNIT = (
    r"(?:[十百千万亿]*(?:个百分点|个工作日|平方公里|平方千米|平方米|立方米|千瓦时|千伏安|公里|千米"
    r"|公斤|公顷|千瓦|千伏|家次|人次|小时|分钟|工作日|[年月日时分秒号期届条款项家个件次户人名位份批类天"
    r"周元吨亩米度倍成])|[十百千万亿]+|[%％‰℃㎡])"
)
_DIGITS = r"(?>[-+−±]?[0-9０-９]+(?:[.,:：/×–~～-][0-9０-９]+)*)"
_TOKEN = re.compile(
    r"(?=[A-Za-z0-9_０-９第〔+−±—…-])(?:"  # what any of them begins with: passes over Han at once
    r"[A-Z]{2,}(?:/[A-Z]+)? [0-9][0-9.-]*"  # a standard's number: GB/T 9704
    r"|〔[0-9]{4}〕[0-9]+号"  # a document's number behind its issuer's name
    rf"|第?{_DIGITS}(?![A-Za-z_@ ]){_UNIT}?"
    rf"|第?{_DIGITS} ?[A-Za-zμΩ℃%]{{1,5}}[23²³]?(?![A-Za-z0-9_])"  # 10 kV, 3.5MPa
    r"|[A-Za-z0-9_](?:[A-Za-z0-9_./:@&+#=?%'*-]*[A-Za-z0-9_/%+])?"
    r"|—+|…+)"
)
_LONG = re.compile(rf"[^ ]{{{LONG_TOKEN}}}")
_LATIN = frozenset(map(chr, range(0x21, 0x7F)))


class Line(NamedTuple):
    """A line as a stretch of its text without the blanks around it.

    `room` is what is left of the measure, negative where punctuation must give way.
    """

    start: int
    end: int
    room: float
    last: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The space for a paragraph: width, indent of the first line, type size; all in points.

    A `rigid` one leaves its punctuation as it is: what hangs below it must stay below it.
    """

    width: float
    indent: float
    em: float
    rigid: bool = False


def break_lines(text: str, advances: Sequence[float], frame: Frame) -> list[Line]:
    """Divide one paragraph without line feeds into lines. An empty text is one empty line."""
    total = sum(advances)
    if total <= frame.width - frame.indent + _SLACK:
        return [Line(0, len(text), frame.width - frame.indent - total, last=True)]
    return list(_Breaker(text, advances, frame).lines())


class _Breaker:
    """One paragraph on its way into lines; `sums[i]` is the width of all before character i."""

    def __init__(self, text: str, advances: Sequence[float], frame: Frame) -> None:
        self.text, self.frame = text, frame
        self.sums = [0.0, *accumulate(advances)]
        self.tokens = [match.span() for match in _TOKEN.finditer(text)]
        self.token_starts = [start for start, _ in self.tokens]

    def lines(self) -> Iterator[Line]:
        """The lines from the first to the last."""
        start, measure = 0, self.frame.width - self.frame.indent
        while start < len(self.text):
            cut = self._cut(start, measure)
            end = self._without_blanks(start, cut)
            room = measure - (self.sums[end] - self.sums[start])
            start, begin, measure = self._past_blanks(cut), start, self.frame.width
            yield Line(begin, end, room, last=start >= len(self.text))

    def _cut(self, start: int, measure: float) -> int:
        """Where the line that begins at `start` ends."""
        fits = self._past_blanks(bisect_right(self.sums, self.sums[start] + measure + _SLACK) - 1)
        if fits >= len(self.text):
            return len(self.text)
        cut = self._last_break(start, fits)
        slack = measure - (self.sums[cut] - self.sums[start])
        if slack > _SLACK and not self.frame.rigid:
            further = self._next_break(fits)
            asked = cut == start or self._closes(fits, further)
            if asked and self._squeezes_in(start, further, measure, slack):
                return further
        if cut == start or (slack > _LOOSE_EMS * self.frame.em and self._in_long_token(fits)):
            return self._divide(start, fits)
        return cut

    def _closes(self, fits: int, cut: int) -> bool:
        """Whether only closing marks stand between what fits and a cut.

        A line is narrowed for them alone, and for what would be divided; other programs do so or
        let them hang, and so lines end alike in all.
        """
        return FORBIDDEN_START.issuperset(self.text[fits:cut].rstrip())

    def _squeezes_in(self, start: int, cut: int, measure: float, slack: float) -> bool:
        """Whether the punctuation up to `cut` can give what lacks, and lacking is less than slack.

        A line squeezed by more than it would be stretched looks worse than the stretched one.
        """
        end = self._without_blanks(start, cut)
        lack = self.sums[end] - self.sums[start] - measure
        if lack > slack:
            return False
        return lack <= reserve(self.text[start:end], self.frame.em) + _SLACK

    def _divide(self, start: int, fits: int) -> int:
        """A cut that may go through a token: the last that obeys the marks, or any at all."""
        for cut in range(fits, start, -1):
            if self._marks_allow(cut):
                return cut
        return max(fits, start + 1)

    def _last_break(self, start: int, cut: int) -> int:
        """The last allowed break in (start, cut], or `start` if there is none."""
        while cut > start and not self._may_break(cut):
            cut -= 1
        return cut

    def _next_break(self, cut: int) -> int:
        """The first allowed break behind `cut`; the end of the text always is one."""
        cut += 1
        while cut < len(self.text) and not self._may_break(cut):
            cut += 1
        return min(cut, len(self.text))

    def _may_break(self, cut: int) -> bool:
        """Whether marks and tokens allow a cut: asked for each line of a ledger, so all at once."""
        text = self.text
        if text[cut] in _NO_START or text[cut - 1] in FORBIDDEN_END:
            return False
        index = bisect_right(self.token_starts, cut - 1) - 1
        return index < 0 or self.tokens[index][1] <= cut

    def _marks_allow(self, cut: int) -> bool:
        """Whether the marks beside a cut allow it; blanks belong to the line that they end."""
        text = self.text
        return text[cut] not in _NO_START and text[cut - 1] not in FORBIDDEN_END

    def _token_at(self, cut: int) -> tuple[int, int] | None:
        """The token that a cut would go through."""
        index = bisect_right(self.token_starts, cut - 1) - 1
        if index < 0 or self.tokens[index][1] <= cut:
            return None
        return self.tokens[index]

    def _in_long_token(self, cut: int) -> bool:
        token = self._token_at(cut)
        return token is not None and _LONG.search(self.text, *token) is not None

    def _past_blanks(self, cut: int) -> int:
        while cut < len(self.text) and self.text[cut] in _BLANKS:
            cut += 1
        return cut

    def _without_blanks(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1] in _BLANKS:
            end -= 1
        return end


def reserve(line: str, em: float) -> float:
    """By how much a line can be narrowed: half an em for each full-width mark.

    The last character keeps its cell, as does an opening mark that begins the line, so that every
    cell stays within the frame.
    """
    return em / 2 * sum(map(_SQUEEZED.__contains__, line[_begins_with_opening(line) : -1]))


def _begins_with_opening(line: str) -> bool:
    return line[:1] in _SQUEEZED_LEFT


class Place(NamedTuple):
    """Where one character stands on its line: offset of its ink and its advance, in points."""

    offset: float
    advance: float


def justify(text: str, advances: Sequence[float], room: float, em: float) -> list[Place]:
    """Place the characters of one line so that it fills the measure; `room` as in `Line`."""
    if room < 0:
        return list(_squeezed(text, advances, -room, em))
    gaps = [_opens_up(text, index) for index in range(len(text))]
    stretch = room / gaps.count(True) if any(gaps) else 0.0
    if stretch > _MOST_STRETCH_EMS * em:
        stretch = 0.0
    return [
        Place(0.0, advance + (stretch if gap else 0.0))
        for advance, gap in zip(advances, gaps, strict=True)
    ]


def _opens_up(text: str, index: int) -> bool:
    """Whether the gap behind a character may be widened: not inside a word or a dash."""
    if index + 1 >= len(text):
        return False
    pair = text[index], text[index + 1]
    return not (all(char in _LATIN for char in pair) or pair in (("—", "—"), ("…", "…")))


def _squeezed(text: str, advances: Sequence[float], lack: float, em: float) -> Iterator[Place]:
    """Narrow all full-width marks by the same share; opening marks move their ink to the left."""
    for start, end, less, shift in narrowed(text, lack, em):
        for advance in advances[start:end]:
            yield Place(shift, advance - less)


class Stretch(NamedTuple):
    """Characters of a line that are treated alike: narrowed by `less`, their ink moved by `shift`.

    Both are in points for each character.
    """

    start: int
    end: int
    less: float
    shift: float


def narrowed(text: str, lack: float, em: float) -> list[Stretch]:
    """The stretches of a line whose marks give way by `lack` points together."""
    less = lack / (reserve(text, em) or 1.0) * em / 2
    first, last = _begins_with_opening(text), len(text) - 1
    stretches = [Stretch(0, 1, 0.0, 0.0)] if first else []
    for match in _ALIKE.finditer(text, first, last):
        start, end = match.span()
        if text[start] not in _SQUEEZED:
            stretches.append(Stretch(start, end + (end == last), 0.0, 0.0))
        else:
            shift = -less if text[start] in _SQUEEZED_LEFT else 0.0
            stretches.append(Stretch(start, end, less, shift))
    if not stretches or stretches[-1].end == last:
        stretches.append(Stretch(last, last + 1, 0.0, 0.0))
    return stretches
