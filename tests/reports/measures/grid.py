"""22 rows of 28 characters, and what stands on them: the body (GB/T 9704 5.2.2, 5.2.3, 7.3.3)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reports.gongwen import BODY, BODY_INDENT, CHARACTERS, ROWS, TEXT_HEIGHT, Face
from tests.reports.measures.produced import Produced
from tests.reports.measures.running import (
    CELL,
    full_pages,
    indent,
    level_of,
    running,
    text_lines,
    text_paragraphs,
)
from tests.reports.measures.typefaces import drawn_in
from tests.reports.measures.wordfile import attribute, layout, look, off, own_runs, section, styled
from tests.reports.paper import MM, Char, gaps, said

ROW = TEXT_HEIGHT.points / ROWS.value
_HAN = re.compile("[一-鿿]+")


def word_rows(made: Produced) -> Iterator[str]:
    """Rows of 579 twips exactly: 22 fill the text area, 23 do not fit."""
    for paragraph in running(made):
        told = [layout(made, paragraph, "spacing", name) for name in ("line", "lineRule")]
        if told != ["579", "exact"]:
            yield f"{off(paragraph)}行距 {told}"
    margins = section(made, "pgMar", "top") + section(made, "pgMar", "bottom")
    height, pitch = section(made, "pgSz", "h") - margins, section(made, "docGrid", "linePitch")
    if height // pitch != ROWS.value:
        yield f"docGrid 行距 {pitch} 排不成 22 行"


def word_characters(made: Produced) -> Iterator[str]:
    """28 characters of their size with their spacing fit the line, 29 do not."""
    margins = section(made, "pgMar", "left") + section(made, "pgMar", "right")
    width = section(made, "pgSz", "w") - margins
    for paragraph in running(made):
        for run in own_runs(paragraph):
            size = int(look(made, run, "sz", "val") or 0) * 10
            cell = size + int(look(made, run, "spacing", "val") or 0)
            if width // cell != CHARACTERS.value:
                yield f"{off(run)}每行排 {width // cell} 字"


def word_grid(made: Produced) -> Iterator[str]:
    """A grid of lines alone: readers count the cells of one with characters differently."""
    kind = attribute(made.root, "body/sectPr/docGrid", "type")
    if kind != "lines":
        yield f"docGrid 是 {kind}"


def word_body(made: Produced) -> Iterator[str]:
    """三号仿宋, two characters in, both edges straight."""
    for paragraph in styled(made, BODY.name):
        first = layout(made, paragraph, "ind", "firstLineChars")
        if first != str(round(BODY_INDENT.value * 100)):
            yield f"{off(paragraph)}首行缩进 {first}"
        if layout(made, paragraph, "jc", "val") != "both":
            yield f"{off(paragraph)}没有两端对齐"
        last = own_runs(paragraph)[-1]
        told = look(made, last, "rFonts", "eastAsia"), look(made, last, "sz", "val")
        if told != (Face.FANGSONG, "32"):
            yield f"{off(paragraph)}用了 {told}"


def word_typography(made: Produced) -> Iterator[str]:
    """Marks do not hang out of the grid, and no space is added beside figures and Latin."""
    for paragraph in running(made):
        for name in ("overflowPunct", "autoSpaceDE", "autoSpaceDN"):
            if layout(made, paragraph, name, "val") != "0":
                yield f"{off(paragraph)}没有关闭 {name}"


def pdf_rows(made: Produced) -> Iterator[str]:
    """22 rows on full pages; every line of text stands on one of the 22, on any page."""
    for number, lines in full_pages(made):
        if len(lines) != ROWS.value:
            yield f"第{number}页排了 {len(lines)} 行"
    for number, face in enumerate(made.faces, start=1):
        for line in text_lines(made, face):
            row = (line[0].baseline - made.sheet.top * MM) / ROW % 1
            if not 0.69 < row < 0.73:  # the baseline of characters in the middle of their row
                yield f"第{number}页“{said(line)[:8]}”没有站在行上（{row:.2f}）"


def pdf_pitch(made: Produced) -> Iterator[str]:
    """From line to line as much as 22 rows leave to each, to a fiftieth of a point."""
    for number, lines in full_pages(made):
        for above, below in pairwise(lines):
            pitch = below[0].baseline - above[0].baseline
            if abs(pitch - ROW) > 0.02:
                yield f"第{number}页“{said(below)[:8]}”行距 {pitch:.2f} 磅"


def han_lines(made: Produced) -> Iterator[tuple[str, list[Char]]]:
    """Lines of nothing but Han of which nothing but their width ends: more Han follow."""
    for number, face in enumerate(made.faces, start=1):
        for line, below in pairwise(text_lines(made, face)):
            goes_on = indent(made, below) < 0.1 and _HAN.match(said(below)[:2])
            if goes_on and goes_on.end() == 2 and _HAN.fullmatch(said(line)):
                yield f"第{number}页“{said(line)[:8]}”", line


def pdf_characters(made: Produced) -> Iterator[str]:
    """Full lines of Han hold 28 characters, or 26 behind the indent."""
    for place, line in han_lines(made):
        begins = round(indent(made, line))
        if len(line) + begins != CHARACTERS.value:
            yield f"{place}缩进 {begins} 字，排了 {len(line)} 字"


def pdf_cells(made: Produced) -> Iterator[str]:
    """The characters of such lines stand 15.79 points apart."""
    for place, line in han_lines(made):
        wide = [gap for gap in gaps(line) if abs(gap - CELL) > 0.02]
        if wide:
            yield f"{place}字距 {wide[0]:.2f} 磅"


def pdf_body(made: Produced) -> Iterator[str]:
    """三号仿宋; behind a heading's sentence as well. Lines begin at the margin or two in."""
    for paragraph in text_paragraphs(made):
        text = said(paragraph)
        begins = text.find("。") + 1 if level_of(text) else 0
        if text.startswith("编者按"):
            continue
        said_on = paragraph[begins:] if begins or not level_of(text) else []
        if not drawn_in(said_on, Face.FANGSONG):
            yield f"“{text[:8]}”不是仿宋"
        if not BODY_INDENT.value - 0.52 < indent(made, paragraph) < BODY_INDENT.value + 0.02:
            yield f"“{text[:8]}”缩进 {indent(made, paragraph):.2f} 字"


def pdf_first_page(made: Produced) -> Iterator[str]:
    """The first page shows text below the title."""
    if not text_lines(made, made.faces[0]):
        yield "首页没有正文"
