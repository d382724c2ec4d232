"""Cards as documents: filled, and blank for an enterprise to fill in."""

from desk.cards import views
from desk.cards.definitions import form
from desk.cards.views import CardDetail
from desk.printing import CARD_SUFFIXES, card_file
from ui.documents import Paper
from ui.workspace import Workspace

_NAME = "反馈卡"


def filled(workspace: Workspace, card: CardDetail) -> Paper:
    """A card as it stands when it is drawn."""
    book, shown = workspace.book, card.line.shown
    today, uid = book.clock.today(), card.line.uid

    def draw(suffix: str) -> bytes:
        with book.read() as connection:
            view = views.view(connection, uid, today)
        return card_file(view, suffix)

    stem = f"{_NAME} {shown['number']} {shown['subject']}"
    return Paper(_NAME, stem, draw, CARD_SUFFIXES)


def blank(key: str) -> Paper:
    """The blank card of a form."""

    def draw(suffix: str) -> bytes:
        return card_file(views.blank(key), suffix)

    return Paper(f"空白{_NAME}", form(key).title, draw, CARD_SUFFIXES)
