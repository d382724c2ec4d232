"""From a form to rows on a page: cells of paragraphs, rows kept together, a frame around all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, zip_longest

from reports.blocks import FormCell, FormRow, FormTable
from reports.fonts import FontSet
from reports.gongwen import CELL_MARGIN, CELL_PADDING, FORM_EDGE_RULE, GRID_RULE
from reports.lines import paragraph_strips
from reports.strips import Item, Strip, Stroke


@dataclass(frozen=True, slots=True)
class Box:
    """A cell set into lines: its left and right edge in the form, its lines, its least height."""

    left: float
    right: float
    lines: tuple[Strip, ...]
    least: float
    top: bool

    @property
    def text_height(self) -> float:
        """All lines without margins."""
        return sum(line.height for line in self.lines)

    @property
    def height(self) -> float:
        """The lines and the margins above and below, or more if the cell asks for it."""
        return max(self.text_height + 2 * CELL_MARGIN.points, self.least)

    def items(self, x: float, top: float, height: float) -> Iterator[Item]:
        """The text, in the middle of the row's height or at its upper edge."""
        room = height - self.text_height
        y = top + (CELL_MARGIN.points if self.top else room / 2)
        for line in self.lines:
            yield from line.items(x + self.left + CELL_PADDING.points, y)
            y += line.height

    def parts(self, height: float) -> Iterator["Box"]:
        """The cell divided into cells whose text is no higher than `height`."""
        part: list[Strip] = []
        for line in self.lines:
            if part and sum(one.height for one in part) + line.height > height:
                yield replace(self, lines=tuple(part), least=0)
                part = []
            part.append(line)
        yield replace(self, lines=tuple(part), least=0)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a form; the first and the last of all close the frame."""

    boxes: tuple[Box, ...]
    header: Strip | None = None
    first: bool = False
    last: bool = False

    @property
    def height(self) -> float:
        """That of the highest cell."""
        return max(box.height for box in self.boxes)

    def items(self, x: float, top: float) -> Iterator[Item]:
        """The text of each cell and the rules around it."""
        for box in self.boxes:
            yield from box.items(x, top, self.height)
        yield from self._rules(x, top)

    def parts(self, height: float) -> Iterator["Row"]:
        """The row itself, or divided where it is higher than a page."""
        if self.height <= height:
            yield self
            return
        divided = [tuple(box.parts(height - 2 * CELL_MARGIN.points)) for box in self.boxes]
        for number, boxes in enumerate(zip_longest(*divided)):
            filled = map(_or_empty, boxes, self.boxes)
            yield replace(self, boxes=tuple(filled), first=self.first and not number)

    def _rules(self, x: float, top: float) -> Iterator[Item]:
        bottom, left, right = top + self.height, x + self.boxes[0].left, x + self.boxes[-1].right
        edge, inner = FORM_EDGE_RULE.points, GRID_RULE.points
        yield Stroke(left, top, right, top, edge if self.first else inner)
        yield Stroke(left, bottom, right, bottom, edge if self.last else inner)
        for box in self.boxes[1:]:
            yield Stroke(x + box.left, top, x + box.left, bottom, inner)
        for side in (left, right):
            yield Stroke(side, top, side, bottom, edge)


def _or_empty(part: Box | None, whole: Box) -> Box:
    return part if part is not None else replace(whole, lines=(), least=0)


@dataclass(frozen=True, slots=True)
class Together:
    """Rows that no page break parts."""

    rows: tuple[Row, ...]
    header: Strip | None = None

    @property
    def height(self) -> float:
        """All rows."""
        return sum(row.height for row in self.rows)

    def items(self, x: float, top: float) -> Iterator[Item]:
        """The marks of each row below those before it."""
        for row in self.rows:
            yield from row.items(x, top)
            top += row.height


def form_strips(form: FormTable, width: float, height: float, fonts: FontSet) -> Iterator[Strip]:
    """The rows of a form, those kept together as one; a row higher than a page is divided."""
    rows = [_row(row, width / form.units, fonts) for row in form.rows]
    if not rows:
        return
    rows[0], rows[-1] = replace(rows[0], first=True), replace(rows[-1], last=True)
    heading = Together(tuple(rows[: form.headings])) if form.headings else None
    room = height - (heading.height if heading else 0)
    for group in _groups(form.rows, rows):
        header = heading if group[0] not in rows[: form.headings] else None
        yield from _held(group, header, room)


def _groups(said: Sequence[FormRow], rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows with those that they are kept with."""
    group: list[Row] = []
    for asked, row in zip(said, rows, strict=True):
        group.append(row)
        if not asked.keep:
            yield group
            group = []
    if group:
        yield group


def _held(group: Sequence[Row], header: Strip | None, height: float) -> Iterator[Strip]:
    """One strip for the group; where it is higher than a page, one for each row or part."""
    together = Together(tuple(group), header)
    if together.height <= height:
        yield together
        return
    for row in group:
        yield from replace(row, header=header).parts(height)


def _row(row: FormRow, unit: float, fonts: FontSet) -> Row:
    edges = list(accumulate((cell.units for cell in row.cells), initial=0))
    return Row(
        tuple(
            _box(cell, edge * unit, unit, fonts)
            for cell, edge in zip(row.cells, edges, strict=False)
        )
    )


def _box(cell: FormCell, left: float, unit: float, fonts: FontSet) -> Box:
    width = cell.units * unit
    lines = tuple(
        line
        for paragraph in cell.paragraphs
        for line in paragraph_strips(paragraph, width - 2 * CELL_PADDING.points, fonts)
    )
    return Box(left, left + width, lines, cell.least, cell.top)
