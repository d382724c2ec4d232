"""Documents are written once for all tests that only look at them."""

import pytest

from reports import bulletin, ledger, pdf, word
from tests.reports import paper, samples


@pytest.fixture(scope="session")
def bulletin_pdf() -> bytes:
    """The sample bulletin as PDF."""
    return pdf.write(bulletin.document(samples.BULLETIN))


@pytest.fixture(scope="session")
def bulletin_word() -> bytes:
    """The sample bulletin as a Word file."""
    return word.write(bulletin.document(samples.BULLETIN))


@pytest.fixture(scope="session")
def faces(bulletin_pdf: bytes) -> list[paper.Face]:
    """The pages of the sample bulletin."""
    return paper.faces(bulletin_pdf)


@pytest.fixture(scope="session")
def ledger_pdf() -> bytes:
    """A ledger of forty rows as PDF."""
    return pdf.write(ledger.document(samples.ledger(40)))
