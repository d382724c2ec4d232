"""Reading a list that someone sent, in a process of its own, within limits (STORAGE D11, §8)."""

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO

import msgspec

from desk.errors import Refused
from desk.files import open_to_read
from desk.intake.table import Cell, Merged, Sheet
from desk.intake.unreadable import WHY
from desk.progress import Progress

MAX_BYTES = 64 * 1024 * 1024
MAX_SECONDS = 30.0
_LOOK_EVERY = 0.1  # seconds between two looks at the wish to stop
_ROOT = Path(__file__).resolve().parents[2]
_COMMAND = (sys.executable, "-X", "utf8", "-m", "desk.intake.worker")
_KILLED = (
    "内容反常，读表程序已停下；请在 Excel 中删去名单右边和下边多余的行列，另存为新的 .xlsx 再导入"
)


class _Answer(msgspec.Struct):
    refused: str
    sheets: list[tuple[str, tuple[tuple[Any, ...], ...], list[tuple[int, int, int, int]]]]


def read(path: Path, progress: Progress | None = None) -> tuple[Sheet, ...]:
    """The visible sheets of an .xlsx, .xls or CSV file, with their rows as they were sent.

    Raises `Refused` with one sentence for a file that is missing, too large, locked by a password,
    damaged, not a list, or that kills or stalls the reader; `Cancelled` when asked to stop.
    """
    with open_to_read(path) as stream:
        _refuse_large(path.name, stream)
        answer = _answer_about(stream, progress or Progress())
    if answer.refused:
        raise Refused(f"“{path.name}”没有读入：{answer.refused}。")
    return tuple(
        Sheet(sheet, _without_blank_end(rows), tuple(Merged(*area) for area in merged))
        for sheet, rows, merged in answer.sheets
    )


def _refuse_large(name: str, stream: BinaryIO) -> None:
    if os.fstat(stream.fileno()).st_size > MAX_BYTES:
        raise Refused(
            f"“{name}”超过 {MAX_BYTES // 1024**2} MB，没有读入；请只留名单，另存后再导入。"
        )


def _answer_about(stream: BinaryIO, progress: Progress) -> _Answer:
    """What the worker says of a file; where that died of it, what a second look at it says."""
    packed = _through_worker(stream, progress)
    if packed is None:
        stream.seek(0)
        packed = _through_worker(stream, progress, WHY)
    if packed is None:
        return _Answer(_KILLED, [])
    answer = msgspec.msgpack.decode(packed, type=_Answer, ext_hook=_unpacked)
    return answer if answer.refused or answer.sheets else _Answer(_KILLED, [])


def _through_worker(stream: BinaryIO, progress: Progress, *asked: str) -> bytes | None:
    """The worker's answer, packed; None if the file killed it or it took too long."""
    worker = subprocess.Popen(
        (*_COMMAND, *asked),
        cwd=_ROOT,
        stdin=stream,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with worker:
        try:
            packed = _spoken(worker, progress)
        except BaseException:
            worker.kill()
            raise
    return packed if worker.returncode == 0 else None


def _spoken(worker: subprocess.Popen[bytes], progress: Progress) -> bytes | None:
    """What the worker says; None if it took too long and was stopped."""
    deadline = monotonic() + MAX_SECONDS
    while monotonic() < deadline:
        progress.step(0, 0, "读取表格")
        try:
            return worker.communicate(timeout=_LOOK_EVERY)[0]
        except subprocess.TimeoutExpired:
            continue
    worker.kill()
    return None


def _unpacked(_code: int, data: memoryview) -> date | datetime:
    text = bytes(data).decode()
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _without_blank_end(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    last = max((i for i, row in enumerate(rows) if any(c is not None for c in row)), default=-1)
    return rows[: last + 1]
