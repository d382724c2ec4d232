"""反馈卡: filled in by keyboard, linked with its issues, printed, taken back."""

from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from desk import lists
from desk.lists import Line, Query
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.cards import CardsPage
from ui.pages.cards.answers import AnswersForm
from ui.pages.listpage import ListPage

FIRM = "澜津望舒精细化工有限公司"


def cards_page(sitting: Sitting) -> CardsPage:
    return cast("CardsPage", sitting.window.pages["cards"])


def lines(sitting: Sitting, query: Query) -> list[Line]:
    workspace = sitting.window.workspace
    assert workspace is not None
    with workspace.book.read() as connection:
        return lists.lines(connection, query, workspace.book.clock.today())


def answers(sitting: Sitting) -> AnswersForm:
    found = cards_page(sitting).entry.answers
    assert found is not None
    return found


def reach(sitting: Sitting, key: str) -> None:
    """Walk on by Enter until the keyboard is at a question."""
    editor = answers(sitting).rows[key].editor
    for _ in range(60):
        if editor.hasFocus():
            return
        sitting.press("Ctrl+Return" if isinstance(sitting.focused, QPlainTextEdit) else "Return")
    raise AssertionError(f"Enter never comes to {key}")


def begin_card(me: Sitting) -> None:
    """The card of a firm, up to what is known of it."""
    me.press("Ctrl+Shift+K")
    me.letters("ljws")
    me.press("Return")


def fill_card(me: Sitting) -> None:
    """A card with two problems; nothing but keys and words."""
    begin_card(me)
    reach_answers(me)
    reach(me, "condition")
    me.letters("yl")
    reach(me, "revenue")
    me.letters("3200")
    reach(me, "industry_needs")
    me.press("Space", "Right", "Space")
    reach(me, "satisfaction")
    me.letters("my")
    me.press("Return", "Alt+A")
    me.write("二期用地手续没有批复")
    me.press("Return")
    me.letters("yd")
    me.press("Return", "Alt+A")
    me.write("厂门口路灯不亮")


def reach_answers(me: Sitting) -> None:
    """From the head of the card into its answers."""
    while cards_page(me).entry.head.isAncestorOf(me.focused):
        me.press("Return")


def test_a_card_with_two_problems_is_filled_in_by_keyboard_and_its_issues_lead_back(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
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
    for word in ("规上工业", "3200 万元", "项目审批、用地", FIRM):
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


def test_undo_takes_the_card_and_its_issues_back(demo_book_folder: Path, sit_down: SitDown) -> None:
    me = sit_down(demo_book_folder)
    before = [line.uid for kind in ("cards", "issues") for line in lines(me, Query(kind))]
    fill_card(me)
    me.press("Ctrl+S", "Ctrl+Z")
    after = [line.uid for kind in ("cards", "issues") for line in lines(me, Query(kind))]
    assert after == before
