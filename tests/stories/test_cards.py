"""反馈卡: filled in by keyboard, linked with its issues, printed, read back, taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk.book.place import Place
from desk.cards import filling, views
from desk.cards.definitions import forms
from desk.cards.filling import Filled
from desk.cards.merging import see_card
from desk.lists import Line, Query
from desk.printing import EXCEL, card_file
from tests.sitting import Sitting, keep_picture
from tests.stories.cards import (
    FIRM,
    answers,
    begin_card,
    cards_page,
    fill_card,
    lines,
    reach,
    reach_answers,
    save_card_of,
)
from tests.stories.conftest import SitDown
from ui.documents import PaperDialog
from ui.pages.cards.takein import OutcomesDialog
from ui.pages.listpage import ListPage
from ui.pages.visits import VisitsPage


def test_a_card_with_two_problems_is_filled_in_by_keyboard_and_its_issues_lead_back(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    me.page("today")
    fill_card(me)
    me.picture("填写反馈卡")
    me.press("Ctrl+S")
    assert me.ask.warned == []
    page = cards_page(me)
    assert not page.entering
    card = lines(me, Query("cards", search=FIRM))[0]
    assert page.current() == card.uid
    assert f"已登记反馈卡 {card.shown['number']}，问题 2 件" in me.said()
    me.picture("反馈卡")
    said = me.reads(page.card)
    for word in ("规上工业", "3200万元", "项目审批、用地", FIRM):
        assert word in said, word
    (land,) = [b for b in page.card.findChildren(QPushButton) if "二期用地" in b.text()]
    land.click()
    ledger = me.window.page
    assert isinstance(ledger, ListPage)
    issue = lines(me, Query("issues", search="二期用地"))[0]
    assert (ledger.name, ledger.current()) == ("issues", issue.uid)
    assert (issue.shown["source"], issue.refers["card"]) == ("反馈卡", card.uid)
    me.picture("反馈卡的问题")
    (back,) = [
        one for one in ledger.pane.findChildren(QLabel) if card.shown["number"] in one.text()
    ]
    back.linkActivated.emit("#")
    assert me.window.page is page
    assert page.current() == card.uid


def test_undo_takes_the_card_and_its_issues_back(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    before = [line.uid for kind in ("cards", "issues") for line in lines(me, Query(kind))]
    fill_card(me)
    me.press("Ctrl+S", "Ctrl+Z")
    assert f"已撤销“登记反馈卡‘{FIRM}’" in me.said()
    after = [line.uid for kind in ("cards", "issues") for line in lines(me, Query(kind))]
    assert after == before


def test_a_card_half_filled_in_is_found_again_after_closing(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    fill_card(me)
    typed = cards_page(me).entry.draft()
    me.leave()
    again = sit_down(demo)
    page = cards_page(again)
    assert again.window.page is page
    assert page.entering
    assert page.entry.draft() == typed
    assert "已找回" in page.entry.news.text()
    again.press("Ctrl+S")
    assert again.ask.warned == []
    assert not page.has_draft()
    assert len(lines(again, Query("issues", search="二期用地"))) == 1


def test_a_second_card_of_the_month_is_not_begun_the_first_is_offered(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    card = save_card_of(me, "2018-07")
    begin_card(me)
    entry = cards_page(me).entry
    assert entry.there.isVisible()
    me.picture("这个月已有一张反馈卡")
    entry.there.click()
    assert entry.seen is not None
    assert (entry.seen.uid, entry.title.text()) == (card.uid, "修改企业反馈卡")
    assert answers(me).values()["revenue"] == 900.0
    me.press("Esc")
    assert not cards_page(me).has_draft()


def test_what_was_typed_for_a_second_card_of_the_month_waits(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    save_card_of(me, "2018-07")
    begin_card(me)
    reach_answers(me)
    reach(me, "vacancies")
    me.letters("31")
    page = cards_page(me)
    page.entry.there.click()
    me.press("Esc")
    assert page.new_button.text() == "继续填写"
    me.press("Ctrl+N")
    assert answers(me).values()["vacancies"] == 31


def test_a_card_is_mended_and_gets_one_more_problem(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    card = save_card_of(me, "2018-07")
    page = cards_page(me)
    me.page("cards").open(card.uid)
    page.table.setFocus()
    me.press("Return")
    reach(me, "revenue")
    me.letters("950")
    me.press("Alt+A")
    me.write("仓库租金上涨")
    me.press("Ctrl+S")
    assert me.ask.warned == []
    assert f"已修改 {card.shown['number']}，问题 1 件" in me.said()
    assert "950万元" in me.reads(page.card)
    assert any("仓库租金上涨" in b.text() for b in page.card.findChildren(QPushButton))


def paper(me: Sitting, qtbot: QtBot, act: Callable[[], object]) -> PaperDialog:
    """The paper that an act shows."""
    act()
    page = cards_page(me)
    qtbot.waitUntil(lambda: bool(page.findChildren(PaperDialog)), timeout=60_000)
    (dialog,) = page.findChildren(PaperDialog)
    return dialog


def test_a_card_is_looked_at_as_it_is_printed(
    demo: Place, sit_down: SitDown, qtbot: QtBot, tmp_path: Path
) -> None:
    written = tmp_path / "反馈卡.docx"
    me = sit_down(demo, written)
    card = save_card_of(me, "2018-07")
    me.page("cards").open(card.uid)
    dialog = paper(me, qtbot, me.window.actions_["print"].trigger)
    assert dialog.preview.page() == 1
    assert dialog.windowTitle() == f"反馈卡 {card.shown['number']} {FIRM}"
    save = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Word 文件…")
    save.click()
    qtbot.waitUntil(written.exists, timeout=60_000)
    qtbot.waitUntil(lambda: not me.window.jobs.busy)
    dialog.accept()


def test_a_blank_card_of_each_kind_can_be_printed(
    demo: Place, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(demo)
    titles = [action.text() for action in cards_page(me).blank_button.menu().actions()]
    assert [title.removesuffix("…") for title in titles] == [form.title for form in forms()]
    dialog = paper(me, qtbot, cards_page(me).blank_button.menu().actions()[1].trigger)
    assert dialog.windowTitle() == "项目综合情况及问题反馈卡"
    dialog.accept()


def sheet_of(me: Sitting, card: Line, path: Path) -> Path:
    """A card as the Excel sheet that comes back from an enterprise."""
    workspace = me.window.workspace
    assert workspace is not None
    with workspace.book.read() as connection:
        view = views.view(connection, card.uid, workspace.book.clock.today())
    path.write_bytes(card_file(view, EXCEL))
    return path


def test_filled_sheets_are_read_in_and_what_becomes_of_each_is_said(
    demo: Place, sit_down: SitDown, qtbot: QtBot, tmp_path: Path
) -> None:
    me = sit_down(demo)
    page = cards_page(me)
    card = save_card_of(me, "2018-07")
    sheet = sheet_of(me, card, tmp_path / "交回的卡.xlsx")
    (tmp_path / "别的.xlsx").write_text("不是表格", "utf-8")
    me.page("cards")
    me.press("Ctrl+Z")
    assert lines(me, Query("cards", search=FIRM)) == []
    me.ask.answers.append([sheet, tmp_path / "别的.xlsx"])
    page.take_in_button.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(OutcomesDialog)), timeout=60_000)
    (dialog,) = page.findChildren(OutcomesDialog)
    assert dialog.agreed.text() == "读入 1 张"
    said = [row[:2] for row in dialog.source.rows(0, 2)]
    assert said == [("交回的卡.xlsx", "新登记"), ("别的.xlsx", "退回")]
    dialog.table.selectRow(1)
    assert "Excel" in dialog.reason.text()
    keep_picture(dialog, "读入填好的卡")
    dialog.agreed.click()
    qtbot.waitUntil(lambda: bool(lines(me, Query("cards", search=FIRM))), timeout=60_000)
    qtbot.waitUntil(lambda: "新登记 1" in me.said(), timeout=60_000)
    me.window.actions_["undo"].trigger()
    assert lines(me, Query("cards", search=FIRM)) == []


def mend(me: Sitting, card: Line, **answers: object) -> None:
    """What somebody else at another machine changes meanwhile."""
    workspace = me.window.workspace
    assert workspace is not None
    with workspace.book.read() as connection:
        seen = see_card(connection, card.uid)
    filled = Filled(dict(seen.head.values), {**seen.answers, **answers})
    filling.edit(workspace.book, seen, filled, "张示例")


@pytest.mark.parametrize("stays", ["mine", "theirs"])
def test_two_people_on_one_card_are_shown_what_both_wrote(
    stays: str, demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo, {"answers.revenue"} if stays == "theirs" else frozenset())
    card = save_card_of(me, "2018-07")
    page = cards_page(me)
    me.page("cards").open(card.uid)
    page.open_record(card.uid)
    mend(me, card, revenue=1000.0, vacancies=9)
    reach(me, "revenue")
    me.letters("950")
    me.press("Return", "Ctrl+S")
    assert "“营业收入”" in me.ask.asked[0]
    assert not page.entering
    with page.workspace.book.read() as connection:
        kept = see_card(connection, card.uid).answers
    assert kept["revenue"] == (1000.0 if stays == "theirs" else 950.0)
    assert kept["vacancies"] == 9


def test_a_card_stays_open_when_the_choice_is_put_off(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo, None)
    card = save_card_of(me, "2018-07")
    page = cards_page(me)
    me.page("cards").open(card.uid)
    page.open_record(card.uid)
    mend(me, card, revenue=1000.0)
    reach(me, "revenue")
    me.letters("950")
    me.press("Return", "Ctrl+S")
    assert page.entering
    assert answers(me).values()["revenue"] == 950.0


def test_a_card_is_begun_from_a_visit_with_what_was_asked_there(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    me.press("Ctrl+Shift+N")
    visits = cast("VisitsPage", me.window.page)
    me.letters("ljxc")
    me.press("Return")
    visits.entry.visit.rows["situation"].editor.set_value("两条生产线满负荷运转。")
    me.press("Ctrl+S")
    visit = visits.current()
    (fill,) = [b for b in visits.visit.findChildren(QPushButton) if b.text() == "填卡"]
    me.picture("走访和填卡")
    fill.click()
    assert cards_page(me).entering
    assert cards_page(me).entry.filled().head["visit"] == visit
    assert answers(me).values()["situation"] == "两条生产线满负荷运转。"
