"""导出记录: which files were written on this computer, with their hashes and the faces in them.

The log is a file of JSON lines in the user's data folder; when it is full, one older file is kept
beside it. It helps to find out later why two printed copies differ. It never stands in the way of
the document itself.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from desk.book.place import user_data
from desk.clock import real_now
from desk.errors import Trouble
from desk.files import append_line, older, sha256
from reports.fonts import LABELS, Origin, Use, merged

PDF = ".pdf"
FULL = 1_000_000
"""Bytes that the log may have before a new one is begun: some thousands of documents."""
_TOLD = 8  # characters named of those that another face drew
REMEMBERED = 4096
"""Documents drawn and not yet written of which it is known what they are."""


class Export(msgspec.Struct, frozen=True):
    """One file that was written: when (real time), what it is, where it went, what it contains.

    `pages` and `faces` are told of PDF files alone: the others name their fonts and leave them to
    the program that opens them.
    """

    at: str
    title: str
    file: str
    sha256: str
    pages: int | None = None
    faces: tuple[Use, ...] = ()


class Drawn(msgspec.Struct, frozen=True):
    """What a document is that was drawn; see Export."""

    title: str
    pages: int | None = None
    faces: tuple[Use, ...] = ()


_drawn: OrderedDict[str, Drawn] = OrderedDict()


def remember(data: bytes, what: Drawn) -> bytes:
    """Know what a document is when it comes to be written; its bytes are handed through."""
    _drawn[sha256(data)] = what
    while len(_drawn) > REMEMBERED:
        _drawn.popitem(last=False)
    return data


def together(parts: Iterable[bytes], data: bytes) -> bytes:
    """Know what a file is that was joined from documents; its bytes are handed through."""
    known = [one for part in parts if (one := _drawn.get(sha256(part)))]
    titles = list(dict.fromkeys(one.title for one in known))
    title = f"{titles[0]}等 {len(known)} 份" if len(known) > 1 else "".join(titles)
    pages = sum(one.pages or 0 for one in known) or None
    return remember(data, Drawn(title, pages, merged(use for one in known for use in one.faces)))


def faces_of(data: bytes) -> tuple[Use, ...]:
    """The faces of a document that was drawn a while ago; none where that is not known."""
    known = _drawn.get(sha256(data))
    return known.faces if known else ()


def log_path() -> Path:
    """Where the log is kept."""
    return user_data() / "exports.jsonl"


def record(path: Path, data: bytes) -> None:
    """Say in the log that a file was written.

    A log that cannot be written is passed over: the document is there, and it is what counts.
    """
    digest = sha256(data)
    known = _drawn.get(digest) or _told_before(digest) or Drawn(path.stem)
    where = str(path.absolute())
    entry = Export(real_now(), known.title, where, digest, known.pages, known.faces)
    try:
        append_line(log_path(), msgspec.json.encode(entry), FULL)
    except Trouble:
        return


def _told_before(digest: str) -> Drawn | None:
    """What the log knows of these bytes: an issued bulletin is written again long afterwards."""
    before = next((one for one in exports() if one.sha256 == digest), None)
    return Drawn(before.title, before.pages, before.faces) if before else None


def exports() -> list[Export]:
    """What was written, the newest first; lines that cannot be read are left out."""
    lines = [line for path in (older(log_path()), log_path()) for line in _lines(path)]
    return list(_decoded(reversed(lines)))


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().splitlines()
    except OSError:
        return []


def _decoded(lines: Iterable[bytes]) -> Iterator[Export]:
    for line in lines:
        try:
            yield msgspec.json.decode(line, type=Export)
        except (msgspec.MsgspecError, RecursionError):
            continue


def moment(one: Export) -> str:
    """When it was written, as people read it: 2018-07-31 15:20."""
    return one.at[:16].replace("T", " ")


def faces_told(one: Export) -> str:
    """The faces in a file: of each role the one that drew it, and what others helped out with."""
    if not one.file.endswith(PDF):
        return "按标准字体名，由打开它的程序配字"
    return "；".join(_face_told(use) for use in one.faces if use.origin is not Origin.OWN)


def _face_told(use: Use) -> str:
    if use.stood_in:
        inked = "".join(use.stood_in.split())
        more = "…" if len(inked) > _TOLD else ""
        chars = f"“{inked[:_TOLD]}{more}”" if inked else "空格"
        return f"{LABELS[use.role]}中{chars}由 {use.face} 代"
    return f"{LABELS[use.role]}：{use.face} {use.version}（{use.origin}）"
