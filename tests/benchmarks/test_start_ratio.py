"""From the start of the process to a usable window, against a bare window of Qt, by turns.

Nothing is asserted about time.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.figures import keep

ROOT = Path(__file__).parents[2]
RUNS = 7


def seconds(*given: str) -> float:
    """How long a window took, in a process of its own."""
    command = (sys.executable, "-m", "tests.benchmarks.opening", *given)
    began = perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return perf_counter() - began


def test_how_many_times_a_bare_window_ours_takes(demo_book_folder: Path, tmp_path: Path) -> None:
    ways = {"bare": (), "start page": ("ini", ""), "casebook": ("ini", str(demo_book_folder))}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(RUNS):
        for name, (given) in ways.items():
            own = (str(tmp_path / given[0]), *given[1:]) if given else ()
            taken[name].append(seconds(*own))
    least = median(taken["bare"])
    ratios = {name: round(median(every) / least, 2) for name, every in taken.items()}
    keep("start", {**ratios, "bare_ms": round(least * 1000)})
