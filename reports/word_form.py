"""A bordered form as WordprocessingML: one table whose rows divide its width as they need."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from reports.blocks import FormCell, FormRow, FormTable
from reports.gongwen import CELL_MARGIN, CELL_PADDING, FORM_EDGE_RULE, GRID_RULE
from reports.oxml import paragraph, twips

_INSIDE = ("insideH", "insideV")
_OUTSIDE = ("top", "left", "bottom", "right")


def xml(form: FormTable, width: float) -> str:
    """The form as wide as the text area; rows do not split, the headings are repeated."""
    if not form.rows:
        return ""
    edges = sorted({edge for row in form.rows for edge in _edges(row)})
    places = [twips(edge * width / form.units) for edge in edges]
    columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(places))
    rows = "".join(
        _row(row, (edges, places), heading=number < form.headings)
        for number, row in enumerate(form.rows)
    )
    return f"<w:tbl>{_properties(twips(width))}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _edges(row: FormRow) -> list[int]:
    """Where the cells of a row begin and end, in the form's units."""
    return list(accumulate((cell.units for cell in row.cells), initial=0))


def _properties(width: int) -> str:
    """Width, a strong frame, thin rules inside, fixed columns and cell margins.

    Word adds the rules to the height of a row; the margins give it back, so that pages break alike.
    """
    borders = "".join(_border(edge, FORM_EDGE_RULE.points) for edge in _OUTSIDE)
    borders += "".join(_border(edge, GRID_RULE.points) for edge in _INSIDE)
    side, top = twips(CELL_PADDING.points), twips(CELL_MARGIN.points - GRID_RULE.points / 2)
    margins = "".join(
        f'<w:{edge} w:w="{size}" w:type="dxa"/>'
        for edge, size in (("top", top), ("left", side), ("bottom", top), ("right", side))
    )
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    )


def _border(edge: str, points: float) -> str:
    return f'<w:{edge} w:val="single" w:sz="{round(points * 8)}" w:space="0" w:color="000000"/>'


def _row(row: FormRow, grid: tuple[Sequence[int], Sequence[int]], *, heading: bool) -> str:
    """A row of at least the height that a cell asks for."""
    least = twips(max(cell.least for cell in row.cells))
    height = f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>' if least else ""
    repeated = "<w:tblHeader/>" if heading else ""
    cells = "".join(
        _cell(cell, _extent(left, left + cell.units, grid), keep=row.keep)
        for cell, left in zip(row.cells, _edges(row), strict=False)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{repeated}</w:trPr>{cells}</w:tr>"


def _extent(left: int, right: int, grid: tuple[Sequence[int], Sequence[int]]) -> tuple[int, int]:
    """How wide a cell is in twips, and how many columns of the grid it covers."""
    edges, places = grid
    first, last = edges.index(left), edges.index(right)
    return places[last] - places[first], last - first


def _cell(cell: FormCell, extent: tuple[int, int], *, keep: bool) -> str:
    width, columns = extent
    spanned = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    aligned = "" if cell.top else '<w:vAlign w:val="center"/>'
    paragraphs = "".join(paragraph(one, keep=keep) for one in cell.paragraphs)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{aligned}</w:tcPr>'
        f"{paragraphs}</w:tc>"
    )
