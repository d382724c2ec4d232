"""Programs that are killed: in processes of their own, each saying aloud what it acknowledged."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from desk.book.casebook import Book
from desk.book.place import Place, place_of
from desk.errors import Conflict
from desk.intake.apply import take_in
from desk.intake.lists import read_list
from desk.progress import Progress
from desk.records import add, create, edit
from desk.references import find
from desk.seen import see
from models.fields import KINDS
from tests.desk.line import written

Child = subprocess.Popen[str]
Program = Callable[[Place], None]
ROOT = Path(__file__).resolve().parents[2]
LIST = "名单.xlsx"
#: How many issues `add_some` adds.
SOME = 5


def start(program: Program, place: Place) -> Child:
    """Run one of the programs below in a process of its own, on a casebook."""
    command = [sys.executable, "-m", "tests.faults.children", program.__name__, written(place)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def kill_when(child: Child, enough: int | str) -> list[str]:
    """Kill a child as `kill -9` does, and return all that it said.

    It is enough when it has said so many lines, or a line that begins so.
    """
    said: list[str] = []
    while len(said) < enough if isinstance(enough, int) else not _begins(said, enough):
        said.append(next_line(child))
    os.kill(child.pid, signal.SIGKILL)
    return said + rest(child)


def rest(child: Child) -> list[str]:
    """All that a child says until it ends."""
    said, _ = child.communicate()
    return said.splitlines()


def next_line(child: Child) -> str:
    """What a child says next."""
    assert child.stdout is not None
    line = child.stdout.readline()
    assert line, "the child ended by itself"
    return line.strip()


def tell(child: Child) -> None:
    """Let a child that waits go on."""
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def _begins(said: list[str], word: str) -> bool:
    return bool(said) and said[-1].startswith(word)


def say(text: str) -> None:
    """Acknowledge, as the window does when it says 已保存."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def commit_without_end(place: Place) -> None:
    """Add an issue and a unit of its number in each change; acknowledge the number."""
    with Book.open(place) as book:
        while True:
            with book.change("登记", "周安一") as session:
                saved = create(session, KINDS["issues"], {"subject": "Q0001", "title": "用电"})
                create(session, KINDS["organizations"], {"name": saved.number})
            say(saved.number)


def import_a_list(place: Place) -> None:
    """Take in the list that lies beside the casebook, telling how far it is; then 已导入."""
    with Book.open(place) as book:
        table = read_list(book.folder.parent / LIST, book.clock.today())
        take_in(book, table, "周安一", Progress(lambda label, done, _total: say(f"{label} {done}")))
    say("已导入")


def add_some(place: Place) -> None:
    """Open the casebook, wait for the word, and add a few issues, each one change."""
    with Book.open(place) as book:
        say("开了")
        sys.stdin.readline()
        for _ in range(SOME):
            say(add(book, "issues", {"subject": "Q0001", "title": "用电"}, "周安一").number)


def edit_what_was_seen(place: Place) -> None:
    """See a record, wait for the word, edit it, and keep one's own where somebody was quicker."""
    kind = KINDS["enterprises"]
    with Book.open(place) as book:
        with book.read() as connection:
            seen = see(connection, kind, find(connection, "subjects", "Q0001") or "")
        say("看了")
        sys.stdin.readline()
        try:
            edit(book, kind, seen, {"park": "南园"}, "周安一")
        except Conflict as conflict:
            say("；".join(f"{one.mine}/{one.theirs}" for one in conflict.clashes))
            edit(book, kind, seen.settled(conflict.clashes), {"park": "南园"}, "周安一")
        say("存了")


_ALL: tuple[Program, ...] = (commit_without_end, import_a_list, add_some, edit_what_was_seen)
PROGRAMS = {program.__name__: program for program in _ALL}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](place_of(sys.argv[2]))
