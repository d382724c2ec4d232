"""The search for lost cycles passes old rows by while many are in memory, and only then."""

import gc
from collections.abc import Iterator

import pytest

from desk.gathering import many_rows

USUAL = (700, 10, 10)


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


def passes_old_rows_by() -> bool:
    young, middle, old = gc.get_threshold()
    return (young, middle) == USUAL[:2] and old > 100_000 and gc.isenabled()


def test_old_rows_are_passed_by_within_and_looked_through_after() -> None:
    with many_rows():
        assert passes_old_rows_by()
    assert gc.get_threshold() == USUAL


def test_they_are_looked_through_again_after_an_error() -> None:
    with pytest.raises(KeyError), many_rows():
        raise KeyError
    assert gc.get_threshold() == USUAL


def test_within_another_they_are_passed_by_until_the_outer_one_ends() -> None:
    with many_rows():
        with many_rows():
            pass
        assert passes_old_rows_by()
