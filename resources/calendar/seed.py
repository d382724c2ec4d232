"""Write `days.json`, the days that the yearly notices name, from the package chinesecalendar.

Run by `python -m resources.calendar.seed` when a new version of the package knows another year.
"""

from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

import chinese_calendar
import msgspec

from models.workdays import DayKind

FILE = Path(__file__).with_name("days.json")
SOURCE = f"chinesecalendar {version('chinesecalendar')}"
_DECEMBER = 12
_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def named_days() -> Iterator[tuple[date, DayKind, str, int]]:
    """Day, kind, holiday and year of the notice of every day that the package names."""
    kinds = {DayKind.REST: chinese_calendar.holidays, DayKind.WORK: chinese_calendar.workdays}
    for kind, days in kinds.items():
        for day, english in days.items():
            name = _NAMES[english]
            yield day, kind, name, day.year + (name == "元旦" and day.month == _DECEMBER)


def write(path: Path = FILE) -> None:
    """One line a day, so that a new year shows as lines added."""
    lines = ",\n".join(msgspec.json.encode(row).decode() for row in sorted(named_days()))
    path.write_text(f'{{"source": "{SOURCE}", "days": [\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    write()
