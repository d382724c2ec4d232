"""A table as WordprocessingML, fast at any length because it is written as text."""

from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import quoteattr

from reports.blocks import Table
from reports.columns import HeadCell, column_widths, heading, heading_lines, joins
from reports.gongwen import CELL_MARGIN, CELL_PADDING, GRID_RULE, Align, Style
from reports.oxml import FIELD_TAG, STYLE_IDS, plain_run, twips

_BEGINS, _GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def xml(table: Table, width: float) -> str:
    """The table with its heading rows, as wide as the text area; rows do not split."""
    widths = [twips(share) for share in column_widths(table, width)]
    styles = [replace(table.cell, align=column.align) for column in table.columns]
    written = _merged_rows if table.merged else _plain_rows
    rows = written(table, widths, styles)
    head = "".join(_heading(table, widths))
    return f"<w:tbl>{_properties(widths, table.field)}{head}{''.join(rows)}</w:tbl>"


def _heading(table: Table, widths: list[int]) -> Iterator[str]:
    """The rows repeated on each page: names of columns, above them those of groups of columns."""
    style = replace(table.head, align=Align.CENTER)
    cells = heading(table.columns)
    for line in range(heading_lines(table.columns)):
        here = (where for where in cells if where.line <= line < where.line + where.lines)
        told = (_head_cell(where, line, widths, style) for where in sorted(here, key=_place))
        yield _row("".join(told), "<w:cantSplit/><w:tblHeader/>")


def _place(where: HeadCell) -> int:
    return where.column


def _head_cell(where: HeadCell, line: int, widths: list[int], style: Style) -> str:
    span = f'<w:gridSpan w:val="{where.columns}"/>' if where.columns > 1 else ""
    if where.lines > 1:
        span += _GOES_ON if line > where.line else _BEGINS
    said = where.label if line == where.line else ""
    return _cell(said, sum(widths[where.column : where.end]), style, span)


def _plain_rows(table: Table, widths: list[int], styles: list[Style]) -> Iterator[str]:
    """Rows of cells; what a column has said before is not written anew."""
    columns = [_Written(*look) for look in zip(widths, styles, strict=True)]
    free = len(table.rows) - table.keep
    for row in table.rows[:free]:
        yield _row("".join([column[text] for column, text in zip(columns, row, strict=True)]))
    for row in table.rows[free:]:
        yield _row("".join(map(_cell, row, widths, map(_kept, styles))))


def _kept(style: Style) -> Style:
    return replace(style, keep=True)


class _Written(dict[str, str]):
    """The cells of a column by their text."""

    def __init__(self, width: int, style: Style) -> None:
        super().__init__()
        self._look = width, style

    def __missing__(self, text: str) -> str:
        self[text] = _cell(text, *self._look)
        return self[text]


def _merged_rows(table: Table, widths: list[int], styles: list[Style]) -> Iterator[str]:
    free = len(table.rows) - table.keep
    for number, (row, joined) in enumerate(zip(table.rows, joins(table), strict=True)):
        looks = styles if number < free else list(map(_kept, styles))
        merges = [_GOES_ON] * joined + [_BEGINS] * (table.merged - joined)
        merges += [""] * (len(row) - table.merged)
        said = [""] * joined + list(row[joined:])
        yield _row("".join(map(_cell, said, widths, looks, merges)))


def _properties(widths: list[int], field: str) -> str:
    """Width, rules, fixed columns and cell margins, what it shows; then the grid of the columns.

    Word adds the rules to the height of a row; the margins give it back, so that pages break alike.
    """
    rule = f'w:val="single" w:sz="{round(GRID_RULE.points * 8)}" w:space="0" w:color="000000"'
    borders = "".join(f"<w:{edge} {rule}/>" for edge in _EDGES)
    side, top = twips(CELL_PADDING.points), twips(CELL_MARGIN.points - GRID_RULE.points / 2)
    margins = "".join(
        f'<w:{edge} w:w="{size}" w:type="dxa"/>'
        for edge, size in (("top", top), ("left", side), ("bottom", top), ("right", side))
    )
    named = f"<w:tblDescription w:val={quoteattr(FIELD_TAG + field)}/>" if field else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar>{named}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _row(cells: str, properties: str = "<w:cantSplit/>") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, style: Style, merge: str = "") -> str:
    """A cell; its look comes from its style alone, else a long ledger would be mostly look."""
    kept = "<w:keepNext/>" if style.keep else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/>'
        f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{STYLE_IDS[style.name]}"/>{kept}'
        f'<w:jc w:val="{style.align}"/></w:pPr>{plain_run(text)}</w:p></w:tc>'
    )
