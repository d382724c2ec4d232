"""Whose fault it is: a rule or the input (`Refused`), or the disk, a lock, damage (`Trouble`).

Anything else that is raised is a fault of the program. Both carry one Chinese sentence that says
what to do; the casebook is as it was before.
"""

import errno
from typing import Any, NamedTuple


class Refused(Exception):
    """A rule or the input stands against it; the sentence says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NothingThere(Refused):
    """A database has room for a casebook, but there is none in it yet."""


class Clash(NamedTuple):
    """A field that two people changed: both values as they are read, theirs as it is stored.

    `hand` says who wrote theirs, and when.
    """

    name: str
    label: str
    mine: str
    theirs: str
    value: Any
    hand: str


class Conflict(Refused):
    """Somebody else changed the same fields meanwhile; the person must choose, field by field."""

    def __init__(self, sentence: str, clashes: tuple[Clash, ...]) -> None:
        super().__init__(sentence)
        self.clashes = clashes


class Trouble(Exception):
    """Disk, lock or damaged file; nothing that was saved is lost."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


_SAID = {
    errno.ENOENT: "没有这个位置",
    errno.ENOTDIR: "没有这个位置",
    errno.EEXIST: "那里有同名的文件",
    errno.EISDIR: "这是一个文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENAMETOOLONG: "名称太长",
    errno.EIO: "磁盘读写出错",
}


def why(error: OSError) -> str:
    """What the system says against a file, in Chinese where it is a thing that people meet."""
    return _SAID.get(error.errno or 0) or error.strerror or str(error)
