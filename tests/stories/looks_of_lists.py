"""What people see of lists beside their rows: the files of a record, conditions, one's own day."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtWidgets import QApplication, QWidget

from desk.attachments import Evidence, attach
from desk.conditions import values
from desk.demo_pictures import photograph
from desk.lists import Query
from tests.sitting import Sitting, until
from ui.pages.issues import IssuesPage
from ui.pages.subjects import SubjectsPage
from ui.pages.today import TodayPage
from ui.pages.visits import VisitsPage

_PHOTOGRAPHS = ("厂门.png", "车间现场照片.png", "会谈.png")
_PAPERS = {
    "关于澜津望舒精细化工有限公司用电增容的请示（送审稿）.docx": b"0" * 23_456,
    "坏了的照片.jpg": b"0",
    "设备清单.xlsx": b"0" * 999_999,
}
_FILES = (*_PHOTOGRAPHS, *_PAPERS)


def _files(name: str) -> Callable[[Sitting], QWidget]:
    """The files of a record: photographs, papers, and what is no picture though it says so."""

    def shown(me: Sitting) -> QWidget:
        page = cast("VisitsPage | SubjectsPage", me.page(name))
        page.table.selectRow(0)
        pane = page.visit if isinstance(page, VisitsPage) else page.subject
        if isinstance(page, VisitsPage):
            page.leave()  # the form was looked at before
        owner = (name.removesuffix("s"), page.current())
        kept = [Evidence(called, _PAPERS.get(called) or photograph(called)) for called in _FILES]
        attach(page.workspace.book, owner, kept, page.workspace.actor)
        until(lambda: sum(tile.pictured for tile in pane.files.flow.tiles) == len(_PHOTOGRAPHS))
        me.window.activateWindow()
        QApplication.processEvents()
        pane.files.flow.tiles[-1].setFocus()
        return me.window

    return shown


def _conditions(me: Sitting) -> QWidget:
    page = cast("IssuesPage", me.page("issues"))
    page.ask(where={"category": "能源保障", "subject.kind": "企业"})
    page.table.selectRow(0)
    return me.window


def _condition(me: Sitting) -> QWidget:
    """The values from which one is picked."""
    page = cast("IssuesPage", me.page("issues"))
    page.filter_by("open")
    page.conditions.change("category")
    return me.window


def _my_day(me: Sitting) -> QWidget:
    """Of somebody who has most to do."""
    me.page("issues")
    page, workspace = cast("TodayPage", me.page("today")), me.window.workspace
    assert workspace is not None
    with workspace.book.read() as connection:
        query, today = Query("issues", {"state": "办理中"}), workspace.book.clock.today()
        named = values(connection, query, "responsible", today)[0].shown
    workspace.act_as(named)
    page.show_whose("mine")
    return me.window


OF_LISTS: Mapping[str, Callable[[Sitting], QWidget]] = {
    "visit-files": _files("visits"),
    "subject-files": _files("subjects"),
    "issues-conditions": _conditions,
    "issues-condition": _condition,
    "today-mine": _my_day,
}
