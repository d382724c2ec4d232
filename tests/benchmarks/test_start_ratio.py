"""From the start of the process to a window, and to a casebook, against a bare window of Qt.

Taken by turns in processes of their own. The least of many runs is what the program takes: what
lies above it was taken by the rest of the machine. Medians stand beside it. Nothing is asserted
about time.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import keep

ROOT = Path(__file__).parents[2]
RUNS = 15
_BARE = "bare painted"
_NEVER = "PYTHONDONTWRITEBYTECODE"


def taken(environment: Mapping[str, str], *given: str) -> dict[str, float]:
    """Seconds from the making of a process to what it says of its window."""
    command = (sys.executable, "-m", "tests.benchmarks.opening", *given)
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    said = (line.split() for line in done.stdout.splitlines())
    return {what: float(when) - began for what, when in said}


def compiled(folder: Path) -> dict[str, str]:
    """An environment in which modules are compiled once, as they are where they are installed."""
    known = {name: value for name, value in os.environ.items() if name != _NEVER}
    return known | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def test_how_many_times_a_bare_window_ours_takes(demo_book_folder: Path, tmp_path: Path) -> None:
    environment = compiled(tmp_path)
    ways = {
        "bare": (),
        "start page": (str(tmp_path / "start.ini"),),
        "casebook": (str(tmp_path / "window.ini"), str(demo_book_folder)),
    }
    times: dict[str, list[float]] = {}
    for run in range(RUNS + 1):
        for way, given in ways.items():
            for what, needed in taken(environment, *given).items():
                if run:  # the first run compiles
                    times.setdefault(f"{way} {what}", []).append(needed)
    keep(
        "start",
        {
            "least": _ratios({name: min(every) for name, every in times.items()}),
            "median": _ratios({name: median(every) for name, every in times.items()}),
            "bare_ms": round(min(times[_BARE]) * 1000),
        },
    )


def _ratios(times: Mapping[str, float]) -> dict[str, float]:
    return {name: round(taken / times[_BARE], 2) for name, taken in times.items()}
