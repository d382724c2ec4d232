"""Long documents are drawn in a process of their own: the window goes on, and may stop it at once.

What is drawn is handed over as blocks, which are plain data; back come how far it is, and in the
end the file. The faces are those in force, which the process finds out by itself.
"""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from desk.errors import Refused, Trouble
from desk.exports import Drawn
from desk.progress import at_work
from reports.blocks import Document, Table

#: Cells of tables beyond which a document is long: some hundred rows, a second's work.
LONG = 5_000
_ROOT = Path(__file__).resolve().parents[1]
_COMMAND = (sys.executable, "-X", "utf8", "-m", "desk.press_worker")
_HEAD = 8  # bytes that say how long a message is
_LABEL = "排印"
_GONE = "排印程序中途停了，可能是内存不够；请关掉别的程序，或者缩小范围、分几次导出。"


class Done(msgspec.Struct, tag=True):
    """The file, and what it is."""

    data: bytes
    what: Drawn


class Page(msgspec.Struct, tag=True):
    """So many pages of so many are drawn."""

    done: int
    total: int


class Unfit(msgspec.Struct, tag=True):
    """Why it cannot be printed, as a sentence."""

    sentence: str


class Broken(msgspec.Struct, tag=True):
    """A fault of the program, as Python tells it."""

    told: str


Message = Done | Page | Unfit | Broken


def is_long(document: Document) -> bool:
    """Whether a document is worth a process of its own."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    return sum(len(table.rows) * len(table.columns) for table in tables) > LONG


def drawn(document: Document, suffix: str) -> tuple[bytes, Drawn]:
    """The document as a file with such a suffix, and what it is.

    Raises `Refused` for what cannot be printed, `Trouble` where the process dies, and Cancelled
    when the work is asked to stop.
    """
    progress = at_work()
    progress.step(0, 0, _LABEL)
    with (
        subprocess.Popen(
            _COMMAND,
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as press,
        progress.stopped_by(press.kill),
    ):
        try:
            _hand_over(press, document, suffix)
            done = _told(press)
            progress.check()
        except BaseException:
            press.kill()
            raise
    return done.data, done.what


def _hand_over(press: subprocess.Popen[bytes], document: Document, suffix: str) -> None:
    """Written as it is packed, so that other threads come to their turn between two pieces."""
    assert press.stdin is not None
    try:
        with press.stdin:
            pickle.dump((document, suffix), press.stdin, pickle.HIGHEST_PROTOCOL)
    except BrokenPipeError as error:
        raise Trouble(_GONE) from error


def _told(press: subprocess.Popen[bytes]) -> Done:
    assert press.stdout is not None
    for message in _messages(press.stdout):
        if isinstance(message, Done):
            return message
        if isinstance(message, Unfit):
            raise Refused(message.sentence)
        if isinstance(message, Broken):
            raise RuntimeError(message.told)
        at_work().step(message.done, message.total, _LABEL)
    raise Trouble(_GONE)


def _messages(stream: IO[bytes]) -> Iterator[Message]:
    decoder = msgspec.msgpack.Decoder(Message)
    while len(head := stream.read(_HEAD)) == _HEAD:
        yield decoder.decode(stream.read(int.from_bytes(head)))


def packed(message: Message) -> bytes:
    """A message as it goes through the pipe."""
    said = msgspec.msgpack.encode(message)
    return len(said).to_bytes(_HEAD) + said
