"""Text as it may be stored, read and compared: what Excel, Word, people and input methods add to
it is taken off here, and nowhere else.
"""

import math
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

_FORBIDDEN = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff（）])\s+(?=[\u3400-\u9fff（）])")
_EDGES = " \t\n\u3000\u00a0\u200b\ufeff"
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣", "-"))

#: Marks that say that there is no entry; the words of `NOTHING` say so too, but not in free text.
NO_ENTRY = frozenset({"", "-", "--", "/", "\\", "*"})
NOTHING = NO_ENTRY | {"无", "暂无", "不详", "未知", "n/a", "null", "none"}


class BadValue(ValueError):
    """An entry that cannot be taken; the message is one Chinese sentence for the person."""


def clean(text: str) -> str:
    """The text as it may be stored: NFC, line ends as \\n, without the control characters, lone
    surrogates and non-characters that Word, Excel or a database refuse."""
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)))


def written(raw: object) -> str:
    """A cell or an entry as a person reads it: without blank edges, numbers without exponent."""
    match raw:
        case str():
            return clean(raw).strip(_EDGES)
        case None:
            return ""
        case bool():
            return "是" if raw else "否"
        case float() if math.isfinite(raw):
            return format(Decimal(repr(raw + 0.0)).normalize(), "f")
        case datetime():
            return raw.isoformat(" ", "minutes").removesuffix(" 00:00")
        case date():
            return raw.isoformat()
    return str(raw)


def name_key(text: str) -> str:
    """What two spellings of one name share: for finding the same enterprise, unit or person.

    Full-width and half-width, brackets, blanks, invisible characters and case make no difference.
    """
    return "".join(folded(clean(text)).split()).casefold()


def folded(text: str) -> str:
    """The text in half-width characters, with nothing invisible."""
    if text.isascii():
        return text
    seen = text if text.isprintable() else _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFKC", seen)


def narrow(raw: object) -> str:
    """The written text in half-width characters, with one kind of dash and nothing invisible."""
    text = folded(written(raw))
    return (text if text.isascii() else text.translate(_DASHES)).strip()


def tidy_name(raw: object) -> str:
    """A name without the blanks and breaks that stand inside a Chinese one."""
    text = written(raw)
    if text.isprintable() and " " not in text:
        return text
    return _BETWEEN_HAN.sub("", " ".join(_INVISIBLE.sub("", text).split()))


def names_in(text: str | None) -> tuple[str, ...]:
    """The names that one text holds, parted by 、 and its like; each said once."""
    names = (tidy_name(name) for name in re.split(r"[、，,；;/\n]+", text or ""))
    return tuple(dict.fromkeys(name for name in names if name))
