"""What people see of many records at once: the pane, the form for one field, the results."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtWidgets import QWidget

from desk.lists import Query, uids
from desk.several import amend_many, pick
from tests.sitting import Sitting
from tests.stories.looking import Onlooker
from ui.pages.listpage import ListPage
from ui.pages.subjects import SubjectsPage
from ui.pages.visits import VisitsPage
from ui.results import show_results


def _picked(name: str) -> Callable[[Sitting], QWidget]:
    """All rows of a list in hand."""

    def shown(me: Sitting) -> QWidget:
        cast("ListPage", me.page(name)).table.selectAll()
        return me.window

    return shown


def _form(name: str, field: str) -> Callable[[Sitting], QWidget]:
    """One field of all of them to be changed."""

    def shown(me: Sitting) -> QWidget:
        _picked(name)(me)
        cast("SubjectsPage | VisitsPage", me.window.page).several.change()
        dialog = cast("Onlooker", me.ask).shown[-1]
        dialog.form.rows["what"].editor.set_value(field)
        dialog.open()
        return dialog

    return shown


def _results(me: Sitting) -> QWidget:
    """What came of each subject, where only enterprises have such a field."""
    page = cast("SubjectsPage", me.page("subjects"))
    book = page.workspace.book
    with book.read() as connection:
        rows = uids(connection, Query("subjects"), book.clock.today())
        found = pick(connection, "subjects", rows)
    changed = amend_many(book, found, {"industry": "装备制造"}, page.workspace.actor)
    return show_results(page.workspace, "subjects", changed.outcomes, page)


OF_MANY: Mapping[str, Callable[[Sitting], QWidget]] = {
    "subjects-several": _picked("subjects"),
    "visits-several": _picked("visits"),
    "several-form": _form("subjects", "备注"),
    "several-visits-form": _form("visits", "走访人员"),
    "results": _results,
}
