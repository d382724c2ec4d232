"""日程: a clerk sees who owes what, meets it, plans the visits, and sets the rhythm."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desk.book.casebook import AS_OF
from desk.records import add
from desk.search import search
from desk.settings import save
from models.fields import KINDS
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD, COLD, GRAIN, TIDE
from tests.sitting import Sitting, keep_picture
from tests.stories.conftest import SitDown
from tests.stories.handing import saved_beside
from ui.forms import Form
from ui.leading import place_of
from ui.pages.rhythm import RhythmPage
from ui.pages.rhythm.settings import DutiesDialog
from ui.pages.today import TodayPage
from ui.pages.visits import VisitsPage

UNIT = "试办区商务局"


@pytest.fixture
def summer(tmp_path: Path) -> Path:
    """The casebook of a summer on the first of August, with a department and its liaison."""
    with office.new_book(tmp_path) as book:
        office.with_a_summer(office.with_subjects(book))
        department = {"name": UNIT, "organization_type": "部门", "tier": "县"}
        add(book, "organizations", {**department, "liaison": "吴安五"}, ACTOR)
        save(book, {AS_OF: "2018-08-01"}, ACTOR)
    return tmp_path / "casebook"


def rhythm(me: Sitting) -> RhythmPage:
    return cast("RhythmPage", me.page("rhythm"))


def choose(page: RhythmPage, duty: str, what: str = "", day: str = "") -> None:
    """Make the debt of a duty current."""
    things = page.owed.source.things
    place = next(
        n
        for n, one in enumerate(things)
        if one.duty.label == duty and what in one.owner.what and day in str(one.turn.owed_on)
    )
    page.owed.table.setFocus()
    page.owed.table.selectRow(place)


def shown(page: RhythmPage) -> dict[str, tuple[object, ...]]:
    """The groups at the left: name → owed, met, late."""
    rows = page.owed.groups.rows(0, page.owed.groups.count())
    return {str(row[0]): row[1:] for row in rows}


def test_who_owes_what_leads_to_what_meets_it(
    summer: Path, tmp_path: Path, sit_down: SitDown
) -> None:
    report = tmp_path / "七月下半月进展.txt"
    report.write_text("进展顺利", encoding="utf-8")
    values = {"text": "两件办结", "done_on": date(2018, 7, 30), "by": "吴安五", "files": (report,)}
    me = sit_down(summer, values)
    me.press("Ctrl+D")
    page = rhythm(me)
    assert me.window.page is page
    assert shown(page)["月走访"] == (4, 0, 0)
    me.press("Ctrl+PgUp")
    assert page.span.label == "2018年7月"
    assert shown(page)["联络员报送"] == (2, 0, 2)
    choose(page, "联络员报送", UNIT, "07-27")
    assert page.owed.act.text() == "登记报送…"
    beside = saved_beside(page.workspace.book)
    me.press("Return")
    assert (me.ask.warned, beside) == ([], [True])
    assert shown(page)["联络员报送"] == (2, 1, 1)
    page.owed.divide("debtor")
    assert shown(page)["吴安五"] == (2, 1, 1)
    page.owed.only("late")
    assert {debt.state for debt in page.owed.source.things} == {"late"}
    me.picture("日程-按责任人")
    page.owed.only("all")
    choose(page, "月走访", CLOUD)
    me.press("Alt+G")
    visits = cast("VisitsPage", me.window.page)
    assert visits.name == "visits"
    assert me.window.pages["visits"] is visits
    assert visits.entry.values()["subject"]


def test_a_report_is_found_by_the_name_of_its_file_and_mended(
    summer: Path, tmp_path: Path, sit_down: SitDown
) -> None:
    report = tmp_path / "七月下半月进展.txt"
    report.write_text("进展顺利", encoding="utf-8")
    values = {"text": "两件办结", "done_on": date(2018, 7, 30), "by": "吴安五", "files": (report,)}
    me = sit_down(summer, values, {"text": "三件办结"})
    page = rhythm(me)
    me.press("Ctrl+PgUp")
    choose(page, "联络员报送", UNIT, "07-27")
    page.owed.go()
    assert me.window.workspace is not None
    with me.window.workspace.book.read() as connection:
        (hit,) = search(connection, "下半月进展", ("attachments",))
    place = place_of(hit)
    assert place is not None
    me.page("today")
    me.window.show_page(*place)
    debt = page.owed.current()
    assert me.window.page is page
    assert debt is not None
    assert (debt.duty.label, debt.turn.owed_on) == ("联络员报送", date(2018, 7, 27))
    page.owed.go()
    assert debt.proof is not None
    kept = me.window.workspace.see(KINDS["entries"], debt.proof.uid)
    assert kept.values["text"] == "三件办结"


def test_a_file_that_is_gone_when_the_report_is_handed_in_is_said_and_no_fault(
    summer: Path, tmp_path: Path, sit_down: SitDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "七月下半月进展.txt"
    report.write_text("进展顺利", encoding="utf-8")
    values = {"text": "两件办结", "done_on": date(2018, 7, 30), "by": "吴安五", "files": (report,)}
    me = sit_down(summer, values)
    page = rhythm(me)
    me.press("Ctrl+PgUp")
    choose(page, "联络员报送", UNIT, "07-27")
    fill = me.ask.fill

    def losing(title: str, form: Form, yes: str) -> dict[str, object] | None:
        given = fill(title, form, yes)
        report.unlink()
        return given

    monkeypatch.setattr(me.ask, "fill", losing)
    page.owed.go()
    assert report.name in me.ask.warned[0]
    assert shown(page)["联络员报送"] == (2, 0, 2)


def test_a_plan_is_drafted_cut_and_kept_and_printed(summer: Path, sit_down: SitDown) -> None:
    me = sit_down(summer)
    page = rhythm(me)
    page.turn_to("plan")
    assert not page.plan.source.things
    me.press("Alt+D")
    assert [line.cells[2] for line in page.plan.source.things] == [TIDE, GRAIN, COLD, CLOUD]
    me.picture("走访计划-草案")
    page.plan.table.selectRow(2)
    line = page.plan.current()
    assert line is not None
    me.ask.answers.append({"subject": line.subject_uid, "planned_on": date(2018, 8, 15)})
    me.press("Delete")
    me.press("Alt+Y")
    assert me.said() == "已排定走访 3 家"
    me.press("Ctrl+N")
    assert me.ask.warned == []
    lines = [(line.cells[0], line.cells[2]) for line in page.plan.source.things]
    assert lines[-1] == ("8月15日 周三", COLD)
    me.ask.answers.append({"subject": line.subject_uid, "planned_on": date(2018, 8, 15)})
    me.press("Ctrl+N")
    assert "已排了走访这个对象" in me.ask.warned.pop()
    assert page.has_draft(), "what was refused waits to be mended"
    me.picture("走访计划")
    page.plan.table.selectRow(3)
    page.plan.drop_line()
    assert len(page.plan.source.things) == 3
    me.press("Ctrl+Z")
    assert len(page.plan.source.things) == 4


def test_the_rhythm_is_set_in_one_dialog(summer: Path, sit_down: SitDown) -> None:
    me = sit_down(summer)
    page = rhythm(me)
    before = shown(page)

    def set_them() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, DutiesDialog)
        keep_picture(dialog, "节奏设置")
        dialog.rows["weekly-circular"].on.setChecked(False)
        dialog.rows["liaison-report"].days.setText("五号")
        dialog.save()
        dialog.rows["liaison-report"].days.setText("5日、15日、月末")
        dialog.most.setValue(1)
        dialog.save()

    QTimer.singleShot(0, set_them)
    page.settings.click()
    assert me.ask.warned == ["联络员报送：“五号”不是一月里的一天；请写成 12日、27日 或 月末。"]
    after = shown(page)
    assert "每周通报" in before
    assert "每周通报" not in after
    assert after["联络员报送"] == (3, 0, 0)
    page.turn_to("plan")
    page.plan.begin.click()
    assert len({line.day for line in page.plan.source.things}) == 4


def test_what_the_office_owes_stands_on_the_first_page(summer: Path, sit_down: SitDown) -> None:
    me = sit_down(summer)
    today = cast("TodayPage", me.page("today"))
    card = today.cards["duties"]
    assert card.group.rows[0].what == "单月会商"
    me.picture("今日-例行工作")
    card.links[-1].click()
    page = cast("RhythmPage", me.window.page)
    debt = page.owed.current()
    assert debt is not None
    assert debt.id == card.group.rows[-1].uid
