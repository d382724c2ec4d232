"""反馈卡: the cards, and the form in which one is filled in with its problems."""

from ui.pages.cards.page import CardsPage

__all__ = ["CardsPage"]
