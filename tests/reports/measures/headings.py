"""The title and the four levels of headings (GB/T 9704 7.3.1, 7.3.3)."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from reports.gongwen import TITLE_BLANK_ROWS, TITLE_SIZE, Face
from reports.oxml import ROW_TWIPS
from tests.reports.measures.grid import ROW
from tests.reports.measures.produced import Produced
from tests.reports.measures.running import level_of, running, text_paragraphs
from tests.reports.measures.typefaces import STANDARD
from tests.reports.measures.wordfile import layout, look, off, own_runs, said, styled
from tests.reports.paper import MM, Char, W
from tests.reports.paper import said as printed

_WRONG_STOP = re.compile(
    r"\d+[．、]|[一二三四五六七八九十]+[.．]|（[一二三四五六七八九十\d]+）[、.．]"
)
"""Numerals with the stop of another level: 1、 一． （一）、"""


def title_lines(made: Produced) -> list[list[Char]]:
    """The lines of the title on the first page."""
    lines = made.faces[0].lines()
    return [line for line in lines if abs(line[0].size - TITLE_SIZE.points) < 0.01]


def word_title(made: Produced) -> Iterator[str]:
    """二号小标宋, centred, two rows below the red rule."""
    titles = list(styled(made, "Title"))
    if len(titles) != 1:
        yield f"有 {len(titles)} 个标题"
    for title in titles:
        run = own_runs(title)[0]
        told = look(made, run, "rFonts", "eastAsia"), look(made, run, "sz", "val")
        if told != (Face.XIAOBIAOSONG, "44") or layout(made, title, "jc", "val") != "center":
            yield f"标题 {told}"
        before = int(layout(made, title, "spacing", "before") or 0)
        if before // ROW_TWIPS != TITLE_BLANK_ROWS.value:
            yield f"标题之上空 {before / ROW_TWIPS:.1f} 行"


def pdf_title(made: Produced) -> Iterator[str]:
    """二号小标宋, centred within a millimetre, two rows below the red rule."""
    lines, (left, right) = title_lines(made), made.sheet.edges
    if not lines:
        yield "没有二号字的标题"
    for line in lines:
        if {char.font for char in line} != {STANDARD[Face.XIAOBIAOSONG]}:
            yield f"标题“{printed(line)}”不是小标宋"
        if abs(line[0].x0 + line[-1].x1 - left - right) > 2 * MM:
            yield f"标题“{printed(line)}”没有居中"
    rules = [rule.y for rule in made.faces[0].rules if rule.red]
    for line in lines[:1]:
        blank = (line[0].baseline - 0.88 * TITLE_SIZE.points - rules[0]) / ROW if rules else 0
        if not TITLE_BLANK_ROWS.value <= blank < TITLE_BLANK_ROWS.value + 0.5:
            yield f"标题与红线之间空 {blank:.1f} 行"


def word_title_shape(made: Produced) -> Iterator[str]:
    """The lines of a title make a trapezium or a rhombus: no waist, no lonely characters."""
    for title in styled(made, "Title"):
        breaks = "".join(node.text or "\n" for node in title.iter(f"{W}t", f"{W}br"))
        yield from _off_shape([len(line) for line in breaks.split("\n")])


def pdf_title_shape(made: Produced) -> Iterator[str]:
    """The same on the page."""
    return _off_shape([len(line) for line in title_lines(made)])


def _off_shape(lengths: list[int]) -> Iterator[str]:
    for above, waist, below in zip(lengths, lengths[1:], lengths[2:], strict=False):
        if waist < min(above, below):
            yield f"标题各行 {lengths} 成了沙漏"
    if any(max(pair) > 2 * min(pair) for pair in pairwise(lengths)):
        yield f"标题各行 {lengths} 长短悬殊"


def word_levels(made: Produced) -> Iterator[str]:
    """黑体, 楷体, 仿宋, 仿宋, all 三号."""
    for paragraph in running(made):
        face = level_of(said(paragraph))
        if face is not None:
            first = own_runs(paragraph)[0]
            told = look(made, first, "rFonts", "eastAsia"), look(made, first, "sz", "val")
            if told != (face, "32"):
                yield f"{off(paragraph)}用了 {told}"


def pdf_levels(made: Produced) -> Iterator[str]:
    """The face of each level, to the end of the heading's sentence."""
    for paragraph in text_paragraphs(made):
        text = printed(paragraph)
        face = level_of(text)
        if face is None:
            continue
        head = paragraph[: text.find("。") + 1 or None]
        if {head[0].font, head[-1].font} != {STANDARD[face]}:
            yield f"“{text[:8]}”用了 {head[0].font}、{head[-1].font}"


def word_not_bold(made: Produced) -> Iterator[str]:
    """Nothing is bold: levels are told by their face."""
    bold = [*made.root.iter(f"{W}b"), *made.styles.iter(f"{W}b")]
    yield from (f"{node.getparent()} 加粗" for node in bold)


def pdf_not_bold(made: Produced) -> Iterator[str]:
    """No heading is drawn in the strong face of the title, nor twice."""
    for paragraph in text_paragraphs(made):
        if STANDARD[Face.XIAOBIAOSONG] in {char.font for char in paragraph}:
            yield f"“{printed(paragraph)[:8]}”加粗"


def word_numerals(made: Produced) -> Iterator[str]:
    """Each level has its own mark: 一、 （一） 1. （1）."""
    return _wrong_stops(map(said, running(made)))


def pdf_numerals(made: Produced) -> Iterator[str]:
    """The same on the page."""
    return _wrong_stops(map(printed, text_paragraphs(made)))


def _wrong_stops(texts: Iterable[str]) -> Iterator[str]:
    return (f"“{text[:8]}”序号后的点号不对" for text in texts if _WRONG_STOP.match(text))
