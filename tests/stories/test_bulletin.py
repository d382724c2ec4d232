import re
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.book.place import Place
from models.calendar import Month
from reports.word_reading import read
from tests.sitting import Sitting, keep_picture
from tests.stories.conftest import SitDown
from ui.pages.bulletins import BulletinsPage

JUNE, JULY = Month(2018, 6), Month(2018, 7)
SENTENCE = "各牵头单位要对{超期问题}件超期问题挂图作战。"
PRINTED = "各牵头单位要对7件超期问题挂图作战。"
HEAD = {"number": 1, "issued_on": date(2018, 7, 31)}


def bulletins(me: Sitting) -> BulletinsPage:
    return cast("BulletinsPage", me.page("bulletins"))


def to_the_end(me: Sitting) -> None:
    """Put the keyboard behind the last sentence."""
    text = bulletins(me).editor.text
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)


def pages(me: Sitting) -> int:
    """How many pages the preview says that there are."""
    found = re.search(r"共 (\d+) 页", me.reads(bulletins(me).preview))
    return int(found[1]) if found else 0


def issue(me: Sitting, qtbot: QtBot) -> None:
    me.ask.answers += [HEAD, True]
    page = bulletins(me)
    page.issue_button.click()
    qtbot.waitUntil(lambda: page.fixed and not me.window.jobs.busy, timeout=20_000)


def words_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in read(path.read_bytes()).paragraphs)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "导出"
    folder.mkdir()
    return folder


def test_the_bulletin_of_july_is_edited_looked_at_issued_and_exported(
    demo: Place, sit_down: SitDown, out: Path, qtbot: QtBot
) -> None:
    me = sit_down(demo)
    page = bulletins(me)
    assert page.month == JULY
    assert "收集问题{收集问题}件" in page.editor.text.text()
    to_the_end(me)
    me.write(SENTENCE)
    assert page.editor.text.text().endswith(SENTENCE)
    assert "{" not in page.editor.text.toPlainText()
    qtbot.waitUntil(lambda: pages(me) > 0, timeout=20_000)
    assert pages(me) >= 2
    me.picture("简报-拟稿")
    me.press("Ctrl+S")
    assert page.count.text() == "草稿"
    issue(me, qtbot)
    assert me.ask.warned == []
    assert "不能撤销" in me.ask.asked[-1]
    assert "第 1 期" in page.count.text()
    assert page.editor.text.isReadOnly()
    me.ask.answers.append(out)
    page.export_button.click()
    qtbot.waitUntil(lambda: "已导出" in me.said(), timeout=20_000)
    files = sorted(path.suffix for path in out.iterdir())
    assert files == [".docx", ".pdf"]
    assert PRINTED in words_of(next(out.glob("*.docx")))
    page.tabs.setCurrentWidget(page.figures)
    me.picture("简报-已印发")


def test_undo_does_not_take_an_issued_bulletin_back(
    demo: Place, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo)
    issue(me, qtbot)
    undo = me.window.actions_["undo"]
    assert "印发" not in undo.text()
    undo.trigger()
    assert bulletins(me).fixed


def test_every_count_in_the_text_opens_as_many_rows_as_it_says(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    page = bulletins(me)
    told = [page.opened.telling.told(label) for label in page.editor.text.numbers()]
    figures = [one for one in told if not one.exhibit]
    counts = [one for one in figures if one.unit != "%" and "较上月" not in one.label]
    assert len(counts) > 40
    for one in counts:
        page.open_number(one.label)
        assert page.behind.rows.table.count() == int(one.value), one.label
        page.behind.rows.accept()


def test_a_row_behind_a_number_leads_to_its_record(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = bulletins(me)
    page.tabs.setCurrentWidget(page.figures)
    page.open_number("超期问题")
    rows = page.behind.rows
    keep_picture(rows, "简报-数字明细")
    number = rows.table.model().index(0, rows.table.model().columnCount() - 1).data()
    rows.table.activated.emit(rows.table.currentIndex())
    QApplication.processEvents()
    assert me.window.page is me.window.pages["issues"]
    assert str(number) in me.reads(me.window.pages["issues"])


def test_a_field_that_is_none_is_said_below_the_text_and_cannot_be_saved(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    page = bulletins(me)
    to_the_end(me)
    me.write("还有{没有的数}件。")
    assert "“{没有的数}”不是可用的数字" in me.reads(page.editor)
    me.picture("简报-不可用的数字")
    me.press("Ctrl+S")
    assert "没有的数" in me.ask.warned[0]
    assert page.save_button.isEnabled()


def test_what_is_half_written_is_found_again(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    bulletins(me).months.choose(JUNE)
    to_the_end(me)
    me.write(SENTENCE)
    me.leave()
    again = sit_down(demo)
    page = bulletins(again)
    assert again.window.page is page
    assert page.month == JUNE
    assert page.editor.text.text().endswith(SENTENCE)
    assert "有修改未保存" in page.count.text()


def test_another_month_does_not_lose_what_was_written(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = bulletins(me)
    to_the_end(me)
    me.write(SENTENCE)
    page.months.choose(JUNE)
    assert not page.editor.text.text().endswith(SENTENCE)
    page.months.choose(JULY)
    assert page.editor.text.text().endswith(SENTENCE)


def test_the_draft_of_the_system_comes_back(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo, True)
    page = bulletins(me)
    fresh = page.editor.text.text()
    assert not page.reset_button.isEnabled()
    to_the_end(me)
    me.write(SENTENCE)
    me.press("Ctrl+S")
    page.reset_button.click()
    assert page.editor.text.text() == fresh
    assert not page.has_draft()
    assert page.count.text() == "系统拟稿，尚未保存"


def test_undo_goes_to_the_text_while_it_is_written(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = bulletins(me)
    page.save_button.click()
    before = page.editor.text.text()
    to_the_end(me)
    for undo in (me.window.actions_["undo"].trigger, lambda: me.press("Ctrl+Z")):
        me.write(SENTENCE)
        undo()
        assert page.editor.text.text() == before
    assert page.count.text() == "草稿"
    me.press("Ctrl+Y")
    assert page.editor.text.text().endswith(SENTENCE)


def test_numbers_are_copied_and_pasted_as_numbers(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    text = bulletins(me).editor.text
    before = text.text()
    text.setFocus()
    me.press("Ctrl+A", "Ctrl+C")
    assert QApplication.clipboard().text() == before
    to_the_end(me)
    me.press("Ctrl+V")
    assert text.text() == before + before
    assert "{" not in text.toPlainText()


def test_numbers_follow_the_work_while_the_text_stays(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = bulletins(me)
    to_the_end(me)
    me.write(SENTENCE)
    before = int(page.opened.telling.told("收集问题").value)
    workspace = me.window.workspace
    assert workspace is not None
    ledger = me.window.pages["issues"]
    me.ask.answers.append(
        {
            "subject": workspace.lookups().find("subjects", "")[0][0],
            "title": "门前道路积水",
            "category": "基础设施",
        }
    )
    ledger.begin_new()
    page = bulletins(me)
    assert int(page.opened.telling.told("收集问题").value) == before + 1
    assert page.editor.text.text().endswith(SENTENCE)


@pytest.mark.parametrize("label", ["走访企业·累计", "超期问题"], ids=["new", "used already"])
def test_a_number_is_put_into_the_text_from_the_list(
    label: str, demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    page = bulletins(me)
    before = page.editor.text.text()
    to_the_end(me)
    page.tabs.setCurrentWidget(page.figures)
    page.figures.choose("all")
    me.press("Ctrl+F")
    me.write(label)
    page.figures.search.searched.emit(label)
    page.figures.list.setFocus()
    me.press("Home")
    me.picture("简报-全部数字")
    page.figures.insert_button.click()
    assert page.editor.text.text() == f"{before}{{{label}}}"
    assert page.editor.text.hasFocus()


def test_the_record_of_a_month_tells_of_drafts_that_were_thrown_away(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo, True)
    page = bulletins(me)
    page.save_button.click()
    page.reset_button.click()
    page.show_log()
    QApplication.processEvents()
    tree = page.log.tree
    items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    said = [item.text(2) for item in items if item is not None]
    page.log.accept()
    assert said == ["恢复2018年7月简报的系统拟稿", "保存2018年7月简报草稿"]


def test_the_preview_follows_the_text(demo: Place, sit_down: SitDown, qtbot: QtBot) -> None:
    me = sit_down(demo)
    bulletins(me)
    qtbot.waitUntil(lambda: pages(me) > 0, timeout=20_000)
    before = pages(me)
    to_the_end(me)
    me.write("各单位要逐件过筛、逐户见面。" * 60)
    qtbot.waitUntil(lambda: pages(me) > before, timeout=20_000)


def test_a_draft_is_exported_as_it_stands_and_replaced_only_when_agreed(
    demo: Place, sit_down: SitDown, out: Path, qtbot: QtBot
) -> None:
    me = sit_down(demo, out, out, False)
    page = bulletins(me)
    to_the_end(me)
    me.write(SENTENCE)
    page.export_button.click()
    qtbot.waitUntil(lambda: "已导出" in me.said(), timeout=20_000)
    written = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    assert {path.stem for path in written} == {"工作简报（2018年7月）草稿"}
    assert PRINTED in words_of(next(out.glob("*.docx")))
    page.export_button.click()
    assert "要替换吗" in me.ask.asked[-1]
    assert not me.window.jobs.busy
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == written


def test_a_month_whose_files_are_lost_is_said_and_not_shown(
    demo_book_folder: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder)
    issue(me, qtbot)
    page = bulletins(me)
    page.months.choose(JUNE)
    for kept in (demo_book_folder / "attachments").rglob("*"):
        if kept.is_file() and kept.read_bytes().startswith(b"%PDF"):
            kept.unlink()
    page.months.choose(JULY)
    assert "备份" in me.ask.warned[0]
    assert page.month == JUNE
    assert page.months.currentRow() == 1
