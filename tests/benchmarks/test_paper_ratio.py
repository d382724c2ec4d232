"""Paper against other ways to make the same: long ledgers, and the bulletin of three pages.

Each way runs by itself, one after the other. Of ledgers the processor's seconds are compared: they
hold on a machine that is busy. Of the bulletin it is what a person waits by the clock, the shortest
of several runs.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pytest
from docxtpl import DocxTemplate

from reports import bulletin, pages, pdf, word
from reports.view import BulletinView, Passage
from tests.benchmarks.figures import keep
from tests.benchmarks.libreoffice import Office
from tests.reports import samples

ROOT = Path(__file__).parents[2]
ROWS, WORD_ROWS = 10_000, 5_000
RUNS = 5


class Cost(NamedTuple):
    """What a way took: seconds of the clock and of the processor, megabytes at most."""

    seconds: float
    processor: float
    megabytes: float = 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("paper")


@pytest.fixture(scope="module")
def office(folder: Path) -> Office:
    """LibreOffice, its profile made by a first small conversion that is not timed."""
    made = Office(folder / "office")
    note = folder / "note.docx"
    note.write_bytes(word.write(bulletin.document(samples.BULLETIN)))
    made.convert([note], folder)
    return made


@cache
def cost(way: str, rows: int, target: Path) -> Cost:
    """What one of `paper_ways` took in a process of its own."""
    command = (sys.executable, "-m", "tests.benchmarks.paper_ways", way, str(rows), str(target))
    ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    return Cost(**json.loads(ended.stdout))


def timed(work: Callable[[], object]) -> Cost:
    """What some work took, with the programs that it waited for."""
    began, worked = perf_counter(), _processor()
    work()
    return Cost(perf_counter() - began, _processor() - worked)


def _processor() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def compared(name: str, ours: Cost, theirs: Cost) -> tuple[float, float]:
    """How many times as long their way takes by the processor and by the clock; all is kept."""
    times = theirs.processor / ours.processor, theirs.seconds / ours.seconds
    told = {"times": times[0], "ours": ours.processor, "theirs": theirs.processor}
    clock = {"times": times[1], "ours": ours.seconds, "theirs": theirs.seconds}
    by_clock = {f"{what}_by_clock": figure for what, figure in clock.items()}
    keep(name, {what: round(figure, 2) for what, figure in (told | by_clock).items()})
    return times


# --- ledgers -------------------------------------------------------------------------------------


def test_a_long_ledger_is_printed_seven_times_as_fast_as_a_long_table(folder: Path) -> None:
    ours = cost("pdf", ROWS, folder / "ours.pdf")
    theirs = cost("long-table", ROWS, folder / "long.pdf")
    by_processor, _ = compared("ledger-long-table", ours, theirs)
    assert by_processor >= 7


def test_a_long_ledger_is_printed_twice_as_fast_as_by_libreoffice(
    folder: Path, office: Office
) -> None:
    made = cost("pdf", ROWS, folder / "ours.pdf")
    cost("excel", ROWS, folder / "sheet.xlsx")
    theirs = timed(partial(office.convert, [folder / "sheet.xlsx"], folder))
    if not (folder / "sheet.pdf").exists():
        pytest.fail("LibreOffice Calc is not installed: there is nothing to compare with")
    printed, ours = (pages.count((folder / f"{n}.pdf").read_bytes()) for n in ("sheet", "ours"))
    keep("ledger-pages", {"rows": ROWS, "ours": ours, "libreoffice": printed})
    by_processor, _ = compared("ledger-libreoffice", made, theirs)
    assert by_processor >= 2


def test_a_long_ledger_is_printed_within_200_megabytes(folder: Path) -> None:
    held = cost("pdf", ROWS, folder / "ours.pdf").megabytes
    keep("ledger-memory", {"rows": ROWS, "megabytes": round(held)})
    assert held < 200


def test_a_long_ledger_is_written_for_word_fifteen_times_as_fast_as_row_by_row(
    folder: Path,
) -> None:
    ours = cost("word", WORD_ROWS, folder / "ours.docx")
    theirs = cost("add-row", WORD_ROWS, folder / "rows.docx")
    by_processor, _ = compared("ledger-word", ours, theirs)
    assert by_processor >= 15


# --- the bulletin --------------------------------------------------------------------------------

TEXTS = tuple(passage.text for passage in samples.PASSAGES[:8])


def three_pages() -> BulletinView:
    return replace(samples.BULLETIN, passages=tuple(map(Passage, TEXTS)))


def template(target: Path) -> None:
    """Our own Word file with the marks of docxtpl in place of the texts: an equal document."""
    loop = ("{%p for text in texts %}", "{{ text }}", "{%p endfor %}")
    title = "{{ title }}"
    view = replace(samples.BULLETIN, title=title, passages=tuple(map(Passage, loop)))
    target.write_bytes(word.write(bulletin.document(view)))


def by_docxtpl(made_of: Path, folder: Path, office: Office) -> None:
    """The bulletin from the template as Word, and from that as PDF."""
    filled = DocxTemplate(str(made_of))
    filled.render({"title": samples.BULLETIN.title, "texts": TEXTS})
    filled.save(str(folder / "filled.docx"))
    office.convert([folder / "filled.docx"], folder)


def by_ours(view: BulletinView, folder: Path) -> None:
    """The bulletin as Word and as PDF."""
    document = bulletin.document(view)
    (folder / "bulletin.docx").write_bytes(word.write(document))
    (folder / "bulletin.pdf").write_bytes(pdf.write(document))


def test_a_bulletin_of_three_pages_takes_half_a_second_and_a_tenth_of_other_ways(
    folder: Path, office: Office
) -> None:
    template(folder / "template.docx")
    view = three_pages()
    by_ours(view, folder)  # warm: the faces are read
    ours = min(timed(partial(by_ours, view, folder)) for _ in range(RUNS))
    other = partial(by_docxtpl, folder / "template.docx", folder, office)
    theirs = min(timed(other) for _ in range(RUNS))
    assert pages.count((folder / "bulletin.pdf").read_bytes()) == 3
    assert pages.count((folder / "filled.pdf").read_bytes()) == 3
    _, by_clock = compared("bulletin", ours, theirs)
    assert by_clock >= 10
    assert ours.seconds <= 0.5
