"""How wide the columns of a table are."""

from reports.blocks import Column, Table
from reports.gongwen import CELL_PADDING, Style


def wanted_widths(columns: tuple[Column, ...], style: Style) -> list[float]:
    """The widths in points that hold just the characters that each column asks for."""
    return [column.width * style.em + 2 * CELL_PADDING.points for column in columns]


def column_widths(table: Table, width: float) -> tuple[float, ...]:
    """The widths of a table's columns in points, in proportion, so that they fill `width`."""
    wanted = wanted_widths(table.columns, table.cell)
    return tuple(width * share / sum(wanted) for share in wanted)
