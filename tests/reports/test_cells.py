"""Cells are set as paragraphs are: the same lines, every character in the same place."""

from itertools import accumulate

import pytest

from reports import fonts
from reports.cells import CellSetter
from reports.gongwen import CELL_PADDING, LEDGER_CELL, Align
from reports.typeset import Frame, break_lines, justify, narrowed
from tests.reports.test_typeset import corpus

RARE = "联系人赵䶮、钱𬭎，（占地350㎡），要求“限时办结”，不得延期；"
"""Drawn by several faces."""


def setter(width: float, align: Align = Align.LEFT) -> CellSetter:
    chain = fonts.shipped().chains[LEDGER_CELL.face]
    return CellSetter(width + 2 * CELL_PADDING.points, align, LEDGER_CELL, chain)


def placed(text: str, width: float) -> list[list[tuple[str, float]]]:
    """Where the characters of each line stand, by the plain way for paragraphs."""
    chain = fonts.shipped().chains[LEDGER_CELL.face]
    advances = [chain[char].advance * LEDGER_CELL.size for char in text]
    lines = []
    for line in break_lines(text, advances, Frame(width, 0, LEDGER_CELL.em)):
        part = slice(line.start, line.end)
        squeezed = min(line.room, 0.0)
        places = justify(text[part], advances[part], squeezed, LEDGER_CELL.em)
        starts = accumulate((place.advance for place in places), initial=0.0)
        xs = (start + place.offset for start, place in zip(starts, places, strict=False))
        lines.append(list(zip(text[part], xs, strict=True)))
    return lines


def said(text: str, width: float) -> list[list[tuple[str, float]]]:
    """Where the cell says that they stand."""
    chain = fonts.shipped().chains[LEDGER_CELL.face]
    cell = setter(width)[text]
    lines: list[list[tuple[str, float]]] = [[] for _ in range(cell.lines)]
    for line, x, _, part, spacing in cell.runs:
        for char in part:
            lines[line].append((char, x))
            x += chain[char].advance * LEDGER_CELL.size + spacing
    return lines


@pytest.mark.parametrize("width", [45.0, 99.0, 180.0])
def test_every_character_of_a_cell_stands_where_a_paragraph_would_set_it(width: float) -> None:
    for text in (*corpus(60), RARE * 3):
        for told, plain in zip(said(text, width), placed(text, width), strict=True):
            assert [char for char, _ in told] == [char for char, _ in plain]
            xs = [x for _, x in told]
            assert xs == pytest.approx([x for _, x in plain], abs=0.01)


def test_line_feeds_begin_new_lines_and_blank_lines_count() -> None:
    cell = setter(90)["上\n\n下"]
    assert (cell.lines, [run.line for run in cell.runs]) == (3, [0, 2])


def test_the_lines_of_a_centred_cell_stand_in_its_middle() -> None:
    (run,) = setter(90, Align.CENTER)["两字"].runs
    assert run.x == pytest.approx((90 - 18) / 2)


def test_a_part_of_a_cell_has_its_lines_only() -> None:
    cell = setter(45)["一二三四五六七八九十甲乙丙"]
    assert [run.text for run in cell.part(1, 3).runs] == ["六七八九十", "甲乙丙"]
    assert cell.part(1, 3).lines == 2
    assert cell.part(3, 6).lines == 0


def test_marks_give_way_by_what_lacks_and_those_at_the_edges_keep_their_cells() -> None:
    stretches = narrowed("（一），“二”。", 6.0, 9.0)
    given = sum((end - start) * less for start, end, less, _ in stretches)
    assert given == pytest.approx(6.0)
    assert stretches[-1] == (7, 8, 0.0, 0.0)
    opening = [text for text in stretches if text.shift]
    assert [(start, end) for start, end, _, _ in opening] == [(4, 5)]
    assert stretches[0] == (0, 1, 0.0, 0.0)
