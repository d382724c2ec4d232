"""督办: a day's notices are read, mended, sent and printed; what was sent is found again."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desk.book import undo
from desk.details import issue as detail
from tests.desk import office
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.documents import PaperDialog
from ui.pages.supervision import SupervisionPage
from ui.pages.supervision.drafts import DraftsPanel
from ui.pages.supervision.inspecting import InspectionsPanel
from ui.pages.today import TodayPage
from ui.record import RecordDialog

pytestmark = pytest.mark.usefixtures("qapp")


def supervision(me: Sitting) -> SupervisionPage:
    return cast("SupervisionPage", me.page("supervision"))


def last_change(me: Sitting, page: SupervisionPage) -> str:
    """What the operation record of what is in hand says was done last."""
    me.window.actions_["log"].trigger()
    (dialog,) = page.findChildren(RecordDialog)
    newest = dialog.tree.topLevelItem(0)
    assert newest is not None
    said = newest.text(2)
    dialog.accept()
    dialog.setParent(None)
    return said


def test_a_notice_is_read_mended_sent_and_found_again(
    demo_book_folder: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder, True)
    me.press("Ctrl+Shift+U")
    page = supervision(me)
    assert me.window.page is page
    me.picture("督办-今日待发")
    before = page.drafts.list.count()
    assert before == len(page.drafts.found) == 10
    one = page.drafts.current()
    assert one is not None
    assert (one.step, one.level) == ("supervise", "红")
    assert "超期" in str(page.drafts.source.cells[0])
    assert "超期 5 个工作日" in page.drafts.hint.text()
    page.drafts.text.setPlainText("请贵单位主要负责人今日到办公室说明情况。")
    me.press("Ctrl+Return")
    qtbot.waitUntil(lambda: page.findChild(PaperDialog) is not None)
    assert "督办单（红色）" in me.ask.asked[-1]
    dialog = page.findChild(PaperDialog)
    assert dialog is not None
    me.picture("督办-发出")
    dialog.close()
    assert page.drafts.list.count() == before - 1
    assert me.said() == "已发出 渤新A督办〔2018〕1号"

    page.turn_to("sent")
    me.picture("督办-已发")
    newest = page.sent.listed[0]
    assert (newest.number, newest.issue) == ("渤新A督办〔2018〕1号", one.issues[0].number)
    page.sent.table.setFocus()
    page.sent.table.selectRow(0)
    assert page.sent.again.isEnabled()
    assert "督办" in last_change(me, page)
    page.sent.table.opened.emit(page.sent.source.uid(0))
    assert me.window.here == ("issues", one.issues[0].uid)


def test_all_notices_of_a_day_are_one_change(
    demo_book_folder: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder, True)
    page = supervision(me)
    (issue, *_) = page.drafts.found[0].issues
    page.drafts.every.click()
    qtbot.waitUntil(lambda: page.drafts.list.count() == 0, timeout=20_000)
    assert me.window.workspace is not None
    book, actor = me.window.workspace.book, me.window.workspace.actor
    with book.read() as connection:
        found = detail(connection, issue.uid, book.clock.today())
    assert found.steps[-1].step == "supervise"
    assert undo.undoable(book, actor) == "发催办单、督办单 10 份"


def test_a_text_is_not_sent_of_other_issues_than_it_was_written_of(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    drafts = supervision(me).drafts
    drafts.choose(next(one.key for one in drafts.found if len(one.issues) > 1))
    one = drafts.current()
    assert one is not None
    drafts.text.setPlainText(f"这 {len(one.issues)} 件请今日报来。")
    drafts.refresh()
    assert drafts.text.toPlainText() == f"这 {len(one.issues)} 件请今日报来。"
    assert me.window.workspace is not None
    book = me.window.workspace.book
    office.take(
        book,
        one.issues[0].number,
        "withdraw",
        book.clock.today().isoformat(),
        reason="企业来电撤回",
    )
    drafts.refresh()
    assert "今日报来" not in drafts.text.toPlainText()
    assert drafts.hint.text().endswith(f"改过的那一稿是：这 {len(one.issues)} 件请今日报来。")


def test_today_says_what_waits_to_be_sent_and_leads_to_it(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    today = cast("TodayPage", me.page("today"))
    card = today.cards["to_send"]
    assert card.heading.text() == "待发催办督办 10"
    me.picture("今日-待发催办督办")
    card.links[1].click()
    page = supervision(me)
    assert page.drafts.current() == page.drafts.found[1]


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many late issues that they are reckoned beside the window."""
    monkeypatch.setattr(DraftsPanel, "at_once", 0)


@pytest.mark.usefixtures("many")
def test_very_many_late_issues_are_reckoned_beside_the_window(
    demo_book_folder: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder)
    page = supervision(me)
    drafts = page.drafts
    assert drafts.list.count() == 0
    assert page.count.text() == drafts.hint.text() == drafts.table.nothing == "正在推算…"
    with qtbot.waitSignal(drafts.told):
        assert drafts.current() is None
    assert page.count.text().startswith("待发 10 份")
    page.refresh()
    assert not drafts.sent_one.isEnabled()
    assert not drafts.every.isEnabled()
    drafts.list.setCurrentRow(2)
    with qtbot.waitSignal(drafts.told):
        assert not drafts.sent_one.isEnabled()
    assert drafts.list.currentRow() == 2
    assert drafts.sent_one.isEnabled()


@pytest.mark.usefixtures("many")
def test_a_draft_that_is_led_to_is_in_hand_as_soon_as_it_is_reckoned(
    demo_book_folder: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder)
    today = cast("TodayPage", me.page("today"))
    today.cards["to_send"].links[1].click()
    drafts = supervision(me).drafts
    with qtbot.waitSignal(drafts.told):
        assert drafts.current() is None
    assert drafts.current() == drafts.found[1]


def test_a_units_number_leads_to_its_issues(demo_book_folder: Path, sit_down: SitDown) -> None:
    me = sit_down(demo_book_folder)
    page = supervision(me)
    me.press("Alt+3")
    assert page.part == "record"
    first = page.record.current()
    assert first is not None
    page.record.only("overdue")
    me.picture("督办-单位履职")
    assert page.record.source.count() == len(first.of("overdue")) > 0
    page.record.table.opened.emit(page.record.source.uid(0))
    assert me.window.here == ("issues", first.of("overdue")[0])


def mend_the_list(me: Sitting, part: InspectionsPanel) -> None:
    """Take the first of four items away, not the second, of which an issue was made; a new name."""
    assert not part.away.isEnabled()
    part.items.selectRow(0)
    part.away.click()
    me.ask.answers.append({"title": "办结问题回头看"})
    part.amend.click()
    one = part.current()
    assert one is not None
    assert (one.line.shown["title"], len(one.items)) == ("办结问题回头看", 3)


def test_an_inspection_is_drawn_and_what_it_finds_becomes_an_issue(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    new = {
        "title": "办结问题抽查",
        "kind": "抽样督查",
        "held_on": date(2018, 7, 31),
        "frame": "近半年销号的问题",
        "count": 4,
        "seed": "七三一",
    }
    found, raised = {"finding": "路面又破损"}, {"title": "管护不到位", "category": "基础设施"}
    me = sit_down(demo_book_folder, new, found, raised)
    page = supervision(me)
    me.press("Ctrl+N")
    assert page.part == "inspections"
    assert me.ask.warned == []
    part = page.inspections
    one = part.current()
    assert one is not None
    assert one.standing == "待督查 4 项"
    assert "种子“七三一”" in part.drawn.text()
    part.items.selectRow(1)
    part.note.click()
    assert part.item() is not None
    part.items.selectRow(1)
    part.mend.click()
    me.picture("督办-督查")
    part.items.selectRow(1)
    item = part.item()
    assert item is not None
    assert (item.finding, item.state) == ("路面又破损", "registered")
    mend_the_list(me, part)
    assert "修改" in last_change(me, page)
    part.items.selectRow(0)
    part.items.opened.emit(item.uid)
    assert me.window.here == ("issues", item.raised_uid)


@pytest.mark.usefixtures("many")
def test_what_is_being_typed_stays_where_the_notices_are_reckoned_meanwhile(
    demo_book_folder: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo_book_folder, False)
    drafts = supervision(me).drafts
    qtbot.waitUntil(lambda: drafts.list.count() == 10)
    drafts.choose(next(one.key for one in drafts.found if len(one.issues) > 1))
    one, book = drafts.current(), drafts.workspace.book
    assert one is not None
    drafts.text.setFocus()
    me.press("Ctrl+A")
    me.write("请今日报来。")
    me.press("Home")
    with qtbot.waitSignal(drafts.told):
        today = book.clock.today().isoformat()
        office.take(book, one.issues[0].number, "withdraw", today, reason="企业来电撤回")
        me.write("各单位")
    assert drafts.text.toPlainText() == "各单位请今日报来。"
    assert (me.focused, drafts.text.textCursor().position()) == (drafts.text, 3)
    assert "请核对正在写的内容" in drafts.hint.text()
    me.press("Ctrl+Return")
    assert "请核对正在写的内容" in me.ask.asked[-1]
