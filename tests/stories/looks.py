"""What people see, by name: each page, form and dialog of the window as it stands on the demo."""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import cast

from PySide6.QtCore import QElapsedTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QPushButton,
    QWidget,
)

from tests.sitting import Sitting, keep_picture
from tests.ui.fakes import FakeAsk
from ui import style
from ui.app import application
from ui.elided import Elided, ElidedLink
from ui.formdialog import FormDialog
from ui.forms import Form
from ui.jobdialog import JobDialog
from ui.pages.analysis import AnalysisPage
from ui.pages.bulletins import BulletinsPage
from ui.pages.issues import IssuesPage
from ui.pages.listpage import ListPage
from ui.pages.search import SearchPage
from ui.pages.subjects import SubjectsPage
from ui.parts import Scroller

FIRM = "ljxc"  # the initials of an enterprise of the demo
_PATIENCE, _TURN = 60_000, 20  # milliseconds for work beside the window, and between two looks

View = Callable[[Sitting], QWidget]


def until(holds: Callable[[], bool]) -> None:
    """Let the window work until it holds; an error where that takes too long."""
    clock = QElapsedTimer()
    clock.start()
    while not holds():
        assert clock.elapsed() < _PATIENCE, "what was waited for never came"
        QTest.qWait(_TURN)


class Onlooker(FakeAsk):
    """Lets a form be looked at that would be asked for, and waves the question away."""

    def __init__(self) -> None:
        super().__init__()
        self.window: QWidget | None = None
        self.shown: list[FormDialog] = []

    def fill(self, title: str, form: Form, yes: str = "确定") -> dict[str, object] | None:
        """See Ask."""
        assert self.window is not None
        self.shown.append(FormDialog(self.window, title, form, yes))
        return None


def sit_and_look(settings: Path, book: Path) -> Sitting:
    """Somebody who looks, and fills in nothing."""
    looking = Onlooker()
    me = Sitting(settings, ask=looking)
    looking.window = me.window
    me.open(book)
    return me


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
        asking.shown[0].open()
        return asking.shown[0]

    return shown


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
    "visit-form": _begun("visits"),
    "card-form": _begun("cards"),
}
VIEWS: Mapping[str, View] = {
    **PAGES,
    "start": _start,
    "dossier-nobody": _page("dossier"),
    "issues-late": _issue("red"),
    "issues-closed": _issue("closed"),
    "issues-several": _several,
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
}


def cut_short(shown: QWidget) -> Iterator[str]:
    """The words of labels and buttons in sight that have less room than they need."""
    for label in shown.findChildren(QLabel):
        plain = not label.wordWrap() and not isinstance(label, Elided) and label.text()
        if plain and label.isVisible() and label.width() < label.sizeHint().width():
            yield label.text()
    for button in shown.findChildren(QPushButton):
        fixed = not isinstance(button, ElidedLink) and button.property("kind") != "link"
        if fixed and button.isVisible() and button.width() < button.sizeHint().width():
            yield button.text()


def too_wide(shown: QWidget) -> Iterator[str]:
    """What stands in a scroller that goes up and down only, and is wider than it."""
    for area in shown.findChildren(Scroller):
        inner = area.widget()
        if area.isVisible() and inner.width() > area.viewport().width():
            yield f"{type(inner).__name__} {inner.width()} > {area.viewport().width()}"


def out_of_sight(shown: QWidget) -> Iterator[str]:
    """Buttons that stand beyond the edge of what they are in, where nothing scrolls to them."""
    for button in shown.findChildren(QPushButton):
        if button.isVisible() and not _scrolls(button):
            corner = button.mapTo(shown, button.rect().bottomRight())
            if not shown.rect().contains(corner):
                yield button.text() or button.toolTip()


def _scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def put_away(shown: QWidget) -> None:
    """Close a dialog that was looked at."""
    if isinstance(shown, QDialog):
        shown.reject()
        shown.deleteLater()
        QApplication.processEvents()


def main(book: Path, settings: Path) -> None:
    """Keep a picture of each page at the scale that this process was started with."""
    style.apply(application(), "light")
    me = sit_and_look(settings, book)
    for name, view in PAGES.items():
        keep_picture(view(me), f"look-{name}-sharp")
    me.leave()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
