"""Tables and charts of an edited bulletin, held against those that the casebook makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.bulletins.findings import Expected, Findings, plain
from reports.view import LedgerColumn, TableView
from reports.word_reading import ReadChart, ReadTable

Rows = Mapping[str, Sequence[str]]
_GONE = ""  # what a side says of a row that it does not have


@dataclass(frozen=True)
class Sides:
    """A table as the casebook makes it now, and as it was printed; None where one has none."""

    name: str
    caption: str
    now: TableView | None
    printed: TableView | None

    @property
    def columns(self) -> tuple[LedgerColumn, ...]:
        """The columns, of whichever side there is."""
        side = self.now or self.printed
        return side.columns if side is not None else ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the columns, without those of their groups."""
        return tuple(column.label for column in self.columns)

    @property
    def key(self) -> int:
        """The column by which a row is known: the first that holds words."""
        words = (n for n, column in enumerate(self.columns) if column.align == "left")
        return next(words, 0)


def find(sides: Sides, tables: Sequence[ReadTable]) -> ReadTable | None:
    """The table in the file: the one that says so, else one with the same headings."""
    named = [one for one in tables if one.field == sides.name]
    alike = [one for one in tables if not one.field and _headings(one) == sides.headings]
    return next(iter([*named, *alike]), None)


def _depth(table: ReadTable) -> int:
    """How many rows are headings: those that say so, else those before the first figure."""
    if table.headings:
        return table.headings
    body = (n for n, row in enumerate(table.rows) if any(map(_is_figure, row)))
    return next(body, len(table.rows))


def _is_figure(cell: str) -> bool:
    return plain(cell).lstrip("+-").replace(".", "", 1).isdecimal()


def _headings(table: ReadTable) -> tuple[str, ...]:
    """The lowest heading of each column."""
    heads = table.rows[: _depth(table)]
    return tuple(
        next((cell for cell in reversed(one) if cell), "") for one in zip(*heads, strict=True)
    )


def compare_table(findings: Findings, sides: Sides, table: ReadTable | None) -> None:
    """Hold a table against both sides, cell by cell; rows are known by their first words."""
    place = f"表“{sides.caption}”"
    if table is None or _headings(table) != sides.headings:
        findings.miss(sides.name, sides.caption, place)
        return
    written = _rows(table.rows[_depth(table) :], sides.key)
    known = dict.fromkeys([*_of(sides.now, sides.key), *_of(sides.printed, sides.key)])
    for name in {**known, **dict.fromkeys(written)}:
        if name in written and name in known:
            _compare_row(findings, sides, name, written[name])
        else:
            findings.miss(sides.name, f"{sides.caption}：{name}", place)


def _compare_row(findings: Findings, sides: Sides, name: str, written: Sequence[str]) -> None:
    now, printed = _of(sides.now, sides.key).get(name), _of(sides.printed, sides.key).get(name)
    for n, column in enumerate(sides.columns):
        if n != sides.key:
            label = f"{sides.caption}：{name}·{column.group}{column.label}"
            before = None if sides.printed is None else printed[n] if printed else _GONE
            expected = Expected(sides.name, label, now[n] if now else _GONE, before)
            findings.compare(expected, written[n], f"表“{sides.caption}”")


def _of(view: TableView | None, key: int) -> Rows:
    return {} if view is None else _rows(view.rows, key)


def _rows(rows: Sequence[Sequence[str]], key: int) -> dict[str, Sequence[str]]:
    """Rows by what they are known by; the second of the same is `名称（2）`."""
    found: dict[str, Sequence[str]] = {}
    for row in rows:
        name, n = row[key], 1
        while (told := name if n == 1 else f"{name}（{n}）") in found:
            n += 1
        found[told] = row
    return found


def compare_chart(
    findings: Findings, name: str, caption: str, charts: Sequence[Sequence[ReadChart]]
) -> None:
    """Hold the text of a chart in the file against that of charts drawn anew.

    `charts` are those of the file, of the casebook now and, once issued, of the print. Where the
    axis became another, its figures cannot be told apart one by one. A chart that is headed
    otherwise by now counts otherwise, and is held against the print alone.
    """
    drawn = [next((one.texts for one in some if one.name == caption), None) for some in charts]
    written, now, *printed = drawn
    if now is None and printed:
        now = printed[0]
    place = f"图“{caption}”"
    if written is None or now is None or len(written) != len(now):
        findings.miss(name, caption, place)
        return
    before = printed[0] if printed and printed[0] and len(printed[0]) == len(written) else None
    for n, (text, expected) in enumerate(zip(written, now, strict=True)):
        one = Expected(name, f"{caption}：第{n + 1}处文字", expected, before[n] if before else None)
        findings.compare(one, text, place)
