"""What was half typed is found again, whatever others did meanwhile; with the real dialogs."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from desk import records
from desk.cards import filling
from desk.cards.filling import Filled
from desk.cards.merging import see_card
from desk.lists import Line, Query
from desk.settings import office, save
from models.fields import KINDS
from tests.sitting import Sitting, keep_picture, until
from tests.stories.cards import answers, cards_page, lines, reach, save_card_of
from tests.stories.conftest import SitDown
from ui.ask import WindowAsk
from ui.conflict import ConflictDialog
from ui.formdialog import FormDialog
from ui.pages.subjects import SubjectsPage
from ui.pages.visits import VisitsPage
from ui.workspace import Workspace

OTHER = "郑安八"
Act = Callable[[], None]


@pytest.fixture
def me(demo_book_folder: object, sit_down: SitDown) -> Sitting:
    """A person whose questions are asked by real dialogs."""
    sitting = sit_down(demo_book_folder)
    workspace(sitting).ask = WindowAsk(sitting.window)
    return sitting


def workspace(sitting: Sitting) -> Workspace:
    assert sitting.window.workspace is not None
    return sitting.window.workspace


def in_dialogs(*acts: Act) -> None:
    """Do something in each of the dialogs that are about to open, one after the other."""
    first, *rest = acts

    def then() -> None:
        QApplication.processEvents()
        try:
            until(_has_the_keyboard)
            first()
        finally:
            if rest:
                in_dialogs(*rest)
            elif QApplication.activeModalWidget() is not None:
                QTimer.singleShot(0, dialog().reject)

    QTimer.singleShot(0, then)


def _has_the_keyboard() -> bool:
    """On a real screen a dialog gets it a while after it has been shown."""
    shown = QApplication.activeModalWidget()
    return shown is not None and shown.isActiveWindow()


def dialog() -> QDialog:
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, QDialog)
    return shown


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(dialog().focusWidget() or dialog(), key, modifier)


def save_it() -> None:
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def type_into(name: str, text: str) -> Act:
    """Overwrite a field by an input method and leave the dialog by Esc."""

    def act() -> None:
        form = cast("FormDialog", dialog()).form
        form.rows[name].editor.setFocus(Qt.FocusReason.TabFocusReason)
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(dialog().focusWidget(), event)
        press(Qt.Key.Key_Escape)

    return act


def visits(me: Sitting) -> VisitsPage:
    return cast("VisitsPage", me.page("visits"))


def half_edit(me: Sitting, text: str) -> tuple[VisitsPage, Line]:
    """Who was met at the first visit, half mended and left."""
    page = visits(me)
    page.table.selectRow(0)
    in_dialogs(type_into("met", text))
    page.open_record(page.current())
    return page, lines(me, Query("visits"))[0]


def test_an_edit_found_again_shows_what_a_colleague_changed_of_the_same_field(me: Sitting) -> None:
    page, visit = half_edit(me, "厂长")
    book = workspace(me).book
    records.edit(book, KINDS["visits"], visit.uid, {"met": "书记", "note": "改期"}, OTHER)
    said: list[str] = []

    def look_and_save() -> None:
        shown = cast("FormDialog", dialog())
        said.append(shown.form.found.said.text())
        keep_picture(shown, "找回的修改")
        save_it()

    def settle() -> None:
        conflict = cast("ConflictDialog", dialog())
        said.extend(label.text() for label in conflict.findChildren(QLabel))
        keep_picture(conflict, "找回的修改-两人改了同一处")
        conflict.choices[0].theirs.setChecked(True)
        conflict.agreed.click()

    in_dialogs(look_and_save, settle)
    page.open_record(visit.uid)
    assert "“企业参加人员”已被别人改过" in said[0]
    assert {"厂长", "书记"} <= set(said[1:])
    assert any(OTHER in one for one in said)
    after = lines(me, Query("visits"))[0]
    assert (after.shown["met"], after.shown["note"]) == ("书记", "改期")
    assert not page.has_draft()


def test_an_edit_found_again_keeps_what_others_changed_beside_it(me: Sitting) -> None:
    page, visit = half_edit(me, "厂长")
    records.edit(workspace(me).book, KINDS["visits"], visit.uid, {"note": "改期"}, OTHER)
    in_dialogs(save_it)
    page.open_record(visit.uid)
    after = lines(me, Query("visits"))[0]
    assert (after.shown["met"], after.shown["note"]) == ("厂长", "改期")


def test_what_was_found_again_can_be_given_up(me: Sitting) -> None:
    page, visit = half_edit(me, "厂长")

    def give_up() -> None:
        shown = cast("FormDialog", dialog())
        shown.form.found.drop.click()
        assert not shown.form.found.isVisible()
        press(Qt.Key.Key_Escape)

    in_dialogs(give_up)
    page.open_record(visit.uid)
    assert not page.has_draft()
    assert lines(me, Query("visits"))[0].shown["met"] == visit.shown["met"]


def test_a_date_typed_over_is_compared_as_a_date(me: Sitting) -> None:
    page = visits(me)
    page.table.selectRow(0)
    visit = lines(me, Query("visits"))[0]
    in_dialogs(type_into("visited_on", "2018-07-02"))
    page.open_record(visit.uid)
    in_dialogs(save_it)
    page.open_record(visit.uid)
    (after,) = [line for line in lines(me, Query("visits")) if line.uid == visit.uid]
    assert after.shown["visited_on"] == "2018-07-02"


def test_a_card_found_again_shows_what_a_colleague_answered_meanwhile(me: Sitting) -> None:
    card = save_card_of(me, "2018-07")
    page = cards_page(me)
    me.page("cards").open(card.uid)
    page.open_record(card.uid)
    assert page.entry.whose.text() == f"{card.shown['number']}　{card.shown['subject']}"
    reach(me, "vacancies")
    me.letters("31")
    me.press("Esc")
    book = workspace(me).book
    with book.read() as connection:
        seen = see_card(connection, card.uid)
    theirs = Filled({}, {**seen.answers, "vacancies": 9, "revenue": 950.0})
    filling.edit(book, seen, theirs, OTHER)
    page.open_record(card.uid)
    assert answers(me).values()["revenue"] == 950.0
    assert "已被别人改过" in page.entry.news.text()
    me.picture("找回修改反馈卡")

    def settle() -> None:
        conflict = cast("ConflictDialog", dialog())
        assert [choice.name for choice in conflict.choices] == ["answers.vacancies"]
        conflict.agreed.click()

    in_dialogs(settle)
    me.press("Ctrl+S")
    with book.read() as connection:
        after = see_card(connection, card.uid).answers
    assert (after["vacancies"], after["revenue"]) == (31, 950.0)


def test_a_subject_half_mended_is_offered_again_at_the_next_start(
    me: Sitting, demo_book_folder: object, sit_down: SitDown
) -> None:
    page = cast("SubjectsPage", me.page("subjects"))
    page.table.selectRow(3)
    uid = page.current()
    in_dialogs(type_into("address", "纬二路 8 号"))
    page.edit(uid)
    me.leave()
    again = sit_down(demo_book_folder)
    page = cast("SubjectsPage", again.window.pages["subjects"])
    assert again.window.page is page
    assert page.current() == uid
    assert "继续修改…" in [b.text() for b in page.pane.findChildren(QPushButton)]


def test_an_assignment_of_several_half_typed_keeps_no_casebook_from_opening(
    me: Sitting, demo_book_folder: object, sit_down: SitDown
) -> None:
    page = cast("SubjectsPage", me.page("subjects"))
    page.table.selectAll()
    QApplication.processEvents()
    (assign,) = [one for one in page.several.findChildren(QPushButton) if one.text() == "落实包联…"]
    in_dialogs(type_into("team", "试拟专班"))
    assign.click()
    me.leave()
    again = sit_down(demo_book_folder)
    workspace(again).ask = WindowAsk(again.window)
    page = cast("SubjectsPage", again.page("subjects"))
    assert page.has_draft()
    page.table.selectAll()
    QApplication.processEvents()
    kept: list[object] = []

    def look() -> None:
        kept.append(cast("FormDialog", dialog()).form.rows["team"].editor.value())
        press(Qt.Key.Key_Escape)

    in_dialogs(look)
    (assign,) = [one for one in page.several.findChildren(QPushButton) if one.text() == "落实包联…"]
    assign.click()
    assert kept == ["试拟专班"]


@pytest.mark.parametrize("kind", ["enterprises", "projects"])
def test_a_new_subject_that_is_waved_away_goes_on_later(me: Sitting, kind: str) -> None:
    page = cast("SubjectsPage", me.page("subjects"))
    in_dialogs(type_into("name", "试拟新材料有限公司"))
    page.add(kind)
    assert page.new_button.text() == "继续新增"
    in_dialogs(save_it)
    page.add(kind)
    assert "试拟新材料有限公司" in me.reads(page.pane)
    assert page.new_button.text() == "新增"


def test_who_shall_answer_is_kept_while_it_is_half_said(me: Sitting) -> None:
    page = cast("SubjectsPage", me.page("subjects"))
    page.table.selectRow(0)
    uid = page.current()
    in_dialogs(type_into("team", "试拟专班"))
    page.assign(uid)
    assert "继续落实包联…" in [b.text() for b in page.pane.findChildren(QPushButton)]
    in_dialogs(save_it)
    page.assign(uid)
    assert page.current() == uid
    assert "试拟专班" in me.reads(page.pane)


def test_what_a_colleague_said_of_the_office_meanwhile_is_not_overwritten(me: Sitting) -> None:
    book = workspace(me).book

    def meanwhile() -> None:
        save(book, {"region": "邻区", "copies": "30"}, OTHER)
        form = cast("FormDialog", dialog()).form
        form.rows["region"].editor.restore("南片")
        save_it()

    def settle() -> None:
        conflict = cast("ConflictDialog", dialog())
        assert [choice.name for choice in conflict.choices] == ["region"]
        said = [label.text() for label in conflict.findChildren(QLabel)]
        assert {"南片", "邻区"} <= set(said)
        assert any(OTHER in one for one in said)
        conflict.dropped.click()

    in_dialogs(meanwhile, settle)
    me.window.actions_["office"].trigger()
    with book.read() as connection:
        assert (office(connection)["region"], office(connection)["copies"]) == ("邻区", "30")
    in_dialogs(save_it, lambda: cast("ConflictDialog", dialog()).agreed.click())
    me.window.actions_["office"].trigger()
    with book.read() as connection:
        assert office(connection)["region"] == "南片"
