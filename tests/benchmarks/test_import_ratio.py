"""A list from Excel to committed records, against the floor: calamine and one plain table.

Both run in one process one after the other, so that the ratio holds on a machine that is busy.
The figure is printed and kept in `out/benchmarks/`; nothing is asserted about time.
"""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest
import sqlcipher3.dbapi2 as sqlite
from python_calamine import CalamineWorkbook

from desk.intake.apply import take_in
from desk.intake.lists import read_list
from tests.desk.intake.senders import HEADINGS, TODAY, excel
from tests.desk.office import new_book

OUT = Path(__file__).parents[2] / "out" / "benchmarks"
RUNS = 3


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


def ours(listed: Path, folder: Path, expected: int) -> None:
    with new_book(folder, TODAY) as book:
        done = take_in(book, read_list(listed, TODAY), "周安一")
        assert done.counts["created"] == done.counts["read"] == expected


@pytest.mark.parametrize("rows", [5_000, 50_000])
def test_how_many_times_the_floor_an_import_takes(rows: int, tmp_path: Path) -> None:
    lines = [(n, f"第{n}公司", None, f"{n % 7}园", "2018年7月23日", 100 + n) for n in range(rows)]
    listed = excel(tmp_path / "名单.xlsx", [HEADINGS, *lines])
    ratios = []
    for run in range(RUNS):
        folder = tmp_path / str(run)
        folder.mkdir()
        least = seconds(partial(floor, listed, folder))
        ratios.append(seconds(partial(ours, listed, folder, rows)) / least)
    OUT.mkdir(parents=True, exist_ok=True)
    figures = {"rows": rows, "ratios": [round(ratio, 1) for ratio in sorted(ratios)]}
    (OUT / f"import-{rows}.json").write_text(json.dumps(figures), encoding="utf-8")
