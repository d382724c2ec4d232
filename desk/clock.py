"""The only place that asks what time it is.

Two times are kept apart: the business date, which `--today` and the demo may move, and the real
time, which stamps the log and is never moved.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

_ticking: Callable[[], int] = time.time_ns
"""Nanoseconds since 1970, UTC."""


@contextmanager
def standing_still(at: datetime) -> Iterator[None]:
    """The real time stands at a moment meanwhile, so that what is drawn is always the same."""
    global _ticking
    before, moment = _ticking, int(at.timestamp()) * 10**9
    _ticking = partial(int, moment)
    try:
        yield
    finally:
        _ticking = before


def real_milliseconds() -> int:
    """Milliseconds since 1970, UTC."""
    return _ticking() // 1_000_000


def _now() -> datetime:
    return datetime.fromtimestamp(_ticking() / 1e9).astimezone()


def real_now() -> str:
    """The real local time in ISO form with seconds and offset."""
    return _now().isoformat(timespec="seconds")


@dataclass(frozen=True)
class Clock:
    """The business date: the real one, or a fixed one where `fixed` is given."""

    fixed: date | None = None

    def today(self) -> date:
        """The business date."""
        return self.fixed or _now().date()


def new_uid(milliseconds: Callable[[], int] = real_milliseconds) -> str:
    """A fresh row name: UUID version 7 (RFC 9562) as 32 hexadecimal digits."""
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds() & (2**48 - 1)) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return f"{value:032x}"
