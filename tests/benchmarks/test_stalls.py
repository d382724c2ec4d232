"""How long the window stands still at most while long work goes on, against scrolling alone.

Nothing is asserted about time.
"""

import json
import subprocess
import sys
from pathlib import Path

from desk import demo
from tests.benchmarks.figures import keep
from tests.benchmarks.millions import multiply

ROOT = Path(__file__).parents[2]
MANY = 10_000


def test_how_long_the_window_stands_still_while_long_work_goes_on(tmp_path: Path) -> None:
    demo.make(tmp_path / "book")
    assert multiply(tmp_path / "book", MANY) >= MANY - 100
    (tmp_path / "own").mkdir()
    command = (sys.executable, "-m", "tests.benchmarks.stalls")
    given = (str(tmp_path / "book"), str(tmp_path / "own"))
    ended = subprocess.run(
        (*command, *given), cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    keep("stalls", json.loads(ended.stdout))
