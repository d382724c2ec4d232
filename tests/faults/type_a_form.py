"""A program of its own: opens the real window and types into a form until it is killed.

    python -m tests.faults.type_a_form FORM CASEBOOK SETTINGS

When the form (one of `FORMS`) stands, it goes on typing figures into a field for long text, and
says each on standard output: `FIGURE SECONDS`, a line each (monotonic seconds, as the whole machine
counts them).
"""

import sys
import time
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from models.workflow import StepChoice
from tests.sitting import Sitting
from ui.app import application
from ui.ask import WindowAsk
from ui.formdialog import FormDialog
from ui.forms import Form
from ui.pages.cards import CardsPage
from ui.pages.issues import IssuesPage
from ui.pages.subjects import SubjectsPage
from ui.workspace import Workspace

SUBJECT, FIRST, SECOND = "ljws", "二期用地手续没有批复", "厂门口路灯不亮"
CARD_SUBJECT = "ljxc"  # has no card yet
PAUSE = 20  # milliseconds between keystrokes: faster than any typist

Begin = Callable[[Sitting], None]


def visit(me: Sitting) -> None:
    """A visit with two problems, up to the detail of the second."""
    me.press("Ctrl+Shift+N")
    me.letters(SUBJECT)
    me.press("Return", "Alt+A")
    me.write(FIRST)
    me.press("Alt+A")
    me.write(SECOND)
    me.press("Return", "Return", "Return")


def card(me: Sitting) -> None:
    """A card, up to what its firm suggests."""
    me.press("Ctrl+Shift+K")
    me.letters(CARD_SUBJECT)
    me.press("Return")
    form = cast("CardsPage", me.window.page).entry.answers
    assert form is not None
    form.rows["suggestions"].editor.setFocus()


def issue(me: Sitting) -> None:
    """An issue that no visit brought home, up to its detail."""
    ask(me)
    page = cast("IssuesPage", me.page("issues"))
    reach("detail")
    page.begin_new()


def step(me: Sitting) -> None:
    """The step that sends an issue back to its unit, up to the reason."""
    ask(me)
    page = cast("IssuesPage", me.page("issues"))
    page.filter_by("resolved")
    page.table.selectRow(0)
    reach("reason")
    page.take_step(StepChoice("reject", "驳回", open=True))


def subject(me: Sitting) -> None:
    """A new enterprise, up to the note."""
    ask(me)
    page = cast("SubjectsPage", me.page("subjects"))
    reach("note")
    page.add("enterprises")


def edit(me: Sitting) -> None:
    """An enterprise that is there already, up to the note."""
    ask(me)
    page = cast("SubjectsPage", me.page("subjects"))
    page.table.selectRow(0)
    reach("note")
    page.edit(page.current())


FORMS: Mapping[str, Begin] = {
    made.__name__: made for made in (visit, card, issue, step, subject, edit)
}


def ask(me: Sitting) -> None:
    """Let questions be asked by real dialogs."""
    workspace = me.window.workspace
    assert isinstance(workspace, Workspace)
    workspace.ask = WindowAsk(me.window)


def reach(name: str) -> None:
    """In the dialog that is about to open, go to a field."""

    def go() -> None:
        dialog = cast("FormDialog", QApplication.activeModalWidget())
        form: Form = dialog.form
        form.rows[name].editor.setFocus()

    QTimer.singleShot(0, go)


def type_on(me: Sitting) -> QTimer:
    """Figure after figure, without a pause and without end, once a long text has the keyboard."""
    figures = count()

    def one() -> None:
        if isinstance(QApplication.focusWidget(), QPlainTextEdit):
            figure = next(figures)
            me.letters(f"{figure} ")
            sys.stdout.write(f"{figure} {time.monotonic()}\n")
            sys.stdout.flush()

    timer = QTimer(me.window, interval=PAUSE)
    timer.timeout.connect(one)
    return timer


def main(form: str, book: Path, settings: Path) -> int:
    """Sit down and type."""
    app = application()
    me = Sitting(settings)
    me.open(book)
    typist = type_on(me)
    QTimer.singleShot(0, typist.start)
    FORMS[form](me)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
