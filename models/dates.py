"""Days and months as people and Excel write them. What has two readings is a `BadValue`."""

import re
from datetime import date, datetime, timedelta

from models.writing import NOTHING, BadValue, narrow

_HAN = "〇零○一二三四五六七八九"
_DIGIT_OF = {**{h: i for i, h in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0}
_REST = r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*(?:\(?(?:星期|周|礼拜).\)?)?"
_DATE_FORMS = (
    re.compile(rf"(\d{{4}})\s*([-./、])\s*(\d{{1,2}})\s*\2\s*(\d{{1,2}})\s*[日号]?{_REST}"),
    re.compile(
        rf"([\d{_HAN}]{{4}})\s*(年)\s*([\d{_HAN}十]{{1,3}})\s*月\s*([\d{_HAN}十廿卅]{{1,4}})\s*"
        rf"[日号]?{_REST}"
    ),
    re.compile(r"(\d{4})()(\d{2})(\d{2})"),
)
_MONTH_ONLY = re.compile(r"(\d{4})\s*[-./年]\s*\d{1,2}\s*月?|(\d{4})\s*年?")
_MONTH_FORMS = (
    re.compile(rf"([\d{_HAN}]{{4}})\s*[-./年]\s*([\d{_HAN}十]{{1,2}})\s*月?(?:份)?"),
    re.compile(r"(\d{4})(\d{2})"),
)
_SERIAL = re.compile(r"(\d{5})(\.\d+)?")
_FIRST_YEAR, _YEARS_AHEAD, _FIRST_SERIAL = 1800, 50, 18264


def parse_date(raw: object, today: date) -> date | None:
    """The date that is written, or None for a blank.

    Understood are 2018-7-23, 2018.7.23, 2018/7/23, 2018年7月23日, 二〇一八年七月二十三日, 20180723,
    full-width digits, Excel's serial number (43304, for dates from 1950 on), and dates themselves.
    Raises `BadValue` for a month without day, a day that does not exist, an order of day and month
    that has two readings, or a year out of reason (before 1800, over 50 years after `today`).
    """
    if isinstance(raw, date):
        return raw.date() if isinstance(raw, datetime) else raw
    text = narrow(raw).rstrip(".。")
    if text.casefold() in NOTHING:
        return None
    found = _date_by_form(text) or _date_by_serial(text)
    if found is None:
        raise BadValue(_why_no_date(text))
    if not _FIRST_YEAR <= found.year <= today.year + _YEARS_AHEAD:
        raise BadValue(f"“{text}”的年份不合常理，请核对")
    return found


def _date_by_form(text: str) -> date | None:
    found = next((m for form in _DATE_FORMS if (m := form.fullmatch(text))), None)
    if found is None:
        return None
    try:
        return date(_numeral(found[1]), _numeral(found[3]), _numeral(found[4]))
    except ValueError:
        raise BadValue(f"没有“{text}”这一天，请核对") from None


def _date_by_serial(text: str) -> date | None:
    found = _SERIAL.fullmatch(text)
    if found is None or int(found[1]) < _FIRST_SERIAL:
        return None
    return date(1899, 12, 30) + timedelta(days=int(found[1]))


def _why_no_date(text: str) -> str:
    if _MONTH_ONLY.fullmatch(text):
        return f"“{text}”没有写到日，请写成 2018-07-23 的样子"
    return f"“{text}”认不出是哪一天，请写成 2018-07-23 的样子"


def _numeral(text: str) -> int:
    """The number of 23, 二十三, 廿三 or 二〇一八."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    if ten:
        return (_numeral(tens) if tens else 1) * 10 + (_numeral(ones) if ones else 0)
    return int("".join(str(_DIGIT_OF.get(c, c)) for c in text))


def parse_month(raw: object, today: date) -> str | None:
    """The month that is written, as YYYY-MM, or None for a blank.

    Understood are 2018-07, 2018.7, 2018年7月, 二〇一八年七月, 201807 and whole dates. Raises
    `BadValue` for a month without a year: which year it means is never guessed.
    """
    text = "" if isinstance(raw, date) else narrow(raw).rstrip(".。")
    found = next((m for form in _MONTH_FORMS if (m := form.fullmatch(text))), None)
    if found is None:
        day = parse_date(raw, today) if isinstance(raw, date) else _whole_date(text, today)
        return None if day is None else f"{day:%Y-%m}"
    year, month = _numeral(found[1]), _numeral(found[2])
    if not 1 <= month <= 12 or not _FIRST_YEAR <= year <= today.year + _YEARS_AHEAD:
        raise BadValue(f"没有“{text}”这个月，请核对")
    return f"{year:04}-{month:02}"


def _whole_date(text: str, today: date) -> date | None:
    try:
        return parse_date(text, today)
    except BadValue:
        raise BadValue(f"“{text}”认不出是哪年哪月，请写成 2018-07 的样子") from None
