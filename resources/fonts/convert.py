"""Turn a CFF face into a TrueType one: reportlab embeds glyf outlines only."""

from pathlib import Path
from typing import Protocol

from fontTools.pens.basePen import AbstractPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

MAX_ERROR = 1.0
"""How far, in font units of 1/1000 em, a quadratic outline may leave the cubic one."""


class DrawnGlyph(Protocol):
    """A glyph that can draw itself on a pen."""

    def draw(self, pen: AbstractPen) -> None:
        """Draw the outline on `pen`."""


def to_truetype(source: Path, target: Path) -> Path:
    """Write `source` (CFF outlines) to `target` with glyf outlines.

    The result depends on the source alone: the time stamp of the face stays as it was, so
    the same source gives the same bytes. Glyph names are dropped, as CID faces have none.
    """
    font = TTFont(source, recalcTimestamp=False)
    order, glyphs = font.getGlyphOrder(), font.getGlyphSet()
    outlines = {name: _outline(glyphs[name]) for name in order}
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, outlines
    font["loca"] = newTable("loca")
    _raise_profile(font)
    font.save(target)
    return target


def _outline(glyph: DrawnGlyph) -> Glyph:
    quadratic = TTGlyphPen(None)
    glyph.draw(Cu2QuPen(quadratic, MAX_ERROR, reverse_direction=True))
    return quadratic.glyph()


def _raise_profile(font: TTFont) -> None:
    """Replace what says "PostScript outlines" in the tables by what TrueType asks for."""
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs "
        "maxStackElements maxSizeOfInstructions maxComponentElements"
    ).split():
        setattr(profile, field, 0)
    profile.maxZones = 1
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    for table in ("CFF ", "VORG"):
        if table in font:
            del font[table]
    font.sfntVersion = "\x00\x01\x00\x00"
