"""The face that the boxes of a form are drawn with."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from reports import fonts, marks, oxml
from reports.gongwen import FORM_ANSWER, Face


@pytest.mark.parametrize("role", list(Face))
@pytest.mark.parametrize("box", [marks.OPEN, marks.TICKED])
def test_every_face_has_the_boxes_as_wide_as_a_character(role: Face, box: str) -> None:
    assert fonts.shipped().chains[role][box] == (marks.NAME, 1)


def test_the_face_is_the_same_each_time_and_holds_nothing_but_the_boxes() -> None:
    marks.face.cache_clear()
    first = marks.face()
    marks.face.cache_clear()
    assert marks.face() == first
    with TTFont(BytesIO(first)) as font:
        assert set(font.getBestCmap()) == {ord(marks.OPEN), ord(marks.TICKED)}


def test_the_tick_is_drawn_inside_the_box() -> None:
    with TTFont(BytesIO(marks.face())) as font:
        empty, ticked = font["glyf"]["open"], font["glyf"]["ticked"]
        assert (empty.xMin, empty.xMax, empty.yMax) == (ticked.xMin, ticked.xMax, ticked.yMax)
        assert (empty.numberOfContours, ticked.numberOfContours) == (2, 3)


def test_word_gets_the_boxes_in_a_face_that_has_them() -> None:
    runs = oxml.run("选☑甲", FORM_ANSWER, FORM_ANSWER.face)
    assert runs.count("<w:r>") == 3
    before, box, after = runs.split("</w:r>")[:3]
    assert marks.WORD_NAME in box
    assert marks.WORD_NAME not in before + after
