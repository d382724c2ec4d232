"""Which shipped face draws which character, and how wide it is.

Each role (仿宋, 楷体, …) is a chain of faces; a character is drawn by the first that has it. A
character that none has stops the document before anything is written.
"""

import os
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from fontTools.ttLib import TTFont

from reports import marks
from reports.errors import MissingFonts, MissingGlyph
from reports.gongwen import Face

SET_VERSION = "1"
"""Version of the shipped set: the name of its folder in the user's cache."""

_SONG, _HEI = "NotoSerifSC-Regular", "NotoSansSC-Regular"
CHAINS: Mapping[Face, tuple[str, ...]] = MappingProxyType(
    {
        Face.FANGSONG: ("FandolFang-Regular", _SONG, _HEI),
        Face.KAI: ("FandolKai-Regular", _SONG, _HEI),
        Face.HEI: ("FandolHei-Regular", _HEI, _SONG),
        Face.SONG: ("FandolSong-Regular", _SONG, _HEI),
        Face.XIAOBIAOSONG: ("NotoSerifSC-SemiBold", _SONG, _HEI),
    }
)
"""The faces that stand in for each role, by file name, in the order in which they are asked."""

SHIPPED = tuple(sorted({name for chain in CHAINS.values() for name in chain}))
"""Every face of the set, by file name without its ending."""


class Glyph(NamedTuple):
    """The face (by file name) that draws a character, and its advance in ems."""

    font: str
    advance: float


class Font:
    """One face of the set: what it covers, how wide each character is."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, path.stem

    @property
    def source(self) -> str | BytesIO:
        """What the face is read from."""
        return str(self.path)

    @cached_property
    def advances(self) -> dict[str, float]:
        """Advance in ems of every character that the face has."""
        with TTFont(self.source, lazy=True) as font:
            widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
            return {chr(code): widths[name][0] / em for code, name in font.getBestCmap().items()}


class Drawn(Font):
    """The face of our own behind every chain: the boxes that a form is ticked in."""

    def __init__(self) -> None:
        super().__init__(Path(marks.NAME))

    @property
    def source(self) -> BytesIO:
        """The face as it was drawn."""
        return BytesIO(marks.face())


class Chain(dict[str, Glyph]):
    """Which glyph draws a character in one role; looked up once, then remembered."""

    def __init__(self, fonts: Iterable[Font]) -> None:
        super().__init__()
        self._fonts = tuple(fonts)

    def __missing__(self, char: str) -> Glyph:
        for font in self._fonts:
            advance = font.advances.get(char)
            if advance is not None:
                self[char] = Glyph(font.name, advance)
                return self[char]
        raise KeyError(char)


class FontSet:
    """The faces in one folder."""

    def __init__(self, folder: Path) -> None:
        self.fonts: dict[str, Font] = {name: Font(folder / f"{name}.ttf") for name in SHIPPED}
        missing = [font.path.name for font in self.fonts.values() if not font.path.is_file()]
        if missing:
            raise MissingFonts(
                f"字体文件夹 {folder} 缺少 {'、'.join(missing)}，"
                "请在联网的电脑上运行一次 ./run 补齐。"
            )
        self.fonts[marks.NAME] = Drawn()
        self.chains = {
            face: Chain(self.fonts[name] for name in (*names, marks.NAME))
            for face, names in CHAINS.items()
        }

    def require(self, pieces: Iterable[tuple[str, Face, str]]) -> None:
        """Check that every character of `pieces` (text, face, place) can be drawn.

        Raises MissingGlyph, naming the first character that cannot be drawn, and its place.
        """
        for text, face, place in pieces:
            chain = self.chains[face]
            for char in set(text):
                if char != "\n" and char not in chain:
                    _look_up(char, chain, place)


def _look_up(char: str, chain: Chain, place: str) -> None:
    try:
        chain[char]
    except KeyError:
        raise MissingGlyph(_refusal(char, place)) from None


def _refusal(char: str, place: str) -> str:
    name = unicodedata.name(char, "未定名")
    return (
        f"{place}中的“{char}”（U+{ord(char):04X}，{name}）没有字体可以打印，"
        "请换成其他写法后再生成文件。"
    )


def folder() -> Path:
    """The folder of the shipped set: `BAOLIAN_FONTS`, or in the user's cache."""
    chosen = os.environ.get("BAOLIAN_FONTS")
    if chosen:
        return Path(chosen)
    cached = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cached) / "baolian-desk" / "fonts" / SET_VERSION


def shipped() -> FontSet:
    """The shipped faces. Raises MissingFonts where the set-up has not brought them."""
    return _loaded(folder())


@cache
def _loaded(place: Path) -> FontSet:
    return FontSet(place)
