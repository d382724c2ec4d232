"""The ledger as it is listed, as a document."""

from dataclasses import replace

from desk.documents import LEDGER_PAPER
from desk.ledgers import LEDGER, VIEWS, Choice, ledger
from desk.listings import Listing
from desk.listings import listing as listing_of
from desk.lists import Query
from desk.printing import ledger_file
from ui.documents import Paper
from ui.slips import marks
from ui.workspace import Workspace


def choice_of(query: Query, chip: str) -> Choice:
    """What the list shows: a view of the ledger where the chip names one, else its filter."""
    order = Choice(search=query.search, sort=query.sort, descending=query.descending)
    if chip in VIEWS:
        return replace(order, view=chip)
    return replace(order, where=query.where)


def list_paper(workspace: Workspace, listing: Listing) -> Paper:
    """The rows and columns of a list as they are shown, as they stand when it is drawn."""
    book = workspace.book
    today = book.clock.today()

    def draw(suffix: str) -> bytes:
        with book.read() as connection:
            view = listing_of(connection, listing, today)
        return ledger_file(view, suffix)

    return Paper(
        listing.label, f"{listing.label}{today:%Y%m%d}", draw, tuple(LEDGER_PAPER.suffixes)
    )


def paper_of(workspace: Workspace, choice: Choice) -> Paper:
    """The ledger of what was chosen, as it stands when it is drawn."""
    book = workspace.book
    today = book.clock.today()

    def draw(suffix: str, watermark: str = "") -> bytes:
        with book.read() as connection:
            view = ledger(connection, choice, today)
        return LEDGER_PAPER.drawn(view, suffix, watermark)

    return Paper(
        LEDGER,
        f"{LEDGER}{today:%Y%m%d}",
        draw,
        tuple(LEDGER_PAPER.suffixes),
        marks(LEDGER_PAPER, draw),
    )
