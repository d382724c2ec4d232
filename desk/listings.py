"""A list as the window shows it, on paper: its rows in its order, its columns as they stand."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from desk.ledgers import ORDINAL, summary
from desk.lists import Query, kind_fields, lines
from desk.settings import office
from models.fields import Field, Type
from reports.view import LedgerColumn, LedgerView

_CENTERED = frozenset({Type.CHOICE, Type.DATE, Type.MONTH})
_RIGHT = frozenset({Type.NUMBER, Type.INTEGER})


@dataclass(frozen=True)
class Listing:
    """What a list shows: its page's name, its question, its columns from left to right.

    `narrowed` is what people call its filter, empty where it has none.
    """

    label: str
    query: Query
    columns: tuple[str, ...]
    narrowed: str = ""


def listing(connection: Connection, one: Listing, today: date) -> LedgerView:
    """The list as a ledger. Raises `Refused` for a field or a value that is none."""
    found = lines(connection, one.query, today)
    said, issues = office(connection), one.query.kind == "issues"
    return LedgerView(
        title=_title(said["region"], one),
        office=said["office"],
        as_of=today,
        columns=(ORDINAL, *_columns(one)),
        rows=tuple(
            (str(ordinal), *(line.shown[name] for name in one.columns))
            for ordinal, line in enumerate(found, 1)
        ),
        summary=summary(found) if issues else f"共{len(found)}条。",
        sheet=one.label,
    )


def _title(region: str, one: Listing) -> str:
    narrowed = "、".join(word for word in (one.narrowed, one.query.search) if word)
    called = f"包联帮扶{one.label}" if one.query.kind == "issues" else f"{one.label}一览表"
    return f"{region}{called}" + (f"（{narrowed}）" if narrowed else "")


def _columns(one: Listing) -> list[LedgerColumn]:
    known = {field.name: field for field in kind_fields(one.query.kind)}
    return [_column(known[name]) for name in one.columns]


def _column(one: Field) -> LedgerColumn:
    unit = f"（{one.unit}）" if one.unit else ""
    align = "right" if one.type in _RIGHT else "center" if one.type in _CENTERED else "left"
    return LedgerColumn(f"{one.label}{unit}", one.width, align)
