"""Small font files: every character is the same box, so that a whole repertoire is made at once."""

from collections.abc import Iterable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.basePen import AbstractPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from reports.installed import everyday

_EM = 1000
_GLYPHS = (".notdef", "box")


def face(
    family: str,
    chinese: str = "",
    *,
    chars: Iterable[str] = (),
    licence: int = 0,
    cff: bool = False,
) -> TTFont:
    """A face of that family (in Chinese too, if said) with these characters, or all everyday ones.

    `licence` is its fsType; a `cff` one has PostScript outlines.
    """
    builder = FontBuilder(_EM, isTTF=not cff)
    builder.setupGlyphOrder(list(_GLYPHS))
    builder.setupCharacterMap({ord(char): "box" for char in chars or everyday()})
    named = "".join(filter(str.isascii, family)).replace(" ", "") or "Sample"
    if cff:
        builder.setupCFF(named, {}, dict.fromkeys(_GLYPHS, _charstring()), {})
    else:
        pen = TTGlyphPen(None)
        _box(pen)
        builder.setupGlyf(dict.fromkeys(_GLYPHS, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(_GLYPHS, (_EM, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    said = {"en": family, **({"zh": chinese} if chinese else {})}
    builder.setupNameTable(
        {
            "familyName": said,
            "fullName": said,
            "styleName": "Regular",
            "psName": named,
            "version": "Version 5.00;made for tests",
        }
    )
    builder.setupOS2(fsType=licence)
    builder.setupPost()
    return builder.font


def _box(pen: AbstractPen) -> None:
    pen.moveTo((100, 0))
    for corner in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()


def _charstring() -> T2CharString:
    pen = T2CharStringPen(_EM, {})
    _box(pen)
    return pen.getCharString()


def installed(folder: Path, name: str, *faces: TTFont) -> Path:
    """A font file in a folder: of one face, or a collection of several."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if len(faces) == 1:
        faces[0].save(path)
        return path
    collection = TTCollection()
    collection.fonts = list(faces)
    collection.save(path)
    return path
