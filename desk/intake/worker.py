"""The process that opens strangers' files: bytes on standard input, an `Answer` on the output.

A file that kills the parser (STORAGE §8: one cell at XFD1048576 is enough) kills this process and
nothing else; a second one, asked `why`, then looks for the cause. It imports as little as it can,
so that it starts quickly.
"""

import sys

import msgspec

from desk.intake.parsing import PackedSheet, sheets_of, why_it_killed
from desk.intake.unreadable import WHY, Unreadable

MEMORY = 1024 * 1024 * 1024  # bytes of address space


class Answer(msgspec.Struct):
    """The sheets of the file, or the Chinese sentence that says why there are none."""

    refused: str = ""
    sheets: list[PackedSheet] = []


def limit_memory() -> None:
    """Let this process die rather than the machine; Windows has no such limit."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def answer(data: bytes, asked: str = "") -> bytes:
    """What is said about a file, packed."""
    if asked == WHY:
        return msgspec.msgpack.encode(Answer(refused=why_it_killed(data)))
    try:
        return msgspec.msgpack.encode(Answer(sheets=sheets_of(data)))
    except Unreadable as error:
        return msgspec.msgpack.encode(Answer(refused=str(error)))


if __name__ == "__main__":
    limit_memory()
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), *sys.argv[1:]))
