"""What is kept with the bulletin that printed it: figures, tables, charts, faces, files.

A row stands once, however many figures count it; figures name their rows by position.
"""

from collections.abc import Iterable

import msgspec

from desk.bulletins import exhibits
from desk.bulletins.exhibits import Source, View
from desk.bulletins.resolving import Resolver
from desk.bulletins.tokens import LiveField, fields
from desk.errors import Refused
from desk.statistics import Figures, Rows, describe
from desk.statistics.casework import Line
from reports.view import ChartView, TableView


class FrozenCount(msgspec.Struct, frozen=True):
    """A value as it was printed, and the positions of its rows."""

    value: int | float | None
    rows: list[int]


class FrozenFigure(msgspec.Struct, frozen=True):
    """A figure of an issued bulletin: `counts` by `month`, `to_date` and the same `_before`."""

    label: str
    unit: str
    counts: dict[str, FrozenCount]


class FrozenExhibit(msgspec.Struct, frozen=True):
    """A table or a chart as it was printed, and which counts of which figures it showed.

    `apart` are the rows that no figure counts, under headings; empty for what was issued before
    they were kept.
    """

    name: str
    sources: list[tuple[str, str]]
    table: TableView | None = None
    chart: ChartView | None = None
    apart: list[tuple[str, list[int]]] = []


class Frozen(msgspec.Struct, frozen=True):
    """All that an issued bulletin counted, as of a day, and how it was printed.

    `fonts` are the faces by role that drew it, `files` the SHA-256 of its files by suffix; both,
    and `exhibits`, are empty for what was issued before they were kept.
    """

    month: str
    as_of: str
    figures: dict[str, FrozenFigure]
    rows: list[dict[str, object]]
    exhibits: list[FrozenExhibit] = []
    fonts: dict[str, list[str]] = {}
    files: dict[str, str] = {}

    def exhibit(self, name: str) -> FrozenExhibit | None:
        """A table or chart that was printed; None if it was not."""
        return next((one for one in self.exhibits if one.name == name), None)


NOTHING = Frozen("", "", {}, [])
"""What a bulletin holds that was not issued."""


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


def freeze(resolver: Resolver, texts: Iterable[str], shown: Iterable[View] = ()) -> Frozen:
    """The figures that these texts name, and these tables and charts, all with their rows."""
    collected = _Collected()
    counts: dict[str, dict[str, FrozenCount]] = {}
    for name, wanted in _named(texts).items():
        counts[name] = _counts(resolver, wanted, collected)
    kept = [_exhibit(resolver, view, collected) for view in shown]
    for view in kept:
        for source in exhibits.sources(view.name, resolver):
            counts.setdefault(source.name, {})[source.part] = _of(source, collected)
    now = resolver.now
    figures = {name: FrozenFigure(*describe(name), found) for name, found in counts.items()}
    return Frozen(str(now.month), now.as_of.isoformat(), figures, collected.rows, kept)


def _named(texts: Iterable[str]) -> dict[str, set[LiveField]]:
    named: dict[str, set[LiveField]] = {}
    for text in texts:
        for field in fields(text):
            named.setdefault(field.name, set()).add(field)
    return named


def _exhibit(resolver: Resolver, view: View, collected: _Collected) -> FrozenExhibit:
    shown = exhibits.sources(view.field, resolver)
    table, chart = (view, None) if isinstance(view, TableView) else (None, view)
    apart = exhibits.apart(view.field, resolver)
    rows = [(head, [collected.place(line) for line in lines]) for head, lines in apart]
    return FrozenExhibit(view.field, [(one.name, one.part) for one in shown], table, chart, rows)


def _of(source: Source, collected: _Collected) -> FrozenCount:
    return _count(source.figures, LiveField(source.name, source.to_date), collected)


def packed(frozen: Frozen) -> str:
    """As it is kept."""
    return msgspec.json.encode(frozen).decode()


def unpacked(text: str | None) -> Frozen:
    """As it was kept; nothing of a bulletin that was not issued."""
    return msgspec.json.decode(text, type=Frozen) if text else NOTHING


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


def rows_of(frozen: Frozen, name: str, part: str) -> Rows:
    """The rows that one of the frozen figures counted. Raises `Refused` if it is none of them."""
    count = frozen.figures[name].counts.get(part) if name in frozen.figures else None
    if count is None:
        raise Refused(f"这期简报没有用到名为“{name}”的数字。")
    return Rows(name, count.value, [frozen.rows[place] for place in count.rows])
