"""What the benchmarks measured: kept in `out/benchmarks/`, and told when they have run."""

import json
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[2] / "out" / "benchmarks"
KEPT: dict[str, dict[str, Any]] = {}


def keep(name: str, figures: dict[str, Any]) -> None:
    """Keep the figures of one benchmark."""
    KEPT[name] = figures
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{name}.json").write_text(f"{json.dumps(figures)}\n", encoding="utf-8")
