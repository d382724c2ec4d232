"""Headings → fields: by the labels and synonyms of `models.fields`, never by resemblance alone.

A heading that is not understood is left unmatched and shown; a wrong guess would be worse.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from desk.intake.table import Column
from models.fields import KINDS, Field, Kind, Type

#: Columns that carry nothing of the record; the last is what a list of rejected rows adds.
REASON_HEADING = "退回原因"
_IGNORED = frozenset({"序号", "序", "行号", "no", "no.", "№", REASON_HEADING})
_UNIT = r"[十百千万亿]*(?:元|美元|欧元|港元|日元|人|名|户|个|家|亩|吨|%)"
_UNIT_AT_END = re.compile(
    rf"(?:[(\[【](?:单位:)?({_UNIT})[)\]】]|[:,/](?:单位:)?({_UNIT})|([十百千万亿]+元))$"
)
_BRACKETS_AT_END = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]$")
_YEAR_AT_START = re.compile(r"^(?:19|20)\d\d年(?:度|末|底)?")
_OWNER_AT_START = re.compile(r"^(?:企业|单位|公司|项目)(?!名)(?=.{2})")
_FILLER_AT_END = re.compile(r"(?<=.{2})(?:姓名|号码|情况)$")
_BY_LABEL, _BY_SYNONYM, _ALMOST = 4, 3, 2  # what a match is worth


def plain(heading: str) -> str:
    """A heading without blanks, line breaks, marks of required columns, width and case."""
    folded = unicodedata.normalize("NFKC", heading).casefold()
    return re.sub(r"[\s*★▲:]+$|^[\s*★▲]+|\s+", "", folded)


def _readings(heading: str) -> Iterator[tuple[str, str]]:
    """What a heading may mean, the surest first, each with the unit that was taken off."""
    whole = plain(heading)
    named, unit = _without_unit(whole)
    bare = _BRACKETS_AT_END.sub("", named)
    yield whole, ""
    yield named, unit
    yield bare, unit
    for pattern in (_YEAR_AT_START, _OWNER_AT_START, _FILLER_AT_END):
        yield pattern.sub("", bare), unit
    if "\n" in heading:
        yield from _readings(heading.rpartition("\n")[2])


def _without_unit(heading: str) -> tuple[str, str]:
    found = _UNIT_AT_END.search(heading)
    if found is None:
        return heading, ""
    return heading[: found.start()], found[1] or found[2] or found[3]


@cache
def _words(kind: str, derived: bool) -> Mapping[str, tuple[Field, int]]:
    """Every word that names a field of the kind, and what a match by it is worth."""
    fields = tuple(f for f in KINDS[kind].fields if f.derived == derived)
    by_synonym = {plain(word): (f, _BY_SYNONYM) for f in reversed(fields) for word in f.synonyms}
    return by_synonym | {plain(f.label): (f, _BY_LABEL) for f in reversed(fields)}


def _matches(kind: Kind, heading: str) -> Iterator[tuple[int, Field, str]]:
    """The fields that a heading may stand for: worth, field, unit."""
    for turn, (reading, unit) in enumerate(_readings(heading)):
        field, worth = _words(kind.name, False).get(reading, (None, 0))
        if field is not None and (not unit or field.type in (Type.NUMBER, Type.INTEGER)):
            yield (worth if turn < 3 else _ALMOST), field, unit


def columns(kind: Kind, headings: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a list, each with the field that it fills; the surest matches come first,
    and a field is filled by one column."""
    offers = sorted(
        (
            (worth, -index, field, unit)
            for index, heading in enumerate(headings)
            for worth, field, unit in _matches(kind, heading)
        ),
        key=lambda offer: offer[:2],
        reverse=True,
    )
    taken: dict[int, tuple[str, str]] = {}
    for _worth, place, field, unit in offers:
        if -place not in taken and field.name not in {name for name, _ in taken.values()}:
            taken[-place] = field.name, unit
    return tuple(_column(i, heading, taken.get(i, ("", ""))) for i, heading in enumerate(headings))


def _column(index: int, heading: str, match: tuple[str, str]) -> Column:
    ignored = plain(heading) in _IGNORED
    return Column(index, heading, match[0] if not ignored else "", match[1], ignored)


def score(kind: Kind, headings: Sequence[str]) -> int:
    """How well headings fit a kind; 0 where the field that names the record is missing.

    Headings of what is derived (办理状态) count as evidence, though they fill nothing.
    """
    worths: dict[str, int] = {}
    for heading in headings:
        for worth, field, _unit in _matches(kind, heading):
            worths[field.name] = max(worth, worths.get(field.name, 0))
    if kind.entered[0].name not in worths:
        return 0
    return sum(worths.values()) + sum(plain(h) in _words(kind.name, True) for h in headings)
