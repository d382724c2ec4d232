"""The window before its casebook: it answers, remembers what is wished, and holds nothing back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from desk.book.casebook import Book
from tests.sitting import PICTURES, Sitting
from ui.pages.start import StartPage
from ui.pages.visits import VisitsPage


@pytest.fixture
def me(tmp_path: Path) -> Iterator[Sitting]:
    """A person at a window that is there, and nothing else."""
    with Sitting(tmp_path) as sitting:
        QApplication.processEvents()
        yield sitting


def key(me: Sitting, key: Qt.Key) -> None:
    """Press a key with Ctrl, before anything has the keyboard."""
    QTest.keyClick(me.window, key, Qt.KeyboardModifier.ControlModifier)


def test_the_frame_stands_and_says_that_the_casebook_is_on_its_way(
    me: Sitting, demo_book_folder: Path
) -> None:
    me.window.begin(demo_book_folder)
    PICTURES.mkdir(parents=True, exist_ok=True)
    QApplication.processEvents()
    assert me.window.grab().save(str(PICTURES / "正在打开.png"))
    assert me.window.frame.foot.text() == "正在打开台账…"
    assert me.window.page is None
    assert me.window.actions_["issues"].isEnabled()
    me.settle()
    assert me.window.page is me.window.pages["today"]
    assert me.window.frame.foot.text().startswith("台账：")


def test_keys_pressed_before_the_casebook_is_there_are_done_when_it_is(
    me: Sitting, demo_book_folder: Path
) -> None:
    me.window.begin(demo_book_folder)
    key(me, Qt.Key.Key_3)
    key(me, Qt.Key.Key_N)
    assert me.window.opening
    me.settle()
    page = me.window.page
    assert isinstance(page, VisitsPage)
    assert me.focused is not page.table, "the form of a new visit has the keyboard"


def test_a_click_on_the_navigation_is_remembered_as_well(
    me: Sitting, demo_book_folder: Path
) -> None:
    me.window.begin(demo_book_folder)
    assert me.window.nav is not None
    wanted = [b for b in me.window.nav.findChildren(QToolButton) if b.text() == "问题台账"]
    wanted[0].click()
    assert me.window.opening
    me.settle()
    assert me.window.page is me.window.pages["issues"]


def test_only_the_pages_that_were_seen_are_made(me: Sitting, demo_book_folder: Path) -> None:
    me.window.begin(demo_book_folder)
    me.settle()
    assert list(me.window.pages) == ["today"]
    me.page("coverage")
    assert list(me.window.pages) == ["today", "coverage"]


@pytest.mark.parametrize("rounds", range(4))
def test_a_window_that_is_closed_meanwhile_gives_the_casebook_back(
    me: Sitting, demo_book_folder: Path, rounds: int
) -> None:
    me.window.begin(demo_book_folder)
    for _ in range(rounds):
        QApplication.processEvents()
    me.window.close()
    with Book.open(demo_book_folder) as book:
        assert book.writable


def test_a_casebook_that_cannot_be_opened_leaves_the_start_page_and_no_wish(
    me: Sitting, tmp_path: Path
) -> None:
    (tmp_path / "no casebook").mkdir()
    me.window.begin(tmp_path / "no casebook")
    key(me, Qt.Key.Key_3)
    assert me.window.opening
    me.settle()
    assert "不是台账文件夹" in me.ask.warned[0]
    assert isinstance(me.window.centralWidget(), StartPage)
    assert me.window.page is None
    assert me.window.frame.foot.text() == ""


def test_what_is_chosen_on_the_start_page_waits_until_the_program_is_loaded(
    me: Sitting, demo_book_folder: Path
) -> None:
    me.ask.answers.append(demo_book_folder)
    me.window.begin(None)
    assert isinstance(me.window.centralWidget(), StartPage)
    assert me.window.frame.foot.text() == "正在准备…"
    key(me, Qt.Key.Key_O)
    assert me.ask.answers == [demo_book_folder]
    me.settle()
    assert me.window.workspace is not None
    assert me.window.workspace.book.folder == demo_book_folder
