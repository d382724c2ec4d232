"""再次发生: says beside the category that the same kind of problem was closed within a year."""

from collections.abc import Callable
from datetime import date
from functools import partial

from desk.recurrence import closed_before
from ui.sections import FormRow
from ui.workspace import Workspace

Known = Callable[[str, str, date | None], str]
"""A subject, a category and a day → the sentence; empty where nothing came back."""


def known_to(workspace: Workspace) -> Known:
    """What the casebook knows."""

    def said(subject: str, category: str, on: date | None) -> str:
        book = workspace.book
        with book.read() as connection:
            found = closed_before(connection, subject, category, on or book.clock.today())
        if found is None:
            return ""
        return f"一年内再次发生：{found.number}，{found.closed_on} 销号"

    return said


def watch(known: Known, subject: FormRow, category: FormRow, day: FormRow) -> None:
    """Say it as soon as subject and category are chosen, and as they change."""
    for row in (subject, category, day):
        row.editor.changed.connect(partial(look, known, subject, category, day))


def look(known: Known, subject: FormRow, category: FormRow, day: FormRow) -> None:
    """Say it now, or take back what was said."""
    of, kind, on = (row.editor.value() for row in (subject, category, day))
    chosen = isinstance(of, str) and isinstance(kind, str)
    registered = on if isinstance(on, date) else None
    category.remark(known(str(of), str(kind), registered) if chosen else "")
