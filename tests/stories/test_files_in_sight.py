"""Files that are added below the fold of a small window come into sight."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QScrollBar

from desk.book.place import Place
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from tests.stories.handing import copy, drop, photograph, taken
from tests.stories.test_files_of_records import PAGES, Desk
from ui.filetile import FileTile
from ui.pages.visits import VisitsPage

_ROUNDS = 5  # of events: layouts within layouts settle one after the other


def in_sight(tile: FileTile) -> bool:
    """Whether all of a tile is seen, nothing of it scrolled away."""
    for _ in range(_ROUNDS):
        QApplication.processEvents()
    return tile.visibleRegion().boundingRect() == tile.rect()


def small(me: Sitting) -> Sitting:
    me.window.resize(1024, 640)
    return me


@pytest.mark.parametrize("page", PAGES)
def test_what_was_added_to_a_record_is_scrolled_into_sight(
    demo: Place, sit_down: SitDown, tmp_path: Path, page: str
) -> None:
    me = small(sit_down(demo))
    at = Desk(me, page)
    for number in range(6):
        at.drop(taken(tmp_path / f"现场{number}.jpg"))
        assert len(at.tiles) == number + 1
        assert in_sight(at.tiles[-1])
    copy(image=photograph())
    at.paste()
    assert in_sight(at.tiles[-1])
    me.picture(f"附件-{page}-小窗")


def test_what_was_added_is_scrolled_to_once_and_not_for_ever(
    demo: Place, sit_down: SitDown, tmp_path: Path
) -> None:
    me = small(sit_down(demo))
    at = Desk(me, "subjects")
    at.drop(*(taken(tmp_path / f"现场{number}.jpg") for number in range(6)))
    assert in_sight(at.tiles[-1])
    bar = next(one for one in at.pane.findChildren(QScrollBar) if one.maximum())
    bar.triggerAction(QScrollBar.SliderAction.SliderToMinimum)
    me.window.resize(1024, 700)
    assert not in_sight(at.tiles[-1])
    assert bar.value() == 0


def test_what_was_added_to_a_form_is_scrolled_into_sight(
    demo: Place, sit_down: SitDown, tmp_path: Path
) -> None:
    me = small(sit_down(demo))
    me.press("Ctrl+Shift+N")
    files = cast("VisitsPage", me.window.page).entry.files
    before = me.focused
    for number in range(8):
        drop(files, taken(tmp_path / f"现场{number}.jpg"))
        assert in_sight(files.flow.tiles[-1])
    copy(image=photograph())
    me.press("Ctrl+V")
    assert in_sight(files.flow.tiles[-1])
    assert me.focused is before, "the keyboard stays where it was"
    me.picture("登记走访-附件-小窗")
