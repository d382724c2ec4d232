"""The command line as a process: encodings, pipes, terminals, exit status."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk import office
from tests.desk.intake.senders import HEADINGS, excel

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "ui"]


@pytest.fixture
def book(tmp_path: Path) -> str:
    with office.new_book(tmp_path) as book:
        office.with_subjects(book)
    return str(tmp_path / "casebook")


@pytest.fixture
def sent(tmp_path: Path) -> str:
    lines = [[n, f"云帆{n}有限公司", None, "东园", None, None] for n in range(300)]
    return str(excel(tmp_path / "名单.xlsx", [HEADINGS, *lines]))


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_output_is_utf_8_whatever_the_machine_speaks(book: str, encoding: str) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*COMMAND, "list", book, "subjects", "--json"],
        capture_output=True,
        env=environment,
        cwd=ROOT,
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8"))[-1]["name"] == office.CLOUD
    refused = subprocess.run(
        [*COMMAND, "show", book, "issues", "1"], capture_output=True, env=environment, cwd=ROOT
    )
    assert refused.returncode == 1
    assert refused.stderr.decode("utf-8") == "没有找到问题“1”；请核对代码、编号或名称。\n"


def test_a_pipe_that_closes_early_is_no_error(book: str) -> None:
    with subprocess.Popen(
        [*COMMAND, "log", book, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as listing:
        assert listing.stdout is not None
        assert listing.stderr is not None
        listing.stdout.close()
        said = listing.stderr.read()
    assert said == b""
    assert listing.returncode == 0


def test_in_a_pipe_there_is_no_progress_bar(book: str, sent: str) -> None:
    done = subprocess.run(
        [*COMMAND, "import", book, sent, "--json"], capture_output=True, cwd=ROOT, check=True
    )
    assert done.stderr == b""
    assert json.loads(done.stdout)["created"] == 300


def test_on_a_terminal_a_bar_shows_how_far_it_is(book: str, sent: str) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "import", book, sent], stdout=subprocess.PIPE, stderr=theirs, cwd=ROOT
    )
    os.close(theirs)
    shown = os.read(ours, 65536).decode("utf-8")
    os.close(ours)
    assert done.returncode == 0
    assert "█" in shown
    assert "300/300" in shown


def test_a_command_loads_no_window(book: str) -> None:
    program = (
        "import sys; sys.argv = ['baolian', 'check', sys.argv[1]];"
        "from ui.__main__ import run; status = run();"
        "sys.exit(status or any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program, book], cwd=ROOT).returncode == 0
