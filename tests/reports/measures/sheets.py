"""The sheet and its margins, and which way up it stands (GB/T 9704 5.1, 5.2.1, 8)."""

from collections.abc import Iterator

from reports.gongwen import FOOT_SIZE, MARGIN_TOLERANCE
from tests.reports.measures.produced import Produced
from tests.reports.measures.wordfile import attribute, section
from tests.reports.paper import MM, Char, Face

_TWIPS = 1440 / 25.4
_HALF_BLANK = "（【〔《〈「『“‘"
"""Opening marks, whose left half carries no ink."""


def word_sheet(made: Produced) -> Iterator[str]:
    """The sheet of the section, within a millimetre."""
    for name, wanted in (("w", made.sheet.width), ("h", made.sheet.height)):
        yield from _off(f"pgSz {name}", section(made, "pgSz", name) / _TWIPS, wanted)


def pdf_sheet(made: Produced) -> Iterator[str]:
    """The sheet of each page, within a millimetre."""
    for number, face in enumerate(made.faces, start=1):
        yield from _off(f"第{number}页宽", face.width / MM, made.sheet.width)
        yield from _off(f"第{number}页高", face.height / MM, made.sheet.height)


def word_margins(made: Produced) -> Iterator[str]:
    """The four margins of the section; a binding gutter would be added to them."""
    sheet = made.sheet
    wanted = {"left": sheet.left, "top": sheet.top, "right": sheet.right, "bottom": sheet.bottom}
    for name, length in (*wanted.items(), ("gutter", 0)):
        yield from _off(f"pgMar {name}", section(made, "pgMar", name) / _TWIPS, length)


def pdf_margins(made: Produced) -> Iterator[str]:
    """Text and rules begin at the left margin, and leave none of the four."""
    left, right = made.sheet.edges
    begins = []
    for number, face in enumerate(made.faces, start=1):
        inked = [char for line in made.body(face) for char in line]
        begins += [char.x0 for char in inked if char.text not in _HALF_BLANK]
        begins += [rule.x0 for rule in face.rules]
        yield from (f"第{number}页“{char.text}”出了版心" for char in inked if _out(char, made))
        yield from (
            f"第{number}页有横线出了版心" for rule in face.rules if rule.x1 > right + MM / 2
        )
    yield from _off("最左边的内容距纸边", min(begins, default=left) / MM, left / MM)


def _out(char: Char, made: Produced) -> bool:
    """Whether a character's cell leaves the text area; its ink is narrower than its cell."""
    left, right = made.sheet.edges
    begins = char.x0 + (char.size / 2 if char.text in _HALF_BLANK else 0)
    return begins < left - 0.3 * MM or char.x1 > right + 0.3 * MM


def pdf_first_row(made: Produced) -> Iterator[str]:
    """Behind the first page the text begins at the upper margin; an imprint alone stands below."""
    for number, face in enumerate(made.faces[1:], start=2):
        if any(abs(line[0].size - FOOT_SIZE.points) > 0.01 for line in made.body(face)):
            yield from _begins_low(f"第{number}页", face, made)


def _begins_low(page: str, face: Face, made: Produced) -> Iterator[str]:
    heights = [line[0].baseline - line[0].size for line in made.body(face)]
    heights += [rule.y for rule in face.rules]
    begins = min(heights, default=made.sheet.top * MM) / MM
    if not -1 <= begins - made.sheet.top <= 10:
        yield f"{page}从{begins:.1f}毫米处开始，应在天头{made.sheet.top}毫米之下"


def word_orientation(made: Produced) -> Iterator[str]:
    """A wide sheet says that it is one, else printers turn it."""
    wanted = "landscape" if made.sheet.width > made.sheet.height else "portrait"
    said = attribute(made.root, "body/sectPr/pgSz", "orient") or "portrait"
    if said != wanted:
        yield f"orient 是 {said}，应为 {wanted}"


def pdf_orientation(made: Produced) -> Iterator[str]:
    """Pages lie or stand as their sheet does."""
    for number, face in enumerate(made.faces, start=1):
        if (face.width > face.height) != (made.sheet.width > made.sheet.height):
            yield f"第{number}页横竖放反了"


def _off(what: str, found: float, wanted: float) -> Iterator[str]:
    if abs(found - wanted) > MARGIN_TOLERANCE.value:
        yield f"{what} {found:.1f} 毫米，应为 {wanted:.1f}"
