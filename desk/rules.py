"""The deadline rules: those that are shipped, and the office's own."""

from functools import cache
from pathlib import Path

import msgspec

from models.deadlines import DeadlineRule

FOLDER = Path(__file__).parents[1] / "resources" / "rules"


@cache
def shipped_rules() -> tuple[DeadlineRule, ...]:
    """The rules that come with the program, in the order of their files."""
    files = sorted(FOLDER.glob("*.json"))
    return tuple(msgspec.json.decode(one.read_bytes(), type=DeadlineRule) for one in files)
