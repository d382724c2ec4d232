"""What lists are narrowed by though it stands elsewhere: a visit's people, its subject's park.

Each is a table of pairs: what a record of the list points at or is, and what is said of that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute

from desk.assigned import stands
from models.fields import KINDS, Field, Type
from models.tables import Assignment, Subject, VisitVisitor

Column = InstrumentedAttribute[Any]


@dataclass(frozen=True)
class Beyond:
    """`field` says what it is called and how it reads, `own` is the column of the list's table.

    `pairs` are, on a day, the values of that column (`key`) with what is said of each (`value`);
    what is blank is left out.
    """

    field: Field
    own: str
    pairs: Callable[[date], Select[Any]]


def beyond(kind: str, name: str) -> Beyond | None:
    """What the list of a kind may be narrowed by under that name, or None."""
    return _BEYOND.get(kind, {}).get(name)


def _pairs(key: Column, value: Column) -> Select[Any]:
    asked = select(key.label("key"), value.label("value"))
    return asked.where(value.is_not(None), value != "")


def _field(kind: str, field: str, name: str, label: str = "") -> Field:
    found = KINDS[kind].field(field)
    assert found is not None
    return replace(found, name=name, label=label or found.label)


def _of_subject(own: str, column: Column, one: Field) -> Beyond:
    return Beyond(one, own, lambda _day: _pairs(Subject.uid, column))


def _of_assignment(own: str, column: Column, label: str = "") -> Beyond:
    """By who answers for the subject on the day."""
    one = _field("assignments", column.key, f"assignment.{column.key}", label)
    return Beyond(one, own, lambda day: _pairs(Assignment.subject, column).where(stands(day)))


def _assigned(own: str) -> tuple[Beyond, ...]:
    return (
        _of_assignment(own, Assignment.unit),
        _of_assignment(own, Assignment.leader),
        _of_assignment(own, Assignment.responsible, "包联责任人"),
    )


def _about(own: str) -> tuple[Beyond, ...]:
    """What is said of the subject that a record is about, and who answers for it."""
    kind = Field("subject.kind", "对象类别", Type.CHOICE, choices="subject_kinds")
    return (
        _of_subject(own, Subject.park, _field("enterprises", "park", "subject.park")),
        _of_subject(own, Subject.kind, kind),
        *_assigned(own),
    )


#: What only some kinds of subject have, and what the list of all kinds therefore lacks.
_OWN = {
    "enterprises": (Subject.enterprise_class, Subject.industry),
    "projects": (Subject.level, Subject.stage),
    "platforms": (Subject.platform_type,),
    "works": (Subject.work_type,),
}
_VISITORS = Beyond(
    _field("visits", "visitors", "visitors"),
    "uid",
    lambda _day: _pairs(VisitVisitor.visit, VisitVisitor.person),
)


def _by_name(*several: Beyond) -> Mapping[str, Beyond]:
    return MappingProxyType({one.field.name: one for one in several})


_BEYOND: Mapping[str, Mapping[str, Beyond]] = MappingProxyType(
    {
        "issues": _by_name(*_about("subject")),
        "visits": _by_name(*_about("subject"), _VISITORS),
        "cards": _by_name(*_about("subject")),
        "subjects": _by_name(
            *_assigned("uid"),
            *(
                _of_subject("uid", column, _field(kind, column.key, column.key))
                for kind, columns in _OWN.items()
                for column in columns
            ),
        ),
    }
)
