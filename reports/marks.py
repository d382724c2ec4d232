"""The boxes that a form is ticked in, ☐ and ☑: a face of our own, for no shipped face has them.

It is drawn when it is first needed: straight strokes on the em square of the Chinese faces, so
that a box stands on the line as a character does. Copied text holds the characters themselves.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from types import MappingProxyType

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

OPEN, TICKED = "☐", "☑"

NAME = "BaolianMarks"
"""Name of the face in PDF files."""

WORD_NAME = "Segoe UI Symbol"
"""The face that has the boxes where Word and WPS run; none of the standard Chinese ones does."""
WORD_SUBSTITUTE = "MS Gothic"

BOXES = re.compile(f"([{OPEN}{TICKED}]+)")
"""Finds the boxes in a text, and divides it at them."""

_EM = 1000
_ASCENT, _DESCENT = 880, -120
_LEFT = 110
_MADE = 2_082_844_800
"""Seconds from the beginning of 1904 to that of 1970: not the time of drawing."""

Point = tuple[int, int]
_OUTER: Sequence[Point] = ((_LEFT, 0), (_LEFT, 780), (890, 780), (890, 0))
_INNER: Sequence[Point] = ((165, 55), (835, 55), (835, 725), (165, 725))
_HOOK: Sequence[Point] = ((255, 430), (315, 490), (440, 350), (695, 655), (755, 600), (440, 215))

_SHAPES: Mapping[str, Sequence[Sequence[Point]]] = MappingProxyType(
    {".notdef": (), "open": (_OUTER, _INNER), "ticked": (_OUTER, _INNER, _HOOK)}
)


@cache
def face() -> bytes:
    """The face as a TrueType file; the same bytes each time."""
    builder = FontBuilder(_EM)
    builder.setupGlyphOrder(list(_SHAPES))
    builder.setupCharacterMap({ord(OPEN): "open", ord(TICKED): "ticked"})
    builder.setupGlyf({name: _drawn(outlines) for name, outlines in _SHAPES.items()})
    builder.setupHorizontalMetrics(dict.fromkeys(_SHAPES, (_EM, _LEFT)))
    builder.setupHorizontalHeader(ascent=_ASCENT, descent=_DESCENT)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME})
    builder.setupOS2()
    builder.setupPost()
    head = builder.font["head"]
    head.created = head.modified = _MADE
    stream = BytesIO()
    builder.save(stream)
    return stream.getvalue()


def _drawn(outlines: Sequence[Sequence[Point]]) -> Glyph:
    pen = TTGlyphPen(None)
    for first, *rest in outlines:
        pen.moveTo(first)
        for point in rest:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
