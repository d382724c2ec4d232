"""The ledger as it is listed, as a document."""

from desk.ledgers import VIEWS, Choice, ledger
from desk.lists import Query
from desk.printing import LEDGER_SUFFIXES, ledger_file
from ui.documents import Paper
from ui.workspace import Workspace

_TITLE = "问题台账"


def choice_of(query: Query, chip: str) -> Choice:
    """What the list shows: a view of the ledger where the chip names one, else its filter."""
    if chip in VIEWS:
        return Choice(chip, {}, query.search)
    return Choice(where=query.where, search=query.search)


def paper_of(workspace: Workspace, choice: Choice) -> Paper:
    """The ledger of what was chosen, as it stands when it is drawn."""
    book = workspace.book
    today = book.clock.today()

    def draw(suffix: str) -> bytes:
        with book.read() as connection:
            view = ledger(connection, choice, today)
        return ledger_file(view, suffix)

    return Paper(_TITLE, f"{_TITLE}{today:%Y%m%d}", draw, LEDGER_SUFFIXES)
