"""What stories do with feedback cards at the window."""

from typing import cast

from PySide6.QtWidgets import QPlainTextEdit

from desk import lists
from desk.cards import filling
from desk.cards.filling import Filled
from desk.cards.starting import start
from desk.lists import Line, Query
from tests.sitting import Sitting
from ui.pages.cards import CardsPage
from ui.pages.cards.answers import AnswersForm

FIRM = "澜津星槎环保材料有限公司"  # has no card yet


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
    me.letters("ljxc")
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


def save_card_of(me: Sitting, month: str) -> Line:
    """A card of an earlier month, by the desk."""
    workspace = me.window.workspace
    assert workspace is not None
    head = {"subject": FIRM, "period": month}
    with workspace.book.read() as connection:
        known = start(connection, FIRM, month).answers
    said = {"condition": "亏损", "revenue": 900.0, "satisfaction": "满意", "vacancies": 7}
    filling.save(workspace.book, Filled(head, {**known, **said}), workspace.actor)
    return lines(me, Query("cards", {"period": month}, search=FIRM))[0]
