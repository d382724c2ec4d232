"""Faces that lie on this computer: where they are looked for, what they say of themselves, and why
one cannot serve.

A face is known by the names in its file, in whatever language; systems' own lists of fonts give
names alone, and a PDF needs the outlines.
"""

import os
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, TypeAlias

from fontTools.ttLib import TTCollection, TTFont, TTLibError

from reports.fonts import Installed
from reports.gongwen import Face
from reports.truetype import character_map, subset

STANDARD: Mapping[Face, tuple[str, ...]] = MappingProxyType(
    {
        Face.FANGSONG: (
            *("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"),
            *("方正仿宋_GBK", "FZFangSong-Z02", "方正仿宋简体", "FZFangSong-Z02S"),
            *("华文仿宋", "STFangsong"),
        ),
        Face.KAI: (
            *("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
            *("方正楷体_GBK", "FZKai-Z03", "方正楷体简体", "FZKai-Z03S"),
            *("华文楷体", "STKaiti"),
        ),
        Face.HEI: (
            *("黑体", "SimHei"),
            *("方正黑体_GBK", "FZHei-B01", "方正黑体简体", "FZHei-B01S"),
            *("华文黑体", "STHeiti"),
        ),
        Face.SONG: (
            *("宋体", "SimSun"),
            *("方正书宋_GBK", "FZShuSong-Z01", "方正书宋简体", "FZShuSong-Z01S"),
            *("华文宋体", "STSong"),
        ),
        Face.XIAOBIAOSONG: (
            *("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
            *("方正小标宋_GBK", "FZXiaoBiaoSong-B05", "方正小标宋_GB18030"),
            *("华文中宋", "STZhongsong"),
        ),
    }
)
"""By which family names the faces of a role go where Word and WPS run, the best first."""

_RANKS: Mapping[Face, Mapping[str, int]] = MappingProxyType(
    {role: {name.casefold(): rank for rank, name in enumerate(STANDARD[role])} for role in Face}
)
_SUFFIXES = frozenset({".ttf", ".ttc", ".otf", ".otc"})
_NAME_IDS = (4, 1, 16)  # full name, family, typographic family
_COLLECTION = b"ttcf"
_STYLE_ID = 2
_RESTRICTED, _NO_SUBSETS, _BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
"""Licence bits of a font file (OS/2 fsType): each forbids what a PDF does with it."""
_LEVEL_1 = 3755  # characters
_NEEDED = ("OS/2", "post", "hhea", "hmtx", "loca")
"""Tables that a PDF's description of a face is made from."""
_TRIED = 20  # characters cut out of a face to see whether it can be done
_TOLD = 5  # characters named of those that lack
_BROKEN = (
    *(TTLibError, OSError, EOFError, struct.error, AssertionError, UnicodeError),
    *(ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, MemoryError),
)
"""What reading a damaged font file can raise."""

#: A file as it was when it was looked at: size in bytes, time of change in nanoseconds.
Stamp: TypeAlias = tuple[int, int]


@dataclass(frozen=True)
class Typeface:
    """One face of a font file, as it describes itself; `index` is its place in a collection.

    `families` are its names in all languages. `refusal` says why it cannot serve; it is empty
    where it can, and where the face was not looked at closely.
    """

    path: str
    index: int
    stamp: Stamp
    families: tuple[str, ...] = ()
    style: str = ""
    refusal: str = ""

    @property
    def title(self) -> str:
        """What people call it: its first Chinese name, else its first."""
        chinese = (name for name in self.families if not name.isascii())
        return next(chinese, self.families[0] if self.families else Path(self.path).stem)

    def rank(self, role: Face) -> int | None:
        """How far from the best it stands among the standard faces of a role; None: not one."""
        known = _RANKS[role]
        ranks = (known.get(name.casefold()) for name in self.families)
        return min((rank for rank in ranks if rank is not None), default=None)


@dataclass(frozen=True)
class Looked:
    """What was found in one font file; `broken` says why it could not be read."""

    stamp: Stamp
    faces: tuple[Typeface, ...] = ()
    broken: str = ""


_LINUX = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/opt/kingsoft/wps-office/office6/fonts",
    "/opt/apps/cn.wps.wps-office/files/kingsoft/wps-office/office6/fonts",
    "~/.kingsoft/office6/fonts",
)
FOLDERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "win32": (
            r"%SystemRoot%\Fonts",
            r"%LOCALAPPDATA%\Microsoft\Windows\Fonts",
            r"%LOCALAPPDATA%\Kingsoft\WPS Office\fonts",
            r"%APPDATA%\kingsoft\office6\fonts",
        ),
        "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    }
)
"""Where font files lie: the system's folders, the user's, those of WPS; elsewhere as on Linux."""


def folders() -> tuple[Path, ...]:
    """The folders of this system in which faces are looked for."""
    named = FOLDERS.get(sys.platform, _LINUX)
    return tuple(Path(os.path.expandvars(one)).expanduser() for one in named)


def scan(places: Iterable[Path], known: Mapping[str, Looked]) -> dict[str, Looked]:
    """Every font file below some folders, by its path.

    What is `known` of a file is taken over as long as its stamp is the same.
    """
    found = {}
    for path in _files(places):
        stamp = stamp_of(path)
        if stamp is not None:
            before = known.get(str(path))
            found[str(path)] = before if before and before.stamp == stamp else look(path, stamp)
    return found


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        for folder, _, names in os.walk(place):
            for name in sorted(names):
                if Path(name).suffix.lower() in _SUFFIXES:
                    yield Path(folder) / name


def stamp_of(path: Path) -> Stamp | None:
    """None where the file has gone meanwhile or may not be seen."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_size, seen.st_mtime_ns


def look(path: Path, stamp: Stamp | None = None, *, closely: bool = False) -> Looked:
    """What one file holds. A damaged one is told with a reason, never raised.

    `closely` checks any face for the characters that it lacks, not those of standard names alone.
    """
    stamp = stamp or stamp_of(path)
    if stamp is None:
        return Looked((0, 0), (), "找不到这个文件")
    try:
        return Looked(stamp, tuple(_faces(path, stamp, closely)))
    except _BROKEN:
        return Looked(stamp, (), "文件已损坏，或不是字体")


def _faces(path: Path, stamp: Stamp, closely: bool) -> Iterator[Typeface]:
    with path.open("rb") as stream:
        for index, font in enumerate(_opened(stream)):
            face = _face(font, Typeface(str(path), index, stamp))
            standard = any(face.rank(role) is not None for role in Face)
            yield _judged(face, font) if standard or closely else face


def _opened(stream: BinaryIO) -> Sequence[TTFont]:
    many = stream.read(len(_COLLECTION)) == _COLLECTION
    stream.seek(0)
    return TTCollection(stream, lazy=True).fonts if many else [TTFont(stream, lazy=True)]


def _face(font: TTFont, place: Typeface) -> Typeface:
    """A face with what its name table says of it."""
    names: dict[int, dict[str, None]] = {}
    for record in font["name"].names:
        said = record.toUnicode(errors="replace").strip()
        if said:
            names.setdefault(record.nameID, {})[said] = None
    return replace(
        place,
        families=tuple(dict.fromkeys(name for one in _NAME_IDS for name in names.get(one, ()))),
        style=next(iter(names.get(_STYLE_ID, ())), ""),
    )


def _judged(face: Typeface, font: TTFont) -> Typeface:
    refusal = _outlines(font) or _licence(font) or _lacking(font) or _unfit(font)
    return replace(face, refusal=refusal)


def _outlines(font: TTFont) -> str:
    if "glyf" in font:
        return ""
    return (
        "轮廓是 CFF 的，不能嵌入 PDF" if "CFF " in font or "CFF2" in font else "没有轮廓，只有点阵"
    )


def _licence(font: TTFont) -> str:
    allowed = font["OS/2"].fsType if "OS/2" in font else 0
    if allowed & 0x000F == _RESTRICTED:
        return "字体的许可不许嵌入文件"
    if allowed & (_NO_SUBSETS | _BITMAPS_ONLY):
        return "字体的许可不许只嵌入用到的字"
    return ""


def _lacking(font: TTFont) -> str:
    """Which everyday characters a face lacks: one that lacks some would mix two hands in a line."""
    there = character_map(font)
    lacks = [char for char in everyday() if ord(char) not in there]
    if not lacks:
        return ""
    return f"缺 {len(lacks)} 个常用字，如“{''.join(lacks[:_TOLD])}”"


@cache
def everyday() -> Sequence[str]:
    """The 3755 characters of level 1 of GB/T 2312, the marks of Chinese text, figures."""
    codes = (bytes((row, place)) for row in range(0xB0, 0xD8) for place in range(0xA1, 0xFF))
    han = b"".join(islice(codes, _LEVEL_1)).decode("gb2312")
    return [*"0123456789，。、；：？！“”（）《》…—", *han]


def _unfit(font: TTFont) -> str:
    """Whether a PDF can be made of the face: it asks for more than the names do."""
    try:
        lacks = [table for table in _NEEDED if table not in font]
        if not lacks:
            subset(font, [character_map(font)[ord(char)] for char in everyday()[:_TRIED]])
    except _BROKEN:
        lacks = ["outlines"]
    return "文件的内部结构不合排印的要求" if lacks else ""


def serving(role: Face, looked: Iterable[Looked]) -> list[Typeface]:
    """The faces by whose standard names a role goes, the best first; those that cannot serve last.

    Of one family the upright face of regular weight comes first.
    """
    ranked = [
        (bool(face.refusal), rank, face.style not in _REGULAR, face.path, face.index, face)
        for one in looked
        for face in one.faces
        if (rank := face.rank(role)) is not None
    ]
    return [face for *_, face in sorted(ranked, key=lambda one: one[:-1])]


_REGULAR = frozenset({"", "Regular", "Normal", "Roman", "常规", "标准"})


def font(face: Typeface) -> Installed:
    """The face, to be put into a set. Its name there changes with the file."""
    name = f"{face.path}#{face.index}:{face.stamp[0]}:{face.stamp[1]}"
    return Installed(Path(face.path), name, face.index, face.title)
