"""What people see, by name: each page, form and dialog of the window as it stands on the demo."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from desk.common_problems import put_under
from tests.sitting import Sitting, keep_picture, until
from tests.stories.looking import Onlooker, sit_and_look
from tests.stories.looks_of_lists import OF_LISTS
from tests.stories.looks_of_many import OF_MANY
from ui import style
from ui.app import application
from ui.deadlines import DeadlinesDialog
from ui.jobdialog import JobDialog
from ui.pages.analysis import AnalysisPage
from ui.pages.bulletins import BulletinsPage
from ui.pages.campaigns import CampaignsPage
from ui.pages.issues import IssuesPage
from ui.pages.listpage import ListPage
from ui.pages.meetings import MeetingsPage
from ui.pages.rhythm import RhythmPage
from ui.pages.rhythm.settings import DutiesDialog
from ui.pages.search import SearchPage
from ui.pages.subjects import SubjectsPage
from ui.pages.supervision import SupervisionPage
from ui.pages.takein import PlanDialog, TakeIn

FIRM = "ljxc"  # the initials of an enterprise of the demo
LIST = "企业名称\t统一社会信用代码\t所属园区\n临港示范材料有限公司\t不是代码\t示范园区"

View = Callable[[Sitting], QWidget]


def _page(name: str, row: int = 0) -> View:
    def shown(me: Sitting) -> QWidget:
        page = me.page(name)
        if isinstance(page, ListPage):
            page.table.selectRow(row)
        return me.window

    return shown


def _issue(chip: str) -> View:
    def shown(me: Sitting) -> QWidget:
        page = cast("IssuesPage", me.page("issues"))
        page.filter_by(chip)
        page.table.selectRow(0)
        return me.window

    return shown


def _several(me: Sitting) -> QWidget:
    page = cast("IssuesPage", me.page("issues"))
    page.filter_by("yellow")
    page.table.selectAll()
    return me.window


def _begun(name: str) -> View:
    def shown(me: Sitting) -> QWidget:
        me.window.begin_on_page(name, {"subject": firm(me)})
        return me.window

    return shown


def firm(me: Sitting) -> str:
    """The uid of an enterprise with a story."""
    workspace = me.window.workspace
    assert workspace is not None
    return workspace.lookups().find("subjects", FIRM)[0][0]


def _dossier(me: Sitting) -> QWidget:
    me.window.show_page("dossier", firm(me))
    return me.window


def _analysis(me: Sitting) -> QWidget:
    page = cast("AnalysisPage", me.page("analysis"))
    until(lambda: page.found is not None and not page.counting)
    return me.window


def _bulletin(me: Sitting) -> QWidget:
    page = cast("BulletinsPage", me.page("bulletins"))
    until(lambda: page.preview.page() > 0)
    return me.window


def _search(text: str) -> View:
    def shown(me: Sitting) -> QWidget:
        page = cast("SearchPage", me.page("search"))
        page.look_for(text)
        until(lambda: not text or ("找到" in page.count.text() and not page.finder.looking))
        return me.window

    return shown


def _job(me: Sitting) -> QWidget:
    """Long work as it is waited for; nothing is done meanwhile."""
    me.page("issues")
    dialog = JobDialog(me.window, lambda: None)
    dialog.begin("导出问题台账")
    dialog.report("导出问题台账", 4_200, 10_000)
    dialog.come(modal=False)
    return dialog


def _palette(me: Sitting) -> QWidget:
    me.page("today")
    me.window.actions_["palette"].trigger()
    me.window.palette_.line.setText("简报")
    QTest.qWait(400)
    return me.window


def _triggered(action: str, page: str = "issues") -> View:
    """The dialog that an action brings up."""

    def shown(me: Sitting) -> QWidget:
        _page(page)(me)
        me.window.actions_[action].trigger()
        until(lambda: bool(_dialogs(me)) and not me.window.jobs.busy)
        return _dialogs(me)[-1]

    return shown


def _dialogs(me: Sitting) -> list[QDialog]:
    return [
        one
        for one in me.window.findChildren(QDialog)
        if one.isVisible() and not isinstance(one, JobDialog)
    ]


def _asked(act: Callable[[Sitting], object]) -> View:
    """The form that an act asks with."""

    def shown(me: Sitting) -> QWidget:
        asking = cast("Onlooker", me.ask)
        act(me)
        asking.shown[-1].open()
        return asking.shown[-1]

    return shown


def _part(part: str) -> View:
    """A part of 督办."""

    def shown(me: Sitting) -> QWidget:
        cast("SupervisionPage", me.page("supervision")).turn_to(part)
        return me.window

    return shown


def _rhythm(me: Sitting) -> RhythmPage:
    return cast("RhythmPage", me.page("rhythm"))


def _owed(me: Sitting) -> QWidget:
    _rhythm(me).turn_to("owed")
    _rhythm(me).owed.table.selectRow(0)
    return me.window


def _plan(me: Sitting) -> QWidget:
    _rhythm(me).turn_to("plan")
    _rhythm(me).plan.begin_draft()
    return me.window


def _deadlines(tab: int) -> View:
    """A tab of 时限规则与工作日."""

    def shown(me: Sitting) -> QWidget:
        dialog = cast("DeadlinesDialog", _triggered("deadlines")(me))
        dialog.tabs.setCurrentIndex(tab)
        return dialog

    return shown


def _heads(me: Sitting) -> QWidget:
    _several(me)
    page = cast("IssuesPage", me.window.page)
    numbers = [line.shown["number"] for line in page.in_hand()]
    put_under(page.workspace.book, "企业用电成本高", numbers, page.workspace.actor)
    page.show_heads()
    return page.heads


def _duties(me: Sitting) -> QWidget:
    dialog = DutiesDialog(_rhythm(me).workspace, me.window)
    dialog.open()
    return dialog


def _import(me: Sitting) -> QWidget:
    TakeIn(me.page("subjects").workspace, me.window).paste(LIST)
    until(lambda: bool(_dialogs(me)) and not me.window.jobs.busy)
    return cast("PlanDialog", _dialogs(me)[-1])


def _decision(me: Sitting) -> None:
    _page("meetings")(me)
    page = cast("MeetingsPage", me.window.page)
    undecided = next(one.uid for one in page.meeting.items if not one.decision)
    page.meeting.list.choose(undecided)
    page.decide()


def _of_drive(act: Callable[[CampaignsPage], None]) -> Callable[[Sitting], None]:
    def done(me: Sitting) -> None:
        _page("campaigns")(me)
        act(cast("CampaignsPage", me.window.page))

    return done


def _inspecting(act: str) -> Callable[[Sitting], None]:
    def done(me: Sitting) -> None:
        _part("inspections")(me)
        getattr(cast("SupervisionPage", me.window.page).inspections, act)()

    return done


def _lesson(me: Sitting) -> None:
    _issue("closed")(me)
    cast("IssuesPage", me.window.page).mark_lesson()


def _head(me: Sitting) -> None:
    _several(me)
    cast("IssuesPage", me.window.page).put_under_head()


def _version(tab: str) -> Callable[[Sitting], None]:
    """A new rule of one's own."""

    def done(me: Sitting) -> None:
        dialog = cast("DeadlinesDialog", _triggered("deadlines")(me))
        getattr(dialog, tab).new.click()
        dialog.accept()

    return done


def _step(me: Sitting) -> None:
    _issue("registered")(me)
    cast("IssuesPage", me.window.page).issue.primary.click()


def _new_subject(me: Sitting) -> None:
    cast("SubjectsPage", me.page("subjects")).add("enterprises")


def _new_issue(me: Sitting) -> None:
    me.page("issues").begin_new()


def _start(me: Sitting) -> QWidget:
    assert me.window.close_book()
    return me.window


#: What is looked at in a narrow window and at twice the size as well.
PAGES: Mapping[str, View] = {
    "today": _page("today"),
    "issues": _issue("all"),
    "visits": _page("visits"),
    "cards": _page("cards"),
    "subjects": _page("subjects"),
    "dossier": _dossier,
    "coverage": _page("coverage"),
    "bulletins": _bulletin,
    "analysis": _analysis,
    "search": _search("用地"),
    "rhythm": _owed,
    "rhythm-plan": _plan,
    "meetings": _page("meetings"),
    "campaigns": _page("campaigns"),
    "supervision": _part("drafts"),
    "supervision-sent": _part("sent"),
    "supervision-record": _part("record"),
    "inspections": _part("inspections"),
    "visit-form": _begun("visits"),
    "card-form": _begun("cards"),
}
VIEWS: Mapping[str, View] = {
    **PAGES,
    "dossier-nobody": _page("dossier"),
    "issues-late": _issue("red"),
    "issues-closed": _issue("closed"),
    "issues-several": _several,
    **OF_MANY,
    "palette": _palette,
    "search-start": _search(""),
    "search-nothing": _search("没有写过的词"),
    "job": _job,
    "issue-form": _asked(_new_issue),
    "subject-form": _asked(_new_subject),
    "step-form": _asked(_step),
    "office-form": _asked(lambda me: me.window.actions_["office"].trigger()),
    "record": _triggered("log"),
    "preview": _triggered("print"),
    "manual": _triggered("manual"),
    "new-book": _triggered("new_book"),
    "blanks": _triggered("blanks"),
    "exports": _triggered("exports"),
    "fonts": _triggered("fonts"),
    "issues-lessons": _issue("lessons"),
    "import": _import,
    "heads": _heads,
    "duties": _duties,
    "deadlines": _deadlines(0),
    "ladder": _deadlines(1),
    "workdays": _deadlines(2),
    "rule-form": _asked(_version("rules")),
    "ladder-form": _asked(_version("ladder")),
    "lesson-form": _asked(_lesson),
    "head-form": _asked(_head),
    "meeting-form": _asked(lambda me: me.page("meetings").begin_new()),
    "decision-form": _asked(_decision),
    "campaign-form": _asked(lambda me: me.page("campaigns").begin_new()),
    "unit-form": _asked(_of_drive(lambda page: page.ask_unit(""))),
    "inspection-form": _asked(_inspecting("begin")),
    "finding-form": _asked(_inspecting("write_finding")),
    "rectify-form": _asked(_inspecting("rectify")),
    "planned-form": _asked(lambda me: _rhythm(me).plan.add_line()),
    **OF_LISTS,
    "start": _start,  # the last: it closes the casebook
}


def main(book: Path, settings: Path) -> None:
    """Keep a picture of each page at the scale that this process was started with."""
    style.apply(application(), "light")
    me = sit_and_look(settings, book)
    for name, view in PAGES.items():
        keep_picture(view(me), f"look-{name}-sharp")
    me.leave()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
