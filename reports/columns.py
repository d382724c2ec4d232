"""How wide the columns of a table are, what stands above them, which of their cells are one."""

from collections.abc import Iterator
from typing import NamedTuple

from reports.blocks import Column, Table
from reports.gongwen import CELL_PADDING, Style


def wanted_widths(columns: tuple[Column, ...], style: Style) -> list[float]:
    """The widths in points that hold just the characters that each column asks for."""
    return [column.width * style.em + 2 * CELL_PADDING.points for column in columns]


def column_widths(table: Table, width: float) -> tuple[float, ...]:
    """The widths of a table's columns in points, in proportion, so that they fill `width`."""
    wanted = wanted_widths(table.columns, table.cell)
    return tuple(width * share / sum(wanted) for share in wanted)


class HeadCell(NamedTuple):
    """A cell of a table's heading: where it begins, how many columns and lines it goes over."""

    label: str
    column: int
    columns: int
    line: int
    lines: int

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.column + self.columns


def heading(columns: tuple[Column, ...]) -> tuple[HeadCell, ...]:
    """The cells of a heading line by line: names of groups stand above those of their columns."""
    if heading_lines(columns) == 1:
        return tuple(HeadCell(column.label, n, 1, 0, 1) for n, column in enumerate(columns))
    below = (HeadCell(column.label, n, 1, 1, 1) for n, column in enumerate(columns) if column.group)
    return (*_above(columns), *below)


def heading_lines(columns: tuple[Column, ...]) -> int:
    """How many lines a heading has: two where columns are grouped, else one."""
    return 2 if any(column.group for column in columns) else 1


def _above(columns: tuple[Column, ...]) -> Iterator[HeadCell]:
    """The first line of two: groups, and columns of none, which go over both lines."""
    begin = 0
    for end in range(1, len(columns) + 1):
        group = columns[begin].group
        if not group:
            yield HeadCell(columns[begin].label, begin, 1, 0, 2)
        elif end < len(columns) and columns[end].group == group:
            continue
        else:
            yield HeadCell(group, begin, end - begin, 0, 1)
        begin = end


def joins(table: Table) -> Iterator[int]:
    """For each row how many of its first cells are one with those above them.

    An empty cell is one with none: it would say of many rows that something is missing.
    """
    above: tuple[str, ...] = ()
    for row in table.rows:
        pairs = enumerate(zip(row[: table.merged], above, strict=False))
        parted = (n for n, (text, before) in pairs if not text or text != before)
        yield next(parted, table.merged if above else 0)
        above = row
