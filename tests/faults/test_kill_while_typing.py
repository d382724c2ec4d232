import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import pytest

from tests.faults import type_a_visit
from tests.sitting import Sitting
from ui.pages.visits import VisitsPage

ROOT = Path(__file__).parents[2]
LOST_AT_MOST = 2.0  # seconds of typing
TYPED_FOR = 2.8  # seconds, so that something was typed before the last two


@pytest.fixture
def typing(demo_book_folder: Path, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A program that types a visit into the demo casebook; killed in the end whatever happens."""
    command = [sys.executable, "-m", type_a_visit.__name__, str(demo_book_folder), str(tmp_path)]
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
def test_a_kill_loses_at_most_two_seconds_of_typing(
    typing: "subprocess.Popen[str]", demo_book_folder: Path, tmp_path: Path
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
        check_what_was_found(me, must)


def check_what_was_found(me: Sitting, must: list[int]) -> None:
    """The form is in sight by itself, with all that stood in it."""
    page = me.window.page
    assert isinstance(page, VisitsPage)
    assert page.entering
    assert "已找回" in page.entry.news.text()
    assert page.entry.values()["subject"]
    first, second = page.entry.written()
    assert first.values["title"] == type_a_visit.FIRST
    assert second.values["title"] == type_a_visit.SECOND
    found = [int(figure) for figure in str(second.values["detail"]).split()]
    assert found[: len(must)] == must
