"""The only place that writes files: whole or not at all, and attachments by what they contain."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO, Protocol

from desk.errors import Refused, Trouble, why

#: Letters of its real name that a file carries while it is written: a name may not be too long.
_HINT = 20


def write_bytes(path: Path, data: bytes, *, force: bool = True) -> None:
    """Write a file whole or not at all: temporary file beside it, fsync, rename.

    Raises `Refused` if another file is there and `force` is false, `Trouble` if the disk refuses.
    """
    if not force:
        refuse_existing(path, data)
    try:
        make_folder(path.parent)
        _write_beside(path, data)
    except OSError as error:
        raise Trouble(f"文件“{path}”写不进去（{why(error)}）；请检查磁盘空间和权限。") from error


def refuse_existing(path: Path, data: bytes | None = None) -> None:
    """Raise `Refused` if a file is there, unless it holds these very bytes already."""
    if path.exists() and (data is None or not path.is_file() or path.read_bytes() != data):
        raise Refused(f"文件“{path}”已存在；请换一个文件名，或加 --force 覆盖。")


def _write_beside(path: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_HINT]}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def append_line(path: Path, line: bytes, most: int) -> None:
    """Add a line to a log of this user; a log of `most` bytes becomes the older one beside it.

    The older one's name ends in `.1` and the suffix. Raises `Trouble` if the disk refuses.
    """
    try:
        make_folder(path.parent)
        if path.exists() and path.stat().st_size >= most:
            path.replace(older(path))
        # One call for the whole line: lines of two processes do not mix.
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "ab", buffering=0) as stream:
            stream.write(line + b"\n")
    except OSError as error:
        raise Trouble(f"记录“{path}”写不进去（{why(error)}）；请检查磁盘空间和权限。") from error


def older(path: Path) -> Path:
    """Where the older part of a log lies."""
    return path.with_suffix(f".1{path.suffix}")


def replace_durably(made: Path, target: Path) -> None:
    """Give a file that was made beside it its real name, once its bytes are on the disk."""
    with made.open("r+b") as stream:  # Windows flushes only what may be written
        os.fsync(stream.fileno())
    made.replace(target)
    sync_folder(target.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; the names of new ones are durable when it returns."""
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in reversed(new):
        sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_bytes(path: Path, most: int | None = None) -> bytes:
    """The whole file; of one with more than `most` bytes one byte more than that.

    Raises `Refused` if it is not there or cannot be read.
    """
    with open_to_read(path) as stream:
        # A limit is handed on only where it cuts: Python would make room for all of it.
        if most is not None and os.fstat(stream.fileno()).st_size > most:
            return stream.read(most + 1)
        return stream.read()


def open_to_read(path: Path) -> BinaryIO:
    """The file, open; raises `Refused` if it is not there, is no file or cannot be read.

    A device or a pipe is no file: some of them never end.
    """
    if path.is_dir():
        raise Refused(f"“{path}”是文件夹；请选择里面的文件。")
    if path.exists() and not path.is_file():
        raise Refused(f"“{path}”不是普通文件；请另选一个。")
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise Refused(f"找不到文件“{path}”；请检查文件名和位置。") from error
    except OSError as error:
        raise Refused(f"文件“{path}”打不开（{why(error)}）；请检查它是否被占用。") from error


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class Store(Protocol):
    """The attachments of a casebook, each under the SHA-256 of what it contains."""

    def put(self, data: bytes) -> str:
        """Keep some bytes, durably, and return their SHA-256; the same bytes are kept once."""

    def get(self, digest: str) -> bytes:
        """The bytes with that SHA-256; raises `Trouble` if they are missing or were altered."""


class FolderStore:
    """The attachments of a casebook in a folder: one file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        """Where the bytes with that SHA-256 lie."""
        return self._folder / digest[:2] / digest[2:]

    def put(self, data: bytes) -> str:
        """See Store."""
        digest = sha256(data)
        if not self.path(digest).exists():
            write_bytes(self.path(digest), data)
        return digest

    def get(self, digest: str) -> bytes:
        """See Store."""
        try:
            data = self.path(digest).read_bytes()
        except OSError as error:
            raise Trouble(f"附件 {digest[:12]} 不在台账文件夹里；请从备份中找回。") from error
        return unaltered(data, digest)


def unaltered(data: bytes, digest: str) -> bytes:
    """The bytes, if they are those of that SHA-256; else raises `Trouble`."""
    if sha256(data) != digest:
        raise Trouble(f"附件 {digest[:12]} 的内容已被改动；请从备份中找回。")
    return data
