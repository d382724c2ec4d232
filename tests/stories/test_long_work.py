"""Long work at the window: it tells how far it is, may be stopped, and lets the person go on."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desk import press
from desk.book.casebook import Book
from desk.book.folder import DATABASE
from desk.derived import stale
from tests.benchmarks.millions import multiply
from tests.sitting import Sitting, keep_picture
from tests.stories.conftest import SitDown
from ui.jobdialog import JobDialog
from ui.pages import PAGES
from ui.pages.issues.page import IssuesPage

OLD = Path(__file__).parents[1] / "old_books" / "first-tables.zip"
MANY = 4_000


@pytest.fixture
def me(sit_down: SitDown, demo_book_folder: Path) -> Sitting:
    """A person at a casebook whose ledger takes seconds to print."""
    multiply(demo_book_folder, MANY)
    return sit_down(demo_book_folder)


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    """A folder into which is written; nothing half done may be left there."""
    folder = tmp_path / "written"
    folder.mkdir()
    yield folder
    assert not [one.name for one in folder.iterdir() if one.name.startswith(".")]


def ledger(me: Sitting) -> IssuesPage:
    page = me.page("issues")
    assert isinstance(page, IssuesPage)
    return page


def dialog(me: Sitting) -> JobDialog:
    return me.window.findChildren(JobDialog)[0]


def begin_to_print(me: Sitting, target: Path, qtbot: QtBot) -> None:
    """Have the ledger written, and wait until the window says what it does."""
    me.ask.answers.append(target)
    ledger(me).export(target.suffix)
    qtbot.waitUntil(dialog(me).isVisible, timeout=20_000)


def go_to(me: Sitting, name: str) -> None:
    """Click on a page in the navigation."""
    assert me.window.nav is not None
    label = next(page.label for page in PAGES if page.name == name)
    (found,) = (one for one in me.window.nav.findChildren(QToolButton) if one.text() == label)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_the_person_goes_on_while_a_long_ledger_is_printed(
    me: Sitting, written: Path, qtbot: QtBot
) -> None:
    begin_to_print(me, written / "台账.pdf", qtbot)
    go_to(me, "subjects")
    assert me.window.page is me.window.pages["subjects"]
    assert me.window.jobs.busy
    assert not dialog(me).isModal()
    me.picture("排印中-继续工作")
    keep_picture(dialog(me), "排印中-对话框")
    qtbot.waitUntil(lambda: not me.window.jobs.busy, timeout=120_000)
    assert "已导出到" in me.said()
    assert (written / "台账.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx"])
def test_a_print_that_is_stopped_leaves_no_file(
    suffix: str, me: Sitting, written: Path, qtbot: QtBot
) -> None:
    begin_to_print(me, written / f"台账{suffix}", qtbot)
    (stop,) = dialog(me).findChildren(QPushButton)
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not me.window.jobs.busy, timeout=3_000)
    assert not list(written.iterdir())
    assert me.ask.warned == []
    assert not dialog(me).isVisible()


def test_a_print_is_stopped_by_keyboard(me: Sitting, written: Path, qtbot: QtBot) -> None:
    begin_to_print(me, written / "台账.pdf", qtbot)
    me.press("Shift+Esc")
    qtbot.waitUntil(lambda: not me.window.jobs.busy, timeout=3_000)
    assert not list(written.iterdir())


def test_who_closes_while_a_ledger_is_printed_is_asked(
    me: Sitting, written: Path, qtbot: QtBot
) -> None:
    begin_to_print(me, written / "台账.pdf", qtbot)
    me.ask.answers += [False, True]
    assert not me.window.close()
    assert me.window.jobs.busy
    assert me.window.close()
    assert me.ask.asked[-1].startswith("正在导出问题台账")
    assert not list(written.iterdir())


def test_a_press_that_dies_is_told_and_leaves_no_file(
    me: Sitting, written: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "_COMMAND", (*press._COMMAND[:-1], "desk.no_such_press"))
    me.ask.answers.append(written / "台账.pdf")
    ledger(me).export(".pdf")
    qtbot.waitUntil(lambda: bool(me.ask.warned), timeout=20_000)
    assert "排印程序中途停了" in me.ask.warned[0]
    assert not list(written.iterdir())


def old_book(folder: Path) -> Path:
    """A casebook as an earlier program left it."""
    made = folder / "旧台账"
    with ZipFile(OLD) as packed:
        packed.extractall(made)
    return made


def test_an_old_casebook_is_brought_up_to_date_and_opened(
    sit_down: SitDown, tmp_path: Path
) -> None:
    me = sit_down(old_book(tmp_path))
    assert me.window.workspace is not None
    assert ledger(me).source.count() == 1
    with me.window.workspace.book.read() as connection:
        assert stale(connection) == [], "what a newer program folds is there"


def test_an_upgrade_that_is_stopped_leaves_the_casebook_as_it_was(
    sit_down: SitDown, tmp_path: Path
) -> None:
    folder = old_book(tmp_path)
    before = (folder / DATABASE).read_bytes()
    me = sit_down(tmp_path / "nowhere")

    QTimer.singleShot(0, me.window.jobs.cancel)
    assert not me.window.open_book(folder)
    assert me.window.workspace is None
    assert (folder / DATABASE).read_bytes() == before
    assert me.window.open_book(folder)


@pytest.mark.parametrize("stopped", [True, False])
def test_a_step_of_many_issues_may_be_stopped_between_two_of_them(
    stopped: bool, sit_down: SitDown, demo_book_folder: Path
) -> None:
    me = sit_down(demo_book_folder)
    page = ledger(me)
    page.filter_by("open")
    page.table.selectAll()
    QApplication.processEvents()
    choice = next(one for one in page.issue.choices if one.name == "urge")
    me.ask.answers.append({})
    if stopped:
        QTimer.singleShot(0, me.window.jobs.cancel)
    page.take_step(choice)
    assert me.ask.warned == []
    assert ("催办" in me.window.actions_["undo"].text()) is not stopped


def test_closing_backs_up_beside_the_window(sit_down: SitDown, demo_book_folder: Path) -> None:
    me = sit_down(demo_book_folder)
    assert me.window.close()
    with Book.open(demo_book_folder) as book:
        assert list((book.folder / "backups").glob("*关闭时*"))
