"""The one door through which the command line speaks: results on stdout, all else on stderr."""

import io
import sys
from collections.abc import Mapping, Sequence
from typing import Any, TextIO
from unicodedata import east_asian_width

from desk.progress import Progress

_WIDEST = 36  # columns of a terminal that one cell may take in a table
_BAR = 24


def speak_utf8() -> None:
    """Have both streams carry UTF-8, whatever the machine's own code page is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """One line of the result."""
    _write(sys.stdout, text)


def note(text: str) -> None:
    """One line that a person should read beside the result."""
    _write(sys.stderr, text)


def document(value: Any) -> None:
    """The result as one JSON document; dates are ISO."""
    import msgspec

    say(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under headings, in columns that align also where Chinese stands.

    A cell too wide is cut short, but not in the last column.
    """
    cells = [[*map(_clipped, row[:-1]), " ".join(row[-1].split())] for row in (headings, *rows)]
    widths = [max(width(row[i]) for row in cells) for i in range(len(headings))]
    for row in cells:
        padded = (cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True))
        say("  ".join(padded).rstrip())


def facts(pairs: Mapping[str, str]) -> None:
    """Labels and values, one a line; what is empty is left out."""
    filled = {label: value for label, value in pairs.items() if value}
    widest = max(map(width, filled), default=0)
    for label, value in filled.items():
        indented = value.replace("\n", "\n" + " " * (widest + 2))
        say(f"{label}{' ' * (widest - width(label))}  {indented}")


def width(text: str) -> int:
    """How many columns of a terminal a text takes: Chinese takes two each."""
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)


def _clipped(text: str) -> str:
    text = " ".join(text.split())
    if width(text) <= _WIDEST:
        return text
    while width(text) > _WIDEST - 2:
        text = text[:-1]
    return text + "…"


def progress() -> Progress:
    """Progress with a bar on a terminal, and without one in a pipe."""
    return Progress(_draw if sys.stderr.isatty() else None)


def _draw(label: str, done: int, total: int) -> None:
    share = done / total if total else 0
    bar = "█" * round(share * _BAR) + "·" * (_BAR - round(share * _BAR))
    end = "\n" if total and done == total else ""
    sys.stderr.write(f"\r{label} {bar} {done}/{total or '…'}{end}")
    sys.stderr.flush()


def _write(stream: TextIO, text: str) -> None:
    stream.write(text + "\n")
