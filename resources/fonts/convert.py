"""Turn a CFF face into a TrueType one: reportlab embeds glyf outlines only.

`python -m resources.fonts.convert SOURCE TARGET …` converts each source to its target.
"""

import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

MAX_ERROR = 1.0
"""How far, in font units of 1/1000 em, a quadratic outline may leave the cubic one."""

INSTRUCTION_LIMITS = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
)
"""Fields of `maxp` about hinting and composite glyphs, which converted faces do without."""


def to_truetype(source: Path, target: Path) -> Path:
    """Write `source` (CFF outlines) to `target` with glyf outlines.

    The result depends on the source alone: the time stamp of the face stays as it was, so
    the same source gives the same bytes. Glyph names are dropped, as CID faces have none.
    """
    font = TTFont(source, recalcTimestamp=False)
    outlines = _outlines(font)
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = list(outlines), outlines
    font["loca"] = newTable("loca")
    _raise_profile(font)
    font.save(target)
    return target


def _outlines(font: TTFont) -> dict[str, Glyph]:
    """The quadratic outline of every glyph, in the order of the face."""
    outlines, glyphs = {}, font.getGlyphSet()
    for name in font.getGlyphOrder():
        quadratic = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(quadratic, MAX_ERROR, reverse_direction=True))
        outlines[name] = quadratic.glyph()
    return outlines


def _raise_profile(font: TTFont) -> None:
    """Replace what says "PostScript outlines" in the tables by what TrueType asks for."""
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    for field in INSTRUCTION_LIMITS:
        setattr(profile, field, 0)
    profile.maxZones = 1
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    for table in ("CFF ", "VORG"):
        if table in font:
            del font[table]
    font.sfntVersion = "\x00\x01\x00\x00"


if __name__ == "__main__":
    for pair in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        to_truetype(*map(Path, pair))
