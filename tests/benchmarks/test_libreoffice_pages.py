"""Every Word file is loaded by LibreOffice and takes as many pages as our PDF.

The shipped faces stand for the standard ones, which this machine has not. LibreOffice 7.4 is no
reference for where lines break: it parts figures from Han and hangs marks although the file says
not to, so that a paragraph may take a line more. None of these documents ends where that counts.
"""

from pathlib import Path

import pytest

from reports import pages
from tests.benchmarks.figures import keep
from tests.benchmarks.libreoffice import Office
from tests.reports.measures.documents import DOCUMENTS
from tests.reports.measures.produced import Sample, produced


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every document as LibreOffice prints its Word file, by one call."""
    folder = tmp_path_factory.mktemp("libreoffice")
    for sample in DOCUMENTS:
        (folder / f"{sample}.docx").write_bytes(produced(sample).docx)
    Office(folder / "office").convert(sorted(folder.glob("*.docx")), folder)
    return folder


@pytest.mark.parametrize("sample", DOCUMENTS, ids=str)
def test_a_word_file_takes_as_many_pages_as_the_pdf(sample: Sample, loaded: Path) -> None:
    theirs = loaded / f"{sample}.pdf"
    assert theirs.exists(), "LibreOffice did not load the file"
    assert pages.count(theirs.read_bytes()) == pages.count(produced(sample).pdf)


def test_how_many_documents_were_loaded(loaded: Path) -> None:
    printed = [pages.count(path.read_bytes()) for path in loaded.glob("*.pdf")]
    keep("libreoffice-pages", {"documents": len(printed), "pages": sum(printed)})
    assert len(printed) == len(DOCUMENTS)
