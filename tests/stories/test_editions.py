import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.bulletins.kinds import BRIEFING, CIRCULAR, KINDS, SPECIAL, Edition
from models.calendar import Month
from tests.sitting import SIZE, Sitting, keep_picture
from tests.stories.conftest import SitDown
from tests.stories.test_bulletin import bulletins, issue, pages, to_the_end
from ui.pages.bulletins import BulletinsPage

JUNE, JULY = Month(2018, 6), Month(2018, 7)
TABLE, CHART = "表·主要指标", "图·各类别问题"
SMALLEST = (1024, 640)
#: As a spreadsheet copies four cells with a blank in the corner.
CELLS = "\t上半年\t下半年\r\n示范园区\t12\t8\r\n"


@pytest.fixture
def me(demo_book_folder: Path, sit_down: SitDown) -> Sitting:
    """Who sits at the demo casebook, and stays."""
    return sit_down(demo_book_folder)


def sit_up(me: Sitting, widget: QWidget) -> None:
    """Bring the keyboard back to the window, which no dialog covers any more, and to a part."""
    me.window.activateWindow()
    QApplication.processEvents()
    widget.setFocus()


def pick(me: Sitting, label: str) -> None:
    """Put a table or a chart into the text by the menu's key."""
    me.window.actions_["insert"].trigger()
    menu = bulletins(me).editor.exhibits.menu()
    keep_picture(menu, "简报-插入菜单")
    wanted = [action for action in menu.actions() if action.text().startswith(label)]
    menu.close()
    sit_up(me, bulletins(me).editor.exhibits)
    wanted[0].trigger()


def beside_a_table(me: Sitting, said: str) -> BulletinsPage:
    """The page, with a table at the end of its text and words that were written at once."""
    page = bulletins(me)
    to_the_end(me)
    page.editor.text.insert(TABLE)
    me.write(said)
    return page


def lines(page: BulletinsPage) -> list[str]:
    return page.editor.text.text().splitlines()


def caret(page: BulletinsPage) -> QTextCursor:
    return page.editor.text.textCursor()


def shelf_says(page: BulletinsPage) -> list[str]:
    return [one.state for one in page.months.shelved()]


def test_each_kind_of_a_month_is_written_issued_and_numbered_by_itself(
    me: Sitting, qtbot: QtBot
) -> None:
    page = bulletins(me)
    briefing = page.editor.text.text()
    page.kinds.setFocus()
    me.press("Down")
    assert page.edition == Edition(CIRCULAR, JULY)
    assert page.editor.text.text() != briefing
    page.save_button.click()
    assert shelf_says(page)[0] == "草稿"
    issue(me, qtbot)
    assert me.ask.warned == []
    assert "情况通报" in me.ask.asked[-1]
    assert "第 1 期（总第 1 期）" in me.ask.asked[-1]
    assert "2018年7月31日" in me.ask.asked[-1]
    assert page.count.text() == "第 1 期（总第 1 期），2018年7月31日印发"
    assert shelf_says(page)[0] == "已印发 第1期"
    sit_up(me, page.kinds)
    me.press("Up")
    assert page.edition == Edition(BRIEFING, JULY)
    assert not page.fixed
    assert shelf_says(page)[0] == "未拟稿"
    assert page.editor.text.text() == briefing


@pytest.mark.parametrize(("kind", "dark"), [(CIRCULAR, True), (SPECIAL, False)])
def test_each_kind_fits_into_the_window_before_and_after_it_is_issued(
    me: Sitting, kind: str, dark: bool, qtbot: QtBot
) -> None:
    me.window.set_theme(dark)
    page = bulletins(me)
    page.kinds.choose(kind)
    for state in ("拟稿", "已印发"):
        qtbot.waitUntil(lambda: pages(me) > 0, timeout=20_000)
        for size in (SMALLEST, SIZE):
            me.window.resize(*size)
            me.picture(f"{KINDS[kind].label}-{state}-{size[0]}")
            assert me.window.width() == size[0]
            assert not page.editor.text.horizontalScrollBar().isVisible()
            assert page.export_button.width() >= page.export_button.sizeHint().width()
        if state == "拟稿":
            issue(me, qtbot)


def test_what_proves_an_issue_is_shown_and_copied(me: Sitting, qtbot: QtBot) -> None:
    page = bulletins(me)
    assert not page.issued_button.isVisible()
    issue(me, qtbot)
    page.issued_button.click()
    shown = me.reads(page.issued_dialog)
    keep_picture(page.issued_dialog, "简报-印发信息")
    page.issued_dialog.copy_button.click()
    page.issued_dialog.accept()
    copied = QApplication.clipboard().text()
    assert page.opened.sent is not None
    for data in page.opened.sent.files.values():
        assert hashlib.sha256(data).hexdigest() in shown
        assert hashlib.sha256(data).hexdigest() in copied
    assert "仿宋" in copied


def test_a_chart_is_put_on_a_line_of_its_own_and_its_rows_can_be_opened(me: Sitting) -> None:
    page = bulletins(me)
    before = lines(page)
    page.editor.text.setFocus()
    me.press("Ctrl+Home", "Right")
    pick(me, CHART)
    assert lines(page) == [before[0], f"{{{CHART}}}", *before[1:]]
    assert page.editor.text.hasFocus()
    me.picture("简报-插入图表")
    me.press("Ctrl+Return")
    assert page.behind.rows.table.count() > 0
    page.behind.rows.accept()
    sit_up(me, page.editor.text)
    me.press("Backspace")
    assert lines(page) == before


def test_a_chart_of_coverage_opens_the_subjects_that_have_a_card(me: Sitting) -> None:
    page = bulletins(me)
    page.open_number("chart:coverage_kinds")
    model = page.behind.rows.table.model()
    heads = {model.index(row, 0).data() for row in range(model.rowCount())}
    assert {"填报反馈卡·已做到", "填报反馈卡·尚缺"} <= heads
    page.behind.rows.accept()


def test_who_writes_beside_a_table_writes_on_the_next_line(me: Sitting) -> None:
    page = beside_a_table(me, "以上数字截至月底。")
    assert lines(page)[-2:] == [f"{{{TABLE}}}", "以上数字截至月底。"]
    me.press("Up", "Home")
    me.write("指标如下。")
    assert lines(page)[-3:] == ["指标如下。", f"{{{TABLE}}}", "以上数字截至月底。"]
    assert page.editor.text.mixed() == []


def test_a_table_that_shares_its_line_is_marked_with_the_reason(me: Sitting) -> None:
    page = beside_a_table(me, "以上。")
    cursor = caret(page)
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.deletePreviousChar()
    assert f"{{{TABLE}}}以上。" in lines(page)[-1]
    assert "要单独占一行" in me.reads(page.editor)
    me.picture("简报-图表与文字同行")
    me.press("Ctrl+S")
    assert "要单独占一行" in me.ask.warned[0]


def test_cells_pasted_from_a_spreadsheet_stay_a_table(me: Sitting) -> None:
    page = bulletins(me)
    before = page.editor.text.text()
    to_the_end(me)
    QApplication.clipboard().setText(CELLS)
    me.press("Ctrl+V")
    rows = ["\t上半年\t下半年", "示范园区\t12\t8"]
    assert page.editor.text.text() == "\n".join([before, *rows])
    assert caret(page).block().blockFormat().tabPositions()
    me.picture("简报-自己的表格")
    me.press("Ctrl+S")
    assert me.ask.warned == []
    assert [one.text for one in page.opened.draft.passages][-2:] == rows
    me.press("Ctrl+Z")
    assert page.editor.text.text() == before
    QApplication.clipboard().setText(CELLS.splitlines()[1])
    me.press("Ctrl+V")
    assert lines(page)[-1] == rows[1]


def test_the_tables_and_charts_stand_beside_the_numbers(me: Sitting) -> None:
    page = bulletins(me)
    to_the_end(me)
    page.tabs.setCurrentWidget(page.figures)
    page.figures.choose("exhibits")
    me.picture("简报-表格和图表")
    found = page.figures.list.findItems(CHART, Qt.MatchFlag.MatchExactly)
    page.figures.list.setCurrentItem(found[0])
    page.figures.insert_button.click()
    assert lines(page)[-1] == f"{{{CHART}}}"


def test_a_draft_that_an_older_version_left_is_the_briefing_of_its_month(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    assert me.window.workspace is not None
    me.window.workspace.drafts.save(
        "bulletin-2018-06", {"title": "旧稿", "note": "", "text": "一、旧稿", "credit": ""}
    )
    me.leave()
    again = sit_down(demo_book_folder)
    page = bulletins(again)
    assert page.edition == Edition(BRIEFING, JUNE)
    assert page.editor.title.text() == "旧稿"


def test_every_kind_keeps_its_own_half_written_text(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    for kind in (BRIEFING, SPECIAL):
        bulletins(me).kinds.choose(kind)
        to_the_end(me)
        me.write(f"另附{KINDS[kind].label}。")
    me.leave()
    again = sit_down(demo_book_folder)
    page = bulletins(again)
    assert again.window.page is page
    for kind in (BRIEFING, SPECIAL):
        page.kinds.choose(kind)
        assert page.editor.text.text().endswith(f"另附{KINDS[kind].label}。")
    page.kinds.choose(CIRCULAR)
    assert "另附" not in page.editor.text.text()


def test_the_kind_in_sight_is_remembered(demo_book_folder: Path, sit_down: SitDown) -> None:
    me = sit_down(demo_book_folder)
    bulletins(me).kinds.choose(SPECIAL)
    me.leave()
    again = sit_down(demo_book_folder)
    assert bulletins(again).edition == Edition(SPECIAL, JULY)


def test_the_record_tells_of_the_kind_in_sight_alone(me: Sitting) -> None:
    page = bulletins(me)
    page.save_button.click()
    page.kinds.choose(SPECIAL)
    page.save_button.click()
    page.show_log()
    items = [page.log.tree.topLevelItem(row) for row in range(page.log.tree.topLevelItemCount())]
    said = [item.text(2) for item in items if item is not None]
    page.log.accept()
    assert said == ["保存2018年7月专报草稿"]


def test_an_issued_text_takes_no_table(me: Sitting, qtbot: QtBot) -> None:
    page = bulletins(me)
    issue(me, qtbot)
    me.window.actions_["insert"].trigger()
    assert "不能再插入" in me.said()
    assert not page.editor.exhibits.isVisible()
