"""一企一档: the whole story of one subject, read in one go and told in the order of time."""

from desk.dossier.entries import ENTRY_KINDS, UNDATED, Entry
from desk.dossier.paper import summary, view
from desk.dossier.story import Counts, Dossier, FigureRow, dossier

__all__ = [
    "ENTRY_KINDS",
    "UNDATED",
    "Counts",
    "Dossier",
    "Entry",
    "FigureRow",
    "dossier",
    "summary",
    "view",
]
