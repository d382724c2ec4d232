"""What is half typed: kept beside the casebook, found again after a crash."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from desk.clock import real_now
from desk.files import sha256, write_bytes

#: Names that every disk can hold as they are; others lie under their SHA-256.
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,100}")


class Draft(msgspec.Struct, frozen=True):
    """A form as it was left: which form, when (real time), and what stood in its fields."""

    form: str
    at: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Drafts:
    """The drafts of one casebook; `name` is the form, or the form and its record."""

    folder: Path

    def save(self, name: str, values: Mapping[str, Any]) -> None:
        """Keep what stands in a form now; durable when it returns."""
        draft = Draft(name, real_now(), dict(values))
        write_bytes(self._path(name), msgspec.json.encode(draft))

    def load(self, name: str) -> Draft | None:
        """The draft of that name; None if there is none, or if it cannot be read."""
        return _read(self._path(name))

    def drop(self, name: str) -> None:
        """Forget a draft with its files: it was saved, or thrown away."""
        self._path(name).unlink(missing_ok=True)
        shutil.rmtree(self._files(name), ignore_errors=True)

    def keep_file(self, name: str, called: str, data: bytes) -> Path:
        """Keep what has no file yet with a draft, with which it goes; durable when it returns.

        `called` is the file's name with a place for a number, as in `photo-{}.png`: each one of
        the draft has its own.
        """
        folder = self._files(name)
        paths = (folder / called.format(number) for number in count(1))
        path = next(path for path in paths if not path.exists())
        write_bytes(path, data)
        return path

    def all(self) -> list[Draft]:
        """Every draft, newest first."""
        found = [_read(path) for path in self.folder.glob("*.json")]
        return sorted((draft for draft in found if draft), key=lambda d: d.at, reverse=True)

    def _path(self, name: str) -> Path:
        return self.folder / f"{_plain(name)}.json"

    def _files(self, name: str) -> Path:
        return self.folder / f"{_plain(name)}.files"


def _plain(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else sha256(name.encode())


def _read(path: Path) -> Draft | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Draft)
    except (OSError, msgspec.MsgspecError, RecursionError):
        return None
