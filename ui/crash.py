"""What is our own fault: a report beside the casebook, and one sentence in the window."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from desk.clock import real_now
from desk.errors import Trouble
from desk.files import write_bytes

if TYPE_CHECKING:
    from ui.ask import Ask


class Shown(Protocol):
    """What a crash needs of the window: where to put the report, and how to say it."""

    @property
    def ask(self) -> Ask:
        """The door for questions to the person."""

    def trouble(self, error: Trouble) -> None:
        """Say what disk, lock or network did, where no fault is ours."""

    def crash_folder(self) -> Path:
        """The folder for crash reports: beside the open casebook, else the user's own."""


def install(window: Shown) -> None:
    """Catch whatever nobody caught: keep a report, say so once for each kind of fault."""
    said: set[str] = set()

    def caught(
        kind: type[BaseException], value: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(value, Trouble):
            window.trouble(value)
            return
        text = "".join(traceback.format_exception(kind, value, trace))
        sys.stderr.write(text)
        path = window.crash_folder() / f"crash-{real_now()[:19].replace(':', '')}.txt"
        write_bytes(path, text.encode())
        if text.splitlines()[-1] not in said:
            said.add(text.splitlines()[-1])
            window.ask.warn(
                "程序出了一个错误，已保存的数据不受影响；请把错误报告交给维护人员。", str(path)
            )

    sys.excepthook = caught
