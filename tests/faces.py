"""Small font files: every character is the same box, so that a whole repertoire is made at once.

And a computer of somebody's own, which has them.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.basePen import AbstractPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from reports import fonts
from reports import installed as program
from reports.installed import everyday

Put: TypeAlias = Callable[..., str]

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


@pytest.fixture
def own_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer of somebody's own: the shipped faces, none besides, nothing chosen or printed.

    Its font files lie in `fonts`, what the program keeps in `home`.
    """
    monkeypatch.delenv("BAOLIAN_FONTS", raising=False)
    shipped = fonts.folder()
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setattr(program, "FOLDERS", {sys.platform: (str(tmp_path / "fonts"),)})
    fonts.folder().parent.mkdir(parents=True)
    fonts.folder().symlink_to(shipped, target_is_directory=True)
    return tmp_path


@pytest.fixture
def put_in(own_computer: Path) -> Put:
    """Puts a font file among those of the computer; its path comes back."""

    def placed(name: str, *faces: TTFont) -> str:
        return str(installed(own_computer / "fonts", name, *faces))

    return placed
