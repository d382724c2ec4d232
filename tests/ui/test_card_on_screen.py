"""A card on screen is read and walked through as the printed one: by who copies it from paper.

What stands on the paper is taken from its blocks; what stands on the screen from where it is seen.
"""

import re
from collections.abc import Iterator
from itertools import groupby

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from reports import card
from reports.blocks import Ends, FormCell, FormRow, FormTable
from reports.cardcells import UNITS
from reports.cardview import CardView
from tests.reports.cards import FORMS, filled
from tests.ui.fakes import LOOKUPS, Show
from ui.pages.cards.answers import AnswersForm
from ui.pages.cards.entry import head_fields
from ui.sections import FormRow as Row

#: Section, label and unit of a question.
Asked = tuple[str, str, str]

_WIDE = 1130  # pixels that a window of 1366 leaves for the form
_ORDINAL, _MARKUP = re.compile("^[一二三四五六七八九十]+、"), re.compile("<[^>]+>")
EACH = pytest.mark.parametrize("kind", FORMS)


def text(cell: FormCell) -> str:
    return "".join(part.text for part in cell.paragraphs).replace("\n", "")


def printed(view: CardView) -> Iterator[Asked]:
    """The questions as they stand on the paper, from the top down and from left to right."""
    table = next(one for one in card.document(view).blocks if isinstance(one, FormTable))
    section = ""
    for row in table.rows:
        if _is_bar(row):
            section = _ORDINAL.sub("", text(row.cells[0]))
            continue
        for label, answer in zip(row.cells[::2], row.cells[1::2], strict=True):
            yield section, text(label), _unit(view, text(label), text(answer))


def _is_bar(row: FormRow) -> bool:
    return [cell.units for cell in row.cells] == [UNITS]


def _unit(view: CardView, label: str, answer: str) -> str:
    """The unit of the question, where the answer ends with it."""
    units = {one.unit for one in view.form.questions if one.label == label}
    return next((unit for unit in units if unit and answer.endswith(unit)), "")


def on_screen(form: AnswersForm) -> list[Row]:
    """The rows that are seen, from the top down and from left to right."""
    rows = [row for row in form.rows.values() if row.isVisibleTo(form)]
    corners = {row: row.label.mapTo(form, QPoint(0, 0)) for row in rows}
    return sorted(rows, key=lambda row: (corners[row].y(), corners[row].x()))


def said(row: Row) -> Asked:
    section = row.parentWidget()
    while section is not None and not hasattr(section, "title"):
        section = section.parentWidget()
    labels = [one.text() for one in row.findChildren(QLabel) if one is not row.note]
    unit = row.field.unit if row.field.unit in labels else ""
    label = _MARKUP.sub("", row.label.text()).removesuffix(" *")
    return str(getattr(section, "title", "")), label, unit


@pytest.fixture
def shown(kind: str, show: Show) -> AnswersForm:
    """The form of a kind, filled in as the card that is printed."""
    view = filled(kind)
    form = AnswersForm(view.form, LOOKUPS)
    show(form, form.summary, size=(_WIDE, 1200))
    form.set_values(view.answers)
    QApplication.processEvents()
    return form


@EACH
def test_sections_order_labels_and_units_are_those_of_the_printed_card(
    kind: str, shown: AnswersForm
) -> None:
    assert [said(row) for row in on_screen(shown)] == list(printed(filled(kind)))


def walked(form: AnswersForm, *keys: str) -> list[Row]:
    """The rows that the keyboard comes to by these keys; the second one in long texts."""
    form.focus_first()
    held: list[Row] = []
    for _ in range(4 * len(form.rows)):
        here = QApplication.focusWidget()
        row = _row_of(form, here)
        if here is None or row is None or (held.count(row) and held[-1] is not row):
            break
        held.append(row)
        key = keys[isinstance(here, QPlainTextEdit)]
        QTest.keySequence(here, QKeySequence(key))
        QApplication.processEvents()
        if held[-1] is _row_of(form, QApplication.focusWidget()) is on_screen(form)[-1]:
            break
    return [row for row, _ in groupby(held)]


def _row_of(form: AnswersForm, widget: QWidget | None) -> Row | None:
    return next((one for one in form.rows.values() if widget and one.isAncestorOf(widget)), None)


@EACH
@pytest.mark.parametrize("keys", [("Return", "Ctrl+Return"), ("Tab", "Tab")], ids=["Enter", "Tab"])
def test_enter_and_tab_go_through_it_in_the_same_order(
    keys: tuple[str, str], shown: AnswersForm
) -> None:
    assert walked(shown, *keys) == on_screen(shown)


def test_the_head_asks_what_stands_above_and_below_the_questions_on_paper_in_that_order() -> None:
    view = filled()
    blocks = card.document(view).blocks
    caption = next(one for one in blocks if isinstance(one, Ends))
    foot = [one for one in blocks if isinstance(one, FormTable)][-1]
    paper = f"{caption.left}{caption.right}{''.join(text(cell) for cell in foot.rows[0].cells)}"
    asked = [one for one in head_fields() if one.name not in ("subject", "visit")]
    places = [paper.index(one.label) for one in asked]
    assert len(places) == 4
    assert places == sorted(places)
