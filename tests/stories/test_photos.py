"""Photographs of a visit: dropped, pasted, saved with it, looked at, taken back with it."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from desk.book.place import Place
from desk.dossier.story import dossier
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from tests.stories.handing import copy, drop, photograph, saved_beside
from ui.pages.visits import VisitsPage

PASTED = "粘贴的图片-1.png"


def page_of(me: Sitting) -> VisitsPage:
    return cast("VisitsPage", me.window.pages["visits"])


def begin(me: Sitting) -> None:
    me.press("Ctrl+Shift+N")
    me.letters("ljws")
    me.press("Return")


def names(page: VisitsPage) -> list[str]:
    """The files that the current visit shows."""
    return [tile.name for tile in page.visit.files.flow.tiles]


def test_photographs_go_with_the_visit_and_come_back_with_it(
    demo: Place, sit_down: SitDown, tmp_path: Path
) -> None:
    me = sit_down(demo)
    page = page_of(me)
    scan = tmp_path / "会谈纪要.pdf"
    scan.write_bytes(b"minutes")
    begin(me)
    drop(page.entry.files, scan)
    copy(image=photograph())
    me.press("Ctrl+V")
    picked = page.entry.files.value() or ()
    assert [path.name for path in picked] == ["会谈纪要.pdf", PASTED]
    me.picture("登记走访（照片）")
    me.press("Ctrl+S")
    assert me.ask.warned == []
    me.picture("走访（照片）")
    assert names(page) == ["会谈纪要.pdf", PASTED]
    assert not picked[1].exists()
    with page.workspace.book.read() as connection:
        told = dossier(connection, "澜津望舒精细化工有限公司", page.workspace.book.clock.today())
    assert {"会谈纪要.pdf", PASTED} <= {entry.title for entry in told.entries}
    me.press("Ctrl+Z")
    assert names(page) == []


def test_a_visit_with_files_is_saved_beside_the_window_which_may_not_stand_still(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path
) -> None:
    me = sit_down(demo_book_folder)
    page = page_of(me)
    beside = saved_beside(page.workspace.book)
    begin(me)
    film = tmp_path / "现场.mp4"
    film.write_bytes(b"film")
    drop(page.entry.files, film)
    me.press("Ctrl+S")
    assert (me.ask.warned, beside, names(page)) == ([], [True], ["现场.mp4"])
    begin(me)
    drop(page.entry.files, film)
    film.write_bytes(b"")
    me.press("Ctrl+S")
    assert me.ask.warned == ["附件“现场.mp4”是空文件；请换一个文件。"]
    assert page.entering
    assert page.entry.files.value() == (film,)


def test_a_picture_that_was_pasted_and_not_saved_is_there_at_the_next_start(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    begin(me)
    me.press("Alt+A")
    copy(image=photograph())
    me.press("Ctrl+V")
    me.leave()
    again = sit_down(demo)
    (found,) = page_of(again).entry.files.value() or ()
    assert QImage(str(found)).size() == photograph().size()
    assert page_of(again).entry.files.problem() == ""


def test_the_window_goes_on_while_a_picture_that_was_pasted_is_written_down(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    begin(me)
    files = page_of(me).entry.files
    seen: list[object] = []
    turns = QTimer(interval=0)
    turns.timeout.connect(lambda: seen.append(files.value()))
    copy(image=photograph().scaled(2400, 1800))
    turns.start()
    me.press("Ctrl+V")
    turns.stop()
    assert seen[0] is None
    (picture,) = files.value() or ()
    assert (picture.name, picture.is_file(), me.ask.warned) == (PASTED, True, [])


def test_words_are_pasted_as_words_though_they_bring_a_picture(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    begin(me)
    page_of(me).entry.visit.rows["met"].editor.setFocus()
    copy(image=photograph(), text="总经理")
    me.press("Ctrl+V")
    assert page_of(me).entry.visit.values()["met"] == "总经理"
    assert page_of(me).entry.files.value() is None
