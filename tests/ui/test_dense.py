from typing import cast

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.fields import KINDS
from tests.ui.fakes import LOOKUPS, Show
from ui.dense import DenseForm, fitting
from ui.editors import TextEdit
from ui.panes import Scroller

VISIT = KINDS["visits"].entered


@pytest.mark.parametrize(
    ("widths", "room", "on_a_line"),
    [
        ([100, 100, 100], 400, 3),
        ([100, 100, 100, 100], 350, 2),
        ([100, 100, 100], 230, 2),
        ([100, 100, 100], 50, 1),
        ([300], 100, 1),
    ],
)
def test_lines_fit_and_are_about_as_full(widths: list[int], room: int, on_a_line: int) -> None:
    assert fitting(widths, room) == on_a_line


def top(widget: QWidget, form: DenseForm) -> int:
    return widget.mapTo(form, QPoint(0, 0)).y()


def lines_of(form: DenseForm, *names: str) -> int:
    return len({top(form.rows[name].label, form) for name in names})


def test_a_wide_form_asks_the_four_helps_on_one_line(show: Show) -> None:
    form = DenseForm(VISIT, LOOKUPS)
    helps = ("ideas", "transformation", "difficulties", "long_term")
    window = show(form, size=(1100, 640))
    assert lines_of(form, *helps) == 1
    window.resize(700, 640)
    QApplication.processEvents()
    assert lines_of(form, *helps) == 2


def test_a_box_that_grows_moves_what_stands_below(show: Show, qtbot: QtBot) -> None:
    form = DenseForm(VISIT, LOOKUPS)
    window = show(Scroller(form), size=(1100, 300))
    window.resize(900, 300)
    QApplication.processEvents()
    box = cast("TextEdit", form.rows["situation"].editor)
    below, height = top(form.rows["departments"].label, form), box.height()
    box.set_value("订单充足。" * 60)
    qtbot.waitUntil(lambda: box.height() == box.paper.height() > height)
    grown = box.height() - height
    qtbot.waitUntil(lambda: top(form.rows["departments"].label, form) >= below + grown)
