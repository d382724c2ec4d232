"""Judges how lines were broken, by rules of its own: nothing here knows how the breaker works.

Marks by GB/T 15834 5.1; numbers and words are not divided, unless they are of twelve characters
or more, or wider than their line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NEVER_FIRST = "，。、；：？！）】〕》〉”’…—～·％%‰℃,.;:?!)]}"
_NEVER_LAST = "（【〔《〈“‘([{№"
_UNITS = (
    *(
        "个百分点",
        "个工作日",
        "万千瓦时",
        "亿千瓦时",
        "万元",
        "亿元",
        "家次",
        "公里",
        "小时",
        "公顷",
    ),
    *("年", "月", "日", "号", "期", "个", "件", "家", "人", "亩", "米", "天", "元", "项", "次"),
    *("%", "‰", "℃", "㎡"),
)
_NUMBER = r"[-+±]?\d+(?:[.,:/×~～-]\d+)*"
_WHOLE = re.compile(
    "|".join(
        (
            r"〔\d{4}〕\d+号",
            r"[A-Z]+(?:/[A-Z]+)? \d[\d-]*",
            rf"第?{_NUMBER}(?:{'|'.join(map(re.escape, _UNITS))})",
            rf"{_NUMBER} ?(?:kV|MPa|km)(?![A-Za-z])",
            r"[A-Za-z0-9](?:[-A-Za-z0-9_.,/:@&?=#%+]*[A-Za-z0-9])?",
            rf"№?{_NUMBER}",
            "——|……",
        )
    )
)
_LONG = 12


@dataclass(frozen=True)
class SetLine:
    """A line as it was set: its text, where its cells begin and end from the frame's edge."""

    text: str
    begins: float
    ends: float


@dataclass(frozen=True)
class Measure:
    """The frame that lines were set in, in points: width, type size, indent of the first line.

    A `straight` one has its lines stretched to its right edge.
    """

    width: float
    size: float
    indent: float = 0
    straight: bool = False


def faults(text: str, lines: Sequence[SetLine], measure: Measure) -> Iterator[str]:
    """What is wrong with the lines of a paragraph, in words; nothing where all is well."""
    cuts = _cuts(text, lines)
    if cuts is None:
        yield f"“{text[:12]}”的文字不全"
        return
    yield from _off_marks(lines)
    yield from _off_frame(lines, measure)
    for whole in _WHOLE.finditer(text):
        divided = any(whole.start() < cut < whole.end() for cut in cuts)
        if divided and len(whole[0]) < _LONG and _room_for(_with_marks(text, whole), measure):
            yield f"“{whole[0]}”断开了"


def loose(lines: Sequence[SetLine], measure: Measure) -> list[SetLine]:
    """The lines before the last that stop short of the edge by more than half a character."""
    return [line for line in lines[:-1] if measure.width - line.ends > measure.size / 2]


def _cuts(text: str, lines: Sequence[SetLine]) -> list[int] | None:
    """Where in the text its lines begin; none where they do not say what it says."""
    cuts, place = list[int](), 0
    for line in lines:
        begin = text.find(line.text, place)
        if begin < 0 or text[place:begin].strip():
            return None
        cuts.append(begin)
        place = begin + len(line.text)
    return None if text[place:].strip() else cuts


def _off_marks(lines: Sequence[SetLine]) -> Iterator[str]:
    for line in lines[1:]:
        if line.text[0] in _NEVER_FIRST:
            yield f"“{line.text[:6]}”以“{line.text[0]}”开头"
    for line in lines[:-1]:
        if line.text[-1] in _NEVER_LAST:
            yield f"“{line.text[-6:]}”以“{line.text[-1]}”结尾"


def _off_frame(lines: Sequence[SetLine], measure: Measure) -> Iterator[str]:
    for number, line in enumerate(lines):
        indent = 0 if number else measure.indent
        if line.begins < indent - measure.size / 2 - 0.01 or line.ends > measure.width + 0.3:
            yield f"“{line.text[:8]}”从 {line.begins:.1f} 到 {line.ends:.1f}，出了版心"
        if not number and measure.straight and line.begins > indent + 0.01:
            yield f"“{line.text[:8]}”缩进 {line.begins:.1f}"
    if measure.straight:
        for line in lines[:-1]:
            if 0.3 < measure.width - line.ends < measure.size / 2:
                yield f"“{line.text[-8:]}”没有对齐右边"


def _with_marks(text: str, whole: re.Match[str]) -> str:
    """Something that must be kept whole with the marks that may not be parted from it."""
    begin, end = whole.span()
    while begin and text[begin - 1] in _NEVER_LAST:
        begin -= 1
    while end < len(text) and text[end] in _NEVER_FIRST:
        end += 1
    return text[begin:end]


def _room_for(text: str, measure: Measure) -> bool:
    """Whether one line holds it."""
    cells = sum(0.5 if char.isascii() else 1.0 for char in text)
    return cells * measure.size <= measure.width - measure.indent
