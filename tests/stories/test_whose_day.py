"""今日 of who acts: one's own subjects, issues and visits, or the whole office's."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk.book.place import Place
from desk.clock import Clock
from desk.records import add
from tests.desk import office
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.today import TodayPage


@pytest.fixture
def summer(place: Place) -> Place:
    """A summer of work, in which 沈安六 of the land office answers for nobody yet."""
    with office.new_book(place) as book:
        office.with_a_summer(office.with_subjects(book))
        add(book, "people", {"name": "沈安六", "organization": office.LAND}, office.ACTOR)
    return office.casebook_at(place)


def today(me: Sitting) -> TodayPage:
    return cast("TodayPage", me.window.pages["today"])


def sit_in_july(sit_down: SitDown, place: Place) -> Sitting:
    me: Sitting = sit_down(place)
    assert me.window.workspace is not None
    me.window.workspace.book.clock = Clock(office.END_OF_JULY)
    today(me).refresh()
    return me


def subjects(me: Sitting, name: str) -> list[str]:
    card = today(me).cards.get(name)
    return [row.subject for row in card.group.rows] if card else []


def chip(me: Sitting, said: str) -> QPushButton:
    chips = today(me).bar.findChildren(QPushButton)
    return next(one for one in chips if one.text() == said)


def ways(me: Sitting) -> dict[str, QPushButton]:
    """The buttons below what is said where there is nothing to do."""
    return {one.text(): one for one in today(me).ways}


def act_as(me: Sitting, name: str) -> None:
    me.ask.answers.append(name)
    me.window.actions_["actor"].trigger()


def test_my_day_is_what_names_me_and_the_choice_is_remembered(
    summer: Place, sit_down: SitDown
) -> None:
    me = sit_in_july(sit_down, summer)
    act_as(me, "钱安二")
    office_wide = {name: card.group.count for name, card in today(me).cards.items()}
    QTest.mouseClick(chip(me, "我的"), Qt.MouseButton.LeftButton)
    mine = {name: card.group.count for name, card in today(me).cards.items()}
    assert mine["unvisited"] == office_wide["unvisited"]
    assert "duties" in office_wide
    assert "duties" not in mine
    assert all(count <= office_wide[name] for name, count in mine.items())
    me.picture("今日-我的")
    me.leave()
    again = sit_in_july(sit_down, summer)
    assert again.window.workspace is not None
    assert again.window.workspace.actor == "钱安二"
    assert {name: card.group.count for name, card in today(again).cards.items()} == mine
    again.press("Alt+1")
    assert {name: card.group.count for name, card in today(again).cards.items()} == office_wide


def test_who_acts_is_another_person_and_so_is_the_day(summer: Place, sit_down: SitDown) -> None:
    me = sit_in_july(sit_down, summer)
    act_as(me, "钱安二")
    me.press("Alt+2")
    assert subjects(me, "unvisited")
    act_as(me, "沈安六")
    assert subjects(me, "unvisited") == []
    assert subjects(me, "overdue") == [office.TIDE]
    act_as(me, "钱安二")
    assert subjects(me, "unvisited")


def test_who_is_nobody_known_is_told_what_to_do_and_is_known_once_registered(
    summer: Place, sit_down: SitDown
) -> None:
    me = sit_in_july(sit_down, summer)
    act_as(me, "韩安七")
    assert today(me).cards
    assert "人员名单里没有“韩安七”" in chip(me, "我的").toolTip()
    me.press("Alt+2")
    assert today(me).cards == {}
    assert "“操作人…”里填上您在名单里的姓名" in me.reads(today(me))
    workspace = me.window.workspace
    assert workspace is not None
    add(workspace.book, "people", {"name": "韩安七"}, office.ACTOR)
    assert "人员名单里没有" not in me.reads(today(me))
    assert "韩安七包联的对象" in chip(me, "我的").toolTip()
    assert "没有：超期" in me.reads(today(me))


def test_who_is_nobody_known_has_the_ways_out_below_the_sentence(
    summer: Place, sit_down: SitDown
) -> None:
    me = sit_in_july(sit_down, summer)
    act_as(me, "韩安七")
    me.press("Alt+2")
    me.picture("今日-我的-不认识")
    assert list(ways(me)) == ["操作人…", "导入名单…"]
    me.ask.answers += [None, "沈安六"]
    ways(me)["导入名单…"].click()
    assert me.window.page is me.window.pages["subjects"]
    me.press("Ctrl+1")
    ways(me)["操作人…"].setFocus()
    me.press("Return")
    assert subjects(me, "overdue") == [office.TIDE]
    assert ways(me) == {}


def test_the_keyboard_goes_along_from_one_day_to_the_other(
    summer: Place, sit_down: SitDown
) -> None:
    me = sit_in_july(sit_down, summer)
    act_as(me, "韩安七")
    me.press("Alt+2")
    assert me.focused is chip(me, "我的"), "there is no line yet"
    me.press("Alt+1")
    assert me.focused is next(iter(today(me).cards.values())).links[0]


def test_my_day_of_a_large_casebook_is_looked_for_beside_the_window(
    summer: Place, sit_down: SitDown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TodayPage, "at_once", 0)
    me = sit_in_july(sit_down, summer)
    act_as(me, "沈安六")
    me.press("Alt+2")
    qtbot.waitUntil(lambda: list(today(me).cards) == ["overdue", "to_send"])
