"""A table as WordprocessingML, fast at any length because it is written as text."""

from dataclasses import replace
from xml.sax.saxutils import quoteattr

from reports.blocks import Table
from reports.columns import column_widths
from reports.gongwen import CELL_MARGIN, CELL_PADDING, GRID_RULE, Align, Style
from reports.oxml import FIELD_TAG, STYLE_IDS, plain_run, twips

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def xml(table: Table, width: float) -> str:
    """The table with its heading row, as wide as the text area; rows do not split."""
    widths = [twips(share) for share in column_widths(table, width)]
    labels = tuple(column.label for column in table.columns)
    head = _row(labels, widths, [replace(table.head, align=Align.CENTER)] * len(widths))
    styles = [replace(table.cell, align=column.align) for column in table.columns]
    rows = "".join(_row(cells, widths, styles) for cells in table.rows)
    return f"<w:tbl>{_properties(widths, table.field)}{_heading(head)}{rows}</w:tbl>"


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


def _row(cells: tuple[str, ...], widths: list[int], styles: list[Style]) -> str:
    return (
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(map(_cell, cells, widths, styles))}</w:tr>"
    )


def _heading(row: str) -> str:
    """The row repeated on each page."""
    return row.replace("<w:cantSplit/>", "<w:cantSplit/><w:tblHeader/>", 1)


def _cell(text: str, width: int, style: Style) -> str:
    """A cell; its look comes from its style alone, else a long ledger would be mostly look."""
    kept = "<w:keepNext/>" if style.keep else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{STYLE_IDS[style.name]}"/>{kept}'
        f'<w:jc w:val="{style.align}"/></w:pPr>{plain_run(text)}</w:p></w:tc>'
    )
