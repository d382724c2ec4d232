"""Documents at the window: looked at page by page, marked, printed many at once; by keyboard."""

from pathlib import Path
from typing import cast

import pytest
from lxml import etree
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desk import office
from tests.reports import paper
from tests.sitting import PICTURES, Sitting
from tests.stories.conftest import SitDown
from ui.blanks import BlankForms
from ui.documents import PaperDialog
from ui.pages.listpage import ListPage

_SMALL = (1024, 640)


@pytest.fixture
def me(sit_down: SitDown, tmp_path: Path) -> Sitting:
    """A person at the casebook of a summer."""
    with office.new_book(tmp_path) as book:
        office.with_a_summer(office.with_subjects(book))
    return sit_down(office.casebook_at(tmp_path))


@pytest.fixture
def at_demo(sit_down: SitDown, demo_book_folder: Path) -> Sitting:
    return sit_down(demo_book_folder)


def shown(page: QWidget, qtbot: QtBot) -> PaperDialog:
    """The pages that are looked at, once they are drawn."""
    qtbot.waitUntil(lambda: bool(page.findChildren(PaperDialog)), timeout=60_000)
    dialog = page.findChildren(PaperDialog)[0]
    qtbot.waitUntil(lambda: dialog.preview.hasFocus())
    return dialog


def close(dialog: PaperDialog) -> None:
    dialog.accept()
    QApplication.processEvents()


def pick(me: Sitting, name: str, more: int) -> ListPage:
    """Go to a list and pick its first rows by the keyboard."""
    page = cast("ListPage", me.page(name))
    page.table.setFocus()
    me.press("Ctrl+Home", *["Shift+Down"] * more)
    return page


def button(widget: QWidget, words: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if one.text() == words)


def kept_as(me: Sitting, dialog: PaperDialog, words: str, path: Path, qtbot: QtBot) -> bytes:
    """What is saved by one of the dialog's buttons."""
    me.ask.answers.append(path)
    button(dialog, words).click()
    qtbot.waitUntil(path.exists, timeout=60_000)
    qtbot.waitUntil(lambda: not me.window.jobs.busy)
    return path.read_bytes()


def picture(dialog: QWidget, me: Sitting, name: str) -> None:
    """Keep a picture of a dialog, for people to look at."""
    QApplication.processEvents()
    me.picture(name)
    assert dialog.grab().save(str(PICTURES / f"{name}-对话框.png"))


# --- many at once --------------------------------------------------------------------------------


def test_several_visits_are_printed_in_one_go(me: Sitting, tmp_path: Path, qtbot: QtBot) -> None:
    page = pick(me, "visits", 2)
    me.picture("走访-选中几次")
    me.press("Ctrl+P")
    dialog = shown(page, qtbot)
    assert dialog.windowTitle() == "走访记录表 3份"
    said = paper.pdf_text(kept_as(me, dialog, "PDF 文件…", tmp_path / "走访.pdf", qtbot))
    assert said.count("走访日期：2018年") == said.count("第1页共1页") == 3
    me.press("Alt+M", "Down")
    qtbot.waitUntil(lambda: not me.window.jobs.busy, timeout=60_000)
    marked = kept_as(me, dialog, "PDF 文件…", tmp_path / "内部.pdf", qtbot)
    assert paper.pdf_text(marked) == said
    assert marked != (tmp_path / "走访.pdf").read_bytes()
    close(dialog)


def test_one_visit_is_shown_again_when_no_more_are_picked(me: Sitting) -> None:
    page = pick(me, "visits", 1)
    several = page.pane.findChildren(QWidget, "several")[0]
    assert several.isVisible()
    assert "已选 2 条" in me.reads(several)
    me.press("Down")
    assert not several.isVisible()
    assert "修改…" in [one.text() for one in page.pane.findChildren(QPushButton) if one.isVisible()]


def test_several_cards_are_printed_in_one_go(
    at_demo: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = pick(at_demo, "cards", 2)
    at_demo.picture("反馈卡-选中几张")
    button(page.pane, "反馈卡…").click()
    dialog = shown(page, qtbot)
    assert dialog.windowTitle() == "反馈卡 3份"
    said = paper.pdf_text(kept_as(at_demo, dialog, "PDF 文件…", tmp_path / "卡.pdf", qtbot))
    assert said.count("填报日期：2018年") == 3
    close(dialog)


def test_forms_are_taken_along_to_several_subjects(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = pick(me, "subjects", 3)
    me.picture("帮扶对象-选中几个")
    button(page.pane, "预填走访记录表…").click()
    dialog = shown(page, qtbot)
    said = paper.pdf_text(kept_as(me, dialog, "PDF 文件…", tmp_path / "带去.pdf", qtbot))
    names = (office.CLOUD, office.GRAIN, office.TIDE, office.COLD)
    assert all(f"帮扶对象{name}" in said for name in names)
    close(dialog)


def test_a_card_with_what_is_known_is_printed_for_a_subject(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = pick(me, "subjects", 0)
    button(page.pane, "反馈卡…").click()
    dialog = shown(page, qtbot)
    assert dialog.windowTitle() == f"预填反馈卡 {office.COLD}"
    said = paper.word_text(kept_as(me, dialog, "Word 文件…", tmp_path / "卡.docx", qtbot))
    assert office.COLD in said
    close(dialog)


# --- looked at -----------------------------------------------------------------------------------


def test_pages_are_read_by_keyboard(at_demo: Sitting, qtbot: QtBot) -> None:
    page = at_demo.page("issues")
    at_demo.press("Ctrl+P")
    dialog = shown(page, qtbot)
    picture(dialog, at_demo, "预览-台账")
    at_demo.press("PgDown", "Ctrl++", "Ctrl++")
    assert dialog.preview.page() == 2
    at_demo.press("Ctrl+G")
    at_demo.letters("3")
    at_demo.press("Enter")
    assert dialog.preview.page() == 3
    at_demo.press("End", "Alt+9")
    assert f"共 {dialog.preview.page()} 页" in at_demo.reads(dialog)
    picture(dialog, at_demo, "预览-台账整页")
    close(dialog)


def test_the_preview_fits_the_smallest_window(at_demo: Sitting, qtbot: QtBot) -> None:
    at_demo.window.resize(*_SMALL)
    page = at_demo.page("issues")
    at_demo.press("Ctrl+P")
    dialog = shown(page, qtbot)
    picture(dialog, at_demo, "预览-最小窗口")
    assert dialog.width() <= _SMALL[0]
    assert dialog.height() <= _SMALL[1]
    close(dialog)


def test_a_watermark_is_chosen_while_the_pages_are_looked_at(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = me.page("issues")
    me.press("Ctrl+P")
    dialog = shown(page, qtbot)
    plain = dialog.preview.grab().toImage()
    me.press("Alt+M", "Down")
    qtbot.waitUntil(lambda: not me.window.jobs.busy, timeout=60_000)
    assert dialog.watermark.currentText() == "内部"
    assert dialog.preview.grab().toImage() != plain
    picture(dialog, me, "预览-水印")
    word = kept_as(me, dialog, "Word 文件…", tmp_path / "台账.docx", qtbot)
    header = paper.word_part(word, "word/header1.xml")
    assert "内部" in etree.tostring(header, encoding="unicode")
    sheet = kept_as(me, dialog, "Excel 文件…", tmp_path / "台账.xlsx", qtbot)
    assert sheet.startswith(b"PK")
    close(dialog)


def test_without_a_printer_a_sentence_says_what_to_do(me: Sitting, qtbot: QtBot) -> None:
    page = pick(me, "visits", 0)
    me.press("Ctrl+P")
    dialog = shown(page, qtbot)
    button(dialog, "打印…").click()
    assert me.ask.warned == ["没有找到打印机；可以先导出 PDF 文件，拿到别的电脑上打印。"]
    close(dialog)


# --- blank forms ---------------------------------------------------------------------------------


def blank_forms(me: Sitting) -> BlankForms:
    me.window.actions_["blanks"].trigger()
    QApplication.processEvents()
    return me.window.findChildren(BlankForms)[0]


def test_all_blank_forms_are_printed_from_the_menu(me: Sitting, qtbot: QtBot) -> None:
    forms = blank_forms(me)
    picture(forms, me, "空白表样")
    count = forms.list.count()
    me.press("Space")
    assert len(forms.names()) == count - 1
    me.press("Enter")
    dialog = shown(forms, qtbot)
    assert dialog.windowTitle() == f"空白表样 {count - 1}种"
    close(dialog)
    forms.accept()
    QApplication.processEvents()


def test_some_blank_forms_are_written_into_a_folder(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    forms = blank_forms(me)
    button(forms, "全不选").click()
    assert not forms.looked.isEnabled()
    last = forms.list.item(forms.list.count() - 1)
    last.setCheckState(Qt.CheckState.Checked)
    me.ask.answers.append(tmp_path / "表样")
    button(forms, "存到文件夹…").click()
    qtbot.waitUntil(lambda: "已写 3 个文件" in me.said(), timeout=60_000)
    assert {path.stem for path in (tmp_path / "表样").iterdir()} == {last.text()}
    forms.accept()
    QApplication.processEvents()
