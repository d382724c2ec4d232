"""Cards as documents: filled, and blank for an enterprise to fill in."""

from functools import partial

from desk.cards.definitions import form
from desk.cards.views import CardDetail
from desk.documents import CARD, blank_file
from ui.documents import Paper
from ui.slips import record_paper
from ui.workspace import Workspace


def filled(workspace: Workspace, card: CardDetail) -> Paper:
    """A card as it stands when it is drawn."""
    shown = card.line.shown
    stem = f"{CARD.label} {shown['number']} {shown['subject']}"
    return record_paper(workspace, CARD, card.line.uid, stem)


def blank(key: str) -> Paper:
    """The blank card of a form."""
    name = f"空白{CARD.label}"
    return Paper(name, form(key).title, partial(blank_file, key), tuple(CARD.suffixes))
