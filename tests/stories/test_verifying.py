import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.bulletins.kinds import CIRCULAR, SPECIAL
from tests.sitting import Sitting, keep_picture
from tests.stories.conftest import SitDown
from tests.stories.test_bulletin import bulletins, issue
from ui.pages.bulletins.verifying import VerifiedDialog


def exported(me: Sitting, folder: Path, qtbot: QtBot) -> Path:
    """The Word file of the edition in sight, as the window writes it."""
    folder.mkdir()
    me.ask.answers.append(folder)
    bulletins(me).export_button.click()
    qtbot.waitUntil(lambda: "已导出" in me.said(), timeout=20_000)
    return next(folder.glob("*.docx"))


def rewritten(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """A copy of a Word file, one part of it changed as another program would."""
    changed = path.with_name(f"改过的{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()) if name == part else data)
    assert changed.read_bytes() != path.read_bytes()
    return changed


def first_figure_as(number: str) -> Callable[[str], str]:
    """Writes another number into the first live figure that is a bare number of a Word file."""
    up_to_text = r"(?:(?!</w:sdt>|<w:t[ >]).)*<w:t[^>]*>"
    of_a_date = r"</w:t>(?:(?!<w:t[ >]).)*<w:t[^>]*>[年月日]"
    figure = re.compile(
        rf'(<w:tag w:val="baolian:{up_to_text})\d+(?=</w:t>)(?!{of_a_date})', re.DOTALL
    )
    return lambda text: figure.sub(rf"\g<1>{number}", text, count=1)


def verify(me: Sitting, path: Path, qtbot: QtBot, *answers: object) -> VerifiedDialog:
    """Verify a file by the menu, and wait for what comes of it."""
    me.ask.answers += [path, *answers]
    me.window.actions_["verify"].trigger()
    behind = bulletins(me).behind
    qtbot.waitUntil(lambda: hasattr(behind, "verified"), timeout=20_000)
    return behind.verified


def test_a_file_that_nobody_touched_agrees_with_the_casebook(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder)
    bulletins(me).kinds.choose(CIRCULAR)
    path = exported(me, tmp_path / "out", qtbot)
    bulletins(me).kinds.choose(SPECIAL)
    found = verify(me, path, qtbot)
    assert found.verdict.text().startswith("全部一致")
    assert "2018年7月情况通报" in me.reads(found)
    keep_picture(found, "核对-全部一致")
    found.accept()


def test_a_number_changed_in_word_is_told_and_leads_to_its_rows(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder)
    page = bulletins(me)
    issue(me, qtbot)
    path = exported(me, tmp_path / "out", qtbot)
    found = verify(me, rewritten(path, "word/document.xml", first_figure_as("990")), qtbot)
    assert "1 处与台账不一致" in found.verdict.text()
    keep_picture(found, "核对-不一致")
    found.copy_button.click()
    headings, row = QApplication.clipboard().text().splitlines()
    assert headings.split("\t") == ["数字", "文件中", "台账中", "印发时", "所在段落"]
    label, written, casebook, printed, place = row.split("\t")
    assert (written, casebook) == ("990", printed)
    assert page.opened.telling.told(label).value == casebook
    assert f"当月走访{written}次" in place
    found.table.activated.emit(found.table.currentIndex())
    assert page.behind.rows.table.count() == int(casebook)
    page.behind.rows.accept()
    found.accept()


def test_what_is_not_found_again_is_told_apart(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder)
    path = exported(me, tmp_path / "out", qtbot)
    opening = re.compile(r"<w:p>(?:(?!</w:p>).)*?baolian:visits.*?</w:p>", re.DOTALL)
    changed = rewritten(path, "word/document.xml", lambda text: opening.sub("", text, count=1))
    found = verify(me, changed, qtbot)
    assert "无法核对" in found.verdict.text()
    keep_picture(found, "核对-无法核对")
    found.copy_button.click()
    assert "\t无法核对\t" in QApplication.clipboard().text()
    found.accept()


def test_a_file_that_names_no_edition_is_held_against_the_one_in_sight_if_agreed(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder)
    path = exported(me, tmp_path / "out", qtbot)
    keywords = re.compile(r"<cp:keywords>.*?</cp:keywords>")
    unnamed = rewritten(path, "docProps/core.xml", lambda text: keywords.sub("", text))
    found = verify(me, unnamed, qtbot, True)
    assert "2018年7月简报" in me.ask.asked[-1]
    assert found.verdict.text().startswith("全部一致")
    found.accept()


def drop(target: QWidget, path: Path) -> None:
    """Drag a file over a part of the window, and let it go there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    act, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    place = QPoint(40, 40)
    over = QDragEnterEvent(place, act, data, button, key.NoModifier)
    QApplication.sendEvent(target, over)
    if over.isAccepted():
        QApplication.sendEvent(target, QDropEvent(place, act, data, button, key.NoModifier))


def test_a_file_is_dropped_on_the_text_and_only_word_is_taken(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder)
    page = bulletins(me)
    before = page.editor.text.text()
    path = exported(me, tmp_path / "out", qtbot)
    drop(page.editor.text.viewport(), path)
    qtbot.waitUntil(lambda: hasattr(page.behind, "verified"), timeout=20_000)
    page.behind.verified.accept()
    drop(page.editor.title, path.with_suffix(".pdf"))
    assert "只能核对 Word 文件" in me.ask.warned[0]
    assert page.editor.text.text() == before
