"""Columns that fill no field of their own and yet say something of the record.

Our own number in a ledger that comes back; the code beside a subject's name; the telephone beside a
person; and in ledgers of issues how far each had come, which is kept as a note (DOMAIN.md §7).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from desk.intake.mapping import meanings, plain
from desk.intake.table import Column
from models.fields import KINDS, Field, Kind, Type

#: The roles beside `phone.FIELD`; `_LIFE` columns carry the field that they tell of.
NUMBER, CODE, _LIFE = "number", "code", "life"
_CODES = ("代码", "企业代码", "对象代码", "项目代码")


@dataclass(frozen=True)
class Aside:
    """A column read aside: what it is for, and the derived field that it tells of, if any."""

    index: int
    role: str
    title: str
    field: Field | None = None

    @property
    def tells_life(self) -> bool:
        """Whether the column says how far an issue had come."""
        return self.role == _LIFE

    @property
    def label(self) -> str:
        """What the cell is called in the note; nothing for the state itself."""
        return "" if self.field is not None and self.field.name == "state" else self.title


def asides(kind: Kind, columns: Sequence[Column]) -> tuple[Aside, ...]:
    """The columns of a list that are read aside, each role once; of life, all that there are."""
    found: dict[str, Aside] = {}
    for column in columns:
        one = None if column.field or column.left_out else _aside(kind, column, columns)
        if one is not None:
            found.setdefault(f"{one.role}.{one.label}" if one.tells_life else one.role, one)
    return tuple(found.values())


def marked(columns: Sequence[Column], read: Sequence[Aside]) -> tuple[Column, ...]:
    """The columns, those that are read aside marked so."""
    aside = {one.index for one in read}
    return tuple(replace(c, aside=True) if c.index in aside else c for c in columns)


def _aside(kind: Kind, column: Column, columns: Sequence[Column]) -> Aside | None:
    heading = plain(column.heading)
    derived = _derived(kind.name)
    told = next((derived[one] for one in meanings(column.heading) if one in derived), None)
    if told is not None and told.name == "number":
        return Aside(column.index, NUMBER, column.title)
    if kind.field("subject") is not None and heading in _code_words():
        return Aside(column.index, CODE, column.title)
    person = _phone_of(kind, heading, column.index, columns)
    if person:
        return Aside(column.index, f"phone.{person}", column.title)
    if told is not None and kind.name == "issues":
        return Aside(column.index, _LIFE, column.title, told)
    return None


@cache
def _derived(kind: str) -> Mapping[str, Field]:
    """Every word for a field that is shown and never entered."""
    fields = [field for field in KINDS[kind].fields if field.derived]
    return {plain(word): f for f in reversed(fields) for word in (f.label, *f.synonyms)}


@cache
def _code_words() -> frozenset[str]:
    return frozenset(map(plain, (*_words("enterprises", "credit_code"), *_CODES)))


def _words(kind: str, name: str) -> Iterator[str]:
    field = KINDS[kind].field(name)
    if field is not None:
        yield from (field.label, *field.synonyms)


def _phone_of(kind: Kind, heading: str, index: int, columns: Sequence[Column]) -> str:
    """The person of the row whose telephone a column holds: 责任人电话, or 电话 right behind."""
    phones = _phone_words()
    whose = next((heading.removesuffix(p) for p in phones if heading.endswith(p)), None)
    if whose is None:
        return ""
    people = {c.index: c.field for c in columns if _is_person(kind.field(c.field))}
    if not whose:
        return people.get(index - 1, "")
    return next(
        (name for name in people.values() if whose in map(plain, _words(kind.name, name))), ""
    )


@cache
def _phone_words() -> tuple[str, ...]:
    """Words for a telephone, the longest first."""
    words = {plain(word) for word in _words("people", "phone")}
    return tuple(sorted(words, key=len, reverse=True))


def _is_person(field: Field | None) -> bool:
    return field is not None and field.refers == "people" and field.type == Type.REFERENCE
