"""Page numbers: `— 1 —` outside (GB/T 9704 7.5), 第X页 共Y页 on lists and forms (表格惯例)."""

from collections.abc import Iterator

from lxml import etree

from reports.gongwen import (
    LEDGER_PAGE_NUMBER,
    PAGE_NUMBER,
    PAGE_NUMBER_DROP,
    PAGE_NUMBER_INSET,
    Face,
)
from tests.reports import paper
from tests.reports.measures.produced import Produced
from tests.reports.measures.typefaces import STANDARD
from tests.reports.measures.wordfile import SLOTS, attribute, section
from tests.reports.paper import MM, Char, Ink, W
from tests.reports.paper import Face as Page

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TWIPS = 20 * MM


def footers(made: Produced) -> dict[str, etree._Element]:
    """The footers of the Word file by the pages that they stand on."""
    relations = paper.word_part(made.docx, "word/_rels/document.xml.rels")
    targets = {str(one.get("Id")): str(one.get("Target")) for one in relations}
    return {
        str(node.get(f"{W}type")): paper.word_part(
            made.docx, f"word/{targets[str(node.get(f'{_R}id'))]}"
        )
        for node in made.root.iter(f"{W}footerReference")
    }


def number_line(face: Page) -> list[Char]:
    """The page number: the last line of a page."""
    return face.lines()[-1]


def _fields(footer: etree._Element) -> str:
    """What a footer says, with the names of its fields instead of their last values."""
    shown, pieces = True, list[str]()
    for node in footer.iter(f"{W}t", f"{W}instrText", f"{W}fldChar"):
        if node.tag == f"{W}fldChar":
            shown = node.get(f"{W}fldCharType") != "separate"
        elif node.tag == f"{W}instrText":
            pieces.append(f"[{(node.text or '').strip()}]")
        elif shown:
            pieces.append(node.text or "")
    return "".join(pieces)


def word_dashes(made: Produced) -> Iterator[str]:
    """Two footers that hold `— PAGE —` in 四号宋体."""
    found = footers(made)
    if set(found) != {"default", "even"}:
        yield f"页脚有 {sorted(found)}"
    for name, footer in found.items():
        if _fields(footer) != "— [PAGE] —":
            yield f"{name} 页脚是“{_fields(footer)}”"
        for run in footer.iter(f"{W}r"):
            named = {attribute(run, "rPr/rFonts", slot) for slot in SLOTS}
            if named != {Face.SONG} or attribute(run, "rPr/sz", "val") != "28":
                yield f"{name} 页码用了 {named}"


def pdf_dashes(made: Produced) -> Iterator[str]:
    """Every page counts on, in 四号宋体."""
    for number, face in enumerate(made.faces, start=1):
        line = number_line(face)
        if paper.said(line) != f"— {number} —":
            yield f"第{number}页页码是“{paper.said(line)}”"
        if {(char.font, char.size) for char in line} != {(STANDARD[Face.SONG], PAGE_NUMBER.size)}:
            yield f"第{number}页页码不是四号宋体"


def word_sides(made: Produced) -> Iterator[str]:
    """Odd pages right, even ones left, one character in."""
    settings = paper.word_part(made.docx, "word/settings.xml")
    if settings.find(f"{W}evenAndOddHeaders") is None:
        yield "没有区分奇偶页"
    inset, found = str(round(PAGE_NUMBER_INSET.points * 20)), footers(made)
    for name, side in (("default", "right"), ("even", "left")):
        line = found[name].find(f"{W}p") if name in found else None
        told = None if line is None else (attribute(line, "pPr/jc", "val"), _ind(line, side))
        if told != (side, inset):
            yield f"{name} 页脚 {told}"


def _ind(line: etree._Element, side: str) -> str | None:
    return attribute(line, "pPr/ind", side)


def pdf_sides(made: Produced) -> Iterator[str]:
    """The same on the page, within half a millimetre."""
    left, right = made.sheet.edges
    for number, face in enumerate(made.faces, start=1):
        line = number_line(face)
        inset = right - line[-1].x1 if number % 2 else line[0].x0 - left
        if abs(inset - PAGE_NUMBER_INSET.points) > 0.5 * MM:
            yield f"第{number}页页码距版心边缘 {inset / MM:.1f} 毫米"


def word_drop(made: Produced) -> Iterator[str]:
    """The middle of the footer's line stands 7 mm below the text area, within 0.3 mm."""
    for name, footer in footers(made).items():
        line = footer.find(f"{W}p")
        pitch = int((attribute(line, "pPr/spacing", "line") if line is not None else None) or 0)
        rise = section(made, "pgMar", "footer") + pitch / 2
        drop = (section(made, "pgMar", "bottom") - rise) / _TWIPS
        if abs(drop - PAGE_NUMBER_DROP.value) > 0.3:
            yield f"{name} 页码在版心下 {drop:.2f} 毫米"


def pdf_drop(made: Produced) -> Iterator[str]:
    """The ink of the dash stands 7 mm below the text area, by its outline and as printed."""
    wanted = made.sheet.foot + PAGE_NUMBER_DROP.points
    for index in range(min(len(made.faces), 2)):
        dashes = [ink for ink in paper.ink_of(made.pdf, index, "—") if ink.top > made.sheet.foot]
        if len(dashes) != 2:
            yield f"第{index + 1}页页码有 {len(dashes)} 条一字线"
        for ink in dashes[:1]:
            yield from _off_drop("轮廓", (ink.top + ink.bottom) / 2 - wanted)
            rows = paper.inked_rows(made.pdf, index, _around(ink))
            yield from _off_drop("印样", sum(rows) / max(len(rows), 1) - wanted)


def _around(ink: Ink) -> Ink:
    """Two millimetres above and below a mark, and nothing beside it."""
    return Ink(ink.x0 + 1, ink.top - 2 * MM, ink.x1 - 1, ink.bottom + 2 * MM)


def _off_drop(by: str, points: float) -> Iterator[str]:
    if abs(points) > 0.3 * MM:
        yield f"按{by}，一字线偏离 {points / MM:.2f} 毫米"


def word_total(made: Produced) -> Iterator[str]:
    """第X页 共Y页 in the middle, on the first page as on all others."""
    for name, footer in footers(made).items():
        line = footer.find(f"{W}p")
        side = None if line is None else attribute(line, "pPr/jc", "val")
        if (_fields(footer), side) != ("第[PAGE]页 共[NUMPAGES]页", "center"):
            yield f"{name} 页脚是“{_fields(footer)}”，{side}"
    if made.root.find(f".//{W}titlePg") is not None and "first" not in footers(made):
        yield "首页没有页码"
    if not footers(made):
        yield "没有页脚"


def pdf_total(made: Produced) -> Iterator[str]:
    """The same on the page, below the text area."""
    (left, right), total = made.sheet.edges, len(made.faces)
    for number, face in enumerate(made.faces, start=1):
        line = number_line(face)
        if paper.said(line) != f"第{number}页 共{total}页":
            yield f"第{number}页页码是“{paper.said(line)}”"
        if abs(line[0].x0 + line[-1].x1 - left - right) > 2 * MM:
            yield f"第{number}页页码没有居中"
        if line[0].baseline - LEDGER_PAGE_NUMBER.size < made.sheet.foot:
            yield f"第{number}页页码进了版心"
