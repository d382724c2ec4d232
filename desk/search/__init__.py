"""Search over all that is written in a casebook, by an index that follows every change."""

from desk.search.asking import LABELS, Tally, search, tally
from desk.search.hits import Hit
from desk.search.keeping import rebuild

__all__ = ["LABELS", "Hit", "Tally", "rebuild", "search", "tally"]
