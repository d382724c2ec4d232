"""A figure opened: what it counts as a list for people, and the record that each row leads to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from desk.references import find
from desk.statistics.counting import describe
from desk.statistics.rules import RATES
from models.fields import KINDS, Field
from models.steps import STEPS

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Shape:
    """How rows of one sort are shown: known by the key `told_by`, which only they carry.

    `kind` is what they lead to and `key` which of their values names it; empty where nothing.
    """

    told_by: str
    columns: tuple[Field, ...]
    kind: str = ""
    key: str = ""


@dataclass(frozen=True)
class Opened:
    """The rows of a figure, values in the order of `columns`, and what each leads to.

    A value is as its field says (codes, ISO dates, lists), or words. `leads` gives kind and number
    (or code) of a record for each row; both are empty where there is none.
    """

    columns: tuple[Field, ...]
    rows: tuple[tuple[object, ...], ...]
    leads: tuple[tuple[str, str], ...]


def _of(kind: str, *names: str) -> tuple[Field, ...]:
    fields = {field.name: field for field in KINDS[kind].fields}
    return tuple(fields[name] for name in names)


_SUBJECT = Field("name", "帮扶对象", width=14)
_PARK = _of("enterprises", "park")
_ANSWERING = _of("assignments", "leader", "unit", "responsible")
_STEP = (Field("on", "办理日期", width=7), Field("step", "办理步骤", width=6))
_ISSUE = _of("issues", "subject", "title", "lead_unit")

_SHAPES = (
    Shape(
        "visited_on",
        (
            *_of("visits", "visited_on", "subject", "way", "visitors"),
            *_PARK,
            *_of("visits", "number"),
        ),
        *("visits", "number"),
    ),
    Shape("step", (*_STEP, *_ISSUE, *_of("issues", "number")), "issues", "number"),
    Shape(
        "registered_on",
        (
            *_of("issues", "lamp", "state"),
            *_ISSUE,
            *_of("issues", "category", "registered_on", "due_on", "closed_on", "number"),
        ),
        *("issues", "number"),
    ),
    Shape("code", (_SUBJECT, *_PARK, *_ANSWERING, *_of("enterprises", "code")), "subjects", "code"),
    Shape("subjects", (Field("name", "名称", width=14), Field("subjects", "包联对象", width=6))),
)


def opened(name: str, rows: Iterable[Row]) -> Opened:
    """The rows of a figure as a list. Raises `Refused` for a name that is no figure."""
    return listed(rows, _shares(name))


def listed(rows: Iterable[Row], shares: Sequence[Field] = ()) -> Opened:
    """Rows of one sort as a list, `shares` before the other columns."""
    kept = list(rows)
    shape = next((s for s in _SHAPES if kept and s.told_by in kept[0]), _SHAPES[-1])
    columns = (*shares, *(c for c in shape.columns if any(c.name in row for row in kept)))
    return Opened(
        columns,
        tuple(tuple(_value(column, row.get(column.name)) for column in columns) for row in kept),
        tuple((shape.kind, str(row.get(shape.key, ""))) for row in kept),
    )


def together(head: Field, groups: Sequence[tuple[str, Opened]]) -> Opened:
    """Several lists as one: all their columns, and in front to which each row belongs."""
    columns = tuple({c.name: c for _, one in groups for c in one.columns}.values())
    rows = tuple(row for name, one in groups for row in _under(name, one, columns))
    return Opened((head, *columns), rows, tuple(lead for _, one in groups for lead in one.leads))


def _under(name: str, one: Opened, columns: Iterable[Field]) -> Iterator[tuple[object, ...]]:
    for row in one.rows:
        cells = dict(zip((column.name for column in one.columns), row, strict=True))
        yield (name, *(cells.get(column.name) for column in columns))


def _shares(name: str) -> tuple[Field, ...]:
    """Of a rate: whether a row is among those above the line, and among those below."""
    rate = RATES.get(name)
    if rate is None:
        return ()
    parts = (("in_numerator", rate.numerator), ("in_denominator", rate.denominator))
    return tuple(Field(key, describe(part)[0], width=7) for key, part in parts)


def _value(field: Field, value: object) -> object:
    if isinstance(value, bool):
        return "是" if value else "否"
    return STEPS[str(value)].label if field.name == "step" else value


def record_of(connection: Connection, lead: tuple[str, str]) -> str | None:
    """The uid of the record that a row leads to; None where it is gone, or leads nowhere."""
    kind, written = lead
    return find(connection, kind, written) if kind and written else None
