"""字体: which faces documents are drawn with on this computer, and why others cannot serve.

The shipped faces serve, the same everywhere, unless a person has asked for installed ones: the
standard faces that were found, or a file for one role. Where nothing is shipped the installed ones
serve alone. The choice belongs to the computer, not to a casebook.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

import msgspec

from desk.book.place import user_config
from desk.errors import Refused, Trouble
from desk.files import write_bytes
from reports import fonts, installed
from reports.errors import MissingFonts
from reports.fonts import LABELS, Font, FontSet
from reports.gongwen import Face
from reports.installed import Looked, Stamp, Typeface

Mode: TypeAlias = Literal["shipped", "installed"]
MODES: tuple[Mode, ...] = ("shipped", "installed")

ROLES: Mapping[str, Face] = {LABELS[role]: role for role in Face}
"""The roles by what people call them."""
_CACHE = "installed-fonts.1.json"
_CHOICE = "fonts.json"
_SEVERAL = "#"
"""Stands between a file and the place of one face in it: `simsun.ttc#0`."""


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A face of a font file on this computer; `index` is its place in a collection."""

    path: str
    index: int = 0


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was chosen: the shipped faces or installed ones, and files for single roles."""

    use: Mode = "shipped"
    faces: dict[Face, File] = {}

    def with_file(self, role: Face, file: File | None) -> "Choice":
        """With that file for a role, or none."""
        others = {one: kept for one, kept in self.faces.items() if one is not role}
        return Choice(self.use, others if file is None else {**others, role: file})


NO_FILES: Mapping[Face, File | None] = MappingProxyType({})


@dataclass(frozen=True)
class RoleState:
    """How a role is served: by which face (None: by none), out of which standard faces.

    `refused` says why what was chosen does not serve.
    """

    role: Face
    serving: Font | None
    candidates: tuple[Typeface, ...]
    chosen: File | None = None
    refused: str = ""


@dataclass(frozen=True)
class State:
    """All that can be said of the faces on this computer.

    `locked` says why a choice has no effect; `trouble` why what was chosen could not be read;
    `broken` has files that are no fonts, with the reason.
    """

    use: Mode
    roles: tuple[RoleState, ...]
    broken: Mapping[str, str] = field(default_factory=dict)
    files: int = 0
    locked: str = ""
    trouble: str = ""


def choice_path() -> Path:
    """Where the choice is kept."""
    return user_config() / _CHOICE


def chosen() -> Choice:
    """What was chosen on this computer; nothing, where that cannot be read."""
    return _read()[0]


def _read() -> tuple[Choice, str]:
    """What was chosen, and why it could not be read."""
    path = choice_path()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Choice), ""
    except FileNotFoundError:
        return Choice(), ""
    except (OSError, msgspec.MsgspecError, RecursionError):
        return Choice(), f"字体设置“{path}”读不懂，现用随程序字体；请重新选定。"


def choose(mode: Mode | None = None, files: Mapping[Face, File | None] = NO_FILES) -> None:
    """Serve with the shipped faces alone or with installed ones too, and roles with these files.

    None for a role forgets the file that was chosen for it. Raises `Refused` for a face that
    cannot serve, and says why; then nothing is changed.
    """
    choice = Choice(mode or chosen().use, chosen().faces)
    for role, file in files.items():
        face = file and _closely(file)
        if file and isinstance(face, str):
            raise Refused(f"“{Path(file.path).name}”不能用作{LABELS[role]}：{face}。请另选一个。")
        choice = choice.with_file(role, file)
    write_bytes(choice_path(), msgspec.json.format(msgspec.json.encode(choice)))


def restore() -> None:
    """Serve with the shipped faces alone, as if nothing had ever been chosen."""
    choose("shipped", dict.fromkeys(Face))


def named(role: Face, written: str) -> File:
    """The face that a person named by its file, as `simsun.ttc#0` if it is one of several there.

    Raises `Refused` where the file is no font or has no face that can serve.
    """
    path, index = _divided(written)
    looked = installed.look(path, closely=True)
    faces = [face for face in looked.faces if index in (None, face.index)]
    if not faces:
        why = looked.broken or f"里面没有第 {index} 个字体"
        raise Refused(f"“{written}”不能用作{LABELS[role]}：{why}。请另选一个。")
    best = min(faces, key=lambda face: (bool(face.refusal), face.rank(role) is None, face.index))
    return File(str(path.absolute()), best.index)


def _divided(written: str) -> tuple[Path, int | None]:
    before, mark, behind = written.rpartition(_SEVERAL)
    if mark and behind.isdecimal() and not Path(written).exists():
        return Path(before).expanduser(), int(behind)
    return Path(written).expanduser(), None


def in_force() -> FontSet:
    """The faces that documents are drawn with. Raises MissingFonts where a role has none."""
    choice = chosen()
    if fonts.chosen_folder() or (choice == Choice() and fonts.is_shipped()):
        return fonts.shipped()
    return _set_of(choice)


def _set_of(choice: Choice) -> FontSet:
    needed = choice.use == "installed" or not fonts.is_shipped()
    there = found().values() if needed else ()
    leading = tuple(tuple(_leading(role, choice, there)) for role in Face)
    return _composed(leading, fonts.folder(), fonts.is_shipped())


@lru_cache(maxsize=8)
def _composed(leading: tuple[tuple[Typeface, ...], ...], _place: Path, _shipped: bool) -> FontSet:
    first = zip(Face, leading, strict=True)
    return fonts.led_by({role: [installed.font(face) for face in faces] for role, faces in first})


def _leading(role: Face, choice: Choice, there: Iterable[Looked]) -> Iterator[Typeface]:
    """What was chosen for a role, then the best of the standard faces that can serve."""
    file = choice.faces.get(role)
    face = file and _closely(file)
    if isinstance(face, Typeface):
        yield face
    standard = (one for one in installed.serving(role, there) if not one.refusal)
    yield from islice(standard, 1)


def _closely(file: File) -> Typeface | str:
    """The face that was chosen, or why it cannot serve."""
    path = Path(file.path)
    looked = _looked(path, installed.stamp_of(path))
    face = next((one for one in looked.faces if one.index == file.index), None)
    if face is None:
        return looked.broken or "文件里没有这一个字体"
    return face.refusal or face


@lru_cache(maxsize=32)
def _looked(path: Path, stamp: Stamp | None) -> Looked:
    return installed.look(path, stamp, closely=True)


def found() -> Mapping[str, Looked]:
    """The font files of this computer; those that have not changed are not read again."""
    path = fonts.cache_folder() / _CACHE
    known = _known(path)
    there = installed.scan(installed.folders(), known)
    if there != known:
        try:
            write_bytes(path, msgspec.json.encode(there))
        except Trouble:
            return there  # they are looked at anew next time
    return there


def _known(path: Path) -> Mapping[str, Looked]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Looked])
    except (OSError, msgspec.MsgspecError, RecursionError):
        return {}


def state() -> State:
    """What serves each role now, what else was found, and why that cannot serve."""
    there, (choice, trouble), serving = found(), _read(), _serving_now()
    return State(
        use=choice.use,
        roles=tuple(_role_state(role, choice, there.values(), serving) for role in Face),
        broken={path: looked.broken for path, looked in there.items() if looked.broken},
        files=len(there),
        locked=_LOCKED if fonts.chosen_folder() else "",
        trouble=trouble,
    )


_LOCKED = "环境变量 BAOLIAN_FONTS 指定了字体文件夹，这里的选择现在不起作用。"


def _serving_now() -> Mapping[Face, Font]:
    try:
        return {role: chain.first for role, chain in in_force().chains.items()}
    except MissingFonts:
        return {}


def _role_state(
    role: Face, choice: Choice, there: Iterable[Looked], serving: Mapping[Face, Font]
) -> RoleState:
    file = choice.faces.get(role)
    face = file and _closely(file)
    refused = ""
    if file and isinstance(face, str):
        refused = f"选定的“{Path(file.path).name}”用不上：{face}。"
    candidates = tuple(installed.serving(role, there))
    return RoleState(role, serving.get(role), candidates, file, refused)
