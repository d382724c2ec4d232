"""覆盖情况: what is reached of each kind, and each subject that is missing, led to its cure."""

from pathlib import Path
from typing import cast

from pytestqt.qtbot import QtBot

from desk.book.place import Place
from desk.cards.taking_in import plan
from desk.coverage import Covered
from models.vocabulary import label
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.cards import CardsPage
from ui.pages.coverage import CoveragePage
from ui.pages.visits import VisitsPage

FIRM = "澜津星槎环保材料有限公司"  # neither card nor visit in July


def coverage_page(me: Sitting) -> CoveragePage:
    return cast("CoveragePage", me.page("coverage"))


def choose(page: CoveragePage, name: str) -> str:
    """Make a missing subject current; its uid."""
    place = [one.name for one in page.source.missing].index(name)
    page.table.setFocus()
    page.table.selectRow(place)
    return page.source.missing[place].uid


def counts(one: Covered) -> tuple[int, int, int, int]:
    return one.subjects, one.assigned, one.carded, one.visited


def bars_of(page: CoveragePage, name: str) -> list[tuple[str, int, int]]:
    (found,) = [group for group in page.bars.groups if group.name == name]
    return [(bar.label, bar.value, bar.of) for bar in found.bars]


def test_the_four_kinds_stand_against_all_and_a_card_counts_at_once(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    me.press("Ctrl+7")
    page = coverage_page(me)
    assert me.window.page is page
    me.picture("覆盖情况")
    assert [group.label for group in page.bars.groups[1:]] == [
        label("subject_kinds", name)
        for name in ("enterprise", "project", "platform", "public_work")
    ]
    (_, before, of) = bars_of(page, "enterprise")[1]
    assert of == 74
    choose(page, FIRM)
    me.press("Alt+K")
    cards = cast("CardsPage", me.window.page)
    assert cards.entering
    assert cards.entry.answers is not None
    assert cards.entry.answers.values()["name"] == FIRM
    for key, value in (("condition", "盈利"), ("revenue", 800.0), ("satisfaction", "满意")):
        cards.entry.answers.rows[key].editor.set_value(value)
    me.press("Ctrl+S")
    assert me.ask.warned == []
    me.press("Ctrl+7")
    assert bars_of(page, "enterprise")[1] == ("填报反馈卡", before + 1, 74)
    assert [one.lacks for one in page.source.missing if one.name == FIRM] == [("visited",)]


def test_a_missing_visit_is_begun_and_a_subject_opened(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = coverage_page(me)
    uid = choose(page, FIRM)
    me.press("Alt+V")
    visits = cast("VisitsPage", me.window.page)
    assert visits.entry.values()["subject"] == uid
    me.press("Esc")
    coverage_page(me)
    choose(page, FIRM)
    me.press("Return")
    dossier = me.window.page
    assert dossier is not None
    assert dossier.name == "dossier"
    assert FIRM in me.reads(dossier)


def test_what_a_subject_does_not_lack_cannot_be_begun(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = coverage_page(me)
    assert not any(made.isEnabled() for made in (*page.cures.values(), page.look))
    visited = next(one for one in page.source.missing if one.lacks == ("carded",))
    choose(page, visited.name)
    assert page.cures["carded"].isEnabled()
    assert not page.cures["visited"].isEnabled()
    me.press("Alt+V")
    assert me.window.page is page


def test_units_are_walked_through_and_list_only_their_own(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = coverage_page(me)
    page.division_bar.chosen.emit("unit")
    page.bars.setFocus()
    me.press("Down", "Down")
    unit = page.bars.current()
    assert {one.unit for one in page.source.missing} == {unit}
    assert unit in page.missing.text()
    page.measure_bar.chosen.emit("visited")
    assert all("visited" in one.lacks for one in page.source.missing)
    me.picture("覆盖情况-按单位")
    me.window.set_theme(dark=True)
    coverage_page(me).divide("leader")
    me.picture("覆盖情况-深色")


def test_months_are_turned_back_but_not_beyond_today(demo: Place, sit_down: SitDown) -> None:
    me = sit_down(demo)
    page = coverage_page(me)
    page.table.setFocus()
    july = counts(page.found.total)
    me.press("Ctrl+PgDown")
    assert page.found.month == "2018-07"
    me.press("Ctrl+PgUp")
    assert page.found.month == "2018-06"
    assert page.month_bar.said.text() == "2018年6月"
    me.press("Ctrl+PgDown")
    assert counts(page.found.total) == july
    page.month_bar.since_start.click()
    assert (page.found.month, page.month_bar.said.text()) == ("", "开展以来")
    assert page.found.total.visited > july[3]
    page.month_bar.since_start.click()
    assert page.found.month == "2018-07"


def test_cards_are_handed_out_to_those_who_have_none_and_come_back_filled(
    demo: Place, sit_down: SitDown, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(demo, tmp_path)
    page = coverage_page(me)
    page.divide("unit")
    page.bars.setFocus()
    me.press("End")
    wanted = [one for one in page.source.missing if "carded" in one.lacks]
    assert page.send.text() == f"发卡 {len(wanted)} 张…"
    page.send.click()
    qtbot.waitUntil(lambda: "已写出" in me.said(), timeout=60_000)
    sheets = sorted(tmp_path.glob("反馈卡*.xlsx"))
    assert len(sheets) == len(wanted)
    assert {sheet.stem.split()[-1] for sheet in sheets} == {one.name for one in wanted}
    found = plan(page.workspace.book, sheets[:1])
    assert [one.subject for one in found.outcomes] == [sheets[0].stem.split()[-1]]
    me.ask.answers.append(tmp_path)
    page.send.click()
    qtbot.waitUntil(lambda: bool(me.ask.warned), timeout=60_000)
    assert "请另选一个文件夹" in me.ask.warned[0]
