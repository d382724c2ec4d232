"""Every Word file is loaded by LibreOffice and takes as many pages as our PDF.

The shipped faces stand for the standard ones, which this machine has not. LibreOffice 7.4 is no
reference for where lines break: it hangs marks although the file says not to, and parts figures
from Han where no content control does, so that a paragraph may take a line more. None of these
documents ends where that counts.
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.bulletins import draft_view, get_draft, issue
from desk.bulletins.kinds import KINDS, Edition
from desk.printing import PDF, WORD, bulletin_files
from models.calendar import Month
from reports import pages
from reports.view import BulletinView, Passage
from tests.benchmarks.figures import keep
from tests.benchmarks.libreoffice import Office
from tests.reports import samples
from tests.reports.measures.documents import DOCUMENTS
from tests.reports.measures.produced import produced

MONTHS = tuple(Month(2018, number) for number in range(3, 8))
EDITIONS = tuple(Edition(kind, month) for month, kind in product(MONTHS, KINDS))
ROWS = range(20, 30)
"""Lines of text with which the imprint stands on their last page still, or on one of its own."""
NAMES = (
    *map(str, DOCUMENTS),
    *(f"{edition} {state}" for edition in EDITIONS for state in ("draft", "issued")),
    *(f"{rows} rows" for rows in ROWS),
)

Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def written(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Files]:
    """Both files of every document, by its name."""
    casebook = shutil.copytree(demo_folder, tmp_path_factory.mktemp("demo") / "casebook")
    with Book.open(casebook) as book:
        editions = dict(_editions(book))
    made = {str(one): {WORD: produced(one).docx, PDF: produced(one).pdf} for one in DOCUMENTS}
    return {**made, **editions, **{f"{rows} rows": bulletin_files(_lines(rows)) for rows in ROWS}}


def _editions(book: Book) -> Iterator[tuple[str, Files]]:
    """The bulletins of every month of the demo, each as a draft and as it is issued."""
    today = book.clock.today()
    for edition in EDITIONS:
        with book.read() as connection:
            draft = get_draft(connection, edition, today)
            yield f"{edition} draft", bulletin_files(draft_view(connection, draft, today))
        yield f"{edition} issued", issue(book, edition, None, "演示员").files


def _lines(rows: int) -> BulletinView:
    """A bulletin of so many lines that break alike everywhere."""
    return replace(samples.BULLETIN, passages=(Passage("以上情况，请予审阅。"),) * rows)


@pytest.fixture(scope="module")
def loaded(written: Mapping[str, Files], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every document as LibreOffice prints its Word file, by one call."""
    folder = tmp_path_factory.mktemp("libreoffice")
    for name, files in written.items():
        (folder / f"{name}.docx").write_bytes(files[WORD])
    Office(folder / "office").convert(sorted(folder.glob("*.docx")), folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_a_word_file_takes_as_many_pages_as_the_pdf(
    name: str, written: Mapping[str, Files], loaded: Path
) -> None:
    theirs = loaded / f"{name}.pdf"
    assert theirs.exists(), "LibreOffice did not load the file"
    assert pages.count(theirs.read_bytes()) == pages.count(written[name][PDF])


def test_the_imprint_needs_a_page_of_its_own_from_some_line_on(
    written: Mapping[str, Files],
) -> None:
    counts = [pages.count(written[f"{rows} rows"][PDF]) for rows in ROWS]
    assert set(counts) == {2, 3}
    assert counts == sorted(counts)


def test_how_many_documents_were_loaded(loaded: Path) -> None:
    printed = [pages.count(path.read_bytes()) for path in loaded.glob("*.pdf")]
    keep("libreoffice-pages", {"documents": len(printed), "pages": sum(printed)})
    assert len(printed) == len(NAMES)
