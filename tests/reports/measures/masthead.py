"""The head of a bulletin (报头): name, number, office and date, red rule (7.2.7, 简报惯例)."""

import re
from collections.abc import Iterator

from reports.gongwen import (
    FOOT_INSET,
    ISSUE_NUMBER,
    ISSUED_BY,
    MASTHEAD,
    MASTHEAD_LARGEST,
    MASTHEAD_SMALLEST,
    RED_RULE,
    RED_RULE_THINNEST,
    TEXT_WIDTH,
    Face,
)
from tests.reports.measures.produced import Produced
from tests.reports.measures.typefaces import STANDARD
from tests.reports.measures.wordfile import attribute, layout, look, off, own_runs, said, styled
from tests.reports.paper import MM, Char, Rule, W
from tests.reports.paper import said as printed

_NUMBER = re.compile(r"第([1-9]\d*|　)期(（总第[1-9]\d*期）)?")
_DAY = re.compile(r"\d{4}年[1-9]\d?月[1-9]\d?日")
_THIRD = 0.36
"""The masthead takes about the upper third of the page."""


def word_name(made: Produced) -> Iterator[str]:
    """Red 小标宋 of 42 to 60 points, or as large as a long name may be."""
    for name in styled(made, MASTHEAD.name):
        for run in own_runs(name):
            told = look(made, run, "rFonts", "eastAsia"), look(made, run, "color", "val")
            if told != (Face.XIAOBIAOSONG, "FF0000"):
                yield f"简报名称 {told}"
            size = int(look(made, run, "sz", "val") or 0) / 2
            yield from _off_size(size, len(said(name)))
            behind = int(look(made, run, "spacing", "val") or 0)
            if abs(int(layout(made, name, "ind", "left") or 0) - behind) > 20:
                yield "简报名称的字间空隙没有两边相抵，名称偏左"
    if not list(styled(made, MASTHEAD.name)):
        yield "没有简报名称"


def pdf_name(made: Produced) -> Iterator[str]:
    """The same on the page, centred, no wider than the text area, in the upper third."""
    name, (left, right) = _red(made), made.sheet.edges
    if not name:
        yield "没有红色的简报名称"
        return
    if {char.font for char in name} != {STANDARD[Face.XIAOBIAOSONG]}:
        yield "简报名称不是小标宋"
    yield from _off_size(name[0].size, len(name))
    if abs(name[0].x0 + name[-1].x1 - left - right) > 2 * MM:
        yield "简报名称没有居中"
    if name[-1].x1 - name[0].x0 > TEXT_WIDTH.points:
        yield "简报名称宽过版心"
    if not made.sheet.top * MM < name[0].baseline < made.faces[0].height * _THIRD:
        yield "简报名称不在报头里"


def _off_size(size: float, letters: int) -> Iterator[str]:
    fills = letters * size > TEXT_WIDTH.points * 0.9
    if size > MASTHEAD_LARGEST.points or (size < MASTHEAD_SMALLEST.points and not fills):
        yield f"简报名称 {size} 磅"


def _red(made: Produced) -> list[Char]:
    return [char for char in made.faces[0].chars if char.red]


def word_colours(made: Produced) -> Iterator[str]:
    """Nothing else is in colour (5.2.4)."""
    for node in made.root.iter(f"{W}color"):
        paragraph = next(node.iterancestors(f"{W}p"))
        if node.get(f"{W}val") != "000000" and paragraph not in list(styled(made, MASTHEAD.name)):
            yield f"{off(paragraph)}有颜色"


def pdf_colours(made: Produced) -> Iterator[str]:
    """Only the name and the rule below it are red."""
    name = {char.baseline for char in _red(made)}
    if len(name) > 1:
        yield "不止一行红字"
    for number, face in enumerate(made.faces[1:], start=2):
        if any(char.red for char in face.chars) or any(rule.red for rule in face.rules):
            yield f"第{number}页有红色"


def word_number(made: Produced) -> Iterator[str]:
    """第N期, Arabic without leading zeros, centred, three on the scale."""
    return _off_number([said(node) for node in styled(made, ISSUE_NUMBER.name)])


def pdf_number(made: Produced) -> Iterator[str]:
    """The same on the page, below the name."""
    left, right = made.sheet.edges
    below = max((char.baseline for char in _red(made)), default=0.0)
    lines = [line for line in made.faces[0].lines() if line[0].baseline > below][:1]
    yield from _off_number(list(map(printed, lines)))
    for line in lines:
        if abs(line[0].x0 + line[-1].x1 - left - right) > 2 * MM:
            yield "期号没有居中"


def _off_number(told: list[str]) -> Iterator[str]:
    if len(told) != 1 or not _NUMBER.fullmatch(told[0]):
        yield f"期号是 {told}"


def word_issued(made: Produced) -> Iterator[str]:
    """Office one character in from the left, date one from the right: by tab stops."""
    for line in styled(made, ISSUED_BY.name):
        stops = [node.get(f"{W}pos") for node in line.iter(f"{W}tab") if node.get(f"{W}pos")]
        inset = round(FOOT_INSET.value * ISSUED_BY.size * 20)
        wanted = [str(inset), str(round(TEXT_WIDTH.points * 20) - inset)]
        if stops != wanted or not _DAY.search(said(line)):
            yield f"{off(line)}制表位 {stops}，应为 {wanted}"


def pdf_issued(made: Produced) -> Iterator[str]:
    """The same on the page, on the line (or two) above the red rule."""
    rule, (left, right) = _rule(made), made.sheet.edges
    lines = [line for line in made.faces[0].lines() if rule and line[0].baseline < rule.y]
    inset = FOOT_INSET.value * ISSUED_BY.size
    if not lines or not _DAY.search(printed(lines[-1])):
        yield "红线之上没有日期"
        return
    if abs(lines[-1][-1].x1 - right + inset) > MM:
        yield f"日期距右边 {(right - lines[-1][-1].x1) / MM:.1f} 毫米"
    office = lines[-1] if lines[-1][0].x0 < right / 2 else lines[-2]
    if abs(office[0].x0 - left - inset) > MM:
        yield f"编发单位距左边 {(office[0].x0 - left) / MM:.1f} 毫米"


def word_red_rule(made: Produced) -> Iterator[str]:
    """A red border along the whole width below the line of office and date."""
    edges = [node for node in made.root.iter(f"{W}pBdr") if node.find(f"{W}bottom") is not None]
    for edge in edges:
        paragraph = next(edge.iterancestors(f"{W}p"))
        told = attribute(edge, "bottom", "color"), attribute(edge, "bottom", "sz")
        thin, thick = RED_RULE_THINNEST.points * 8, RED_RULE.points * 8
        if told[0] != "FF0000" or not thin <= int(told[1] or 0) <= thick:
            yield f"红线 {told}"
        if layout(made, paragraph, "ind", "left") or layout(made, paragraph, "ind", "right"):
            yield "红线因缩进变短"
    if len(edges) != 1:
        yield f"有 {len(edges)} 条红线"


def pdf_red_rule(made: Produced) -> Iterator[str]:
    """156 mm wide, in red, close below the line of office and date."""
    rule, (left, right) = _rule(made), made.sheet.edges
    if rule is None:
        yield "首页没有一条红线"
        return
    if abs(rule.x0 - left) > 0.3 * MM or abs(rule.x1 - right) > 0.3 * MM:
        yield f"红线从 {rule.x0 / MM:.1f} 到 {rule.x1 / MM:.1f} 毫米"
    if not RED_RULE_THINNEST.points - 0.01 <= rule.width <= RED_RULE.points + 0.01:
        yield f"红线粗 {rule.width:.2f} 磅"
    above = [char.baseline for char in made.faces[0].chars if char.baseline < rule.y]
    if not 1 * MM < rule.y - max(above, default=0.0) < 5 * MM:
        yield "红线没有紧接编发单位"
    if not rule.y < made.faces[0].height * _THIRD:
        yield "报头占过了首页三分之一"


def _rule(made: Produced) -> Rule | None:
    red = [rule for rule in made.faces[0].rules if rule.red]
    return red[0] if len(red) == 1 else None
