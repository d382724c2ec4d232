"""Search over all that is written in a casebook, by an index that follows every change."""

from desk.search.asking import LABELS, Tally, search, tally
from desk.search.hits import Hit, recall
from desk.search.keeping import rebuild
from desk.search.trying import easier

__all__ = ["LABELS", "Hit", "Tally", "easier", "rebuild", "recall", "search", "tally"]
