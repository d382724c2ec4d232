"""What a check finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: in which part of the casebook, and what, as a Chinese sentence."""

    part: str
    reason: str
