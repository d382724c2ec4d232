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
from tests.stories.looking import put_away, sit_and_look
from tests.stories.looks import PAGES, VIEWS
from tests.stories.seen import faults
from ui import style
from ui.parts import SMALLEST
from ui.style import Theme

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Look:
    """A theme, in the usual window or the smallest one; `name` ends what its pictures are called.

    All views are looked at in one sitting: a window for each would take far longer.
    """

    name: str = ""
    theme: Theme = "light"
    size: tuple[int, int] = SIZE


LOOKS = (Look(), Look("-dark", "dark"), Look("-narrow", size=(SMALLEST.width(), SMALLEST.height())))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_nothing_that_is_seen_is_cut_short_or_beyond_an_edge(
    look: Look, demo_book_folder: Path, tmp_path: Path, dressed: QApplication
) -> None:
    style.apply(dressed, look.theme)
    me = sit_and_look(tmp_path, demo_book_folder)
    me.window.resize(*look.size)
    wrong = {}
    for name, view in VIEWS.items():
        shown = view(me)
        keep_picture(shown, f"look-{name}{look.name}")
        wrong[name] = faults(shown)
        put_away(me, shown)
    me.leave()
    assert {name: found for name, found in wrong.items() if found} == {}


def test_the_pages_are_sharp_on_a_screen_of_twice_the_resolution(
    demo_book_folder: Path, tmp_path: Path
) -> None:
    """The scale is read once, at the start: so it is seen by a process of its own."""
    asked = [sys.executable, "-m", "tests.stories.looks", str(demo_book_folder), str(tmp_path)]
    subprocess.run(asked, cwd=_ROOT, env={**os.environ, "QT_SCALE_FACTOR": "2"}, check=True)
    for name in PAGES:
        drawn = QImage(str(PICTURES / f"look-{name}-sharp.png"))
        assert (drawn.width(), drawn.height()) == (2 * SIZE[0], 2 * SIZE[1])
