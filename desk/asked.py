"""What is written to say which month, or which order of a list, is meant."""

from collections.abc import Mapping

from desk.errors import Refused
from models.calendar import BadMonth, Month


def month(written: str, of: str = "") -> Month:
    """A month as it is written, `of` what it is asked for. Raises `Refused` for anything else."""
    try:
        return Month.parse(written)
    except BadMonth as error:
        raise Refused(f"{of}按月打印：{error}" if of else str(error)) from error


def division(written: str, divisions: Mapping[str, tuple[str, object]], of: str) -> str:
    """The name of what divides a list, by its name or its label. Raises `Refused` for others."""
    found = next((name for name, (said, _) in divisions.items() if written in (name, said)), None)
    if found is None:
        known = "、".join(f"{name}（{said}）" for name, (said, _) in divisions.items())
        raise Refused(f"{of}不能按“{written}”排；可用的有 {known}。")
    return found
