"""Days of a duty as people write them: 12日、27日, 月末, 周五."""

import re

from desk.errors import Refused
from models.duties import LAST_DAY, Cadence, Duty

_WEEKDAYS = "一二三四五六日"
_LAST = "月末"
_DAY_OF_WEEK = re.compile("(?:周|星期)?([一二三四五六日1-7])")
_DAY_OF_MONTH = re.compile("([0-9]{1,2})[日号]?")
_BETWEEN = re.compile("[、，,；; ]+")
_SPANS = {1: "每月", 3: "每季度", 6: "每半年"}


def said_days(duty: Duty) -> str:
    """The days of a duty: 12日、27日."""
    if duty.cadence is Cadence.WEEK:
        return "、".join(f"周{_WEEKDAYS[day - 1]}" for day in duty.days)
    return "、".join(_LAST if day == LAST_DAY else f"{day}日" for day in duty.days)


def said_cadence(duty: Duty) -> str:
    """How often it comes: 每周, 每月, 每季度, 1、3、5月."""
    if duty.cadence is Cadence.WEEK:
        return "每周"
    if duty.months and duty.span == 1:
        return f"{'、'.join(map(str, duty.months))}月"
    return _SPANS.get(duty.span, f"每{duty.span}个月")


def days_in(written: str, duty: Duty) -> tuple[int, ...]:
    """The days that are written, in order. Raises `Refused` for what is none."""
    words = [word for word in _BETWEEN.split(written.strip()) if word]
    found = sorted({_day(word, duty) for word in words})
    if not found:
        raise Refused(f"{duty.label}：请写明日子，不需要的可以停用。")
    return tuple(found)


def _day(word: str, duty: Duty) -> int:
    if duty.cadence is Cadence.WEEK:
        said = _DAY_OF_WEEK.fullmatch(word.replace("天", "日"))
        if said is None:
            raise Refused(f"{duty.label}：“{word}”不是一周里的一天；请写成 周五。")
        return (
            int(said[1]) if said[1].isdigit() else _WEEKDAYS.index(said[1].replace("天", "日")) + 1
        )
    if word in (_LAST, "末日", "最后一天"):
        return LAST_DAY
    said = _DAY_OF_MONTH.fullmatch(word)
    if said is None or not 1 <= int(said[1]) <= LAST_DAY:
        raise Refused(f"{duty.label}：“{word}”不是一月里的一天；请写成 12日、27日 或 月末。")
    return int(said[1])
