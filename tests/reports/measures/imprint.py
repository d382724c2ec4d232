"""The imprint at the foot of a bulletin (版记, GB/T 9704 7.4): rules, readers, who issued it."""

import re
from collections.abc import Iterator

from lxml import etree

from reports.gongwen import (
    COPIES,
    FOOT,
    FOOT_EDGE_RULE,
    FOOT_INNER_RULE,
    FOOT_INSET,
    FOOT_SIZE,
    READERS,
    Face,
)
from tests.reports.measures.produced import Produced
from tests.reports.measures.typefaces import drawn_in
from tests.reports.measures.wordfile import look, off, own_runs, said, styled
from tests.reports.paper import MM, Char, Rule, W
from tests.reports.paper import said as printed

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_LIST = re.compile("[报送发]：")
_ISSUED = re.compile(r"\d{4}年[1-9]\d?月[1-9]\d?日印发$")
_EM = FOOT_SIZE.points


def _box(made: Produced) -> etree._Element | None:
    """The text box of the imprint: the one with a table in it; charts have boxes as well."""
    boxes = made.root.iter(f"{W}txbxContent")
    return next((box for box in boxes if box.find(f"{W}tbl") is not None), None)


def word_rules(made: Produced) -> Iterator[str]:
    """0.35 mm above and below, 0.25 mm between, to the nearest eighth of a point."""
    box = _box(made)
    borders = None if box is None else box.find(f"{W}tbl/{W}tblPr/{W}tblBorders")
    found = {} if borders is None else {edge.tag.removeprefix(W): _mm(edge) for edge in borders}
    wanted = {"top": FOOT_EDGE_RULE, "bottom": FOOT_EDGE_RULE, "insideH": FOOT_INNER_RULE}
    for name, measure in wanted.items():
        if abs(found.get(name, 0) - measure.value) > 0.03:
            yield f"{measure.label} {name} {found.get(name)} 毫米"


def _mm(edge: etree._Element) -> float:
    return int(edge.get(f"{W}sz") or 0) / 8 / MM


def word_place(made: Produced) -> Iterator[str]:
    """The box stands on the lower margin, without insets, as wide as the text area."""
    for place in made.root.iter(f"{_WP}positionV"):
        if (place.get("relativeFrom"), place[0].text) != ("margin", "bottom"):
            yield "版记没有落在版心下边缘"
    if _box(made) is None:
        yield "没有版记"


def pdf_rules(made: Produced) -> Iterator[str]:
    """The same on the page; each as wide as the text area."""
    rules, (left, right) = _rules(made), made.sheet.edges
    widths = [FOOT_EDGE_RULE.points, FOOT_EDGE_RULE.points]
    widths[1:1] = [FOOT_INNER_RULE.points] * (len(rules) - 2)
    if len(rules) < 2 or any(
        abs(rule.width - width) > 0.02 for rule, width in zip(rules, widths, strict=False)
    ):
        yield f"版记线粗 {[round(rule.width / MM, 2) for rule in rules]} 毫米"
    for rule in rules:
        if abs(rule.x0 - left) > 0.3 * MM or abs(rule.x1 - right) > 0.3 * MM:
            yield f"版记线从 {rule.x0 / MM:.1f} 到 {rule.x1 / MM:.1f} 毫米"


def pdf_last_rule(made: Produced) -> Iterator[str]:
    """The last rule is the lower edge of the text area, within 0.3 mm."""
    last = max((rule.y for rule in _rules(made)), default=0.0)
    if abs(last - made.sheet.foot) > 0.3 * MM:
        yield f"末条分隔线在 {last / MM:.2f} 毫米处"


def _rules(made: Produced) -> list[Rule]:
    """The black rules of the last page that are no part of a table: above 14-point lines."""
    lines = foot_lines(made)
    top = lines[0][0].baseline - 2 * _EM if lines else 0.0
    return [rule for rule in made.rules(made.faces[-1]) if not rule.red and rule.y > top]


def foot_lines(made: Produced) -> list[list[Char]]:
    """The lines in 四号 on the last page, without its number."""
    return [line for line in made.body(made.faces[-1]) if abs(line[0].size - _EM) < 0.01]


def word_type(made: Produced) -> Iterator[str]:
    """四号仿宋."""
    for paragraph in styled(made, FOOT.name, READERS.name, COPIES.name):
        for run in own_runs(paragraph):
            told = look(made, run, "rFonts", "eastAsia"), look(made, run, "sz", "val")
            if told != (Face.FANGSONG, "28"):
                yield f"{off(run)}用了 {told}"


def pdf_type(made: Produced) -> Iterator[str]:
    """The same on the page."""
    if not foot_lines(made):
        yield "末页没有四号字的版记"
    for line in foot_lines(made):
        if not drawn_in(line, Face.FANGSONG):
            yield f"版记“{printed(line)[:8]}”不是仿宋"


def word_readers(made: Produced) -> Iterator[str]:
    """One character in on both sides, hanging behind the colon, ended by a full stop."""
    for paragraph in styled(made, READERS.name):
        ind = paragraph.find(f"{W}pPr/{W}ind")
        named = ("leftChars", "rightChars", "hangingChars")
        told = [None if ind is None else ind.get(W + name) for name in named]
        if told != ["300", "100", "200"]:
            yield f"{off(paragraph)}缩进 {told}"
        yield from _off_list(said(paragraph))


def pdf_readers(made: Produced) -> Iterator[str]:
    """The same on the page: later lines begin below the first name."""
    (left, right), hangs, last = made.sheet.edges, 0.0, ""
    for line in foot_lines(made):
        if _LIST.match(printed(line)):
            yield from _off_list(last)
            hangs, last = line[2].x0, printed(line)
            if abs(line[0].x0 - left - FOOT_INSET.value * _EM) > 0.5:
                yield f"“{last[:6]}”没有空一字"
        elif hangs and not _ISSUED.search(printed(line)) and not _copies(line):
            last += printed(line)
            if abs(line[0].x0 - hangs) > 0.5:
                yield f"“{printed(line)[:6]}”没有对齐冒号后的名称"
        if line[-1].x1 > right - FOOT_INSET.value * _EM + 0.5:
            yield f"“{printed(line)[:6]}”右边没有空一字"
    yield from _off_list(last)


def _off_list(text: str) -> Iterator[str]:
    if text and not text.endswith("。"):
        yield f"“{text[:8]}”末尾没有句号"


def _copies(line: list[Char]) -> bool:
    return re.fullmatch(r"（共印[1-9]\d*份）", printed(line)) is not None


def word_issued(made: Produced) -> Iterator[str]:
    """Who issued it, and the day with 印发 behind it."""
    told = [said(paragraph) for paragraph in styled(made, FOOT.name)]
    if len(told) != 1 or not _ISSUED.search(told[0]):
        yield f"印发机关与日期 {told}"


def pdf_issued(made: Produced) -> Iterator[str]:
    """The same on the page: office one character in from the left, date one from the right."""
    left, right = made.sheet.edges
    lines = [line for line in foot_lines(made) if _ISSUED.search(printed(line))]
    if len(lines) != 1:
        yield f"有 {len(lines)} 行印发日期"
    for line in lines:
        if abs(right - line[-1].x1 - _EM) > 0.5:
            yield f"印发日期距右边 {(right - line[-1].x1) / MM:.1f} 毫米"
        if line[0].x0 < right / 2 and abs(line[0].x0 - left - _EM) > 0.5:
            yield f"印发机关距左边 {(line[0].x0 - left) / MM:.1f} 毫米"
