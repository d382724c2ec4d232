"""一企一档: from the list, an issue or a visit to a subject's whole story, and on from there."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desk.book import undo
from desk.book.casebook import Book
from desk.book.place import Place
from desk.records import add
from models.tables import OperatingFigure, Subject, Visit
from tests.desk import office
from tests.reports import paper
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui import style
from ui.documents import PaperDialog
from ui.elided import wrapped
from ui.pages.dossier import DossierPage
from ui.pages.dossier.sparks import Spark
from ui.pages.subjects import SubjectsPage


@pytest.fixture
def me(sit_down: SitDown, place: Place) -> Sitting:
    """A person at the casebook of a summer, with figures of half a year of one enterprise."""
    with office.new_book(place) as book:
        office.with_a_summer(office.with_subjects(book))
        with book.change("录入指标", office.ACTOR) as session:
            asked = select(Subject.uid).where(Subject.name == office.CLOUD)
            subject = session.scalars(asked).one()
            for month in range(1, 8):
                revenue = None if month == 3 else 300.0 + month * (-1) ** month * 12
                values = {"month": f"2018-{month:02d}", "revenue": revenue, "employees": 80}
                session.create(OperatingFigure, subject=subject, **values)
    return sit_down(office.casebook_at(place))


def page_of(me: Sitting) -> DossierPage:
    return cast("DossierPage", me.window.pages["dossier"])


def book_of(me: Sitting) -> Book:
    assert me.window.workspace is not None
    return me.window.workspace.book


def subject(me: Sitting, name: str = office.CLOUD) -> str:
    with book_of(me).read() as connection:
        return str(connection.scalar(select(Subject.uid).where(Subject.name == name)))


def begin(me: Sitting, name: str = office.CLOUD) -> DossierPage:
    me.window.show_page("dossier", subject(me, name))
    QApplication.processEvents()
    return page_of(me)


def titles(page: DossierPage) -> list[str]:
    return [entry.title for entry in page.timeline.entries.entries]


def pick(page: DossierPage, title: str) -> None:
    page.timeline.go_to(titles(page).index(title))


def pressed(widget: QWidget, words: str) -> Callable[[], None]:
    """The click on the button that says so."""
    return next(one.click for one in widget.findChildren(QPushButton) if one.text() == words)


def test_enter_in_the_list_of_subjects_tells_the_story_and_esc_leads_back(me: Sitting) -> None:
    me.window.show_page("subjects", subject(me))
    cast("SubjectsPage", me.window.pages["subjects"]).table.setFocus()
    me.press("Return")
    page = page_of(me)
    assert me.window.page is page
    assert page.called.text() == office.CLOUD
    assert titles(page)[:3] == ["2018年7月经营指标", "签收：变压器增容", "交办：变压器增容"]
    assert titles(page)[-1] == "2018年1月经营指标"
    assert me.focused is page.timeline
    assert page.summary.text().startswith("走访1次，最近一次在2018年6月12日，问题3件，已销号2件")
    me.press("Esc")
    assert me.window.page is me.window.pages["subjects"]
    assert office.CLOUD in me.reads(me.window.pages["subjects"])


def test_the_page_is_seen_light_and_dark(me: Sitting, dressed: QApplication) -> None:
    begin(me)
    me.press("Down", "Down", "Down")
    me.picture("一企一档")
    style.apply(dressed, "dark")
    page_of(me).refresh()
    me.picture("一企一档-深色")


def test_chips_and_words_narrow_the_time_line_and_count_what_is_left(me: Sitting) -> None:
    page = begin(me)
    whole = len(titles(page))
    assert page.count.text() == f"共 {whole} 条"
    page.filter_by("visit")
    assert titles(page) == ["入企走访"]
    assert page.count.text() == f"共 {whole} 条，列出 1 条"
    page.filter_by("all")
    page.search_box.setText("用电 办结")
    page.search_box.searched.emit("用电 办结")
    assert titles(page) == ["现场照片.txt", "办结：厂区用电负荷不足"]
    page.search_box.searched.emit("没有的词")
    assert titles(page) == []


def test_one_year_of_a_long_story_is_looked_at_alone(me: Sitting) -> None:
    page = begin(me)
    assert not page.years.isVisible(), "one year alone leaves nothing to choose"
    whole = titles(page)
    with book_of(me).change("补记走访", office.ACTOR) as session:
        session.create(Visit, subject=subject(me), visited_on=date(2017, 12, 29))
    QApplication.processEvents()
    offered = [page.years.itemText(place) for place in range(page.years.count())]
    assert offered == ["全部年份", "2018 年", "2017 年"]
    page.years.setFocus()
    me.press("End", "Up", "Down")
    assert [entry.day for entry in page.timeline.entries.entries] == ["2017-12-29"]
    me.press("Up")
    assert titles(page) == whole
    undo.undo(book_of(me), office.ACTOR)
    assert not page.years.isVisible()
    assert titles(page) == whole


def test_each_entry_leads_to_its_record(me: Sitting) -> None:
    page = begin(me)
    pick(page, "办结：厂区用电负荷不足")
    me.press("Return")
    issues = me.window.pages["issues"]
    assert me.window.page is issues
    assert "厂区用电负荷不足" in me.reads(issues)
    page = begin(me)
    pick(page, "入企走访")
    pressed(page.pane, "打开走访")()
    assert me.window.page is me.window.pages["visits"]


def test_a_month_of_figures_is_shown_whole_and_leads_nowhere(me: Sitting) -> None:
    page = begin(me)
    pick(page, "2018年7月经营指标")
    assert "216 万元" in me.reads(page.pane)
    me.press("Return")
    assert me.window.page is page


def test_a_file_is_opened_in_its_own_program(me: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile()))
    )
    page = begin(me)
    pick(page, "现场照片.txt")
    pressed(page.pane, "打开附件")()
    assert [path.read_bytes() for path in opened] == [b"seen on the spot"]


def test_an_issue_and_a_visit_lead_to_the_story_of_their_subject(me: Sitting) -> None:
    page = begin(me)
    pick(page, "入企走访")
    me.press("Return")
    pressed(me.window.pages["visits"], "一企一档")()
    assert me.window.page is page
    assert page.called.text() == office.CLOUD


def test_another_subject_is_chosen_by_the_initials_of_its_name(me: Sitting) -> None:
    page = begin(me)
    page.picker.line.setFocus()
    page.picker.line.selectAll()
    me.letters("hzsp")
    QApplication.processEvents()
    me.press("Return")
    assert page.called.text() == office.GRAIN
    assert "冷库蒸汽压力不稳" in titles(page)[-3]


def test_what_is_done_meanwhile_is_told_and_what_is_undone_is_gone(me: Sitting) -> None:
    page = begin(me)
    pick(page, "入企走访")
    before = titles(page)
    office.issue(book_of(me), office.CLOUD, "2018-07-31", "厂区东门排水不畅")
    assert set(titles(page)) - set(before) == {"登记问题：厂区东门排水不畅"}
    assert len(titles(page)) == len(before) + 1
    current = page.timeline.current()
    assert current is not None
    assert current.title == "入企走访", "the entry in hand stays in hand"
    undo.undo(book_of(me), office.ACTOR)
    assert titles(page) == before


def test_the_stories_looked_at_last_are_offered_where_none_is_shown(me: Sitting) -> None:
    for name in (office.CLOUD, office.GRAIN):
        begin(me, name)
    page = page_of(me)
    page.shown = None
    page.refresh()
    assert page.invitation.isVisible()
    offered = [one.text() for one in page.invitation.findChildren(QPushButton)]
    assert offered == [office.GRAIN, office.CLOUD]
    pressed(page.invitation, office.CLOUD)()
    assert page.called.text() == office.CLOUD
    assert not page.invitation.isVisible()
    assert me.focused is page.timeline


def test_a_subject_that_was_undone_leaves_the_page_empty(me: Sitting) -> None:
    actor = me.window.workspace.actor if me.window.workspace else ""
    made = add(book_of(me), "enterprises", {"name": "新月包装有限公司"}, actor)
    me.window.show_page("dossier", made.uid)
    page = page_of(me)
    assert page.called.text() == "新月包装有限公司"
    assert titles(page) == []
    assert "现在没有包联领导和责任人。" in me.reads(page)
    me.window.actions_["undo"].trigger()
    assert page.called.text() == ""
    assert not page.print_button.isEnabled()


def test_the_paper_is_looked_at_and_saved_as_word(
    me: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = begin(me)
    me.window.actions_["print"].trigger()
    qtbot.waitUntil(lambda: bool(page.findChildren(PaperDialog)), timeout=60_000)
    dialog = page.findChildren(PaperDialog)[0]
    path = tmp_path / "一企一档.docx"
    me.ask.answers.append(path)
    pressed(dialog, "Word 文件…")()
    qtbot.waitUntil(path.exists, timeout=60_000)
    qtbot.waitUntil(lambda: not me.window.jobs.busy)
    printed = paper.word_text(path.read_bytes())
    assert all(re.sub(r"\s", "", title) in printed for title in titles(page))
    dialog.accept()
    QApplication.processEvents()


def test_a_very_long_story_is_a_list_of_rows_not_of_widgets(me: Sitting) -> None:
    page = begin(me)
    few = len(page.findChildren(QWidget))
    uid = subject(me)
    with book_of(me).change("补记走访", office.ACTOR) as session:
        for day in range(1000):
            session.create(Visit, subject=uid, visited_on=date(2015, 1, 1) + timedelta(day))
    QApplication.processEvents()
    assert len(titles(page)) > 1000
    assert len(page.findChildren(QWidget)) < few + 100, "a row is no widget"
    me.press("End")
    assert page.timeline.currentIndex().row() == len(titles(page)) - 1


def test_figures_are_drawn_with_a_gap_for_a_month_without(me: Sitting) -> None:
    sparks = begin(me).findChildren(Spark)
    assert sparks[0].values[2] is None
    assert len(sparks) == 2
    points = sparks[0].points(sparks[0].rect().toRectF())
    assert points[2] is None
    heights = [point.y() for point in points if point is not None]
    assert min(heights) == 0.0


def test_a_text_too_long_for_its_lines_ends_in_dots(dressed: QApplication) -> None:
    font = dressed.font()
    assert wrapped("短", font, 200) == ["短"]
    lines = wrapped("订单饱满" * 40, font, 200)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert "".join(wrapped("订单饱满" * 6, font, 200)) == "订单饱满" * 6
