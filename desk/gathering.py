"""Work with very many rows at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def many_rows() -> Iterator[None]:
    """Hold Python's search for lost cycles back while a whole list is in memory.

    The search walks through every row again and again and finds none of them lost: for 50,000 rows
    that is a seventh of the time. What is no cycle is freed as ever.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
