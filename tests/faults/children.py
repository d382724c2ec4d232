"""Programs that are killed: in processes of their own, each saying aloud what it acknowledged."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from desk.book.casebook import Book
from desk.intake.apply import take_in
from desk.intake.lists import read_list
from desk.progress import Progress
from desk.records import create
from models.fields import KINDS

Child = subprocess.Popen[str]
ROOT = Path(__file__).resolve().parents[2]
LIST = "名单.xlsx"


def start(program: Callable[[Path], None], folder: Path) -> Child:
    """Run one of the programs below in a process of its own, on a folder with a casebook."""
    command = [sys.executable, "-m", "tests.faults.children", program.__name__, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill_when(child: Child, enough: int | str) -> list[str]:
    """Kill a child as `kill -9` does, and return all that it said.

    It is enough when it has said so many lines, or a line that begins so.
    """
    assert child.stdout is not None
    said: list[str] = []
    while len(said) < enough if isinstance(enough, int) else not _begins(said, enough):
        line = child.stdout.readline()
        assert line, "the child ended by itself"
        said.append(line.strip())
    os.kill(child.pid, signal.SIGKILL)
    said += child.stdout.read().splitlines()
    child.wait()
    child.stdout.close()
    return said


def _begins(said: list[str], word: str) -> bool:
    return bool(said) and said[-1].startswith(word)


def say(text: str) -> None:
    """Acknowledge, as the window does when it says 已保存."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def commit_without_end(folder: Path) -> None:
    """Add an issue and a unit of its number in each change; acknowledge the number."""
    with Book.open(folder) as book:
        while True:
            with book.change("登记", "周安一") as session:
                saved = create(session, KINDS["issues"], {"subject": "Q0001", "title": "用电"})
                create(session, KINDS["organizations"], {"name": saved.number})
            say(saved.number)


def import_a_list(folder: Path) -> None:
    """Take in the list that lies beside the casebook, telling how far it is; then 已导入."""
    with Book.open(folder) as book:
        table = read_list(folder.parent / LIST, book.clock.today())
        take_in(book, table, "周安一", Progress(lambda label, done, _total: say(f"{label} {done}")))
    say("已导入")


PROGRAMS = {program.__name__: program for program in (commit_without_end, import_a_list)}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](Path(sys.argv[2]))
