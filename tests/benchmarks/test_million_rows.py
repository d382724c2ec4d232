"""The ledger of a million issues, in the real window, against bare SQL of the same rows.

Nothing is asserted about time; the figures are for people to look at.
"""

import json
import subprocess
import sys
from pathlib import Path

from desk import demo
from tests.benchmarks.figures import keep
from tests.benchmarks.millions import multiply

ROOT = Path(__file__).parents[2]
MANY = 1_000_000
MEGABYTES = 300


def test_a_million_issues_are_listed_within_300_megabytes(tmp_path: Path) -> None:
    demo.make(tmp_path / "book")
    assert multiply(tmp_path / "book", MANY) >= MANY - 100
    command = (sys.executable, "-m", "tests.benchmarks.ledger", str(tmp_path / "book"))
    ended = subprocess.run(
        (*command, str(tmp_path)), cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    figures = json.loads(ended.stdout)
    keep("million-rows", figures)
    assert figures["megabytes"] < MEGABYTES
