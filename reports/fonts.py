"""Which face draws which character, how wide it is, and which faces drew a document.

Each role (仿宋, 楷体, …) is a chain of faces; a character is drawn by the first that has it. A
character that none has stops the document before anything is written. The shipped faces serve
unless others are put in force (`using`).
"""

import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from fontTools.ttLib import TTFont

from reports import marks
from reports.errors import MissingFonts, MissingGlyph
from reports.gongwen import Face
from reports.truetype import advance_widths, character_map

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

LABELS: Mapping[Face, str] = MappingProxyType(
    {
        Face.FANGSONG: "仿宋",
        Face.KAI: "楷体",
        Face.HEI: "黑体",
        Face.SONG: "宋体",
        Face.XIAOBIAOSONG: "小标宋",
    }
)
"""What people call the roles."""

_BEHIND = (Face.SONG, Face.HEI)
"""The roles whose installed faces help out where there is no shipped set."""
_VERSION = 5
"""The entry of a font's name table that holds its version."""


class Origin(StrEnum):
    """Where a face comes from: shipped with the program, installed here, drawn by ourselves."""

    SHIPPED = "随程序"
    INSTALLED = "本机"
    OWN = "自绘"


class Glyph(NamedTuple):
    """The face (by its name in the set) that draws a character, and its advance in ems."""

    font: str
    advance: float


class Advances(Mapping[str, float]):
    """Advances in ems by character, worked out when asked for: few of a face's many ever are."""

    def __init__(self, glyphs: Mapping[int, int], widths: Sequence[int], em: int) -> None:
        self._glyphs, self._widths, self._em = glyphs, widths, em

    def __getitem__(self, char: str) -> float:
        try:
            return self._widths[self._glyphs[ord(char)]] / self._em
        except KeyError:
            raise KeyError(char) from None

    def __iter__(self) -> Iterator[str]:
        return map(chr, self._glyphs)

    def __len__(self) -> int:
        return len(self._glyphs)


class Font:
    """One face of a set: what it covers, how wide each character is.

    `name` is its own in the set, `index` its place in a collection (TTC), `title` what people
    call it.
    """

    origin = Origin.SHIPPED

    def __init__(self, path: Path, name: str = "", index: int = 0, title: str = "") -> None:
        self.path, self.index = path, index
        self.name = name or path.stem
        self.title = title or self.name

    @property
    def source(self) -> str | BytesIO:
        """What the face is read from."""
        return str(self.path)

    def opened(self) -> TTFont:
        """The face's tables; to be closed by the caller."""
        return TTFont(self.source, fontNumber=self.index, lazy=True)

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """The number of the glyph that draws each character (by its code point)."""
        with self.opened() as font:
            return character_map(font)

    @cached_property
    def advances(self) -> Advances:
        """Advance in ems of every character that the face has."""
        with self.opened() as font:
            return Advances(self.glyphs, advance_widths(font), font["head"].unitsPerEm)

    @cached_property
    def version(self) -> str:
        """The version that the face says it is; empty where it does not say."""
        with self.opened() as font:
            said = font["name"].getDebugName(_VERSION) or ""
            return said.removeprefix("Version ").partition(";")[0]


class Installed(Font):
    """A face that lies on this computer without our doing."""

    origin = Origin.INSTALLED


class Drawn(Font):
    """The face of our own behind every chain: the boxes that a form is ticked in."""

    origin = Origin.OWN

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
        self.faces = tuple(fonts)

    @property
    def first(self) -> Font:
        """The face that draws all it can."""
        return self.faces[0]

    def __missing__(self, char: str) -> Glyph:
        for font in self.faces:
            advance = font.advances.get(char)
            if advance is not None:
                self[char] = Glyph(font.name, advance)
                return self[char]
        raise KeyError(char)


Piece = tuple[str, Face, str]
"""A text, the role that draws it, and the place where it stands."""

Counted = Mapping[Face, Counter[str]]
"""How often each character is drawn in each role."""


class FontSet:
    """A chain of faces for each role, our own marks behind each."""

    def __init__(self, faces: Mapping[Face, Sequence[Font]]) -> None:
        lacking = [LABELS[role] for role in Face if not faces.get(role)]
        if lacking:
            raise MissingFonts(
                f"这台电脑上没有能用的{'、'.join(lacking)}字体，请安装后再试，"
                "或在联网的电脑上运行一次 ./run 补齐随程序的字体。"
            )
        own = Drawn()
        self.chains = {role: Chain((*faces[role], own)) for role in Face}
        everyone = (font for role in Face for font in (*faces[role], own))
        self.fonts: dict[str, Font] = {font.name: font for font in everyone}

    def require(self, pieces: Iterable[Piece]) -> Counted:
        """Check that every character can be drawn, and count them.

        Raises MissingGlyph, naming the first character that cannot be drawn, and its place.
        """
        held = list(pieces)
        counted = _counted(held)
        lacking = {face: set(self._lacking(face, chars)) for face, chars in counted.items()}
        if any(lacking.values()):
            _refuse(held, lacking)
        return counted

    def _lacking(self, face: Face, chars: Iterable[str]) -> Iterator[str]:
        """The characters that no face of a role's chain has."""
        for char in chars:
            try:
                self.chains[face][char]
            except KeyError:
                yield char


def _counted(pieces: Iterable[Piece]) -> Counted:
    """How often each character stands in each role; line feeds leave no mark."""
    gathered: dict[Face, list[str]] = defaultdict(list)
    for text, role, _ in pieces:
        gathered[role].append(text)
    return {role: Counter("".join(told).replace("\n", "")) for role, told in gathered.items()}


def _refuse(pieces: Iterable[Piece], lacking: Mapping[Face, set[str]]) -> None:
    for text, face, place in pieces:
        for char in text:
            if char in lacking[face]:
                raise MissingGlyph(_refusal(char, place))


def _refusal(char: str, place: str) -> str:
    name = unicodedata.name(char, "未定名")
    return (
        f"{place}中的“{char}”（U+{ord(char):04X}，{name}）没有字体可以打印，"
        "请换成其他写法后再生成文件。"
    )


def chosen_folder() -> Path | None:
    """The folder that `BAOLIAN_FONTS` names: then no other face serves, whatever was chosen."""
    chosen = os.environ.get("BAOLIAN_FONTS")
    return Path(chosen) if chosen else None


def cache_folder() -> Path:
    """What can be made again at any time, in the user's cache."""
    cached = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cached) / "baolian-desk"


def folder() -> Path:
    """The folder of the shipped set: `BAOLIAN_FONTS`, or in the user's cache."""
    return chosen_folder() or cache_folder() / "fonts" / SET_VERSION


def is_shipped() -> bool:
    """Whether the whole shipped set is there."""
    return not _missing(folder())


def _missing(place: Path) -> list[str]:
    files = [f"{name}.ttf" for name in SHIPPED]
    return [name for name in files if not (place / name).is_file()]


def shipped() -> FontSet:
    """The shipped faces. Raises MissingFonts where the set-up has not brought them."""
    return _loaded(folder())


@cache
def _loaded(place: Path) -> FontSet:
    return FontSet(_shipped_faces(place))


@cache
def _shipped_faces(place: Path) -> Mapping[Face, Sequence[Font]]:
    """The faces of the set in a folder, by role. Raises MissingFonts, and says which are not."""
    if missing := _missing(place):
        raise MissingFonts(
            f"字体文件夹 {place} 缺少 {'、'.join(missing)}，请在联网的电脑上运行一次 ./run 补齐。"
        )
    fonts = {name: Font(place / f"{name}.ttf") for name in SHIPPED}
    return {role: [fonts[name] for name in names] for role, names in CHAINS.items()}


def led_by(first: Mapping[Face, Sequence[Font]]) -> FontSet:
    """A set in which some roles begin with other faces, the shipped ones behind them.

    Where nothing is shipped the others serve alone, 宋体 and 黑体 behind each. Raises MissingFonts
    where a role has no face at all.
    """
    if is_shipped():
        behind = _shipped_faces(folder())
    else:
        helping = [font for role in _BEHIND for font in first.get(role, ())]
        behind = dict.fromkeys(Face, helping)
    return FontSet({role: (*first.get(role, ()), *behind[role]) for role in Face})


_in_force: ContextVar[FontSet | None] = ContextVar("_in_force", default=None)


def current() -> FontSet:
    """The faces in force: those of `using`, else the shipped ones."""
    return _in_force.get() or shipped()


@contextmanager
def using(fonts: FontSet) -> Iterator[None]:
    """Within, documents are laid out and drawn with these faces."""
    token = _in_force.set(fonts)
    try:
        yield
    finally:
        _in_force.reset(token)


@dataclass(frozen=True)
class Use:
    """What one face has drawn in one role.

    `characters` counts them; `stood_in` has each of them once where the face helped out because
    the faces before it lack them.
    """

    role: Face
    face: str
    version: str
    origin: Origin
    characters: int
    stood_in: str = ""


def used(fonts: FontSet, *told: Counted) -> tuple[Use, ...]:
    """Which faces draw how much of what `require` has counted, by role and in chain order."""
    return tuple(
        use
        for role in Face
        for use in _uses(role, sum((one.get(role, Counter()) for one in told), Counter()), fonts)
    )


def _uses(role: Face, counted: Counter[str], fonts: FontSet) -> Iterator[Use]:
    chain = fonts.chains[role]
    drawn: dict[str, list[str]] = defaultdict(list)
    for char in sorted(counted):
        drawn[chain[char].font].append(char)
    for font in chain.faces:
        if font.name in drawn:
            chars = drawn[font.name]
            count = sum(counted[char] for char in chars)
            stood_in = "" if font is chain.first else "".join(chars)
            yield Use(role, font.title, font.version, font.origin, count, stood_in)


def merged(uses: Iterable[Use]) -> tuple[Use, ...]:
    """What the same faces drew in several documents, as of one."""
    found: dict[tuple[Face, str, str, Origin], Use] = {}
    for use in uses:
        key = (use.role, use.face, use.version, use.origin)
        before = found.get(key) or replace(use, characters=0, stood_in="")
        found[key] = replace(
            before,
            characters=before.characters + use.characters,
            stood_in="".join(sorted({*before.stood_in, *use.stood_in})),
        )
    return tuple(found.values())
