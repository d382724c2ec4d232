"""The yearly notice of days off (节假日安排的通知): its text → the days that it names.

The notice is a list of lines such as `五、端午节：6月19日（周五）至21日（周日）放假，共3天。`. What
a line says of a day is checked against the calendar: the day of the week behind it, the number of
days off. A sentence about days that cannot be read is refused with its words. Copied texts may have
lost the numbers of their lines, or their breaks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.workdays import CalendarDay, DayKind, days_after
from models.writing import narrow

_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?"
_SPAN = re.compile(rf"{_DAY}(?:\s*(?:至|到|-|—|~)+\s*{_DAY})?")
_HOLIDAY = r"(?:元旦|春节|清明|劳动|五一|端午|中秋|国庆)[^:。;\n]{0,9}"
#: A line begins a row of text, or stands behind the one before it where the breaks were lost.
_LINE = re.compile(
    r"(?:^|(?<=[。;:]))\s*"
    rf"(?:(?:[一二三四五六七八九十]+|\d+)\s*[、.]\s*([^:]{{2,12}})|({_HOLIDAY})):",
    re.MULTILINE,
)
_TITLE_YEAR = re.compile(r"(\d{4})\s*年[^。\n]{0,12}(?:节假日|假期|放假)")
_COUNT = re.compile(r"共\s*(\d+)\s*天|放假\s*(\d+)\s*天")
_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}
_WEEKDAY = re.compile(r"(?:星期|周)([一二三四五六日天])")
_REST_WORDS, _WORK_WORDS = ("放假", "补休", "休假"), ("上班",)
_DECEMBER = 12
_ADVICE = ("鼓励", "建议", "结合带薪")


class BadNotice(ValueError):
    """The text is no notice that can be read; the message is a Chinese sentence."""


@dataclass(frozen=True)
class Notice:
    """What a notice says: the year that it is about, its title, its days in order."""

    year: int
    title: str
    days: tuple[CalendarDay, ...]


def parse_notice(text: str, source: str, year: int | None = None) -> Notice:
    """Read the text of a notice. Raises `BadNotice` with what to mend.

    `year` is the year that it is about, if the text itself does not name it in a title.
    """
    plain = narrow(text).replace("，", ",").replace("：", ":")
    about = year or _year_named(plain)
    title = notice_title(about)
    days = [
        CalendarDay(day, kind, name, about, source, title)
        for name, body in _lines(plain)
        for day, kind in _days_of(name, body, about)
    ]
    if not days:
        raise BadNotice("没有读到“放假”或“上班”的日期；请粘贴通知里“一、元旦：…”那样的各条原文。")
    _refuse_two_meanings(days)
    return Notice(about, title, tuple(sorted(set(days))))


def notice_title(year: int) -> str:
    """What the notice of a year is called."""
    return f"{year}年节假日安排的通知"


def _year_named(text: str) -> int:
    found = _TITLE_YEAR.search(text)
    if found is None:
        raise BadNotice(
            "没有读到是哪一年的通知；请连同标题一起粘贴，或在前面加一行“2027年放假安排”那样的标题。"
        )
    return int(found[1])


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Each numbered line: the name of the holiday, and what follows up to the next."""
    heads = list(_LINE.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=bool(heads)):
        yield (head[1] or head[2]).strip(), text[head.end() : end]


def _days_of(name: str, body: str, year: int) -> Iterator[tuple[date, DayKind]]:
    for sentence in re.split(r"[。;；\n]", body):
        kind = _kind(sentence)
        if kind is not None:
            yield from ((day, kind) for day in _named(name, sentence, year))


def _kind(sentence: str) -> DayKind | None:
    """What a sentence says of its days; advice to take leave is no day off."""
    if any(word in sentence for word in _ADVICE):
        return None
    if any(word in sentence for word in _WORK_WORDS):
        return DayKind.WORK
    return DayKind.REST if any(word in sentence for word in _REST_WORDS) else None


def _named(name: str, sentence: str, year: int) -> tuple[date, ...]:
    """The days of one sentence, checked against what it says of their number."""
    found: list[date] = []
    for span in _SPAN.finditer(sentence):
        first = _day(span.groups()[:4], name, year, found[-1] if found else None)
        last = _day(span.groups()[4:], name, year, first) if span[7] else first
        if last < first:
            raise BadNotice(f"“{name}”的“{span[0]}”结束早于开始；请核对原文。")
        found += [first, *days_after(first, last)]
    if not found:
        raise BadNotice(f"“{name}”的“{sentence.strip()}”没有写出日期；请核对原文。")
    _check_number(name, sentence, set(found))
    return tuple(found)


def _check_number(name: str, sentence: str, days: set[date]) -> None:
    said = _COUNT.search(sentence)
    if said and int(said[1] or said[2]) != len(days):
        wanted = said[1] or said[2]
        raise BadNotice(f"“{name}”写着共 {wanted} 天，按日期数是 {len(days)} 天；请核对原文。")


def _day(parts: tuple[str | None, ...], name: str, year: int, last: date | None) -> date:
    """A day as it is written; a month or year left out is that of the day before it."""
    in_year, in_month, in_day, weekday = parts
    month = int(in_month or (last.month if last else 0))
    written = f"{in_month or month}月{in_day}日"
    try:
        day = date(_year_of(in_year, month, name, year, last), month, int(in_day or 0))
    except ValueError:
        raise BadNotice(f"“{name}”的“{written}”不是日子；请核对原文。") from None
    said = _WEEKDAY.search(weekday or "")
    if said and _WEEKDAYS[said[1]] != day.weekday():
        raise BadNotice(f"“{name}”的“{written}”在{day.year}年不是{said[0]}；请核对年份和原文。")
    return day


def _year_of(written: str | None, month: int, name: str, year: int, last: date | None) -> int:
    if written:
        return int(written)
    if last is not None:
        return last.year + (month < last.month)
    return year - 1 if month == _DECEMBER and name.startswith("元旦") else year


def _refuse_two_meanings(days: list[CalendarDay]) -> None:
    kinds: dict[date, DayKind] = {}
    for one in days:
        if kinds.setdefault(one.day, one.kind) is not one.kind:
            raise BadNotice(f"{one.day:%Y-%m-%d} 又放假又上班；请核对原文。")
