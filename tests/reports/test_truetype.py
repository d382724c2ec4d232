"""Faces cut down for a file: the glyphs asked for, their widths, the parts of composed ones."""

from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from reports.truetype import advance_widths, character_map, subset

NAMES = [".notdef", "box", "dot", "boxdot", "blank"]
WIDTHS = (500, 1000, 300, 1000, 250)


def box(size: int) -> Glyph:
    """A square."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, size), (size, size), (size, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def sample(path: Path) -> TTFont:
    """A face of five glyphs, one of them composed of two others."""
    composed = TTGlyphPen(dict.fromkeys(NAMES))
    composed.addComponent("box", (1, 0, 0, 1, 0, 0))
    composed.addComponent("dot", (0.5, 0, 0, 0.5, 700, 700))
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(NAMES)
    builder.setupCharacterMap({ord("甲"): "box", ord("乙"): "boxdot", ord(" "): "blank"})
    blank = TTGlyphPen(None).glyph()
    glyphs = (blank, box(600), box(100), composed.glyph(), TTGlyphPen(None).glyph())
    builder.setupGlyf(dict(zip(NAMES, glyphs, strict=True)))
    builder.setupHorizontalMetrics({n: (w, 7) for n, w in zip(NAMES, WIDTHS, strict=True)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Sample", "styleName": "Regular", "psName": "Sample"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return TTFont(path, lazy=True)


def cut(path: Path, numbers: list[int]) -> TTFont:
    """The sample with these glyphs only, read back; named by their numbers."""
    with sample(path) as font:
        small = TTFont(BytesIO(subset(font, numbers)))
    small.setGlyphOrder([str(n) for n in range(small["maxp"].numGlyphs)])
    return small


def test_characters_and_widths_go_by_numbers(tmp_path: Path) -> None:
    with sample(tmp_path / "a.ttf") as font:
        assert character_map(font) == {ord("甲"): 1, ord("乙"): 3, ord(" "): 4}
        assert tuple(advance_widths(font)) == WIDTHS


def test_glyphs_come_in_the_order_asked_for_with_their_widths(tmp_path: Path) -> None:
    small = cut(tmp_path / "a.ttf", [2, 4, 1])
    assert [small["hmtx"][str(n)] for n in range(4)] == [(500, 7), (300, 7), (250, 7), (1000, 7)]
    sizes = [small["glyf"][str(n)].numberOfContours for n in range(4)]
    assert sizes == [0, 1, 0, 1]
    assert max(x for x, _ in small["glyf"]["3"].coordinates) == 600


def test_the_parts_of_a_composed_glyph_come_along_under_their_new_numbers(tmp_path: Path) -> None:
    small = cut(tmp_path / "a.ttf", [3])
    parts = small["glyf"]["1"].components
    assert [part.glyphName for part in parts] == ["2", "3"]
    highest = [max(y for _, y in small["glyf"][part.glyphName].coordinates) for part in parts]
    assert highest == [600, 100]


def test_a_glyph_that_is_asked_for_twice_is_there_twice(tmp_path: Path) -> None:
    small = cut(tmp_path / "a.ttf", [3, 1, 3])
    assert small["maxp"].numGlyphs == 5
    assert [part.glyphName for part in small["glyf"]["3"].components] == ["2", "4"]
