"""What is searched: which records, and which of their texts.

The own texts of a record are those that its list searches, with the names of what it refers to. A
key of the index is the record's id below the number of its source, so that the highest keys come
first: sources in the order of this table, the newest records of each before the older ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desk.references import TARGETS
from desk.search.grounds import LARGEST_ID, Span
from models.base import Logged, logged_models
from models.fields import KINDS, SUBJECT_KINDS, Field, Type
from models.tables import (
    TABLE_LABELS,
    Assignment,
    Attachment,
    Bulletin,
    Campaign,
    Card,
    Inspection,
    Issue,
    Meeting,
    Organization,
    Person,
    Subject,
    Visit,
    VisitVisitor,
)

#: The types of field in which lists look for words.
SEARCHED = (Type.TEXT, Type.LONG_TEXT, Type.CREDIT_CODE, Type.PHONE, Type.REFERENCE)
_BITS = LARGEST_ID.bit_length()


@dataclass(frozen=True)
class Source:
    """Records of one table: what they are called and which of their texts are searched.

    `number`, `title`, `about` and `on` are columns that a hit shows (`about` a reference, else
    ""); `named` are the columns that are found by initials, too. `listed` sources have for own
    texts just what their lists search.
    """

    place: int
    kind: str
    model: type[Logged]
    fields: tuple[Field, ...]
    title: str
    number: str = ""
    about: str = ""
    on: str = ""
    named: tuple[str, ...] = ()
    listed: bool = True

    @property
    def table(self) -> str:
        """The name of the table."""
        return str(self.model.__tablename__)

    @property
    def label(self) -> str:
        """What people call a record of it."""
        return TABLE_LABELS[self.table]

    @property
    def span(self) -> Span:
        """The keys of its records."""
        return Span(self.key(0), self.key(LARGEST_ID))

    def key(self, row_id: int) -> int:
        """The key of the record with that id."""
        return (self.place << _BITS) + row_id

    @property
    def references(self) -> tuple[Field, ...]:
        """The fields that hold the name of another record."""
        return tuple(one for one in self.fields if one.type == Type.REFERENCE)

    def own(self, subject_kind: str | None) -> tuple[Field, ...]:
        """The fields whose texts are its own; of a subject, those of its kind."""
        if self.model is not Subject:
            return self.fields
        return _OF_SUBJECTS.get(subject_kind or "", self.fields)


def searched(kind: str) -> tuple[Field, ...]:
    """The fields of a kind of `models.fields` that are searched."""
    columns = logged_models()[KINDS[kind].table].__table__.columns
    return tuple(f for f in KINDS[kind].fields if f.name in columns and f.type in SEARCHED)


_OF_SUBJECTS: Mapping[str, tuple[Field, ...]] = {
    code: searched(kind.name) for code, kind in SUBJECT_KINDS.items()
}
_ALL_OF_SUBJECTS = tuple(
    {one.name: one for fields in _OF_SUBJECTS.values() for one in fields}.values()
)
_BULLETIN_FIELDS = (
    Field("title", "标题"),
    Field("month", "月份"),
    Field("name", "简报名称"),
    Field("editor_note", "编者按", Type.LONG_TEXT),
    Field("contributed_by", "供稿"),
)

#: In the order in which hits are shown. A source keeps its number for good: keys are made of it.
SOURCES = (
    Source(
        90,
        "subjects",
        Subject,
        _ALL_OF_SUBJECTS,
        title="name",
        number="code",
        named=("name", "also_called"),
    ),
    Source(
        80,
        "organizations",
        Organization,
        searched("organizations"),
        title="name",
        about="parent",
        named=("name", "short_name"),
    ),
    Source(
        70,
        "people",
        Person,
        searched("people"),
        title="name",
        about="organization",
        named=("name",),
    ),
    Source(
        60,
        "issues",
        Issue,
        searched("issues"),
        title="title",
        number="number",
        about="subject",
        on="registered_on",
    ),
    Source(
        50,
        "visits",
        Visit,
        searched("visits"),
        title="",
        number="number",
        about="subject",
        on="visited_on",
    ),
    Source(
        40,
        "cards",
        Card,
        searched("cards"),
        title="",
        number="number",
        about="subject",
        on="filled_on",
    ),
    Source(
        30,
        "assignments",
        Assignment,
        searched("assignments"),
        title="",
        about="subject",
        on="from_on",
    ),
    Source(
        27,
        "meetings",
        Meeting,
        searched("meetings"),
        title="title",
        number="number",
        on="held_on",
    ),
    Source(
        25,
        "inspections",
        Inspection,
        searched("inspections"),
        title="title",
        number="number",
        on="held_on",
    ),
    Source(
        23,
        "campaigns",
        Campaign,
        searched("campaigns"),
        title="title",
        number="number",
        on="from_on",
    ),
    Source(
        20,
        "bulletins",
        Bulletin,
        _BULLETIN_FIELDS,
        title="title",
        number="month",
        on="issued_on",
        listed=False,
    ),
    Source(
        10,
        "attachments",
        Attachment,
        (Field("name", "文件名"),),
        title="name",
        listed=False,
    ),
)

BY_TABLE: Mapping[str, Source] = {source.table: source for source in SOURCES}
BY_KIND: Mapping[str, Source] = {source.kind: source for source in SOURCES}
_BY_PLACE: Mapping[int, Source] = {source.place: source for source in SOURCES}


def source_of(key: int) -> tuple[Source, int]:
    """The source to which a key belongs, and the record's id."""
    return _BY_PLACE[key >> _BITS], key & LARGEST_ID


@dataclass(frozen=True)
class Pointer:
    """A column by which records of a source name other records, and the column that is the name.

    `through` is the column that holds the record's uid where the pointer stands in a row of its
    own (走访人员).
    """

    source: Source
    model: type[Logged]
    column: str
    target: str
    label: str
    through: str = field(default="uid")


def pointers() -> tuple[Pointer, ...]:
    """Every column by which a record of the index is found under another's name."""
    plain = (
        _pointer(source, one.name, one.refers) for source in SOURCES for one in source.references
    )
    visits = BY_TABLE[Visit.__tablename__]
    visitor = Pointer(visits, VisitVisitor, "person", Person.__tablename__, "name", "visit")
    return (*plain, visitor)


def _pointer(source: Source, column: str, refers: str) -> Pointer:
    target = TARGETS[refers]
    return Pointer(source, source.model, column, target.model.__tablename__, target.label.key)
