"""A list from Excel to committed records, against the floor: calamine and one plain table.

Both run in one process one after the other, so that the ratio holds on a machine that is busy.
Nothing is asserted about time.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
import sqlcipher3.dbapi2 as sqlite
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from desk.book.casebook import Book
from desk.checkup import check
from desk.intake.apply import take_in
from desk.intake.lists import read_list
from desk.progress import Cancelled, Progress
from models.tables import Change, Op, Subject
from tests.benchmarks.figures import keep
from tests.desk.intake.senders import HEADINGS, TODAY, excel
from tests.desk.office import new_book

ROOT = Path(__file__).parents[2]
RUNS = 3
MANY = 50_000
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Lists of so many enterprises, each made once."""
    folder = tmp_path_factory.mktemp("lists")

    def made(rows: int) -> Path:
        path = folder / f"{rows}.xlsx"
        lines = (
            (n, f"第{n}公司", None, f"{n % 7}园", "2018年7月23日", 100 + n) for n in range(rows)
        )
        return path if path.exists() else excel(path, [HEADINGS, *lines])

    return made


def seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def floor(listed: Path, folder: Path) -> None:
    """The least that can be done: read the cells, write them into one plain table."""
    rows = CalamineWorkbook.from_path(str(listed)).get_sheet_by_index(0).to_python()[1:]
    connection = sqlite.connect(str(folder / "floor.db"), isolation_level=None)
    connection.execute("CREATE TABLE plain (a, b, c, d, e, f)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?)", map(_texts, rows))
    connection.execute("COMMIT")
    connection.close()


def _texts(row: Sequence[object]) -> list[str]:
    return [str(cell) for cell in row]


def ours(listed: Path, book: Book, expected: int) -> None:
    """The same list as records of a casebook: checked, compared, logged, undoable."""
    done = take_in(book, read_list(listed, TODAY), "周安一")
    assert done.counts["created"] == done.counts["read"] == expected


@pytest.mark.parametrize("rows", [5_000, MANY])
def test_how_many_times_the_floor_an_import_takes(
    rows: int, lists: Callable[[int], Path], tmp_path: Path
) -> None:
    listed = lists(rows)
    ratios = []
    for run in range(RUNS):
        folder = tmp_path / str(run)
        folder.mkdir()
        least = seconds(partial(floor, listed, folder))
        with new_book(folder, TODAY) as book:
            ratios.append(seconds(partial(ours, listed, book, rows)) / least)
    figures = {"rows": rows, "least": min(ratios), "median": median(ratios)}
    keep(f"import-{rows}", {name: round(figure, 1) for name, figure in figures.items()})


def test_fifty_thousand_rows_are_taken_in_within_600_megabytes(
    lists: Callable[[int], Path], tmp_path: Path
) -> None:
    new_book(tmp_path, TODAY).close()
    command = (sys.executable, "-m", "tests.benchmarks.weigh")
    given = ("import", str(tmp_path / "casebook"), str(lists(MANY)), "--json")
    ended = subprocess.run(
        (*command, *given), cwd=ROOT, check=False, capture_output=True, encoding="utf-8"
    )
    said, _, held = ended.stdout.strip().rpartition("\n")
    assert json.loads(said)["created"] == MANY
    keep("memory", {"rows": MANY, "megabytes": round(int(held) / MEGABYTE)})
    assert int(held) < 600 * MEGABYTE


class Impatient(Progress):
    """Stops the work in the middle of one part of it, and keeps what it was told before."""

    def __init__(self, moment: str) -> None:
        super().__init__(self._hear)
        self.told: list[str] = []
        self._moment = moment

    def _hear(self, label: str, done: int, total: int) -> None:
        self.told.append(label)
        if label == self._moment and (done or not total):
            self.stopped_at = perf_counter()
            self.cancel()


@pytest.mark.parametrize("moment", ["读取表格", "核对各行", "比对各行", "写入新增", "写操作记录"])
def test_an_import_is_stopped_at_any_moment_and_leaves_nothing(
    moment: str, lists: Callable[[int], Path], tmp_path: Path
) -> None:
    listed, progress = lists(MANY), Impatient(moment)
    with new_book(tmp_path, TODAY) as book:
        with pytest.raises(Cancelled):
            take_in(book, read_list(listed, TODAY, progress=progress), "周安一", progress)
        waited = perf_counter() - progress.stopped_at
        assert moment in progress.told
        assert _counted(book) == [0, 0, 0]
        assert check(book) == []
    keep(f"cancel-{moment}", {"rows": MANY, "seconds": round(waited, 2)})


def _counted(book: Book) -> list[int]:
    with book.read() as connection:
        tables = (Subject, Op, Change)
        counts = [connection.scalar(select(func.count()).select_from(t)) for t in tables]
    return [count or 0 for count in counts]
