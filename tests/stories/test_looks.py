"""Every page, form and dialog is seen whole: in light and dark, in a narrow window, and sharp.

The pictures go to `out/pictures`, for people to look at. What can be judged without eyes is judged
here: no words cut short, nothing beyond an edge.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.sitting import PICTURES, SIZE, keep_picture
from tests.stories.looks import (
    PAGES,
    VIEWS,
    cut_short,
    out_of_sight,
    put_away,
    sit_and_look,
    too_wide,
)
from ui import style
from ui.parts import SMALLEST
from ui.style import Theme

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Look:
    """A view in a theme, in the usual window or the smallest one."""

    view: str
    theme: Theme = "light"
    narrow: bool = False

    @property
    def picture(self) -> str:
        """What its picture is called."""
        return f"look-{self.view}{'-dark' * (self.theme == 'dark')}{'-narrow' * self.narrow}"


LOOKS = [
    look for name in VIEWS for look in (Look(name), Look(name, "dark"), Look(name, narrow=True))
]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.picture)
def test_nothing_that_is_seen_is_cut_short_or_beyond_an_edge(
    look: Look, demo_book_folder: Path, tmp_path: Path, dressed: QApplication
) -> None:
    style.apply(dressed, look.theme)
    me = sit_and_look(tmp_path, demo_book_folder)
    me.window.resize(*((SMALLEST.width(), SMALLEST.height()) if look.narrow else SIZE))
    shown = VIEWS[look.view](me)
    keep_picture(shown, look.picture)
    faults = [*cut_short(shown), *too_wide(shown), *out_of_sight(shown)]
    put_away(shown)
    me.leave()
    assert faults == []


def test_the_pages_are_sharp_on_a_screen_of_twice_the_resolution(
    demo_book_folder: Path, tmp_path: Path
) -> None:
    """The scale is read once, at the start: so it is seen by a process of its own."""
    asked = [sys.executable, "-m", "tests.stories.looks", str(demo_book_folder), str(tmp_path)]
    subprocess.run(asked, cwd=_ROOT, env={**os.environ, "QT_SCALE_FACTOR": "2"}, check=True)
    for name in PAGES:
        drawn = QImage(str(PICTURES / f"look-{name}-sharp.png"))
        assert (drawn.width(), drawn.height()) == (2 * SIZE[0], 2 * SIZE[1])
