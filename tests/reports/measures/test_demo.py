"""Every document that the program offers, printed from the demo casebook and measured."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest

from desk import printing
from desk.book.casebook import Book
from desk.documents import DOCUMENTS
from desk.samples import SAMPLES
from desk.samples import Sample as Offered
from tests.reports.measures.documents import SHEETS
from tests.reports.measures.items import ITEMS
from tests.reports.measures.produced import WALL, Kind, Produced, Sample
from tests.reports.measures.saying import differences
from tests.reports.paper import MM

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "briefing": Kind.BULLETIN,
        "circular": Kind.BULLETIN,
        "special": Kind.BULLETIN,
        "analysis": Kind.ANALYSIS,
        "ledger": Kind.LEDGER,
        "dossier": Kind.DOSSIER,
        "card": Kind.CARD,
        "blank-card": Kind.CARD,
        "blank-visit": Kind.SLIP,
        "visit": Kind.SLIP,
        "dispatch": Kind.SLIP,
        "follow-up": Kind.SLIP,
        "closing": Kind.SLIP,
        "dispatch-batch": Kind.SLIP,
        "extension": Kind.SLIP,
        "escalation": Kind.SLIP,
        "urge": Kind.SLIP,
        "supervise": Kind.SLIP,
        "inspection": Kind.SLIP,
        "supervision": Kind.ROSTER,
        "unit-record": Kind.ROSTER,
        "assignments": Kind.ROSTER,
        "visit-plan": Kind.ROSTER,
        "meeting-agenda": Kind.SLIP,
        "meeting-minutes": Kind.SLIP,
        "campaign-plan": Kind.SLIP,
        "campaign-standing": Kind.ROSTER,
        "model-case": Kind.SLIP,
        "plan": Kind.ROSTER,
        "owed": Kind.ROSTER,
    }
)
"""What each document is; a new one must say it here, and is measured from then on."""


@pytest.fixture(scope="module")
def book(demo_folder: Path) -> Iterator[Book]:
    """The demo casebook, to read."""
    with Book.open(demo_folder, writable=False) as opened:
        yield opened


def printed(offered: Offered, book: Book) -> Produced:
    """Both files of a document of the demo; a ledger may need the wider sheet."""
    view = offered.view(book)
    assert view is not None, f"the demo has no record for {offered.label}"
    kind, page = KINDS[offered.of.name], offered.of.document(view).page
    wide = kind is Kind.LEDGER and page.width > WALL.width * MM - 1
    sheet = WALL if wide else SHEETS[kind]
    sample = Sample(offered.name, kind, sheet, partial(offered.of.document, view))
    draw = partial(offered.of.drawn, view)
    return Produced(sample, partial(draw, printing.WORD), partial(draw, printing.PDF))


@pytest.mark.parametrize("offered", SAMPLES, ids=lambda offered: offered.name)
def test_what_the_demo_prints_keeps_to_the_format(offered: Offered, book: Book) -> None:
    made = printed(offered, book)
    items = [item for item in ITEMS if made.sample.kind in item.kinds]
    departures = [told for item in items for check in item.checks.values() for told in check(made)]
    assert departures == []
    assert list(differences(made)) == []


def test_every_document_that_is_offered_is_measured() -> None:
    assert {document.name for document in DOCUMENTS} == set(KINDS)
