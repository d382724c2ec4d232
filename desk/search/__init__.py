"""Search over all that is written in a casebook, by an index that follows every change."""

from desk.search.asking import SEARCHABLE, Tally, search, tally
from desk.search.hits import Hit
from desk.search.keeping import rebuild

__all__ = ["SEARCHABLE", "Hit", "Tally", "rebuild", "search", "tally"]
