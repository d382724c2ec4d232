"""What a written value means: the one checker of forms, imports and the command line.

Lists come from many hands: dates as text, full-width digits, codes that Excel turned into numbers
(STORAGE §8). Everything here is pure: a cell or an entry in, a value and perhaps a warning out.
Nothing is guessed: what has two readings is a `BadValue`.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import mul
from types import MappingProxyType

from models.dates import parse_date, parse_month
from models.fields import Field, Type
from models.vocabulary import LISTS, code_begun, code_of
from models.writing import (
    NO_ENTRY,
    NOTHING,
    BadValue,
    clean,
    folded,
    name_key,
    names_in,
    narrow,
    tidy_name,
    written,
)

__all__ = [
    "BadValue",
    "Checked",
    "Value",
    "check",
    "clean",
    "credit_code",
    "integer",
    "name_key",
    "number",
    "parse_date",
    "parse_month",
    "phone",
    "valid_credit_code",
    "written",
]

#: A checked value: what the columns of `models` hold; references are still names.
Value = str | int | float | date | tuple[str, ...] | None
#: A value and what a person should know about it.
Checked = tuple[Value, str | None]


# --- blanks ------------------------------------------------------------------------------------

_EXCEL_ERRORS = {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!"}
_NAMES = frozenset(
    {"name", "short_name", "contact", "legal_representative", "park", "owner", "raised_by"}
)


def _mark(raw: object) -> str | None:
    """What shows an entry to be blank or broken; None for numbers and days, which are neither."""
    if raw is None:
        return ""
    return narrow(raw).casefold() if isinstance(raw, str) else None


def _is_blank(field: Field, mark: str | None) -> bool:
    """Whether the entry says nothing: empty, a stroke; 无, but not in free text."""
    free = field.type in (Type.TEXT, Type.LONG_TEXT) and field.name not in _NAMES
    return mark in (NO_ENTRY if free else NOTHING)


# --- 统一社会信用代码 ----------------------------------------------------------------------------

_CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_FORM = re.compile(rf"[{_CODE_CHARACTERS}]{{2}}\d{{6}}[{_CODE_CHARACTERS}]{{10}}")
_CODE_LABEL = re.compile(r"^[\u4e00-\u9fff()]*代码[\u4e00-\u9fff()]*:")
_FILLING = re.compile(r"[\s'’`-]")
_ROUNDED = re.compile(r"\d{15}000")
_EXPONENT = re.compile(r"\d(\.\d+)?E\+?\d{1,3}|\d{15,18}\.0+")
_EXCEL_MADE_IT_A_NUMBER = "信用代码已被 Excel 变成数字、尾数丢失，未采用；请按营业执照补录"


_CODE_VALUES = {character: value for value, character in enumerate(_CODE_CHARACTERS)}
_CODE_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def _check_character(body: str) -> str:
    total = sum(map(mul, map(_CODE_VALUES.__getitem__, body), _CODE_WEIGHTS))
    return _CODE_CHARACTERS[-total % 31]


@lru_cache(65_536)  # reading, matching and folding a list ask of the same codes
def valid_credit_code(code: str) -> bool:
    """Whether the normalised code has the form and the check character of GB 32100-2015.

    A code of one repeated character is a filler, not a code.
    """
    right_form = _CODE_FORM.fullmatch(code) is not None and len(set(code)) > 1
    return right_form and _check_character(code[:-1]) == code[-1]


def _lost_digits(raw: object, text: str) -> bool:
    """Whether Excel kept 15 digits of the code and made the rest up."""
    if isinstance(raw, int | float):
        return abs(raw) >= 10**15
    rounded = _ROUNDED.fullmatch(text) is not None and not valid_credit_code(text)
    plain = len(text) == 18 and text.isalnum()
    return rounded or (not plain and _EXPONENT.fullmatch(text) is not None)


def credit_code(raw: object) -> tuple[str | None, str | None]:
    """统一社会信用代码, normalised, and a warning where it may be wrong.

    A wrong check character is taken in with a warning; a code that Excel made a number is not
    taken (DOMAIN §7). Raises `BadValue` where the length is not 18.
    """
    text = _CODE_LABEL.sub("", _FILLING.sub("", narrow(raw)).upper())
    if not text:
        return None, None
    if len(set(text)) == 1:
        return None, f"“{text}”只是占位，未作信用代码采用"
    if _lost_digits(raw, text):
        return None, _EXCEL_MADE_IT_A_NUMBER
    if len(text) != 18:
        raise BadValue(f"统一社会信用代码应为 18 位，“{text}”是 {len(text)} 位，请按营业执照核对")
    return text, None if valid_credit_code(text) else _why_wrong(text)


def _why_wrong(code: str) -> str:
    strange = next((c for c in code if c not in _CODE_CHARACTERS), None)
    if strange is not None:
        return f"信用代码中不会有“{strange}”，请按营业执照核对"
    return "信用代码的校验位不对，请按营业执照核对"


# --- numbers --------------------------------------------------------------------------------------

_LARGEST = 10**12
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_NUMBER = re.compile(
    r"(?:[¥￥]|人民币|RMB|CNY)?\s*"
    r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:E[+-]?\d{1,2})?)"
    r"\s*\(?([^\s\d,.~()-]*)\)?",
    re.I,
)
_SAME_UNIT = {
    "人民币": "元",
    "元人民币": "元",
    "元整": "元",
    "圆": "元",
    "名": "人",
    "位": "人",
    "个": "人",
}


def _scale_and_base(unit: str) -> tuple[int, str]:
    """万元 → (10 000, 元); 人 → (1, 人); 千万 → (10 000 000, '')."""
    base = unit.lstrip("".join(_SCALES))
    scale = math.prod(_SCALES[c] for c in unit[: len(unit) - len(base)])
    return scale, _SAME_UNIT.get(base, base)


def _converted(amount: Decimal, written_unit: str, unit: str) -> Decimal:
    """The amount in `unit`; a bare number is already in it. Raises `BadValue` for another unit."""
    if not written_unit:
        return amount
    scale, base = _scale_and_base(written_unit)
    own_scale, own_base = _scale_and_base(unit)
    if base and base != own_base:
        raise BadValue(f"单位“{written_unit}”无法换算成“{unit or '数'}”，请改写")
    return amount * scale / own_scale


def _amount(raw: object, unit: str) -> Decimal | None:
    text = narrow(raw)
    if text.casefold() in NOTHING:
        return None
    found = None if isinstance(raw, bool | date) else _NUMBER.fullmatch(text)
    if found is None:
        raise BadValue(f"“{text}”不是一个确定的数，请只写数字")
    amount = _converted(Decimal(found[1].replace(",", "")), found[2], unit)
    if abs(amount) > _LARGEST:
        raise BadValue(f"“{text}”大得不合常理，请核对")
    return amount


def number(raw: object, unit: str = "") -> float | None:
    """The number that is written, in `unit`, or None for a blank.

    `1,234.5`, full-width digits, 3.2亿, 500万元, 3000元 are understood; with the unit 万元 they are
    1234.5, 32000, 500, 0.3. Raises `BadValue` for about-figures, ranges and foreign units.
    """
    if isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) <= _LARGEST:
        return raw + 0.0  # no minus before a zero
    amount = _amount(raw, unit)
    return None if amount is None else float(amount)


def integer(raw: object, unit: str = "") -> int | None:
    """The count that is written (35, 35人, 1.2万), or None for a blank.

    Raises `BadValue` as `number` does, and for fractions and negative counts.
    """
    amount = _amount(raw, unit)
    if amount is None:
        return None
    if amount < 0 or amount != amount.to_integral_value():
        raise BadValue(f"“{written(raw)}”应为不小于零的整数")
    return int(amount)


# --- phones ---------------------------------------------------------------------------------------

_PHONE_BETWEEN = re.compile(r"[、,;/|\n]+")
_PHONE_LABEL = re.compile(r"^(电话|手机|座机|办公|办|TEL)\s*[:.]?\s*", re.I)
_PHONE_EXTENSION = re.compile(r"(?:转|分机|EXT\.?|#)(\d{1,6})$|(?<=\d{7})-(\d{1,5})$", re.I)
_MOBILE = re.compile(r"(?:\+?86|0086|0)?(1[3-9]\d{9})")
_FIXED = re.compile(r"(?:\+?86|0086)?(?:(010|02\d|0[3-9]\d\d))?([2-9]\d{6,7})")
_SERVICE = re.compile(r"[48]00\d{7}|1[012]\d{1,3}|9[56]\d{3,4}")
_FULL_EXPONENT = re.compile(r"1\.\d{10}E\+?10", re.I)


def phone(raw: object) -> tuple[str | None, str | None]:
    """The telephone numbers in one spelling, joined by 、, and a warning where one is not
    understood: then the cell is kept as it was written."""
    text = narrow(raw)
    if text.casefold() in NOTHING:
        return None, None
    if _FULL_EXPONENT.fullmatch(text):
        text = written(float(text))
    numbers = [_phones(piece) for piece in _PHONE_BETWEEN.split(text) if piece.strip()]
    if not numbers or not all(numbers):
        return written(raw), f"“{written(raw)}”不像电话号码，照原样保留，请核对"
    return "、".join(dict.fromkeys(n for piece in numbers for n in piece)), None


def _phones(piece: str) -> list[str]:
    """The number of a piece, or the numbers that blanks part; empty where it is not understood."""
    whole = _one_phone(piece)
    if whole:
        return [whole]
    parts = [_one_phone(part) for part in piece.split()]
    return [part for part in parts if part] if all(parts) else []


def _one_phone(piece: str) -> str | None:
    text = re.sub(r"[\s()]", "", _PHONE_LABEL.sub("", piece.strip()))
    mobile = _MOBILE.fullmatch(text.replace("-", ""))
    if mobile:
        return mobile[1]
    extension = _PHONE_EXTENSION.search(text)
    main = text[: extension.start()] if extension else text
    tail = f"转{extension[1] or extension[2]}" if extension else ""
    return _fixed_line(main.replace("-", ""), tail)


def _fixed_line(digits: str, tail: str) -> str | None:
    if _SERVICE.fullmatch(digits):
        return digits + tail
    fixed = _FIXED.fullmatch(digits)
    if fixed is None:
        return None
    return (f"{fixed[1]}-" if fixed[1] else "") + fixed[2] + tail


# --- fields ---------------------------------------------------------------------------------------


def _excel_error(field: Field, raw: object) -> Checked:
    told = f"“{written(raw)}”是 Excel 公式的错误，没有采用，请核对"
    if field.required:
        raise BadValue(told)
    return None, told


def _choice(field: Field, raw: object, _today: date) -> Checked:
    return _word(field, written(raw)), None


def _word(field: Field, word: str) -> str:
    """The code or option that a written word means."""
    if field.options:
        found = next((one for one in field.options if name_key(one) == name_key(word)), None)
    else:
        plain = "".join(narrow(word).split())
        found = code_of(field.choices, plain) or code_of(field.choices, word)
        found = found or code_begun(field.choices, plain)
    if found is None:
        known = field.options or tuple(term.label for term in LISTS[field.choices])
        raise BadValue(f"“{word}”不在{field.label}的选项中，可填：{'、'.join(known)}")
    return found


def _choices(field: Field, raw: object, _today: date) -> Checked:
    """Several words of the list, in its order; an option may itself hold a 、."""
    whole = written(raw)
    words = [whole] if whole in field.options else re.split(r"[、，,；;\n]+", whole)
    said = {_word(field, word.strip()) for word in words if word.strip()}
    order = field.options or tuple(term.code for term in LISTS[field.choices])
    return tuple(word for word in order if word in said), None


def _text(field: Field, raw: object, _today: date) -> Checked:
    if field.name in _NAMES:
        return _name(field, raw), None
    return " ".join(written(raw).split()), None


def _name(field: Field, raw: object) -> str:
    name = tidy_name(raw)
    if field.required and re.fullmatch(r"[\d.]+", folded(name)):
        raise BadValue(f"“{name}”只有数字，不像{field.label}，请核对")
    return name


def _several_names(_field: Field, raw: object, _today: date) -> Checked:
    return names_in(written(raw)), None


_CHECKS: Mapping[Type, Callable[[Field, object, date], Checked]] = MappingProxyType(
    {
        Type.TEXT: _text,
        Type.LONG_TEXT: lambda _field, raw, _today: (written(raw), None),
        Type.DATE: lambda _field, raw, today: (parse_date(raw, today), None),
        Type.MONTH: lambda _field, raw, today: (parse_month(raw, today), None),
        Type.INTEGER: lambda field, raw, _today: (integer(raw, field.unit), None),
        Type.NUMBER: lambda field, raw, _today: (number(raw, field.unit), None),
        Type.CHOICE: _choice,
        Type.CHOICES: _choices,
        Type.CREDIT_CODE: lambda _field, raw, _today: credit_code(raw),
        Type.PHONE: lambda _field, raw, _today: phone(raw),
        Type.REFERENCE: lambda _field, raw, _today: (tidy_name(raw), None),
        Type.REFERENCES: _several_names,
    }
)


def check(field: Field, raw: object, today: date) -> Checked:
    """The value of a field as it is stored, and a warning that a person should read.

    A blank is None (and never clears what is known: that is the caller's rule). References stay
    names, for the caller to look up; several become a tuple. Raises `BadValue` with one Chinese
    sentence for what cannot be taken, and for a blank in a required field.
    """
    mark = _mark(raw)
    if mark in _EXCEL_ERRORS:
        return _excel_error(field, raw)
    if not _is_blank(field, mark):
        return _CHECKS[field.type](field, raw, today)
    if field.required:
        raise BadValue(f"{field.label}不能为空")
    return None, None
