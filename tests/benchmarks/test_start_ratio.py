"""From the start of the process to a usable window, against a bare window of Qt, by turns.

Nothing is asserted about time.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.figures import keep

ROOT = Path(__file__).parents[2]
RUNS = 7
_NEVER = "PYTHONDONTWRITEBYTECODE"


def seconds(environment: Mapping[str, str], *given: str) -> float:
    """How long a window took, in a process of its own."""
    command = (sys.executable, "-m", "tests.benchmarks.opening", *given)
    began = perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return perf_counter() - began


def compiled(folder: Path) -> dict[str, str]:
    """An environment in which modules are compiled once, as they are where they are installed."""
    known = {name: value for name, value in os.environ.items() if name != _NEVER}
    return known | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def test_how_many_times_a_bare_window_ours_takes(demo_book_folder: Path, tmp_path: Path) -> None:
    ways = {"bare": (), "start page": ("ini", ""), "casebook": ("ini", str(demo_book_folder))}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    environment = compiled(tmp_path)
    for run in range(RUNS + 1):
        for name, given in ways.items():
            own = (str(tmp_path / given[0]), *given[1:]) if given else ()
            needed = seconds(environment, *own)
            taken[name] += [needed] if run else []  # the first run compiles
    least = median(taken["bare"])
    ratios = {name: round(median(every) / least, 2) for name, every in taken.items()}
    keep("start", {**ratios, "bare_ms": round(least * 1000)})
