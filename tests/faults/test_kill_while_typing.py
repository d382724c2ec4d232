import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

import pytest

from desk.drafts import Draft
from tests.faults import type_a_form
from tests.sitting import Sitting
from ui.pages.visits import VisitsPage

ROOT = Path(__file__).parents[2]
LOST_AT_MOST = 2.0  # seconds of typing
TYPED_FOR = 2.8  # seconds, so that something was typed before the last two

Typing = subprocess.Popen[str]

#: Form → the page that offers to go on with it, how its draft is called, and where the text is.
KEPT: Mapping[str, tuple[str, str, Callable[[Mapping[str, Any]], str]]] = {
    "visit": ("visits", "visit", lambda said: said["problems"][1]["detail"]),
    "card": ("cards", "card", lambda said: said["answers"]["suggestions"]),
    "issue": ("issues", "issue-new", lambda said: said["detail"]),
    "step": ("issues", "step-reject-", lambda said: said["reason"]),
    "subject": ("subjects", "subject-new-enterprises", lambda said: said["note"]),
    "edit": ("subjects", "subject-", lambda said: said["note"]),
}


@pytest.fixture
def typing(demo_book_folder: Path, tmp_path: Path, form: str) -> Iterator[Typing]:
    """A program that types into a form on the demo casebook; killed in the end whatever happens."""
    words = [form, str(demo_book_folder), str(tmp_path)]
    command = [sys.executable, "-m", type_a_form.__name__, *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        yield program
        program.kill()


def typed_until(output: IO[str], seconds: float) -> dict[int, float]:
    """When each figure was typed, until so much time has passed since the first."""
    typed: dict[int, float] = {}
    for line in output:
        figure, at = line.split()
        typed[int(figure)] = float(at)
        if float(at) - typed[0] >= seconds:
            return typed
    raise AssertionError("it stopped typing by itself")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("form", KEPT)
def test_a_kill_loses_at_most_two_seconds_of_typing(
    form: str, typing: Typing, demo_book_folder: Path, tmp_path: Path
) -> None:
    output = cast("IO[str]", typing.stdout)
    typed = typed_until(output, TYPED_FOR)
    typing.kill()
    typing.wait()
    killed = time.monotonic()
    must = [figure for figure, at in typed.items() if at < killed - LOST_AT_MOST]
    assert must, "too little was typed to tell"
    with Sitting(tmp_path / "again") as me:
        me.open(demo_book_folder)
        found = check_what_was_found(me, form)
    assert found[: len(must)] == must


def check_what_was_found(me: Sitting, form: str) -> list[int]:
    """The page is in sight by itself; the figures that its draft holds come back."""
    page, name, text_in = KEPT[form]
    (draft,) = drafts(me)
    assert draft.form.startswith(name)
    shown = me.window.page
    assert shown is me.window.pages[page]
    if isinstance(shown, VisitsPage):
        check_the_visit(shown)
    return [int(figure) for figure in text_in(draft.values).split()]


def drafts(me: Sitting) -> list[Draft]:
    assert me.window.workspace is not None
    return me.window.workspace.drafts.all()


def check_the_visit(page: VisitsPage) -> None:
    """All else that stood in the form stands in it again."""
    assert page.entering
    assert "已找回" in page.entry.news.text()
    assert page.entry.values()["subject"]
    titles = [problem.values["title"] for problem in page.entry.written()]
    assert titles == [type_a_form.FIRST, type_a_form.SECOND]
