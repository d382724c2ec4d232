"""Rare characters print and can be copied in every kind of document; unknown ones are refused."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports import cardexcel, excel, ledger, pdf, word
from reports.blocks import Document
from reports.errors import MissingGlyph
from tests.reports import cards, paper, samples
from tests.reports.measures.rare import PLACES, RARE, SAYING

UNKNOWN = "\U00031350"
"""A character of the newest plane of Unicode, which no face has."""


@pytest.mark.parametrize("kind", SAYING)
def test_rare_characters_print_and_are_read_back_by_two_readers(kind: str) -> None:
    printed = pdf.write(SAYING[kind](RARE))
    assert RARE in paper.pdf_text(printed)
    drawn = "".join(char.text for face in paper.faces(printed) for char in face.chars)
    assert RARE in drawn


@pytest.mark.parametrize("kind", SAYING)
def test_rare_characters_stand_in_the_word_file(kind: str) -> None:
    assert RARE in paper.word_text(word.write(SAYING[kind](RARE)))


@pytest.mark.parametrize("write", [pdf.write, word.write], ids=["pdf", "word"])
@pytest.mark.parametrize("kind", SAYING)
def test_a_character_that_no_face_has_is_refused_by_name_and_place(
    kind: str, write: Callable[[Document], bytes]
) -> None:
    with pytest.raises(MissingGlyph, match=rf"{re.escape(PLACES[kind])}.*U\+31350"):
        write(SAYING[kind](f"周{UNKNOWN}"))


def test_excel_takes_every_character_for_its_reader_has_faces_of_their_own() -> None:
    view = samples.ledger(1)
    rows = ((*view.rows[0][:8], f"周{UNKNOWN}", *view.rows[0][9:]),)
    sheet = _sheet(excel.write(ledger.document(replace(view, rows=rows))))
    assert f"周{UNKNOWN}" in sheet


def test_a_card_in_excel_takes_every_character_as_well() -> None:
    assert f"周{UNKNOWN}" in _sheet(cardexcel.write(cards.small(name=f"周{UNKNOWN}")))


def _sheet(data: bytes) -> list[object]:
    book = load_workbook(BytesIO(data))
    return [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
