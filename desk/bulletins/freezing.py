"""Figures kept with the bulletin that printed them: each value, and the rows behind it.

A row stands once, however many figures count it; figures name their rows by position.
"""

from collections.abc import Iterable

import msgspec

from desk.bulletins.tokens import LiveField, Resolver, fields
from desk.errors import Refused
from desk.statistics import Figures, Rows, describe
from desk.statistics.casework import Line


class FrozenCount(msgspec.Struct, frozen=True):
    """A value as it was printed, and the positions of its rows."""

    value: int | float | None
    rows: list[int]


class FrozenFigure(msgspec.Struct, frozen=True):
    """A figure of an issued bulletin: `counts` by `month`, `to_date` and the same `_before`."""

    label: str
    unit: str
    counts: dict[str, FrozenCount]


class Frozen(msgspec.Struct, frozen=True):
    """All that an issued bulletin counted, as of a day."""

    month: str
    as_of: str
    figures: dict[str, FrozenFigure]
    rows: list[dict[str, object]]


class _Collected:
    """Rows as they come, each kept once."""

    def __init__(self) -> None:
        self.rows: list[dict[str, object]] = []
        self._places: dict[tuple[str, bytes], int] = {}

    def place(self, line: Line) -> int:
        """The position of a line's row; it is kept if it was not yet."""
        row = line.row()
        key = (line.uid, msgspec.json.encode(row))
        if key not in self._places:
            self._places[key] = len(self.rows)
            self.rows.append(row)
        return self._places[key]


def freeze(resolver: Resolver, texts: Iterable[str]) -> str:
    """The figures that these texts name, with their rows, as JSON."""
    named: dict[str, set[LiveField]] = {}
    for text in texts:
        for field in fields(text):
            named.setdefault(field.name, set()).add(field)
    collected = _Collected()
    figures = {
        name: FrozenFigure(*describe(name), _counts(resolver, wanted, collected))
        for name, wanted in named.items()
    }
    now = resolver.now
    frozen = Frozen(str(now.month), now.as_of.isoformat(), figures, collected.rows)
    return msgspec.json.encode(frozen).decode()


def _counts(
    resolver: Resolver, wanted: set[LiveField], collected: _Collected
) -> dict[str, FrozenCount]:
    """The counts behind the fields of one figure; a change needs those of both months."""
    found: dict[str, FrozenCount] = {}
    for field in sorted(wanted, key=str):
        part = "to_date" if field.to_date else "month"
        found[part] = _count(resolver.now, field, collected)
        if field.change:
            found[f"{part}_before"] = _count(resolver.before, field, collected)
    return found


def _count(figures: Figures, field: LiveField, collected: _Collected) -> FrozenCount:
    places = [collected.place(line) for line in figures.lines(field.name, field.to_date)]
    return FrozenCount(figures.value(field.name, to_date=field.to_date), places)


def thaw(text: str | None, name: str, part: str = "month") -> Rows:
    """The rows that a figure of an issued bulletin counted. Raises `Refused` if it had none."""
    return rows_of(msgspec.json.decode(text or "{}", type=Frozen), name, part)


def rows_of(frozen: Frozen, name: str, part: str) -> Rows:
    """The rows that one of the frozen figures counted. Raises `Refused` if it is none of them."""
    count = frozen.figures[name].counts.get(part) if name in frozen.figures else None
    if count is None:
        raise Refused(f"这期简报没有用到名为“{name}”的数字。")
    return Rows(name, count.value, [frozen.rows[place] for place in count.rows])
