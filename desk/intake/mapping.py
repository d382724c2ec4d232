"""Headings → fields: by the labels and synonyms of `models.fields`, never by resemblance alone.

A heading that is not understood is left unmatched and shown; a wrong guess would be worse.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from desk.intake.table import Column
from models.fields import KINDS, Field, Kind, Type

#: Columns that carry nothing of the record; the last is what a list of rejected rows adds.
REASON_HEADING = "退回原因"
_IGNORED = frozenset(
    {"序号", "序", "顺序号", "项次", "编号", "行号", "no", "no.", "№", REASON_HEADING}
)
_UNIT = r"[十百千万亿]*(?:元|美元|欧元|港元|日元|人|名|户|个|家|亩|吨|瓦时|度|%)"
_ONLY_UNIT = re.compile(rf"(?:单位:)?[(\[]?(?:单位:)?{_UNIT}[)\]]?")
_UNIT_AT_END = re.compile(
    rf"(?:[(\[【](?:单位:)?({_UNIT})[)\]】]|[:,/](?:单位:)?({_UNIT})|([十百千万亿]+元))$"
)
_IN_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_YEAR_AT_START = re.compile(r"^(?:((?:19|20)\d\d)年?|上年|去年|全年|年)(?:度|末|底)?")
_OWNER_AT_START = re.compile(r"^(?:企业|单位|公司|项目)(?!名)(?=.{2})")
_FILLER_AT_END = re.compile(r"(?<=.{2})(?:姓名|号码|情况)$")
_SUMMED_UP = re.compile("累计|同比|增长|增速|增幅|上年|去年|同期|环比|比重|占比|[1一]-")
_PARTS = re.compile(r"[/、,或和及与]")
_AND_PHONE = re.compile(r"[/、,和及与](?:联系)?(?:电话|方式|手机)(?:号码?)?$")
_LONGEST = 200  # characters of a heading
_BY_LABEL, _BY_SYNONYM, _ALMOST = 4, 3, 2  # what a match is worth
_LACKING = 6  # what a missing column that is required takes off


@dataclass(frozen=True)
class _Offer:
    """A field that a heading may stand for: what the match is worth, the unit that was taken off,
    the place of the word among the field's synonyms, and the year that the heading names."""

    field: Field
    worth: int
    unit: str
    rank: int
    year: int

    @property
    def strength(self) -> tuple[int, int, int]:
        """The surer match comes first, then the later year, then the earlier synonym."""
        return self.worth, self.year, -self.rank


def plain(heading: str) -> str:
    """A heading without blanks, line breaks, marks of required columns, width and case."""
    folded = unicodedata.normalize("NFKC", heading).casefold()
    return re.sub(r"[\s*★☆▲※]|^\d{1,2}[.、]", "", folded).rstrip(":")


def keys(headings: Sequence[str]) -> tuple[str, ...]:
    """What each column is known by: its plain heading, with a number where it comes again or has
    none. So a column is found again in the sender's next list wherever it stands."""
    seen: dict[str, int] = {}
    named = []
    for text in map(plain, headings):
        seen[text] = seen.get(text, 0) + 1
        named.append(text if text and seen[text] == 1 else f"{text}#{seen[text]}")
    return tuple(named)


def told_field(said: str) -> tuple[str, str]:
    """What a person said that a column fills: the field, and the unit in which its bare numbers
    are, where that was said as well: registered_capital/元."""
    name, _, unit = said.partition("/")
    return name, unit


def carries_nothing(heading: str) -> bool:
    """Whether a heading says that its column holds nothing of the record: 序号."""
    return plain(heading) in _IGNORED


def is_unit(text: str) -> bool:
    """Whether a line below a heading says its unit and nothing else: （万元）."""
    return _ONLY_UNIT.fullmatch(plain(text)) is not None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a heading: without the unit that was taken off, and whether as it stands;
    then also without a telephone beside a person, and in the parts that 或 and the like divide."""

    text: str
    unit: str
    sure: bool
    person: str
    parts: tuple[str, ...]


@lru_cache(16_384)  # all cells of the lines that may be headings
def _readings(heading: str) -> tuple[_Reading, ...]:
    """What a heading may mean, the surest first; nothing where the text is too long for one."""
    read = enumerate(_read(heading) if len(heading) <= _LONGEST else ())
    turns = {one: turn for turn, one in reversed(list(read))}
    return tuple(
        _Reading(text, unit, turn < 3, _AND_PHONE.sub("", text), tuple(_PARTS.split(text)))
        for (text, unit), turn in reversed(turns.items())
    )


def _read(heading: str) -> Iterator[tuple[str, str]]:
    whole = plain(heading)
    named, unit = _without_unit(whole)
    bare = _IN_BRACKETS.sub("", named)
    yield whole, ""
    yield named, unit
    yield bare, unit
    undated = _YEAR_AT_START.sub("", bare)
    yield undated, unit
    for pattern in (_OWNER_AT_START, _FILLER_AT_END):
        yield pattern.sub("", undated), unit
    if "\n" in heading:
        yield from _read(heading.partition("\n")[2])


def meanings(heading: str) -> Iterator[str]:
    """What a heading may mean, the surest first, with and without a telephone beside a person."""
    for reading in _readings(heading):
        yield reading.text
        yield reading.person


def _without_unit(heading: str) -> tuple[str, str]:
    found = _UNIT_AT_END.search(heading)
    if found is None:
        return heading, ""
    return heading[: found.start()], found[1] or found[2] or found[3]


#: A word → the field that it names, what a match by it is worth, and its rank.
_Words = Mapping[str, tuple[Field, int, int]]


@cache
def _words(kind: str, derived: bool) -> _Words:
    """Every word that names a field of the kind, what a match by it is worth, and its rank."""
    fields = tuple(f for f in KINDS[kind].fields if f.derived == derived)
    by_synonym = {
        plain(word): (f, _BY_SYNONYM, rank)
        for f in reversed(fields)
        for rank, word in enumerate(f.synonyms)
    }
    return by_synonym | {plain(f.label): (f, _BY_LABEL, 0) for f in reversed(fields)}


@lru_cache(32_768)  # all cells of the lines that may be headings, for all kinds
def _matches(kind: str, heading: str) -> tuple[_Offer, ...]:
    """The fields of the kind that a heading may stand for."""
    return tuple(_offers(kind, heading))


def _offers(kind: str, heading: str) -> Iterator[_Offer]:
    if kind == "figures" and _SUMMED_UP.search(heading):
        return  # it sums up months or compares them, and is no figure of one month
    words = _words(kind, False)
    for reading in _readings(heading):
        field, worth, rank = words.get(reading.text) or _by_parts(words, reading)
        if field is not None and (not reading.unit or field.type in (Type.NUMBER, Type.INTEGER)):
            worth = worth if reading.sure else _ALMOST
            yield _Offer(field, worth, reading.unit, rank, _year(heading))


def _year(heading: str) -> int:
    dated = _YEAR_AT_START.match(plain(heading))
    return int(dated[1] or 0) if dated else 0


def _by_parts(words: _Words, reading: _Reading) -> tuple[Field | None, int, int]:
    """The field that each part of a heading names: 企业/单位名称 is one, 法人/联系人 is none.

    A person with a telephone (联系人及电话) is that person; the rows part the two.
    """
    person, _, rank = words.get(reading.person, (None, 0, 0))
    if person is not None and person.person:
        return person, _ALMOST, rank
    found = [word for part in reading.parts if (word := words.get(part)) is not None]
    if len(found) < max(2, len(reading.parts)) or len({field.name for field, *_ in found}) > 1:
        return None, 0, 0
    return found[0][0], _ALMOST, max(rank for *_, rank in found)


def columns(
    kind: Kind, headings: Sequence[str], told: Mapping[str, str] = MappingProxyType({})
) -> tuple[Column, ...]:
    """The columns of a list, each with the field that it fills; the surest matches come first,
    and a field is filled by one column.

    `told` is what a person said: the key of a column (see `keys`) → the field that it fills (see
    `told_field`), empty for a column that is not taken in. It goes before every match.
    """
    fixed = _fixed(kind, keys(headings), told)
    filled = {told_field(one)[0] for one in fixed.values()}
    taken: dict[int, _Offer] = {}
    for index, offer in _ranked(kind, headings):
        if index not in taken and index not in fixed and offer.field.name not in filled:
            taken[index] = offer
            filled.add(offer.field.name)
    return tuple(
        _as_told(kind, i, heading, fixed[i]) if i in fixed else _column(i, heading, taken.get(i))
        for i, heading in enumerate(headings)
    )


def _fixed(kind: Kind, named: Sequence[str], told: Mapping[str, str]) -> dict[int, str]:
    """What was said of the columns that are there, as far as the kind has such fields."""
    fixed: dict[int, str] = {}
    filled: set[str] = set()
    for index, key in enumerate(named):
        name = told_field(told.get(key, ""))[0]
        if key in told and (not name or (name not in filled and kind.field(name))):
            fixed[index] = told[key]
            filled.add(name)
    return fixed


def _ranked(kind: Kind, headings: Sequence[str]) -> list[tuple[int, _Offer]]:
    """Every match of a heading with a field, the surest first; of equals the one to the left."""
    offers = (
        (index, offer) for index, text in enumerate(headings) for offer in _matches(kind.name, text)
    )
    return sorted(offers, key=lambda one: (one[1].strength, -one[0]), reverse=True)


def _as_told(kind: Kind, index: int, heading: str, said: str) -> Column:
    name, unit = told_field(said)
    field = kind.field(name)
    if field is None:
        return Column(index, heading, ignored=carries_nothing(heading), left_out=True)
    units = (reading.unit for reading in _readings(heading) if reading.unit)
    measured = field.type in (Type.NUMBER, Type.INTEGER)
    return Column(index, heading, name, unit or next(units, "") if measured else "")


def _column(index: int, heading: str, offer: _Offer | None) -> Column:
    if carries_nothing(heading):
        return Column(index, heading, ignored=True)
    return Column(index, heading, offer.field.name, offer.unit) if offer else Column(index, heading)


def evidence(kind: Kind, headings: Sequence[str]) -> int:
    """How much of a kind the headings name, whether or not they name the record itself."""
    worths: dict[str, int] = {}
    for heading in headings:
        for offer in _matches(kind.name, heading):
            worths[offer.field.name] = max(offer.worth, worths.get(offer.field.name, 0))
    lacking = sum(field.required and field.name not in worths for field in kind.entered)
    told = sum(plain(heading) in _words(kind.name, True) for heading in headings)
    return max(1, sum(worths.values()) + told - _LACKING * lacking)


def score(kind: Kind, headings: Sequence[str]) -> int:
    """How well headings fit a kind; 0 where the field that names the record is missing.

    Headings of what is derived (办理状态) count as evidence, though they fill nothing; columns
    that are required and missing count against it.
    """
    name = kind.entered[0].name
    named = (offer.field.name for text in headings for offer in _matches(kind.name, text))
    return evidence(kind, headings) if name in named else 0
