"""督办: what is to be sent today, what was sent, how each unit keeps its deadlines."""

from ui.pages.supervision.page import SupervisionPage

__all__ = ["SupervisionPage"]
