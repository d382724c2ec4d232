"""A list is narrowed by several conditions, picked with keys or mouse, and says so on paper."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
import sqlcipher3.dbapi2 as sqlite
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk.book.casebook import DATABASE
from desk.book.place import Place
from desk.common_problems import put_under
from desk.conditions import values
from desk.lists import Query, count
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.issues import IssuesPage
from ui.pages.issues.paper import choice_of
from ui.pages.listpage import ListPage
from ui.parts import SMALLEST
from ui.sources import ListSource
from ui.views import View


def listed(me: Sitting, name: str = "issues") -> ListPage:
    page = me.page(name)
    assert isinstance(page, ListPage)
    page.take_keyboard()
    return page


def told(page: ListPage) -> list[str]:
    """What stands on the chips of conditions."""
    return [str(chip.told) for chip in page.chip_bar.conditions]


def counts(page: ListPage) -> dict[str, str]:
    """What stands on the chips that are counted."""
    texts = (chip.text().split() for chip in page.chip_bar.findChildren(QPushButton))
    return {said[0]: said[1] for said in texts if len(said) == 2 and said[1].isdecimal()}


@contextmanager
def nameless_units(folder: Path) -> Iterator[None]:
    """The names of units are no text meanwhile."""
    database = sqlite.connect(str(folder / DATABASE), isolation_level=None)
    try:
        names = database.execute("SELECT name, id FROM organization").fetchall()
        database.execute("UPDATE organization SET name = CAST(x'ff' AS TEXT)")
        yield
        database.executemany("UPDATE organization SET name = ? WHERE id = ?", names)
    finally:
        database.close()


def narrow(me: Sitting, field: str, value: str) -> None:
    """Add a condition by the keyboard alone, by the initials of its field and value."""
    me.press("F7")
    me.letters(field)
    me.press("Return")
    me.letters(value)
    me.press("Return")


def asked(page: ListPage, where: dict[str, str]) -> int:
    book = page.workspace.book
    with book.read() as connection:
        return count(connection, Query(page.kind, where), book.clock.today())


def frequent(page: ListPage, name: str) -> tuple[str, str]:
    """The most frequent value of a field, as it is asked and as it reads."""
    book = page.workspace.book
    with book.read() as connection:
        first = values(connection, Query(page.kind), name, book.clock.today())[0]
    return first.text, first.shown


def test_conditions_are_picked_by_initials_and_combine_with_chip_and_search(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    page = listed(me)
    narrow(me, "wtlb", "nybz")
    assert told(page) == ["问题类别：能源保障"]
    assert me.focused is page.table
    alone = page.source.count()
    assert 0 < alone == asked(page, {"category": "能源保障"}) < page.source.total()
    park, called = frequent(page, "subject.park")
    me.press("F7")
    me.letters("ssyq")
    me.press("Return")
    me.write(called)
    me.press("Return")
    assert told(page) == ["问题类别：能源保障", f"所属园区：{called}"]
    both = page.source.count()
    assert 0 < both == asked(page, {"category": "能源保障", "subject.park": park}) <= alone
    page.filter_by("open")
    narrowed = {"category": "能源保障", "subject.park": park, **page.chip.where}
    assert page.source.count() == asked(page, narrowed)
    assert counts(page)["未销号"] == str(page.source.count())
    page.filter_by("all")
    assert page.source.count() == both
    me.picture("conditions")


def test_a_condition_is_changed_by_a_click_and_taken_off_by_its_cross_or_by_delete(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    page = listed(me)
    narrow(me, "wtlb", "nybz")
    narrow(me, "wtly", "zf")
    first = page.chip_bar.conditions[0]
    assert told(page) == ["问题类别：能源保障", "问题来源：走访"]
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(first.said, left)
    assert "能源保障" in "".join(page.conditions.line.suggested())
    me.letters("yd")
    me.press("Return")
    assert told(page) == ["问题类别：用地", "问题来源：走访"]
    page.chip_bar.conditions[1].said.setFocus()
    me.press("Delete")
    assert told(page) == ["问题类别：用地"]
    QTest.mouseClick(page.chip_bar.conditions[0].cross, left)
    assert told(page) == []
    assert page.source.count() == page.source.total()
    assert not page.conditions.clear_button.isVisible()


def test_all_conditions_go_at_once_and_all_leaves_them(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = listed(me)
    narrow(me, "wtlb", "nybz")
    narrow(me, "wtly", "zf")
    page.filter_by("all")
    assert len(told(page)) == 2
    QTest.mouseClick(page.conditions.clear_button, Qt.MouseButton.LeftButton)
    assert told(page) == []
    assert page.source.count() == page.source.total()


def test_tab_leads_to_the_conditions_and_clearing_them_back_to_the_list(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    page = listed(me)
    narrow(me, "wtlb", "nybz")
    narrow(me, "wtly", "zf")
    page.search()
    stops = []
    while me.focused is not page.conditions.clear_button:
        me.press("Tab")
        stops.append(me.focused)
    chips = [chip.said for chip in page.chip_bar.conditions]
    assert stops[-4:] == [*chips, page.conditions.button, page.conditions.clear_button]
    me.press("Space")
    assert told(page) == []
    assert page.table.hasFocus()


def test_escape_and_backspace_lead_back_without_a_condition(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = listed(me)
    me.press("F7")
    fields = page.conditions.line.suggested()
    assert {"问题类别", "牵头单位", "所属园区", "包联单位", "登记日期"} <= set(fields)
    me.letters("wtlb")
    me.press("Return", "Backspace")
    assert page.conditions.line.suggested() == fields
    me.press("Escape")
    assert not page.conditions.line.isVisible()
    assert me.focused is page.table
    me.press("F7", "Backspace")
    assert not page.conditions.line.isVisible()
    assert told(page) == []


def test_who_turns_to_another_page_leaves_no_list_behind(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = listed(me)
    page.conditions.change("category")
    assert page.conditions.line.suggested()
    me.window.show_page("today")
    QApplication.processEvents()
    assert page.conditions.line.suggested() == []
    listed(me)
    assert not page.conditions.line.isVisible()


def test_of_one_field_the_latest_wish_counts_be_it_chip_or_condition(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    page = listed(me, "visits")
    page.filter_by("month")
    narrow(me, "zfrq", "2018n6")
    assert told(page) == ["走访日期：2018年6月"]
    assert page.chip.name == "all"
    assert counts(page)["本月"] == str(asked(page, {"visited_on": "2018-07"}))
    page.filter_by("month")
    assert told(page) == []
    assert page.source.count() == asked(page, {"visited_on": "2018-07"})


def test_a_view_keeps_conditions_and_widths_and_views_of_old_are_read(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo, "能源")
    page = listed(me)
    narrow(me, "wtlb", "nybz")
    page.filter_by("open")
    place = page.columns.index("number")
    page.table.setColumnWidth(place, 173)
    page.named_views.fill()
    page.named_views.actions()[-2].trigger()
    shown = page.source.count()
    page.ask(where={})
    page.table.setColumnWidth(place, 90)
    page.named_views.fill()
    page.named_views.actions()[0].trigger()
    assert (page.chip.name, told(page), page.source.count()) == (
        "open",
        ["问题类别：能源保障"],
        shown,
    )
    assert page.table.columnWidth(place) == 173
    old = b'{"chip":"open","where":{"category":"\xe7\x94\xa8\xe5\x9c\xb0"}}'
    page.take_view(msgspec.json.decode(old, type=View))
    assert (page.chip.name, told(page)) == ("all", ["问题类别：用地"])
    assert page.source.count() == asked(page, {"category": "用地"})
    page.take_view(msgspec.json.decode(b'{"chip":"all","where":{"gone":"1"}}', type=View))
    assert told(page) == []
    assert "没有“gone”这一项" in me.ask.warned[0]


def test_paper_names_the_conditions_of_the_list(
    demo: Place, sit_down: SitDown, qtbot: QtBot, tmp_path: Path
) -> None:
    me = sit_down(demo, tmp_path / "能源.xlsx")
    page = listed(me)
    narrow(me, "wtlb", "nybz")
    page.filter_by("open")
    with qtbot.waitSignal(me.window.jobs.idle, timeout=20_000):
        me.press("Ctrl+E")
    (sheet,) = load_workbook(tmp_path / "能源.xlsx").worksheets
    said = "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "（未销号、问题类别：能源保障）" in said
    choice = choice_of(page.query, page.chip)
    assert (choice.view, choice.where) == ("未销号", {"category": "能源保障"})


def test_who_is_led_to_a_list_sees_by_what_it_is_narrowed(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = listed(me)
    assert isinstance(page, IssuesPage)
    number = str(page.source.rows(0, 1)[0][page.columns.index("number")])
    head = put_under(page.workspace.book, "企业用电成本高", [number], page.workspace.actor)
    page.show_issues_under(head, "企业用电成本高")
    assert page.source.count() == 1
    assert told(page)[0] == "共性问题：企业用电成本高"
    page.conditions.clear_button.click()
    assert page.source.count() == page.source.total()


def test_a_record_beyond_the_conditions_is_shown_without_them(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    page = listed(me)
    every = {page.source.uid(row) for row in range(page.source.count())}
    narrow(me, "wtlb", "nybz")
    within = {page.source.uid(row) for row in range(page.source.count())}
    beyond = min(every - within)
    me.window.show_page("issues", beyond)
    assert (page.current(), told(page)) == (beyond, [])


@pytest.mark.parametrize("name", ["subjects", "visits", "cards", "meetings", "campaigns"])
def test_every_list_has_conditions_that_find_something(
    demo: Place, sit_down: SitDown, name: str
) -> None:
    me = sit_down(demo)
    page = listed(me, name)
    if not page.source.total():
        return
    me.press("F7")
    fields = page.conditions.line.suggested()
    me.press("Down", "Return", "Down", "Return")
    assert [one.split("：")[0] for one in told(page)] == [fields[0]]
    assert page.source.count() > 0
    me.window.resize(SMALLEST)
    me.picture(f"conditions-{name}-small")


def test_a_large_list_is_asked_for_its_values_beside_the_window(
    demo: Place, sit_down: SitDown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ListSource, "at_once", 0)
    me = sit_down(demo)
    page = listed(me)
    qtbot.waitUntil(lambda: page.source.whole)
    me.press("F7")
    me.letters("wtlb")
    me.press("Return")
    me.letters("ny")
    qtbot.waitUntil(lambda: bool(page.conditions.line.suggested()))
    me.press("Return")
    qtbot.waitUntil(lambda: page.source.whole)
    assert told(page) == ["问题类别：能源保障"]
    assert page.source.count() == asked(page, {"category": "能源保障"})


def test_rows_do_not_wait_for_the_counts_of_the_question_before(
    demo: Place, sit_down: SitDown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ListSource, "at_once", 0)
    me = sit_down(demo)
    page = listed(me)
    came: list[str] = []
    page.source.counts_arrived.connect(lambda _counts: came.append("counts"))
    qtbot.waitUntil(lambda: bool(came))

    def sort_at_once(_goes_on: bool) -> None:
        if page.source.whole and "sorted" not in came:  # its counts are being asked for
            came.append("sorted")
            page.table.sort_requested.emit("title", False)
            page.source.arrived.connect(lambda _goes_on: came.append("rows"))

    page.source.arrived.connect(sort_at_once)
    page.ask(where={"category": "能源保障"})
    qtbot.waitUntil(lambda: came.count("counts") == 2)
    assert list(dict.fromkeys(came[1:])) == ["sorted", "rows", "counts"]
    unsettled = next(chip.where for chip in page.chips if chip.name == "open")
    assert counts(page)["未销号"] == str(asked(page, {"category": "能源保障", **unsettled}))


def test_conditions_that_cannot_be_named_for_a_moment_go_on_to_hold(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    page = listed(me)
    page.ask(where={"lead_unit": frequent(page, "lead_unit")[0]})
    before = told(page)
    with nameless_units(demo_book_folder):
        page.conditions.tell_anew()
    assert len(me.ask.warned) == 1
    page.refresh()
    assert told(page) == before
    assert page.conditions.where == page.query.where
