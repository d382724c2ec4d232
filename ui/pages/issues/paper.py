"""The ledger as it is listed, as a document."""

from dataclasses import replace

from desk.documents import LEDGER_PAPER
from desk.ledgers import LEDGER, VIEWS, Choice, ledger
from desk.lists import Query
from ui.documents import Paper
from ui.pages.listpage import Chip
from ui.slips import marks
from ui.workspace import Workspace


def choice_of(query: Query, chip: Chip) -> Choice:
    """What the list shows: a view of the ledger where the chip names one, and its conditions."""
    order = Choice(search=query.search, sort=query.sort, descending=query.descending)
    if chip.label not in VIEWS:
        return replace(order, where=query.where)
    beside = {name: text for name, text in query.where.items() if name not in chip.where}
    return replace(order, view=chip.label, where=beside)


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
